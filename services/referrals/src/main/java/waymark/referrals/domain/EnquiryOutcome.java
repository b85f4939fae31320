package waymark.referrals.domain;

/** Whether an initial child protection conference is held. */
public enum EnquiryOutcome {
    CONFERENCE,
    NO_CONFERENCE_NEEDED
}
