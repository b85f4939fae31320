package waymark.referrals.domain;

/** Whether an enquiry begins (Children Act 1989 s47). */
public enum DiscussionOutcome {
    SECTION_47,
    NO_ENQUIRY
}
