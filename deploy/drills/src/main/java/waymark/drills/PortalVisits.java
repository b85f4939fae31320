package waymark.drills;

import java.util.HashMap;
import java.util.Map;

/** Somebody at the portal, with a session at each instance: whoever loses one is led through the sign-in again. Used by one thread. */
final class PortalVisits implements Availability.Question, AutoCloseable {
    private static final String ACCOUNT = "CME-07";

    private final RunningSystem waymark;
    private final Map<String, Visitor> visitors = new HashMap<>();

    PortalVisits(RunningSystem waymark) {
        this.waymark = waymark;
    }

    @Override
    public void ask(int turn) {
        var portal = waymark.uri("portal", "/", turn);
        var visitor = visitors.computeIfAbsent(portal.toString(), _ -> Visitor.signedIn(portal, ACCOUNT));
        if (visitor.page("/").selectFirst("form[action$=/sign-in]") == null) return;
        visitors.remove(portal.toString()).close();
        visitors.put(portal.toString(), Visitor.signedIn(portal, ACCOUNT));
    }

    @Override
    public void close() {
        visitors.values().forEach(Visitor::close);
    }
}
