package waymark.portal.dashboards;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.NotHere;
import waymark.portal.desk.Service;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;
import waymark.web.CsvTable;

/** The pages of figures: each shows what its declaration says, as the filter bar asks for it. */
@Controller
class DashboardsController {
    private static final String CSV = "text/csv;charset=UTF-8";

    private final Dashboards dashboards;
    private final Dimensions dimensions;
    private final Measures measures;
    private final Codes codes;

    DashboardsController(Dashboards dashboards, Dimensions dimensions, Measures measures, Codes codes) {
        this.dashboards = dashboards;
        this.dimensions = dimensions;
        this.measures = measures;
        this.codes = codes;
    }

    /** @param live under which name its value comes live */
    record Shown(Measures.Measure measure, Figure figure, String live) {}

    /**
     * @param file where its table is to be had
     * @param asAt the last day of what it says, in words
     * @param measures what its figures are, as far as that is known
     */
    record Plotted(Chart chart, String file, String asAt, List<Measures.Measure> measures) {}

    /** @param days which they are of, in words */
    record Figures(String title, String days, List<Shown> shown) {}

    @GetMapping("/dashboards")
    String list(Desk desk, Model model) {
        model.addAttribute("dashboards", dashboards.all());
        return "dashboards/list";
    }

    @GetMapping("/dashboards/{id}")
    String page(Desk desk, @PathVariable String id, @RequestParam MultiValueMap<String, String> given, Model model) {
        var dashboard = dashboards.named(id).orElseThrow(NotHere::new);
        var frame = frame(desk, dashboard, given);
        model.addAttribute("dashboard", dashboard);
        model.addAttribute("frame", frame);
        model.addAttribute(
                "filters",
                codes.filters(
                        dimensions.offered(dashboard.cases(), desk.person().authority()),
                        frame.shown(),
                        frame.faults()));
        if (!frame.faults().isEmpty()) return "dashboards/page";
        var answers = ask(desk, dashboard, frame);
        var known = measures.of(desk);
        model.addAttribute("groups", groups(dashboard, frame, answers, known));
        model.addAttribute("charts", charts(desk, dashboard, frame, answers, known));
        model.addAttribute("missing", missing(answers));
        model.addAttribute("live", "/dashboards/live?measures=" + dashboard.live() + "&" + frame.query());
        return "dashboards/page";
    }

    /** The charts alone, to be put in the place of those that have moved. */
    @GetMapping("/dashboards/{id}/charts")
    String charts(
            Desk desk,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> given,
            Model model,
            HttpServletResponse response) {
        var dashboard = dashboards.named(id).orElseThrow(NotHere::new);
        var frame = taken(frame(desk, dashboard, given));
        var answers = ask(desk, dashboard, frame);
        model.addAttribute("charts", charts(desk, dashboard, frame, answers, measures.of(desk)));
        response.setHeader("Cache-Control", "no-store");
        return "dashboards/charts";
    }

    /** The table behind a chart. */
    @GetMapping("/dashboards/{id}/charts/{chart}.csv")
    ResponseEntity<byte[]> table(
            Desk desk,
            @PathVariable String id,
            @PathVariable String chart,
            @RequestParam MultiValueMap<String, String> given)
            throws IOException {
        var dashboard = dashboards.named(id).orElseThrow(NotHere::new);
        var drawn = dashboard.charts().stream()
                .filter(one -> one.id().equals(chart))
                .findFirst()
                .orElseThrow(NotHere::new);
        var frame = taken(frame(desk, dashboard, given));
        var report = desk.need(
                Service.REPORTING, dashboard.asked(drawn.report()).address().of(frame));
        var shown = drawn.draw().of(report, frame, drawn);
        var bytes = new ByteArrayOutputStream();
        var head =
                Stream.concat(Stream.of(shown.head()), shown.columns().stream()).toList();
        try (var csv = new CsvTable(bytes, head)) {
            for (var row : shown.rows()) {
                var cells = new ArrayList<Object>();
                cells.add(row.title());
                row.figures().forEach(figure -> cells.add(figure.raw()));
                csv.row(cells);
            }
        }
        return ResponseEntity.ok()
                .header("Content-Type", CSV)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%s-%s.csv\"".formatted(dashboard.id(), chart, frame.to()))
                .body(bytes.toByteArray());
    }

    private Frame frame(Desk desk, Dashboard dashboard, MultiValueMap<String, String> given) {
        return Frame.of(
                given,
                dashboard.usualFrom().apply(desk.today()),
                desk.today(),
                dimensions.offered(dashboard.cases(), desk.person().authority()));
    }

    /** @throws CannotShow where it has faults and there is no bar to show them in */
    private static Frame taken(Frame frame) {
        if (frame.faults().isEmpty()) return frame;
        var words = frame.faults().stream().map(Fault::words).collect(Collectors.joining(". "));
        throw WithFigures.refused(400, "request.parameter", words + ".");
    }

    /** All reports at the same time, by the names that the declaration gives them. */
    private static Map<String, Answer> ask(Desk desk, Dashboard dashboard, Frame frame) {
        var asked = new LinkedHashMap<String, CompletableFuture<Answer>>();
        for (var report : dashboard.asked()) {
            asked.put(
                    report.name(),
                    desk.meanwhile(Service.REPORTING, report.address().of(frame)));
        }
        var answers = new LinkedHashMap<String, Answer>();
        asked.forEach((name, answer) -> answers.put(name, answer.join()));
        return answers;
    }

    /** What of the page could not be had: each reason once. */
    private static List<Answer> missing(Map<String, Answer> answers) {
        var reasons = new HashMap<String, Answer>();
        for (var answer : answers.values()) {
            switch (answer) {
                case Answer.Done _ -> {}
                case Answer.Refused refused -> reasons.put(refused.words(), refused);
                case Answer.Away away -> reasons.put("", away);
            }
        }
        return List.copyOf(reasons.values());
    }

    private static List<Figures> groups(
            Dashboard dashboard, Frame frame, Map<String, Answer> answers, Map<String, Measures.Measure> known) {
        var groups = new ArrayList<Figures>();
        for (var group : dashboard.groups()) {
            var shown = new ArrayList<Shown>();
            for (var tile : group.tiles()) {
                var report = answers.get(tile.report()).doc();
                if (report == null) continue;
                var measure = Measures.named(known, tile.measure());
                shown.add(new Shown(
                        measure,
                        new Figure(
                                report.figure(tile.path()), measure.unit(), frame.list(tile.measure(), group.span())),
                        tile.measure() + group.span().mark()));
            }
            var days = switch (group.span()) {
                case PERIOD -> frame.words();
                case MONTH -> frame.monthWords();
            };
            if (!shown.isEmpty()) groups.add(new Figures(group.title(), days, shown));
        }
        return groups;
    }

    private static List<Plotted> charts(
            Desk desk,
            Dashboard dashboard,
            Frame frame,
            Map<String, Answer> answers,
            Map<String, Measures.Measure> known) {
        var charts = new ArrayList<Plotted>();
        for (var drawn : dashboard.charts()) {
            var report = answers.get(drawn.report()).doc();
            if (report == null) continue;
            charts.add(new Plotted(
                    drawn.draw().of(report, frame, drawn),
                    "/dashboards/%s/charts/%s.csv?%s".formatted(dashboard.id(), drawn.id(), frame.query()),
                    Words.day(dashboard.asked(drawn.report()).asAt(frame, desk.today())),
                    drawn.measures().stream()
                            .map(known::get)
                            .filter(Objects::nonNull)
                            .toList()));
        }
        return charts;
    }
}
