package waymark.referrals.domain;

/** What the conference decided; absent where a source does not say. */
public enum ConferenceOutcome {
    PROTECTION_PLAN,
    NO_PLAN
}
