package waymark.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of an index can tell of a filter and an order.
 *
 * @param conditions those of the filter that the rows can answer
 * @param whole whether that is the whole filter
 * @param order by which the rows can be sorted; null if they lack a field of it
 */
record Listing(
        ListIndex index,
        List<Condition> conditions,
        boolean whole,
        @Nullable Comparator<ListIndex.Row> order) {

    private static final QueryMatcher MATCHER = new DefaultQueryMatcher();

    /** Those whose answer depends on the field's value alone. */
    private static final Set<String> OPERATORS =
            Set.of("$eq", "$ne", "$in", "$nin", "$lt", "$lte", "$gt", "$gte", "$exists", "$not");

    /** A condition on one column, for one reader: values recur, so what the library said of one is kept. */
    private record Condition(int column, @Nullable Object demand, Map<@Nullable Object, Boolean> answers) {

        private static final int MOST_ANSWERS = 1_000;

        boolean admits(ListIndex.Row row) {
            Object value = row.values().get(column);
            Boolean known = answers.get(value);
            if (known != null) {
                return known;
            }
            boolean admitted = MATCHER.matchesValue(demand, value);
            if (answers.size() < MOST_ANSWERS) {
                answers.put(value, admitted);
            }
            return admitted;
        }
    }

    private record Key(int column, boolean ascending) {

        int compare(ListIndex.Row one, ListIndex.Row other) {
            Object a = one.values().get(column);
            Object b = other.values().get(column);
            if (a instanceof String text && b instanceof String otherText) {
                // As the library compares them, without its detours.
                return ascending ? text.compareTo(otherText) : otherText.compareTo(text);
            }
            return (ascending ? ValueComparator.asc() : ValueComparator.desc()).compare(a, b);
        }
    }

    /** The listing with the most conditions, and with the order if it can be; empty if no index has a field of the filter. */
    static Optional<Listing> of(Document filter, @Nullable Document order, List<ListIndex> indexes) {
        if (indexes.isEmpty() || (order != null && order.containsKey("$natural"))) {
            return Optional.empty();
        }
        List<Entry<String, Object>> all = new ArrayList<>();
        collect(filter, all);
        return indexes.stream()
                .map(index -> of(all, order, index))
                .filter(listing -> !listing.conditions.isEmpty())
                .max(Comparator.<Listing>comparingInt(listing -> listing.conditions.size())
                        .thenComparing(listing -> listing.order != null));
    }

    private static Listing of(List<Entry<String, Object>> all, @Nullable Document order, ListIndex index) {
        var conditions = all.stream()
                .filter(entry -> index.column(entry.getKey()) >= 0 && isOfTheValueAlone(entry.getValue()))
                .map(entry -> new Condition(index.column(entry.getKey()), entry.getValue(), new HashMap<>()))
                .toList();
        return new Listing(index, conditions, conditions.size() == all.size(), order(order, index));
    }

    private static void collect(Document filter, List<Entry<String, Object>> conditions) {
        for (Entry<String, Object> entry : filter.entrySet()) {
            if (entry.getKey().equals("$and")
                    && entry.getValue() instanceof Collection<?> parts
                    && !parts.isEmpty()
                    && parts.stream().allMatch(Document.class::isInstance)) {
                parts.forEach(part -> collect((Document) part, conditions));
            } else {
                conditions.add(entry);
            }
        }
    }

    private static boolean isOfTheValueAlone(@Nullable Object demand) {
        if (demand instanceof Document operators) {
            return !operators.isEmpty()
                    && OPERATORS.containsAll(operators.keySet())
                    && (!(operators.get("$not") instanceof Document inner) || isOfTheValueAlone(inner));
        }
        return !(demand instanceof Collection);
    }

    private static @Nullable Comparator<ListIndex.Row> order(@Nullable Document order, ListIndex index) {
        List<Key> keys = new ArrayList<>();
        for (Entry<String, Object> key : (order == null ? new Document() : order).entrySet()) {
            int column = index.column(key.getKey());
            if (column < 0 || !(key.getValue() instanceof Number direction)) {
                return null;
            }
            keys.add(new Key(column, direction.intValue() > 0));
        }
        return (one, other) -> {
            for (Key key : keys) {
                int compared = key.compare(one, other);
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    /** Whether a row that is not untold meets all conditions. */
    boolean admits(ListIndex.Row row) {
        for (Condition condition : conditions) {
            if (!condition.admits(row)) {
                return false;
            }
        }
        return true;
    }
}
