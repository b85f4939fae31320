package waymark.reporting.domain.scorecard;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waymark.reporting.domain.Period;

/** Over which days a measure is taken for a month's scorecard. A period is named by the month with which it ends. */
public enum DataPeriod {
    MONTH_ONLY,
    /** The month's last day, of what stands on a day. */
    MONTH_END,
    /** Of the year from April, which are those of the calendar year too. */
    QUARTER,
    CALENDAR_YEAR_TO_DATE,
    /** Twelve months. */
    ROLLING_YEAR;

    private static final int MONTHS_BACK = 12;
    private static final int QUARTER_MONTHS = 3;

    /** The newest one that is over with the month: in May that is the quarter to March. */
    public Period upTo(YearMonth month) {
        return endingWith(lastEnd(month));
    }

    /** Those before it, over twelve months, the newest first. */
    public List<Period> before(YearMonth month) {
        var end = lastEnd(month);
        return IntStream.rangeClosed(1, MONTHS_BACK / step())
                .mapToObj(back -> endingWith(end.minusMonths((long) back * step())))
                .toList();
    }

    /** {@link #upTo}, then {@link #before}. */
    public List<Period> all(YearMonth month) {
        return Stream.concat(Stream.of(upTo(month)), before(month).stream()).toList();
    }

    /** Whether one ends with the month. */
    public boolean endsWith(YearMonth month) {
        return lastEnd(month).equals(month);
    }

    /** The one that ends with the month. */
    public Period endingWith(YearMonth end) {
        return switch (this) {
            case MONTH_ONLY -> Period.of(end);
            case MONTH_END -> Period.of(end.atEndOfMonth());
            case QUARTER -> from(end.minusMonths(QUARTER_MONTHS - 1L), end);
            case CALENDAR_YEAR_TO_DATE -> from(end.withMonth(1), end);
            case ROLLING_YEAR -> from(end.minusMonths(MONTHS_BACK - 1L), end);
        };
    }

    private static Period from(YearMonth first, YearMonth last) {
        return new Period(first.atDay(1), last.atEndOfMonth());
    }

    private YearMonth lastEnd(YearMonth month) {
        return this == QUARTER ? month.minusMonths(month.getMonthValue() % QUARTER_MONTHS) : month;
    }

    private int step() {
        return this == QUARTER ? QUARTER_MONTHS : 1;
    }
}
