package waymark.assessments.domain;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waymark.casefile.course.Step;

/** What an event is as steps of the course, which is all that clocks look at. */
final class Steps {
    private Steps() {}

    /** None for an event that is no step of its own: re-opening, correcting, voiding. */
    static List<Step<StepKind>> of(AssessmentEvent event, int sequence) {
        var at = new At(sequence);
        return switch (event) {
            case AssessmentEvent.Requested requested -> at.one(StepKind.REQUESTED, requested.requestedOn());
            case AssessmentEvent.MovedIn moved ->
                List.of(
                        at.step(StepKind.MOVED_IN, moved.transferredOn(), null, null, null),
                        at.step(
                                StepKind.LAST_REVIEWED,
                                moved.lastReviewedOn() == null ? moved.transferredOn() : moved.lastReviewedOn(),
                                null,
                                null,
                                null));
            case AssessmentEvent.DecisionMade made ->
                at.one(
                        switch (made.decision()) {
                            case ASSESS -> StepKind.DECIDED_TO_ASSESS;
                            case DO_NOT_ASSESS -> StepKind.DECIDED_NOT_TO_ASSESS;
                        },
                        made.decidedOn());
            case AssessmentEvent.AdviceRequested asked ->
                at.one(StepKind.ADVICE_REQUESTED, asked.requestedOn(), null, code(asked.body()));
            case AssessmentEvent.AdviceReceived received ->
                at.one(StepKind.ADVICE_RECEIVED, received.receivedOn(), received.request(), code(received.body()));
            case AssessmentEvent.BodyReminded reminded ->
                at.one(StepKind.BODY_REMINDED, reminded.remindedOn(), reminded.request(), code(reminded.body()));
            case AssessmentEvent.ExceptionRecorded recorded ->
                at.one(StepKind.EXCEPTION_RECORDED, recorded.recordedOn());
            case AssessmentEvent.ExceptionWithdrawn withdrawn ->
                at.one(StepKind.EXCEPTION_WITHDRAWN, withdrawn.withdrawnOn(), withdrawn.exception(), null);
            case AssessmentEvent.DraftPlanSent sent -> at.one(StepKind.DRAFT_SENT, sent.sentOn());
            case AssessmentEvent.RepresentationsReceived received ->
                at.one(StepKind.REPRESENTATIONS_RECEIVED, received.receivedOn());
            case AssessmentEvent.PlanIssued issued -> at.one(StepKind.PLAN_ISSUED, issued.issuedOn());
            case AssessmentEvent.PlanNotIssued refused -> at.one(StepKind.PLAN_NOT_ISSUED, refused.decidedOn());
            case AssessmentEvent.Withdrawn withdrawn -> at.one(StepKind.WITHDRAWN, withdrawn.withdrawnOn());
            case AssessmentEvent.ReviewHeld held -> at.one(StepKind.REVIEW_HELD, held.heldOn());
            case AssessmentEvent.ReviewDecided decided ->
                at.one(
                        switch (decided.decision()) {
                            case MAINTAIN -> StepKind.DECIDED_TO_MAINTAIN;
                            case AMEND -> StepKind.DECIDED_TO_AMEND;
                            case CEASE -> StepKind.DECIDED_TO_CEASE;
                        },
                        decided.decidedOn(),
                        decided.review(),
                        null);
            case AssessmentEvent.PlanAmended amended ->
                at.one(
                        amended.review() == null ? StepKind.PLAN_AMENDED_OTHERWISE : StepKind.PLAN_AMENDED,
                        amended.issuedOn(),
                        amended.review(),
                        null);
            case AssessmentEvent.PhaseTransferPlanned planned ->
                List.of(at.step(
                        switch (planned.transfer()) {
                            case SCHOOL -> StepKind.SCHOOL_TRANSFER_PLANNED;
                            case INTO_POST_16 -> StepKind.INTO_POST_16_PLANNED;
                            case BETWEEN_POST_16 -> StepKind.BETWEEN_POST_16_PLANNED;
                        },
                        planned.plannedOn(),
                        null,
                        null,
                        planned.movesOn()));
            case AssessmentEvent.ParentTold told -> at.one(StepKind.PARENT_TOLD, told.toldOn());
            case AssessmentEvent.MovedAway moved ->
                List.of(at.step(StepKind.MOVED_AWAY, moved.learnedOn(), null, null, moved.movesOn()));
            case AssessmentEvent.PlanTransferred transferred ->
                at.one(StepKind.PLAN_TRANSFERRED, transferred.transferredOn());
            case AssessmentEvent.PlanCeased ceased -> at.one(StepKind.PLAN_CEASED, ceased.ceasedOn());
            case AssessmentEvent.MediationRegistered registered ->
                at.one(StepKind.MEDIATION_REGISTERED, registered.registeredOn(), null, code(registered.about()));
            case AssessmentEvent.MediationConcluded concluded ->
                at.one(
                        switch (concluded.outcome()) {
                            case AGREED ->
                                switch (concluded.about()) {
                                    case REFUSAL_TO_ASSESS -> StepKind.AGREED_TO_ASSESS;
                                    case REFUSAL_TO_ISSUE -> StepKind.AGREED_TO_ISSUE;
                                    case CONTENT -> StepKind.AGREED_TO_AMEND;
                                    case CEASING -> StepKind.AGREED_TO_CONTINUE;
                                };
                            case NOT_AGREED, WITHDRAWN -> StepKind.MEDIATION_ENDED;
                        },
                        concluded.concludedOn(),
                        concluded.mediation(),
                        null);
            case AssessmentEvent.AppealRegistered registered ->
                at.one(StepKind.APPEAL_REGISTERED, registered.registeredOn(), null, code(registered.about()));
            case AssessmentEvent.AppealNotOpposed notOpposed ->
                at.one(
                        switch (notOpposed.about()) {
                            case REFUSAL_TO_ASSESS -> StepKind.ASSESSING_NOT_OPPOSED;
                            case REFUSAL_TO_ISSUE -> StepKind.ISSUING_NOT_OPPOSED;
                            case CONTENT -> StepKind.AMENDING_NOT_OPPOSED;
                            case CEASING -> StepKind.CONTINUING_NOT_OPPOSED;
                        },
                        notOpposed.noticeOn(),
                        notOpposed.appeal(),
                        null);
            case AssessmentEvent.AppealConcluded concluded ->
                at.one(
                        switch (concluded.outcome()) {
                            case ORDERED ->
                                switch (concluded.about()) {
                                    case REFUSAL_TO_ASSESS -> StepKind.ORDERED_TO_ASSESS;
                                    case REFUSAL_TO_ISSUE -> StepKind.ORDERED_TO_ISSUE;
                                    case CONTENT -> StepKind.ORDERED_TO_AMEND;
                                    case CEASING -> StepKind.ORDERED_TO_CONTINUE;
                                };
                            case DISMISSED, WITHDRAWN -> StepKind.APPEAL_ENDED;
                        },
                        concluded.concludedOn(),
                        concluded.appeal(),
                        null);
            case AssessmentEvent.OrderCarriedOut carriedOut ->
                at.one(StepKind.ORDER_CARRIED_OUT, carriedOut.carriedOutOn(), carriedOut.appeal(), null);
            case AssessmentEvent.CircumstancesChanged changed ->
                at.one(StepKind.CIRCUMSTANCES_CHANGED, changed.changedOn());
            case AssessmentEvent.Assigned assigned -> at.one(StepKind.ASSIGNED, assigned.assignedOn());
            case AssessmentEvent.Reopened _, AssessmentEvent.Corrected _, AssessmentEvent.Voided _ -> List.of();
        };
    }

    /** The field that holds the day of an event: its first. */
    static String dayField(AssessmentEvent event) {
        return Stream.of(event.getClass().getRecordComponents())
                .filter(component -> component.getType() == LocalDate.class)
                .map(RecordComponent::getName)
                .findFirst()
                .orElseThrow();
    }

    static LocalDate day(AssessmentEvent event) {
        return switch (event) {
            case AssessmentEvent.Reopened reopened -> reopened.reopenedOn();
            case AssessmentEvent.Voided voided -> voided.voidedOn();
            case AssessmentEvent.Corrected _ -> null;
            case AssessmentEvent _ -> of(event, 1).getFirst().on();
        };
    }

    private record At(int sequence) {
        List<Step<StepKind>> one(StepKind kind, LocalDate on) {
            return one(kind, on, null, null);
        }

        List<Step<StepKind>> one(StepKind kind, LocalDate on, Integer of, String subject) {
            return List.of(step(kind, on, of, subject, null));
        }

        Step<StepKind> step(StepKind kind, LocalDate on, Integer of, String subject, LocalDate target) {
            return new Step<>(sequence, kind, on, of, subject, target);
        }
    }

    static String code(Enum<?> constant) {
        return constant == null
                ? null
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
