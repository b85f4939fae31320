package waymark.portal.dashboards;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.NotHere;
import waymark.portal.desk.Person;
import waymark.portal.desk.Service;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** The cases behind a figure: those that the person may open, and how many others there are. */
@Controller
class CasesBehindController {
    private static final int SIZE = 50;
    private static final Set<String> OWN = Set.of("measure", "from", "to", "page");
    private static final Set<String> FIRST = Set.of("case", "reference", "day", "counted", "value");

    private final Measures measures;
    private final Codes codes;

    CasesBehindController(Measures measures, Codes codes) {
        this.measures = measures;
        this.codes = codes;
    }

    /** @param href null where there is no page for it */
    record Line(String href, String reference, List<String> cells) {}

    @GetMapping("/dashboards/cases")
    String cases(Desk desk, @RequestParam MultiValueMap<String, String> given, Model model) {
        var id = given.getFirst("measure");
        if (id == null) throw new NotHere();
        var question = question(given);
        int page = page(given);
        var behind = desk.need(Service.REPORTING, "/cases?" + question + "&page=" + page + "&size=" + SIZE);
        var measure = Measures.named(measures.of(desk), id);
        var details = details(behind);
        model.addAttribute("measure", measure);
        model.addAttribute("figure", new Figure(behind.figure("figure"), measure.unit(), null));
        model.addAttribute("behind", behind);
        model.addAttribute("narrowed", narrowed(given));
        model.addAttribute("columns", details.stream().map(codes::dimension).toList());
        model.addAttribute("mean", behind.has("per"));
        model.addAttribute("lines", lines(behind, area(desk.person(), id), details));
        model.addAttribute("page", page);
        model.addAttribute("size", SIZE);
        model.addAttribute("question", question);
        return "dashboards/cases";
    }

    /** All of them as a table; the service says which the person may open. */
    @GetMapping("/dashboards/cases.csv")
    void table(Desk desk, @RequestParam MultiValueMap<String, String> given, HttpServletResponse response)
            throws IOException {
        var answer = desk.open(Service.REPORTING, "text/csv", "/cases?" + question(given));
        try (var table = answer.body()) {
            if (answer.statusCode() != 200) {
                // Asked again as a page would, for the reason in words.
                desk.need(Service.REPORTING, "/cases?" + question(given) + "&size=1");
                throw new CannotShow(new Answer.Away(Service.REPORTING));
            }
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"cases.csv\"");
            table.transferTo(response.getOutputStream());
        }
    }

    private static int page(MultiValueMap<String, String> given) {
        var page = given.getFirst("page");
        return page != null && page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0;
    }

    /** As reporting is asked; it judges names and values. */
    private static String question(MultiValueMap<String, String> given) {
        var question = new StringJoiner("&");
        given.forEach((name, values) -> {
            if (name.equals("page")) return;
            for (var value : values) question.add(Desk.encoded(name) + "=" + Desk.encoded(value));
        });
        return question.toString();
    }

    private List<String> narrowed(MultiValueMap<String, String> given) {
        var narrowed = new ArrayList<String>();
        given.forEach((name, values) -> {
            if (OWN.contains(name)) return;
            for (var value : values) narrowed.add(codes.dimension(name) + ": " + codes.words(name, value));
        });
        return narrowed;
    }

    /** What the rows say beside the case itself, as far as any of them says it. */
    private static List<String> details(Doc behind) {
        var rows = behind.docs("rows");
        if (rows.isEmpty()) return List.of();
        return rows.getFirst().fields().keySet().stream()
                .filter(name -> !FIRST.contains(name))
                .filter(name -> rows.stream().anyMatch(row -> row.has(name)))
                .map(String::valueOf)
                .toList();
    }

    private List<Line> lines(Doc behind, String area, List<String> details) {
        var lines = new ArrayList<Line>();
        for (var row : behind.docs("rows")) {
            var cells = new ArrayList<String>();
            cells.add(row.day("day"));
            cells.add(
                    behind.has("per")
                            ? inWeeks(row.figure("value"), behind.number("per"))
                            : row.flag("counted") ? "Yes" : "No");
            for (var detail : details) cells.add(words(detail, row.get(detail)));
            var id = row.text("case");
            var reference = row.has("reference") ? row.text("reference") : "Case " + id.substring(0, 8);
            lines.add(new Line(area == null ? null : "/" + area + "/" + id, reference, cells));
        }
        return lines;
    }

    private static String inWeeks(Number value, long per) {
        if (value == null) return "";
        return "%.1f".formatted(value.doubleValue() / per);
    }

    private String words(String detail, Object value) {
        return switch (value) {
            case null -> "";
            case Boolean truth -> truth ? "Yes" : "No";
            case String text when text.matches("\\d{4}-\\d{2}-\\d{2}") -> Words.day(LocalDate.parse(text));
            case String text -> codes.words(detail, text);
            default -> value.toString();
        };
    }

    /** @param openedBy whose roles open one; the service has the last word */
    private record Area(String id, List<Role> openedBy) {}

    private static final Map<String, Area> AREAS = Map.of(
            "cme", new Area("involvements", List.of(Role.CME_OFFICER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)),
            "ehc", new Area("assessments", List.of(Role.SEND_COORDINATOR, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)),
            "socialCare", new Area("referrals", List.of(Role.DUTY_WORKER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)));

    /** Where the pages of the cases are that a measure is of; null where there are none for this person. */
    private static String area(Person person, String measure) {
        var area = AREAS.get(measure.substring(0, Math.max(0, measure.indexOf('.'))));
        if (area == null || !person.is(area.openedBy.toArray(Role[]::new))) return null;
        return measure.startsWith("socialCare.earlyHelp") ? "early-help" : area.id;
    }
}
