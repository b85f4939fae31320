package waymark.reporting.domain.course;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Parts;

/** The days on which cases stood somehow, in columns. */
public final class Spans extends Parts {
    private final Dictionary kinds;
    private char[] what = {};
    private int[] from = {};
    private int[] until = {};

    public Spans(Dictionary kinds) {
        this.kinds = kinds;
    }

    private Spans(Spans other) {
        super(other);
        kinds = other.kinds;
        what = other.what.clone();
        from = other.from.clone();
        until = other.until.clone();
    }

    public Spans copy() {
        return new Spans(this);
    }

    @Override
    protected void lengthen(int slots) {
        if (what.length >= slots) return;
        what = Arrays.copyOf(what, slots);
        from = Arrays.copyOf(from, slots);
        until = Arrays.copyOf(until, slots);
    }

    @Override
    protected void empty(int slot) {
        from[slot] = NONE;
        until[slot] = NONE;
    }

    public void keep(int row, List<Span> spans) {
        allot(row, spans.size());
        int slot = first(row);
        for (var span : spans) {
            what[slot] = kinds.numberOf(span.what());
            from[slot] = span.from();
            until[slot] = span.until();
            slot = next(slot);
        }
    }

    public List<Span> of(int row) {
        var spans = new ArrayList<Span>();
        for (int slot = first(row); slot != Parts.NO_PART; slot = next(slot)) {
            spans.add(new Span(kinds.valueOf(what[slot]), from[slot], until[slot]));
        }
        return List.copyOf(spans);
    }

    public int[] from() {
        return from;
    }

    public int[] until() {
        return until;
    }

    /** The number of what stood. */
    public int what(int slot) {
        return what[slot];
    }

    public int from(int slot) {
        return from[slot];
    }

    public int until(int slot) {
        return until[slot];
    }
}
