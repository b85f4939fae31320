package waymark.reporting.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;
import waymark.reporting.events.Facts;
import waymark.reporting.events.Source;
import waymark.web.Caller;
import waymark.web.CsvTable;
import waymark.web.Page;
import waymark.web.Problem;

/** The cases behind a figure, from the scan that makes it. */
@RestController
class CasesController {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final int USUAL_SIZE = 50;
    private static final int MOST_ROWS = 10_000;

    private final List<Source<?, ?, ?>> sources;
    private final Facts facts;
    private final HiddenCases hiddenCases;
    private final Reads reads;

    CasesController(List<Source<?, ?, ?>> sources, Facts facts, HiddenCases hiddenCases, Reads reads) {
        this.sources = sources;
        this.facts = facts;
        this.hiddenCases = hiddenCases;
        this.reads = reads;
    }

    /**
     * The rows of all pages are {@code total}, and with those {@code hidden} they are everything that the figure is of. What the rows add (1 where counted, or their
     * value) and {@code hiddenAdds} are what it adds up.
     *
     * @param per what a mean's values are divided by; null for any other figure
     * @param hidden how many rows are left out, being of cases that the caller may not open
     * @param hiddenAdds what these add to the figure: how many of them are counted, or the sum of their values
     * @param rows each with {@code case}, the measure's own {@code day}, whether it is {@code counted} (of a mean: its {@code value}), what is
     *     known of the case on that day and, of a measure of parts, what is known of the part: a case has a row for each
     */
    record Behind(
            String measure,
            Period period,
            long revision,
            Number figure,
            Integer per,
            long total,
            long hidden,
            long hiddenAdds,
            int page,
            int size,
            List<Map<String, Object>> rows) {}

    @Parameter(
            in = ParameterIn.QUERY,
            name = "measure",
            description = "A measure's id",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            description = "First day of the period",
            schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "to", description = "Last day", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "page", description = "From 0", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "size", description = "At most 1000", schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "locality",
            description = "Any dimension is a filter: its values, separated by commas",
            schema = @Schema(type = "string"))
    @GetMapping(value = "/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    Behind cases(Caller caller, HttpServletRequest request) {
        return behind(source(request), caller, request, false);
    }

    /** All of them, on one page, where there are no more than can be paged through; the last line says how many more there are that the caller may not open. */
    @GetMapping(value = "/cases", produces = CSV)
    byte[] table(Caller caller, HttpServletRequest request) {
        var source = source(request);
        var behind = behind(source, caller, request, true);
        var columns = new ArrayList<>(List.of("case", "day", behind.per == null ? "counted" : "value"));
        columns.addAll(details(source.kind(), behind.measure));
        var bytes = new ByteArrayOutputStream();
        try (var csv = new CsvTable(bytes, columns)) {
            for (var row : behind.rows) csv.row(columns.stream().map(row::get).toList());
            if (behind.hidden > 0) {
                var last = new ArrayList<Object>(Collections.nCopies(columns.size(), null));
                last.set(0, "%d more of cases that you may not open".formatted(behind.hidden));
                csv.row(last);
            }
        }
        return bytes.toByteArray();
    }

    private static <S extends FactShard<?>> List<String> details(CaseKind<?, ?, S> kind, String measure) {
        var names = new ArrayList<String>();
        kind.details().forEach(detail -> names.add(detail.name()));
        var part = kind.measure(measure).orElseThrow().population().part();
        if (part != null) part.details().forEach(detail -> names.add(detail.name()));
        return names;
    }

    private Source<?, ?, ?> source(HttpServletRequest request) {
        var id = request.getParameter("measure");
        return sources.stream()
                .filter(source -> source.kind().measure(id == null ? "" : id).isPresent())
                .findFirst()
                .orElseThrow(() -> Problem.parameter("measure", "is missing or not known")
                        .with(
                                "permitted",
                                sources.stream()
                                        .flatMap(source -> source.kind().measures().stream())
                                        .map(Measure::id)
                                        .toList()));
    }

    private <S extends FactShard<?>> Behind behind(
            Source<?, ?, S> source, Caller caller, HttpServletRequest request, boolean all) {
        var kind = source.kind();
        var query = Query.of(request, kind, "measure", "from", "to", "page", "size");
        var measure = kind.measure(query.one("measure")).orElseThrow();
        var period = query.period();
        var filters = query.filters(List.of(measure));
        int page = all ? 0 : query.number("page", 0, 0, Integer.MAX_VALUE);
        int size = all ? Integer.MAX_VALUE : query.number("size", USUAL_SIZE, 1, Integer.MAX_VALUE);
        if (!all) Page.check(page, size);
        var isHidden = hiddenCases.of(kind.openedWithKinds(), request);
        var shown = new LinkedHashSet<UUID>();
        var behind = facts.read(source, current -> {
            var listing = Scan.list(current.table(), caller.authority(), new Scan.Ask<>(measure, period), filters);
            var parts = listing.cases().stream().collect(Collectors.partitioningBy(listed -> {
                var about = kind.openedWith(listed.shard(), listed.row());
                return about != null && isHidden.test(about);
            }));
            var hidden = parts.get(true);
            if (all && parts.get(false).size() > MOST_ROWS) throw tooMany();
            var onPage = parts.get(false).stream()
                    .skip((long) page * size)
                    .limit(size)
                    .toList();
            for (var listed : onPage) {
                shown.add(listed.caseId());
                var about = kind.openedWith(listed.shard(), listed.row());
                if (about != null) shown.add(about.caseId());
            }
            var rows = onPage.stream().map(listed -> row(kind, measure, listed)).toList();
            return new Behind(
                    measure.id(),
                    period,
                    current.revision(),
                    listing.figure(),
                    measure.what() instanceof Measure.Mean<S>(var of, var per) ? per : null,
                    parts.get(false).size(),
                    hidden.size(),
                    hidden.stream().mapToLong(Scan.Listed::adds).sum(),
                    page,
                    all ? rows.size() : size,
                    rows);
        });
        reads.record(caller, all ? "export" : "figure", kind.id(), List.copyOf(shown));
        return behind;
    }

    private static Problem tooMany() {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "request.narrow",
                "This list has more than %,d rows. Narrow it by its days and by filters.".formatted(MOST_ROWS));
    }

    private static <S extends FactShard<?>> Map<String, Object> row(
            CaseKind<?, ?, S> kind, Measure<S> measure, Scan.Listed<S> listed) {
        var row = new LinkedHashMap<String, Object>();
        row.put("case", listed.caseId());
        row.put("day", Days.date(listed.day()));
        if (measure.what() instanceof Measure.Mean<S>) row.put("value", listed.adds());
        else row.put("counted", listed.adds() == 1);
        kind.describe(listed.shard(), listed.row(), listed.day(), row::put);
        var part = measure.population().part();
        if (part != null) {
            part.details().forEach(detail -> row.put(detail.name(), detail.of().of(listed.shard(), listed.counted())));
        }
        return row;
    }
}
