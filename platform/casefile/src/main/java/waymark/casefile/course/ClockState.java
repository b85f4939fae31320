package waymark.casefile.course;

import java.time.LocalDate;
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

    /** @param run made of the steps up to the day */
    public static ClockState on(LocalDate day, ClockRun run, ClockRule.Sense sense) {
        if (run.ending() == Ending.LAPSED) return NOT_APPLICABLE;
        boolean ended = run.endedOn() != null;
        boolean inTime = !(ended ? run.endedOn() : day).isAfter(run.dueOn());
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
