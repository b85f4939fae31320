package waymark.portal.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.calendar.BusinessClock;
import waymark.portal.alerts.AlertTelling;
import waymark.portal.cases.CasePages;
import waymark.portal.cases.Telling;
import waymark.portal.cases.Told;
import waymark.portal.cases.Warned;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;

/** All that is recorded of one child, over all services, as one document to read and print. */
@Controller
@RequestMapping("/records/subject-access")
class SubjectAccessController {
    private static final int PORTION = 200;

    private final CasePages pages;
    private final AlertTelling alerts;
    private final BusinessClock clock;

    SubjectAccessController(CasePages pages, AlertTelling alerts, BusinessClock clock) {
        this.pages = pages;
        this.alerts = alerts;
        this.clock = clock;
    }

    @GetMapping
    String form(@RequestParam(required = false) String childRef, Model model) {
        if (childRef != null && !childRef.isBlank()) {
            return "redirect:" + Desk.filled("/records/subject-access/{}", childRef.strip());
        }
        model.addAttribute("missing", childRef != null);
        return "records/subject-access";
    }

    /**
     * One case, or an alert about one, as the document tells it.
     *
     * @param history the oldest first, as a story is read
     */
    record Part(
            String noun,
            String reference,
            String status,
            String opened,
            Map<String, String> facts,
            List<Told> history,
            boolean restricted) {
        static Part of(Telling telling, Doc one, Doc keeping) {
            return new Part(
                    telling.noun(),
                    telling.reference(one),
                    telling.status(one),
                    one.day("openedOn"),
                    telling.facts(one),
                    telling.history(one).reversed(),
                    keeping.has("restricted"));
        }
    }

    @GetMapping("/{childRef}")
    String document(Desk desk, @PathVariable String childRef, Model model) {
        var parts = new ArrayList<Part>();
        var away = new ArrayList<Service>();
        long withheld = 0;
        for (var telling : pages.all()) {
            var area = telling.area();
            switch (desk.post(area.service(), area.path() + "/searches", Map.of("childRef", childRef))) {
                case Answer.Done(int _, Doc found, String _, String _) -> {
                    withheld += found.number("hidden");
                    parts.addAll(parts(desk, telling, found.docs("items")));
                }
                case Answer.Refused refused -> throw new CannotShow(refused);
                case Answer.Away(var service) -> away.add(service);
            }
        }
        long missing = addAlerts(desk, childRef, parts, away);
        model.addAttribute("childRef", childRef);
        model.addAttribute("parts", parts);
        model.addAttribute("withheld", withheld);
        model.addAttribute("missing", missing);
        model.addAttribute("away", away.stream().distinct().toList());
        return "records/subject";
    }

    private static List<Part> parts(Desk desk, Telling telling, List<Doc> found) {
        var area = telling.area();
        var asked = new LinkedHashMap<CompletableFuture<Answer>, CompletableFuture<Answer>>();
        for (var one : found) {
            asked.put(
                    desk.meanwhile(area.service(), area.path() + "/{}", one.text("id")),
                    desk.meanwhile(area.service(), area.path() + "/{}/keeping", one.text("id")));
        }
        var parts = new ArrayList<Part>();
        asked.forEach((one, keeping) -> parts.add(
                Part.of(telling, desk.need(one.join()), keeping.join().found().orElse(Doc.EMPTY))));
        return parts;
    }

    /**
     * What was warned of, and what people wrote about that, after the cases.
     *
     * @return how many more alerts the list has that did not open one by one: erased or moved to others meanwhile
     */
    private long addAlerts(Desk desk, String childRef, List<Part> parts, List<Service> away) {
        long missing = 0;
        boolean more = true;
        for (int page = 0; more; page++) {
            var path = "/alerts?childRef={}&sort=raisedAt&page={}&size={}";
            switch (desk.get(Service.ALERTS, path, childRef, page, PORTION)) {
                case Answer.Done(int _, Doc found, String _, String _) -> {
                    var some = found.docs("items");
                    for (var answer : alerts(desk, some)) {
                        switch (answer) {
                            case Answer.Done(int _, Doc one, String _, String _) -> parts.add(part(desk, one));
                            case Answer.Refused(int status, String _, String _, String _, Doc _)
                            when status >= 500 -> away.add(Service.ALERTS);
                            case Answer.Refused _ -> missing++;
                            case Answer.Away(var service) -> away.add(service);
                        }
                    }
                    if (!found.texts("away").isEmpty()) away.add(Service.ALERTS);
                    more = some.size() == PORTION;
                }
                case Answer.Refused refused -> throw new CannotShow(refused);
                case Answer.Away(var service) -> {
                    away.add(service);
                    more = false;
                }
            }
        }
        return missing;
    }

    /** Each in full. */
    private static List<Answer> alerts(Desk desk, List<Doc> found) {
        var asked = found.stream()
                .map(alert -> desk.meanwhile(Service.ALERTS, "/alerts/{}", alert.text("id")))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private Part part(Desk desk, Doc one) {
        var alert = Warned.of(one, desk.today(), clock.now());
        var facts = new LinkedHashMap<>(Map.of("What it says", alert.title()));
        if (one.has("caseReference")) facts.put("Case", one.text("caseReference"));
        facts.putAll(alerts.facts(one, alert));
        return new Part(
                "Alert",
                one.text("alertRef"),
                alert.state(),
                one.moment("raisedAt"),
                facts,
                alerts.history(one).reversed(),
                false);
    }
}
