package waymark.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Between instants and the days and hours on the wall in England. One place, because a machine's own time zone is never
 * meant: a case recorded at 23:30 UTC in June belongs to the next day.
 */
public final class LondonTime {

    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private LondonTime() {}

    public static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    public static LocalDateTime timeOf(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZONE);
    }

    /** The day's first instant. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /**
     * A time on the wall. Of the hour that comes twice in October the first one; of the hour that is missing in March, so
     * many minutes after the change.
     */
    public static Instant at(LocalDateTime time) {
        return time.atZone(ZONE).toInstant();
    }

    /**
     * The time that really passed between two times on the wall: from noon to the next noon it is 23 hours across the
     * change in March and 25 across the one in October, so "within 24 hours" is not "by the same time tomorrow".
     */
    public static Duration elapsed(LocalDateTime from, LocalDateTime to) {
        return Duration.between(at(from), at(to));
    }
}
