package waymark.portal.dashboards;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.NotHere;
import waymark.portal.desk.Service;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** A month's scorecard: each value with its target, its rating in a word and a shape, and where it is going. */
@Controller
class ScorecardPageController {
    /** The section that is shown where none is asked for. */
    private static final String FIRST = "scorecard";

    /**
     * @param rating green, amber, red, or null
     * @param shape so that nobody need tell colours apart
     * @param tag of the design system, for the colour
     */
    record Rated(String rating, String words, String shape, String tag) {}

    /**
     * @param about the page of the measure itself
     * @param href the cases behind it, or null where the system does not compute it
     * @param earlier the newest first
     */
    record Line(
            String title,
            String about,
            String definition,
            String period,
            String value,
            String href,
            String note,
            String target,
            Rated rated,
            String thresholds,
            String direction,
            String benchmarks,
            String commentary,
            List<String> earlier) {
        /** As it is read aloud when it has moved. */
        public String said() {
            return rated == null ? value : value + ", " + rated.words;
        }
    }

    record Section(String id, String title, List<Line> lines) {}

    /** Milliseconds between two values of a figure that is followed. */
    private static final int EVERY = 1_000;

    private static final Map<String, Rated> RATED = Map.of(
            "green", new Rated("green", "Green", "●", "govuk-tag--green"),
            "amber", new Rated("amber", "Amber", "▲", "govuk-tag--yellow"),
            "red", new Rated("red", "Red", "■", "govuk-tag--red"));

    private static final Map<String, String> DIRECTIONS =
            Map.of("improving", "↗ Improving", "worsening", "↘ Worsening", "same", "→ No change");

    @GetMapping("/dashboards/scorecard")
    String scorecard(
            Desk desk,
            @RequestParam(required = false) String month,
            @RequestParam(required = false) String section,
            Model model) {
        var present = YearMonth.from(desk.today());
        var asked = month(month);
        var faults = new ArrayList<Fault>();
        if (month != null && !month.isBlank() && asked == null) {
            faults.add(new Fault("month", "The month must be a month, such as " + present));
        } else if (asked != null && asked.isAfter(present)) {
            faults.add(new Fault("month", "The month must have begun"));
        }
        var shown = asked == null || asked.isAfter(present) ? present : asked;
        var name = section == null || section.isBlank() ? FIRST : section;
        // No figures of another month than the one that was asked for.
        var answer =
                faults.isEmpty() ? desk.get(Service.REPORTING, "/scorecard?month={}&section={}", shown, name) : null;
        var card = answer == null ? Optional.<Doc>empty() : answer.found();
        model.addAttribute("month", shown);
        model.addAttribute("typed", faults.isEmpty() ? shown : month);
        model.addAttribute("asAt", Words.day(shown.equals(present) ? desk.today() : shown.atEndOfMonth()));
        model.addAttribute("monthWords", Words.month(shown));
        model.addAttribute("faults", faults);
        model.addAttribute("answer", answer);
        model.addAttribute("before", shown.minusMonths(1));
        model.addAttribute("after", shown.isBefore(present) ? shown.plusMonths(1) : null);
        model.addAttribute("writes", desk.person().is(Role.PERFORMANCE_ANALYST));
        model.addAttribute("sections", card.map(one -> one.docs("contents")).orElse(List.of()));
        model.addAttribute("open", card.map(one -> section(one, shown)).orElse(null));
        model.addAttribute("live", card.filter(one -> !computed(one).isEmpty()).isPresent());
        model.addAttribute("query", "month=" + shown + "&section=" + Desk.encoded(name));
        return "dashboards/scorecard";
    }

    /** The section alone, to be put in the place of the one that has moved. */
    @GetMapping("/dashboards/scorecard/section")
    String section(
            Desk desk,
            @RequestParam String month,
            @RequestParam String section,
            Model model,
            HttpServletResponse response) {
        var asked = month(month);
        if (asked == null) throw new NotHere();
        var card = desk.need(Service.REPORTING, "/scorecard?month={}&section={}", asked, section);
        model.addAttribute("open", section(card, asked));
        response.setHeader("Cache-Control", "no-store");
        return "dashboards/section";
    }

    /** What of a card the system works out, as it can be followed: each line for its own period. */
    static List<LiveFigures.Wanted> computed(Doc card) {
        return card.docs("sections").stream()
                .flatMap(section -> section.docs("measures").stream())
                .filter(line -> line.has("computed"))
                .map(line -> new LiveFigures.Wanted(
                        line.text("computed"),
                        "@" + line.text("id"),
                        "from=%s&to=%s&every=%d"
                                .formatted(line.text("latest.period.from"), line.text("latest.period.to"), EVERY)))
                .toList();
    }

    @GetMapping("/dashboards/scorecard.csv")
    void table(Desk desk, @RequestParam String month, HttpServletResponse response) throws IOException {
        var answer = desk.open(Service.REPORTING, "text/csv", "/scorecard?month={}", month);
        try (var table = answer.body()) {
            if (answer.statusCode() != 200) {
                desk.need(Service.REPORTING, "/scorecard?month={}", month);
                throw new CannotShow(new Answer.Away(Service.REPORTING));
            }
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"scorecard.csv\"");
            table.transferTo(response.getOutputStream());
        }
    }

    private static YearMonth month(String text) {
        try {
            return text == null || text.isBlank() ? null : YearMonth.parse(text.strip());
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static Section section(Doc card, YearMonth month) {
        return card.docs("sections").stream()
                .findFirst()
                .map(section -> new Section(
                        section.text("id"),
                        section.text("title"),
                        section.docs("measures").stream()
                                .map(line -> line(line, month))
                                .toList()))
                .orElse(null);
    }

    private static Line line(Doc line, YearMonth month) {
        var unit = line.text("unit");
        var latest = line.doc("latest");
        var computed = line.text("computed");
        var href = computed == null || !"computed".equals(latest.text("origin"))
                ? null
                : "/dashboards/cases?measure=%s&from=%s&to=%s"
                        .formatted(computed, latest.text("period.from"), latest.text("period.to"));
        var direction = line.has("direction") ? DIRECTIONS.get(line.text("direction")) : null;
        return new Line(
                line.text("title"),
                ScorecardEntriesController.page(line.text("id")) + "?month=" + month,
                line.text("definition"),
                latest.day("period.from") + " to " + latest.day("period.to"),
                value(latest, unit),
                href,
                note(latest, unit),
                target(line, unit),
                line.has("rag") ? RATED.get(line.text("rag")) : null,
                line.text("rating.words"),
                direction == null
                        ? null
                        : line.has("against.to") ? direction + " since " + line.day("against.to") : direction,
                benchmarks(line.doc("benchmarks"), unit),
                line.text("commentary.text"),
                line.docs("earlier").stream()
                        .map(earlier -> earlier.day("period.to") + ": " + value(earlier, unit))
                        .toList());
    }

    private static String value(Doc reading, String unit) {
        return reading.has("value") ? reading.text("value") + sign(unit) : "none";
    }

    static String sign(String unit) {
        return "percent".equals(unit) ? "%" : "";
    }

    private static String note(Doc reading, String unit) {
        var notes = new ArrayList<String>();
        if ("entered".equals(reading.text("origin"))) notes.add("entered by an analyst");
        switch (reading.has("state") ? reading.text("state") : "none") {
            case "new-definition" -> notes.add("new definition");
            case "annual-outturn" -> notes.add("annual outturn");
            case "not-available" -> notes.add("not available");
            default -> {}
        }
        if ("computed".equals(reading.text("origin")) && reading.has("entered.value")) {
            notes.add("published: " + reading.text("entered.value") + sign(unit));
        }
        if (reading.has("reason")) notes.add(Codes.reason(reading.text("reason")));
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private static String target(Doc line, String unit) {
        if (!line.has("target.value")) return null;
        var words = line.text("target.value") + sign(unit);
        var tolerance = line.figure("target.tolerance");
        return tolerance == null || tolerance.doubleValue() == 0 ? words : words + ", tolerance " + tolerance;
    }

    private static String benchmarks(Doc benchmarks, String unit) {
        var words = new ArrayList<String>();
        for (var one : benchmarks.parts()) {
            words.add(Words.code(one.getKey()).replace("South east", "South East") + " "
                    + one.getValue().text("value") + sign(unit));
        }
        return words.isEmpty() ? null : String.join(", ", words);
    }
}
