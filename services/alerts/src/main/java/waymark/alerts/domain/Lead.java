package waymark.alerts.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import waymark.calendar.LondonTime;

/**
 * How long before a deadline somebody is told: whole days, or hours before a deadline that has a moment.
 *
 * @param days 0 where it is hours
 * @param hours 0 where it is days
 */
public record Lead(int days, int hours) implements Comparable<Lead> {
    private static final Pattern FORM = Pattern.compile("P([1-9][0-9]{0,2})D|PT([1-9][0-9]?)H");
    private static final int MOST_DAYS = 366;
    private static final int MOST_HOURS = 72;

    static Lead days(int days) {
        return new Lead(days, 0);
    }

    static Lead hours(int hours) {
        return new Lead(0, hours);
    }

    /** As ISO 8601 writes it, {@code P28D} or {@code PT4H}, 1 to 366 days or 1 to 72 hours; empty where it is neither. */
    public static Optional<Lead> of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        return form.group(1) != null
                ? Optional.of(days(Integer.parseInt(form.group(1)))).filter(lead -> lead.days <= MOST_DAYS)
                : Optional.of(hours(Integer.parseInt(form.group(2)))).filter(lead -> lead.hours <= MOST_HOURS);
    }

    Instant before(Run run) {
        if (hours == 0) return LondonTime.startOf(run.dueOn().minusDays(days));
        var end = run.dueAt() == null ? LondonTime.startOf(run.dueOn().plusDays(1)) : run.dueAt();
        return end.minus(Duration.ofHours(hours));
    }

    String milestone() {
        return "due-in-" + (hours == 0 ? days + "d" : hours + "h");
    }

    /** As ISO 8601 writes it. */
    public String text() {
        return hours == 0 ? "P" + days + "D" : "PT" + hours + "H";
    }

    /** The longer comes first. */
    @Override
    public int compareTo(Lead other) {
        return Integer.compare(other.days * 24 + other.hours, days * 24 + hours);
    }
}
