package waymark.alerts.domain;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an alert is raised for.
 *
 * @param id stable for ever; of a deadline, its clock's
 * @param kind of the cases that it looks at; null where it looks at none
 * @param title what is at stake, in the words of those who get it
 * @param severity of the alert that must be acknowledged, or of the only one
 * @param role that gets it, where the case is nobody's
 * @param leads how long before a deadline somebody is told, the longest first
 * @param days of a rule that counts days; null of any other
 * @param source the statute, the report or the decision behind it
 * @param finder what it finds
 */
public record Rule(
        String id,
        Family family,
        Kind kind,
        String title,
        Severity severity,
        String role,
        List<Lead> leads,
        Integer days,
        String source,
        Finder finder) {
    /** What kind of thing a rule looks at. */
    public enum Family {
        DEADLINE,
        DRIFT,
        ACROSS_SERVICES,
        MEASURE,
        PERSON
    }

    /** Finds what holds, or will hold, of one case of a child. */
    @FunctionalInterface
    interface Finder {
        Stream<Condition> find(Set rule, Watch watch, UUID caseId, WatchedCase about);
    }

    /** A rule as an authority has set it. */
    public record Set(Rule rule, List<Lead> leads, Integer days, String role, boolean on) {
        /** Whether its alerts are for whoever has the case. What a manager is to look at is not. */
        public boolean isOfItsOfficer() {
            return rule.kind() != null && rule.kind().role().equals(role);
        }

        Stream<Condition> find(Watch watch, UUID caseId, WatchedCase about) {
            return on ? rule.finder.find(this, watch, caseId, about) : Stream.of();
        }
    }
}
