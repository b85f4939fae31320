package waymark.reporting.domain;

/**
 * Which cases a measure is about, and on which day each counts: a circumstance is taken as it was on that day. Three forms, over columns of days,
 * because a scan can go over them without asking each case.
 */
public sealed interface Population<S> {
    /** By row; {@link Days#NONE} where there is no such day. */
    @FunctionalInterface
    interface Column<S> {
        int[] of(S facts);
    }

    /** What a case must meet as well. */
    Measure.Test<S> also();

    /** Cases in which something happened in the period; each counts on that day. */
    record On<S>(Column<S> day, Measure.Test<S> also) implements Population<S> {}

    /** Cases begun on or before the period's last day and not ended on or before it; all count on that day. */
    record Standing<S>(Column<S> begun, Column<S> ended, Measure.Test<S> also) implements Population<S> {}

    /** Cases begun on or before the period's last day and not ended before its first; all count on the last. */
    record Ongoing<S>(Column<S> begun, Column<S> ended, Measure.Test<S> also) implements Population<S> {}
}
