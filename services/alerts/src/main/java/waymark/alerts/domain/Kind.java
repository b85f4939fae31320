package waymark.alerts.domain;

/** The kinds of case that are watched. */
public enum Kind {
    INVOLVEMENT,
    ASSESSMENT,
    REFERRAL,
    EARLY_HELP
}
