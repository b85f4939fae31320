package waymark.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/**
 * A week of ISO 8601, Monday to Sunday. It belongs to the year of its Thursday, so 1 January 2027 lies in 2026-W53.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) implements Comparable<IsoWeek> {

    public IsoWeek {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("A week begins on a Monday, not on " + monday);
        }
    }

    /** The week in which a day lies. */
    public static IsoWeek of(LocalDate day) {
        return new IsoWeek(day.with(DayOfWeek.MONDAY));
    }

    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    public IsoWeek plus(int weeks) {
        return new IsoWeek(monday.plusWeeks(weeks));
    }

    public int year() {
        return monday.get(IsoFields.WEEK_BASED_YEAR);
    }

    public int number() {
        return monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    @Override
    public int compareTo(IsoWeek other) {
        return monday.compareTo(other.monday);
    }

    /** As ISO 8601 writes it: 2026-W53. */
    @Override
    public String toString() {
        return "%04d-W%02d".formatted(year(), number());
    }
}
