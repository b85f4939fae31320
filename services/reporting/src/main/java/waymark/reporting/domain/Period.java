package waymark.reporting.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import waymark.calendar.AcademicYear;

/** Whole days in Europe/London, both included. */
public record Period(LocalDate from, LocalDate to) {
    /** Of all records: no event can be of an earlier day. */
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    public Period {
        if (from.isAfter(to)) throw new IllegalArgumentException("from %s is after to %s".formatted(from, to));
    }

    public static Period of(LocalDate day) {
        return new Period(day, day);
    }

    public static Period of(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth());
    }

    public boolean overlaps(Period other) {
        return !from.isAfter(other.to) && !to.isBefore(other.from);
    }

    /** Its last day. */
    public Period end() {
        return of(to);
    }

    /** The last day of the month before that of its last day. */
    public Period previousMonthEnd() {
        return of(YearMonth.from(to).minusMonths(1).atEndOfMonth());
    }

    /** From the first day of the month of its last day, to that day. */
    public Period monthToDate() {
        return new Period(to.withDayOfMonth(1), to);
    }

    /** The whole month before that of its last day. */
    public Period previousMonth() {
        return of(YearMonth.from(to).minusMonths(1));
    }

    /** The same month of the year before. */
    public Period sameMonthLastYear() {
        return of(YearMonth.from(to).minusYears(1));
    }

    /** Everything up to its last day. */
    public Period untilEnd() {
        return new Period(BEGINNING, to);
    }

    /** From 1 January of the year of its last day, to that day. */
    public Period calendarYearToDate() {
        return new Period(to.withDayOfYear(1), to);
    }

    /** The academic year (1 September to 31 August) before that of its last day. */
    public Period previousAcademicYear() {
        var year = AcademicYear.of(to).previous();
        return new Period(year.from(), year.to());
    }
}
