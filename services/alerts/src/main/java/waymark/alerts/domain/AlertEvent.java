package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import waymark.alerts.domain.Alert.Origin;
import waymark.alerts.domain.Alert.Outcome;
import waymark.alerts.domain.Alert.Settling;
import waymark.alerts.domain.Alert.Withdrawal;
import waymark.casefile.course.ClockMark;

/** What can have happened to an alert. The records are the published form: fields are added, never renamed or given another type. */
public sealed interface AlertEvent {
    /** The clock of the response at each level. */
    List<ClockMark> clocks();

    /** Components as of {@link Alert.Warning} and {@link Alert.Particulars}; what is absent is not so. */
    record Raised(
            String reference,
            Origin origin,
            String rule,
            int settings,
            Concern concern,
            Severity severity,
            Kind kind,
            UUID caseId,
            String caseReference,
            String team,
            String milestone,
            String deadline,
            String clock,
            String subject,
            LocalDate dueOn,
            Instant dueAt,
            Instant since,
            boolean late,
            boolean toAcknowledge,
            Instant raisedAt,
            int level,
            String role,
            String officer,
            LocalDate respondBy,
            List<ClockMark> clocks)
            implements AlertEvent {}

    record Acknowledged(Instant acknowledgedAt, List<ClockMark> clocks) implements AlertEvent {}

    /** @param ownAction whether it is what the reviewing officer did, beside what is asked for; the words stay in the store */
    record Commented(LocalDate commentedOn, boolean ownAction, List<ClockMark> clocks) implements AlertEvent {}

    /**
     * @param officer null for anybody of the role
     * @param team of the alert from then on; only where byAssignment
     * @param byAssignment true where its case was given to somebody else, rather than the alert; otherwise null
     */
    record HandedOver(
            LocalDate handedOverOn,
            String role,
            String officer,
            String team,
            Boolean byAssignment,
            List<ClockMark> clocks)
            implements AlertEvent {}

    /** @param byTime whether it was not resolved in its time, rather than that somebody called for it */
    record Escalated(
            Instant escalatedAt, int level, String role, LocalDate respondBy, boolean byTime, List<ClockMark> clocks)
            implements AlertEvent {}

    record Resolved(Instant resolvedAt, Outcome outcome, List<ClockMark> clocks) implements AlertEvent {}

    record Settled(Instant settledAt, Settling why, List<ClockMark> clocks) implements AlertEvent {}

    record Withdrawn(Instant withdrawnAt, Withdrawal why, List<ClockMark> clocks) implements AlertEvent {}

    /**
     * What it warns of holds again, for the same deadline.
     *
     * @param role that is called upon; null of one that was recorded before events said so: as it stood
     * @param officer null for anybody of the role
     * @param team null for none
     */
    record Reinstated(
            Instant reinstatedAt, LocalDate respondBy, String role, String officer, String team, List<ClockMark> clocks)
            implements AlertEvent {}
}
