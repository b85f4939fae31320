package waymark.reporting.domain;

import java.util.List;

/** One way to filter cases and to break figures down. */
public record Dimension<S>(String id, String title, Dictionary values, Of<S> of) {
    @FunctionalInterface
    public interface Of<S> {
        /** The value's number in the dictionary: 0 where nothing is recorded. */
        int on(S facts, int row, int day);
    }

    /** All values there are; empty where they are open-ended. */
    public List<String> listed() {
        return values.listed();
    }
}
