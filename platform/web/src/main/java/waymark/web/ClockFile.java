package waymark.web;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waymark.calendar.Counting;
import waymark.calendar.Limit;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.Clocks;
import waymark.casefile.course.Due;
import waymark.casefile.course.Validity;

/**
 * The clocks of a kind of case as a file that people can read and an authority can revise: one row for each version of each clock. Several codes in a
 * cell are separated by spaces. How {@code due} is written: {@code 20 weeks}, {@code 15 working days}, {@code 12 months}, {@code 24 hours} (which pass, from
 * the moment of the start), {@code by 15 February} (of the year of the move), {@code 5 months before} (the move), {@code on the day or 15 working days}
 * (whichever is later).
 */
public final class ClockFile {
    private static final Pattern LIMIT = Pattern.compile("([1-9][0-9]{0,3}) (days?|weeks?|months?|working days?)");
    private static final Pattern HOURS = Pattern.compile("([1-9][0-9]{0,3}) hours?");
    private static final Pattern BEFORE = Pattern.compile("([1-9][0-9]?) months before");
    private static final Pattern ON_THE_DAY_OR = Pattern.compile("on the day or (.+)");
    private static final Pattern BY = Pattern.compile("by (.+)");
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMMM", Locale.UK);

    private ClockFile() {}

    /** @throws RuntimeException where the file is missing or cannot be understood; it names the setting and the file */
    public static <K extends Enum<K>> Clocks<K> read(CodeLists lists, String file, Class<K> kinds) {
        return lists.read(
                file,
                rows -> new Clocks<>(kinds, rows.map(row -> rule(row, kinds)).toList()));
    }

    private static <K extends Enum<K>> ClockRule<K> rule(NamedCsvRecord row, Class<K> kinds) {
        var counting = constant(Counting.class, row.getField("counting"));
        return new ClockRule<>(
                row.getField("clock"),
                Integer.parseInt(row.getField("version")),
                new Validity(CodeLists.day(row, "valid_from"), CodeLists.day(row, "valid_to")),
                row.getField("title"),
                row.getField("started_by"),
                constants(kinds, row.getField("starts")),
                due(row.getField("due"), counting),
                constant(ClockRule.Sense.class, row.getField("sense")),
                constants(kinds, row.getField("stops")),
                constants(kinds, row.getField("lapses")),
                words(row.getField("exceptions")).collect(Collectors.toUnmodifiableSet()),
                row.getField("source"));
    }

    static Due due(String text, Counting counting) {
        Matcher form = LIMIT.matcher(text);
        if (form.matches()) return new Due.Within(limit(form), counting);
        form = HOURS.matcher(text);
        if (form.matches()) {
            if (counting == Counting.DAY_1) {
                throw new IllegalArgumentException(
                        text + " count from the moment of the start, so their counting is day-0, not day-1");
            }
            return new Due.WithinHours(Integer.parseInt(form.group(1)));
        }
        form = BEFORE.matcher(text);
        if (form.matches()) return new Due.MonthsBeforeTarget(Integer.parseInt(form.group(1)));
        form = ON_THE_DAY_OR.matcher(text);
        if (form.matches()) {
            var otherwise = LIMIT.matcher(form.group(1));
            if (otherwise.matches()) return new Due.OnTargetOrWithin(limit(otherwise), counting);
        }
        form = BY.matcher(text);
        if (form.matches()) return new Due.InYearOfTarget(MonthDay.parse(form.group(1), DAY_OF_YEAR));
        throw new IllegalArgumentException("a clock cannot be due " + text);
    }

    private static Limit limit(Matcher form) {
        int count = Integer.parseInt(form.group(1));
        return switch (form.group(2)) {
            case "day", "days" -> Limit.days(count);
            case "week", "weeks" -> Limit.weeks(count);
            case "month", "months" -> Limit.months(count);
            default -> Limit.workingDays(count);
        };
    }

    private static <K extends Enum<K>> Set<K> constants(Class<K> kinds, String codes) {
        var set = EnumSet.noneOf(kinds);
        words(codes).forEach(code -> set.add(constant(kinds, code)));
        return set;
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String code) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> Constants.code(constant).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is none of: %s".formatted(code, String.join(", ", Constants.codes(type)))));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
    }
}
