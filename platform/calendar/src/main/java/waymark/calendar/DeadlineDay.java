package waymark.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One line of a deadline's working: a day and its number, or why it does not count. */
public sealed interface DeadlineDay {

    LocalDate date();

    /** In words: "Thursday 17 April 2025: day 12", "Friday 18 April 2025: Good Friday, not counted". */
    default String words() {
        String day = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK).format(date());
        return switch (this) {
            case Counted counted -> day + ": day " + counted.number();
            case NotCounted notCounted -> day + ": " + notCounted.why() + ", not counted";
        };
    }

    record Counted(LocalDate date, int number) implements DeadlineDay {}

    /** {@code why} is "Saturday", "Sunday" or the bank holiday's name. */
    record NotCounted(LocalDate date, String why) implements DeadlineDay {}
}
