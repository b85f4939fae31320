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
        return WorkingDays.englandAndWales().isWorkingDayAsFarAsKnown(LondonTime.dateOf(at))
                && !time.isBefore(from)
                && time.isBefore(until);
    }

    /** The instant itself within the hours, else when they begin next. */
    Instant onOrAfter(Instant at) {
        if (isOpen(at)) return at;
        var days = WorkingDays.englandAndWales();
        var day = LondonTime.dateOf(at);
        if (!LondonTime.timeOf(at).toLocalTime().isBefore(from)) day = day.plusDays(1);
        while (!days.isWorkingDayAsFarAsKnown(day)) day = day.plusDays(1);
        return LondonTime.at(day.atTime(from));
    }
}
