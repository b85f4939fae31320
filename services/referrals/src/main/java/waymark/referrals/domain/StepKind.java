package waymark.referrals.domain;

/** The steps of the course, as the clocks see them (registers/social-care-clocks.csv names them in-kebab-case). */
public enum StepKind {
    CONTACT_RECEIVED,
    CONTACT_DECIDED,
    REFERRED,
    /** A referral from which nothing is to follow: no assessment is awaited. */
    REFERRED_WITHOUT_ACTION,
    NO_FURTHER_ACTION_DECIDED,
    ASSESSMENT_STARTED,
    /** A further one within the same referral. */
    REASSESSMENT_STARTED,
    ASSESSMENT_COMPLETED,
    REASSESSMENT_COMPLETED,
    SEEN_FOR_ASSESSMENT,
    CHILD_IN_NEED_VISIT,
    PROTECTION_VISIT,
    /** One that began no enquiry. */
    STRATEGY_DISCUSSION_HELD,
    ENQUIRY_BEGUN,
    CONFERENCE_CALLED,
    CONFERENCE_NOT_NEEDED,
    CONFERENCE_HELD,
    PROTECTION_PLAN_BEGUN,
    PROTECTION_PLAN_REVIEWED,
    PROTECTION_PLAN_ENDED,
    CHILD_IN_NEED_PLAN_BEGUN,
    CHILD_IN_NEED_PLAN_REVIEWED,
    CHILD_IN_NEED_PLAN_ENDED,
    ALLOCATED,
    TRANSFERRED,
    CLOSED
}
