package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.SequencedSet;

/** The code lists, which are data: an authority revises them without a new program. */
public record Codes(List<Outcome> outcomes, SequencedSet<String> agencies, SequencedSet<String> enquiryResults) {
    /**
     * A closure outcome.
     *
     * @param validFrom first day on which it may be used; null for always
     * @param validTo last day on which it may be used; null for always
     */
    public record Outcome(String code, String meaning, String group, LocalDate validFrom, LocalDate validTo) {}

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
}
