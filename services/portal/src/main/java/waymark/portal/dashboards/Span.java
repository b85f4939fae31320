package waymark.portal.dashboards;

import java.time.LocalDate;
import java.util.Locale;

/** Which days of the filter bar's a figure is of. */
enum Span {
    /** All of them. */
    PERIOD,
    /** From the first of the month of the last day to that day. */
    MONTH;

    LocalDate from(Frame frame) {
        return switch (this) {
            case PERIOD -> frame.from();
            case MONTH -> frame.to().withDayOfMonth(1);
        };
    }

    /** How live figures are asked for it: behind the measure's id. */
    String mark() {
        return "@" + name().toLowerCase(Locale.ROOT);
    }
}
