package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import waymark.casefile.course.ClockMark;

/**
 * What can have happened from a contact with children's social care to the closing of the referral that came of it. The records are the published form:
 * fields are added, never renamed or given another type. A number that names another event of the case is its sequence; in what is asked to be recorded
 * it may be null, for the only or the latest one there is.
 */
public sealed interface ReferralEvent {
    /** What it does to clocks. */
    List<ClockMark> clocks();

    /** The day on which it happened, in London; null for a correction, which is of the day of its recording. */
    default LocalDate day() {
        return Steps.day(this);
    }

    /** The same with what it does to clocks. */
    ReferralEvent with(List<ClockMark> clocks);

    /**
     * The council was told of a child: the first event of most cases. Of a contact about several children each has a case of its own.
     *
     * @param reference of the case
     * @param sharedContact what the cases of one contact about several children have in common; null where it was about one
     * @param source code of who told (registers/referral-sources.csv)
     */
    record ContactReceived(
            String reference,
            String sharedContact,
            Instant receivedAt,
            String source,
            String locality,
            String sex,
            String ethnicity,
            UUID replaces,
            List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ContactReceived(
                    reference, sharedContact, receivedAt, source, locality, sex, ethnicity, replaces, clocks);
        }
    }

    /**
     * What is to become of the contact, normally within one working day (Working Together to Safeguard Children) and, by the published measure, within 24 hours.
     *
     * @param openCase the child's open case that the contact belongs to; only of that decision, and null where a source does not say
     */
    record ContactDecided(Instant decidedAt, ContactDecision decision, UUID openCase, List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ContactDecided(decidedAt, decision, openCase, clocks);
        }
    }

    /**
     * A referral to children's social care: the case is open from here on (Children Act 1989 s17). The first event where no contact was recorded.
     *
     * @param reference the referral's own; the case's as well where it is the first event
     * @param source code of who referred; after a contact the contact's
     * @param primaryNeed code (registers/referral-needs.csv); null where not recorded
     * @param noFurtherAction whether it was decided that nothing would follow; closes nothing by itself
     */
    record ReferralMade(
            LocalDate referredOn,
            String reference,
            String source,
            String primaryNeed,
            Boolean noFurtherAction,
            String locality,
            String sex,
            String ethnicity,
            UUID replaces,
            List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ReferralMade(
                    referredOn,
                    reference,
                    source,
                    primaryNeed,
                    noFurtherAction,
                    locality,
                    sex,
                    ethnicity,
                    replaces,
                    clocks);
        }
    }

    /** It was decided that nothing would follow from the referral; the case stays open until it is closed. */
    record NoFurtherActionDecided(LocalDate decidedOn, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new NoFurtherActionDecided(decidedOn, clocks);
        }
    }

    /** An assessment of the child began (s17). */
    record AssessmentStarted(LocalDate startedOn, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new AssessmentStarted(startedOn, clocks);
        }
    }

    /**
     * The child was seen.
     *
     * @param occasion under which plan, if any: it is the visit that the plan's clock waits for
     */
    record ChildSeen(LocalDate seenOn, Occasion occasion, List<ClockMark> clocks) implements ReferralEvent {
        /** What the child was seen for. */
        public enum Occasion {
            ASSESSMENT,
            CHILD_IN_NEED_PLAN,
            PROTECTION_PLAN
        }

        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ChildSeen(seenOn, occasion, clocks);
        }
    }

    /**
     * The assessment was authorised, at most 45 working days after the referral.
     *
     * @param assessment the one that is completed, by the number of its start; null where a source knows of no start
     * @param factors codes of what was found (registers/assessment-factors.csv)
     */
    record AssessmentCompleted(
            LocalDate completedOn,
            Integer assessment,
            AssessmentOutcome outcome,
            List<String> factors,
            List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new AssessmentCompleted(completedOn, assessment, outcome, factors, clocks);
        }
    }

    /** A strategy discussion; an enquiry that it begins is counted on its day. */
    record StrategyDiscussionHeld(LocalDate heldOn, DiscussionOutcome outcome, List<ClockMark> clocks)
            implements ReferralEvent {

        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new StrategyDiscussionHeld(heldOn, outcome, clocks);
        }
    }

    /**
     * A section 47 enquiry came to its end.
     *
     * @param discussion the strategy discussion that began it
     */
    record EnquiryConcluded(LocalDate concludedOn, Integer discussion, EnquiryOutcome outcome, List<ClockMark> clocks)
            implements ReferralEvent {

        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new EnquiryConcluded(concludedOn, discussion, outcome, clocks);
        }
    }

    /**
     * An initial child protection conference, at most 15 working days after the strategy discussion that began the enquiry.
     *
     * @param discussion that strategy discussion; null where a source knows of none
     */
    record ConferenceHeld(LocalDate heldOn, Integer discussion, ConferenceOutcome outcome, List<ClockMark> clocks)
            implements ReferralEvent {

        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ConferenceHeld(heldOn, discussion, outcome, clocks);
        }
    }

    /**
     * The child has a protection plan from that day on.
     *
     * @param category of abuse (registers/protection-categories.csv); null where a source does not say
     * @param conference that decided it; null where a source knows of none
     */
    record ProtectionPlanBegun(LocalDate begunOn, String category, Integer conference, List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ProtectionPlanBegun(begunOn, category, conference, clocks);
        }
    }

    /** @param category as from the review; null where it stays */
    record ProtectionPlanReviewed(LocalDate reviewedOn, String category, List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ProtectionPlanReviewed(reviewedOn, category, clocks);
        }
    }

    record ProtectionPlanEnded(LocalDate endedOn, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ProtectionPlanEnded(endedOn, clocks);
        }
    }

    record ChildInNeedPlanBegun(LocalDate begunOn, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ChildInNeedPlanBegun(begunOn, clocks);
        }
    }

    record ChildInNeedPlanReviewed(LocalDate reviewedOn, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ChildInNeedPlanReviewed(reviewedOn, clocks);
        }
    }

    record ChildInNeedPlanEnded(LocalDate endedOn, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new ChildInNeedPlanEnded(endedOn, clocks);
        }
    }

    /** @param worker staff number; null where nobody has the case any more */
    record Allocated(LocalDate allocatedOn, String worker, String team, List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new Allocated(allocatedOn, worker, team, clocks);
        }

        boolean saysSame(Allocated other) {
            return Objects.equals(worker, other.worker) && Objects.equals(team, other.team);
        }
    }

    /**
     * Another team has the case from that day on.
     *
     * @param worker who has it there, by the staff number; null where the team has yet to allocate it
     */
    record Transferred(LocalDate transferredOn, String team, String worker, List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new Transferred(transferredOn, team, worker, clocks);
        }
    }

    /** @param reason code (registers/closure-reasons.csv) */
    record Closed(LocalDate closedOn, String reason, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new Closed(closedOn, reason, clocks);
        }
    }

    /** The case was closed by mistake: the closing is annulled. */
    record Reopened(LocalDate reopenedOn, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new Reopened(reopenedOn, clocks);
        }
    }

    /**
     * What an entry says did not happen.
     *
     * @param entry its number in the history
     */
    record EntryAnnulled(LocalDate annulledOn, Integer entry, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new EntryAnnulled(annulledOn, entry, clocks);
        }
    }

    /**
     * What was recorded wrong is put right: what is null stays. The opening is entry 1.
     *
     * @param entry number in the history of what is put right
     * @param on the day on which it happened
     * @param at the instant, of a contact
     * @param outcome code of the decision, outcome or closing reason that it had
     */
    record Corrected(
            Integer entry,
            LocalDate on,
            Instant at,
            String outcome,
            List<String> factors,
            String category,
            String source,
            String primaryNeed,
            Boolean noFurtherAction,
            String locality,
            String sex,
            String ethnicity,
            List<ClockMark> clocks)
            implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new Corrected(
                    entry,
                    on,
                    at,
                    outcome,
                    factors,
                    category,
                    source,
                    primaryNeed,
                    noFurtherAction,
                    locality,
                    sex,
                    ethnicity,
                    clocks);
        }
    }

    /** @param reason code of why the case should never have been opened */
    record Voided(LocalDate voidedOn, String reason, List<ClockMark> clocks) implements ReferralEvent {
        @Override
        public ReferralEvent with(List<ClockMark> clocks) {
            return new Voided(voidedOn, reason, clocks);
        }
    }
}
