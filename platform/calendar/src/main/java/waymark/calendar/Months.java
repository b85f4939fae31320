package waymark.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/** The two ways in which the reports count in months and years. */
public final class Months {

    private Months() {}

    /**
     * The difference of calendar months: 0 within one month, 1 from 31 January to 1 February. Negative where {@code to} is
     * in an earlier month.
     */
    public static long calendarMonths(LocalDate from, LocalDate to) {
        return ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to));
    }

    /**
     * The same day so many months before, or that month's last day where it has no such day: a year before 29 February is
     * 28 February. With the day itself included this is where a look-back of 12 months begins.
     */
    public static LocalDate before(LocalDate day, int months) {
        return day.minusMonths(months);
    }
}
