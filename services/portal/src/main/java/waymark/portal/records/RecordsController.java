package waymark.portal.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.NotHere;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;

/** Who looked at what, who may, and how long records are kept. */
@Controller
@RequestMapping("/records")
class RecordsController {
    private static final int SHOWN = 50;
    /** The services give 1,000 entries at most; older ones are found by narrowing the days. */
    private static final int LAST_PAGE = 1_000 / SHOWN - 1;

    private static final Pattern CASE_PAGE =
            Pattern.compile("/([a-z-]+)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-f-])");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final List<CaseArea> areas;

    RecordsController(List<CaseArea> areas) {
        this.areas = areas;
    }

    @GetMapping
    String records() {
        return "records/records";
    }

    /** One entry of a service's audit. */
    record Read(Service service, Doc entry) {}

    /** Every service keeps its own; they are asked at once and shown in the order of time. */
    @GetMapping("/audit")
    String audit(
            Desk desk,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(name = "case", defaultValue = "") String caseId,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var faults = new ArrayList<Fault>();
        var asked = new LinkedHashMap<String, String>();
        asked.put("from", from);
        asked.put("to", to);
        asked.put("actor", actor);
        asked.put("case", caseId);
        asked.put("action", action);
        var query = new StringBuilder();
        asked.forEach((name, typed) -> {
            if (typed.isBlank()) return;
            var value = name.equals("from") || name.equals("to") ? day(name, typed, faults) : typed.strip();
            query.append('&').append(name).append('=').append(Desk.encoded(value));
        });
        int wanted = Math.clamp(page, 0, LAST_PAGE);
        model.addAttribute("faults", faults);
        model.addAttribute("asked", asked);
        model.addAttribute(
                "query",
                asked.entrySet().stream()
                        .map(one -> one.getKey() + "=" + Desk.encoded(one.getValue()))
                        .collect(Collectors.joining("&")));
        model.addAttribute("page", wanted);
        // The newest of all services are among the newest of each.
        if (faults.isEmpty()) ask(desk, "/audit?size=%d%s".formatted((wanted + 1) * SHOWN, query), wanted, model);
        return "records/audit";
    }

    /** The audit's days are those of the real calendar, whatever day the business clock has. */
    private static String day(String field, String typed, List<Fault> faults) {
        var day = Words.day(typed, LocalDate.now(LONDON));
        if (day.isEmpty()) faults.add(new Fault(field, "Type a day that exists, such as 31/7/2022."));
        return day.map(LocalDate::toString).orElse("");
    }

    private static void ask(Desk desk, String path, int page, Model model) {
        var asked = new EnumMap<Service, CompletableFuture<Answer>>(Service.class);
        for (var service : Service.values()) asked.put(service, desk.meanwhile(service, path));
        var reads = new ArrayList<Read>();
        var away = new ArrayList<Service>();
        var refused = new ArrayList<String>();
        long total = 0;
        for (var service : Service.values()) {
            switch (asked.get(service).join()) {
                case Answer.Done(int _, Doc doc, String _, String _) -> {
                    doc.docs("items").forEach(entry -> reads.add(new Read(service, entry)));
                    total += doc.number("total");
                }
                case Answer.Refused refusal -> refused.add(refusal.words());
                case Answer.Away _ -> away.add(service);
            }
        }
        reads.sort(Comparator.comparing((Read read) -> Instant.parse(read.entry.text("at")))
                .reversed());
        model.addAttribute(
                "reads", reads.stream().skip((long) page * SHOWN).limit(SHOWN).toList());
        model.addAttribute("total", total);
        model.addAttribute("size", SHOWN);
        model.addAttribute("away", away);
        model.addAttribute("refused", refused.stream().distinct().toList());
    }

    @GetMapping("/broken-glass")
    String brokenGlass(Desk desk, Model model) {
        model.addAttribute("listed", BrokenGlass.all(desk));
        return "records/broken-glass";
    }

    @PostMapping("/broken-glass/{area}/{id}/{number}/seen")
    String seen(Desk desk, @PathVariable String area, @PathVariable UUID id, @PathVariable int number) {
        var kind = area(area);
        done(desk.post(kind.service(), "%s/%s/glass/%d/seen".formatted(kind.path(), id, number), Map.of()));
        return "redirect:/records/broken-glass";
    }

    private record Behind(CaseArea area, UUID id) {}

    private Behind behind(String page) {
        var parts = CASE_PAGE.matcher(page);
        if (!parts.lookingAt()) throw new NotHere();
        return new Behind(area(parts.group(1)), UUID.fromString(parts.group(2)));
    }

    private CaseArea area(String id) {
        return areas.stream().filter(area -> area.id().equals(id)).findFirst().orElseThrow(NotHere::new);
    }

    /** The reason why somebody opens what is not theirs to open. */
    @GetMapping("/glass")
    String glass(@RequestParam(name = "case") String page, Model model) {
        behind(page);
        model.addAttribute("case", page);
        model.addAttribute("faults", List.of());
        return "records/glass";
    }

    @PostMapping("/glass")
    String breakGlass(Desk desk, @RequestParam(name = "case") String page, @RequestParam String reason, Model model) {
        var behind = behind(page);
        var answer = reason.isBlank()
                ? null
                : desk.post(
                        behind.area.service(),
                        "%s/%s/glass".formatted(behind.area.path(), behind.id),
                        Map.of("reason", reason.strip()));
        if (answer instanceof Answer.Done) return "redirect:/%s/%s".formatted(behind.area.id(), behind.id);
        model.addAttribute("case", page);
        model.addAttribute("reason", reason);
        model.addAttribute(
                "faults",
                List.of(new Fault(
                        "reason",
                        switch (answer) {
                            case null -> "Say why you need to open this case. The team manager will read it.";
                            case Answer.Refused refused -> refused.words();
                            case Answer.Away(var service) ->
                                "The service for %s is not answering. Try again in a minute."
                                        .formatted(service.words());
                            case Answer.Done _ -> throw new IllegalStateException("done");
                        })));
        return "records/glass";
    }

    /** What keeping records as long as the policy says would erase, and what it did. */
    record Retained(CaseArea area, Answer answer) {}

    @GetMapping("/retention")
    String retention(Desk desk, Model model) {
        model.addAttribute("kinds", run(desk, true));
        model.addAttribute("ran", false);
        return "records/retention";
    }

    @PostMapping("/retention")
    String retain(Desk desk, Model model) {
        model.addAttribute("kinds", run(desk, false));
        model.addAttribute("ran", true);
        return "records/retention";
    }

    private List<Retained> run(Desk desk, boolean preview) {
        return areas.stream()
                .map(area -> new Retained(
                        area, desk.post(area.service(), area.path() + "/retention-runs", Map.of("preview", preview))))
                .toList();
    }

    private static Doc done(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> done.doc();
            case Answer.Refused refused -> throw new CannotShow(refused);
            case Answer.Away away -> throw new CannotShow(away);
        };
    }

    @GetMapping("/subject-access")
    String subjectAccess(@RequestParam(defaultValue = "") String childRef, Model model) {
        model.addAttribute("childRef", childRef);
        return childRef.isBlank()
                ? "records/subject-access"
                : "redirect:" + Desk.filled("/records/subject-access/{}", childRef.strip());
    }

    /** A case with all that is recorded of it. */
    record Held(CaseArea area, Doc whole) {}

    /** One child's record over all services, as one document to read and print. */
    @GetMapping("/subject-access/{childRef}")
    String subject(Desk desk, @PathVariable String childRef, Model model) {
        var chronology = desk.meanwhile(Service.REPORTING, "/children/{}/chronology", childRef);
        var held = new ArrayList<Held>();
        var away = new ArrayList<Service>();
        long hidden = 0;
        for (var area : areas) {
            switch (desk.get(area.service(), area.path() + "?childRef={}&size=200", childRef)) {
                case Answer.Done(int _, Doc list, String _, String _) -> {
                    hidden += list.number("hidden");
                    for (var one : list.docs("items")) {
                        held.add(new Held(area, desk.need(area.service(), area.path() + "/{}", one.text("id"))));
                    }
                }
                case Answer.Refused refused -> throw new CannotShow(refused);
                case Answer.Away _ -> away.add(area.service());
            }
        }
        model.addAttribute("childRef", childRef);
        model.addAttribute("held", held);
        model.addAttribute("hidden", hidden);
        model.addAttribute("away", away.stream().distinct().toList());
        model.addAttribute("chronology", chronology.join());
        return "records/subject";
    }

    /** Restriction, legal hold and erasure of one case. */
    @GetMapping("/case/{area}/{id}")
    String keeping(Desk desk, @PathVariable String area, @PathVariable UUID id, Model model) {
        var kind = area(area);
        model.addAttribute("kind", kind);
        model.addAttribute("one", desk.need(kind.service(), kind.path() + "/{}/keeping", id));
        return "records/case";
    }

    @PostMapping("/case/{area}/{id}/{act}")
    String keep(
            Desk desk,
            @PathVariable String area,
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam(defaultValue = "") String officers,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            RedirectAttributes after) {
        var kind = area(area);
        var path = "%s/%s/".formatted(kind.path(), id);
        var because = Map.of("reason", reason.strip());
        var answer = switch (act) {
            case "restrict" ->
                desk.send(
                        "PUT",
                        kind.service(),
                        path + "restriction",
                        Map.of(
                                "officers",
                                        BETWEEN.splitAsStream(officers.strip()).toList(),
                                "reason", reason.strip()));
            case "unrestrict" -> desk.send("DELETE", kind.service(), path + "restriction", Map.of());
            case "hold" -> desk.send("PUT", kind.service(), path + "legal-hold", because);
            case "release" -> desk.send("DELETE", kind.service(), path + "legal-hold", Map.of());
            case "erase" -> desk.send("POST", kind.service(), path + "erasure", because);
            default -> throw new NotHere();
        };
        if (answer instanceof Answer.Done) {
            after.addFlashAttribute("done", "Done: " + act);
            return "redirect:/records/case/%s/%s".formatted(area, id);
        }
        model.addAttribute("officers", officers);
        model.addAttribute("reason", reason);
        model.addAttribute("act", act);
        model.addAttribute("faults", List.of(new Fault(null, words(answer))));
        return keeping(desk, area, id, model);
    }

    private static String words(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> refused.words();
            case Answer.Away(var service) ->
                "The service for %s is not answering. Try again in a minute.".formatted(service.words());
            case Answer.Done _ -> "";
        };
    }
}
