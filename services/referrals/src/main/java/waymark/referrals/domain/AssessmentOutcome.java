package waymark.referrals.domain;

/** What an assessment found to be needed. */
public enum AssessmentOutcome {
    NO_FURTHER_ACTION,
    EARLY_HELP,
    CHILD_IN_NEED,
    SECTION_47
}
