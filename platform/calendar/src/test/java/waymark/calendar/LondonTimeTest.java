package waymark.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class LondonTimeTest {

    @Test
    void anInstantLateInASummersEveningBelongsToTheNextDayInLondon() {
        assertThat(LondonTime.dateOf(Instant.parse("2025-06-30T23:30:00Z"))).isEqualTo("2025-07-01");
        assertThat(LondonTime.dateOf(Instant.parse("2025-12-31T23:30:00Z"))).isEqualTo("2025-12-31");
    }

    @Test
    void acrossTheChangeInMarchTheSameTimeTomorrowIsTwentyThreeHoursAway() {
        LocalDateTime noonBefore = LocalDateTime.of(2025, 3, 29, 12, 0);

        assertThat(LondonTime.elapsed(noonBefore, noonBefore.plusDays(1))).isEqualTo(Duration.ofHours(23));
        assertThat(LondonTime.timeOf(LondonTime.at(noonBefore).plus(Duration.ofHours(24))))
                .isEqualTo("2025-03-30T13:00:00");
    }

    @Test
    void acrossTheChangeInOctoberTheSameTimeTomorrowIsTwentyFiveHoursAway() {
        LocalDateTime noonBefore = LocalDateTime.of(2025, 10, 25, 12, 0);

        assertThat(LondonTime.elapsed(noonBefore, noonBefore.plusDays(1))).isEqualTo(Duration.ofHours(25));
        assertThat(LondonTime.timeOf(LondonTime.at(noonBefore).plus(Duration.ofHours(24))))
                .isEqualTo("2025-10-26T11:00:00");
    }

    @Test
    void theDaysOfTheChangesAreTwentyThreeAndTwentyFiveHoursLong() {
        assertThat(lengthOf(LocalDate.of(2025, 3, 30))).isEqualTo(Duration.ofHours(23));
        assertThat(lengthOf(LocalDate.of(2025, 10, 26))).isEqualTo(Duration.ofHours(25));
        assertThat(lengthOf(LocalDate.of(2025, 10, 27))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aMissingTimeIsAfterTheChangeAndADoubleTimeIsTheFirstOfTheTwo() {
        assertThat(LondonTime.at(LocalDateTime.of(2025, 3, 30, 1, 30))).isEqualTo("2025-03-30T01:30:00Z");
        assertThat(LondonTime.at(LocalDateTime.of(2025, 10, 26, 1, 30))).isEqualTo("2025-10-26T00:30:00Z");
    }

    @Test
    void everyDaysFirstInstantIsOnThatDayAndTheOneBeforeItIsNot() {
        LocalDate first = LocalDate.of(2024, 1, 1);
        first.datesUntil(first.plusYears(3)).forEach(day -> {
            assertThat(LondonTime.dateOf(LondonTime.startOf(day))).isEqualTo(day);
            assertThat(LondonTime.dateOf(LondonTime.startOf(day).minusMillis(1)))
                    .isEqualTo(day.minusDays(1));
        });
    }

    private static Duration lengthOf(LocalDate day) {
        return Duration.between(LondonTime.startOf(day), LondonTime.startOf(day.plusDays(1)));
    }
}
