package waymark.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a unique index under which all documents that a filter can match must stand.
 *
 * @param wanted for each field of the index the values that the filter admits
 */
record KeyLookup(StoreIndex index, List<List<Object>> wanted) {

    /** The lookup with the fewest keys; empty if no index has all its fields in the filter, as equality or {@code $in}. */
    static Optional<KeyLookup> of(Document filter, List<StoreIndex> indexes) {
        Map<String, List<Object>> values = new HashMap<>();
        collect(filter, values);
        return indexes.stream()
                .filter(index -> values.keySet().containsAll(index.fields()))
                .map(index -> new KeyLookup(
                        index, index.fields().stream().map(values::get).toList()))
                .min(Comparator.comparingLong(KeyLookup::size));
    }

    private long size() {
        return wanted.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    }

    private static void collect(Document filter, Map<String, List<Object>> values) {
        filter.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof Collection<?> parts) {
                parts.forEach(part -> collect((Document) part, values));
            } else if (!field.startsWith("$")) {
                List<Object> admitted = admitted(condition);
                if (admitted != null) {
                    values.merge(field, admitted, (a, b) -> a.size() <= b.size() ? a : b);
                }
            }
        });
    }

    /** The values that a condition admits; null if it is not about single values, or about what an index may lack (null). */
    private static @Nullable List<Object> admitted(@Nullable Object condition) {
        if (condition instanceof Document operators && isExpression(operators)) {
            if (operators.get("$in") instanceof Collection<?> in) {
                return in.stream().allMatch(KeyLookup::isKey)
                        ? in.stream().<Object>map(value -> value).toList()
                        : null;
            }
            return isKey(operators.get("$eq")) ? List.of(operators.get("$eq")) : null;
        }
        return isKey(condition) ? List.of(condition) : null;
    }

    private static boolean isKey(@Nullable Object value) {
        return !Missing.isNullOrMissing(value)
                && !(value instanceof Collection)
                && !(value instanceof BsonRegularExpression)
                && !(value instanceof Document operators && isExpression(operators));
    }

    private static boolean isExpression(Document document) {
        return document.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    /** The places of the documents that are there, each once. */
    Stream<Object> positions() {
        Stream<List<Object>> keys = Stream.of(List.of());
        for (List<Object> choices : wanted) {
            keys = keys.flatMap(key -> choices.stream()
                    .map(choice ->
                            Stream.concat(key.stream(), Stream.of(choice)).toList()));
        }
        return keys.map(key -> index.getPosition(new KeyValue(key).normalized()))
                .filter(Objects::nonNull)
                .distinct();
    }
}
