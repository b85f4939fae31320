package waymark.referrals.domain;

/** What becomes of a contact. */
public enum ContactDecision {
    REFERRAL,
    EARLY_HELP,
    INFORMATION_AND_ADVICE,
    NO_FURTHER_ACTION,
    /** It belongs to a case of the child that is open already. */
    LINKED_TO_OPEN_CASE
}
