package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import waymark.portal.cases.Warned;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.web.access.Role;

/**
 * How many alerts wait for somebody, beside the way to them on every page. The session has what was shown last, so that a page has a number at once, and also
 * while the service is away.
 *
 * @param toAcknowledge nobody has said yet that they have seen it
 * @param urgent of those that are open
 * @param overdue not responded to in time
 * @param away kinds of case whose service does not answer, so that alerts about them are not counted
 */
public record Badge(long toAcknowledge, long urgent, long overdue, List<String> away) implements Waiting, Serializable {
    static final Badge NONE = new Badge(0, 0, 0, List.of());
    static final Role[] READERS = {
        Role.CME_OFFICER,
        Role.SEND_COORDINATOR,
        Role.DUTY_WORKER,
        Role.REVIEWING_OFFICER,
        Role.TEAM_MANAGER,
        Role.PERFORMANCE_ANALYST
    };

    private static final String SHOWN = Badge.class.getName();

    static Badge of(Doc counts) {
        return new Badge(
                counts.number("toAcknowledge"),
                counts.number("urgent"),
                counts.number("overdue"),
                counts.texts("away"));
    }

    /** Whether alerts are for somebody at all. */
    public static boolean isFor(Person person) {
        return person.is(READERS);
    }

    static Badge shown(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SHOWN) instanceof Badge badge ? badge : NONE;
    }

    void show(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) session.setAttribute(SHOWN, this);
    }

    @Override
    public long count() {
        return toAcknowledge;
    }

    @Override
    public boolean isPartial() {
        return !away.isEmpty();
    }

    /** What a screen reader says for the number: 3 to acknowledge, 1 urgent, alerts about referrals are not counted just now. */
    @Override
    public String words() {
        var words = new ArrayList<String>();
        if (toAcknowledge > 0) words.add("%,d to acknowledge".formatted(toAcknowledge));
        if (urgent > 0) words.add("%,d urgent".formatted(urgent));
        if (overdue > 0) words.add("%,d overdue".formatted(overdue));
        if (isPartial()) words.add("alerts about %s are not counted just now".formatted(Warned.kinds(away)));
        return String.join(", ", words);
    }
}
