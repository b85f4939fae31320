package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.web.access.Role;

/**
 * How often somebody opened a case with a reason, by breaking the glass, and no manager has looked at it yet: beside the way to that on every page of a manager.
 * The session has what was shown last.
 *
 * @param away of which kinds of case it is not known, in words
 */
public record GlassBadge(long count, List<String> away) implements Waiting, Serializable {
    static final GlassBadge NONE = new GlassBadge(0, List.of());

    private static final String SHOWN = GlassBadge.class.getName();

    /** @param areas every kind of case */
    static GlassBadge of(Desk desk, List<CaseArea> areas) {
        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (var area : areas) asked.add(desk.meanwhile(area.service(), area.path() + "/broken-glass/unseen"));
        long count = 0;
        var away = new ArrayList<Service>();
        for (int at = 0; at < areas.size(); at++) {
            switch (asked.get(at).join()) {
                case Answer.Done(int _, Doc unseen, String _, String _) -> count += unseen.number("count");
                case Answer.Refused _, Answer.Away _ -> away.add(areas.get(at).service());
            }
        }
        return new GlassBadge(
                count, away.stream().distinct().map(Service::words).toList());
    }

    static boolean isFor(Person person) {
        return person.is(Role.TEAM_MANAGER);
    }

    static GlassBadge shown(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SHOWN) instanceof GlassBadge badge ? badge : NONE;
    }

    void show(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) session.setAttribute(SHOWN, this);
    }

    @Override
    public boolean isPartial() {
        return !away.isEmpty();
    }

    @Override
    public String words() {
        var words = new ArrayList<String>();
        if (count > 0) words.add("%,d opened by broken glass, to look at".formatted(count));
        if (isPartial())
            words.add("broken glass of %s is not counted just now".formatted(String.join(" and of ", away)));
        return String.join(", ", words);
    }
}
