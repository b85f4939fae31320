package waymark.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The codes in which the program's constants are written outside: {@code CHILD_IN_NEED} is {@code child-in-need}. */
public final class Constants {
    private Constants() {}

    /** @param constant may be null, and then has no code */
    public static String code(Enum<?> constant) {
        return constant == null ? null : code(constant.name());
    }

    static String code(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In the order in which they are declared. */
    public static List<String> codes(Class<?> enumeration) {
        return Stream.of(enumeration.getEnumConstants())
                .map(constant -> code((Enum<?>) constant))
                .toList();
    }
}
