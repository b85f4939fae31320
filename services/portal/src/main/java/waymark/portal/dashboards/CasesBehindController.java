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
import waymark.portal.desk.Service;
import waymark.portal.forms.Words;

/** The cases behind a figure: those that the person may open, and how many others there are. */
@Controller
class CasesBehindController {
    private static final int SIZE = 50;
    /** As many rows as reporting shows of a list, page by page or as a file. */
    private static final int MOST_ROWS = 10_000;

    private static final Set<String> OWN = Set.of("measure", "from", "to", "page");
    private static final Set<String> DAYS = Set.of("from", "to");
    private static final Set<String> FORM = Set.of("from", "to", "page");
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final Set<String> FIRST = Set.of("case", "reference", "day", "counted", "value");

    private final Dimensions dimensions;
    private final Measures measures;
    private final Codes codes;

    CasesBehindController(Dimensions dimensions, Measures measures, Codes codes) {
        this.dimensions = dimensions;
        this.measures = measures;
        this.codes = codes;
    }

    /**
     * @param href null where there is no page for it
     * @param erased whether its personal details were
     */
    record Line(String href, String reference, boolean erased, List<String> cells) {}

    @GetMapping("/dashboards/cases")
    String cases(Desk desk, @RequestParam MultiValueMap<String, String> given, Model model) {
        var id = given.getFirst("measure");
        if (id == null) throw new NotHere();
        var question = question(given, desk.today());
        int page = page(given);
        var behind = desk.need(Service.REPORTING, "/cases?" + question + "&page=" + page + "&size=" + SIZE);
        var measure = Measures.named(measures.of(desk), id);
        var details = details(behind);
        long rows = behind.number("total");
        model.addAttribute("measure", measure);
        model.addAttribute("figure", new Figure(behind.figure("figure"), measure.unit(), null));
        model.addAttribute("behind", behind);
        model.addAttribute("narrowed", narrowed(given));
        model.addAttribute("columns", details.stream().map(Codes::dimension).toList());
        model.addAttribute("mean", behind.has("per"));
        model.addAttribute("lines", lines(desk, behind, CasesOf.measure(id), details));
        model.addAttribute("tooMany", rows > MOST_ROWS);
        model.addAttribute("reachable", Math.min(rows, MOST_ROWS));
        model.addAttribute("page", page);
        model.addAttribute("size", SIZE);
        model.addAttribute("question", question);
        narrowing(desk, id, given, model);
        return "dashboards/cases";
    }

    /** The form by which the list can be narrowed: its days and filters, and all else of the question unseen. */
    private void narrowing(Desk desk, String measure, MultiValueMap<String, String> given, Model model) {
        var offered = dimensions.offered(CasesOf.measure(measure), desk.person().authority());
        var beside = new ArrayList<Map.Entry<String, String>>();
        given.forEach((name, values) -> {
            if (offered.containsKey(name) || FORM.contains(name)) return;
            for (var value : values) beside.add(Map.entry(name, value));
        });
        model.addAttribute("filters", codes.filters(offered, given.toSingleValueMap(), List.of()));
        model.addAttribute("beside", beside);
        model.addAttribute("from", typed(given.getFirst("from")));
        model.addAttribute("to", typed(given.getFirst("to")));
    }

    private static String typed(String day) {
        return day != null && day.matches(DAY) ? Words.typed(LocalDate.parse(day)) : day;
    }

    /** All of them as a table; the service says which the person may open. Too many lead to the page, which asks to narrow them. */
    @GetMapping("/dashboards/cases.csv")
    void table(Desk desk, @RequestParam MultiValueMap<String, String> given, HttpServletResponse response)
            throws IOException {
        var question = question(given, desk.today());
        var answer = desk.open(Service.REPORTING, "text/csv", "/cases?" + question);
        try (var table = answer.body()) {
            if (answer.statusCode() != 200) {
                // Asked again as a page would, for the reason in words.
                var behind = desk.need(Service.REPORTING, "/cases?" + question + "&size=1");
                if (behind.number("total") <= MOST_ROWS) throw new CannotShow(new Answer.Away(Service.REPORTING));
                response.sendRedirect("/dashboards/cases?" + question);
                return;
            }
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"cases.csv\"");
            table.transferTo(response.getOutputStream());
        }
    }

    private static int page(MultiValueMap<String, String> given) {
        var page = given.getFirst("page");
        return page != null && page.matches("[0-9]{1,6}") ? Math.min(Integer.parseInt(page), MOST_ROWS / SIZE - 1) : 0;
    }

    /** As reporting is asked, which judges names and values: of the form, days as they are typed and filters that are left open. */
    private static String question(MultiValueMap<String, String> given, LocalDate today) {
        var question = new StringJoiner("&");
        given.forEach((name, values) -> {
            if (name.equals("page")) return;
            for (var value : values) {
                if (value.isBlank()) continue;
                var said = DAYS.contains(name)
                        ? Words.day(value, today).map(LocalDate::toString).orElse(value)
                        : value;
                question.add(Desk.encoded(name) + "=" + Desk.encoded(said));
            }
        });
        return question.toString();
    }

    private List<String> narrowed(MultiValueMap<String, String> given) {
        var narrowed = new ArrayList<String>();
        given.forEach((name, values) -> {
            if (OWN.contains(name)) return;
            for (var value : values)
                if (!value.isBlank()) narrowed.add(Codes.dimension(name) + ": " + codes.words(name, value));
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

    private List<Line> lines(Desk desk, Doc behind, CasesOf kind, List<String> details) {
        var rows = behind.docs("rows");
        var erased = kind.erased(desk, rows);
        boolean opens = kind.opensTo(desk.person());
        var lines = new ArrayList<Line>();
        for (var row : rows) {
            var cells = new ArrayList<String>();
            cells.add(row.day("day"));
            cells.add(
                    behind.has("per")
                            ? inWeeks(row.figure("value"), behind.number("per"))
                            : row.flag("counted") ? "Yes" : "No");
            for (var detail : details) cells.add(words(detail, row.get(detail)));
            var id = row.text("case");
            // A referral of which no contact is known may have come without one.
            var reference = row.has("reference") ? row.text("reference") : "Case " + id.substring(0, 8);
            lines.add(new Line(opens ? kind.page(id) : null, reference, erased.contains(id), cells));
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
            case String text when text.matches(DAY) -> Words.day(LocalDate.parse(text));
            case String text -> codes.words(detail, text);
            default -> value.toString();
        };
    }
}
