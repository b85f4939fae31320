package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.SequencedSet;

/** The code lists, which are data: an authority revises them without a new program. */
public record Codes(
        List<Outcome> outcomes,
        List<Locality> localities,
        SequencedSet<String> agencies,
        SequencedSet<String> enquiryResults) {
    /**
     * A closure outcome.
     *
     * @param validFrom first day on which it may be used; null for always
     * @param validTo last day on which it may be used; null for always
     */
    public record Outcome(String code, String meaning, String group, LocalDate validFrom, LocalDate validTo) {}

    /** @param authority DfE number, or {@code *} for any that has no list of its own */
    public record Locality(String authority, String name) {}

    public boolean knowsOutcome(String code) {
        return outcomes.stream().anyMatch(outcome -> outcome.code().equals(code));
    }

    boolean inForce(String code, LocalDate day) {
        return outcomes.stream()
                .anyMatch(outcome -> outcome.code().equals(code)
                        && (outcome.validFrom() == null || !day.isBefore(outcome.validFrom()))
                        && (outcome.validTo() == null || !day.isAfter(outcome.validTo())));
    }

    String outcomesInForce(LocalDate day) {
        return String.join(
                ", ",
                outcomes.stream()
                        .map(Outcome::code)
                        .filter(code -> inForce(code, day))
                        .toList());
    }

    /** The localities of an authority, or the common ones where it has none of its own. */
    public List<String> localitiesOf(String authority) {
        var own = named(authority);
        return own.isEmpty() ? named("*") : own;
    }

    private List<String> named(String authority) {
        return localities.stream()
                .filter(locality -> locality.authority().equals(authority))
                .map(Locality::name)
                .toList();
    }
}
