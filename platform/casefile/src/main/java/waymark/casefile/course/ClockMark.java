package waymark.casefile.course;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What an event does to a clock, so that nobody downstream computes a deadline. A clock and an instance name one run of it.
 *
 * @param clock id of the clock
 * @param version which version of the clock's rule the run is under
 * @param startedOn day on which the run started
 * @param dueOn the last day that is in time
 * @param instance sequence of the event that started the run; null where a case has one run at a time
 * @param subject what the run is about, a code, where a case has several of a clock: the body asked; else null
 * @param on the day on which the run was stopped or lapsed; null of any other mark
 * @param sense of a start, how its due day is to be read; null of any other mark, and of a start recorded before marks said so: then at most
 * @param startedAt the moment of the start; null save of a clock that counts hours, where the time is known
 * @param dueAt the last moment in time; null as startedAt
 * @param at the moment at which the run was stopped or lapsed; null as startedAt, and where only the day of that is known
 */
public record ClockMark(
        String clock,
        int version,
        Action action,
        LocalDate startedOn,
        LocalDate dueOn,
        Integer instance,
        String subject,
        LocalDate on,
        ClockRule.Sense sense,
        Instant startedAt,
        Instant dueAt,
        Instant at) {
    public enum Action {
        /** States the run from scratch: it neither ended nor is it excused, whatever was said before. */
        START,
        /** The step was done. */
        STOP,
        /** It ended without its step, which is called for no more. */
        LAPSE,
        /** Missing it is excused; the day stays. */
        EXCUSE
    }

    /** Of a clock of which a case has one run at a time. */
    public ClockMark(String clock, int version, Action action, LocalDate startedOn, LocalDate dueOn) {
        this(clock, version, action, startedOn, dueOn, null, null, null);
    }

    /** Of a clock that counts days, with no word on its sense. */
    public ClockMark(
            String clock,
            int version,
            Action action,
            LocalDate startedOn,
            LocalDate dueOn,
            Integer instance,
            String subject,
            LocalDate on) {
        this(clock, version, action, startedOn, dueOn, instance, subject, on, null, null, null, null);
    }
}
