package waymark.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Monday to Friday less the bank holidays of England and Wales. Every method refuses a day outside the years of the list
 * with {@link DayBeyondBankHolidays}: a list that has run out would otherwise make deadlines too early, silently.
 * Arguments are never null.
 */
public final class WorkingDays {

    static final String FILE = "bank-holidays-england-and-wales.csv";

    private static final WorkingDays ENGLAND_AND_WALES = read();

    private final NavigableMap<LocalDate, String> bankHolidays;

    private WorkingDays(NavigableMap<LocalDate, String> bankHolidays) {
        this.bankHolidays = bankHolidays;
    }

    /** The one list there is; read once, immutable. */
    public static WorkingDays englandAndWales() {
        return ENGLAND_AND_WALES;
    }

    /** The first day the list can speak of: 1 January of its first year. */
    public LocalDate firstDay() {
        return bankHolidays.firstKey().withDayOfYear(1);
    }

    /** The last day the list can speak of: 31 December of its last year. */
    public LocalDate lastDay() {
        return LocalDate.of(bankHolidays.lastKey().getYear(), 12, 31);
    }

    public boolean isWorkingDay(LocalDate day) {
        return whyNot(day).isEmpty();
    }

    /**
     * As far as it is known: beyond the years whose bank holidays are known every Monday to Friday counts, for whom it does more harm to get no answer than one a day
     * early.
     */
    public boolean isWorkingDayAsFarAsKnown(LocalDate day) {
        return day.isAfter(lastDay()) ? day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 : isWorkingDay(day);
    }

    /** Why a day is not a working day: "Saturday", "Sunday" or the bank holiday's name; empty for a working day. */
    public Optional<String> whyNot(LocalDate day) {
        refuseBeyondList(day);
        DayOfWeek weekday = day.getDayOfWeek();
        if (weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY) {
            return Optional.of(weekday.getDisplayName(TextStyle.FULL, Locale.UK));
        }
        return Optional.ofNullable(bankHolidays.get(day));
    }

    /**
     * The n-th working day after {@code start}, or before it where n is negative. The start is day 0, whether it is a
     * working day or not: {@code plus(start, 0)} is the start.
     */
    public LocalDate plus(LocalDate start, int workingDays) {
        refuseBeyondList(start);
        LocalDate day = start;
        int step = Integer.signum(workingDays);
        int counted = 0;
        while (counted != workingDays) {
            day = day.plusDays(step);
            if (isWorkingDay(day)) {
                counted += step;
            }
        }
        return day;
    }

    /**
     * How many working days lie after {@code from}, up to and including {@code to}; negative where {@code to} is earlier,
     * so that {@code between(a, b) == -between(b, a)}.
     */
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        refuseBeyondList(from);
        return (int) from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    /** The day itself where it is a working day, otherwise the next one. */
    public LocalDate onOrAfter(LocalDate day) {
        return isWorkingDay(day) ? day : plus(day, 1);
    }

    private void refuseBeyondList(LocalDate day) {
        int firstYear = firstDay().getYear();
        int lastYear = lastDay().getYear();
        if (day.getYear() < firstYear || day.getYear() > lastYear) {
            throw new DayBeyondBankHolidays(FILE, day, firstYear, lastYear);
        }
    }

    private static WorkingDays read() {
        NavigableMap<LocalDate, String> bankHolidays = new TreeMap<>();
        try (var lines = new BufferedReader(new InputStreamReader(
                WorkingDays.class.getResourceAsStream("/calendar/" + FILE), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> {
                int comma = line.indexOf(',');
                bankHolidays.put(LocalDate.parse(line.substring(0, comma)), line.substring(comma + 1));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
        return new WorkingDays(bankHolidays);
    }
}
