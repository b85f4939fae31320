package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
import waymark.calendar.LondonTime;

/**
 * A run of a clock, as the marks of the case's events have it: nothing is computed again.
 *
 * @param instance sequence of the event that started it; null where a case has one run at a time
 * @param subject what it is about, as the advice of one body; or null
 * @param dueOn the last day in time
 * @param dueAt the last moment in time, of a clock that counts hours; or null
 * @param toBeDone whether its due day is missed by doing nothing
 * @param endedOn null while it runs
 * @param excused whether an exception excuses missing it
 * @param ending how it ended; null while it runs
 * @param endedAt its moment, of a clock that counts hours and where it is known; or null
 * @param knownAt when the deadline was recorded
 */
public record Run(
        String clock,
        Integer instance,
        String subject,
        LocalDate startedOn,
        LocalDate dueOn,
        Instant dueAt,
        boolean toBeDone,
        LocalDate endedOn,
        boolean excused,
        Ending ending,
        Instant endedAt,
        Instant knownAt) {

    /** How a run can end. */
    public enum Ending {
        /** The step was done. */
        DONE,
        /** Without its step, which is called for no more. */
        LAPSED,
        /** It should not have run, as things are known now. */
        CORRECTED
    }

    public Run {
        // Of a run that was kept before that was noted.
        if (endedOn != null && ending == null) ending = Ending.DONE;
        if (knownAt == null) knownAt = LondonTime.startOf(startedOn);
    }

    boolean isRunning() {
        return endedOn == null;
    }

    /** From when on it is late. */
    Instant missedFrom() {
        return dueAt == null ? LondonTime.startOf(dueOn.plusDays(1)) : dueAt;
    }

    /** Of a run that ended: whether its time was over by then. */
    boolean endedLate() {
        boolean momentsKnown = dueAt != null && endedAt != null;
        return momentsKnown ? endedAt.isAfter(dueAt) : endedOn.isAfter(dueOn);
    }

    /** Another day is another deadline. */
    String deadline() {
        var due = startedOn + "/" + (dueAt == null ? dueOn : dueAt);
        return instance == null ? due : due + "/" + instance;
    }

    Run ended(LocalDate on, Instant at, Ending how) {
        return new Run(clock, instance, subject, startedOn, dueOn, dueAt, toBeDone, on, excused, how, at, knownAt);
    }

    Run excusedNow() {
        return new Run(
                clock, instance, subject, startedOn, dueOn, dueAt, toBeDone, endedOn, true, ending, endedAt, knownAt);
    }

    Run knownSince(Instant at) {
        return new Run(
                clock, instance, subject, startedOn, dueOn, dueAt, toBeDone, endedOn, excused, ending, endedAt, at);
    }
}
