package waymark.reporting.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Moments;
import waymark.reporting.events.Source.Malformed;

/**
 * The fields of one event type, and how they are written: what its JSON Schema says, in a form that reads half a million events a second. A field that is
 * not named here is passed over, because fields are added for ever.
 */
final class EventShape {
    /** How a value is written; null is never one. */
    @FunctionalInterface
    interface Form {
        Object read(JsonParser json) throws Malformed;
    }

    record Field(String name, boolean required, Form form) {
        static Field required(String name, Form form) {
            return new Field(name, true, form);
        }

        static Field optional(String name, Form form) {
            return new Field(name, false, form);
        }
    }

    static final Form DATE = json -> day(string(json));

    private static final Pattern TIME =
            Pattern.compile("T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?Z");

    /** RFC 3339 in UTC. */
    static final Form INSTANT = json -> {
        var text = string(json);
        if (text.length() < 20 || !TIME.matcher(text.substring(10)).matches()) throw new Malformed("is not a moment");
        day(text.substring(0, 10));
        return Instant.parse(text);
    };

    static final Form TRUTH = json -> switch (json.currentToken()) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case null, default -> throw new Malformed("is not true or false");
    };

    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /** A whole number from 1; one beyond any sequence is cut. */
    static final Form COUNT = json -> whole(json, BigDecimal.ONE);

    /** As {@link #COUNT}, from 0. */
    static final Form COUNT_OR_NONE = json -> whole(json, BigDecimal.ZERO);

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Field> fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final long required;
    private final Predicate<Values> sound;

    private EventShape(List<Field> fields, Predicate<Values> sound) {
        this.fields = fields;
        this.sound = sound;
        long bits = 0;
        for (int place = 0; place < fields.size(); place++) {
            places.put(fields.get(place).name, place);
            if (fields.get(place).required) bits |= 1L << place;
        }
        required = bits;
    }

    static EventShape of(Field... fields) {
        return new EventShape(List.of(fields), values -> true);
    }

    /** What no single field can say. */
    EventShape where(Predicate<Values> also) {
        return new EventShape(fields, also);
    }

    static Form oneOf(String... values) {
        var all = Set.of(values);
        return json -> {
            var value = string(json);
            if (!all.contains(value)) throw new Malformed("is not on its list");
            return value;
        };
    }

    static Form like(String pattern) {
        var compiled = Pattern.compile(pattern);
        return json -> {
            var value = string(json);
            if (!compiled.matcher(value).matches()) throw new Malformed("is not in its form");
            return value;
        };
    }

    static Form listOf(EventShape shape) {
        return json -> {
            if (json.currentToken() != JsonToken.START_ARRAY) throw new Malformed("is not a list");
            var all = new ArrayList<Values>(2);
            while (json.nextToken() != JsonToken.END_ARRAY) all.add(shape.read(json));
            return all;
        };
    }

    /** At least one. */
    static Form listOfTexts(Form form) {
        return oneOrMore(listOfTextsOrNone(form));
    }

    static Form listOfTextsOrNone(Form form) {
        return json -> {
            if (json.currentToken() != JsonToken.START_ARRAY) throw new Malformed("is not a list");
            var all = new ArrayList<Object>(2);
            while (json.nextToken() != JsonToken.END_ARRAY) all.add(form.read(json));
            return all;
        };
    }

    /** Of a list. */
    static Form oneOrMore(Form list) {
        return json -> {
            var all = list.read(json);
            if (((List<?>) all).isEmpty()) throw new Malformed("is an empty list");
            return all;
        };
    }

    Values read(String text) throws Malformed {
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            var values = read(json);
            if (json.nextToken() != null) throw new Malformed("the data go on after their end");
            return values;
        } catch (JacksonException notJson) {
            throw new Malformed("the data are not JSON");
        }
    }

    private Values read(JsonParser json) throws Malformed {
        if (json.currentToken() != JsonToken.START_OBJECT) throw new Malformed("the data are not an object");
        var values = new Object[fields.size()];
        long found = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var place = places.get(json.currentName());
            json.nextToken();
            if (place == null) {
                json.skipChildren();
                continue;
            }
            try {
                values[place] = fields.get(place).form.read(json);
            } catch (Malformed wrong) {
                throw new Malformed(fields.get(place).name + " " + wrong.getMessage());
            }
            found |= 1L << place;
        }
        if ((found & required) != required) {
            long missing = required & ~found;
            throw new Malformed(fields.get(Long.numberOfTrailingZeros(missing)).name + " is missing");
        }
        var read = new Values(places, values);
        if (!sound.test(read)) throw new Malformed("the data do not say enough");
        return read;
    }

    private static int whole(JsonParser json, BigDecimal least) throws Malformed {
        if (!json.currentToken().isNumeric()) throw new Malformed("is not a number");
        var number = json.getDecimalValue();
        if (number.compareTo(least) < 0 || number.stripTrailingZeros().scale() > 0) {
            throw new Malformed("is not a whole number from " + least);
        }
        // Compared before it is converted: 1e999999999 would fill the memory.
        return number.compareTo(MOST) >= 0 ? Integer.MAX_VALUE : number.intValueExact();
    }

    private static String string(JsonParser json) throws Malformed {
        if (json.currentToken() != JsonToken.VALUE_STRING) throw new Malformed("is not a text");
        return json.getString();
    }

    /** As the JDK would read it, and 1900 to 2099 only; parsed by hand because every event has a few. */
    static int day(String text) throws Malformed {
        if (text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
            int year = number(text, 0, 4);
            int month = number(text, 5, 7);
            int day = number(text, 8, 10);
            if (year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= length(year, month)) {
                return epochDay(year, month, day);
            }
        }
        throw new Malformed("is not a date");
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) return -1;
            number = 10 * number + digit;
        }
        return number;
    }

    private static int length(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && year != 1900 ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days before each month of a year that is no leap year. */
    private static final int[] BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private static int epochDay(int year, int month, int day) {
        int leapYearsBefore = (year - 1901) / 4 - (1970 - 1901) / 4;
        int leapDay = month > 2 && year % 4 == 0 && year != 1900 ? 1 : 0;
        return (year - 1970) * 365 + leapYearsBefore + BEFORE[month - 1] + leapDay + day - 1;
    }

    /** What was read. */
    static final class Values {
        private final Map<String, Integer> places;
        private final Object[] values;

        private Values(Map<String, Integer> places, Object[] values) {
            this.places = places;
            this.values = values;
        }

        /** Whether any of them is there. */
        boolean has(String... names) {
            return Arrays.stream(names).anyMatch(name -> value(name) != null);
        }

        /** Null where absent, also where the event has no such field. */
        private Object value(String name) {
            var place = places.get(name);
            return place == null ? null : values[place];
        }

        /** {@link Days#NONE} where absent. */
        int day(String name) {
            var value = value(name);
            return value == null ? Days.NONE : (Integer) value;
        }

        int number(String name) {
            return (Integer) value(name);
        }

        /** 0 where absent. */
        int numberOrNone(String name) {
            return has(name) ? number(name) : 0;
        }

        /** {@link Moments#NONE} where absent. */
        long moment(String name) {
            return Moments.of((Instant) value(name));
        }

        /** Null where absent. */
        String text(String name) {
            return (String) value(name);
        }

        /** In this order; those absent are null. */
        List<String> texts(String... names) {
            return Collections.unmodifiableList(
                    Arrays.asList(Arrays.stream(names).map(this::text).toArray(String[]::new)));
        }

        /** Empty where absent. */
        @SuppressWarnings("unchecked") // the field's form makes no other list
        List<Values> list(String name) {
            var value = value(name);
            return value == null ? List.of() : (List<Values>) value;
        }

        /** Empty where absent. */
        @SuppressWarnings("unchecked") // the field's form makes no other list
        List<String> textList(String name) {
            var value = value(name);
            return value == null ? List.of() : (List<String>) value;
        }

        /** Null where absent. */
        Boolean truth(String name) {
            return (Boolean) value(name);
        }
    }
}
