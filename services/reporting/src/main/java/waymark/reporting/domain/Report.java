package waymark.reporting.domain;

import java.util.List;

/** Figures printed together, read off in one scan. */
public sealed interface Report<S> {
    /** The last part of its address, such as {@code summary}. */
    String id();

    String title();

    sealed interface Field<S> {}

    record Figure<S>(Measure<S> measure) implements Field<S> {}

    /** An object with one entry per value found; a single figure stands there alone, several as {@link Part} names them. */
    record Breakdown<S>(String name, Dimension<S> dimension, List<Part<S>> parts) implements Field<S> {}

    /** @param name null where it stands alone */
    record Part<S>(String name, Measure<S> measure) {}

    /** Asked for with {@code from} and {@code to}. */
    record Overview<S>(String id, String title, List<Field<S>> fields) implements Report<S> {}

    /** Asked for with {@code on}: a period of one day. */
    record OnDay<S>(String id, String title, List<Field<S>> fields) implements Report<S> {}

    /**
     * Asked for with months {@code from} and {@code to}: the figures of each month, and how one of them changed.
     *
     * @param standing the measure compared with the end of the month before and with the same month a year before
     */
    record MonthEnds<S>(String id, String title, List<Measure<S>> figures, Measure<S> standing) implements Report<S> {}
}
