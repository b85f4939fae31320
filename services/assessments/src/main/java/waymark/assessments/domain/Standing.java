package waymark.assessments.domain;

import java.util.List;
import waymark.casefile.course.Step;

/** How far a case has come. */
public enum Standing {
    /** Received, not decided. */
    REQUESTED,
    /** Being assessed; no draft sent. */
    ASSESSING,
    /** A draft plan was sent. */
    DRAFTED,
    /** A plan is in force. */
    MAINTAINED,
    NOT_ASSESSED,
    NOT_ISSUED,
    WITHDRAWN,
    /** Another authority maintains the plan. */
    TRANSFERRED,
    CEASED,
    /** Opened in error: in no figure, and nothing more can happen to it. */
    VOIDED;

    /** Whether it is the child's one open case. */
    public boolean isOpen() {
        return switch (this) {
            case REQUESTED, ASSESSING, DRAFTED, MAINTAINED -> true;
            case NOT_ASSESSED, NOT_ISSUED, WITHDRAWN, TRANSFERRED, CEASED, VOIDED -> false;
        };
    }

    /** Whether no plan was issued or refused yet: the assessment itself is under way. */
    boolean isAssessment() {
        return switch (this) {
            case REQUESTED, ASSESSING, DRAFTED -> true;
            case MAINTAINED, NOT_ASSESSED, NOT_ISSUED, WITHDRAWN, TRANSFERRED, CEASED, VOIDED -> false;
        };
    }

    /** Where the steps lead, in the order in which they were recorded. */
    static Standing after(List<Step<StepKind>> steps) {
        var standing = REQUESTED;
        for (var step : steps) standing = standing.after(step);
        return standing;
    }

    /** A source may tell of a decision or a draft after what followed it: that leads nowhere. */
    Standing after(Step<StepKind> step) {
        return switch (step.kind()) {
            case REQUESTED -> REQUESTED;
            case MOVED_IN, PLAN_ISSUED -> MAINTAINED;
            case DECIDED_TO_ASSESS -> this == REQUESTED ? ASSESSING : this;
            case DECIDED_NOT_TO_ASSESS -> this == REQUESTED ? NOT_ASSESSED : this;
            case DRAFT_SENT -> isAssessment() ? DRAFTED : this;
            case PLAN_NOT_ISSUED -> isAssessment() ? NOT_ISSUED : this;
            case WITHDRAWN -> isAssessment() ? WITHDRAWN : this;
            case PLAN_TRANSFERRED -> TRANSFERRED;
            case PLAN_CEASED -> CEASED;
            case ASSESSING_NOT_OPPOSED, ORDERED_TO_ASSESS, AGREED_TO_ASSESS -> this == NOT_ASSESSED ? ASSESSING : this;
            case ISSUING_NOT_OPPOSED, ORDERED_TO_ISSUE, AGREED_TO_ISSUE -> this == NOT_ISSUED ? ASSESSING : this;
            case CONTINUING_NOT_OPPOSED, ORDERED_TO_CONTINUE, AGREED_TO_CONTINUE -> this == CEASED ? MAINTAINED : this;
            case LAST_REVIEWED,
                    ADVICE_REQUESTED,
                    ADVICE_RECEIVED,
                    BODY_REMINDED,
                    REPRESENTATIONS_RECEIVED,
                    REVIEW_HELD,
                    DECIDED_TO_MAINTAIN,
                    DECIDED_TO_AMEND,
                    DECIDED_TO_CEASE,
                    PLAN_AMENDED,
                    PLAN_AMENDED_OTHERWISE,
                    SCHOOL_TRANSFER_PLANNED,
                    INTO_POST_16_PLANNED,
                    BETWEEN_POST_16_PLANNED,
                    PARENT_TOLD,
                    MOVED_AWAY,
                    MEDIATION_REGISTERED,
                    MEDIATION_ENDED,
                    APPEAL_REGISTERED,
                    AMENDING_NOT_OPPOSED,
                    ORDERED_TO_AMEND,
                    AGREED_TO_AMEND,
                    APPEAL_ENDED,
                    ORDER_CARRIED_OUT,
                    EXCEPTION_RECORDED,
                    EXCEPTION_WITHDRAWN,
                    CIRCUMSTANCES_CHANGED,
                    ASSIGNED -> this;
        };
    }
}
