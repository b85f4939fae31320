package waymark.reporting.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** A report as it is printed: names and figures in order, ready to be written as JSON or as a table. */
public final class Printout {
    private Printout() {}

    /** The figures of one period, in total and per value of {@code by} (null without groups). */
    public static <S extends FactShard<?>> Map<String, Object> of(
            List<Report.Field<S>> fields,
            Period period,
            FactTable<S> table,
            String authority,
            List<Scan.Filter<S>> filters,
            Dimension<S> by) {
        var asks = new ArrayList<Scan.Ask<S>>();
        for (var field : fields) {
            switch (field) {
                case Report.Figure<S>(var measure) -> asks.add(new Scan.Ask<>(measure, period));
                case Report.Breakdown<S>(var name, var dimension, var parts) ->
                    parts.forEach(part -> asks.add(new Scan.Ask<>(part.measure(), period, dimension)));
            }
        }
        var answers = Scan.of(table, authority, asks, filters, by);
        return grouped(answers, by, cell -> figures(fields, cell));
    }

    private static <S extends FactShard<?>> Map<String, Object> figures(
            List<Report.Field<S>> fields, Scan.Answers<S> answers) {
        var printed = new LinkedHashMap<String, Object>();
        int ask = 0;
        for (var field : fields) {
            switch (field) {
                case Report.Figure<S>(var measure) -> printed.put(measure.field(), answers.figure(ask++));
                case Report.Breakdown<S>(var name, var dimension, var parts) -> {
                    printed.put(name, breakdown(parts, ask, answers));
                    ask += parts.size();
                }
            }
        }
        return printed;
    }

    private static <S extends FactShard<?>> Map<String, Object> breakdown(
            List<Report.Part<S>> parts, int firstAsk, Scan.Answers<S> answers) {
        if (parts.getFirst().name() == null) return new LinkedHashMap<>(answers.breakdown(firstAsk));
        // All parts are asked of one population, so all have the same values.
        var printed = new LinkedHashMap<String, Object>();
        for (int number = 0; number < parts.size(); number++) {
            var name = parts.get(number).name();
            answers.breakdown(firstAsk + number).forEach((value, figure) -> {
                @SuppressWarnings("unchecked")
                var entry = (Map<String, Object>)
                        printed.computeIfAbsent(value, absent -> new LinkedHashMap<String, Object>());
                entry.put(name, figure);
            });
        }
        return printed;
    }

    /** Each month's figures and how the standing one changed; a change from a day of which the register knows too little is null, with the reason. */
    public static <S extends FactShard<?>> Map<String, Object> of(
            Report.MonthEnds<S> report,
            YearMonth from,
            YearMonth to,
            FactTable<S> table,
            String authority,
            List<Scan.Filter<S>> filters,
            Dimension<S> by) {
        var asks = new ArrayList<Scan.Ask<S>>();
        var months = new ArrayList<YearMonth>();
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            months.add(month);
            for (var figure : report.figures()) asks.add(new Scan.Ask<>(figure, Period.of(month)));
            for (var measured : List.of(month, month.minusMonths(1), month.minusYears(1))) {
                asks.add(new Scan.Ask<>(report.standing(), Period.of(measured)));
            }
        }
        var completeFrom = table.completeFrom(authority);
        var answers = Scan.of(table, authority, asks, filters, by);
        return grouped(answers, by, cell -> Map.of("months", months(report, months, completeFrom, cell)));
    }

    private static <S extends FactShard<?>> List<Map<String, Object>> months(
            Report.MonthEnds<S> report, List<YearMonth> months, OptionalInt completeFrom, Scan.Answers<S> answers) {
        var printed = new ArrayList<Map<String, Object>>();
        int ask = 0;
        for (var month : months) {
            var line = new LinkedHashMap<String, Object>();
            line.put("month", month.toString());
            for (var figure : report.figures()) line.put(figure.field(), answers.figure(ask++));
            var standing = answers.figure(ask++);
            var reasons = new LinkedHashMap<String, String>();
            change(line, reasons, "changeOnMonth", month.minusMonths(1), standing, answers.figure(ask++), completeFrom);
            change(line, reasons, "changeOnYear", month.minusYears(1), standing, answers.figure(ask++), completeFrom);
            if (!reasons.isEmpty()) line.put("reasons", reasons);
            printed.add(line);
        }
        return printed;
    }

    private static void change(
            Map<String, Object> line,
            Map<String, String> reasons,
            String name,
            YearMonth against,
            Number now,
            Number then,
            OptionalInt completeFrom) {
        boolean known = completeFrom.isEmpty() || Days.of(against.atEndOfMonth()) >= completeFrom.getAsInt();
        line.put(name, known ? Long.valueOf(now.longValue() - then.longValue()) : null);
        if (!known) {
            reasons.put(
                    name,
                    "the register is complete from %s only".formatted(LocalDate.ofEpochDay(completeFrom.getAsInt())));
        }
    }

    private static <S extends FactShard<?>> Map<String, Object> grouped(
            Scan.Answers<S> answers, Dimension<S> by, Function<Scan.Answers<S>, Map<String, Object>> print) {
        var printed = new LinkedHashMap<>(print.apply(answers));
        if (by != null) {
            var groups = new LinkedHashMap<String, Object>();
            answers.groups().forEach((value, group) -> groups.put(value, print.apply(group)));
            var broken = new LinkedHashMap<String, Object>();
            broken.put("dimension", by.id());
            broken.put("groups", groups);
            printed.put("by", broken);
        }
        return printed;
    }
}
