package waymark.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeksAndMonthsTest {

    @ParameterizedTest
    @CsvSource({
        "2027-01-01, 2026-W53",
        "2027-01-04, 2027-W01",
        "2024-12-30, 2025-W01",
        "2024-02-29, 2024-W09",
    })
    void aWeekBelongsToTheYearOfItsThursday(LocalDate day, String week) {
        assertThat(IsoWeek.of(day)).hasToString(week);
    }

    @Test
    void everyDayLiesInTheWeekFromItsMondayToItsSunday() {
        LocalDate first = LocalDate.of(2024, 1, 1);
        first.datesUntil(first.plusYears(6)).forEach(day -> {
            IsoWeek week = IsoWeek.of(day);
            assertThat(day).isBetween(week.monday(), week.sunday());
            assertThat(week.monday().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(week.plus(1)).isEqualTo(IsoWeek.of(day.plusDays(7))).isGreaterThan(week);
        });
        assertThatThrownBy(() -> new IsoWeek(LocalDate.of(2025, 3, 4))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, <2", "13, <2", "14, 2-4", "27, 2-4", "28, 4-8", "181, 12-26", "363, 26-52", "364, >52"})
    void bandsOfLessThanPutAWholeNumberOfWeeksAbove(long days, String band) {
        WeekBands bands = WeekBands.lessThan(2, 4, 8, 12, 26, 52);

        assertThat(bands.of(days)).isEqualTo(band);
        assertThat(bands.labels()).containsExactly("<2", "2-4", "4-8", "8-12", "12-26", "26-52", ">52");
    }

    @ParameterizedTest
    @CsvSource({"0, <=20", "140, <=20", "141, 20-52", "364, 20-52", "365, >52"})
    void bandsOfUpToPutAWholeNumberOfWeeksBelow(long days, String band) {
        assertThat(WeekBands.upTo(20, 52).of(days)).isEqualTo(band);
    }

    @Test
    void bandsThatDoNotRiseAndNegativeDurationsAreRefused() {
        assertThatThrownBy(() -> WeekBands.upTo(4, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeekBands.lessThan(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeekBands.upTo(4).of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-07-01, 2022-07-31, 0",
        "2022-06-30, 2022-07-01, 1",
        "2020-07-31, 2022-07-01, 24",
        "2022-03-01, 2022-02-28, -1"
    })
    void monthsSinceAStartAreTheDifferenceOfCalendarMonths(LocalDate from, LocalDate to, long months) {
        assertThat(Months.calendarMonths(from, to)).isEqualTo(months);
    }

    @Test
    void aYearBeforeTheTwentyNinthOfFebruaryIsTheTwentyEighth() {
        assertThat(Months.before(LocalDate.of(2024, 2, 29), 12)).isEqualTo("2023-02-28");
        assertThat(Months.before(LocalDate.of(2024, 2, 29), 48)).isEqualTo("2020-02-29");
        assertThat(Months.before(LocalDate.of(2025, 2, 28), 12)).isEqualTo("2024-02-28");
    }
}
