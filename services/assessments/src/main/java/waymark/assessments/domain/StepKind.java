package waymark.assessments.domain;

import java.util.Set;

/** The steps of the course, as the clocks see them (registers/ehc-clocks.csv names them in-kebab-case). */
public enum StepKind {
    REQUESTED,
    MOVED_IN,
    /** Of a plan that moved in: its last review elsewhere, or its making. */
    LAST_REVIEWED,
    DECIDED_TO_ASSESS,
    DECIDED_NOT_TO_ASSESS,
    ADVICE_REQUESTED,
    ADVICE_RECEIVED,
    BODY_REMINDED,
    DRAFT_SENT,
    REPRESENTATIONS_RECEIVED,
    PLAN_ISSUED,
    PLAN_NOT_ISSUED,
    WITHDRAWN,
    REVIEW_HELD,
    DECIDED_TO_MAINTAIN,
    DECIDED_TO_AMEND,
    DECIDED_TO_CEASE,
    /** After a review. */
    PLAN_AMENDED,
    /** Because of an order, an agreement or a change, and of no review. */
    PLAN_AMENDED_OTHERWISE,
    SCHOOL_TRANSFER_PLANNED,
    INTO_POST_16_PLANNED,
    BETWEEN_POST_16_PLANNED,
    PARENT_TOLD,
    MOVED_AWAY,
    PLAN_TRANSFERRED,
    PLAN_CEASED,
    MEDIATION_REGISTERED,
    AGREED_TO_ASSESS,
    AGREED_TO_ISSUE,
    AGREED_TO_AMEND,
    AGREED_TO_CONTINUE,
    MEDIATION_ENDED,
    APPEAL_REGISTERED,
    ASSESSING_NOT_OPPOSED,
    ISSUING_NOT_OPPOSED,
    AMENDING_NOT_OPPOSED,
    CONTINUING_NOT_OPPOSED,
    ORDERED_TO_ASSESS,
    ORDERED_TO_ISSUE,
    ORDERED_TO_AMEND,
    ORDERED_TO_CONTINUE,
    APPEAL_ENDED,
    ORDER_CARRIED_OUT,
    EXCEPTION_RECORDED,
    EXCEPTION_WITHDRAWN,
    CIRCUMSTANCES_CHANGED,
    ASSIGNED;

    static final Set<StepKind> AGREEMENTS =
            Set.of(AGREED_TO_ASSESS, AGREED_TO_ISSUE, AGREED_TO_AMEND, AGREED_TO_CONTINUE);
    static final Set<StepKind> CONCESSIONS =
            Set.of(ASSESSING_NOT_OPPOSED, ISSUING_NOT_OPPOSED, AMENDING_NOT_OPPOSED, CONTINUING_NOT_OPPOSED);
    static final Set<StepKind> ISSUING = Set.of(AGREED_TO_ISSUE, ISSUING_NOT_OPPOSED, ORDERED_TO_ISSUE);
    static final Set<StepKind> CONTINUING = Set.of(AGREED_TO_CONTINUE, CONTINUING_NOT_OPPOSED, ORDERED_TO_CONTINUE);
    static final Set<StepKind> ORDERS =
            Set.of(ORDERED_TO_ASSESS, ORDERED_TO_ISSUE, ORDERED_TO_AMEND, ORDERED_TO_CONTINUE);
    static final Set<StepKind> APPEAL_CONCLUSIONS =
            Set.of(APPEAL_ENDED, ORDERED_TO_ASSESS, ORDERED_TO_ISSUE, ORDERED_TO_AMEND, ORDERED_TO_CONTINUE);
    static final Set<StepKind> MEDIATION_ANSWERS =
            Set.of(MEDIATION_ENDED, AGREED_TO_ASSESS, AGREED_TO_ISSUE, AGREED_TO_AMEND, AGREED_TO_CONTINUE);
    static final Set<StepKind> REVIEW_DECISIONS = Set.of(DECIDED_TO_MAINTAIN, DECIDED_TO_AMEND, DECIDED_TO_CEASE);

    /** Whether the authority has to do something by an agreement, a concession or an order, however the case stands. */
    boolean isOfDispute() {
        return AGREEMENTS.contains(this) || CONCESSIONS.contains(this) || ORDERS.contains(this);
    }
}
