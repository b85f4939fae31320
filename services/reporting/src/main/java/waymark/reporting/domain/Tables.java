package waymark.reporting.domain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a scan adds up of one population in one period: a cell for each group and each value of a breakdown. */
final class Tables<S extends FactShard<?>> {
    static final int TOTAL = 0;
    static final int NO_VALUE = 0;

    static final Cell EMPTY = new Cell(0);

    private final Dimension<S> breakdown;
    private final boolean grouped;
    private final List<Adding<S>> terms = new ArrayList<>();
    private final Map<Integer, Integer> termOfAsk = new HashMap<>();
    /** Row 0 is the total, row 1 + n the group of value n. */
    private final Cell[][] cells;

    private boolean children;
    private boolean ofCases;

    /** What a case, or a part, adds to a sum. */
    @FunctionalInterface
    private interface Adding<S> {
        int of(S facts, int counted, int day);
    }

    Tables(Dimension<S> breakdown, Dimension<S> by) {
        this.breakdown = breakdown;
        grouped = by != null;
        cells = new Cell[grouped ? 1 + by.values().size() : 1][];
    }

    Dimension<S> breakdown() {
        return breakdown;
    }

    void ask(int number, Measure<S> measure) {
        ofCases = measure.population().part() == null;
        switch (measure.what()) {
            case Measure.Count<S>() -> {
                // Cases are counted for every measure.
            }
            case Measure.Children<S>() -> children = true;
            case Measure.Share<S>(var that) -> term(number, (facts, row, day) -> that.of(facts, row) ? 1 : 0);
            case Measure.ShareOnDay<S>(var that) -> term(number, (facts, row, day) -> that.of(facts, row, day) ? 1 : 0);
            case Measure.Mean<S>(var of, var per) -> term(number, (facts, row, day) -> of.of(facts, row));
        }
    }

    private void term(int ask, Adding<S> term) {
        termOfAsk.put(ask, terms.size());
        terms.add(term);
    }

    /**
     * @param counted the part's slot, or the row where cases are counted
     * @param group the value of {@code by}; anything without one
     */
    void add(S facts, int row, int counted, int day, int group) {
        int value =
                breakdown == null ? NO_VALUE : breakdown.of().on(facts, breakdown.part() == null ? row : counted, day);
        var cell = cellToFill(grouped ? 1 + group : TOTAL, value);
        cell.cases++;
        for (int term = 0; term < cell.sums.length; term++) {
            cell.sums[term] += terms.get(term).of(facts, counted, day);
        }
        if (children) {
            cell.addChild(facts, row, ofCases);
            // A child may be in several groups, so the total of children is no sum of theirs.
            if (grouped) cellToFill(TOTAL, value).addChild(facts, row, ofCases);
        }
    }

    /** Adds what was found in other shards. */
    void plus(Tables<S> other) {
        for (int group = 0; group < other.cells.length; group++) {
            if (other.cells[group] == null) continue;
            for (int value = 0; value < other.cells[group].length; value++) {
                var part = other.cells[group][value];
                if (part == null) continue;
                var whole = cellToFill(group, value);
                whole.plus(part);
                whole.children += part.children;
            }
        }
    }

    /** Adds the groups up; to be called once, at the end. */
    void total() {
        for (int group = 1; group < cells.length; group++) {
            if (cells[group] == null) continue;
            for (int value = 0; value < cells[group].length; value++) {
                var part = cells[group][value];
                if (part == null) continue;
                cellToFill(TOTAL, value).plus(part);
            }
        }
    }

    List<Integer> groups() {
        return IntStream.range(1, cells.length)
                .filter(group -> cells[group] != null)
                .mapToObj(group -> group - 1)
                .toList();
    }

    /** The values found in a group. */
    List<Integer> values(int group) {
        if (cells[group] == null) return List.of();
        return IntStream.range(0, cells[group].length)
                .filter(value -> cells[group][value] != null)
                .boxed()
                .toList();
    }

    Cell cell(int group, int value) {
        return cells[group] == null || cells[group][value] == null ? EMPTY : cells[group][value];
    }

    long sum(int ask, Cell cell) {
        var term = termOfAsk.get(ask);
        return term == null || cell == EMPTY ? 0 : cell.sums[term];
    }

    private Cell cellToFill(int group, int value) {
        var row = cells[group];
        if (row == null) {
            row = new Cell[breakdown == null ? 1 : breakdown.values().size()];
            cells[group] = row;
        }
        var cell = row[value];
        if (cell == null) {
            cell = new Cell(terms.size());
            row[value] = cell;
        }
        return cell;
    }

    static final class Cell {
        private final long[] sums;
        private long cases;
        private long children;
        /** The children of the one shard that this cell has seen. */
        private BitSet seen;

        private Cell(int terms) {
            sums = new long[terms];
        }

        long cases() {
            return cases;
        }

        long children() {
            return children;
        }

        /** All but the children, of whom one may be in both. */
        private void plus(Cell part) {
            cases += part.cases;
            for (int term = 0; term < part.sums.length; term++) sums[term] += part.sums[term];
        }

        private void addChild(FactShard<?> shard, int row, boolean ofCase) {
            // An only case is met once, but several of its parts may be.
            if (!ofCase || !shard.onlyCaseOfChild(row)) {
                if (seen == null) seen = new BitSet();
                if (seen.get(shard.child(row))) return;
                seen.set(shard.child(row));
            }
            children++;
        }
    }
}
