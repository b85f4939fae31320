package waymark.alerts.domain;

import java.util.List;

/** The kinds of case that are watched. */
public enum Kind {
    INVOLVEMENT("involvements", "cme-officer"),
    ASSESSMENT("assessments", "send-coordinator"),
    REFERRAL("referrals", "duty-worker"),
    EARLY_HELP("early-help", "duty-worker");

    private final String keptAs;
    private final String role;

    Kind(String keptAs, String role) {
        this.keptAs = keptAs;
        this.role = role;
    }

    /** As in the addresses of the service that keeps such cases. */
    public String keptAs() {
        return keptAs;
    }

    /** The role whose work such cases are. */
    public String role() {
        return role;
    }

    /** All roles that open such cases, and so may be told of one. */
    public List<String> roles() {
        return List.of(role, "reviewing-officer", "team-manager");
    }
}
