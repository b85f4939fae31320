package waymark.reporting.domain;

import java.time.LocalDate;
import java.util.function.UnaryOperator;

/**
 * One figure, declared once: which cases, on which day, what of them.
 *
 * @param id the kind of case and the field under which reports print it, such as {@code cme.opened}
 * @param definition in plain words, with the statute or report behind it
 * @param within which period is looked at when the given one is asked for; usually the same
 */
public record Measure<S>(
        String id,
        String title,
        String definition,
        Unit unit,
        Polarity polarity,
        Population<S> population,
        UnaryOperator<Period> within,
        What<S> what) {

    public enum Unit {
        CASES,
        CHILDREN,
        /** Requests for early help: each is a family's. */
        FAMILIES,
        ALERTS,
        HOURS,
        WEEKS,
        PERCENT
    }

    /** What it is good to be. */
    public enum Polarity {
        HIGH,
        LOW,
        NEUTRAL
    }

    /** Of a measure of parts, the row is the part's slot. */
    @FunctionalInterface
    public interface Test<S> {
        boolean of(S facts, int row);
    }

    /** As with {@link Test}, of something that may be otherwise on another day. */
    @FunctionalInterface
    public interface TestOnDay<S> {
        boolean of(S facts, int row, int day);
    }

    /** As with {@link Test}. */
    @FunctionalInterface
    public interface Term<S> {
        int of(S facts, int row);
    }

    /** What is made of the population. */
    public sealed interface What<S> {}

    /** How many there are in it. */
    public record Count<S>() implements What<S> {}

    /** How many different children. */
    public record Children<S>() implements What<S> {}

    /** Which part of them in percent, to one decimal, half up; null where there are none. */
    public record Share<S>(Test<S> that) implements What<S> {}

    /** As {@link Share}, of what they are on the day on which they count. */
    public record ShareOnDay<S>(TestOnDay<S> that) implements What<S> {}

    /** The mean of a number, divided by {@code per}, to one decimal, half up; null where there are no cases. */
    public record Mean<S>(Term<S> of, int per) implements What<S> {}

    /** What looks back further looks at everything there is. */
    private static final int LONGEST_PERIOD_YEARS = 2;

    /** The first day that matters to the figure of a period: the last one alone where it is of a day, or of everything up to it. */
    public LocalDate firstDay(Period asked) {
        var looked = within.apply(asked);
        boolean ofDay = population instanceof Population.Standing<?>;
        return ofDay || looked.from().plusYears(LONGEST_PERIOD_YEARS).isBefore(looked.to())
                ? looked.to()
                : looked.from();
    }

    /** The field's name in reports. */
    public String field() {
        return id.substring(id.indexOf('.') + 1);
    }
}
