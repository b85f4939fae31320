package waymark.portal.shared;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Field;
import waymark.portal.forms.FormPage;
import waymark.portal.forms.Reading;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;

/** Finds a case of any kind by what is known of it. It is always sent as a form, so that no name stands in an address. */
@Controller
@RequestMapping({"/involvements", "/assessments", "/referrals", "/early-help"})
class SearchController {
    private static final Step SEARCH = Step.of(
                    "search",
                    "Search",
                    Field.line("reference", "Reference"),
                    Field.line("childRef", "Child's number"),
                    Field.line("name", "Child's name"),
                    Field.day("dateOfBirth", "Date of birth"))
            .button("Search");

    private final Areas areas;
    private final SearchLimit limit;

    SearchController(Areas areas, SearchLimit limit) {
        this.areas = areas;
        this.limit = limit;
    }

    @GetMapping("/search")
    String form(Desk desk, HttpServletRequest request, Model model) {
        show(desk, areas.of(request), new LinkedMultiValueMap<>(), List.of(), model);
        return "shared/search";
    }

    @PostMapping("/search")
    String search(
            Desk desk,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var area = areas.of(request);
        var reading = Reading.of(SEARCH.fields(), typed, Doc.EMPTY, desk.today(), false);
        var faults = new ArrayList<>(reading.faults());
        if (faults.isEmpty() && reading.body().isEmpty()) {
            faults.add(new Fault("reference", "Say what you know of the case: at least one of these."));
        }
        if (faults.isEmpty() && !limit.permits(desk.person())) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            faults.add(new Fault(
                    null,
                    "You have searched %d times within a minute. What you typed is still here: wait a few seconds, then search again."
                            .formatted(SearchLimit.A_MINUTE)));
        }
        if (faults.isEmpty()) {
            switch (desk.post(area.service(), area.path() + "/searches", reading.body())) {
                case Answer.Done done -> found(desk, area, reading.body(), done.doc(), model);
                case Answer.Refused refused -> {
                    if (refused.status() == HttpStatus.TOO_MANY_REQUESTS.value()) response.setStatus(refused.status());
                    faults.add(new Fault(refused.field(), refused.words()));
                }
                case Answer.Away(var service) ->
                    faults.add(new Fault(
                            null,
                            "The service for %s is not answering. What you typed is still here: search again in a minute."
                                    .formatted(service.words())));
            }
        }
        show(desk, area, typed, faults, model);
        return "shared/search";
    }

    private static void show(
            Desk desk, CaseArea area, MultiValueMap<String, String> typed, List<Fault> faults, Model model) {
        var address = "/" + area.id() + "/search";
        var form = FormPage.blank(SEARCH, null, address, "/" + area.id(), Map.of(), Doc.EMPTY, desk.today())
                .typed(typed, faults, Doc.EMPTY);
        model.addAttribute("form", form);
        model.addAttribute("kind", area);
    }

    /**
     * @param caption reference and name, as the case's page has them
     * @param worker staff number, or null
     */
    record Found(String href, String caption, String child, String born, String status, String opened, String worker) {}

    private static void found(Desk desk, CaseArea area, Map<String, Object> asked, Doc page, Model model) {
        model.addAttribute(
                "found",
                page.docs("items").stream().map(one -> found(area, one)).toList());
        model.addAttribute("hidden", page.number("hidden"));
        model.addAttribute("tried", tried(asked));
        model.addAttribute(
                "openings",
                area.isWorkOf(desk.person())
                        ? area.openings().stream()
                                .map(step -> opening(area, step, asked))
                                .toList()
                        : List.of());
    }

    /** A link to a form that opens a case. */
    record Opening(String href, String words) {}

    /** Only the child's number goes along: no name may stand in an address. */
    private static Opening opening(CaseArea area, Step step, Map<String, Object> asked) {
        var address = "/%s/new/%s".formatted(area.id(), step.id());
        var place = step.fields().stream()
                .map(Field::name)
                .filter(name -> name.equals("childRef") || name.startsWith("children.0"))
                .findFirst();
        if (place.isEmpty() || !asked.containsKey("childRef")) return new Opening(address, step.title());
        var child = Desk.encoded(asked.get("childRef").toString());
        return new Opening("%s?%s=%s".formatted(address, place.get(), child), "For this child: " + step.title());
    }

    private static Found found(CaseArea area, Doc one) {
        return new Found(
                "/%s/%s".formatted(area.id(), one.text("id")),
                area.caption().apply(one),
                one.text("childRef"),
                one.day("personal.dateOfBirth"),
                Words.code(one.text("status")),
                one.day("openedOn"),
                one.has("officer")
                        ? one.text("officer")
                        : one.has("coordinator") ? one.text("coordinator") : one.text("worker"));
    }

    private static String tried(Map<String, Object> asked) {
        var tried = new ArrayList<String>();
        for (var field : SEARCH.fields()) {
            if (asked.get(field.name()) instanceof String value) {
                var shown = field.name().equals("dateOfBirth") ? Words.day(java.time.LocalDate.parse(value)) : value;
                tried.add(field.label().toLowerCase(java.util.Locale.UK) + " “" + shown + "”");
            }
        }
        return String.join(", ", tried);
    }
}
