package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
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
        return new Condition(
                rule,
                caseId,
                about,
                milestone,
                deadline + "/" + spell,
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
