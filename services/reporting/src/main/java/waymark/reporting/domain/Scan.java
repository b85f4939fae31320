package waymark.reporting.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One pass over an authority's facts that answers any number of questions at once, in total and per group. Sums are whole numbers until a figure is
 * asked for, so figures are exact.
 */
public final class Scan {
    /** From so many rows on, several processors are quicker than one. */
    private static final int WORTH_SHARING = 20_000;

    private static final int USUAL_DECIMALS = 1;

    private Scan() {}

    /**
     * @param period as asked for; the measure says which days it looks at for that
     * @param breakdown null for one figure; else one figure per value
     */
    public record Ask<S>(Measure<S> measure, Period period, Dimension<S> breakdown) {
        public Ask(Measure<S> measure, Period period) {
            this(measure, period, null);
        }
    }

    /** Only cases that have one of the values, on the measure's own day. */
    public record Filter<S>(Dimension<S> dimension, Set<String> values) {}

    /** @param by null without groups */
    public static <S extends FactShard<?>> Answers<S> of(
            FactTable<S> table, String authority, List<Ask<S>> asks, List<Filter<S>> filters, Dimension<S> by) {
        check(asks, filters, by);
        var shards = table.shards(authority);
        int rows = shards.stream().mapToInt(FactShard::size).sum();
        // No child is in two shards, so what is found in each can be added up.
        var found = (rows < WORTH_SHARING ? shards.stream() : shards.parallelStream())
                .map(shard -> new Pass<>(asks, filters, by).over(shard))
                .reduce(Pass::plus)
                .orElseGet(() -> new Pass<>(asks, filters, by));
        return new Answers<>(asks, by, found.finished(), Tables.TOTAL);
    }

    private static <S> void check(List<Ask<S>> asks, List<Filter<S>> filters, Dimension<S> by) {
        for (var ask : asks) {
            boolean apply = (by == null || by.appliesTo(ask.measure))
                    && (ask.breakdown == null || ask.breakdown.appliesTo(ask.measure))
                    && filters.stream().allMatch(filter -> filter.dimension.appliesTo(ask.measure));
            if (!apply)
                throw new IllegalArgumentException("a dimension says nothing of what " + ask.measure.id() + " counts");
        }
    }

    /** What a scan found, in total or of one group. */
    public static final class Answers<S extends FactShard<?>> {
        private final List<Ask<S>> asks;
        private final Dimension<S> by;
        private final List<Tables<S>> tables;
        private final int group;

        private Answers(List<Ask<S>> asks, Dimension<S> by, List<Tables<S>> tables, int group) {
            this.asks = asks;
            this.by = by;
            this.tables = tables;
            this.group = group;
        }

        /** A Long, a BigDecimal with one decimal, or null where there is nothing to divide by. */
        public Number figure(int ask) {
            return figure(ask, tables.get(ask).cell(group, Tables.NO_VALUE));
        }

        /** As {@link #figure(int)}, but rounded once, to so many decimals, where something is divided. */
        public Number figure(int ask, int decimals) {
            var cell = tables.get(ask).cell(group, Tables.NO_VALUE);
            return Scan.figure(
                    asks.get(ask).measure,
                    cell.cases(),
                    cell.children(),
                    tables.get(ask).sum(ask, cell),
                    decimals);
        }

        /** How many were counted: of a share or a mean, those of which it is one. */
        public long cases(int ask) {
            return tables.get(ask).cell(group, Tables.NO_VALUE).cases();
        }

        /** What was added up of them: of a share, how many are meant; 0 of what only counts. */
        public long sum(int ask) {
            return tables.get(ask).sum(ask, tables.get(ask).cell(group, Tables.NO_VALUE));
        }

        /** The figure of a value that was not found. */
        Number figureOfNone(int ask) {
            return figure(ask, Tables.EMPTY);
        }

        /** The figure for each value found, in the dimension's order. */
        public SortedMap<String, Number> breakdown(int ask) {
            var values = asks.get(ask).breakdown.values();
            var figures = new TreeMap<String, Number>(values.order());
            for (int value : tables.get(ask).values(group)) {
                figures.put(values.nameOf(value), figure(ask, tables.get(ask).cell(group, value)));
            }
            return figures;
        }

        /** What each value of {@code by} has, in the dimension's order; empty without one. */
        public SortedMap<String, Answers<S>> groups() {
            if (by == null) return new TreeMap<>();
            var groups = new TreeMap<String, Answers<S>>(by.values().order());
            for (var table : tables) {
                for (int value : table.groups()) {
                    groups.computeIfAbsent(
                            by.values().nameOf(value), name -> new Answers<>(asks, null, tables, 1 + value));
                }
            }
            return groups;
        }

        private Number figure(int ask, Tables.Cell cell) {
            return Scan.figure(
                    asks.get(ask).measure,
                    cell.cases(),
                    cell.children(),
                    tables.get(ask).sum(ask, cell));
        }
    }

    /**
     * A case, or a part of one, behind a figure.
     *
     * @param counted the part's slot, or the row where cases are counted
     * @param day the measure's own day
     * @param adds what it adds to the figure: 1 or 0, or the number of which the mean is taken
     */
    public record Listed<S extends FactShard<?>>(S shard, int row, int counted, int day, int adds) {
        public UUID caseId() {
            return shard.caseId(row);
        }
    }

    /** @param cases by their own day */
    public record Listing<S extends FactShard<?>>(Number figure, List<Listed<S>> cases) {}

    /** A figure and the cases behind it, read off together. */
    public static <S extends FactShard<?>> Listing<S> list(
            FactTable<S> table, String authority, Ask<S> ask, List<Filter<S>> filters) {
        check(List.of(ask), filters, null);
        var pass = new Pass<>(List.of(ask), filters, null);
        var cases = new ArrayList<Listed<S>>();
        long[] sums = new long[2];
        for (var shard : table.shards(authority)) {
            var seen = new BitSet();
            pass.each(shard, (row, counted, day) -> {
                int newChild = seen.get(shard.child(row)) ? 0 : 1;
                seen.set(shard.child(row));
                int adds = switch (ask.measure.what()) {
                    case Measure.Count<S>() -> 1;
                    case Measure.Children<S>() -> newChild;
                    case Measure.Share<S>(var that) -> that.of(shard, counted) ? 1 : 0;
                    case Measure.ShareOnDay<S>(var that) -> that.of(shard, counted, day) ? 1 : 0;
                    case Measure.Mean<S>(var of, var per) -> of.of(shard, counted);
                };
                sums[0] += newChild;
                sums[1] += adds;
                cases.add(new Listed<>(shard, row, counted, day, adds));
            });
        }
        cases.sort(Comparator.<Listed<S>>comparingInt(Listed::day)
                .thenComparing(Listed::caseId)
                .thenComparingInt(Listed::counted));
        return new Listing<>(figure(ask.measure, cases.size(), sums[0], sums[1]), cases);
    }

    private static <S> Number figure(Measure<S> measure, long cases, long children, long sum) {
        return figure(measure, cases, children, sum, USUAL_DECIMALS);
    }

    private static <S> Number figure(Measure<S> measure, long cases, long children, long sum, int decimals) {
        return switch (measure.what()) {
            case Measure.Count<S>() -> cases;
            case Measure.Children<S>() -> children;
            case Measure.Share<S>(var that) -> ratio(100 * sum, cases, decimals);
            case Measure.ShareOnDay<S>(var that) -> ratio(100 * sum, cases, decimals);
            case Measure.Mean<S>(var of, var per) -> ratio(sum, per * cases, decimals);
        };
    }

    private static BigDecimal ratio(long part, long whole, int decimals) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
    }
}
