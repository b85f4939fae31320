package waymark.assessments.domain;

/** What is to be done next in a case. */
public enum NextStep {
    /** Whether to assess. */
    DECIDE,
    ASK_FOR_ADVICE,
    AWAIT_ADVICE,
    SEND_DRAFT,
    ISSUE_PLAN,
    HOLD_REVIEW,
    DECIDE_REVIEW,
    AMEND_PLAN,
    TRANSFER_PLAN,
    TELL_PARENT,
    CARRY_OUT_ORDER
}
