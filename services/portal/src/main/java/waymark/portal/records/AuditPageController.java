package waymark.portal.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.cases.CasePages;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** Who looked at what. Every service keeps its own audit; they are asked at once, and their entries shown in the order of time. */
@Controller
class AuditPageController {
    private static final int SHOWN = 50;
    /** The services give 1,000 entries at most; older ones are found by narrowing the days. */
    private static final int LAST_PAGE = 1_000 / SHOWN - 1;
    /** Cases of one child, over all services. */
    private static final int MOST_CASES = 20;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final CasePages pages;

    AuditPageController(CasePages pages) {
        this.pages = pages;
    }

    @GetMapping("/records/audit")
    String audit(
            Desk desk,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("from", from.strip());
        asked.put("to", to.strip());
        asked.put("actor", actor.strip());
        asked.put("about", about.strip());
        asked.put("action", action.strip());
        asked.values().removeIf(String::isEmpty);
        int wanted = Math.clamp(page, 0, LAST_PAGE);
        var faults = new ArrayList<Fault>();
        var conditions = new StringBuilder();
        day("from", asked, conditions, faults);
        day("to", asked, conditions, faults);
        for (var name : List.of("actor", "action")) {
            if (asked.containsKey(name)) {
                conditions.append('&').append(name).append('=').append(Desk.encoded(asked.get(name)));
            }
        }
        model.addAttribute("faults", faults);
        model.addAttribute("asked", asked);
        model.addAttribute("actions", Audited.ACTIONS);
        model.addAttribute("address", "/records/audit?" + query(asked) + "page=");
        model.addAttribute("page", wanted);
        model.addAttribute("size", SHOWN);
        if (faults.isEmpty()) find(desk, asked.get("about"), conditions.toString(), wanted, model);
        return "records/audit";
    }

    /** The audit's days are those of the real calendar, whatever day the business clock has. */
    private static void day(String field, Map<String, String> asked, StringBuilder conditions, List<Fault> faults) {
        if (!asked.containsKey(field)) return;
        var day = Words.day(asked.get(field), LocalDate.now(LONDON));
        if (day.isEmpty()) faults.add(new Fault(field, "Type a day that exists, such as 31/7/2022."));
        else conditions.append('&').append(field).append('=').append(day.get());
    }

    private static String query(Map<String, String> asked) {
        var query = new StringBuilder();
        asked.forEach((name, typed) ->
                query.append(name).append('=').append(Desk.encoded(typed)).append('&'));
        return query.toString();
    }

    /** @param about reference or id of a case, or a child's number; null for all */
    private void find(Desk desk, String about, String conditions, int page, Model model) {
        var cases = about == null ? Map.<String, String>of() : cases(desk, about);
        model.addAttribute("unknown", about != null && cases.isEmpty() ? about : null);
        if (about != null && cases.isEmpty()) return;
        var away = new ArrayList<Service>();
        var refused = new ArrayList<String>();
        var newest = new Newest();
        for (var answers : answers(desk, cases.keySet().stream().toList(), conditions, page)) {
            var totals = new ArrayList<Doc>();
            for (var service : answers.entrySet()) {
                switch (service.getValue().join()) {
                    case Answer.Done done -> totals.add(done.doc());
                    case Answer.Refused refusal -> refused.add(refusal.words());
                    case Answer.Away _ -> away.add(service.getKey());
                }
            }
            newest.add(totals);
        }
        boolean opens = desk.person().is(Role.TEAM_MANAGER);
        model.addAttribute(
                "reads",
                newest.page(page).stream()
                        .map(entry -> Audited.of(entry, cases, opens))
                        .toList());
        model.addAttribute("total", newest.total);
        model.addAttribute("away", away.stream().distinct().toList());
        model.addAttribute("refused", refused.stream().distinct().toList());
        model.addAttribute("cases", cases);
    }

    /** By case, what every service answers. The newest of all services are among the newest of each. */
    private static List<Map<Service, CompletableFuture<Answer>>> answers(
            Desk desk, List<String> ids, String conditions, int page) {
        var asked = new ArrayList<Map<Service, CompletableFuture<Answer>>>();
        var path = "/audit?size=%d%s".formatted((page + 1) * SHOWN, conditions);
        for (var id : ids.isEmpty() ? List.of("") : ids) {
            var of = id.isEmpty() ? path : path + "&case=" + id;
            var answers = new HashMap<Service, CompletableFuture<Answer>>();
            for (var service : Service.values()) answers.put(service, desk.meanwhile(service, of));
            asked.add(answers);
        }
        return asked;
    }

    /** Entries of several answers, each once: services that share a store answer each other's, and one entry can name several of a child's cases. */
    private static final class Newest {
        private final Map<String, Doc> entries = new HashMap<>();
        private long total;

        /** @param answers of all services to one question */
        void add(List<Doc> answers) {
            var seen = new HashSet<String>();
            boolean shared = false;
            long most = 0;
            long sum = 0;
            for (var answer : answers) {
                most = Math.max(most, answer.number("total"));
                sum += answer.number("total");
                for (var entry : answer.docs("items")) {
                    var key = entry.text("chain") + " " + entry.text("number");
                    shared |= !seen.add(key);
                    entries.put(key, entry);
                }
            }
            total += shared ? most : sum;
        }

        List<Doc> page(int page) {
            return entries.values().stream()
                    .sorted(Comparator.comparing((Doc entry) -> Instant.parse(entry.text("at")))
                            .thenComparing(entry -> entry.number("number"))
                            .reversed())
                    .skip((long) page * SHOWN)
                    .limit(SHOWN)
                    .toList();
        }
    }

    /** By id, the references of the cases that have this reference, or are this child's; of those that open to whoever asks. */
    private Map<String, String> cases(Desk desk, String about) {
        var cases = new LinkedHashMap<String, String>();
        if (ID.matcher(about).matches()) {
            cases.put(about, null);
            return cases;
        }
        for (var telling : pages.all()) {
            var area = telling.area();
            desk.post(area.service(), area.path() + "/searches", Map.of("reference", about, "childRef", about))
                    .found()
                    .ifPresent(found -> found.docs("items").forEach(one -> {
                        if (cases.size() < MOST_CASES) cases.put(one.text("id"), telling.reference(one));
                    }));
        }
        return cases;
    }
}
