package waymark.web.cases;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.bson.conversions.Bson;
import waymark.calendar.LondonTime;
import waymark.web.Constants;
import waymark.web.Problem;

/**
 * What a list of cases can be filtered and sorted by: declared once per list, then read from each request's parameters. Fields are those of a case's
 * document, where a state's are under {@code state.} and its days are ISO text.
 */
public final class ListFields {
    private static final long MOST_DAYS = 100_000;
    private static final List<String> OF_EVERY_LIST = List.of("sort", "page", "size");
    /** Of a list that is narrowed by no more than this, the number of cases that do not open tells of nobody. */
    private static final List<String> COARSE = List.of("status");

    private final String usualSort;
    private final Map<String, String> filters = new HashMap<>();
    private final Map<String, List<String>> constants = new HashMap<>();
    private final Map<String, BiFunction<String, Instant, Bson>> conditions = new HashMap<>();
    private final Map<String, String> sortable = new HashMap<>();

    /** @param usualSort the order of a list whose caller names none, in the words of the parameter {@code sort} */
    public ListFields(String usualSort) {
        this.usualSort = usualSort;
    }

    /** A parameter that asks for a field's value; several values, separated by commas, mean any of them. */
    public ListFields filter(String name, String field) {
        filters.put(name, field);
        return this;
    }

    /** As {@link #filter(String, String)}, where any other value is a mistake. */
    public ListFields filter(String name, String field, List<String> permitted) {
        constants.put(name, permitted);
        return filter(name, field);
    }

    /** As {@link #filter(String, String)}, where any other value than the codes of the constants is a mistake. */
    public ListFields filter(String name, String field, Class<? extends Enum<?>> permitted) {
        return filter(name, field, Constants.codes(permitted));
    }

    /** A name that {@code sort} may have in it. */
    public ListFields sort(String name, String field) {
        sortable.put(name, field);
        return this;
    }

    public ListFields filterAndSort(String name, String field) {
        return filter(name, field).sort(name, field);
    }

    /** The parameter {@code assigned}: whether anybody has the case. */
    public ListFields assigned(String field) {
        return condition("assigned", (text, _) -> flag("assigned", text) ? ne(field, null) : eq(field, null));
    }

    /** A parameter with a meaning of its own, from its text and the business day. */
    public ListFields condition(String name, BiFunction<String, LocalDate, Bson> meaning) {
        return conditionNow(name, (text, now) -> meaning.apply(text, LondonTime.dateOf(now)));
    }

    /** As {@link #condition}, from the business instant. */
    public ListFields conditionNow(String name, BiFunction<String, Instant, Bson> meaning) {
        conditions.put(name, meaning);
        return this;
    }

    /** @throws Problem where the parameter is not a number of days, 0 to 99999 */
    public static long days(String name, String text) {
        try {
            var days = Long.parseLong(text);
            if (days >= 0 && days < MOST_DAYS) return days;
        } catch (NumberFormatException notANumber) {
            throw Problem.parameter(name, "must be a number of days");
        }
        throw Problem.parameter(name, "must be a number of days");
    }

    /** @throws Problem where the parameter is neither true nor false */
    public static boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.parameter(name, "must be true or false");
        };
    }

    /**
     * @param filter null for every case
     * @param isCoarse whether how many cases do not open may be told
     */
    record Query(Bson filter, Bson sort, boolean isCoarse) {}

    /** @throws Problem where a parameter is unknown or cannot be understood */
    Query read(Map<String, String> parameters, Instant now) {
        var asked = new ArrayList<Bson>();
        parameters.forEach((name, text) -> {
            if (filters.containsKey(name)) asked.add(in(filters.get(name), values(name, text)));
            else if (conditions.containsKey(name))
                asked.add(conditions.get(name).apply(text, now));
            else if (!OF_EVERY_LIST.contains(name)) throw unknown(name);
        });
        var filter = asked.isEmpty() ? null : Filters.and(asked);
        boolean isCoarse =
                parameters.keySet().stream().allMatch(name -> OF_EVERY_LIST.contains(name) || COARSE.contains(name));
        return new Query(filter, order(parameters.getOrDefault("sort", usualSort)), isCoarse);
    }

    private Problem unknown(String name) {
        var permitted = new TreeSet<>(OF_EVERY_LIST);
        permitted.addAll(filters.keySet());
        permitted.addAll(conditions.keySet());
        return Problem.parameter(name, "is not known here").with("permitted", permitted);
    }

    private List<String> values(String name, String text) {
        var values = Arrays.asList(text.split(",", -1));
        var permitted = constants.get(name);
        if (permitted != null && !permitted.containsAll(values)) {
            throw Problem.parameter(name, "must be one of those permitted").with("permitted", permitted);
        }
        return values;
    }

    /** Fields separated by commas, each with a minus before it to turn its order; cases that are equal in them stand in the order of their references. */
    private Bson order(String text) {
        var orders = new ArrayList<Bson>();
        for (var part : text.split(",", -1)) {
            boolean downwards = part.startsWith("-");
            var field = sortable.get(downwards ? part.substring(1) : part);
            if (field == null) {
                throw Problem.parameter("sort", "must name fields of the list")
                        .with("permitted", new TreeSet<>(sortable.keySet()));
            }
            orders.add(downwards ? Sorts.descending(field) : Sorts.ascending(field));
        }
        orders.add(Sorts.ascending("reference"));
        return Sorts.orderBy(orders);
    }
}
