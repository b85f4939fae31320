package waymark.referrals.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waymark.casefile.CaseFile;
import waymark.referrals.domain.ContactDecision;
import waymark.referrals.domain.NextStep;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.Referral.Next;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.Standing;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.KeptCases;

/**
 * A contact, and the referral that came of it, as a caller sees them. What is not recorded is null.
 *
 * @param version to be sent back in If-Match
 * @param reference the case's: the contact's, or the referral's where no contact was recorded
 * @param referralRef the referral's own
 * @param sharedContact what the cases of one contact about several children have in common
 * @param openedOn the day of the contact, or of the referral where no contact was recorded
 * @param plan under which the child is
 * @param category of the protection plan in force
 * @param nextStep what is to be done next in the course
 * @param dueClock the clock that is due first
 * @param dueOn last day in time; null where no clock runs
 * @param dueAt last instant in time: of a clock of days the end of its day; null where no clock runs
 * @param daysLeft calendar days to it from today, negative where it has passed
 */
record ReferralView(
        UUID id,
        String reference,
        String referralRef,
        String sharedContact,
        String childRef,
        Standing status,
        int version,
        LocalDate openedOn,
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
        String team,
        NextStep nextStep,
        String dueClock,
        LocalDate dueOn,
        Instant dueAt,
        Long daysLeft,
        Map<String, Object> personal,
        List<Note> notes) {
    static final String WORD = "referral";

    /** @param sequence of the event that the words were recorded with */
    record Note(int sequence, String text) {}

    static <E> CaseEndpoint<Referral, ReferralCommand, ReferralView> contacts(
            KeptCases<Referral, ReferralCommand, E> cases) {
        return cases.endpoint(WORD, "CON", ReferralView::of);
    }

    static <E> CaseEndpoint<Referral, ReferralCommand, ReferralView> referrals(
            KeptCases<Referral, ReferralCommand, E> cases) {
        return cases.endpoint(WORD, "REF", ReferralView::of);
    }

    static ReferralView of(CaseFile<Referral> file, LocalDate today) {
        return switch (file.state()) {
            case Referral.Opened opened -> view(file, opened, today);
            case Referral.NotOpened _ -> throw new IllegalStateException("a case in the store has been opened");
        };
    }

    private static ReferralView view(CaseFile<Referral> file, Referral.Opened opened, LocalDate today) {
        var present = opened.present();
        var next = opened.next();
        var dueOn = next.dueOn().equals(Next.NEVER) ? null : next.dueOn();
        return new ReferralView(
                file.id(),
                file.reference(),
                present.referralReference(),
                present.sharedContact(),
                file.child(),
                opened.standing(),
                file.version(),
                opened.openedOn(),
                present.source(),
                present.primaryNeed(),
                present.locality(),
                present.sex(),
                present.ethnicity(),
                present.decision(),
                present.referredOn(),
                present.closedOn(),
                present.plan(),
                present.category(),
                present.worker(),
                present.team(),
                next.step(),
                next.clock(),
                dueOn,
                dueOn == null ? null : next.dueAt(),
                dueOn == null ? null : ChronoUnit.DAYS.between(today, dueOn),
                file.personal(),
                file.notes().stream()
                        .map(note -> new Note(note.sequence(), note.text()))
                        .toList());
    }
}
