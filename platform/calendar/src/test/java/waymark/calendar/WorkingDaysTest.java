package waymark.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private final WorkingDays workingDays = WorkingDays.englandAndWales();

    @ParameterizedTest
    @CsvSource({
        "2025-04-17, ''",
        "2025-04-18, Good Friday",
        "2025-04-19, Saturday",
        "2025-04-20, Sunday",
        "2025-04-21, Easter Monday",
        "2022-09-19, Bank Holiday for the State Funeral of Queen Elizabeth II",
        "2012-01-02, New Year’s Day",
        "2028-12-26, Boxing Day",
        "2024-02-29, ''",
    })
    void aDayIsAWorkingDayOrSaysWhyNot(LocalDate day, String whyNot) {
        assertThat(workingDays.whyNot(day).orElse("")).isEqualTo(whyNot);
        assertThat(workingDays.isWorkingDay(day)).isEqualTo(whyNot.isEmpty());
    }

    @Test
    void everyYearOfTheListHasItsBankHolidaysOnWeekdays() {
        for (int year = 2012; year <= 2028; year++) {
            LocalDate firstOfYear = LocalDate.of(year, 1, 1);
            long bankHolidays = firstOfYear
                    .datesUntil(firstOfYear.plusYears(1))
                    .filter(day -> day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue())
                    .filter(day -> !workingDays.isWorkingDay(day))
                    .count();
            assertThat(bankHolidays).as("bank holidays of %d", year).isBetween(8L, 10L);
        }
    }

    @Test
    void aDayBeyondTheListIsRefusedWithTheFileTheDayAndTheYears() {
        assertThatThrownBy(() -> workingDays.isWorkingDay(LocalDate.of(2029, 1, 1)))
                .isInstanceOf(DayBeyondBankHolidays.class)
                .hasMessageContainingAll("bank-holidays-england-and-wales.csv", "2029-01-01", "2012 to 2028");
        assertThatThrownBy(() -> workingDays.isWorkingDay(LocalDate.of(2011, 12, 31)))
                .isInstanceOf(DayBeyondBankHolidays.class)
                .hasMessageContaining("2011-12-31");
    }

    @Test
    void aSpanThatRunsBeyondTheListIsRefused() {
        LocalDate lastDay = workingDays.lastDay();
        assertThat(lastDay).isEqualTo("2028-12-31");
        assertThatThrownBy(() -> workingDays.plus(lastDay.minusDays(3), 2)).isInstanceOf(DayBeyondBankHolidays.class);
        assertThatThrownBy(() -> workingDays.plus(workingDays.firstDay(), -1))
                .isInstanceOf(DayBeyondBankHolidays.class);
        assertThatThrownBy(() -> workingDays.plus(lastDay.plusDays(1), 0)).isInstanceOf(DayBeyondBankHolidays.class);
        assertThatThrownBy(() -> workingDays.between(lastDay, lastDay.plusDays(1)))
                .isInstanceOf(DayBeyondBankHolidays.class);
        assertThatThrownBy(() -> workingDays.between(LocalDate.of(2011, 12, 31), lastDay))
                .isInstanceOf(DayBeyondBankHolidays.class);
    }

    @Test
    void addingWorkingDaysSkipsWeekendsAndBankHolidays() {
        assertThat(workingDays.plus(LocalDate.of(2025, 4, 17), 1)).isEqualTo("2025-04-22");
        assertThat(workingDays.plus(LocalDate.of(2025, 4, 22), -1)).isEqualTo("2025-04-17");
        assertThat(workingDays.plus(LocalDate.of(2025, 4, 19), 0)).isEqualTo("2025-04-19");
        assertThat(workingDays.onOrAfter(LocalDate.of(2025, 4, 18))).isEqualTo("2025-04-22");
        assertThat(workingDays.onOrAfter(LocalDate.of(2025, 4, 22))).isEqualTo("2025-04-22");
    }

    @Test
    void addingAndCountingAgreeWithADayByDayOracle() {
        Random random = new Random(20220731);
        for (int run = 0; run < 5_000; run++) {
            // Given
            LocalDate start = LocalDate.of(2013, 1, 1).plusDays(random.nextInt(5_500));
            int count = 1 + random.nextInt(80);

            // When
            LocalDate later = workingDays.plus(start, count);
            LocalDate earlier = workingDays.plus(start, -count);

            // Then
            assertThat(workingDays.isWorkingDay(later)).isTrue();
            assertThat(workingDays.isWorkingDay(earlier)).isTrue();
            assertThat(oracleBetween(start, later)).isEqualTo(count);
            assertThat(workingDays.between(start, later)).isEqualTo(count);
            assertThat(workingDays.between(later, start)).isEqualTo(-count);
            assertThat(oracleBetween(earlier.minusDays(1), start.minusDays(1))).isEqualTo(count);
        }
    }

    private int oracleBetween(LocalDate from, LocalDate to) {
        int count = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (workingDays.whyNot(day).isEmpty()) {
                count++;
            }
        }
        return count;
    }
}
