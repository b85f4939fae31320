package waymark.reporting.domain.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which counts of a publication are left out, so that no count of 1 to 5 is in it or can be worked out from it. Zero is shown: it is about nobody. More is
 * left out than the small counts themselves: of everything left out, and of every small count that is not printed but follows from what is, there is
 * <em>another world</em> with the same published figures in which that count is another. A world is counts that add up as declared, those not printed 0 or
 * more and those left out 1 or more, since everybody knows that a zero would be shown.
 *
 * @param <K> names a count; two figures of the same name are the same count, in whatever table they stand
 */
public final class Disclosure<K> {
    public enum Setting {
        TRUE_NUMBERS,
        SUPPRESSED
    }

    private static final int MOST_SUPPRESSED = 5;
    /** Of looking for another world; where none is found by then, more is left out. */
    private static final int PATIENCE = 400;

    private final Map<K, Count> counts = new LinkedHashMap<>();
    private final List<Sum> sums = new ArrayList<>();
    private int steps;

    private final class Count {
        private final long value;
        private boolean shown;
        private int weight;
        private boolean suppressed;
        private final List<Sum> in = new ArrayList<>();
        /** By how much it is more in the other world that is looked for. */
        private int shift;

        private Count(long value) {
            this.value = value;
        }

        private boolean small() {
            return isSmall(value);
        }

        private boolean unknown() {
            return suppressed || !shown;
        }

        private boolean mustNotBeFound() {
            return suppressed || (!shown && small());
        }

        private boolean mayShift(int by) {
            return shift == 0 && unknown() && value + by >= (suppressed ? 1 : 0);
        }
    }

    private final class Term {
        private final Count count;
        private final int sign;

        private Term(Count count, int sign) {
            this.count = count;
            this.sign = sign;
        }
    }

    /** Terms that are 0 together. */
    private final class Sum {
        private final List<Term> terms;

        private Sum(List<Term> terms) {
            this.terms = terms;
        }

        private int shift() {
            return terms.stream().mapToInt(term -> term.sign * term.count.shift).sum();
        }

        private boolean has(Count one) {
            return terms.stream().anyMatch(term -> term.count == one);
        }
    }

    /** Whether a count is left out, of itself. */
    public static boolean isSmall(long count) {
        return count > 0 && count <= MOST_SUPPRESSED;
    }

    /**
     * A count that is printed, or follows at once from what is.
     *
     * @param weight the heavier, the rather another is left out in its place
     */
    public void shows(K count, long value, int weight) {
        var shown = counts.computeIfAbsent(count, none -> new Count(value));
        shown.shown = true;
        shown.weight = Math.max(shown.weight, weight);
    }

    /** A count that is printed nowhere, but has its part in sums. */
    public void implies(K count, long value) {
        counts.computeIfAbsent(count, none -> new Count(value));
    }

    /** @param parts like the total shown or implied before; what does not add up (records that contradict each other) tells nobody anything */
    public void adds(K total, List<K> parts) {
        balances(List.of(total), parts);
    }

    /** As {@link #adds}: the counts of both sides come to the same. */
    public void balances(List<K> left, List<K> right) {
        var terms = Stream.concat(
                        left.stream().map(one -> new Term(counts.get(one), 1)),
                        right.stream().map(one -> new Term(counts.get(one), -1)))
                .toList();
        if (terms.stream().mapToLong(term -> term.sign * term.count.value).sum() != 0) return;
        var sum = new Sum(terms);
        sums.add(sum);
        terms.forEach(term -> term.count.in.add(sum));
    }

    /** The counts to be left out. */
    public Set<K> suppressed() {
        counts.values().forEach(count -> count.suppressed = count.shown && count.small());
        boolean again = true;
        while (again) {
            again = false;
            for (var count : counts.values()) {
                while (count.mustNotBeFound() && !mayBeAnother(count) && oneMoreFor(count)) again = true;
            }
        }
        var suppressed = new LinkedHashSet<K>();
        counts.forEach((name, count) -> {
            if (count.suppressed) suppressed.add(name);
        });
        return suppressed;
    }

    private boolean mayBeAnother(Count count) {
        for (int by : new int[] {1, -1}) {
            if (!count.mayShift(by)) continue;
            steps = PATIENCE;
            count.shift = by;
            boolean found = balanced();
            counts.values().forEach(one -> one.shift = 0);
            if (found) return true;
        }
        return false;
    }

    /** Shifts further counts until every sum holds again; where that cannot be, only those stay shifted that were. */
    private boolean balanced() {
        var broken = sums.stream().filter(sum -> sum.shift() != 0).findFirst().orElse(null);
        if (broken == null) return true;
        if (--steps < 0) return false;
        for (var term : broken.terms) {
            int by = -Integer.signum(broken.shift()) * term.sign;
            if (!term.count.mayShift(by)) continue;
            term.count.shift = by;
            if (balanced()) return true;
            term.count.shift = 0;
        }
        return false;
    }

    /**
     * Leaves out one more: the one that is enough, if there is one; else one from a sum in which nothing else is unknown. Once everything but zeros is left
     * out, every count may be twice what it is, so this comes to an end.
     */
    private boolean oneMoreFor(Count found) {
        var near = near(found);
        var candidates = near.stream()
                .flatMap(sum -> sum.terms.stream())
                .map(term -> term.count)
                .distinct()
                .filter(count -> !count.unknown() && count.value > 0)
                .sorted(Comparator.<Count>comparingInt(count -> count.weight).thenComparingLong(count -> count.value))
                .toList();
        for (var one : candidates) {
            one.suppressed = true;
            if (mayBeAnother(found)) return true;
            one.suppressed = false;
        }
        var next = Stream.concat(found.in.stream(), near.stream())
                .filter(sum ->
                        sum.terms.stream().filter(term -> term.count.unknown()).count() == 1)
                .flatMap(sum -> candidates.stream().filter(sum::has).limit(1))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
        next.ifPresent(one -> one.suppressed = true);
        return next.isPresent();
    }

    /** The sums that hang together with a count through what is unknown. */
    private Set<Sum> near(Count count) {
        var near = new LinkedHashSet<>(count.in);
        var open = new ArrayList<>(count.in);
        while (!open.isEmpty()) {
            for (var term : open.removeLast().terms) {
                if (!term.count.unknown()) continue;
                for (var sum : term.count.in) if (near.add(sum)) open.add(sum);
            }
        }
        return near;
    }
}
