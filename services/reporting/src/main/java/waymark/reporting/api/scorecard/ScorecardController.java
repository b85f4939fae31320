package waymark.reporting.api.scorecard;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.reporting.scorecard.Scorecard;
import waymark.reporting.scorecard.Scorecard.Benchmark;
import waymark.reporting.scorecard.Scorecard.Card;
import waymark.reporting.scorecard.Scorecard.Line;
import waymark.reporting.scorecard.Scorecard.Target;
import waymark.web.Caller;
import waymark.web.Constants;
import waymark.web.CsvTable;
import waymark.web.Problem;

/** A month's scorecard as JSON, as a table, and as a page fit to print. */
@RestController
class ScorecardController {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String HTML = "text/html;charset=UTF-8";

    private final Scorecard scorecard;
    private final ScorecardPage page;
    private final BusinessClock clock;

    ScorecardController(Scorecard scorecard, ScorecardPage page, BusinessClock clock) {
        this.scorecard = scorecard;
        this.page = page;
        this.clock = clock;
    }

    /**
     * @param month such as 2017-06; not one that has not begun
     * @param asKnownAt an instant: what would have been printed then
     * @param section ids of sections, separated by commas: these alone
     * @param measures ids of measures, likewise
     */
    @GetMapping(value = "/scorecard", produces = MediaType.APPLICATION_JSON_VALUE)
    Card scorecard(
            Caller caller,
            @Parameter(required = true) @RequestParam(required = false) String month,
            @RequestParam(required = false) String asKnownAt,
            @RequestParam(required = false) String section,
            @RequestParam(required = false) String measures,
            HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        return card(caller, month, asKnownAt, section, measures, request);
    }

    /** One line for each measure; its earlier values each in a column of the month with which their period ends, the newest first. */
    @GetMapping(value = "/scorecard", produces = CSV)
    byte[] table(
            Caller caller,
            @Parameter(required = true) @RequestParam(required = false) String month,
            @RequestParam(required = false) String asKnownAt,
            @RequestParam(required = false) String section,
            @RequestParam(required = false) String measures,
            HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        var card = card(caller, month, asKnownAt, section, measures, request);
        var columns = new ArrayList<>(List.of(
                "section",
                "id",
                "title",
                "definition",
                "goodToBe",
                "dataPeriod",
                "from",
                "to",
                "unit",
                "value",
                "origin",
                "state",
                "reason",
                "published",
                "source",
                "note",
                "target",
                "tolerance",
                "stretch",
                "rag",
                "thresholds",
                "direction",
                "statisticalNeighbours",
                "southEast",
                "england",
                "commentary"));
        // A quarter's year back may be further back than the month's.
        var months = card.sections().stream()
                .flatMap(part -> part.measures().stream())
                .flatMap(line -> line.earlier().stream())
                .map(earlier -> YearMonth.from(earlier.period().to()))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        months.forEach(one -> columns.add(one.toString()));
        var bytes = new ByteArrayOutputStream();
        try (var csv = new CsvTable(bytes, columns)) {
            for (var part : card.sections()) {
                for (var line : part.measures()) csv.row(row(part.title(), line, months));
            }
        }
        return bytes.toByteArray();
    }

    /** For people and printers. */
    @GetMapping(value = "/scorecard", produces = HTML)
    ResponseEntity<String> page(
            Caller caller,
            @Parameter(required = true) @RequestParam(required = false) String month,
            @RequestParam(required = false) String asKnownAt,
            @RequestParam(required = false) String section,
            @RequestParam(required = false) String measures,
            HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        var card = card(caller, month, asKnownAt, section, measures, request);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", page.policy())
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page.of(card, caller.authority(), clock.today()));
    }

    private Card card(
            Caller caller, String month, String asKnownAt, String sections, String measures, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        Checked.only(request, "month", "asKnownAt", "section", "measures");
        var asked = Checked.month("month", month);
        if (asked.atDay(1).isAfter(clock.today())) throw Problem.parameter("month", "has not begun");
        var known = Checked.instant("asKnownAt", asKnownAt);
        if (known != null && known.isAfter(clock.now())) throw Problem.parameter("asKnownAt", "has not come");
        return scorecard.of(
                caller.authority(),
                asked,
                known,
                sections == null ? null : named(sections),
                measures == null ? null : named(measures));
    }

    private static Set<String> named(String list) {
        return Set.copyOf(Arrays.asList(list.split(",", -1)));
    }

    private static List<Object> row(String section, Line line, List<YearMonth> months) {
        var latest = line.latest();
        var entered = latest.entered();
        var row = new ArrayList<Object>(Arrays.asList(
                section,
                line.id(),
                line.title(),
                line.definition(),
                Constants.code(line.goodToBe()),
                Constants.code(line.dataPeriod()),
                latest.period().from(),
                latest.period().to(),
                line.unit(),
                latest.value(),
                Constants.code(latest.origin()),
                Constants.code(latest.state()),
                latest.reason(),
                entered == null ? null : entered.value(),
                entered == null ? null : entered.source(),
                entered == null ? null : entered.note(),
                value(line.target()),
                line.target() == null ? null : line.target().tolerance(),
                value(line.stretch()),
                Constants.code(line.rag()),
                line.rating() == null ? null : line.rating().words(),
                Constants.code(line.direction()),
                value(line.benchmarks().statisticalNeighbours()),
                value(line.benchmarks().southEast()),
                value(line.benchmarks().england()),
                line.commentary() == null ? null : line.commentary().text()));
        for (var month : months) {
            row.add(line.earlier().stream()
                    .filter(earlier -> YearMonth.from(earlier.period().to()).equals(month))
                    .findFirst()
                    .map(earlier -> earlier.value())
                    .orElse(null));
        }
        return row;
    }

    private static BigDecimal value(Target target) {
        return target == null ? null : target.value();
    }

    private static BigDecimal value(Benchmark benchmark) {
        return benchmark == null ? null : benchmark.value();
    }
}
