package waymark.portal.cases;

import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.calendar.BusinessClock;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Step;
import waymark.web.access.Role;

/** A kind of case in its plainest form, for tests of what all kinds share: kept where involvements are, always offering one step. */
public final class Visits implements Telling {
    private final CaseArea area = new CaseArea(
            "involvements",
            Service.INVOLVEMENTS,
            "/involvements",
            "visit",
            Set.of(Role.TEAM_MANAGER),
            one -> one.text("reference"),
            List.of(),
            List.of(Step.of("reviews", "Record a review")));

    /** The pages of this kind alone. */
    public static CasePages pages() {
        return new CasePages(List.of(new Visits()), BusinessClock.startingOn(Answering.TODAY));
    }

    @Override
    public CaseArea area() {
        return area;
    }

    @Override
    public String noun() {
        return "Visit";
    }

    @Override
    public String reference(Doc subject) {
        return subject.text("reference");
    }

    @Override
    public String heading(Doc subject) {
        return "Child " + subject.text("childRef");
    }

    @Override
    public String status(Doc subject) {
        return subject.text("status");
    }

    @Override
    public Map<String, String> facts(Doc subject) {
        return Map.of("Opened", subject.day("openedOn"));
    }

    @Override
    public List<Told> history(Doc subject) {
        return subject.docs("history").reversed().stream()
                .map(one -> new Told(
                        (int) one.number("sequence"),
                        "Step " + one.number("sequence"),
                        one.day("effectiveOn"),
                        one.moment("recordedAt"),
                        one.text("actor"),
                        null,
                        Map.of(),
                        null,
                        null,
                        List.of()))
                .toList();
    }

    @Override
    public String clock(String id, String subject) {
        return "next visit";
    }
}
