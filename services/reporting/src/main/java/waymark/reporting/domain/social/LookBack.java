package waymark.reporting.domain.social;

import java.time.LocalDate;
import waymark.reporting.domain.Days;

/**
 * So many calendar months before a day, that day of the month included: from 30 June, a year back, 30 June; from 29 February 28 February. Days as
 * {@link Days}.
 */
final class LookBack {
    static final int USUAL_MONTHS = 12;

    /** A scan asks it for tens of thousands of days. */
    private static final int TABLE_FROM = Days.of(LocalDate.of(2005, 1, 1));

    private static final int TABLE_DAYS = Days.of(LocalDate.of(2040, 1, 1)) - TABLE_FROM;

    // After the table's days, of which they are made.
    static final LookBack YEAR = new LookBack(USUAL_MONTHS);
    static final LookBack HALF_YEAR = new LookBack(6);

    private final int months;
    private final int[] table = new int[TABLE_DAYS];

    private LookBack(int months) {
        this.months = months;
        for (int at = 0; at < TABLE_DAYS; at++) table[at] = calculated(TABLE_FROM + at);
    }

    static LookBack of(int months) {
        return months == USUAL_MONTHS ? YEAR : new LookBack(months);
    }

    int months() {
        return months;
    }

    /** The first day looked at. */
    int from(int day) {
        int at = day - TABLE_FROM;
        return at >= 0 && at < TABLE_DAYS ? table[at] : calculated(day);
    }

    private int calculated(int day) {
        return Days.of(LocalDate.ofEpochDay(day).minusMonths(months));
    }
}
