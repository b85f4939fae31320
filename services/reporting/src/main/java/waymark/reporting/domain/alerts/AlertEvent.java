package waymark.reporting.domain.alerts;

import java.util.UUID;

/**
 * What happens to an alert, as far as it is counted. Days as {@link waymark.reporting.domain.Days}, moments as {@link waymark.reporting.domain.Moments}; null:
 * there is none.
 */
public sealed interface AlertEvent {
    /**
     * What an alert says, fixed for ever.
     *
     * @param kind of the case that it is about, and {@code about} that case; null where it is about none
     * @param measure which it is about, where it is about no case
     */
    record Warning(
            String reference,
            String origin,
            String rule,
            String concern,
            String severity,
            String kind,
            UUID about,
            String caseReference,
            String team,
            String milestone,
            String measure,
            int dueOn,
            boolean late) {}

    /** @param respondBy none where no response is called for */
    record Raised(Warning warning, int on, long at, int level, String role, int respondBy) implements AlertEvent {}

    record Acknowledged(int on, long at) implements AlertEvent {}

    record HandedOver(int on, String role) implements AlertEvent {}

    /** @param byTime whether nobody had resolved it in its time, rather than that somebody called for it */
    record Escalated(int on, long at, int level, String role, int respondBy, boolean byTime) implements AlertEvent {}

    /**
     * It ended.
     *
     * @param how {@link Stay#RESOLVED} by people; {@link Stay#SETTLED} or {@link Stay#WITHDRAWN} by itself
     * @param outcome what was done, or why it ended by itself
     */
    record Ended(String how, int on, long at, String outcome) implements AlertEvent {}

    /** @param role null where nobody else is called upon than before */
    record Reinstated(int on, long at, String role, int respondBy) implements AlertEvent {}
}
