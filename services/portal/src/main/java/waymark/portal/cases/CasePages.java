package waymark.portal.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import waymark.calendar.BusinessClock;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.NotHere;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Known;
import waymark.portal.forms.Step;
import waymark.web.access.Role;

/** What stands on the page of every case, whatever its kind: for the template {@code case-parts}. */
@Component
public final class CasePages {
    /** Where the page finds what was just recorded: what it was, or null. */
    private static final String DONE = "done";

    private final Map<String, Telling> tellings = new LinkedHashMap<>();

    private final BusinessClock clock;

    CasePages(List<Telling> tellings, BusinessClock clock) {
        this.clock = clock;
        tellings.stream()
                .sorted(Comparator.comparing(telling -> telling.area().service()))
                .forEach(telling -> this.tellings.put(telling.area().id(), telling));
    }

    /**
     * @param area as in the pages' addresses
     * @throws NotHere where there is no such kind of case
     */
    public Telling telling(String area) {
        var telling = tellings.get(area);
        if (telling == null) throw new NotHere();
        return telling;
    }

    /** Of every kind of case, in the order of the services. */
    public List<Telling> all() {
        return List.copyOf(tellings.values());
    }

    public List<CaseArea> areas() {
        return all().stream().map(Telling::area).toList();
    }

    /**
     * Puts on the page what is common to all cases.
     *
     * @param subject the case with its history
     * @return what may be recorded on it by the person who asks; empty for who records nothing, and where it was erased
     */
    public List<Step> show(Desk desk, CaseArea area, Doc subject, Model model) {
        var telling = telling(area.id());
        var id = subject.text("id");
        var asked = desk.meanwhile(area.service(), area.path() + "/{}/keeping", id);
        var alerts = desk.meanwhile(Service.ALERTS, CaseAlerts.question(id));
        var known = Known.of(desk, areas(), subject.text(Known.CHILD));
        var keeping = asked.join().found().orElse(Doc.EMPTY);
        // A case whose child's number is gone was erased, whether or not the service says so just now.
        boolean erased = keeping.has("erasedOn") || !subject.has(Known.CHILD);
        var offered = !erased && area.isWorkOf(desk.person()) ? area.offered(subject) : List.<Step>of();
        model.addAttribute("one", subject);
        model.addAttribute("page", "/%s/%s".formatted(area.id(), id));
        model.addAttribute("noun", telling.noun());
        model.addAttribute("reference", telling.reference(subject));
        model.addAttribute("heading", telling.heading(subject));
        model.addAttribute("status", telling.status(subject));
        model.addAttribute("facts", telling.facts(subject));
        model.addAttribute("timeline", telling.history(subject));
        model.addAttribute("keeping", keeping);
        model.addAttribute("erased", erased);
        model.addAttribute("erasure", erased ? erasure(desk, area, id) : null);
        model.addAttribute("elsewhere", known == null ? null : known.without(id));
        model.addAttribute("alerts", CaseAlerts.of(desk, id, alerts.join(), clock.now()));
        model.addAttribute("raise", CaseAlerts.raise(desk, area, subject));
        model.addAttribute("recorded", model.containsAttribute(DONE) ? Recorded.last(subject, telling) : null);
        return offered;
    }

    /** Why a case was erased is in the audit alone, because a reason may say more of the child than is to be kept; null for whoever does not read that. */
    private static Doc erasure(Desk desk, CaseArea area, String id) {
        if (!desk.person().is(Role.TEAM_MANAGER)) return null;
        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (var action : List.of("erasure", "retention", "erasure-refused")) {
            asked.add(desk.meanwhile(area.service(), "/audit?case={}&action={}&size=20", id, action));
        }
        var entries = asked.stream()
                .flatMap(answer -> answer.join().found().stream())
                .flatMap(found -> found.docs("items").stream())
                .toList();
        // An attempt is set down before it is decided, and its refusal after it under the same request.
        var refused = entries.stream()
                .filter(entry -> "erasure-refused".equals(entry.text("action")) && entry.has("traceId"))
                .map(entry -> entry.text("traceId"))
                .collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> !"erasure-refused".equals(entry.text("action")))
                .filter(entry -> !entry.has("traceId") || !refused.contains(entry.text("traceId")))
                .max(Comparator.comparing(entry -> entry.text("at")))
                .orElse(null);
    }
}
