package waymark.portal.dashboards;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.desk.Service;
import waymark.web.access.Role;

/** The cases that a measure is of: who keeps them, and where their pages are. */
enum CasesOf {
    INVOLVEMENTS(Service.INVOLVEMENTS, "/involvements", "involvementRef", Role.CME_OFFICER),
    ASSESSMENTS(Service.ASSESSMENTS, "/assessments", "assessmentRef", Role.SEND_COORDINATOR),
    REFERRALS(Service.REFERRALS, "/referrals", "reference", Role.DUTY_WORKER),
    EARLY_HELP(Service.REFERRALS, "/early-help", "requestRef", Role.DUTY_WORKER);

    private final Service service;
    private final String path;
    private final String byReference;
    private final Role officer;

    /** @param byReference the parameter by which the service's list is asked for references */
    CasesOf(Service service, String path, String byReference, Role officer) {
        this.service = service;
        this.path = path;
        this.byReference = byReference;
        this.officer = officer;
    }

    static CasesOf measure(String id) {
        if (id.startsWith("socialCare.earlyHelp")) return EARLY_HELP;
        if (id.startsWith("cme.")) return INVOLVEMENTS;
        return id.startsWith("ehc.") ? ASSESSMENTS : REFERRALS;
    }

    /** Whether their pages are for this person; the service has the last word. */
    boolean opensTo(Person person) {
        return person.is(officer, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER);
    }

    String page(String id) {
        return path + "/" + id;
    }

    /**
     * Ids of those whose personal details were erased, as their service says: the events, and so reporting, do not know of it. None where the service does not
     * answer, since the list is as true without.
     */
    Set<String> erased(Desk desk, List<Doc> rows) {
        var references = rows.stream()
                .map(row -> row.text("reference"))
                .filter(reference -> reference != null)
                .distinct()
                .toList();
        var erased = new HashSet<String>();
        if (references.isEmpty()) return erased;
        desk.get(service, path + "?" + byReference + "={}&size=" + references.size(), String.join(",", references))
                .found()
                .ifPresent(list -> {
                    for (var one : list.docs("items")) {
                        // No case is without a child but one whose way to the child was erased.
                        if (!one.has("childRef")) erased.add(one.text("id"));
                    }
                });
        return erased;
    }
}
