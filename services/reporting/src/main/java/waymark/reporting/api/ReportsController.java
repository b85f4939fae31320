package waymark.reporting.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Printout;
import waymark.reporting.domain.Scan;
import waymark.reporting.events.Facts;
import waymark.reporting.events.Past;
import waymark.reporting.events.Source;
import waymark.web.Caller;
import waymark.web.CsvTable;
import waymark.web.Problem;

/** Every declared report of every kind of case, at {@code /reports/<kind>/<report>}, as JSON or as a table; and what the measures mean. */
@RestController
class ReportsController {
    private static final String CSV = "text/csv;charset=UTF-8";

    private final List<Source<?, ?, ?>> sources;
    private final Facts facts;
    private final Past past;

    ReportsController(List<Source<?, ?, ?>> sources, Facts facts, Past past) {
        this.sources = sources;
        this.facts = facts;
        this.past = past;
    }

    record Declared(String id, String title, String definition, Measure.Unit unit, Measure.Polarity polarity) {}

    @GetMapping("/measures")
    List<Declared> measures(Caller caller) {
        return sources.stream()
                .flatMap(source -> source.kind().measures().stream())
                .map(measure -> new Declared(
                        measure.id(), measure.title(), measure.definition(), measure.unit(), measure.polarity()))
                .toList();
    }

    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            description = "First day of the period, or first month of month-ends",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "to",
            description = "Last day, or last month",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "on",
            description = "The census day, in place of from and to",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "asAt",
            description = "The day of plans-maintained and forecast, in place of from and to",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "against",
            description = "The base day with which plans-maintained compares",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "clearBy",
            description = "The day by which forecast works the advice off; its other assumptions are printed with it",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "by",
            description = "Dimension by which the figures are grouped as well",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "asKnownAt",
            description = "An instant: what would have been printed then",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "locality",
            description = "Any dimension is a filter: its values, separated by commas",
            schema = @Schema(type = "string"))
    @GetMapping(value = "/reports/{kind}/{report}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> report(
            Caller caller, @PathVariable String kind, @PathVariable String report, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        return print(source(kind, report), report, caller, request);
    }

    @GetMapping(value = "/reports/{kind}/{report}", produces = CSV)
    byte[] table(Caller caller, @PathVariable String kind, @PathVariable String report, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        return table(print(source(kind, report), report, caller, request));
    }

    private Source<?, ?, ?> source(String kind, String report) {
        return sources.stream()
                .filter(source -> source.kind().address().equals(kind))
                .filter(source -> source.kind().reports().stream()
                        .anyMatch(one -> one.id().equals(report)))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("report"));
    }

    private <S extends FactShard<?>> Map<String, Object> print(
            Source<?, ?, S> source, String id, Caller caller, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        var report = source.kind().reports().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("report"));
        var query = Query.of(request, source.kind(), report.parameters(), "by", "asKnownAt");
        var sheet = report.sheet().apply(query.given(report.parameters()));
        // Everything of the request is read before the facts are lent.
        var printout = new Printout<>(sheet);
        var measures = printout.asks().stream().map(Scan.Ask::measure).toList();
        var filters = query.filters(measures);
        var by = query.by(measures);
        var knownAt = query.instant("asKnownAt");
        if (knownAt.isEmpty()) {
            return facts.read(source, current -> {
                var printed = printout.of(current.table(), caller.authority(), filters, by);
                return dated(sheet.period(), printed, current.revision(), null);
            });
        }
        var then = past.at(source, caller.authority(), knownAt.get());
        var printed = printout.of(then, caller.authority(), filters, by);
        return dated(sheet.period(), printed, facts.revision(), knownAt.get());
    }

    private static Map<String, Object> dated(
            Period period, Map<String, Object> figures, long revision, Object knownAt) {
        var all = new LinkedHashMap<String, Object>();
        all.put("period", period);
        all.put("asAt", period.to());
        all.putAll(figures);
        if (knownAt != null) all.put("asKnownAt", knownAt);
        all.put("revision", revision);
        return all;
    }

    /** One line per total, group and month; what is nested in the JSON has a column of its own, such as {@code byOutcome.BUSC.closed}. */
    private static byte[] table(Map<String, Object> printed) {
        var lines = new ArrayList<Map<String, Object>>();
        var head = new LinkedHashMap<>(printed);
        var by = (Map<?, ?>) head.remove("by");
        if (by == null) {
            lines(head, Map.of(), lines);
        } else {
            var dimension = (String) by.get("dimension");
            lines(head, Map.of(dimension, ""), lines);
            ((Map<?, ?>) by.get("groups"))
                    .forEach((value, group) -> lines((Map<?, ?>) group, Map.of(dimension, value), lines));
        }
        var columns = new LinkedHashSet<String>();
        lines.forEach(line -> columns.addAll(line.keySet()));
        var bytes = new ByteArrayOutputStream();
        try (var csv = new CsvTable(bytes, List.copyOf(columns))) {
            for (var line : lines) csv.row(columns.stream().map(line::get).toList());
        }
        return bytes.toByteArray();
    }

    private static void lines(Map<?, ?> figures, Map<String, ?> group, List<Map<String, Object>> lines) {
        var common = new LinkedHashMap<String, Object>(group);
        var months = new ArrayList<Map<?, ?>>();
        figures.forEach((name, value) -> {
            if (value instanceof List<?> list) list.forEach(month -> months.add((Map<?, ?>) month));
            else flatten((String) name, value, common);
        });
        if (months.isEmpty()) lines.add(common);
        for (var month : months) {
            var line = new LinkedHashMap<>(common);
            month.forEach((name, value) -> flatten((String) name, value, line));
            lines.add(line);
        }
    }

    private static void flatten(String name, Object value, Map<String, Object> line) {
        switch (value) {
            case Map<?, ?> nested -> nested.forEach((inner, figure) -> flatten(name + "." + inner, figure, line));
            case Period(var from, var to) -> {
                line.put("from", from);
                line.put("to", to);
            }
            case null, default -> line.put(name, value);
        }
    }
}
