package waymark.portal.records;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.portal.cases.CasePages;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.NotHere;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Fault;

/** Who may open one case and how long it is kept: restriction, legal hold and erasure. What opens or ends something is shown once more before it is done. */
@Controller
@RequestMapping("/records/case/{area}/{id}")
class KeepingController {
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    /**
     * What can be done about a case.
     *
     * @param path of the service's address, under the case's
     * @param asks what the page on which it is checked says will come of it; null where it is done at once
     * @param done what the page says afterwards
     */
    private record Act(String id, String method, String path, String title, String asks, String done) {}

    private static final List<Act> ACTS = List.of(
            new Act("restrict", "PUT", "restriction", "Restrict it", null, "The case opens to these officers only"),
            new Act(
                    "unrestrict",
                    "DELETE",
                    "restriction",
                    "End the restriction",
                    "Everyone whose work it is can open this case from now on.",
                    "The restriction has ended"),
            new Act("hold", "PUT", "legal-hold", "Put it on hold", null, "The case is on legal hold"),
            new Act(
                    "release",
                    "DELETE",
                    "legal-hold",
                    "End the legal hold",
                    "The personal details of this case can be erased from now on, by hand or when their time has passed.",
                    "The legal hold has ended"),
            new Act(
                    "erase",
                    "POST",
                    "erasure",
                    "Erase the personal details",
                    "Name, date of birth, address, UPN, the child’s number and all notes of this case go for good. Nobody can bring them back. The history and the figures stay.",
                    "The personal details are erased"));

    private final CasePages pages;

    KeepingController(CasePages pages) {
        this.pages = pages;
    }

    @GetMapping
    String page(Desk desk, @PathVariable String area, @PathVariable UUID id, Model model) {
        return show(desk, pages.telling(area).area(), id, model);
    }

    private static String show(Desk desk, CaseArea area, UUID id, Model model) {
        model.addAttribute("kind", area);
        model.addAttribute("one", desk.need(area.service(), area.path() + "/{}/keeping", id));
        if (!model.containsAttribute("faults")) model.addAttribute("faults", List.of());
        return "records/case";
    }

    /** @param confirmed yes once it was checked, no where the words are to be changed; null at first */
    @PostMapping("/{act}")
    String act(
            Desk desk,
            @PathVariable String area,
            @PathVariable UUID id,
            @PathVariable(name = "act") String name,
            @RequestParam(defaultValue = "") String officers,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) String confirmed,
            Model model,
            RedirectAttributes after) {
        var kind = pages.telling(area).area();
        var act = ACTS.stream().filter(one -> one.id.equals(name)).findFirst().orElseThrow(NotHere::new);
        model.addAttribute("officers", officers);
        model.addAttribute("reason", reason);
        model.addAttribute("act", act.id);
        if (reason.isBlank()) return refused(desk, kind, id, act, "reason", "Say why, in a few words.", model);
        if ("no".equals(confirmed)) return show(desk, kind, id, model);
        if (act.asks != null && confirmed == null) {
            model.addAttribute("check", act);
            show(desk, kind, id, model);
            return "records/check";
        }
        Map<String, Object> body = act.id.equals("restrict")
                ? Map.of(
                        "officers",
                        BETWEEN.splitAsStream(officers.strip())
                                .filter(officer -> !officer.isEmpty())
                                .toList(),
                        "reason",
                        reason.strip())
                : Map.of("reason", reason.strip());
        var path = "%s/%s/%s".formatted(kind.path(), id, act.path);
        return switch (desk.send(act.method, kind.service(), path, body)) {
            case Answer.Done _ -> {
                after.addFlashAttribute("done", act.done);
                yield "redirect:/records/case/%s/%s".formatted(kind.id(), id);
            }
            case Answer.Refused refusal ->
                refused(desk, kind, id, act, Objects.requireNonNullElse(refusal.field(), ""), refusal.words(), model);
            case Answer.Away(var service) ->
                refused(
                        desk,
                        kind,
                        id,
                        act,
                        "",
                        "The service for %s is not answering. Try again in a minute.".formatted(service.words()),
                        model);
        };
    }

    /** @param field as the service names it; empty where it is none's in particular */
    private static String refused(Desk desk, CaseArea area, UUID id, Act act, String field, String words, Model model) {
        var place = field.equals("officers") ? "officers" : "why-" + act.id;
        model.addAttribute("faults", List.of(new Fault(place, words)));
        return show(desk, area, id, model);
    }
}
