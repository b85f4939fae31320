package waymark.portal.dashboards;

import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.web.access.Role;

/** Who sees figures that are not released. */
public final class WithFigures {
    private static final Role[] ROLES = {
        Role.CME_OFFICER,
        Role.SEND_COORDINATOR,
        Role.DUTY_WORKER,
        Role.REVIEWING_OFFICER,
        Role.TEAM_MANAGER,
        Role.PERFORMANCE_ANALYST
    };

    private WithFigures() {}

    public static boolean sees(Desk desk) {
        return desk.person().is(ROLES);
    }

    static CannotShow refused(int status, String rule, String words) {
        return new CannotShow(new Answer.Refused(status, rule, null, words, Doc.EMPTY));
    }
}
