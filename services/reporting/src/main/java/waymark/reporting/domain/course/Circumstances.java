package waymark.reporting.domain.course;

import static waymark.reporting.domain.Days.NONE;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import waymark.reporting.domain.Codes;

/**
 * A child's circumstances through a case. The kind of case knows which stands in which place; a null is not recorded, or did not change.
 *
 * @param atOpening in force from ever
 * @param changes later ones by (day, sequence)
 */
public record Circumstances(List<String> atOpening, List<Change> changes) {
    /** Some values and the day from which they hold; the sequence is that of the entry, by which it can be corrected. */
    public record Change(int on, int sequence, List<String> values) {
        private static final Comparator<Change> IN_FORCE =
                Comparator.comparingInt(Change::on).thenComparingInt(Change::sequence);
    }

    public static Circumstances of(List<String> atOpening) {
        return new Circumstances(atOpening, List.of());
    }

    /** By place; any may be null. */
    public static List<String> values(String... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** The value in force on a day, or null. */
    public String on(int day, int place) {
        for (var change : changes.reversed()) {
            var found = change.on > day ? null : change.values.get(place);
            if (found != null) return found;
        }
        return atOpening.get(place);
    }

    public Circumstances changed(int on, int sequence, List<String> values) {
        var all = new ArrayList<>(changes);
        all.add(new Change(on, sequence, values));
        all.sort(Change.IN_FORCE);
        return new Circumstances(atOpening, List.copyOf(all));
    }

    /** With other values at the opening. */
    public Circumstances corrected(List<String> values) {
        return new Circumstances(with(atOpening, values), changes);
    }

    /**
     * With another day or other values for an entry. One that changed no circumstances (a check, a review) is not here.
     *
     * @param entryOn none where it is as it was
     */
    public Circumstances corrected(int entry, int entryOn, List<String> values) {
        var corrected = new ArrayList<Change>();
        for (var change : changes) {
            corrected.add(
                    change.sequence != entry
                            ? change
                            : new Change(entryOn == NONE ? change.on : entryOn, entry, with(change.values, values)));
        }
        corrected.sort(Change.IN_FORCE);
        return new Circumstances(atOpening, List.copyOf(corrected));
    }

    private static List<String> with(List<String> before, List<String> corrected) {
        var values = new String[before.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = corrected.get(place) == null ? before.get(place) : corrected.get(place);
        }
        return values(values);
    }

    public void write(DataOutput out, Codes.Out codes) throws IOException {
        write(atOpening, out, codes);
        out.writeInt(changes.size());
        for (var change : changes) {
            out.writeInt(change.on);
            out.writeInt(change.sequence);
            write(change.values, out, codes);
        }
    }

    private static void write(List<String> values, DataOutput out, Codes.Out codes) throws IOException {
        for (var value : values) codes.write(value, out);
    }

    /** @param places how many circumstances the kind has */
    public static Circumstances read(int places, DataInput in, Codes.In codes) throws IOException {
        var atOpening = values(places, in, codes);
        var changes = new Change[in.readInt()];
        for (int number = 0; number < changes.length; number++) {
            changes[number] = new Change(in.readInt(), in.readInt(), values(places, in, codes));
        }
        return new Circumstances(atOpening, List.of(changes));
    }

    private static List<String> values(int places, DataInput in, Codes.In codes) throws IOException {
        var values = new String[places];
        for (int place = 0; place < places; place++) values[place] = codes.read(in);
        return values(values);
    }
}
