package waymark.reporting.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;

/**
 * One authority's facts of the cases whose events meet in one partition, in columns: all cases of a child are in one shard. Each kind of case adds
 * its own columns. Not safe for use by several threads.
 */
public abstract class FactShard<F extends Fact> {
    /** Sees every case with what is needed to put it into another shard. */
    @FunctionalInterface
    public interface Keeper<X extends Exception> {
        /** @param child null for a {@link Register} */
        void keep(UUID caseId, UUID child, int sequence, UUID event, Fact fact) throws X;
    }

    private record Source(int sequence, UUID event, Register register) {}

    /** No row. */
    public static final int ABSENT = UuidIndex.ABSENT;

    private static final int FIRST_LENGTH = 16;

    private final Map<UUID, Source> registers;
    private final UuidIndex cases;
    private final UuidIndex children;
    private int[] newestOfChild;
    private int[] sequences;
    private long[] eventsHigh;
    private long[] eventsLow;
    private int[] childOf;
    /** The child's cases in a ring: a case alone leads to itself. */
    private int[] otherOfChild;

    private boolean[] counts;

    protected FactShard() {
        registers = new HashMap<>();
        cases = new UuidIndex();
        children = new UuidIndex();
        newestOfChild = new int[FIRST_LENGTH];
        sequences = new int[FIRST_LENGTH];
        eventsHigh = new long[FIRST_LENGTH];
        eventsLow = new long[FIRST_LENGTH];
        childOf = new int[FIRST_LENGTH];
        otherOfChild = new int[FIRST_LENGTH];
        counts = new boolean[FIRST_LENGTH];
    }

    /** The same facts as they are now, while the other goes on changing. */
    protected FactShard(FactShard<F> other) {
        registers = new HashMap<>(other.registers);
        cases = other.cases.copy();
        children = other.children.copy();
        newestOfChild = other.newestOfChild.clone();
        sequences = other.sequences.clone();
        eventsHigh = other.eventsHigh.clone();
        eventsLow = other.eventsLow.clone();
        childOf = other.childOf.clone();
        otherOfChild = other.otherOfChild.clone();
        counts = other.counts.clone();
    }

    /** How many rows the kind's own columns must hold from now on. */
    protected abstract void lengthen(int rows);

    protected abstract void keep(int row, F fact);

    /** The row's fact, put together from the columns. */
    public abstract F fact(int row);

    public abstract FactShard<F> copy();

    public final int size() {
        return cases.size();
    }

    /** Cases and registers. */
    public final int total() {
        return cases.size() + registers.size();
    }

    /** 0 for a case not known. */
    public final int sequence(UUID caseId) {
        int row = cases.find(caseId);
        if (row != UuidIndex.ABSENT) return sequences[row];
        var source = registers.get(caseId);
        return source == null ? 0 : source.sequence;
    }

    /** The newest event folded into a case; null for a case not known. */
    public final UUID event(UUID caseId) {
        int row = cases.find(caseId);
        if (row != UuidIndex.ABSENT) return eventAt(row);
        var source = registers.get(caseId);
        return source == null ? null : source.event;
    }

    /** Null for a case not known. */
    public final Fact factOf(UUID caseId) {
        int row = cases.find(caseId);
        if (row != UuidIndex.ABSENT) return fact(row);
        var source = registers.get(caseId);
        return source == null ? null : source.register;
    }

    public final void put(UUID caseId, Register register, int sequence, UUID event) {
        registers.put(caseId, new Source(sequence, event, register));
    }

    public final void put(UUID caseId, UUID child, F fact, int sequence, UUID event) {
        int row = cases.find(caseId);
        if (row == UuidIndex.ABSENT) row = add(caseId, child);
        keep(row, fact);
        counts[row] = fact.counts();
        sequences[row] = sequence;
        eventsHigh[row] = event.getMostSignificantBits();
        eventsLow[row] = event.getLeastSignificantBits();
    }

    private int add(UUID caseId, UUID child) {
        int row = cases.add(caseId);
        if (row == sequences.length) {
            int rows = UuidIndex.grown(row);
            sequences = Arrays.copyOf(sequences, rows);
            eventsHigh = Arrays.copyOf(eventsHigh, rows);
            eventsLow = Arrays.copyOf(eventsLow, rows);
            childOf = Arrays.copyOf(childOf, rows);
            otherOfChild = Arrays.copyOf(otherOfChild, rows);
            counts = Arrays.copyOf(counts, rows);
        }
        lengthen(sequences.length);
        int of = children.find(child);
        if (of == UuidIndex.ABSENT) {
            of = children.add(child);
            if (of == newestOfChild.length) newestOfChild = Arrays.copyOf(newestOfChild, UuidIndex.grown(of));
            otherOfChild[row] = row;
        } else {
            int newest = newestOfChild[of];
            otherOfChild[row] = otherOfChild[newest];
            otherOfChild[newest] = row;
        }
        newestOfChild[of] = row;
        childOf[row] = of;
        return row;
    }

    /** Whether the same child has another case like this. */
    public final boolean anyOther(int row, IntPredicate wanted) {
        for (int other = otherOfChild[row]; other != row; other = otherOfChild[other]) {
            if (wanted.test(other)) return true;
        }
        return false;
    }

    public final <X extends Exception> void keepAll(Keeper<X> keeper) throws X {
        for (var source : registers.entrySet()) {
            var register = source.getValue();
            keeper.keep(source.getKey(), null, register.sequence, register.event, register.register);
        }
        for (int row = 0; row < cases.size(); row++) {
            keeper.keep(cases.at(row), children.at(childOf[row]), sequences[row], eventAt(row), fact(row));
        }
    }

    final int completeFrom() {
        return registers.values().stream()
                .mapToInt(source -> source.register.completeFrom())
                .max()
                .orElse(Days.NONE);
    }

    public final UUID caseId(int row) {
        return cases.at(row);
    }

    /** Numbers the children of this shard from 0. */
    final int child(int row) {
        return childOf[row];
    }

    /** The row of a case, or {@link #ABSENT}. */
    public final int row(UUID caseId) {
        return cases.find(caseId);
    }

    /** The next case of the same child, round and round. */
    public final int nextOfChild(int row) {
        return otherOfChild[row];
    }

    /** Whether it has a case of the child. */
    public final boolean knows(UUID child) {
        return children.find(child) != UuidIndex.ABSENT;
    }

    protected final UUID childKey(int row) {
        return children.at(childOf[row]);
    }

    public final boolean onlyCaseOfChild(int row) {
        return otherOfChild[row] == row;
    }

    final boolean counts(int row) {
        return counts[row];
    }

    private UUID eventAt(int row) {
        return new UUID(eventsHigh[row], eventsLow[row]);
    }
}
