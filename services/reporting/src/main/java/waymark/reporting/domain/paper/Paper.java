package waymark.reporting.domain.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;

/**
 * A paper that the council prints about a period, declared: its tables, and how its counts hang together. What is left out where small numbers are suppressed
 * follows from that.
 *
 * @param id by which it is asked for, such as {@code cme}
 * @param balances what a reader can work out from the figures beside the sums that follow from the tables themselves
 */
public record Paper<S extends FactShard<?>>(String id, String title, List<Part<S>> parts, List<Balance<S>> balances) {
    /** Becomes a table. */
    public sealed interface Part<S> {
        String id();

        String title();
    }

    /** One figure a row. */
    public record Headlines<S>(String id, String title, List<Line<S>> lines) implements Part<S> {}

    public sealed interface Line<S> {}

    public record Figure<S>(Measure<S> measure) implements Line<S> {}

    /** The figure of an earlier period. */
    public record Earlier<S>(String id, String title, Measure<S> measure, UnaryOperator<Period> when)
            implements Line<S> {}

    /** By how much a count differs from that of an earlier period. */
    public record Change<S>(String id, String title, Measure<S> measure, UnaryOperator<Period> since)
            implements Line<S> {}

    /**
     * A row for each value of a dimension, and one for all of them.
     *
     * @param groups null without groups
     * @param words for a value
     * @param measures a count first, to whose total the rows add up; then means over the same
     */
    public record Broken<S>(
            String id,
            String title,
            Dimension<S> dimension,
            Groups<S> groups,
            UnaryOperator<String> words,
            List<Measure<S>> measures)
            implements Part<S> {}

    /**
     * How values come together in groups, each with a row of its own.
     *
     * @param of the group of a value; a value that is not recorded stands alone
     */
    public record Groups<S>(Dimension<S> dimension, UnaryOperator<String> of, UnaryOperator<String> words) {}

    /** A row for each month, the first and the last as far as the period goes. */
    public record Series<S>(String id, String title, Measure<S> standing, Measure<S> begun, Measure<S> ended)
            implements Part<S> {}

    /**
     * Counts that come to as much as others.
     *
     * @param rest whether there may be more on the left: what is missing on the right has no name
     */
    public record Balance<S>(List<Some<S>> left, List<Some<S>> right, boolean rest) {}

    /**
     * A count in a balance: of a share, those that are meant.
     *
     * @param value of the dimension; both null for all
     */
    public record Some<S>(Measure<S> measure, UnaryOperator<Period> when, Dimension<S> dimension, String value) {
        public Some(Measure<S> measure) {
            this(measure, UnaryOperator.identity(), null, null);
        }
    }

    /** What stands in it; all of the facts as they are lent. */
    public Content of(FactTable<S> facts, String authority, Period period, Disclosure.Setting disclosure) {
        return new Composition<>(this, facts, authority, period).content(disclosure);
    }

    /** The same day a year before; of the last day of a month, the last of that month. */
    public static Period yearBefore(Period period) {
        return Period.of(yearBefore(period.to()));
    }

    static LocalDate yearBefore(LocalDate day) {
        var before = day.minusYears(1);
        return endsMonth(day) ? before.withDayOfMonth(before.lengthOfMonth()) : before;
    }

    private static boolean endsMonth(LocalDate day) {
        return day.getDayOfMonth() == day.lengthOfMonth();
    }

    /** The day before a period. */
    public static Period dayBefore(Period period) {
        return Period.of(period.from().minusDays(1));
    }
}
