package waymark.reporting.scorecard;

import java.time.Instant;
import java.util.Map;

/**
 * Something that a person entered. It replaces what was entered before of the same kind under the same key, which is kept.
 *
 * @param of what kind of thing it is, such as {@code target}
 * @param key which of them, such as {@code annual/2017-04-01}
 * @param fields as text; what is not said is absent
 * @param at recorded time
 * @param by staff number or account name
 */
public record Entry(String of, String key, Map<String, String> fields, Instant at, String by) {
    /** Who entered something, and when. */
    public record Made(Instant at, String by) {}

    boolean saysTheSameAs(Entry other) {
        return of.equals(other.of) && key.equals(other.key) && fields.equals(other.fields);
    }

    boolean isOf(String kind) {
        return of.equals(kind);
    }

    /** Null where it is absent. */
    String get(String field) {
        return fields.get(field);
    }
}
