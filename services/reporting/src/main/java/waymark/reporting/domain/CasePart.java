package waymark.reporting.domain;

import java.util.List;
import java.util.function.Function;

/**
 * Something of which a case may have several, counted for itself: the runs of its clocks, the steps of its course. What is said of a case holds for its parts too.
 *
 * @param details what a list says of each part, beside what it says of its case
 */
public record CasePart<S>(String id, Function<S, Parts> of, List<Detail<S>> details) {
    public record Detail<S>(String name, Of<S> of) {
        @FunctionalInterface
        public interface Of<S> {
            /** A date, a text or a boolean; null where not recorded. */
            Object of(S facts, int part);
        }
    }
}
