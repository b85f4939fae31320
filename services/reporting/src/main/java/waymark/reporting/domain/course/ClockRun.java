package waymark.reporting.domain.course;

import static waymark.reporting.domain.Days.NONE;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Moments;

/**
 * One run of a clock, as marks make it. Days as {@link waymark.reporting.domain.Days}.
 *
 * @param subject null where a case has one of the clock at a time
 * @param dueOn the last day in time
 * @param endedOn none while it runs; the day it started of a run that was annulled
 * @param stopped whether its step was done; false while it runs, and where it lapsed
 * @param dueAt the last moment in time, as {@link Moments}; none of a clock that counts days
 * @param endedAt none while it runs, and where only the day is known
 */
public record ClockRun(
        String clock,
        int instance,
        String subject,
        int startedOn,
        int dueOn,
        int endedOn,
        boolean stopped,
        boolean excused,
        long dueAt,
        long endedAt) {
    /** Of a clock that counts days. */
    public ClockRun(
            String clock,
            int instance,
            String subject,
            int startedOn,
            int dueOn,
            int endedOn,
            boolean stopped,
            boolean excused) {
        this(clock, instance, subject, startedOn, dueOn, endedOn, stopped, excused, Moments.NONE, Moments.NONE);
    }

    /** The runs after an event's marks, in the order in which they were first started. */
    public static List<ClockRun> after(List<ClockRun> runs, List<ClockMark> marks) {
        if (marks.isEmpty()) return runs;
        var after = new ArrayList<>(runs);
        for (var mark : marks) {
            int place = 0;
            while (place < after.size() && !after.get(place).isNamedBy(mark)) place++;
            if (place == after.size()) after.add(started(mark));
            after.set(place, after.get(place).after(mark));
        }
        return List.copyOf(after);
    }

    private boolean isNamedBy(ClockMark mark) {
        return instance == mark.instance() && clock.equals(mark.clock());
    }

    private static ClockRun started(ClockMark mark) {
        return new ClockRun(
                mark.clock(),
                mark.instance(),
                mark.subject(),
                mark.startedOn(),
                mark.dueOn(),
                NONE,
                false,
                false,
                mark.dueAt(),
                Moments.NONE);
    }

    private ClockRun after(ClockMark mark) {
        return switch (mark.action()) {
            case START -> started(mark);
            case STOP -> ended(mark, true);
            case LAPSE -> ended(mark, false);
            case EXCUSE ->
                new ClockRun(clock, instance, subject, startedOn, dueOn, endedOn, stopped, true, dueAt, endedAt);
        };
    }

    private ClockRun ended(ClockMark mark, boolean done) {
        return new ClockRun(clock, instance, subject, startedOn, dueOn, mark.on(), done, excused, dueAt, mark.at());
    }

    /** Of one that ended: whether after its last moment, where both are known, or after its last day. */
    boolean late() {
        boolean timed = dueAt != Moments.NONE && endedAt != Moments.NONE;
        return timed ? endedAt > dueAt : endedOn > dueOn;
    }

    /** Of one that ended: the contrary. */
    public boolean inTime() {
        return !late();
    }

    /** The first day at whose end it is overdue: that of its last moment, or the day after its last day. */
    int overdueFrom() {
        return dueAt == Moments.NONE ? dueOn + 1 : dueOn;
    }

    public static void write(List<ClockRun> runs, DataOutput out, Codes.Out codes) throws IOException {
        out.writeInt(runs.size());
        for (var run : runs) {
            codes.write(run.clock, out);
            out.writeInt(run.instance);
            codes.write(run.subject, out);
            out.writeInt(run.startedOn);
            out.writeInt(run.dueOn);
            out.writeInt(run.endedOn);
            out.writeBoolean(run.stopped);
            out.writeBoolean(run.excused);
            out.writeLong(run.dueAt);
            out.writeLong(run.endedAt);
        }
    }

    public static List<ClockRun> read(DataInput in, Codes.In codes) throws IOException {
        var runs = new ClockRun[in.readInt()];
        for (int number = 0; number < runs.length; number++) {
            runs[number] = new ClockRun(
                    codes.read(in),
                    in.readInt(),
                    codes.read(in),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readLong(),
                    in.readLong());
        }
        return List.of(runs);
    }
}
