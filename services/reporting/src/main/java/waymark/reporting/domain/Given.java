package waymark.reporting.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a report was asked with, read and found permitted.
 *
 * @param period from {@code from} to {@code to}, whole months where months are asked for; null of a report that is not asked with them
 * @param days without those that were not given
 * @param counts all of them
 * @param choices all of them
 */
public record Given(
        Period period, Map<String, LocalDate> days, Map<String, Integer> counts, Map<String, String> choices) {
    /** Null where it was not given. */
    public LocalDate day(String name) {
        return days.get(name);
    }

    public int count(String name) {
        return counts.get(name);
    }

    public String choice(String name) {
        return choices.get(name);
    }

    /** The months of the period, in order. */
    public List<Period> months() {
        var last = YearMonth.from(period.to());
        return Stream.iterate(
                        YearMonth.from(period.from()), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .map(Period::of)
                .toList();
    }
}
