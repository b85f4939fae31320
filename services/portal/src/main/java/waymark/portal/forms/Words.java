package waymark.portal.forms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Days, times and codes as people write and read them. */
public final class Words {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK);
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("d/M/uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private static final List<DateTimeFormatter> DAYS = List.of(
            typed("d/M/uuuu"),
            typed("d.M.uuuu"),
            typed("d-M-uuuu"),
            typed("d M uuuu"),
            typed("d MMM uuuu"),
            typed("d MMMM uuuu"),
            typed("uuuu-M-d"));
    private static final List<DateTimeFormatter> TIMES = List.of(typed("H:mm"), typed("H.mm"), typed("HHmm"));

    private Words() {}

    private static DateTimeFormatter typed(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.UK)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** 31 July 2022; null for null. */
    public static String day(LocalDate day) {
        return day == null ? null : DAY.format(day);
    }

    /** July 2022; null for null. */
    public static String month(YearMonth month) {
        return month == null ? null : MONTH.format(month);
    }

    /** 31 July 2022 at 14:05, in London; null for null. */
    public static String moment(Instant moment) {
        return moment == null ? null : MOMENT.format(moment.atZone(LONDON));
    }

    /** As a day stands in a form's field: 31/7/2022. */
    public static String typed(LocalDate day) {
        return TYPED.format(day);
    }

    /** As a time stands in a form's field, in London: 14:05. */
    public static String time(Instant moment) {
        return TIME.format(moment.atZone(LONDON));
    }

    public static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, LONDON);
    }

    /** Reads a day as officers type it: 31/7/2022, 31 July 2022, 2022-07-31, today, yesterday. Empty where it is no day. */
    public static Optional<LocalDate> day(String text, LocalDate today) {
        var typed = text.strip().toLowerCase(Locale.UK);
        if (typed.equals("today")) return Optional.of(today);
        if (typed.equals("yesterday")) return Optional.of(today.minusDays(1));
        for (var form : DAYS) {
            try {
                return Optional.of(LocalDate.parse(typed, form));
            } catch (DateTimeParseException notSo) {
                // It may have the next form.
            }
        }
        return Optional.empty();
    }

    /** A local time of a day as an instant; of the two that a clock change makes, the first. */
    public static Optional<Instant> moment(LocalDate day, String time) {
        for (var form : TIMES) {
            try {
                var local = java.time.LocalTime.parse(time.strip(), form);
                return Optional.of(LocalDateTime.of(day, local).atZone(LONDON).toInstant());
            } catch (DateTimeParseException notSo) {
                // It may have the next form.
            }
        }
        return Optional.empty();
    }

    /** As it stands at the beginning of a sentence or a cell; null for null. */
    public static String capital(String words) {
        return words == null || words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** As it stands within a sentence, where an abbreviation keeps its capitals; null for null. */
    public static String uncapital(String words) {
        return words == null || words.length() < 2 || Character.isUpperCase(words.charAt(1))
                ? words
                : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    /** A code as words: {@code child-in-need} becomes "Child in need"; codes in capitals stay. */
    public static String code(String code) {
        if (code == null || code.isEmpty()) return code;
        if (code.equals(code.toUpperCase(Locale.ROOT))) return code;
        var words = code.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replace('-', ' ')
                .replace('_', ' ')
                .toLowerCase(Locale.UK);
        return capital(words);
    }
}
