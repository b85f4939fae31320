package waymark.portal.cases;

import java.time.Instant;
import java.util.List;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Known;
import waymark.web.access.Role;

/**
 * The alerts of one case, for the panel on its page.
 *
 * @param again where the panel asks for itself
 * @param answer of the service, which may be away
 * @param open those that somebody has still to respond to, or to know of, by urgency
 * @param total how many these are
 * @param all the list of this case's alerts
 * @param ended likewise of those that have ended
 */
public record CaseAlerts(String again, Answer answer, List<Warned> open, long total, String all, String ended) {
    private static final int MOST = 10;

    /** Where the open alerts of a case are asked for. */
    public static String question(String caseId) {
        return Desk.filled("/alerts?caseId={}&open=true&sort=urgency&page=0&size=" + MOST, caseId);
    }

    public static CaseAlerts of(Desk desk, String caseId, Answer answer, Instant now) {
        var list = answer.found().orElse(Doc.EMPTY);
        return new CaseAlerts(
                Desk.filled("/alerts/of/{}", caseId),
                answer,
                list.docs("items").stream()
                        .map(one -> Warned.of(one, desk.today(), now))
                        .toList(),
                list.number("total"),
                Desk.filled("/alerts?whose=all&caseId={}", caseId),
                Desk.filled("/alerts?whose=all&state=ended&caseId={}", caseId));
    }

    /** The form by which a person raises one; null where that is not for who asks, or the case was erased. */
    static String raise(Desk desk, CaseArea area, Doc subject) {
        if (!desk.person().is(Role.REVIEWING_OFFICER, Role.TEAM_MANAGER) || !subject.has(Known.CHILD)) return null;
        return Desk.filled(
                "/alerts/new/raise?kind={}&caseId={}&childRef={}",
                Warned.kind(area),
                subject.text("id"),
                subject.text(Known.CHILD));
    }
}
