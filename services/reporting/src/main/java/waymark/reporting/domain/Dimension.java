package waymark.reporting.domain;

import java.util.List;

/**
 * One way to filter cases and to break figures down.
 *
 * @param part of which it says something; null where it is of the case, and so of all its parts too
 */
public record Dimension<S>(String id, String title, Dictionary values, CasePart<S> part, Of<S> of) {
    public Dimension(String id, String title, Dictionary values, Of<S> of) {
        this(id, title, values, null, of);
    }

    @FunctionalInterface
    public interface Of<S> {
        /**
         * The value's number in the dictionary: 0 where nothing is recorded.
         *
         * @param row of a dimension of a part, its slot
         */
        int on(S facts, int row, int day);
    }

    /** Whether it says something of whatever a measure counts. */
    public boolean appliesTo(Measure<S> measure) {
        return part == null || part.equals(measure.population().part());
    }

    /** All values there are; empty where they are open-ended. */
    public List<String> listed() {
        return values.listed();
    }
}
