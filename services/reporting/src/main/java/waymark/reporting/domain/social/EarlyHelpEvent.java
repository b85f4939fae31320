package waymark.reporting.domain.social;

import java.util.List;
import java.util.UUID;
import waymark.reporting.domain.course.ClockMark;

/**
 * What happens between a family's request for early help and its end. Days as {@link waymark.reporting.domain.Days}, moments as
 * {@link waymark.reporting.domain.Moments}; null: not recorded, or as it was. What happens is named as a step of {@link EarlyHelpFacts}.
 */
public sealed interface EarlyHelpEvent {
    List<ClockMark> marks();

    /** @param children keys of the family's children but the one whose case it is */
    record Requested(int on, long at, List<UUID> children, Details details, List<ClockMark> marks)
            implements EarlyHelpEvent {}

    /** @param code the team, the service arranged or the outcome */
    record Happened(String what, int on, String code, List<ClockMark> marks) implements EarlyHelpEvent {}

    /** The latest closing was a mistake and is annulled. */
    record Reopened(List<ClockMark> marks) implements EarlyHelpEvent {}

    /**
     * What is said of an entry is otherwise.
     *
     * @param on its day, where it has one of its own
     * @param at its moment, where it has one; {@code atDay} is that moment's day
     */
    record Corrected(
            int entry,
            int on,
            long at,
            int atDay,
            String outcome,
            String team,
            String service,
            Details details,
            List<ClockMark> marks)
            implements EarlyHelpEvent {}

    /** An entry tells of what did not happen. */
    record Annulled(int entry, List<ClockMark> marks) implements EarlyHelpEvent {}

    record Voided(List<ClockMark> marks) implements EarlyHelpEvent {}
}
