package waymark.portal.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How long there is until something is due, in words, with the colour of their tag.
 *
 * @param tag class of the tag; the words alone say the same
 */
public record Left(String words, String tag) {
    private static final Duration SOON = Duration.ofHours(6);
    private static final long SOON_DAYS = 7;

    /** Of a clock of hours. */
    public static Left of(Instant due, Instant now) {
        var left = Duration.between(now, due);
        // A minute that has begun is over, but not left any more.
        long minutes = Math.abs(Math.floorDiv(left.toSeconds(), 60));
        var time = minutes < 60 ? many(minutes, "minute") : hours(minutes);
        if (left.isNegative()) return overdue(time);
        return new Left(time + " left", left.compareTo(SOON) < 0 ? "govuk-tag--yellow" : "govuk-tag--blue");
    }

    /** Of a clock of days: it has the whole of its last day. Null for null. */
    public static Left of(LocalDate due, LocalDate today) {
        return due == null ? null : of(ChronoUnit.DAYS.between(today, due), "day");
    }

    /** @param unit for one: day, working day or hour */
    public static Left of(long left, String unit) {
        if (left < 0) return overdue(many(-left, unit));
        if (left == 0 && unit.endsWith("day")) return new Left("Due today", "govuk-tag--orange");
        return new Left(many(left, unit) + " left", left <= SOON_DAYS ? "govuk-tag--yellow" : "govuk-tag--blue");
    }

    private static Left overdue(String time) {
        return new Left(time + " overdue", "govuk-tag--red");
    }

    private static String hours(long minutes) {
        var hours = many(minutes / 60, "hour");
        // Beyond a day nobody looks at minutes.
        return minutes % 60 == 0 || minutes >= 24 * 60 ? hours : hours + " " + many(minutes % 60, "minute");
    }

    private static String many(long count, String unit) {
        return "%,d %s".formatted(count, unit) + (count == 1 ? "" : "s");
    }
}
