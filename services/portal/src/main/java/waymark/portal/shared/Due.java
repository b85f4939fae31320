package waymark.portal.shared;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import waymark.portal.forms.Words;

/**
 * A day by which something is to be done, as a list shows it: in words, because colour alone says nothing to many.
 *
 * @param tag the design system's class of the tag; null where no tag is needed
 */
public record Due(LocalDate on, String words, String tag) {
    private static final int SOON = 7;

    /** Null for null. */
    public static Due of(LocalDate on, LocalDate today) {
        if (on == null) return null;
        long days = ChronoUnit.DAYS.between(today, on);
        if (days < 0) return new Due(on, days(-days) + " overdue", "govuk-tag--red");
        if (days == 0) return new Due(on, "Due today", "govuk-tag--orange");
        return new Due(on, "In " + days(days), days <= SOON ? "govuk-tag--yellow" : null);
    }

    public String day() {
        return Words.day(on);
    }

    private static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }
}
