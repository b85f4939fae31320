package waymark.reporting.domain.social;

import java.util.List;
import waymark.reporting.domain.course.ClockMark;

/**
 * What happens from a contact to the closing of the referral that came of it. Days as {@link waymark.reporting.domain.Days}, moments as
 * {@link waymark.reporting.domain.Moments}; null: not recorded, or as it was. What happens is named as a step of {@link ReferralCourse}.
 */
public sealed interface ReferralEvent {
    List<ClockMark> marks();

    /** @param at the moment of the contact, on that day in London */
    record ContactReceived(int on, long at, Details details, List<ClockMark> marks) implements ReferralEvent {}

    record ReferralMade(int on, Details details, List<ClockMark> marks) implements ReferralEvent {}

    /**
     * @param of sequence of what it answers; 0 where it answers nothing
     * @param code what more is said of it: a decision, an outcome, a category, a reason
     */
    record Happened(String what, int on, int of, String code, List<ClockMark> marks) implements ReferralEvent {}

    /**
     * Somebody else has the case.
     *
     * @param worker null where nobody has it any more
     * @param keepsTeam whether a null team stays what it was
     */
    record Allocated(int on, String worker, String team, boolean keepsTeam, List<ClockMark> marks)
            implements ReferralEvent {}

    /** The latest closing was a mistake and is annulled. */
    record Reopened(List<ClockMark> marks) implements ReferralEvent {}

    /** What that entry says did not happen. */
    record EntryAnnulled(int entry, List<ClockMark> marks) implements ReferralEvent {}

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
            String category,
            Details details,
            List<ClockMark> marks)
            implements ReferralEvent {}

    record Voided(List<ClockMark> marks) implements ReferralEvent {}
}
