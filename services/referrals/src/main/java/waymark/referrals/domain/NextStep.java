package waymark.referrals.domain;

/** What is to be done next in a case. */
public enum NextStep {
    DECIDE_CONTACT,
    /** The contact was decided as a referral, which is yet to be recorded: by the decision once more, with the referral. */
    RECORD_REFERRAL,
    START_ASSESSMENT,
    COMPLETE_ASSESSMENT,
    HOLD_CONFERENCE,
    VISIT,
    REVIEW_PLAN,
    /** Nothing is under way: plan what follows, or close. */
    PLAN_OR_CLOSE
}
