package waymark.reporting.domain;

import java.util.Arrays;
import java.util.UUID;

/** Numbers UUIDs from 0 in the order in which they come, in about 24 bytes each: an object per id would take 60. */
final class UuidIndex {
    static final int ABSENT = -1;

    private long[] high = new long[16];
    private long[] low = new long[16];
    private int[] slots = new int[32];
    private int size;

    UuidIndex() {}

    private UuidIndex(UuidIndex other) {
        high = other.high.clone();
        low = other.low.clone();
        slots = other.slots.clone();
        size = other.size;
    }

    UuidIndex copy() {
        return new UuidIndex(this);
    }

    int size() {
        return size;
    }

    UUID at(int number) {
        return new UUID(high[number], low[number]);
    }

    int find(UUID id) {
        int slot = slotOf(id.getMostSignificantBits(), id.getLeastSignificantBits(), slots);
        return slots[slot] - 1;
    }

    /** The number of an id that is not in yet. */
    int add(UUID id) {
        if (size == high.length) {
            high = Arrays.copyOf(high, grown(size));
            low = Arrays.copyOf(low, grown(size));
        }
        if (4 * size >= 3 * slots.length) spread();
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        slots[slotOf(high[size], low[size], slots)] = size + 1;
        return size++;
    }

    /** A quarter more: doubling would leave half of a large table empty. */
    static int grown(int length) {
        return Math.max(16, length + (length >> 2));
    }

    private void spread() {
        var wider = new int[2 * slots.length];
        for (int number = 0; number < size; number++) wider[slotOf(high[number], low[number], wider)] = number + 1;
        slots = wider;
    }

    /** Where the id is, or the free slot where it belongs. */
    private int slotOf(long mostSignificant, long leastSignificant, int[] among) {
        long mixed = (mostSignificant ^ Long.rotateLeft(leastSignificant, 32)) * 0x9E3779B97F4A7C15L;
        int mask = among.length - 1;
        int slot = (int) (mixed >>> 32) & mask;
        while (among[slot] != 0
                && (high[among[slot] - 1] != mostSignificant || low[among[slot] - 1] != leastSignificant)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
