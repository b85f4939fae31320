package waymark.casefile.course;

import java.time.LocalDate;

/**
 * The days on which an entry of a list may be used, both included.
 *
 * @param from null for always
 * @param to null for always
 */
public record Validity(LocalDate from, LocalDate to) {
    public static final Validity ALWAYS = new Validity(null, null);

    public Validity {
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("valid to %s, before it is valid from %s".formatted(to, from));
        }
    }

    public boolean on(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    public boolean overlaps(Validity other) {
        return (from == null || other.to == null || !from.isAfter(other.to))
                && (to == null || other.from == null || !to.isBefore(other.from));
    }
}
