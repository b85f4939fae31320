package waymark.reporting.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A report as it is printed: names and figures in order, ready to be written as JSON or as a table. */
public final class Printout<S extends FactShard<?>> {
    /** Prints one field from what was found. */
    @FunctionalInterface
    private interface Printer<S extends FactShard<?>> {
        void print(Cell<S> cell, Map<String, Object> into, Map<String, String> reasons);
    }

    /** What was found in total or of one group, and from which day the register is complete. */
    private record Cell<S extends FactShard<?>>(Scan.Answers<S> answers, OptionalInt completeFrom) {
        /** Null where it is known. */
        String unknown(LocalDate day) {
            return Register.unknown(completeFrom, day);
        }
    }

    private final List<Scan.Ask<S>> asks = new ArrayList<>();
    private final List<Printer<S>> printers;

    public Printout(Report.Sheet<S> sheet) {
        printers = printers(sheet.fields(), sheet.period());
    }

    /** Everything that one scan has to answer for it. */
    public List<Scan.Ask<S>> asks() {
        return asks;
    }

    /** The figures in total and per value of {@code by} (null without groups). */
    public Map<String, Object> of(FactTable<S> table, String authority, List<Scan.Filter<S>> filters, Dimension<S> by) {
        var answers = Scan.of(table, authority, asks, filters, by);
        var completeFrom = table.completeFrom(authority);
        var printed = print(printers, new Cell<>(answers, completeFrom));
        if (by != null) {
            var groups = new LinkedHashMap<String, Object>();
            answers.groups()
                    .forEach((value, group) -> groups.put(value, print(printers, new Cell<>(group, completeFrom))));
            var broken = new LinkedHashMap<String, Object>();
            broken.put("dimension", by.id());
            broken.put("groups", groups);
            printed.put("by", broken);
        }
        return printed;
    }

    private static <S extends FactShard<?>> Map<String, Object> print(List<Printer<S>> printers, Cell<S> cell) {
        var printed = new LinkedHashMap<String, Object>();
        var reasons = new LinkedHashMap<String, String>();
        for (var printer : printers) printer.print(cell, printed, reasons);
        if (!reasons.isEmpty()) printed.put("reasons", reasons);
        return printed;
    }

    private List<Printer<S>> printers(List<Report.Field<S>> fields, Period period) {
        return fields.stream().map(field -> printer(field, period)).toList();
    }

    /** Notes what is asked for a field, and how its answers are printed. */
    private Printer<S> printer(Report.Field<S> field, Period period) {
        return switch (field) {
            case Report.Figure<S>(var name, var measure) -> {
                int ask = ask(measure, period);
                yield (cell, into, reasons) -> into.put(name, cell.answers.figure(ask));
            }
            case Report.Known<S>(var name, var measure) -> {
                int ask = ask(measure, period);
                var first = measure.firstDay(period);
                yield (cell, into, reasons) -> {
                    var unknown = cell.unknown(first);
                    into.put(name, unknown == null ? cell.answers.figure(ask) : null);
                    if (unknown != null) reasons.put(name, unknown);
                };
            }
            case Report.Breakdown<S> breakdown -> broken(breakdown, period);
            case Report.Spread<S>(var name, var measure, var dimension, var of) -> {
                int ask = asks.size();
                asks.add(new Scan.Ask<>(measure, period, dimension));
                yield (cell, into, reasons) -> into.put(name, of.apply(cell.answers.breakdown(ask)));
            }
            case Report.Section<S>(var name, var within, var parts) -> {
                var inner = printers(parts, within.apply(period));
                yield (cell, into, reasons) -> into.put(name, print(inner, cell));
            }
            case Report.Months<S>(var months, var parts) -> {
                var lines = months.stream().map(month -> printers(parts, month)).toList();
                yield (cell, into, reasons) -> into.put(
                        "months", lines.stream().map(line -> print(line, cell)).toList());
            }
            case Report.Words<S>(var name, var of) -> {
                var words = of.apply(period);
                yield (cell, into, reasons) -> into.put(name, words);
            }
            case Report.Change<S>(var name, var measure, var against) -> {
                var before = against.apply(period);
                int now = ask(measure, period);
                int then = ask(measure, before);
                yield (cell, into, reasons) -> {
                    var unknown = cell.unknown(before.to());
                    into.put(name, unknown == null ? difference(cell.answers, now, then) : null);
                    if (unknown != null) reasons.put(name, unknown);
                };
            }
            case Report.Worked<S>(var own, var working) -> {
                int first = asks.size();
                asks.addAll(own);
                yield (cell, into, reasons) -> working.print(found(cell, first, reasons), into);
            }
        };
    }

    private int ask(Measure<S> measure, Period period) {
        asks.add(new Scan.Ask<>(measure, period));
        return asks.size() - 1;
    }

    private static Long difference(Scan.Answers<?> answers, int now, int then) {
        return answers.figure(now).longValue() - answers.figure(then).longValue();
    }

    private Printer<S> broken(Report.Breakdown<S> breakdown, Period period) {
        int first = asks.size();
        var parts = breakdown.parts();
        parts.forEach(part -> asks.add(new Scan.Ask<>(part.measure(), period, breakdown.dimension())));
        if (parts.getFirst().name() == null) {
            return (cell, into, reasons) -> into.put(breakdown.name(), cell.answers.breakdown(first));
        }
        return (cell, into, reasons) -> {
            var figures = IntStream.range(first, first + parts.size())
                    .mapToObj(cell.answers::breakdown)
                    .toList();
            var printed =
                    new TreeMap<String, Object>(breakdown.dimension().values().order());
            for (var found : figures) {
                for (var value : found.keySet()) printed.putIfAbsent(value, new LinkedHashMap<>());
            }
            printed.replaceAll((value, none) -> {
                var line = new LinkedHashMap<String, Object>();
                for (int number = 0; number < parts.size(); number++) {
                    var found = figures.get(number);
                    // Parts of different populations may not have the same values.
                    boolean has = found.containsKey(value);
                    line.put(
                            parts.get(number).name(),
                            has ? found.get(value) : cell.answers.figureOfNone(first + number));
                }
                return line;
            });
            into.put(breakdown.name(), printed);
        };
    }

    private static <S extends FactShard<?>> Report.Found found(Cell<S> cell, int first, Map<String, String> reasons) {
        return new Report.Found() {
            @Override
            public Number figure(int ask) {
                return cell.answers.figure(first + ask);
            }

            @Override
            public SortedMap<String, Number> breakdown(int ask) {
                return cell.answers.breakdown(first + ask);
            }

            @Override
            public String unknown(LocalDate day) {
                return cell.unknown(day);
            }

            @Override
            public void reason(String field, String why) {
                reasons.put(field, why);
            }
        };
    }
}
