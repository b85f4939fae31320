package waymark.reporting.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Figures printed together, read off in one scan.
 *
 * @param id the last part of its address, such as {@code summary}
 * @param parameters what it is asked with, beside the dimensions
 * @param sheet what is printed for what was given
 */
public record Report<S>(String id, String title, List<Parameter> parameters, Function<Given, Sheet<S>> sheet) {
    /** Asked for with the days {@code from} and {@code to}. */
    public static <S> Report<S> overview(String id, String title, List<Field<S>> fields) {
        return new Report<>(id, title, List.of(new Parameter.Days()), given -> new Sheet<>(given.period(), fields));
    }

    /** Asked for with one day. */
    public static <S> Report<S> onDay(String id, String title, String name, List<Field<S>> fields) {
        return new Report<>(
                id, title, List.of(new Parameter.Day(name)), given -> new Sheet<>(Period.of(given.day(name)), fields));
    }

    /** Asked for with the months {@code from} and {@code to}: the fields of each month. */
    public static <S> Report<S> monthByMonth(String id, String title, List<Field<S>> fields) {
        return new Report<>(
                id,
                title,
                List.of(new Parameter.Months()),
                given -> new Sheet<>(given.period(), List.of(new Months<>(given.months(), fields))));
    }

    /** The month of a period's last day, such as 2022-07. */
    public static <S> Field<S> month() {
        return new Words<>("month", period -> YearMonth.from(period.to()).toString());
    }

    /** @param period which days the figures are of; its last one is the day of those that are of a day */
    public record Sheet<S>(Period period, List<Field<S>> fields) {}

    public sealed interface Field<S> {}

    public record Figure<S>(String name, Measure<S> measure) implements Field<S> {
        public Figure(Measure<S> measure) {
            this(measure.field(), measure);
        }
    }

    /** Null, with the reason, of a period that begins before the register is complete; of what stands on a day, where that day is before. */
    public record Known<S>(String name, Measure<S> measure) implements Field<S> {
        public Known(Measure<S> measure) {
            this(measure.field(), measure);
        }
    }

    /** An object with one entry per value found; a single figure stands there alone, several as {@link Part} names them. */
    public record Breakdown<S>(String name, Dimension<S> dimension, List<Part<S>> parts) implements Field<S> {}

    /** @param name null where it stands alone */
    public record Part<S>(String name, Measure<S> measure) {}

    /** What is worked out of a figure for each value of a dimension: median and quartiles of a length. */
    public record Spread<S>(
            String name, Measure<S> measure, Dimension<S> dimension, Function<SortedMap<String, Number>, Object> of)
            implements Field<S> {}

    /** An object of fields of another period, such as the month of the last day. */
    public record Section<S>(String name, UnaryOperator<Period> within, List<Field<S>> fields) implements Field<S> {}

    /** A list of objects, one for each month. */
    public record Months<S>(List<Period> months, List<Field<S>> fields) implements Field<S> {}

    /** Something said of the period itself. */
    public record Words<S>(String name, Function<Period, Object> of) implements Field<S> {}

    /** How a count has changed against another period; null, with the reason, where the register knows too little of that. */
    public record Change<S>(String name, Measure<S> measure, UnaryOperator<Period> against) implements Field<S> {}

    /** Fields worked out of figures by a pure function. */
    public record Worked<S>(List<Scan.Ask<S>> asks, Working working) implements Field<S> {}

    @FunctionalInterface
    public interface Working {
        void print(Found found, Map<String, Object> into);
    }

    /** What was found for the asks of {@link Worked}, numbered from 0. */
    public interface Found {
        Number figure(int ask);

        SortedMap<String, Number> breakdown(int ask);

        /** Null where the register is complete on that day; else why nothing can be said of it. */
        String unknown(LocalDate day);

        /** Is printed after the other fields. */
        void reason(String field, String why);
    }
}
