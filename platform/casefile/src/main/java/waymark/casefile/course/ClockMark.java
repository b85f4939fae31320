package waymark.casefile.course;

import java.time.LocalDate;

/**
 * What an event does to a clock, so that nobody downstream computes a deadline.
 *
 * @param clock id of the clock
 * @param version which version of the clock's rule the case runs under
 * @param startedOn day on which the clock started
 * @param dueOn the last day that is in time
 */
public record ClockMark(String clock, int version, Action action, LocalDate startedOn, LocalDate dueOn) {
    public enum Action {
        START,
        STOP,
        EXCUSE
    }
}
