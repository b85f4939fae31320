package waymark.reporting.domain.course;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.Parts;

/**
 * The runs of the clocks of cases, in columns. On time is what {@link #stoppedOn stopped} and not {@link #late}; running is from {@link #startedOn} until
 * {@link #endedOn}, overdue from {@link #overdueFrom} until then.
 */
public final class ClockRuns extends Parts {
    private final Dictionary clocks;
    private final Dictionary subjects;
    private byte[] clock = {};
    private byte[] subject = {};
    private int[] instance = {};
    private int[] startedOn = {};
    /** The first day at whose end it is overdue. */
    private int[] overdueFrom = {};

    private int[] dueOn = {};
    private int[] endedOn = {};
    private int[] stoppedOn = {};
    private boolean[] excused = {};
    private boolean[] late = {};
    /** Of clocks that count hours; empty while there is none. */
    private long[] dueAt = {};

    private long[] endedAt = {};

    /** @param subjects what runs can be about; fewer than 128, as of clocks */
    public ClockRuns(Dictionary clocks, Dictionary subjects) {
        this.clocks = clocks;
        this.subjects = subjects;
    }

    private ClockRuns(ClockRuns other) {
        super(other);
        clocks = other.clocks;
        subjects = other.subjects;
        clock = other.clock.clone();
        subject = other.subject.clone();
        instance = other.instance.clone();
        startedOn = other.startedOn.clone();
        overdueFrom = other.overdueFrom.clone();
        dueOn = other.dueOn.clone();
        endedOn = other.endedOn.clone();
        stoppedOn = other.stoppedOn.clone();
        excused = other.excused.clone();
        late = other.late.clone();
        dueAt = other.dueAt.clone();
        endedAt = other.endedAt.clone();
    }

    public ClockRuns copy() {
        return new ClockRuns(this);
    }

    @Override
    protected void lengthen(int slots) {
        if (clock.length >= slots) return;
        clock = Arrays.copyOf(clock, slots);
        subject = Arrays.copyOf(subject, slots);
        instance = Arrays.copyOf(instance, slots);
        startedOn = Arrays.copyOf(startedOn, slots);
        overdueFrom = Arrays.copyOf(overdueFrom, slots);
        dueOn = Arrays.copyOf(dueOn, slots);
        endedOn = Arrays.copyOf(endedOn, slots);
        stoppedOn = Arrays.copyOf(stoppedOn, slots);
        excused = Arrays.copyOf(excused, slots);
        late = Arrays.copyOf(late, slots);
    }

    @Override
    protected void empty(int slot) {
        startedOn[slot] = NONE;
        overdueFrom[slot] = NONE;
        dueOn[slot] = NONE;
        endedOn[slot] = NONE;
        stoppedOn[slot] = NONE;
    }

    public void keep(int row, List<ClockRun> runs) {
        allot(row, runs.size());
        int slot = first(row);
        for (var run : runs) {
            clock[slot] = small(clocks.numberOf(run.clock()));
            subject[slot] = small(subjects.numberOf(run.subject()));
            instance[slot] = run.instance();
            startedOn[slot] = run.startedOn();
            overdueFrom[slot] = run.overdueFrom();
            dueOn[slot] = run.dueOn();
            endedOn[slot] = run.endedOn();
            stoppedOn[slot] = run.stopped() ? run.endedOn() : NONE;
            excused[slot] = run.excused();
            late[slot] = run.stopped() && run.late();
            keepMoments(slot, run);
            slot = next(slot);
        }
    }

    private void keepMoments(int slot, ClockRun run) {
        if (run.dueAt() == Moments.NONE && slot >= dueAt.length) return;
        if (slot >= dueAt.length) {
            int before = dueAt.length;
            dueAt = Arrays.copyOf(dueAt, clock.length);
            endedAt = Arrays.copyOf(endedAt, clock.length);
            Arrays.fill(dueAt, before, dueAt.length, Moments.NONE);
            Arrays.fill(endedAt, before, endedAt.length, Moments.NONE);
        }
        dueAt[slot] = run.dueAt();
        endedAt[slot] = run.endedAt();
    }

    private static byte small(char number) {
        if (number > Byte.MAX_VALUE) throw new IllegalStateException("there are too many different clocks or subjects");
        return (byte) number;
    }

    public List<ClockRun> of(int row) {
        var runs = new ArrayList<ClockRun>();
        for (int slot = first(row); slot != Parts.NO_PART; slot = next(slot)) {
            runs.add(new ClockRun(
                    clocks.valueOf(clock[slot]),
                    instance[slot],
                    subjects.valueOf(subject[slot]),
                    startedOn[slot],
                    dueOn(slot),
                    endedOn[slot],
                    stoppedOn[slot] != NONE,
                    excused[slot],
                    dueAt(slot),
                    endedAt(slot)));
        }
        return List.copyOf(runs);
    }

    public int[] startedOn() {
        return startedOn;
    }

    /** The last days in time. */
    public int[] dueOn() {
        return dueOn;
    }

    public int[] overdueFrom() {
        return overdueFrom;
    }

    /** None while it runs. */
    public int[] endedOn() {
        return endedOn;
    }

    /** None while it runs, and where it lapsed. */
    public int[] stoppedOn() {
        return stoppedOn;
    }

    /** The clock's number. */
    public int clock(int slot) {
        return clock[slot];
    }

    /** The sequence of the step that started it. */
    public int instance(int slot) {
        return instance[slot];
    }

    /** The subject's number. */
    public int subject(int slot) {
        return subject[slot];
    }

    public int startedOn(int slot) {
        return startedOn[slot];
    }

    /** The last day in time. */
    public int dueOn(int slot) {
        return dueOn[slot];
    }

    public int endedOn(int slot) {
        return endedOn[slot];
    }

    public boolean stopped(int slot) {
        return stoppedOn[slot] != NONE;
    }

    /** Of one that stopped: whether after its last moment, or its last day. */
    public boolean late(int slot) {
        return late[slot];
    }

    private long dueAt(int slot) {
        return slot < dueAt.length ? dueAt[slot] : Moments.NONE;
    }

    /** None while it runs, and where only the day is known. */
    public long endedAt(int slot) {
        return slot < endedAt.length ? endedAt[slot] : Moments.NONE;
    }

    /** From start to stop. */
    public int days(int slot) {
        return stoppedOn[slot] - startedOn[slot];
    }

    public boolean excused(int slot) {
        return excused[slot];
    }
}
