package waymark.reporting.scorecard;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.scorecard.DataPeriod;
import waymark.web.Constants;

/**
 * A measure as it stands on the scorecard.
 *
 * @param computed the id of the reporting measure that answers for it; null where its values are entered
 * @param unit such as {@code percent}, {@code cases}
 * @param decimals of the value as it is displayed and rated
 * @param order within its section, lowest first
 * @param shown whether it is on the scorecard
 */
public record Definition(
        String id,
        String computed,
        String title,
        String definition,
        Polarity goodToBe,
        DataPeriod dataPeriod,
        String unit,
        int decimals,
        String section,
        int order,
        boolean shown) {
    /** The kind of entry that sets one. */
    public static final String ENTRY = "definition";

    /** Of one case, or of a share of them: no such value adds up. */
    private static final Set<String> UNITS_OF_ONE = Set.of("percent", "hours", "days", "weeks", "months", "miles");

    /** Whether it adds up in the course of a year. */
    boolean growing() {
        return dataPeriod == DataPeriod.CALENDAR_YEAR_TO_DATE && !UNITS_OF_ONE.contains(unit);
    }

    /** With what an analyst has set, where that says anything. */
    Definition with(Entry set) {
        return new Definition(
                id,
                text(set, "computed", computed),
                text(set, "title", title),
                text(set, "definition", definition),
                constant(Polarity.class, set, "goodToBe", goodToBe),
                constant(DataPeriod.class, set, "dataPeriod", dataPeriod),
                text(set, "unit", unit),
                Integer.parseInt(text(set, "decimals", Integer.toString(decimals))),
                text(set, "section", section),
                Integer.parseInt(text(set, "order", Integer.toString(order))),
                Boolean.parseBoolean(text(set, "shown", Boolean.toString(shown))));
    }

    private static String text(Entry entry, String field, String otherwise) {
        return entry.get(field) == null ? otherwise : entry.get(field);
    }

    static <T extends Enum<T>> T constant(Class<T> type, Entry entry, String field, T otherwise) {
        if (entry.get(field) == null) return otherwise;
        return Enum.valueOf(type, entry.get(field).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** An entry's fields: names and values in turn. What is null is left out, a constant is its code. */
    public static Map<String, String> fields(Object... namesAndValues) {
        var fields = new HashMap<String, String>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            var value = namesAndValues[at + 1];
            if (value == null) continue;
            fields.put(
                    (String) namesAndValues[at],
                    value instanceof Enum<?> constant ? Constants.code(constant) : value.toString());
        }
        return fields;
    }
}
