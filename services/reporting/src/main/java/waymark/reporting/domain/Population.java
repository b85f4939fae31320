package waymark.reporting.domain;

/**
 * Which cases, or parts of cases, a measure is about, and on which day each counts: a circumstance is taken as it was on that day. Three forms, over columns
 * of days, because a scan can go over them without asking each case.
 */
public sealed interface Population<S> {
    /** By row, of parts by slot; {@link Days#NONE} where there is no such day. */
    @FunctionalInterface
    interface Column<S> {
        int[] of(S facts);
    }

    /** Null where cases are counted. */
    CasePart<S> part();

    /** What a case, or a part, must meet as well. */
    Measure.Test<S> also();

    /** Those to which something happened in the period; each counts on that day. */
    record On<S>(CasePart<S> part, Column<S> day, Measure.Test<S> also) implements Population<S> {
        public On(Column<S> day, Measure.Test<S> also) {
            this(null, day, also);
        }
    }

    /** Those begun on or before the period's last day and not ended on or before it; all count on that day. */
    record Standing<S>(CasePart<S> part, Column<S> begun, Column<S> ended, Measure.Test<S> also)
            implements Population<S> {
        public Standing(Column<S> begun, Column<S> ended, Measure.Test<S> also) {
            this(null, begun, ended, also);
        }
    }

    /** Those begun on or before the period's last day and not ended before its first; all count on the last. */
    record Ongoing<S>(CasePart<S> part, Column<S> begun, Column<S> ended, Measure.Test<S> also)
            implements Population<S> {
        public Ongoing(Column<S> begun, Column<S> ended, Measure.Test<S> also) {
            this(null, begun, ended, also);
        }
    }
}
