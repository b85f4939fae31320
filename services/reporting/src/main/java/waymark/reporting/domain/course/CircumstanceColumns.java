package waymark.reporting.domain.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.course.Circumstances.Change;

/** The circumstances of cases in columns: those at the opening by row, later changes packed for the few cases that have them. */
public final class CircumstanceColumns {
    private static final int[] NEVER_CHANGED = {};

    private final List<Dictionary> dictionaries;
    /** Ints of a packed change: its day, its sequence, and the numbers of what it changed, two to an int. */
    private final int width;

    private final char[][] atOpening;
    private int[][] changes;

    /** @param dictionaries by place */
    public CircumstanceColumns(Dictionary... dictionaries) {
        this.dictionaries = List.of(dictionaries);
        width = 2 + (dictionaries.length + 1) / 2;
        atOpening = new char[dictionaries.length][0];
        changes = new int[0][];
    }

    /** The same as they are now, while the other goes on changing. */
    public CircumstanceColumns(CircumstanceColumns other) {
        dictionaries = other.dictionaries;
        width = other.width;
        atOpening = new char[dictionaries.size()][];
        for (int place = 0; place < atOpening.length; place++) atOpening[place] = other.atOpening[place].clone();
        // A row's changes are never written to, only replaced.
        changes = other.changes.clone();
    }

    public void lengthen(int rows) {
        if (changes.length >= rows) return;
        for (int place = 0; place < atOpening.length; place++) {
            atOpening[place] = Arrays.copyOf(atOpening[place], rows);
        }
        changes = Arrays.copyOf(changes, rows);
    }

    public void keep(int row, Circumstances circumstances) {
        for (int place = 0; place < atOpening.length; place++) {
            atOpening[place][row] = number(place, circumstances.atOpening());
        }
        changes[row] = pack(circumstances.changes());
    }

    public Circumstances of(int row) {
        var opening = new String[atOpening.length];
        for (int place = 0; place < opening.length; place++) {
            opening[place] = dictionaries.get(place).valueOf(atOpening[place][row]);
        }
        return new Circumstances(Circumstances.values(opening), unpack(changes[row]));
    }

    /** The number of the circumstance in force on a day. */
    public int on(int place, int row, int day) {
        var later = changes[row];
        for (int at = later.length - width; at >= 0; at -= width) {
            if (later[at] > day) continue;
            int number = packed(later, at, place);
            if (number != 0) return number;
        }
        return atOpening[place][row];
    }

    private static int packed(int[] packed, int at, int place) {
        return (packed[at + 2 + place / 2] >>> (place % 2 * 16)) & 0xFFFF;
    }

    private char number(int place, List<String> values) {
        return dictionaries.get(place).numberOf(values.get(place));
    }

    private int[] pack(List<Change> all) {
        if (all.isEmpty()) return NEVER_CHANGED;
        var packed = new int[width * all.size()];
        int at = 0;
        for (var change : all) {
            packed[at] = change.on();
            packed[at + 1] = change.sequence();
            for (int place = 0; place < atOpening.length; place++) {
                packed[at + 2 + place / 2] |= number(place, change.values()) << (place % 2 * 16);
            }
            at += width;
        }
        return packed;
    }

    private List<Change> unpack(int[] packed) {
        if (packed.length == 0) return List.of();
        var all = new ArrayList<Change>(packed.length / width);
        for (int at = 0; at < packed.length; at += width) {
            var values = new String[atOpening.length];
            for (int place = 0; place < values.length; place++) {
                values[place] = dictionaries.get(place).valueOf(packed(packed, at, place));
            }
            all.add(new Change(packed[at], packed[at + 1], Circumstances.values(values)));
        }
        return all;
    }
}
