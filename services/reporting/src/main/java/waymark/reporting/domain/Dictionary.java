package waymark.reporting.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the values of a code, so that a fact holds two bytes for it and a scan groups by array index. One for all tables of the process; it
 * only grows. Safe for use by several threads.
 */
public final class Dictionary {
    /** What an absent value is called. Its number is 0. */
    public static final String NOT_RECORDED = "NOT_RECORDED";

    private static final int MOST = Character.MAX_VALUE;

    private final List<String> listed;
    private volatile Map<String, Character> numbers = Map.of();
    private volatile String[] values = {NOT_RECORDED};

    /** @param listed values known beforehand, in the order in which people list them */
    public Dictionary(String... listed) {
        this.listed = List.of(listed);
        this.listed.forEach(this::numberOf);
    }

    /** The values known beforehand: all there are, or none. */
    public List<String> listed() {
        return listed;
    }

    /**
     * @param value null is 0
     * @throws IllegalStateException where there are too many different ones
     */
    public char numberOf(String value) {
        if (value == null) return 0;
        var number = numbers.get(value);
        return number == null ? add(value) : number;
    }

    /** Null for 0. */
    public String valueOf(int number) {
        return number == 0 ? null : values[number];
    }

    /** As it is printed. */
    String nameOf(int number) {
        return values[number];
    }

    /** How many numbers are in use, that of the absent value included. */
    int size() {
        return values.length;
    }

    /** The listed order, then the alphabet, what is not recorded last. */
    Comparator<String> order() {
        return Comparator.<String>comparingInt(name -> NOT_RECORDED.equals(name)
                        ? Integer.MAX_VALUE
                        : listed.contains(name) ? listed.indexOf(name) : listed.size())
                .thenComparing(Comparator.naturalOrder());
    }

    private synchronized char add(String value) {
        var known = numbers.get(value);
        if (known != null) return known;
        if (values.length > MOST) throw new IllegalStateException("a code has more than " + MOST + " different values");
        char number = (char) values.length;
        var more = Arrays.copyOf(values, values.length + 1);
        more[number] = value;
        values = more;
        var wider = new HashMap<>(numbers);
        wider.put(value, number);
        numbers = wider;
        return number;
    }
}
