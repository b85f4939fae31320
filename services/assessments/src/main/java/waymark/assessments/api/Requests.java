package waymark.assessments.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import waymark.assessments.domain.AssessmentCommand;
import waymark.assessments.domain.AssessmentCourse;
import waymark.assessments.domain.AssessmentEvent;
import waymark.assessments.domain.Body;
import waymark.assessments.domain.Dispute;
import waymark.assessments.domain.RequestSource;
import waymark.casefile.course.ClockMark;
import waymark.web.cases.CommandBody;
import waymark.web.cases.OpeningBody;
import waymark.web.cases.Personal;

/**
 * The bodies of requests. Days are local dates (Europe/London); a day that is left out is the business day on which the request comes. {@code notes}
 * is free text: it stays in the service and is no part of any event.
 */
final class Requests {
    private static final List<ClockMark> WORKED_OUT = List.of();

    private Requests() {}

    /** A body that says what happened. */
    private interface Happening extends CommandBody<AssessmentCommand> {
        AssessmentEvent event(LocalDate today);

        @Override
        default AssessmentCommand command(LocalDate today, Instant now) {
            return new AssessmentCommand.Happened(today, event(today));
        }
    }

    /**
     * @param assessmentRef left out to be given a new one
     * @param requestedOn the day on which the authority received the request or became responsible
     * @param previousAssessment the child's case before this one, which was withdrawn or refused
     * @param replaces the case, opened for the wrong child and voided, that this one stands for
     */
    record Requested(
            String assessmentRef,
            String childRef,
            LocalDate requestedOn,
            RequestSource requestSource,
            String primaryNeed,
            String schoolYear,
            String locality,
            String sex,
            String ethnicity,
            UUID previousAssessment,
            UUID replaces,
            Personal personal,
            String notes)
            implements OpeningBody<AssessmentCommand> {
        @Override
        public String reference() {
            return assessmentRef;
        }

        @Override
        public AssessmentCommand command(LocalDate today, Instant now, String reference) {
            return new AssessmentCommand.Happened(
                    today,
                    new AssessmentEvent.Requested(
                            reference,
                            or(requestedOn, today),
                            requestSource,
                            primaryNeed,
                            schoolYear,
                            locality,
                            sex,
                            ethnicity,
                            previousAssessment,
                            replaces,
                            WORKED_OUT));
        }
    }

    /**
     * A child with a plan moved in.
     *
     * @param transferredOn the day from which this authority maintains the plan
     * @param fromAuthority DfE number of the authority that maintained it before
     * @param lastReviewedOn the plan's last review there, or the day on which it was made; left out to count from the transfer
     */
    record MovedIn(
            String assessmentRef,
            String childRef,
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
            Personal personal,
            String notes)
            implements OpeningBody<AssessmentCommand> {
        @Override
        public String reference() {
            return assessmentRef;
        }

        @Override
        public AssessmentCommand command(LocalDate today, Instant now, String reference) {
            return new AssessmentCommand.Happened(
                    today,
                    new AssessmentEvent.MovedIn(
                            reference,
                            or(transferredOn, today),
                            fromAuthority,
                            lastReviewedOn,
                            primaryNeed,
                            schoolYear,
                            locality,
                            sex,
                            ethnicity,
                            previousAssessment,
                            replaces,
                            WORKED_OUT));
        }
    }

    /** @param decidedOn the day on which the parent was sent the notice */
    record Decision(LocalDate decidedOn, AssessmentEvent.DecisionMade.Decision decision, String notes)
            implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.DecisionMade(or(decidedOn, today), decision, WORKED_OUT);
        }
    }

    /** @param requestedOn the day on which the body received the request */
    record AdviceRequest(LocalDate requestedOn, Body body, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.AdviceRequested(or(requestedOn, today), body, WORKED_OUT);
        }
    }

    /** @param request the asking by its number in the history; needed only of several askings of one body */
    record Advice(LocalDate receivedOn, Body body, Integer request, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.AdviceReceived(or(receivedOn, today), body, request, WORKED_OUT);
        }
    }

    /** Restarts nothing. */
    record Reminder(LocalDate remindedOn, Body body, Integer request, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.BodyReminded(or(remindedOn, today), body, request, WORKED_OUT);
        }
    }

    /**
     * @param clock left out for the twenty weeks, or with {@code request} for that body's six weeks
     * @param request the asking by its number in the history, of a body's clock, for which it is needed
     * @param code of ehc-exceptions.csv, one that excuses this clock
     * @param evidence reference of the document that shows it
     * @param from first day of what excuses
     * @param until last day of it
     * @param revisedTarget a day agreed besides the statutory one
     */
    record Excuse(
            LocalDate recordedOn,
            String clock,
            Integer request,
            String code,
            String evidence,
            LocalDate from,
            LocalDate until,
            LocalDate revisedTarget,
            String notes)
            implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.ExceptionRecorded(
                    or(recordedOn, today),
                    clock != null ? clock : request == null ? AssessmentCourse.PLAN : AssessmentCourse.ADVICE,
                    request,
                    code,
                    evidence,
                    from,
                    until,
                    revisedTarget,
                    WORKED_OUT);
        }
    }

    /** @param exception by its number in the history; needed only of several */
    record ExceptionWithdrawal(LocalDate withdrawnOn, Integer exception, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.ExceptionWithdrawn(or(withdrawnOn, today), exception, WORKED_OUT);
        }
    }

    /** @param sentOn the day of service, day 1 of the parent's time to comment */
    record Draft(LocalDate sentOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.DraftPlanSent(or(sentOn, today), WORKED_OUT);
        }
    }

    /** What the parent or the young person said of the draft. */
    record Representations(LocalDate receivedOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.RepresentationsReceived(or(receivedOn, today), WORKED_OUT);
        }
    }

    /** The final plan. */
    record Plan(LocalDate issuedOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.PlanIssued(or(issuedOn, today), WORKED_OUT);
        }
    }

    /** @param decidedOn the day on which the parent was sent the notice that no plan is issued */
    record Refusal(LocalDate decidedOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.PlanNotIssued(or(decidedOn, today), WORKED_OUT);
        }
    }

    /** The request was withdrawn. */
    record Withdrawal(LocalDate withdrawnOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.Withdrawn(or(withdrawnOn, today), WORKED_OUT);
        }
    }

    /** @param heldOn the day of the meeting */
    record Review(LocalDate heldOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.ReviewHeld(or(heldOn, today), WORKED_OUT);
        }
    }

    /** @param review by its number in the history; left out for the latest */
    record ReviewDecision(
            LocalDate decidedOn, Integer review, AssessmentEvent.ReviewDecided.Result decision, String notes)
            implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.ReviewDecided(or(decidedOn, today), review, decision, WORKED_OUT);
        }
    }

    /** @param review that led to it, by its number in the history; left out where none did */
    record Amendment(LocalDate issuedOn, Integer review, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.PlanAmended(or(issuedOn, today), review, WORKED_OUT);
        }
    }

    /** @param movesOn the day of the move, which may be to come */
    record PhaseTransfer(
            LocalDate plannedOn,
            AssessmentEvent.PhaseTransferPlanned.Transfer transfer,
            LocalDate movesOn,
            String notes)
            implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.PhaseTransferPlanned(or(plannedOn, today), transfer, movesOn, WORKED_OUT);
        }
    }

    /** The parent was told what will be done. */
    record Telling(LocalDate toldOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.ParentTold(or(toldOn, today), WORKED_OUT);
        }
    }

    /** @param learnedOn the day on which the authority learned of it */
    record MoveAway(LocalDate learnedOn, LocalDate movesOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.MovedAway(or(learnedOn, today), movesOn, WORKED_OUT);
        }
    }

    /** @param toAuthority DfE number; left out outside England */
    record Transfer(LocalDate transferredOn, String toAuthority, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.PlanTransferred(or(transferredOn, today), toAuthority, WORKED_OUT);
        }
    }

    /** The plan is maintained no longer. */
    record Ceasing(LocalDate ceasedOn, AssessmentEvent.PlanCeased.Ground reason, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.PlanCeased(or(ceasedOn, today), reason, WORKED_OUT);
        }
    }

    /** @param about which decision */
    record Mediation(LocalDate registeredOn, Dispute about, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.MediationRegistered(or(registeredOn, today), about, WORKED_OUT);
        }
    }

    /** @param mediation by its number in the history; left out for the latest */
    record MediationConclusion(
            LocalDate concludedOn,
            Integer mediation,
            AssessmentEvent.MediationConcluded.Settlement outcome,
            String notes)
            implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.MediationConcluded(or(concludedOn, today), mediation, null, outcome, WORKED_OUT);
        }
    }

    /** @param about which decision */
    record Appeal(LocalDate registeredOn, Dispute about, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.AppealRegistered(or(registeredOn, today), about, WORKED_OUT);
        }
    }

    /** @param noticeOn the day of the authority's notice to the tribunal that it does not oppose */
    record Concession(LocalDate noticeOn, Integer appeal, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.AppealNotOpposed(or(noticeOn, today), appeal, null, WORKED_OUT);
        }
    }

    /** @param concludedOn of an order, its day */
    record AppealConclusion(
            LocalDate concludedOn, Integer appeal, AssessmentEvent.AppealConcluded.Outcome outcome, String notes)
            implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.AppealConcluded(or(concludedOn, today), appeal, null, outcome, WORKED_OUT);
        }
    }

    /** An order, or what was not opposed, has been carried out in full. */
    record CarryingOut(LocalDate carriedOutOn, Integer appeal, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.OrderCarriedOut(or(carriedOutOn, today), appeal, WORKED_OUT);
        }
    }

    /** @param primaryNeed code of primary-needs.csv */
    record Change(LocalDate changedOn, String primaryNeed, String schoolYear, String locality, String notes)
            implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.CircumstancesChanged(
                    or(changedOn, today), primaryNeed, schoolYear, locality, WORKED_OUT);
        }
    }

    /** @param coordinator staff number, never a name */
    record Assignment(LocalDate assignedOn, String coordinator, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.Assigned(or(assignedOn, today), coordinator, WORKED_OUT);
        }
    }

    /** The last ending was a mistake. */
    record Reopening(LocalDate reopenedOn, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.Reopened(or(reopenedOn, today), WORKED_OUT);
        }
    }

    /** It should never have been opened. */
    record Voiding(AssessmentEvent.Voided.Reason reason, String notes) implements Happening {
        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.Voided(today, reason, WORKED_OUT);
        }
    }

    /**
     * What was recorded wrongly, as it should have been; what is left out stays.
     *
     * @param reason why it is corrected, in words; needed, and kept with the notes
     * @param entry number in the history of the entry put right; left out for what is known of the request or of the move in
     * @param entryOn the entry's right day
     * @param openedOn the right day of the request or of the transfer
     * @param personal personal details to be put right; they stay out of every event
     */
    record Correcting(
            String reason,
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
            Personal personal)
            implements Happening {
        /** Personal details are put right beside the case, by no event. */
        @Override
        public AssessmentCommand command(LocalDate today, Instant now) {
            var correction = (AssessmentEvent.Corrected) event(today);
            return personal != null && correction.saysNothing()
                    ? new AssessmentCommand.KeepBeside(today)
                    : new AssessmentCommand.Happened(today, correction);
        }

        @Override
        public AssessmentEvent event(LocalDate today) {
            return new AssessmentEvent.Corrected(
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
                    WORKED_OUT);
        }

        @Override
        public String notes() {
            return reason;
        }
    }

    private static LocalDate or(LocalDate given, LocalDate otherwise) {
        return given == null ? otherwise : given;
    }
}
