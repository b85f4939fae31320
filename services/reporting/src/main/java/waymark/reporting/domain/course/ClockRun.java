package waymark.reporting.domain.course;

import static waymark.reporting.domain.Days.NONE;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import waymark.reporting.domain.Codes;

/**
 * One run of a clock, as marks make it. Days as {@link waymark.reporting.domain.Days}.
 *
 * @param subject null where a case has one of the clock at a time
 * @param dueOn the last day in time
 * @param endedOn none while it runs; the day it started of a run that was annulled
 * @param stopped whether its step was done; false while it runs, and where it lapsed
 */
public record ClockRun(
        String clock,
        int instance,
        String subject,
        int startedOn,
        int dueOn,
        int endedOn,
        boolean stopped,
        boolean excused) {

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
                mark.clock(), mark.instance(), mark.subject(), mark.startedOn(), mark.dueOn(), NONE, false, false);
    }

    private ClockRun after(ClockMark mark) {
        return switch (mark.action()) {
            case START -> started(mark);
            case STOP -> new ClockRun(clock, instance, subject, startedOn, dueOn, mark.on(), true, excused);
            case LAPSE -> new ClockRun(clock, instance, subject, startedOn, dueOn, mark.on(), false, excused);
            case EXCUSE -> new ClockRun(clock, instance, subject, startedOn, dueOn, endedOn, stopped, true);
        };
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
                    in.readBoolean());
        }
        return List.of(runs);
    }
}
