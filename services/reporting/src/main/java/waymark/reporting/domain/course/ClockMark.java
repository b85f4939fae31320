package waymark.reporting.domain.course;

import waymark.reporting.domain.Moments;

/**
 * What an event does to the run of a clock. Days as {@link waymark.reporting.domain.Days}: reporting computes no deadline.
 *
 * @param clock id of the clock
 * @param instance sequence of the event that started the run; with the clock it names it
 * @param subject what the run is about, such as the body asked; null where a case has one of the clock at a time
 * @param dueOn the last day in time
 * @param on day on which it stopped or lapsed; none otherwise
 * @param dueAt the last moment in time, as {@link Moments}; none of a clock that counts days
 * @param at moment at which it stopped or lapsed; none where only the day is known
 */
public record ClockMark(
        String clock,
        int instance,
        String subject,
        Action action,
        int startedOn,
        int dueOn,
        int on,
        long dueAt,
        long at) {
    /** Of a clock that counts days. */
    public ClockMark(String clock, int instance, String subject, Action action, int startedOn, int dueOn, int on) {
        this(clock, instance, subject, action, startedOn, dueOn, on, Moments.NONE, Moments.NONE);
    }

    public enum Action {
        /** States the run from scratch: neither ended nor excused, whatever was said before. */
        START,
        /** Its step was done. */
        STOP,
        /** It ended without its step, which is called for no more. */
        LAPSE,
        /** Missing it is excused; the day stays. */
        EXCUSE
    }
}
