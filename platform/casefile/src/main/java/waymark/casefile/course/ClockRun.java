package waymark.casefile.course;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import waymark.casefile.course.ClockMark.Action;
import waymark.casefile.course.ClockRule.Sense;

/**
 * One run of a clock, from the step that started it.
 *
 * @param instance sequence of the step that started it
 * @param subject what it is about where a case has several runs of the clock, else null
 * @param dueOn last day that is in time
 * @param endedOn null while it runs
 * @param ending null while it runs
 * @param sense how the due day is to be read; of a run recorded before marks said so, at most
 * @param startedAt null save of a clock that counts hours, where the time of the start is known
 * @param dueAt last moment that is in time; null as startedAt
 * @param endedAt null as startedAt, while it runs, and where only the day of its end is known
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
        boolean excused,
        Sense sense,
        Instant startedAt,
        Instant dueAt,
        Instant endedAt) {

    public ClockRun {
        if (sense == null) sense = Sense.AT_MOST;
    }

    /** Of a clock that counts days and whose step is to be done by the due day. */
    public ClockRun(
            String clock,
            int version,
            int instance,
            String subject,
            LocalDate startedOn,
            LocalDate dueOn,
            LocalDate endedOn,
            Ending ending,
            boolean excused) {
        this(clock, version, instance, subject, startedOn, dueOn, endedOn, ending, excused, null, null, null, null);
    }

    public enum Ending {
        STOPPED,
        LAPSED
    }

    boolean isRunOf(String ofClock, int ofInstance) {
        return instance == ofInstance && clock.equals(ofClock);
    }

    /** A run whose start was annulled: it never ran. */
    private boolean cancelled() {
        return ending == Ending.LAPSED && startedOn.equals(endedOn) && Objects.equals(startedAt, endedAt);
    }

    /**
     * Whether it ended in time, by the moments where both are known, else by the days.
     *
     * @throws NullPointerException while it runs
     */
    boolean endedInTime() {
        boolean momentsKnown = dueAt != null && endedAt != null;
        return momentsKnown ? !endedAt.isAfter(dueAt) : !endedOn.isAfter(dueOn);
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
                            false,
                            mark.sense(),
                            mark.startedAt(),
                            mark.dueAt(),
                            null);
                    if (place < 0) after.add(started);
                    else after.set(place, started);
                }
                case STOP -> after.set(place, after.get(place).ended(mark, Ending.STOPPED));
                case LAPSE -> after.set(place, after.get(place).ended(mark, Ending.LAPSED));
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
            if (gone && !run.cancelled()) marks.add(run.mark(Action.LAPSE, run.startedOn, run.startedAt));
        }
        for (var run : after) {
            var known = before.stream()
                    .filter(other -> other.isRunOf(run.clock, run.instance))
                    .findFirst()
                    .orElse(null);
            if (run.equals(known)) continue;
            boolean anew = known == null || !known.goesOnAs(run);
            if (anew) marks.add(run.mark(Action.START, null, null));
            if (run.endedOn != null && (anew || known.endedOn == null)) {
                var action = run.ending == Ending.STOPPED ? Action.STOP : Action.LAPSE;
                marks.add(run.mark(action, run.endedOn, run.endedAt));
            }
            if (run.excused && (anew || !known.excused)) marks.add(run.mark(Action.EXCUSE, null, null));
        }
        return List.copyOf(marks);
    }

    /** Whether it can become the other without being started again. */
    private boolean goesOnAs(ClockRun other) {
        return version == other.version
                && startedOn.equals(other.startedOn)
                && dueOn.equals(other.dueOn)
                && Objects.equals(subject, other.subject)
                && sense == other.sense
                && Objects.equals(startedAt, other.startedAt)
                && Objects.equals(dueAt, other.dueAt)
                && (endedOn == null
                        || (endedOn.equals(other.endedOn)
                                && Objects.equals(endedAt, other.endedAt)
                                && ending == other.ending))
                && (!excused || other.excused);
    }

    private ClockRun ended(ClockMark mark, Ending how) {
        return new ClockRun(
                clock, version, instance, subject, startedOn, dueOn, mark.on(), how, excused, sense, startedAt, dueAt,
                mark.at());
    }

    private ClockRun withExcuse() {
        return new ClockRun(
                clock, version, instance, subject, startedOn, dueOn, endedOn, ending, true, sense, startedAt, dueAt,
                endedAt);
    }

    private ClockMark mark(Action action, LocalDate on, Instant at) {
        return new ClockMark(
                clock,
                version,
                action,
                startedOn,
                dueOn,
                instance,
                subject,
                on,
                action == Action.START ? sense : null,
                startedAt,
                dueAt,
                at);
    }

    private static int place(List<ClockRun> runs, ClockMark mark) {
        for (int place = 0; place < runs.size(); place++) {
            if (runs.get(place).isRunOf(mark.clock(), mark.instance())) return place;
        }
        return -1;
    }
}
