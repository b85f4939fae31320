package waymark.reporting.domain;

import java.util.List;

/** What a report is asked with, beside the dimensions. */
public sealed interface Parameter {
    List<String> names();

    /** The days {@code from} and {@code to}. */
    record Days() implements Parameter {
        @Override
        public List<String> names() {
            return List.of("from", "to");
        }
    }

    /** The months {@code from} and {@code to}. */
    record Months() implements Parameter {
        @Override
        public List<String> names() {
            return List.of("from", "to");
        }
    }

    /** @param after the day, asked for before it, that it must follow where that is given; or null */
    record Day(String name, boolean required, String after) implements Parameter {
        public Day(String name) {
            this(name, true, null);
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /** One of some words; the first of them where it is not given. */
    record Choice(String name, List<String> permitted) implements Parameter {
        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /** A whole number; the usual one where it is not given. */
    record Count(String name, int usual, int least, int most) implements Parameter {
        @Override
        public List<String> names() {
            return List.of(name);
        }
    }
}
