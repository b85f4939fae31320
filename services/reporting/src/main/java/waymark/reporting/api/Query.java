package waymark.reporting.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Parameter;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;
import waymark.reporting.domain.social.Demand;
import waymark.web.Problem;

/** The parameters of a request, read strictly: what is not understood is refused by name, with what is permitted. */
final class Query<S> {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;
    private static final int MOST_MONTHS = 400;
    private static final int MOST_VALUES = 200;

    private final Map<String, String[]> parameters;
    private final List<Dimension<S>> dimensions;

    /** @param own the request's parameters beside the dimensions */
    private Query(Map<String, String[]> parameters, List<Dimension<S>> dimensions, Set<String> own) {
        this.parameters = parameters;
        this.dimensions = dimensions;
        var permitted = new TreeSet<>(own);
        dimensions.forEach(dimension -> permitted.add(dimension.id()));
        for (var name : parameters.keySet()) {
            if (!permitted.contains(name)) {
                throw Problem.parameter(printable(name), "is not known here").with("permitted", permitted);
            }
        }
    }

    static <S extends FactShard<?>> Query<S> of(HttpServletRequest request, CaseKind<?, ?, S> kind, String... own) {
        return new Query<>(request.getParameterMap(), kind.dimensions(), Set.of(own));
    }

    static <S extends FactShard<?>> Query<S> of(
            HttpServletRequest request, CaseKind<?, ?, S> kind, List<Parameter> parameters, String... own) {
        var all = new HashSet<>(Set.of(own));
        parameters.forEach(parameter -> all.addAll(parameter.names()));
        return new Query<>(request.getParameterMap(), kind.dimensions(), all);
    }

    /** Of what knows no dimensions. */
    static Query<?> of(HttpServletRequest request, String... own) {
        return new Query<>(request.getParameterMap(), List.of(), Set.of(own));
    }

    /** What a report is asked with. */
    Given given(List<Parameter> parameters) {
        Period period = null;
        var days = new HashMap<String, LocalDate>();
        var counts = new HashMap<String, Integer>();
        var choices = new HashMap<String, String>();
        for (var parameter : parameters) {
            switch (parameter) {
                case Parameter.Days() -> period = period();
                case Parameter.Months() -> period = months();
                case Parameter.Day(var name, var required, var after) -> {
                    if (!required && !has(name)) continue;
                    days.put(name, day(name));
                    if (days.containsKey(after) && !days.get(name).isAfter(days.get(after))) {
                        throw Problem.parameter(name, "must be after " + after);
                    }
                }
                case Parameter.Count(var name, var usual, var least, var most) ->
                    counts.put(name, number(name, usual, least, most));
                case Parameter.Choice(var name, var permitted) -> choices.put(name, choice(name, permitted));
            }
        }
        return new Given(period, days, counts, choices);
    }

    private String choice(String name, List<String> permitted) {
        if (!has(name)) return permitted.getFirst();
        if (permitted.contains(one(name))) return one(name);
        throw Problem.parameter(name, "is not known").with("permitted", permitted);
    }

    Period period() {
        return period(day("from"), day("to"));
    }

    /** Where a day is not given, the other one stands in. */
    Period period(LocalDate from, LocalDate to) {
        if (has("from")) from = day("from");
        if (has("to")) to = day("to");
        if (from.isAfter(to)) throw Problem.parameter("from", "must not be after to");
        return new Period(from, to);
    }

    private Period months() {
        var from = parsed("from", YearMonth::parse, "must be a month such as 2021-09");
        var to = parsed("to", YearMonth::parse, "must be a month such as 2022-07");
        inRange("from", from.getYear());
        inRange("to", to.getYear());
        if (from.isAfter(to)) throw Problem.parameter("from", "must not be after to");
        if (from.plusMonths(MOST_MONTHS).isBefore(to)) {
            throw Problem.parameter("from", "must be at most %d months before to".formatted(MOST_MONTHS));
        }
        return new Period(from.atDay(1), to.atEndOfMonth());
    }

    /** Months such as 2022-01..2022-07. */
    Demand.Span span(String name) {
        var expected = "must be months such as 2022-01..2022-07";
        var ends = one(name).split("\\.\\.", -1);
        if (ends.length != 2) throw Problem.parameter(name, expected);
        try {
            var span = new Demand.Span(YearMonth.parse(ends[0]), YearMonth.parse(ends[1]));
            inRange(name, span.from().getYear());
            inRange(name, span.to().getYear());
            if (span.from().isAfter(span.to())
                    || span.from().plusMonths(MOST_MONTHS).isBefore(span.to())) {
                throw Problem.parameter(name, expected);
            }
            return span;
        } catch (DateTimeException malformed) {
            throw Problem.parameter(name, expected);
        }
    }

    LocalDate day(String name) {
        var day = parsed(name, LocalDate::parse, "must be a day such as 2022-07-31");
        inRange(name, day.getYear());
        return day;
    }

    Optional<Instant> instant(String name) {
        return has(name)
                ? Optional.of(parsed(name, Instant::parse, "must be an instant such as 2022-07-31T16:00:00Z"))
                : Optional.empty();
    }

    int number(String name, int otherwise, int least, int most) {
        var expected = "must be a whole number from %d to %d".formatted(least, most);
        int number = has(name) ? parsed(name, Integer::parseInt, expected) : otherwise;
        if (number < least || number > most) throw Problem.parameter(name, expected);
        return number;
    }

    /**
     * Null without groups.
     *
     * @param measures whatever is asked: each must be of something of which the dimension says something
     */
    Dimension<S> by(Collection<Measure<S>> measures) {
        if (!has("by")) return null;
        var id = one("by");
        var permitted = applicable(measures);
        return permitted.stream()
                .filter(dimension -> dimension.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.parameter("by", "is not known, or says nothing of some figure here")
                        .with("permitted", permitted.stream().map(Dimension::id).toList()));
    }

    private List<Dimension<S>> applicable(Collection<Measure<S>> measures) {
        return dimensions.stream()
                .filter(dimension -> measures.stream().allMatch(dimension::appliesTo))
                .toList();
    }

    /** @param measures as of {@link #by} */
    List<Scan.Filter<S>> filters(Collection<Measure<S>> measures) {
        var filters = new ArrayList<Scan.Filter<S>>();
        for (var dimension : dimensions) {
            if (!parameters.containsKey(dimension.id())) continue;
            if (!measures.stream().allMatch(dimension::appliesTo)) {
                throw Problem.parameter(dimension.id(), "says nothing of some figure here")
                        .with(
                                "permitted",
                                applicable(measures).stream().map(Dimension::id).toList());
            }
            var values = values(dimension.id());
            var permitted = new ArrayList<>(dimension.listed());
            if (!permitted.isEmpty()) {
                permitted.add(Dictionary.NOT_RECORDED);
                if (!permitted.containsAll(values)) {
                    throw Problem.parameter(dimension.id(), "has a value that is not known")
                            .with("permitted", permitted);
                }
            }
            filters.add(new Scan.Filter<>(dimension, values));
        }
        return filters;
    }

    /** The values given, separated by commas or by repeating the parameter. */
    Set<String> values(String name) {
        var values = new HashSet<String>();
        for (var given : parameters.getOrDefault(name, new String[0])) {
            values.addAll(Arrays.asList(given.split(",", -1)));
        }
        if (values.isEmpty() || values.contains("")) throw Problem.parameter(name, "is missing or empty");
        if (values.size() > MOST_VALUES)
            throw Problem.parameter(name, "has more than %d values".formatted(MOST_VALUES));
        return values;
    }

    String one(String name) {
        var values = parameters.get(name);
        if (values == null || values[0].isEmpty()) throw Problem.parameter(name, "is missing");
        if (values.length > 1) throw Problem.parameter(name, "must be given once");
        return values[0];
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** The same text for the same question, whatever the order of its parameters. */
    String canonical() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + String.join(",", parameter.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private <T> T parsed(String name, Function<String, T> form, String expected) {
        var text = one(name);
        try {
            return form.apply(text);
        } catch (DateTimeException | NumberFormatException malformed) {
            throw Problem.parameter(name, expected);
        }
    }

    private static void inRange(String name, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Problem.parameter(name, "must be in the years %d to %d".formatted(FIRST_YEAR, LAST_YEAR));
        }
    }

    private static String printable(String name) {
        return name.length() > 40 ? name.substring(0, 40) : name;
    }
}
