package waymark.reporting.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a scan goes over the rows, or over the parts of cases: once per population, straight to the periods in which each counts, whatever is asked of it. */
final class Pass<S extends FactShard<?>> {
    @FunctionalInterface
    interface Found {
        /** @param counted the part's slot, or the row where cases are counted */
        void at(int row, int counted, int day);
    }

    /** Rows gone over for all populations before the next ones, so that what is known of them stays in the processor's cache. */
    private static final int BLOCK = 1_024;

    private record Admitted<S>(Dimension.Of<S> of, boolean ofPart, BitSet values) {}

    private final Dimension<S> by;
    private final List<Admitted<S>> filters;
    private final List<Tables<S>> tableOfAsk = new ArrayList<>();
    private final List<Course> courses;

    Pass(List<Scan.Ask<S>> asks, List<Scan.Filter<S>> filters, Dimension<S> by) {
        this.by = by;
        this.filters = filters.stream()
                .map(filter -> new Admitted<>(
                        filter.dimension().of(), filter.dimension().part() != null, numbers(filter)))
                .toList();
        courses = courses(asks);
    }

    Pass<S> over(S shard) {
        int most = courses.stream().mapToInt(course -> course.size(shard)).max().orElse(0);
        for (int start = 0; start < most; start += BLOCK) {
            for (var course : courses) {
                course.run(shard, start, Math.min(start + BLOCK, course.size(shard)), course::add);
            }
        }
        return this;
    }

    /** Adds what another pass of the same questions found in another shard. */
    Pass<S> plus(Pass<S> other) {
        for (int ask = 0; ask < tableOfAsk.size(); ask++) {
            // Several asks may share a table; it is added with the first of them.
            if (tableOfAsk.indexOf(tableOfAsk.get(ask)) == ask)
                tableOfAsk.get(ask).plus(other.tableOfAsk.get(ask));
        }
        return this;
    }

    /** The cases of the only population and period asked about. */
    void each(S shard, Found found) {
        var course = courses.getFirst();
        course.run(shard, 0, course.size(shard), (facts, row, counted, day, period) -> {
            if (course.admitted(shard, row, counted, day)) found.at(row, counted, day);
        });
    }

    /** What was found for each ask. */
    List<Tables<S>> finished() {
        if (by != null) tableOfAsk.stream().distinct().forEach(Tables::total);
        return tableOfAsk;
    }

    private static <S> BitSet numbers(Scan.Filter<S> filter) {
        var admitted = new BitSet();
        var values = filter.dimension().values();
        for (int number = 0; number < values.size(); number++) {
            if (filter.values().contains(values.nameOf(number))) admitted.set(number);
        }
        return admitted;
    }

    private List<Course> courses(List<Scan.Ask<S>> asks) {
        var tables = new LinkedHashMap<Population<S>, Map<Period, List<Tables<S>>>>();
        for (int number = 0; number < asks.size(); number++) {
            var ask = asks.get(number);
            var measure = ask.measure();
            var ofPeriod = tables.computeIfAbsent(measure.population(), population -> new LinkedHashMap<>())
                    .computeIfAbsent(measure.within().apply(ask.period()), period -> new ArrayList<>());
            var table = ofPeriod.stream()
                    .filter(other -> Objects.equals(other.breakdown(), ask.breakdown()))
                    .findFirst()
                    .orElse(null);
            if (table == null) {
                table = new Tables<>(ask.breakdown(), by);
                ofPeriod.add(table);
            }
            table.ask(number, measure);
            tableOfAsk.add(table);
        }
        return tables.entrySet().stream()
                .map(population -> new Course(population.getKey(), population.getValue()))
                .toList();
    }

    @FunctionalInterface
    private interface Taker<S> {
        void take(S shard, int row, int counted, int day, int period);
    }

    /** One population over all periods asked about. */
    private final class Course {
        private final Population<S> population;
        /** The periods, by their last day. */
        private final int[] froms;

        private final int[] tos;
        private final Tables<S>[][] tables;
        /** For each period: the earliest beginning of it and those after it. */
        private final int[] earliestFrom;
        /** For each day from the earliest end of a period: the first period that ends on or after it. */
        private final int[] endingFrom;

        @SuppressWarnings({"unchecked", "rawtypes"
        }) // arrays, because a scan spends its time here; they hold nothing else
        private Course(Population<S> population, Map<Period, List<Tables<S>>> periods) {
            this.population = population;
            var sorted = new ArrayList<>(periods.keySet());
            sorted.sort(Comparator.comparing(Period::to));
            froms = sorted.stream().mapToInt(period -> Days.of(period.from())).toArray();
            tos = sorted.stream().mapToInt(period -> Days.of(period.to())).toArray();
            tables = new Tables[tos.length][];
            Arrays.setAll(tables, at -> periods.get(sorted.get(at)).toArray(Tables[]::new));
            earliestFrom = froms.clone();
            for (int at = froms.length - 2; at >= 0; at--) {
                earliestFrom[at] = Math.min(earliestFrom[at], earliestFrom[at + 1]);
            }
            endingFrom = new int[tos[tos.length - 1] - tos[0] + 1];
            for (int day = 0, at = 0; day < endingFrom.length; day++) {
                while (tos[at] < tos[0] + day) at++;
                endingFrom[day] = at;
            }
        }

        private int size(S shard) {
            return population.part() == null
                    ? shard.size()
                    : population.part().of().apply(shard).size();
        }

        private void run(S shard, int start, int end, Taker<S> taker) {
            int[] owners = population.part() == null
                    ? null
                    : population.part().of().apply(shard).owners();
            switch (population) {
                case Population.On<S>(var part, var column, var also) ->
                    happened(shard, owners, start, end, column.of(shard), taker);
                case Population.Standing<S>(var part, var begun, var ended, var also) ->
                    stood(shard, owners, start, end, begun.of(shard), ended.of(shard), taker);
                case Population.Ongoing<S>(var part, var begun, var ended, var also) ->
                    wentOn(shard, owners, start, end, begun.of(shard), ended.of(shard), taker);
            }
        }

        private void happened(S shard, int[] owners, int start, int end, int[] days, Taker<S> taker) {
            int earliest = earliestFrom[0];
            int latest = tos[tos.length - 1];
            for (int slot = start; slot < end; slot++) {
                int day = days[slot];
                if (day < earliest || day > latest) continue;
                int row = owners == null ? slot : owners[slot];
                if (!counts(shard, row, slot)) continue;
                for (int at = firstEndingFrom(day); at < tos.length && earliestFrom[at] <= day; at++) {
                    if (froms[at] <= day) taker.take(shard, row, slot, day, at);
                }
            }
        }

        private void stood(S shard, int[] owners, int start, int end, int[] begun, int[] ended, Taker<S> taker) {
            int earliest = tos[0];
            int latest = tos[tos.length - 1];
            for (int slot = start; slot < end; slot++) {
                int since = begun[slot];
                int until = ended[slot] == Days.NONE ? Integer.MAX_VALUE : ended[slot];
                if (since > latest || until <= earliest || since == Days.NONE) continue;
                int row = owners == null ? slot : owners[slot];
                if (!counts(shard, row, slot)) continue;
                for (int at = firstEndingFrom(since); at < tos.length && tos[at] < until; at++) {
                    taker.take(shard, row, slot, tos[at], at);
                }
            }
        }

        private void wentOn(S shard, int[] owners, int start, int end, int[] begun, int[] ended, Taker<S> taker) {
            int earliest = earliestFrom[0];
            int latest = tos[tos.length - 1];
            for (int slot = start; slot < end; slot++) {
                int since = begun[slot];
                int until = ended[slot] == Days.NONE ? Integer.MAX_VALUE : ended[slot];
                if (since > latest || until < earliest || since == Days.NONE) continue;
                int row = owners == null ? slot : owners[slot];
                if (!counts(shard, row, slot)) continue;
                for (int at = firstEndingFrom(since); at < tos.length && earliestFrom[at] <= until; at++) {
                    if (froms[at] <= until) taker.take(shard, row, slot, tos[at], at);
                }
            }
        }

        private int firstEndingFrom(int day) {
            return day <= tos[0] ? 0 : endingFrom[day - tos[0]];
        }

        private boolean counts(S shard, int row, int counted) {
            return shard.counts(row)
                    && (population.also() == null || population.also().of(shard, counted));
        }

        private void add(S shard, int row, int counted, int day, int period) {
            if (!admitted(shard, row, counted, day)) return;
            int group = by == null ? 0 : by.of().on(shard, by.part() == null ? row : counted, day);
            for (var table : tables[period]) table.add(shard, row, counted, day, group);
        }

        private boolean admitted(S shard, int row, int counted, int day) {
            for (int filter = 0; filter < filters.size(); filter++) {
                var admitted = filters.get(filter);
                if (!admitted.values.get(admitted.of.on(shard, admitted.ofPart ? counted : row, day))) return false;
            }
            return true;
        }
    }
}
