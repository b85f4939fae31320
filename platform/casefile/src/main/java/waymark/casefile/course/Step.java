package waymark.casefile.course;

import java.time.Instant;
import java.time.LocalDate;
import waymark.calendar.LondonTime;

/**
 * Something done on a day in the course of a case, as clocks see it.
 *
 * @param <K> the kinds of step that the course knows
 * @param sequence of the event that recorded it; a step of an earlier day may have a later one
 * @param of sequence of the step that it answers or belongs to; null where it answers none in particular
 * @param subject a code where the case has several steps of the kind: the body asked; else null
 * @param on the day in London
 * @param target the day that it is about besides its own, such as that of a move to come; or null
 * @param at the moment, which lies on the day; null where only the day is known
 */
public record Step<K extends Enum<K>>(
        int sequence, K kind, LocalDate on, Integer of, String subject, LocalDate target, Instant at) {

    public Step {
        if (at != null && !LondonTime.dateOf(at).equals(on)) {
            throw new IllegalArgumentException("the step %d at %s is not of %s in London".formatted(sequence, at, on));
        }
    }

    /** Of which only the day is known. */
    public Step(int sequence, K kind, LocalDate on, Integer of, String subject, LocalDate target) {
        this(sequence, kind, on, of, subject, target, null);
    }

    /** Of another day its time is not known. */
    public Step<K> onDay(LocalDate day) {
        return new Step<>(sequence, kind, day, of, subject, target, day.equals(on) ? at : null);
    }

    public Step<K> atTime(Instant time) {
        return new Step<>(sequence, kind, LondonTime.dateOf(time), of, subject, target, time);
    }

    public Step<K> withTarget(LocalDate day) {
        return new Step<>(sequence, kind, on, of, subject, day, at);
    }

    /**
     * In the order of days, those of one day by their times where both have one, else in the order in which they were recorded. Steps with and without
     * a time can so stand in a circle: compare two of them, never sort by it.
     */
    public boolean isAfter(Step<K> other) {
        int order = on.compareTo(other.on);
        if (order == 0 && at != null && other.at != null) order = at.compareTo(other.at);
        return order > 0 || (order == 0 && sequence > other.sequence);
    }
}
