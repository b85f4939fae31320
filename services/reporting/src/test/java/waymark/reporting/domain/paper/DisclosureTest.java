package waymark.reporting.domain.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisclosureTest {
    /** Counts by name, and what adds up: a reader of the paper knows both. */
    private static final class Publication {
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final Map<String, Integer> weights = new LinkedHashMap<>();
        private final List<Map<String, Integer>> sums = new ArrayList<>();

        private void shows(String name, long value, int weight) {
            counts.put(name, value);
            weights.put(name, weight);
        }

        private void balances(List<String> left, List<String> right) {
            var sum = new LinkedHashMap<String, Integer>();
            left.forEach(name -> sum.put(name, 1));
            right.forEach(name -> sum.put(name, -1));
            sums.add(sum);
        }

        private Set<String> suppressed() {
            var disclosure = new Disclosure<String>();
            counts.forEach((name, value) -> disclosure.shows(name, value, weights.get(name)));
            for (var sum : sums) {
                disclosure.balances(
                        sum.keySet().stream().filter(name -> sum.get(name) == 1).toList(),
                        sum.keySet().stream()
                                .filter(name -> sum.get(name) == -1)
                                .toList());
            }
            return disclosure.suppressed();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsLeftOutOfATableWithTotalsMayBeAtLeastTwoNumbers(long seed) {
        // Given
        var random = new Random(seed);
        var table = random(random, 1 + random.nextInt(5), 1 + random.nextInt(5));

        // When
        var suppressed = table.suppressed();

        // Then
        assertNothingCanBeFound(table, suppressed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsLeftOutOfASeriesMayBeAtLeastTwoNumbers(long seed) {
        // Given
        var random = new Random(seed);
        var series = new Publication();
        long open = random.nextInt(20);
        var opened = new ArrayList<String>();
        long total = 0;
        series.shows("open 0", open, 0);
        int months = 1 + random.nextInt(6);
        for (int month = 1; month <= months; month++) {
            long in = some(random);
            long out = Math.min(open + in, some(random));
            open += in - out;
            total += in;
            series.shows("opened " + month, in, 0);
            series.shows("closed " + month, out, 0);
            series.shows("open " + month, open, 0);
            series.balances(
                    List.of("open " + (month - 1), "opened " + month), List.of("open " + month, "closed " + month));
            opened.add("opened " + month);
        }
        series.shows("opened", total, 1);
        series.balances(List.of("opened"), opened);

        // When
        var suppressed = series.suppressed();

        // Then
        assertNothingCanBeFound(series, suppressed);
    }

    @Test
    void aSmallCountTakesTheNextSmallestOfItsSumWithItAndAZeroIsShown() {
        // Given
        var column = new Publication();
        column.shows("all", 60, 1);
        for (var one : Map.of("a", 3L, "b", 0L, "c", 12L, "d", 45L).entrySet())
            column.shows(one.getKey(), one.getValue(), 0);
        column.balances(List.of("all"), List.of("a", "b", "c", "d"));

        // When
        var suppressed = column.suppressed();

        // Then
        assertThat(suppressed).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void twoOnesThatTheirSumWouldGiveAwayTakeAThirdWithThem() {
        // Given
        var column = new Publication();
        column.shows("all", 51, 1);
        for (var one : Map.of("a", 1L, "b", 1L, "c", 49L).entrySet()) column.shows(one.getKey(), one.getValue(), 0);
        column.balances(List.of("all"), List.of("a", "b", "c"));

        // When
        var suppressed = column.suppressed();

        // Then
        assertThat(suppressed).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aSmallRestThatIsNotPrintedCannotBeFoundByTakingAway() {
        // Given
        var disclosure = new Disclosure<String>();
        disclosure.shows("all", 40, 1);
        disclosure.shows("in time", 38, 0);
        disclosure.implies("late", 2);
        disclosure.adds("all", List.of("in time", "late"));

        // When
        var suppressed = disclosure.suppressed();

        // Then
        assertThat(suppressed).containsExactly("in time");
    }

    private static long some(Random random) {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 4 : 14);
    }

    private static Publication random(Random random, int rows, int columns) {
        var table = new Publication();
        long[] ofColumn = new long[columns];
        long all = 0;
        for (int row = 0; row < rows; row++) {
            long ofRow = 0;
            var cells = new ArrayList<String>();
            for (int column = 0; column < columns; column++) {
                long value = some(random);
                table.shows(row + "x" + column, value, 0);
                cells.add(row + "x" + column);
                ofRow += value;
                ofColumn[column] += value;
            }
            table.shows("row " + row, ofRow, 1);
            table.balances(List.of("row " + row), cells);
            all += ofRow;
        }
        for (int column = 0; column < columns; column++) {
            int of = column;
            table.shows("column " + column, ofColumn[column], 1);
            table.balances(
                    List.of("column " + column),
                    IntStream.range(0, rows).mapToObj(row -> row + "x" + of).toList());
        }
        table.shows("all", all, 2);
        table.balances(
                List.of("all"),
                IntStream.range(0, rows).mapToObj(row -> "row " + row).toList());
        table.balances(
                List.of("all"),
                IntStream.range(0, columns)
                        .mapToObj(column -> "column " + column)
                        .toList());
        return table;
    }

    private static void assertNothingCanBeFound(Publication publication, Set<String> suppressed) {
        publication.counts.forEach((name, value) -> {
            if (value >= 1 && value <= 5) assertThat(suppressed).contains(name);
            if (value == 0) assertThat(suppressed).doesNotContain(name);
        });
        for (var name : suppressed) {
            assertThat(new Reader(publication, suppressed).finds(name))
                    .as("%s of %s without %s", name, publication.counts, suppressed)
                    .isFalse();
        }
    }

    /** Reasons about intervals, and tries: knows nothing of how the counts to leave out were chosen. */
    private static final class Reader {
        private static final long MOST = 80;

        private final Publication publication;
        private final Set<String> suppressed;
        private int tries = 20_000;

        private Reader(Publication publication, Set<String> suppressed) {
            this.publication = publication;
            this.suppressed = suppressed;
        }

        /** Whether no number but the true one is possible. */
        private boolean finds(String name) {
            long truth = publication.counts.get(name);
            var intervals = new LinkedHashMap<String, long[]>();
            publication.counts.forEach((one, value) ->
                    intervals.put(one, suppressed.contains(one) ? new long[] {1, MOST} : new long[] {value, value}));
            assertThat(narrowed(intervals))
                    .as("the published figures contradict each other")
                    .isTrue();
            long[] possible = intervals.get(name);
            for (long guess = possible[0]; guess <= possible[1]; guess++) {
                if (guess == truth) continue;
                var supposed = copy(intervals);
                supposed.put(name, new long[] {guess, guess});
                if (isPossible(supposed)) return false;
            }
            return true;
        }

        private boolean isPossible(Map<String, long[]> intervals) {
            if (--tries < 0 || !narrowed(intervals)) return false;
            var open = suppressed.stream()
                    .filter(name -> intervals.get(name)[0] < intervals.get(name)[1])
                    .findFirst();
            if (open.isEmpty()) return true;
            long[] possible = intervals.get(open.get());
            for (long guess = possible[0]; guess <= possible[1]; guess++) {
                var supposed = copy(intervals);
                supposed.put(open.get(), new long[] {guess, guess});
                if (isPossible(supposed)) return true;
            }
            return false;
        }

        /** Each count of a sum lies between what the others leave it at most and at least; false where nothing is left. */
        private boolean narrowed(Map<String, long[]> intervals) {
            boolean changed = true;
            while (changed) {
                changed = false;
                for (var sum : publication.sums) {
                    for (var name : sum.keySet()) {
                        long least = 0;
                        long most = 0;
                        for (var other : sum.entrySet()) {
                            if (other.getKey().equals(name)) continue;
                            long[] of = intervals.get(other.getKey());
                            boolean against = other.getValue().equals(sum.get(name));
                            least += against ? -of[1] : of[0];
                            most += against ? -of[0] : of[1];
                        }
                        long[] own = intervals.get(name);
                        if (least > own[0] || most < own[1]) {
                            own[0] = Math.max(own[0], least);
                            own[1] = Math.min(own[1], most);
                            changed = true;
                        }
                        if (own[0] > own[1]) return false;
                    }
                }
            }
            return true;
        }

        private static Map<String, long[]> copy(Map<String, long[]> intervals) {
            var copy = new LinkedHashMap<String, long[]>();
            intervals.forEach((name, interval) -> copy.put(name, interval.clone()));
            return copy;
        }
    }
}
