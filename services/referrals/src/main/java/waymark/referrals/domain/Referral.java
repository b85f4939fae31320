package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import waymark.casefile.course.ClockRun;

/** A contact, and the referral that came of it, as they stand. */
public sealed interface Referral {
    record NotOpened() implements Referral {}

    /**
     * @param openedOn the day of the contact, or of the referral where no contact was recorded
     * @param present what lists show and are sorted by
     * @param clocks every run of a clock so far, as the events say
     * @param next never null
     */
    record Opened(
            Standing standing, LocalDate openedOn, Present present, CaseRecord record, List<ClockRun> clocks, Next next)
            implements Referral {}

    /**
     * The case in a line. What is not known is null.
     *
     * @param referralReference the referral's own, where one was made
     * @param decision of the contact
     * @param plan under which the child is, {@link Plan#NONE} included; never null
     * @param category of the protection plan in force
     * @param worker staff number of who has the case
     */
    record Present(
            String referralReference,
            String sharedContact,
            String source,
            String primaryNeed,
            String locality,
            String sex,
            String ethnicity,
            ContactDecision decision,
            LocalDate referredOn,
            LocalDate closedOn,
            Plan plan,
            String category,
            String worker,
            String team) {}

    /** Under which plan a child is. */
    enum Plan {
        NONE,
        CHILD_IN_NEED,
        PROTECTION
    }

    /**
     * What is to be done next, and by when something is due first.
     *
     * @param step null where nothing is
     * @param clock id of the clock whose day comes first; null where none runs
     * @param dueOn {@link #NEVER} where none runs, so that a list in its order has those last
     * @param dueAt last instant in time: of a clock of days the end of its day; {@link #NEVER_AT} where none runs
     */
    record Next(NextStep step, String clock, LocalDate dueOn, Instant dueAt) {
        public static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
        public static final Instant NEVER_AT = Instant.parse("9999-12-31T23:59:59Z");
    }
}
