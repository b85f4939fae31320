package waymark.casefile.course;

import java.time.Instant;
import java.time.LocalDate;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockRun.Ending;

/** How a run of a clock stands on a day. */
public enum ClockState {
    /** The step is yet to be done, and the due day has not passed. */
    RUNNING,
    /** The step was done in time. */
    MET,
    /** The due day passed without the step, whether it was done later or not. */
    MISSED,
    /** As missed, and an exception excuses it. */
    EXCUSED,
    /** The step is called for no more, or never had to be done. */
    NOT_APPLICABLE;

    /**
     * At the end of a day.
     *
     * @param run made of the steps up to the day
     */
    public static ClockState on(LocalDate day, ClockRun run, ClockRule.Sense sense) {
        // What is due at some hour of the day has had it by the day's end; what is due on the day has not.
        return state(run, sense, run.dueAt() == null ? !day.isAfter(run.dueOn()) : day.isBefore(run.dueOn()));
    }

    /**
     * At a moment; a run of which only days are known, at the end of that day in London.
     *
     * @param run made of the steps up to the moment
     */
    public static ClockState at(Instant moment, ClockRun run, ClockRule.Sense sense) {
        return run.dueAt() == null
                ? on(LondonTime.dateOf(moment), run, sense)
                : state(run, sense, !moment.isAfter(run.dueAt()));
    }

    private static ClockState state(ClockRun run, ClockRule.Sense sense, boolean notYetOver) {
        if (run.ending() == Ending.LAPSED) return NOT_APPLICABLE;
        boolean ended = run.endedOn() != null;
        boolean inTime = ended ? run.endedInTime() : notYetOver;
        return switch (sense) {
            case AT_MOST -> inTime ? ended ? MET : RUNNING : late(run);
            case AT_LEAST -> ended ? inTime ? late(run) : MET : inTime ? RUNNING : MET;
            case IF_AT_ALL -> ended ? inTime ? MET : late(run) : inTime ? RUNNING : NOT_APPLICABLE;
        };
    }

    private static ClockState late(ClockRun run) {
        return run.excused() ? EXCUSED : MISSED;
    }
}
