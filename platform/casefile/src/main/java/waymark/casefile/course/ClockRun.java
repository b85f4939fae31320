package waymark.casefile.course;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import waymark.casefile.course.ClockMark.Action;

/**
 * One run of a clock, from the step that started it.
 *
 * @param instance sequence of the step that started it
 * @param subject what it is about where a case has several runs of the clock, else null
 * @param dueOn last day that is in time
 * @param endedOn null while it runs
 * @param ending null while it runs
 */
public record ClockRun(
        String clock,
        int version,
        int instance,
        String subject,
        LocalDate startedOn,
        LocalDate dueOn,
        LocalDate endedOn,
        Ending ending,
        boolean excused) {

    public enum Ending {
        STOPPED,
        LAPSED
    }

    boolean isRunOf(String ofClock, int ofInstance) {
        return instance == ofInstance && clock.equals(ofClock);
    }

    /** A run whose start was annulled: it never ran. */
    private boolean cancelled() {
        return ending == Ending.LAPSED && startedOn.equals(endedOn);
    }

    /** The runs after what an event did to them. */
    public static List<ClockRun> after(List<ClockRun> runs, List<ClockMark> marks) {
        if (marks.isEmpty()) return runs;
        var after = new ArrayList<>(runs);
        for (var mark : marks) {
            int place = place(after, mark);
            switch (mark.action()) {
                case START -> {
                    var started = new ClockRun(
                            mark.clock(),
                            mark.version(),
                            mark.instance(),
                            mark.subject(),
                            mark.startedOn(),
                            mark.dueOn(),
                            null,
                            null,
                            false);
                    if (place < 0) after.add(started);
                    else after.set(place, started);
                }
                case STOP -> after.set(place, after.get(place).ended(mark.on(), Ending.STOPPED));
                case LAPSE -> after.set(place, after.get(place).ended(mark.on(), Ending.LAPSED));
                case EXCUSE -> after.set(place, after.get(place).withExcuse());
            }
        }
        return List.copyOf(after);
    }

    /** What turns the ones into the others. */
    public static List<ClockMark> marks(List<ClockRun> before, List<ClockRun> after) {
        var marks = new ArrayList<ClockMark>();
        for (var run : before) {
            boolean gone = after.stream().noneMatch(other -> other.isRunOf(run.clock, run.instance));
            if (gone && !run.cancelled()) marks.add(run.mark(Action.LAPSE, run.startedOn));
        }
        for (var run : after) {
            var known = before.stream()
                    .filter(other -> other.isRunOf(run.clock, run.instance))
                    .findFirst()
                    .orElse(null);
            if (run.equals(known)) continue;
            boolean anew = known == null || !known.goesOnAs(run);
            if (anew) marks.add(run.mark(Action.START, null));
            if (run.endedOn != null && (anew || known.endedOn == null)) {
                marks.add(run.mark(run.ending == Ending.STOPPED ? Action.STOP : Action.LAPSE, run.endedOn));
            }
            if (run.excused && (anew || !known.excused)) marks.add(run.mark(Action.EXCUSE, null));
        }
        return List.copyOf(marks);
    }

    /** Whether it can become the other without being started again. */
    private boolean goesOnAs(ClockRun other) {
        return version == other.version
                && startedOn.equals(other.startedOn)
                && dueOn.equals(other.dueOn)
                && Objects.equals(subject, other.subject)
                && (endedOn == null || (endedOn.equals(other.endedOn) && ending == other.ending))
                && (!excused || other.excused);
    }

    private ClockRun ended(LocalDate on, Ending how) {
        return new ClockRun(clock, version, instance, subject, startedOn, dueOn, on, how, excused);
    }

    private ClockRun withExcuse() {
        return new ClockRun(clock, version, instance, subject, startedOn, dueOn, endedOn, ending, true);
    }

    private ClockMark mark(Action action, LocalDate on) {
        return new ClockMark(clock, version, action, startedOn, dueOn, instance, subject, on);
    }

    private static int place(List<ClockRun> runs, ClockMark mark) {
        for (int place = 0; place < runs.size(); place++) {
            if (runs.get(place).isRunOf(mark.clock(), mark.instance())) return place;
        }
        return -1;
    }
}
