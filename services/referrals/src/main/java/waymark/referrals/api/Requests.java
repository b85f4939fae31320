package waymark.referrals.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import waymark.casefile.course.ClockMark;
import waymark.referrals.domain.AssessmentOutcome;
import waymark.referrals.domain.ConferenceOutcome;
import waymark.referrals.domain.ContactDecision;
import waymark.referrals.domain.DiscussionOutcome;
import waymark.referrals.domain.EnquiryOutcome;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralEvent;
import waymark.web.Moments;
import waymark.web.cases.CommandBody;
import waymark.web.cases.OpeningBody;
import waymark.web.cases.Personal;

/**
 * The bodies of requests. Days are local dates (Europe/London), times are local ({@code 2022-07-31T14:05}) or have an offset; what is left out is the
 * business day or instant of the request. {@code notes} is free text: it stays in the service and is no part of any event.
 */
final class Requests {
    private static final List<ClockMark> WORKED_OUT = List.of();

    private Requests() {}

    /** A body that says what happened. */
    private interface Happening extends CommandBody<ReferralCommand> {
        List<ReferralEvent> events(LocalDate today, Instant now);

        @Override
        default ReferralCommand command(LocalDate today, Instant now) {
            return new ReferralCommand.Happened(today, now, events(today, now));
        }
    }

    /**
     * A contact, about one child or several.
     *
     * @param contactRef left out to be given a new one; where it is about several children each case has it with a number behind
     * @param receivedAt the time, which the 24 hours count from
     * @param source code of who told (registers/referral-sources.csv)
     * @param children whom it is about, 1 to 20
     * @param replaces the case, opened for the wrong child and voided, that this one stands for; only of a contact about one child
     */
    record Contact(
            String contactRef,
            String receivedAt,
            String source,
            String locality,
            List<Child> children,
            UUID replaces,
            String notes) {

        /** As the contact is about one of its children. */
        OpeningBody<ReferralCommand> about(Child child, String reference, String shared) {
            return new AboutChild(this, child, reference, shared);
        }
    }

    /**
     * A child whom a contact is about.
     *
     * @param childRef the council's person number
     */
    record Child(String childRef, String sex, String ethnicity, Personal personal) {}

    private record AboutChild(Contact contact, Child child, String reference, String shared)
            implements OpeningBody<ReferralCommand> {
        @Override
        public String childRef() {
            return child.childRef();
        }

        @Override
        public ReferralCommand command(LocalDate today, Instant now, String given) {
            return new ReferralCommand.Happened(
                    today,
                    now,
                    List.of(new ReferralEvent.ContactReceived(
                            given,
                            shared,
                            at("receivedAt", contact.receivedAt(), now),
                            contact.source(),
                            contact.locality(),
                            child.sex(),
                            child.ethnicity(),
                            contact.replaces(),
                            WORKED_OUT)));
        }

        @Override
        public String notes() {
            return contact.notes();
        }

        @Override
        public Personal personal() {
            return child.personal();
        }
    }

    /**
     * @param openCase the child's open case, of the decision {@code linked-to-open-case}; left out for the one that there is
     * @param referral of the decision {@code referral}, and needed there
     */
    record Decision(String decidedAt, ContactDecision decision, UUID openCase, FromContact referral, String notes)
            implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            var decided =
                    new ReferralEvent.ContactDecided(at("decidedAt", decidedAt, now), decision, openCase, WORKED_OUT);
            return decision == ContactDecision.REFERRAL && referral != null
                    ? List.of(decided, referral.event())
                    : List.of(decided);
        }

        /**
         * @param found the open case to which it belongs, null where there is none
         * @param given the reference of a referral that came without one
         */
        CommandBody<ReferralCommand> with(UUID found, String given) {
            return new Completed(this, found, given);
        }
    }

    /** A decision with what was found and given for it. */
    private record Completed(Decision asked, UUID found, String given) implements CommandBody<ReferralCommand> {
        @Override
        public ReferralCommand command(LocalDate today, Instant now) {
            var referral = asked.referral() == null ? null : asked.referral().orUnder(given);
            return new Decision(asked.decidedAt(), asked.decision(), found, referral, null).command(today, now);
        }

        @Override
        public String notes() {
            return asked.notes();
        }

        /** As it was asked, so that a repetition is known whatever was found. */
        @Override
        public String toString() {
            return asked.toString();
        }
    }

    /**
     * The referral that a contact becomes. Source, locality and the rest are the contact's.
     *
     * @param referralRef left out to be given one
     * @param referredOn left out for the day of the contact
     * @param primaryNeed code (registers/referral-needs.csv); N0 where it is not stated
     * @param noFurtherAction whether it was decided at once that nothing follows; the case stays open until it is closed
     */
    record FromContact(String referralRef, LocalDate referredOn, String primaryNeed, Boolean noFurtherAction) {
        FromContact orUnder(String given) {
            return referralRef == null ? new FromContact(given, referredOn, primaryNeed, noFurtherAction) : this;
        }

        ReferralEvent event() {
            return new ReferralEvent.ReferralMade(
                    referredOn, referralRef, null, primaryNeed, noFurtherAction, null, null, null, null, WORKED_OUT);
        }
    }

    /**
     * A referral of which no contact is recorded.
     *
     * @param referralRef left out to be given a new one
     * @param replaces the case, opened for the wrong child and voided, that this one stands for
     */
    record Referred(
            String referralRef,
            String childRef,
            LocalDate referredOn,
            String source,
            String primaryNeed,
            Boolean noFurtherAction,
            String locality,
            String sex,
            String ethnicity,
            UUID replaces,
            Personal personal,
            String notes)
            implements OpeningBody<ReferralCommand> {
        @Override
        public String reference() {
            return referralRef;
        }

        @Override
        public ReferralCommand command(LocalDate today, Instant now, String reference) {
            return new ReferralCommand.Happened(
                    today,
                    now,
                    List.of(new ReferralEvent.ReferralMade(
                            or(referredOn, today),
                            reference,
                            source,
                            primaryNeed,
                            noFurtherAction,
                            locality,
                            sex,
                            ethnicity,
                            replaces,
                            WORKED_OUT)));
        }
    }

    /** Nothing is to follow from the referral. */
    record NoFurtherAction(LocalDate decidedOn, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.NoFurtherActionDecided(or(decidedOn, today), WORKED_OUT));
        }
    }

    record AssessmentStart(LocalDate startedOn, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.AssessmentStarted(or(startedOn, today), WORKED_OUT));
        }
    }

    /**
     * @param assessment number in the history of its start; left out for the one under way
     * @param factors codes of what was found (registers/assessment-factors.csv)
     */
    record AssessmentCompletion(
            LocalDate completedOn, Integer assessment, AssessmentOutcome outcome, List<String> factors, String notes)
            implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.AssessmentCompleted(
                    or(completedOn, today), assessment, outcome, factors == null ? List.of() : factors, WORKED_OUT));
        }
    }

    /** @param occasion left out for the plan under which the child is, or else the assessment */
    record Visit(LocalDate seenOn, ReferralEvent.ChildSeen.Occasion occasion, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.ChildSeen(or(seenOn, today), occasion, WORKED_OUT));
        }
    }

    record StrategyDiscussion(LocalDate heldOn, DiscussionOutcome outcome, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.StrategyDiscussionHeld(or(heldOn, today), outcome, WORKED_OUT));
        }
    }

    /** @param discussion number in the history of the strategy discussion that began it; left out for the only enquiry under way */
    record EnquiryConclusion(LocalDate concludedOn, Integer discussion, EnquiryOutcome outcome, String notes)
            implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.EnquiryConcluded(or(concludedOn, today), discussion, outcome, WORKED_OUT));
        }
    }

    /**
     * @param discussion number in the history of the strategy discussion that began the enquiry; left out for the only one awaiting a conference
     * @param category of abuse, where a protection plan begins with the conference; needed then
     */
    record Conference(LocalDate heldOn, Integer discussion, ConferenceOutcome outcome, String category, String notes)
            implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            var on = or(heldOn, today);
            var held = new ReferralEvent.ConferenceHeld(on, discussion, outcome, WORKED_OUT);
            return outcome == ConferenceOutcome.PROTECTION_PLAN
                    ? List.of(held, new ReferralEvent.ProtectionPlanBegun(on, category, null, WORKED_OUT))
                    : List.of(held);
        }
    }

    /**
     * A protection plan of a conference that was recorded before.
     *
     * @param conference its number in the history; left out for the only one without a plan
     */
    record ProtectionPlan(LocalDate begunOn, String category, Integer conference, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.ProtectionPlanBegun(or(begunOn, today), category, conference, WORKED_OUT));
        }
    }

    /** @param category as from the review; left out where it stays */
    record ProtectionPlanReview(LocalDate reviewedOn, String category, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.ProtectionPlanReviewed(or(reviewedOn, today), category, WORKED_OUT));
        }
    }

    record ProtectionPlanEnd(LocalDate endedOn, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.ProtectionPlanEnded(or(endedOn, today), WORKED_OUT));
        }
    }

    record ChildInNeedPlan(LocalDate begunOn, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.ChildInNeedPlanBegun(or(begunOn, today), WORKED_OUT));
        }
    }

    record ChildInNeedPlanReview(LocalDate reviewedOn, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.ChildInNeedPlanReviewed(or(reviewedOn, today), WORKED_OUT));
        }
    }

    record ChildInNeedPlanEnd(LocalDate endedOn, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.ChildInNeedPlanEnded(or(endedOn, today), WORKED_OUT));
        }
    }

    /**
     * @param worker staff number, never a name; left out where nobody has the case any more
     * @param team code; left out where it stays
     */
    record Allocation(LocalDate allocatedOn, String worker, String team, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.Allocated(or(allocatedOn, today), worker, team, WORKED_OUT));
        }
    }

    /**
     * @param team code of the team that has the case from then on
     * @param worker who has it there; left out where the team has yet to allocate it
     */
    record Transfer(LocalDate transferredOn, String team, String worker, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.Transferred(or(transferredOn, today), team, worker, WORKED_OUT));
        }
    }

    /** @param reason code (registers/closure-reasons.csv) */
    record Closing(LocalDate closedOn, String reason, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.Closed(or(closedOn, today), reason, WORKED_OUT));
        }
    }

    /** The case was closed by mistake. */
    record Reopening(LocalDate reopenedOn, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.Reopened(or(reopenedOn, today), WORKED_OUT));
        }
    }

    /**
     * What an entry says did not happen.
     *
     * @param reason why it is annulled, in words; needed, and kept with the notes
     * @param entry its number in the history
     */
    record Annulment(String reason, Integer entry) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.EntryAnnulled(today, entry, WORKED_OUT));
        }

        @Override
        public String notes() {
            return reason;
        }
    }

    /** @param reason code of why the case should never have been opened */
    record Voiding(String reason, String notes) implements Happening {
        @Override
        public List<ReferralEvent> events(LocalDate today, Instant now) {
            return List.of(new ReferralEvent.Voided(today, reason, WORKED_OUT));
        }
    }

    /**
     * What was recorded wrongly, as it should have been; what is left out stays.
     *
     * @param reason why it is corrected, in words; needed, and kept with the notes
     * @param entry number in the history of the entry put right; the opening is 1
     * @param on the entry's right day
     * @param at the right time of a contact or of its decision
     * @param outcome the right decision, outcome or closing reason, by its code
     * @param personal personal details to be put right; they stay out of every event
     */
    record Correcting(
            String reason,
            Integer entry,
            LocalDate on,
            String at,
            String outcome,
            List<String> factors,
            String category,
            String source,
            String primaryNeed,
            Boolean noFurtherAction,
            String locality,
            String sex,
            String ethnicity,
            Personal personal)
            implements CommandBody<ReferralCommand> {
        private static final ReferralEvent NOTHING_ELSE = new ReferralEvent.Corrected(
                null, null, null, null, List.of(), null, null, null, null, null, null, null, WORKED_OUT);

        /** Personal details alone are put right beside the case, by no event. */
        @Override
        public ReferralCommand command(LocalDate today, Instant now) {
            var event = event();
            return personal != null && event.equals(NOTHING_ELSE)
                    ? new ReferralCommand.KeepBeside(today)
                    : new ReferralCommand.Happened(today, now, List.of(event));
        }

        private ReferralEvent event() {
            return new ReferralEvent.Corrected(
                    entry,
                    on,
                    Moments.read(ReferralView.WORD, "at", at),
                    outcome,
                    factors == null ? List.of() : factors,
                    category,
                    source,
                    primaryNeed,
                    noFurtherAction,
                    locality,
                    sex,
                    ethnicity,
                    WORKED_OUT);
        }

        @Override
        public String notes() {
            return reason;
        }
    }

    private static Instant at(String field, String text, Instant now) {
        return or(Moments.read(ReferralView.WORD, field, text), now);
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
