package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;

/**
 * What an alert is raised for while it holds. Case, rule, milestone and deadline name it: the same is never raised twice.
 *
 * @param since from when on it holds, which may lie ahead
 * @param until when it ends by itself, another taking its place; null where it does not
 * @param knownAt before which nobody could know of it
 */
public record Condition(
        Rule rule,
        UUID caseId,
        WatchedCase about,
        String milestone,
        String deadline,
        Severity severity,
        boolean toAcknowledge,
        String subject,
        LocalDate dueOn,
        Instant dueAt,
        Instant since,
        Instant until,
        Instant knownAt) {
    boolean holdsAt(Instant now) {
        return !since.isAfter(now) && (until == null || now.isBefore(until));
    }

    /** The same of a spell that began on a day. */
    Condition of(LocalDate spell) {
        return at(deadline + "/" + spell);
    }

    /** Under the key under which it has its alert already, as long as it has not ceased to hold: that it is known by another way since is nothing new. */
    Condition unbroken(Set<Key> raised) {
        if (rule.family() != Rule.Family.ACROSS_SERVICES) return this;
        return raised.stream()
                .filter(key -> key.caseId().equals(caseId)
                        && key.rule().equals(rule.id())
                        && key.milestone().equals(milestone)
                        && entryOf(key.deadline()).equals(entryOf(deadline)))
                .min(Comparator.comparing(Key::deadline))
                .map(key -> at(key.deadline()))
                .orElse(this);
    }

    private static String entryOf(String deadline) {
        int slash = deadline.indexOf('/');
        return slash < 0 ? deadline : deadline.substring(0, slash);
    }

    private Condition at(String deadline) {
        return new Condition(
                rule,
                caseId,
                about,
                milestone,
                deadline,
                severity,
                toAcknowledge,
                subject,
                dueOn,
                dueAt,
                since,
                until,
                knownAt);
    }

    /** What tells it from every other of the authority. */
    public Key key() {
        return new Key(caseId, rule.id(), milestone, deadline);
    }

    /** @param deadline the deadline's version */
    public record Key(UUID caseId, String rule, String milestone, String deadline) {}
}
