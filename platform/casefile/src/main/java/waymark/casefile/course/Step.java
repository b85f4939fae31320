package waymark.casefile.course;

import java.time.LocalDate;

/**
 * Something done on a day in the course of a case, as clocks see it.
 *
 * @param <K> the kinds of step that the course knows
 * @param sequence of the event that recorded it; a step of an earlier day may have a later one
 * @param of sequence of the step that it answers or belongs to; null where it answers none in particular
 * @param subject a code where the case has several steps of the kind: the body asked; else null
 * @param target the day that it is about besides its own, such as that of a move to come; or null
 */
public record Step<K extends Enum<K>>(
        int sequence, K kind, LocalDate on, Integer of, String subject, LocalDate target) {

    public Step<K> onDay(LocalDate day) {
        return new Step<>(sequence, kind, day, of, subject, target);
    }

    public Step<K> withTarget(LocalDate day) {
        return new Step<>(sequence, kind, on, of, subject, day);
    }

    /** In the order of days, those of one day in the order in which they were recorded. */
    public boolean isAfter(Step<K> other) {
        int days = on.compareTo(other.on);
        return days > 0 || (days == 0 && sequence > other.sequence);
    }
}
