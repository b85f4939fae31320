package waymark.reporting.domain.course;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Parts;

/** The steps of the course of cases, in columns. What a step began stands from its day until {@link #until}. */
public final class Steps extends Parts {
    private final Dictionary kinds;
    private final Dictionary codes;
    private int[] sequence = {};
    private char[] what = {};
    private int[] on = {};
    private int[] of = {};
    private char[] code = {};
    private int[] until = {};

    public Steps(Dictionary kinds, Dictionary codes) {
        this.kinds = kinds;
        this.codes = codes;
    }

    private Steps(Steps other) {
        super(other);
        kinds = other.kinds;
        codes = other.codes;
        sequence = other.sequence.clone();
        what = other.what.clone();
        on = other.on.clone();
        of = other.of.clone();
        code = other.code.clone();
        until = other.until.clone();
    }

    public Steps copy() {
        return new Steps(this);
    }

    @Override
    protected void lengthen(int slots) {
        if (what.length >= slots) return;
        sequence = Arrays.copyOf(sequence, slots);
        what = Arrays.copyOf(what, slots);
        on = Arrays.copyOf(on, slots);
        of = Arrays.copyOf(of, slots);
        code = Arrays.copyOf(code, slots);
        until = Arrays.copyOf(until, slots);
    }

    @Override
    protected void empty(int slot) {
        on[slot] = NONE;
        until[slot] = NONE;
    }

    public void keep(int row, List<Step> steps) {
        allot(row, steps.size());
        int slot = first(row);
        for (var step : steps) {
            sequence[slot] = step.sequence();
            what[slot] = kinds.numberOf(step.what());
            on[slot] = step.on();
            of[slot] = step.of();
            code[slot] = codes.numberOf(step.code());
            until[slot] = step.until();
            slot = next(slot);
        }
    }

    public List<Step> of(int row) {
        var steps = new ArrayList<Step>();
        for (int slot = first(row); slot != Parts.NO_PART; slot = next(slot)) {
            steps.add(new Step(
                    sequence[slot],
                    kinds.valueOf(what[slot]),
                    on[slot],
                    of[slot],
                    codes.valueOf(code[slot]),
                    until[slot]));
        }
        return List.copyOf(steps);
    }

    public int[] on() {
        return on;
    }

    public int[] until() {
        return until;
    }

    /** The number of what happened. */
    public int what(int slot) {
        return what[slot];
    }

    /** The sequence of the step that it answers; 0 where it answers none. */
    public int answers(int slot) {
        return of[slot];
    }

    /** The code's number. */
    public int code(int slot) {
        return code[slot];
    }

    public int on(int slot) {
        return on[slot];
    }

    public int until(int slot) {
        return until[slot];
    }
}
