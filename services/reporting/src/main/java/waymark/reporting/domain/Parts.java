package waymark.reporting.domain;

import java.util.Arrays;

/**
 * Parts of cases, each in a slot of columns of its own, with the row of the case it belongs to. A slot that its case needs no more is given to another. Kinds
 * of part add their columns. Not safe for use by several threads.
 */
public abstract class Parts {
    /** Not called as {@link Days#NONE} is, which it would hide from those that extend this. */
    public static final int NO_PART = -1;

    private static final int FIRST_LENGTH = 16;

    /** By row, one more than the slot, so that a new row has none. */
    private int[] firsts;

    private int[] nexts;
    private int[] owners;
    private int size;
    private int free = NO_PART;

    protected Parts() {
        firsts = new int[FIRST_LENGTH];
        nexts = new int[FIRST_LENGTH];
        owners = new int[FIRST_LENGTH];
    }

    /** The same parts as they are now, while the other goes on changing. */
    protected Parts(Parts other) {
        firsts = other.firsts.clone();
        nexts = other.nexts.clone();
        owners = other.owners.clone();
        size = other.size;
        free = other.free;
    }

    /** How many slots the columns must hold from now on. */
    protected abstract void lengthen(int slots);

    /** Sets all days of a slot to {@link Days#NONE}, so that it is in no population. */
    protected abstract void empty(int slot);

    /** Gives a case exactly so many slots; they are found by {@link #first} and {@link #next}, those it had before in their order. */
    protected final void allot(int row, int count) {
        if (row >= firsts.length) firsts = Arrays.copyOf(firsts, UuidIndex.grown(row));
        int last = NO_PART;
        int slot = first(row);
        for (int at = 0; at < count; at++) {
            if (slot == NO_PART) {
                slot = take(row);
                if (last == NO_PART) firsts[row] = slot + 1;
                else nexts[last] = slot;
            }
            last = slot;
            slot = nexts[slot];
        }
        if (last == NO_PART) firsts[row] = 0;
        else nexts[last] = NO_PART;
        while (slot != NO_PART) slot = release(slot);
    }

    private int take(int row) {
        int slot = free;
        if (slot == NO_PART) {
            slot = size++;
            if (slot == owners.length) {
                owners = Arrays.copyOf(owners, UuidIndex.grown(slot));
                nexts = Arrays.copyOf(nexts, owners.length);
            }
            lengthen(owners.length);
        } else {
            free = nexts[slot];
        }
        owners[slot] = row;
        nexts[slot] = NO_PART;
        return slot;
    }

    private int release(int slot) {
        int next = nexts[slot];
        empty(slot);
        nexts[slot] = free;
        free = slot;
        return next;
    }

    /** The first part of a case, or {@link #NO_PART}. */
    public final int first(int row) {
        return row < firsts.length ? firsts[row] - 1 : NO_PART;
    }

    /** The part of the same case after this one, or {@link #NO_PART}. */
    public final int next(int slot) {
        return nexts[slot];
    }

    /** The row of the case. */
    public final int owner(int slot) {
        return owners[slot];
    }

    /** Slots, empty ones included. */
    final int size() {
        return size;
    }

    final int[] owners() {
        return owners;
    }
}
