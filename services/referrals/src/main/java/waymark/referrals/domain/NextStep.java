package waymark.referrals.domain;

/** What is to be done next in a case. */
public enum NextStep {
    DECIDE_CONTACT,
    START_ASSESSMENT,
    COMPLETE_ASSESSMENT,
    HOLD_CONFERENCE,
    VISIT,
    REVIEW_PLAN,
    /** Nothing is under way: plan what follows, or close. */
    PLAN_OR_CLOSE
}
