package waymark.alerts.domain;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of case that are watched. */
public enum Kind {
    INVOLVEMENT("involvements", "cme-officer"),
    ASSESSMENT("assessments", "send-coordinator"),
    REFERRAL("referrals", "duty-worker"),
    EARLY_HELP("early-help", "duty-worker");

    private static final List<String> OF_ALL = List.of("reviewing-officer", "team-manager");

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

    /** The roles that open cases of every kind. */
    public static List<String> rolesOfAll() {
        return OF_ALL;
    }

    /** The role whose work such cases are. */
    public String role() {
        return role;
    }

    /** All roles that open such cases, and so may be told of one. */
    public List<String> roles() {
        return Stream.concat(Stream.of(role), OF_ALL.stream()).toList();
    }
}
