package waymark.reporting.domain;

import java.time.Instant;

/** Moments as facts hold them: nanoseconds since 1970 (UTC), 8 bytes each, and one value for "none". Of the years 1900 to 2099, as events have them. */
public final class Moments {
    /** No moment: not recorded, or not yet. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long NANOS_IN_SECOND = 1_000_000_000;
    private static final long NANOS_IN_MINUTE = 60 * NANOS_IN_SECOND;
    private static final long NANOS_IN_HOUR = 60 * NANOS_IN_MINUTE;

    private Moments() {}

    /** @param moment null is {@link #NONE} */
    public static long of(Instant moment) {
        return moment == null ? NONE : moment.getEpochSecond() * NANOS_IN_SECOND + moment.getNano();
    }

    /** Null for {@link #NONE}. */
    public static Instant instant(long moment) {
        return moment == NONE ? null : Instant.ofEpochSecond(0, moment);
    }

    /** Whole minutes that passed between two moments. */
    public static long minutes(long from, long to) {
        return (to - from) / NANOS_IN_MINUTE;
    }

    /** Whole hours that passed between two moments. */
    public static long hours(long from, long to) {
        return (to - from) / NANOS_IN_HOUR;
    }
}
