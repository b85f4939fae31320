package waymark.portal.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;

/**
 * What the services know of a child, as far as every officer may know it: that there are cases, whose they are, and whom to ask.
 *
 * @param away those that did not answer
 */
public record Known(String child, List<Place> places, List<Service> away) {
    /** The question that says which child. */
    public static final String CHILD = "childRef";

    /**
     * @param area whose pages these cases have
     * @param opens whether these pages are for who asks; otherwise the worker is the one to ask
     * @param cases with reference, status, openedOn, closedOn, worker
     * @param restricted how many more there are that only named officers see
     */
    public record Place(CaseArea area, boolean opens, List<Doc> cases, long restricted) {}

    /** Whether a question says which child: alone, or as one of several. */
    static boolean asks(Field field) {
        return field.name().equals(CHILD) || field.name().matches("children\\.[0-9]+(\\.childRef)?");
    }

    /** The page of the child's open case of this kind; null where none is known. */
    String open(CaseArea area) {
        return places.stream()
                .filter(place -> place.area.id().equals(area.id()))
                .flatMap(place -> place.cases.stream())
                .filter(one -> !one.has("closedOn") && !"voided".equals(one.text("status")))
                .map(one -> "/%s/%s".formatted(area.id(), one.text("id")))
                .findFirst()
                .orElse(null);
    }

    /** Without the case on whose page it stands. */
    public Known without(String id) {
        var others = new ArrayList<Place>();
        for (var place : places) {
            var cases = place.cases.stream()
                    .filter(one -> !id.equals(one.text("id")))
                    .toList();
            if (!cases.isEmpty() || place.restricted > 0) {
                others.add(new Place(place.area, place.opens, cases, place.restricted));
            }
        }
        return new Known(child, others, away);
    }

    /**
     * @param areas every kind of case
     * @param child null or blank where the form asks for none
     */
    public static Known of(Desk desk, List<CaseArea> areas, String child) {
        if (child == null || child.isBlank()) return null;
        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (var area : areas) asked.add(desk.meanwhile(area.service(), area.path() + "/known/{}", child.strip()));
        var places = new ArrayList<Place>();
        var away = new ArrayList<Service>();
        for (int at = 0; at < areas.size(); at++) {
            var area = areas.get(at);
            switch (asked.get(at).join()) {
                case Answer.Done(int _, Doc doc, String _, String _) -> {
                    if (!doc.docs("cases").isEmpty() || doc.number("restricted") > 0) {
                        places.add(new Place(
                                area, area.opensTo(desk.person()), doc.docs("cases"), doc.number("restricted")));
                    }
                }
                case Answer.Refused _ -> {}
                case Answer.Away(var service) -> away.add(service);
            }
        }
        return new Known(child.strip(), places, away.stream().distinct().toList());
    }
}
