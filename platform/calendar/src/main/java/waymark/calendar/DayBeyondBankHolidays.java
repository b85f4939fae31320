package waymark.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Thrown instead of guessing: whether a day beyond the list of bank holidays is a working day is not known. Its message
 * names the file to extend, the day and the years covered.
 */
public final class DayBeyondBankHolidays extends DateTimeException {

    private final LocalDate day;

    DayBeyondBankHolidays(String file, LocalDate day, int firstYear, int lastYear) {
        super(
                "%s covers the years %d to %d: it cannot say whether %s is a working day. Add that year's bank holidays to it."
                        .formatted(file, firstYear, lastYear, day));
        this.day = day;
    }

    /** The day that was asked about. */
    public LocalDate day() {
        return day;
    }
}
