package waymark.alerts.notices;

import java.time.Instant;
import java.time.LocalTime;
import waymark.calendar.LondonTime;
import waymark.calendar.WorkingDays;

/**
 * When people are written to: on working days, Europe/London, from one time of day until another.
 *
 * @param until no longer within
 */
record OfficeHours(LocalTime from, LocalTime until) {
    OfficeHours {
        if (!from.isBefore(until)) throw new IllegalArgumentException("office hours end after they begin");
    }

    boolean isOpen(Instant at) {
        var time = LondonTime.timeOf(at).toLocalTime();
        return WorkingDays.englandAndWales().isWorkingDay(LondonTime.dateOf(at))
                && !time.isBefore(from)
                && time.isBefore(until);
    }

    /** The instant itself within the hours, else when they begin next. */
    Instant onOrAfter(Instant at) {
        if (isOpen(at)) return at;
        var days = WorkingDays.englandAndWales();
        var day = LondonTime.dateOf(at);
        boolean isBefore = LondonTime.timeOf(at).toLocalTime().isBefore(from);
        return LondonTime.at((isBefore ? days.onOrAfter(day) : days.plus(day, 1)).atTime(from));
    }
}
