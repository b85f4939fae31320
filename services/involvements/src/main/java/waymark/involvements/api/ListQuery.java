package waymark.involvements.api;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.bson.conversions.Bson;
import waymark.involvements.domain.Referrer;
import waymark.involvements.domain.SenStatus;
import waymark.involvements.domain.SocialCareStatus;
import waymark.web.Problem;

/** A list's filters and order, from the query's parameters to the store's conditions. */
record ListQuery(Bson filter, Bson sort) {
    private static final String PARTICULARS = "state.particulars.";

    /** What can be asked for by its value; several values, separated by commas, mean any of them. */
    private static final Map<String, String> BY_VALUE = Map.of(
            "status", "state.status",
            "officer", PARTICULARS + "officer",
            "locality", PARTICULARS + "circumstances.locality",
            "schoolYear", PARTICULARS + "circumstances.schoolYear",
            "senStatus", PARTICULARS + "circumstances.senStatus",
            "socialCareStatus", PARTICULARS + "circumstances.socialCareStatus",
            "referredBy", PARTICULARS + "opening.referredBy",
            "outcome", "state.closure.outcome",
            "childRef", "child",
            "involvementRef", "reference");

    private static final Map<String, List<String>> CONSTANTS = Map.of(
            "status", List.of("open", "closed", "voided"),
            "senStatus", constants(SenStatus.values()),
            "socialCareStatus", constants(SocialCareStatus.values()),
            "referredBy", constants(Referrer.values()));

    private static final Map<String, String> SORTABLE = Map.of(
            "openedOn",
            PARTICULARS + "opening.openedOn",
            "closedOn",
            "state.closure.closedOn",
            "reviewDueOn",
            "state.review.dueOn",
            "involvementRef",
            "reference",
            "childRef",
            "child",
            "officer",
            PARTICULARS + "officer",
            "locality",
            PARTICULARS + "circumstances.locality",
            "schoolYear",
            PARTICULARS + "circumstances.schoolYear");

    private static final List<String> OTHERS = List.of("openLongerThan", "reviewOverdue", "sort", "page", "size");

    /** @throws Problem where a parameter is unknown or cannot be understood */
    static ListQuery of(Map<String, String> parameters, LocalDate today) {
        var conditions = new ArrayList<Bson>();
        parameters.forEach((name, value) -> {
            if (BY_VALUE.containsKey(name)) {
                conditions.add(in(BY_VALUE.get(name), values(name, value)));
            } else if (!OTHERS.contains(name)) {
                var permitted = new TreeSet<>(BY_VALUE.keySet());
                permitted.addAll(OTHERS);
                throw Problem.parameter(name, "is not known here").with("permitted", permitted);
            }
        });
        var longer = parameters.get("openLongerThan");
        if (longer != null) {
            conditions.add(eq("state.status", "open"));
            conditions.add(
                    lt(SORTABLE.get("openedOn"), today.minusDays(days(longer)).toString()));
        }
        var overdue = parameters.get("reviewOverdue");
        if (overdue != null) conditions.add(overdue(overdue, today));
        var filter = conditions.isEmpty() ? null : Filters.and(conditions);
        return new ListQuery(filter, sort(parameters.getOrDefault("sort", "openedOn")));
    }

    private static List<String> values(String name, String text) {
        var values = Arrays.asList(text.split(",", -1));
        var permitted = CONSTANTS.get(name);
        if (permitted != null && !permitted.containsAll(values)) {
            throw Problem.parameter(name, "must be one of those permitted").with("permitted", permitted);
        }
        return values;
    }

    private static List<String> constants(Enum<?>... all) {
        return Arrays.stream(all)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static long days(String text) {
        try {
            var days = Long.parseLong(text);
            if (days >= 0 && days < 100_000) return days;
        } catch (NumberFormatException notANumber) {
            throw Problem.parameter("openLongerThan", "must be a number of days");
        }
        throw Problem.parameter("openLongerThan", "must be a number of days");
    }

    private static Bson overdue(String text, LocalDate today) {
        var due = SORTABLE.get("reviewDueOn");
        return switch (text) {
            case "true" -> lt(due, today.toString());
            case "false" -> Filters.not(lt(due, today.toString()));
            default -> throw Problem.parameter("reviewOverdue", "must be true or false");
        };
    }

    /** Fields separated by commas, each with a minus before it to turn its order; cases that are equal in them stand in the order of their references. */
    private static Bson sort(String text) {
        var orders = new ArrayList<Bson>();
        for (var part : text.split(",", -1)) {
            boolean downwards = part.startsWith("-");
            var field = SORTABLE.get(downwards ? part.substring(1) : part);
            if (field == null) {
                throw Problem.parameter("sort", "must name fields of the list")
                        .with("permitted", new TreeSet<>(SORTABLE.keySet()));
            }
            orders.add(downwards ? Sorts.descending(field) : Sorts.ascending(field));
        }
        orders.add(Sorts.ascending("reference"));
        return Sorts.orderBy(orders);
    }
}
