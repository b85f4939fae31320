package waymark.portal.records;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.portal.cases.CasePages;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.NotHere;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Fault;
import waymark.web.access.Role;

/** Restricted cases that are opened with a reason: the form for it, and the manager's list of those that were. */
@Controller
class GlassController {
    private static final Pattern CASE_PAGE =
            Pattern.compile("/([a-z-]+)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-f-])");

    private final CasePages pages;

    GlassController(CasePages pages) {
        this.pages = pages;
    }

    private record Behind(CaseArea area, UUID id) {}

    private Behind behind(Desk desk, String page) {
        var parts = CASE_PAGE.matcher(page);
        if (!parts.lookingAt()) throw new NotHere();
        var area = pages.telling(parts.group(1)).area();
        if (!area.isWorkOf(desk.person()) && !desk.person().is(Role.REVIEWING_OFFICER)) {
            throw CannotShow.ofRole("Cases of %s are the work of others. Your role does not include it."
                    .formatted(area.service().words()));
        }
        return new Behind(area, UUID.fromString(parts.group(2)));
    }

    /** @param page the case's, from which its reader was sent here */
    @GetMapping("/records/glass")
    String form(Desk desk, @RequestParam(name = "case") String page, Model model) {
        behind(desk, page);
        model.addAttribute("case", page);
        model.addAttribute("faults", List.of());
        return "records/glass";
    }

    @PostMapping("/records/glass")
    String breakGlass(Desk desk, @RequestParam(name = "case") String page, @RequestParam String reason, Model model) {
        var behind = behind(desk, page);
        if (reason.isBlank()) {
            return again(page, reason, "Say why you need to open this case. The team manager will read it.", model);
        }
        var path = "%s/%s/glass".formatted(behind.area.path(), behind.id);
        return switch (desk.post(behind.area.service(), path, Map.of("reason", reason.strip()))) {
            case Answer.Done _ -> "redirect:/%s/%s".formatted(behind.area.id(), behind.id);
            case Answer.Refused refused -> again(page, reason, refused.words(), model);
            case Answer.Away(var service) ->
                again(
                        page,
                        reason,
                        "The service for %s is not answering. Try again in a minute.".formatted(service.words()),
                        model);
        };
    }

    private static String again(String page, String reason, String fault, Model model) {
        model.addAttribute("case", page);
        model.addAttribute("reason", reason);
        model.addAttribute("faults", List.of(new Fault("reason", fault)));
        return "records/glass";
    }

    @GetMapping("/records/broken-glass")
    String broken(Desk desk, Model model) {
        model.addAttribute("listed", BrokenGlass.all(desk, pages.areas()));
        return "records/broken-glass";
    }

    @PostMapping("/records/broken-glass/{area}/{id}/{number}/seen")
    String seen(
            Desk desk,
            @PathVariable String area,
            @PathVariable UUID id,
            @PathVariable int number,
            RedirectAttributes after) {
        var kind = pages.telling(area).area();
        var seen = desk.need(
                desk.post(kind.service(), "%s/%s/glass/%d/seen".formatted(kind.path(), id, number), Map.of()));
        after.addFlashAttribute(
                "done",
                seen.has("reference") ? "Marked as looked at: " + seen.text("reference") : "Marked as looked at");
        return "redirect:/records/broken-glass";
    }
}
