package waymark.calendar;

import java.time.LocalDate;
import java.time.Month;

/** 1 September to 31 August, on whose first day every child moves up a year. */
public record AcademicYear(int startYear) implements Comparable<AcademicYear> {

    /** The academic year in which a day lies. */
    public static AcademicYear of(LocalDate day) {
        return new AcademicYear(day.getMonthValue() >= Month.SEPTEMBER.getValue() ? day.getYear() : day.getYear() - 1);
    }

    public LocalDate from() {
        return LocalDate.of(startYear, Month.SEPTEMBER, 1);
    }

    public LocalDate to() {
        return LocalDate.of(startYear + 1, Month.AUGUST, 31);
    }

    public boolean contains(LocalDate day) {
        return of(day).equals(this);
    }

    public AcademicYear next() {
        return new AcademicYear(startYear + 1);
    }

    public AcademicYear previous() {
        return new AcademicYear(startYear - 1);
    }

    @Override
    public int compareTo(AcademicYear other) {
        return Integer.compare(startYear, other.startYear);
    }

    /** As it is spoken of: 2021/22. */
    @Override
    public String toString() {
        return "%d/%02d".formatted(startYear, (startYear + 1) % 100);
    }
}
