package waymark.reporting.domain.paper;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Population;
import waymark.reporting.domain.Register;
import waymark.reporting.domain.Scan;

/** One paper being put together: its figures as they are found, the counts that each gives away, and how these add up. */
final class Composition<S extends FactShard<?>> {
    private static final int OF_A_PART = 0;
    private static final int OF_A_MONTH = 1;
    private static final int OF_A_GROUP = 2;
    private static final int OF_A_TOTAL = 3;
    private static final int OF_A_HEADLINE = 4;
    private static final String VALUE = "value";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private final Paper<S> paper;
    private final FactTable<S> facts;
    private final String authority;
    private final Period period;
    private final Disclosure<Count> counts = new Disclosure<>();
    private final Map<Scan.Ask<S>, Scan.Answers<S>> found = new HashMap<>();

    Composition(Paper<S> paper, FactTable<S> facts, String authority, Period period) {
        this.paper = paper;
        this.facts = facts;
        this.authority = authority;
        this.period = period;
    }

    /**
     * Names a count: the same one wherever it stands.
     *
     * @param of the population, or the measure that counts some of it
     * @param by null, as the value, for all
     */
    private record Count(Object of, Period in, String by, String value) {}

    /** A figure, and the counts that anybody can read off it. */
    private record Drawn(Object value, String reason, List<Count> from) {}

    private record Line(String id, String title, Content.Kind kind, Measure<?> measure, Map<String, Drawn> cells) {}

    private record Draft(Paper.Part<?> part, List<Content.Column> columns, List<Line> lines) {}

    Content content(Disclosure.Setting setting) {
        var drafts = paper.parts().stream().map(this::draft).toList();
        for (var balance : paper.balances()) balance(balance);
        var suppressed = switch (setting) {
            case TRUE_NUMBERS -> Set.<Count>of();
            case SUPPRESSED -> counts.suppressed();
        };
        var complete = facts.completeFrom(authority);
        var completeFrom = complete.isEmpty() ? null : Days.date(complete.getAsInt());
        return new Content(
                paper.id(),
                paper.title(),
                period,
                period.to(),
                completeFrom,
                setting,
                notes(setting, completeFrom),
                drafts.stream().map(draft -> printed(draft, suppressed)).toList());
    }

    private List<String> notes(Disclosure.Setting setting, LocalDate completeFrom) {
        var notes = new ArrayList<String>();
        if (completeFrom != null && completeFrom.isAfter(period.from())) {
            notes.add("The register is complete from %s only: what happened before is counted as far as it is known."
                    .formatted(completeFrom));
        }
        if (setting == Disclosure.Setting.SUPPRESSED) {
            notes.add("Counts of 1 to 5 are left out, and so are other figures from which such a count could be worked"
                    + " out. Zero is shown.");
        }
        return List.copyOf(notes);
    }

    private static Content.Table printed(Draft draft, Set<Count> suppressed) {
        var rows = draft.lines.stream()
                .map(line -> {
                    var cells = new LinkedHashMap<String, Content.Cell>();
                    line.cells.forEach((column, drawn) -> cells.put(
                            column,
                            drawn.from.stream().anyMatch(suppressed::contains)
                                    ? Content.Cell.SUPPRESSED
                                    : new Content.Cell(drawn.value, false, drawn.reason)));
                    return new Content.Row(
                            line.id,
                            line.title,
                            line.kind,
                            line.measure == null ? null : line.measure.unit(),
                            line.measure == null ? null : line.measure.definition(),
                            cells);
                })
                .toList();
        return new Content.Table(draft.part.id(), draft.part.title(), draft.columns, rows);
    }

    private Draft draft(Paper.Part<S> part) {
        return switch (part) {
            case Paper.Headlines<S> headlines -> headlines(headlines);
            case Paper.Broken<S> broken -> broken(broken);
            case Paper.Series<S> series -> series(series);
        };
    }

    // Headlines

    private Draft headlines(Paper.Headlines<S> headlines) {
        var lines = headlines.lines().stream().map(this::headline).toList();
        return new Draft(headlines, List.of(new Content.Column(VALUE, "Figure", null, null)), lines);
    }

    private Line headline(Paper.Line<S> line) {
        return switch (line) {
            case Paper.Figure<S>(var measure) ->
                headline(measure.field(), measure.title(), measure, figure(measure, period, OF_A_HEADLINE));
            case Paper.Earlier<S>(var id, var title, var measure, var when) ->
                headline(id, title, measure, known(measure, when.apply(period), OF_A_HEADLINE));
            case Paper.Change<S>(var id, var title, var measure, var since) ->
                headline(id, title, measure, change(measure, period, since, OF_A_HEADLINE));
        };
    }

    private Line headline(String id, String title, Measure<S> measure, Drawn drawn) {
        return new Line(id, title, Content.Kind.FIGURE, measure, Map.of(VALUE, drawn));
    }

    // Tables by a dimension

    private Draft broken(Paper.Broken<S> broken) {
        var counted = broken.measures().getFirst();
        var dimension = broken.dimension();
        var rows = new ArrayList<Line>();
        var total = new ArrayList<Count>();
        var values = new ArrayList<>(breakdown(counted, dimension).keySet());
        if (broken.groups() == null) {
            for (var value : values) {
                rows.add(line(broken, dimension, value, broken.words(), Content.Kind.PART, OF_A_PART));
                total.add(count(counted, period, dimension, value));
            }
        } else {
            var groups = broken.groups();
            for (var group : breakdown(counted, groups.dimension()).keySet()) {
                if (group.equals(Dictionary.NOT_RECORDED)) {
                    rows.add(line(broken, dimension, group, broken.words(), Content.Kind.PART, OF_A_PART));
                    total.add(count(counted, period, dimension, group));
                    continue;
                }
                var members = values.stream()
                        .filter(value -> !value.equals(Dictionary.NOT_RECORDED))
                        .filter(value -> group.equals(groups.of().apply(value)))
                        .toList();
                for (var value : members) {
                    rows.add(line(broken, dimension, value, broken.words(), Content.Kind.PART, OF_A_PART));
                }
                total.add(count(counted, period, groups.dimension(), group));
                rows.add(line(broken, groups.dimension(), group, groups.words(), Content.Kind.GROUP, OF_A_GROUP));
                counts.adds(
                        count(counted, period, groups.dimension(), group),
                        members.stream()
                                .map(value -> count(counted, period, dimension, value))
                                .toList());
            }
        }
        var all = new LinkedHashMap<String, Drawn>();
        for (var measure : broken.measures()) all.put(measure.field(), figure(measure, period, OF_A_TOTAL));
        rows.add(new Line("TOTAL", "All", Content.Kind.TOTAL, null, all));
        counts.adds(count(counted, period, null, null), total);
        var columns = broken.measures().stream()
                .map(measure ->
                        new Content.Column(measure.field(), measure.title(), measure.unit(), measure.definition()))
                .toList();
        return new Draft(broken, columns, rows);
    }

    private Line line(
            Paper.Broken<S> broken,
            Dimension<S> dimension,
            String value,
            UnaryOperator<String> words,
            Content.Kind kind,
            int weight) {
        var counted = broken.measures().getFirst();
        var count = count(counted, period, dimension, value);
        counts.shows(count, breakdown(counted, dimension).get(value).longValue(), weight);
        var cells = new LinkedHashMap<String, Drawn>();
        for (var measure : broken.measures()) {
            // A mean stands on the count beside it: it is shown where that is.
            cells.put(measure.field(), new Drawn(breakdown(measure, dimension).get(value), null, List.of(count)));
        }
        return new Line(
                value, value.equals(Dictionary.NOT_RECORDED) ? "Not recorded" : words.apply(value), kind, null, cells);
    }

    // Month by month

    private Draft series(Paper.Series<S> series) {
        var standing = series.standing();
        var lines = new ArrayList<Line>();
        var begun = new ArrayList<Count>();
        var ended = new ArrayList<Count>();
        for (var month : months()) {
            var cells = new LinkedHashMap<String, Drawn>();
            for (var measure : List.of(standing, series.begun(), series.ended())) {
                cells.put(measure.field(), figure(measure, month, OF_A_MONTH));
            }
            cells.put("changeOnMonth", change(standing, month, Period::previousMonthEnd, OF_A_MONTH));
            cells.put("changeOnYear", change(standing, month, Paper::yearBefore, OF_A_MONTH));
            var name = YearMonth.from(month.to());
            lines.add(new Line(name.toString(), MONTH.format(name), Content.Kind.MONTH, null, cells));
            begun.add(count(series.begun(), month, null, null));
            ended.add(count(series.ended(), month, null, null));
            counts.balances(
                    List.of(implied(standing, Paper.dayBefore(month)), begun.getLast()),
                    List.of(count(standing, month, null, null), ended.getLast()));
        }
        counts.adds(implied(series.begun(), period), begun);
        counts.adds(implied(series.ended(), period), ended);
        var columns = Stream.concat(
                        Stream.of(standing, series.begun(), series.ended())
                                .map(measure -> new Content.Column(
                                        measure.field(), measure.title(), measure.unit(), measure.definition())),
                        Stream.of(
                                new Content.Column(
                                        "changeOnMonth",
                                        "Change on the month",
                                        standing.unit(),
                                        "Against the end of the month before."),
                                new Content.Column(
                                        "changeOnYear",
                                        "Change on the year",
                                        standing.unit(),
                                        "Against the same day a year before; of a month's end, that month's end.")))
                .toList();
        return new Draft(series, columns, lines);
    }

    /** So that they add up to the period. */
    private List<Period> months() {
        var last = YearMonth.from(period.to());
        return Stream.iterate(
                        YearMonth.from(period.from()), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .map(month -> new Period(
                        month.atDay(1).isBefore(period.from()) ? period.from() : month.atDay(1),
                        month.atEndOfMonth().isAfter(period.to()) ? period.to() : month.atEndOfMonth()))
                .toList();
    }

    // Figures and their counts

    /** As {@link #figure}; null, with the reason, where the register is not complete. */
    private Drawn known(Measure<S> measure, Period in, int weight) {
        var unknown = Register.unknown(facts.completeFrom(authority), measure.firstDay(in));
        return unknown == null ? figure(measure, in, weight) : new Drawn(null, unknown, List.of());
    }

    private Drawn change(Measure<S> measure, Period in, UnaryOperator<Period> since, int weight) {
        var before = known(measure, since.apply(in), weight);
        if (before.reason != null) return before;
        var now = figure(measure, in, weight);
        return new Drawn(
                ((Number) now.value).longValue() - ((Number) before.value).longValue(),
                null,
                Stream.of(now, before).flatMap(drawn -> drawn.from.stream()).toList());
    }

    private Drawn figure(Measure<S> measure, Period in, int weight) {
        var answers = answers(measure, in, null);
        var value = answers.figure(0);
        return new Drawn(
                value,
                value == null ? "there was nothing in the period of which to take a share or a mean" : null,
                shown(measure, in, weight));
    }

    /** Of a share, the whole, the part, and what is left of the whole all follow from the percentage. */
    private List<Count> shown(Measure<S> measure, Period in, int weight) {
        var answers = answers(measure, in, null);
        var count = count(measure, in, null, null);
        return switch (measure.what()) {
            case Measure.Count<S>() -> shown(count, answers.cases(0), weight);
            case Measure.Mean<S>(var of, var per) -> shown(count, answers.cases(0), weight);
            case Measure.Children<S>() -> shown(count, answers.figure(0).longValue(), weight);
            case Measure.Share<S>(var that) -> share(measure, count, answers, weight);
            case Measure.ShareOnDay<S>(var that) -> share(measure, count, answers, weight);
        };
    }

    private List<Count> shown(Count count, long value, int weight) {
        counts.shows(count, value, weight);
        return List.of(count);
    }

    private List<Count> share(Measure<S> measure, Count part, Scan.Answers<S> answers, int weight) {
        var whole = new Count(measure.population(), part.in, null, null);
        var rest = new Count(measure, part.in, "rest", null);
        counts.shows(whole, answers.cases(0), weight);
        counts.shows(part, answers.sum(0), weight - 1);
        counts.implies(rest, answers.cases(0) - answers.sum(0));
        counts.adds(whole, List.of(part, rest));
        return List.of(whole, part);
    }

    private void balance(Paper.Balance<S> balance) {
        var left = balance.left().stream().map(this::implied).toList();
        var right = new ArrayList<>(balance.right().stream().map(this::implied).toList());
        if (balance.rest()) {
            var rest = new Count(balance, period, null, null);
            counts.implies(rest, sum(balance.left()) - sum(balance.right()));
            right.add(rest);
        }
        counts.balances(left, right);
    }

    private long sum(List<Paper.Some<S>> some) {
        return some.stream().mapToLong(this::number).sum();
    }

    private Count implied(Measure<S> measure, Period in) {
        return implied(new Paper.Some<>(measure, asked -> in, null, null));
    }

    private Count implied(Paper.Some<S> some) {
        var count = count(some.measure(), some.when().apply(period), some.dimension(), some.value());
        counts.implies(count, number(some));
        return count;
    }

    private long number(Paper.Some<S> some) {
        var measure = some.measure();
        if (some.dimension() != null) {
            var figure = breakdown(measure, some.dimension()).get(some.value());
            return figure == null ? 0 : figure.longValue();
        }
        var answers = answers(measure, some.when().apply(period), null);
        return switch (measure.what()) {
            case Measure.Count<S>() -> answers.cases(0);
            case Measure.Mean<S>(var of, var per) -> answers.cases(0);
            case Measure.Children<S>() -> answers.figure(0).longValue();
            case Measure.Share<S>(var that) -> answers.sum(0);
            case Measure.ShareOnDay<S>(var that) -> answers.sum(0);
        };
    }

    private Count count(Measure<S> measure, Period in, Dimension<S> by, String value) {
        Object of = switch (measure.what()) {
            case Measure.Count<S>() -> measure.population();
            case Measure.Mean<S>(var term, var per) -> measure.population();
            case Measure.Children<S>() -> measure;
            case Measure.Share<S>(var that) -> measure;
            case Measure.ShareOnDay<S>(var that) -> measure;
        };
        var looked = measure.within().apply(in);
        boolean ofDay = measure.population() instanceof Population.Standing<?>;
        return new Count(of, ofDay ? looked.end() : looked, by == null ? null : by.id(), value);
    }

    private SortedMap<String, Number> breakdown(Measure<S> measure, Dimension<S> dimension) {
        return answers(measure, period, dimension).breakdown(0);
    }

    private Scan.Answers<S> answers(Measure<S> measure, Period in, Dimension<S> dimension) {
        return found.computeIfAbsent(
                new Scan.Ask<>(measure, in, dimension),
                ask -> Scan.of(facts, authority, List.of(ask), List.of(), null));
    }
}
