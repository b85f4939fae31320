package waymark.referrals.domain;

/** The steps of early help, as the clocks see them (registers/early-help-clocks.csv names them in-kebab-case). */
public enum EarlyHelpStep {
    REQUESTED,
    PROGRESSED,
    FAMILY_CONTACTED,
    SUPPORT_ARRANGED,
    CLOSED,
    RESUMED,
    /** Before the request had reached a team. */
    RESUMED_WITHOUT_TEAM
}
