package waymark.reporting.api.scorecard;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import waymark.web.Constants;
import waymark.web.Preconditions;
import waymark.web.Problem;

/** What a request says, read, or refused with the rule and the place. */
public final class Checked {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;
    private static final int LONGEST_NAME = 40;
    private static final int MOST_DIGITS = 12;
    public static final int MOST_DECIMALS = 6;

    private Checked() {}

    /** Refuses what is not understood, by its name. */
    public static void only(HttpServletRequest request, String... permitted) {
        for (var name : request.getParameterMap().keySet()) {
            if (List.of(permitted).contains(name)) continue;
            throw Problem.parameter(
                            name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, "is not known here")
                    .with("permitted", List.of(permitted));
        }
    }

    public static YearMonth month(String name, String text) {
        var month = parsed(name, text, YearMonth::parse, "must be a month such as 2017-06");
        inRange(name, month.getYear());
        return month;
    }

    public static void inRange(String name, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Problem.parameter(name, "must be in the years %d to %d".formatted(FIRST_YEAR, LAST_YEAR));
        }
    }

    public static LocalDate day(String name, String text) {
        return parsed(name, text, Preconditions::day, "must be a day such as 2017-04-01");
    }

    /** Null for null. */
    static Instant instant(String name, String text) {
        return text == null
                ? null
                : parsed(name, text, Instant::parse, "must be an instant such as 2017-07-31T16:00:00Z");
    }

    public static <T extends Enum<T>> T constant(Class<T> type, String name, String code) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> Constants.code(one).equals(code))
                .findFirst()
                .orElseThrow(() -> Problem.parameter(name, "is not known").with("permitted", Constants.codes(type)));
    }

    /** As it is kept; null for null. */
    static String number(String rule, String field, BigDecimal number) {
        if (number == null) return null;
        // Looked at before it is used: a number of a billion digits fits into a dozen characters.
        boolean honest = Math.abs((long) number.scale()) <= MOST_DIGITS
                && (long) number.precision() - number.scale() <= MOST_DIGITS;
        if (honest && number.stripTrailingZeros().scale() <= MOST_DECIMALS) return number.toPlainString();
        throw Problem.ofField(
                rule,
                field,
                "The field %s must be a number of at most %d digits before and %d after the point."
                        .formatted(field, MOST_DIGITS, MOST_DECIMALS));
    }

    /** Without blanks around it; null where nothing is left. */
    public static String text(String rule, String field, String text, int most) {
        var said = Optional.ofNullable(text)
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .orElse(null);
        boolean honest = said == null
                || (said.length() <= most
                        && said.chars()
                                .allMatch(each ->
                                        each == '\n' || each == '\r' || each == '\t' || !Character.isISOControl(each)));
        if (honest) return said;
        throw Problem.ofField(
                rule,
                field,
                "The field %s may have at most %d characters, all of them printable.".formatted(field, most));
    }

    private static <T> T parsed(String name, String text, Function<String, T> form, String expected) {
        if (text == null) throw Problem.parameter(name, "is missing");
        try {
            return form.apply(text);
        } catch (DateTimeException malformed) {
            throw Problem.parameter(name, expected);
        }
    }
}
