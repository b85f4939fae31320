package waymark.reporting.domain;

import java.time.LocalDate;

/** Days as facts hold them: days since 1 January 1970 (Europe/London), 4 bytes each, and one value for "none". */
public final class Days {
    /** No day: not recorded, or not yet. */
    public static final int NONE = Integer.MIN_VALUE;

    /** A scan asks for hundreds of thousands of months, nearly all of them of these years. */
    private static final int TABLE_FROM =
            Math.toIntExact(LocalDate.of(2000, 1, 1).toEpochDay());

    private static final char[] MONTHS =
            new char[Math.toIntExact(LocalDate.of(2060, 1, 1).toEpochDay()) - TABLE_FROM];

    static {
        for (int at = 0; at < MONTHS.length; at++) MONTHS[at] = (char) calculatedMonth(TABLE_FROM + at);
    }

    private Days() {}

    /** @param day null is {@link #NONE} */
    public static int of(LocalDate day) {
        return day == null ? NONE : Math.toIntExact(day.toEpochDay());
    }

    /** Null for {@link #NONE}. */
    public static LocalDate date(int day) {
        return day == NONE ? null : LocalDate.ofEpochDay(day);
    }

    /** Months since the year 0; the difference of two counts calendar months, 1 from 31 January to 1 February. */
    public static int month(int day) {
        int at = day - TABLE_FROM;
        return at >= 0 && at < MONTHS.length ? MONTHS[at] : calculatedMonth(day);
    }

    private static int calculatedMonth(int day) {
        var date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }
}
