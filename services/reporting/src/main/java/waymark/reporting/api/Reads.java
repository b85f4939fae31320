package waymark.reporting.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import waymark.web.Caller;
import waymark.web.access.Role;
import waymark.web.audit.AuditTrail;

/** What of people's records is about to be shown, recorded first: figures are about nobody, the cases behind them are. */
@Component
final class Reads {
    private static final int MOST_AT_ONCE = 1_000;
    private static final Map<String, String> ADDRESSES = Map.of(
            "cme",
            "involvements",
            "ehc",
            "assessments",
            "social-care",
            "referrals",
            "early-help",
            "early-help",
            "alerts",
            "alerts");

    private final AuditTrail trail;

    Reads(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param kind the id of the cases' kind; null for several */
    void record(Caller caller, String action, String kind, List<UUID> cases) {
        var address = kind == null ? null : ADDRESSES.get(kind);
        for (int at = 0; at == 0 || at < cases.size(); at += MOST_AT_ONCE) {
            var some = cases.subList(at, Math.min(at + MOST_AT_ONCE, cases.size()));
            trail.record(caller, action, address, some, purpose(caller), null);
        }
    }

    /** The first role of those that permit the request says why: nobody types a reason for ordinary work. */
    private static String purpose(Caller caller) {
        if (caller.is(Role.TEAM_MANAGER)) return "manager";
        if (caller.is(Role.PERFORMANCE_ANALYST)) return "analysis";
        if (caller.is(Role.REVIEWING_OFFICER)) return "review";
        return "team";
    }
}
