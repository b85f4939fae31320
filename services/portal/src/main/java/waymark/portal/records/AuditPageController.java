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
    /** The services give so many entries at most; older ones are found by narrowing the days. */
    private static final int REACHABLE = 1_000;

    private static final int LAST_PAGE = REACHABLE / SHOWN - 1;
    /** Cases of one child, over all services. */
    private static final int MOST_CASES = 20;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** A case that was found, in the address of a further page: its id, a colon, its reference. */
    private static final Pattern FOUND = Pattern.compile("(%s):([A-Za-z0-9/._-]{1,64})".formatted(ID));

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final CasePages pages;

    AuditPageController(CasePages pages) {
        this.pages = pages;
    }

    /**
     * Cases that somebody asks about.
     *
     * @param references by id; null where it was the id that was asked for
     * @param away services that could not be asked for them
     * @param refused why others did not say, in words
     */
    private record Cases(Map<String, String> references, List<Service> away, List<String> refused) {
        private static Cases of(Map<String, String> references) {
            return new Cases(references, List.of(), List.of());
        }

        private boolean complete() {
            return away.isEmpty() && refused.isEmpty();
        }
    }

    /** @param found what an earlier page found to {@code about}, so that it is not searched for again; empty at first */
    @GetMapping("/records/audit")
    String audit(
            Desk desk,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") List<String> found,
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
        if (asked.containsKey("about") && !desk.person().is(Role.TEAM_MANAGER) && !isId(asked.get("about"))) {
            faults.add(new Fault("about", "Type the long id that stands in the address of the case’s page."));
        }
        if (faults.isEmpty()) find(desk, asked, found, conditions.toString(), wanted, model);
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

    private static boolean isId(String about) {
        return ID.matcher(about).matches();
    }

    private void find(
            Desk desk, Map<String, String> asked, List<String> found, String conditions, int page, Model model) {
        var about = asked.get("about");
        var cases = about == null ? Cases.of(Map.of()) : cases(desk, about, found);
        var away = new ArrayList<>(cases.away);
        var refused = new ArrayList<>(cases.refused);
        boolean none = about != null && cases.references.isEmpty();
        if (none && cases.complete()) model.addAttribute("unknown", about);
        if (!none) {
            var newest = newest(desk, List.copyOf(cases.references.keySet()), conditions, page, away, refused);
            show(desk, newest, cases.references, page, model);
            model.addAttribute("cases", cases.references);
            model.addAttribute("address", "/records/audit?" + query(asked) + carried(cases) + "page=");
        }
        model.addAttribute("away", away.stream().distinct().toList());
        model.addAttribute("refused", refused.stream().distinct().toList());
    }

    /** What was found is carried on only where it is all: else the next page searches again. */
    private static String carried(Cases cases) {
        if (!cases.complete()) return "";
        var carried = new StringBuilder();
        for (var one : cases.references.entrySet()) {
            var found = one.getKey() + ":" + one.getValue();
            if (one.getValue() == null || !FOUND.matcher(found).matches()) return "";
            carried.append("found=").append(Desk.encoded(found)).append('&');
        }
        return carried.toString();
    }

    private static Newest newest(
            Desk desk, List<String> ids, String conditions, int page, List<Service> away, List<String> refused) {
        var newest = new Newest();
        // An entry can name several of a child's cases: how many there are is known once all are here.
        int size = ids.size() > 1 ? REACHABLE : (page + 1) * SHOWN;
        for (var answers : answers(desk, ids, conditions, size)) {
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
        return newest;
    }

    private static void show(Desk desk, Newest newest, Map<String, String> references, int wanted, Model model) {
        long total = newest.total();
        long reachable = Math.min(total, REACHABLE);
        int page = Math.clamp((reachable - 1) / SHOWN, 0, wanted);
        boolean opens = desk.person().is(Role.TEAM_MANAGER);
        model.addAttribute(
                "reads",
                newest.page(page).stream()
                        .map(entry -> Audited.of(entry, references, opens))
                        .toList());
        model.addAttribute("total", total);
        model.addAttribute("reachable", reachable);
        model.addAttribute("page", page);
        model.addAttribute("size", SHOWN);
    }

    /** By case, what every service answers. The newest of all services are among the newest of each. */
    private static List<Map<Service, CompletableFuture<Answer>>> answers(
            Desk desk, List<String> ids, String conditions, int size) {
        var asked = new ArrayList<Map<Service, CompletableFuture<Answer>>>();
        var path = "/audit?size=%d%s".formatted(size, conditions);
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
        private long counted;
        private boolean complete = true;

        /** @param answers of all services to one question */
        void add(List<Doc> answers) {
            var seen = new HashSet<String>();
            boolean shared = false;
            long most = 0;
            long sum = 0;
            for (var answer : answers) {
                long total = answer.number("total");
                most = Math.max(most, total);
                sum += total;
                complete &= answer.docs("items").size() == total;
                for (var entry : answer.docs("items")) {
                    var key = entry.text("chain") + " " + entry.text("number");
                    shared |= !seen.add(key);
                    entries.put(key, entry);
                }
            }
            counted += shared ? most : sum;
        }

        /** Each entry once, unless there are more to several questions than can be looked at. */
        long total() {
            return complete ? entries.size() : counted;
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

    /**
     * Those that have this reference, or are this child's; of those that open to whoever asks.
     *
     * @param about reference or id of a case, or a child's number
     */
    private Cases cases(Desk desk, String about, List<String> found) {
        var references = new LinkedHashMap<String, String>();
        if (isId(about)) {
            references.put(about, null);
            return Cases.of(references);
        }
        for (var carried : found) {
            var parts = FOUND.matcher(carried);
            if (parts.matches() && references.size() < MOST_CASES) references.put(parts.group(1), parts.group(2));
        }
        if (!references.isEmpty()) return Cases.of(references);
        var away = new ArrayList<Service>();
        var refused = new ArrayList<String>();
        for (var telling : pages.all()) {
            var area = telling.area();
            switch (desk.post(
                    area.service(), area.path() + "/searches", Map.of("reference", about, "childRef", about))) {
                case Answer.Done(int _, Doc answer, String _, String _) ->
                    answer.docs("items").forEach(one -> {
                        if (references.size() < MOST_CASES) references.put(one.text("id"), telling.reference(one));
                    });
                case Answer.Refused refusal -> refused.add(refusal.words());
                case Answer.Away(var service) -> away.add(service);
            }
        }
        return new Cases(references, away, refused);
    }
}
