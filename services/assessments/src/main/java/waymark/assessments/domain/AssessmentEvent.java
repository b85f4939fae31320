package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import waymark.casefile.course.ClockMark;

/**
 * What can have happened in an education, health and care (EHC) needs assessment and in the plan that came of it. The records are the published
 * form: fields are added, never renamed or given another type. A number that names another event of the case is its sequence; in what is asked to
 * be recorded it may be null, for the only or the latest one there is.
 */
public sealed interface AssessmentEvent {
    /** What it does to clocks. */
    List<ClockMark> clocks();

    /** The day on which it happened: its first date; null for a correction, which is of the day of its recording. */
    default LocalDate day() {
        return Steps.day(this);
    }

    /** The same with what it does to clocks. */
    AssessmentEvent with(List<ClockMark> clocks);

    /** A request was received, or the authority became responsible: day 0 of the twenty weeks (Children and Families Act 2014 s36). */
    record Requested(
            String reference,
            LocalDate requestedOn,
            RequestSource requestSource,
            String primaryNeed,
            String schoolYear,
            String locality,
            String sex,
            String ethnicity,
            UUID previousAssessment,
            UUID replaces,
            List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new Requested(
                    reference,
                    requestedOn,
                    requestSource,
                    primaryNeed,
                    schoolYear,
                    locality,
                    sex,
                    ethnicity,
                    previousAssessment,
                    replaces,
                    clocks);
        }
    }

    /**
     * A child with a plan moved in from another authority (SEND Regulations 2014, reg 15): the plan is maintained from the transfer on.
     *
     * @param fromAuthority DfE number of the authority that maintained the plan before
     * @param lastReviewedOn the plan's last review there, or the day on which it was made; null where not known
     */
    record MovedIn(
            String reference,
            LocalDate transferredOn,
            String fromAuthority,
            LocalDate lastReviewedOn,
            String primaryNeed,
            String schoolYear,
            String locality,
            String sex,
            String ethnicity,
            UUID previousAssessment,
            UUID replaces,
            List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new MovedIn(
                    reference,
                    transferredOn,
                    fromAuthority,
                    lastReviewedOn,
                    primaryNeed,
                    schoolYear,
                    locality,
                    sex,
                    ethnicity,
                    previousAssessment,
                    replaces,
                    clocks);
        }
    }

    /** @param decidedOn the day on which the parent was sent the notice (reg 5) */
    record DecisionMade(LocalDate decidedOn, Decision decision, List<ClockMark> clocks) implements AssessmentEvent {
        /** Whether to assess. */
        public enum Decision {
            ASSESS,
            DO_NOT_ASSESS
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new DecisionMade(decidedOn, decision, clocks);
        }
    }

    /** @param requestedOn the day on which the body received the authority's request (reg 8) */
    record AdviceRequested(LocalDate requestedOn, Body body, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new AdviceRequested(requestedOn, body, clocks);
        }
    }

    /** @param request the asking that it answers; null only where a source knows of none */
    record AdviceReceived(LocalDate receivedOn, Body body, Integer request, List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new AdviceReceived(receivedOn, body, request, clocks);
        }
    }

    /** Restarts nothing. */
    record BodyReminded(LocalDate remindedOn, Body body, Integer request, List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new BodyReminded(remindedOn, body, request, clocks);
        }
    }

    /**
     * Something that excuses missing a clock (reg 5(4), 8(2), 10(4), 13(3)); the statutory day stays.
     *
     * @param clock id of the clock
     * @param request the asking, where the clock is a body's
     * @param evidence reference of the document that shows it; null only where a source gave none
     * @param from first day of what excuses; null only where a source gave none
     * @param until last day of it; null where it lasts, or is of one moment
     * @param revisedTarget a day agreed besides the statutory one, or null
     */
    record ExceptionRecorded(
            LocalDate recordedOn,
            String clock,
            Integer request,
            String code,
            String evidence,
            LocalDate from,
            LocalDate until,
            LocalDate revisedTarget,
            List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new ExceptionRecorded(
                    recordedOn, clock, request, code, evidence, from, until, revisedTarget, clocks);
        }
    }

    /** It does not excuse after all. */
    record ExceptionWithdrawn(LocalDate withdrawnOn, Integer exception, List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new ExceptionWithdrawn(withdrawnOn, exception, clocks);
        }
    }

    record DraftPlanSent(LocalDate sentOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new DraftPlanSent(sentOn, clocks);
        }
    }

    /** What the parent or the young person said of the draft. */
    record RepresentationsReceived(LocalDate receivedOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new RepresentationsReceived(receivedOn, clocks);
        }
    }

    record PlanIssued(LocalDate issuedOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new PlanIssued(issuedOn, clocks);
        }
    }

    /** @param decidedOn the day on which the parent was sent the notice (reg 10) */
    record PlanNotIssued(LocalDate decidedOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new PlanNotIssued(decidedOn, clocks);
        }
    }

    /** The request was withdrawn. A new one is a new case. */
    record Withdrawn(LocalDate withdrawnOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new Withdrawn(withdrawnOn, clocks);
        }
    }

    /** The meeting of an annual review (s44). */
    record ReviewHeld(LocalDate heldOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new ReviewHeld(heldOn, clocks);
        }
    }

    /** @param decidedOn the day on which the parent was sent the decision (reg 20(10)); of amending, the notice with the proposed changes */
    record ReviewDecided(LocalDate decidedOn, Integer review, Result decision, List<ClockMark> clocks)
            implements AssessmentEvent {
        /** What becomes of the plan. */
        public enum Result {
            MAINTAIN,
            AMEND,
            CEASE
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new ReviewDecided(decidedOn, review, decision, clocks);
        }
    }

    /** @param review the review that led to it; null where none did */
    record PlanAmended(LocalDate issuedOn, Integer review, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new PlanAmended(issuedOn, review, clocks);
        }
    }

    /** The child will move to another phase, before which the plan is reviewed and amended (reg 18). */
    record PhaseTransferPlanned(LocalDate plannedOn, Transfer transfer, LocalDate movesOn, List<ClockMark> clocks)
            implements AssessmentEvent {
        /** Between which phases. */
        public enum Transfer {
            SCHOOL,
            INTO_POST_16,
            BETWEEN_POST_16
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new PhaseTransferPlanned(plannedOn, transfer, movesOn, clocks);
        }
    }

    /** The parent was told: after a move in, what will be done (reg 15(4)); after an appeal, that it is carried out (reg 44, 45). */
    record ParentTold(LocalDate toldOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new ParentTold(toldOn, clocks);
        }
    }

    /** @param learnedOn the day on which the authority learned of the move (reg 15(2)) */
    record MovedAway(LocalDate learnedOn, LocalDate movesOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new MovedAway(learnedOn, movesOn, clocks);
        }
    }

    /** @param toAuthority DfE number of the authority that maintains the plan from then on; null outside England */
    record PlanTransferred(LocalDate transferredOn, String toAuthority, List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new PlanTransferred(transferredOn, toAuthority, clocks);
        }
    }

    record PlanCeased(LocalDate ceasedOn, Ground reason, List<ClockMark> clocks) implements AssessmentEvent {
        /** Why the plan is maintained no longer (s45). */
        public enum Ground {
            NO_LONGER_NECESSARY,
            NO_LONGER_RESPONSIBLE,
            LEFT_EDUCATION_OR_TRAINING,
            REACHED_25,
            DIED
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new PlanCeased(ceasedOn, reason, clocks);
        }
    }

    record MediationRegistered(LocalDate registeredOn, Dispute about, List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new MediationRegistered(registeredOn, about, clocks);
        }
    }

    /** @param concludedOn of an agreement, its day, from which its clocks run as those of an order do (reg 42) */
    record MediationConcluded(
            LocalDate concludedOn, Integer mediation, Dispute about, Settlement outcome, List<ClockMark> clocks)
            implements AssessmentEvent {
        /** Whether the authority agreed to what was asked. */
        public enum Settlement {
            AGREED,
            NOT_AGREED,
            WITHDRAWN
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new MediationConcluded(concludedOn, mediation, about, outcome, clocks);
        }
    }

    record AppealRegistered(LocalDate registeredOn, Dispute about, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new AppealRegistered(registeredOn, about, clocks);
        }
    }

    /** @param noticeOn the day of the authority's notice to the tribunal, from which its clocks run (reg 45) */
    record AppealNotOpposed(LocalDate noticeOn, Integer appeal, Dispute about, List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new AppealNotOpposed(noticeOn, appeal, about, clocks);
        }
    }

    /** @param concludedOn of an order, its day, from which its clocks run (reg 44) */
    record AppealConcluded(
            LocalDate concludedOn, Integer appeal, Dispute about, Outcome outcome, List<ClockMark> clocks)
            implements AssessmentEvent {
        /** What the tribunal did. */
        public enum Outcome {
            ORDERED,
            DISMISSED,
            WITHDRAWN
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new AppealConcluded(concludedOn, appeal, about, outcome, clocks);
        }
    }

    /** An order, or what was not opposed, has been carried out in full. */
    record OrderCarriedOut(LocalDate carriedOutOn, Integer appeal, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new OrderCarriedOut(carriedOutOn, appeal, clocks);
        }
    }

    record CircumstancesChanged(
            LocalDate changedOn, String primaryNeed, String schoolYear, String locality, List<ClockMark> clocks)
            implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new CircumstancesChanged(changedOn, primaryNeed, schoolYear, locality, clocks);
        }
    }

    record Assigned(LocalDate assignedOn, String officer, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new Assigned(assignedOn, officer, clocks);
        }
    }

    /** The last ending was a mistake: it is annulled. */
    record Reopened(LocalDate reopenedOn, List<ClockMark> clocks) implements AssessmentEvent {
        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new Reopened(reopenedOn, clocks);
        }
    }

    /**
     * What was recorded wrongly, as it should have been. Whatever is null stays as it was.
     *
     * @param entry the event put right; null for what is known of the request itself
     * @param entryOn the entry's right day
     * @param from of an exception, as are until, revisedTarget, code and evidence
     */
    record Corrected(
            Integer entry,
            LocalDate entryOn,
            LocalDate from,
            LocalDate until,
            LocalDate revisedTarget,
            String code,
            String evidence,
            LocalDate movesOn,
            LocalDate openedOn,
            RequestSource requestSource,
            String primaryNeed,
            String schoolYear,
            String locality,
            String sex,
            String ethnicity,
            List<ClockMark> clocks)
            implements AssessmentEvent {
        /** Of the case itself, that is: personal details and notes are kept beside it. */
        public boolean saysNothing() {
            return Stream.of(
                            entry,
                            entryOn,
                            from,
                            until,
                            revisedTarget,
                            code,
                            evidence,
                            movesOn,
                            openedOn,
                            requestSource,
                            primaryNeed,
                            schoolYear,
                            locality,
                            sex,
                            ethnicity)
                    .allMatch(Objects::isNull);
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new Corrected(
                    entry,
                    entryOn,
                    from,
                    until,
                    revisedTarget,
                    code,
                    evidence,
                    movesOn,
                    openedOn,
                    requestSource,
                    primaryNeed,
                    schoolYear,
                    locality,
                    sex,
                    ethnicity,
                    clocks);
        }
    }

    record Voided(LocalDate voidedOn, Reason reason, List<ClockMark> clocks) implements AssessmentEvent {
        /** Why it should never have been opened. */
        public enum Reason {
            OPENED_IN_ERROR,
            WRONG_CHILD,
            DUPLICATE
        }

        @Override
        public AssessmentEvent with(List<ClockMark> clocks) {
            return new Voided(voidedOn, reason, clocks);
        }
    }
}
