package waymark.reporting.domain.social;

import java.time.LocalDate;
import waymark.calendar.WorkingDays;
import waymark.reporting.domain.Days;

/** How many working days something took: no deadline, but its length as it is printed. Days as {@link Days}. */
final class WorkingDayCount {
    static final int UNKNOWN = -1;

    private static final LocalDate FIRST = WorkingDays.englandAndWales().firstDay();
    private static final LocalDate LAST = WorkingDays.englandAndWales().lastDay();
    /** By day from the first: working days up to it. */
    private static final int[] UP_TO = upTo();

    private WorkingDayCount() {}

    private static int[] upTo() {
        var working = WorkingDays.englandAndWales();
        var upTo = new int[Days.of(LAST) - Days.of(FIRST) + 1];
        for (int at = 0; at < upTo.length; at++) {
            upTo[at] = (at == 0 ? 0 : upTo[at - 1]) + (working.isWorkingDay(FIRST.plusDays(at)) ? 1 : 0);
        }
        return upTo;
    }

    /** Working days after the one up to the other, 0 where that is earlier; {@link #UNKNOWN} beyond the list of bank holidays. */
    static int between(int from, int to) {
        int first = Days.of(FIRST);
        int last = Days.of(LAST);
        if (from < first || from > last || to < first || to > last) return UNKNOWN;
        return Math.max(0, UP_TO[to - first] - UP_TO[from - first]);
    }
}
