package waymark.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class BusinessClockTest {

    @Test
    void aClockSetToADayKeepsTheTimeOfDayAndRunsAtNormalSpeed() {
        // Given
        TurnableClock real = new TurnableClock(Instant.parse("2026-11-21T22:15:30Z"));

        // When
        BusinessClock clock = BusinessClock.startingOn(LocalDate.of(2022, 7, 31), real);

        // Then
        assertThat(clock.now()).isEqualTo("2022-07-31T21:15:30Z");
        assertThat(clock.today()).isEqualTo("2022-07-31");
        real.turnBy(Duration.ofMinutes(45));
        assertThat(clock.now()).isEqualTo("2022-07-31T22:00:30Z");
        real.turnBy(Duration.ofHours(1));
        assertThat(clock.today()).isEqualTo("2022-08-01");
    }

    @Test
    void todayIsLondonsDayEvenWhenItIsStillYesterdayInUtc() {
        assertThat(new TurnableClock(Instant.parse("2025-06-30T23:30:00Z")).today())
                .isEqualTo("2025-07-01");
    }

    @Test
    void theSystemsClockAgreesWithTheMachineToTheMillisecond() {
        Instant before = Instant.now().minusMillis(1);
        Instant now = BusinessClock.system().now();

        assertThat(now).isBetween(before, Instant.now());
        assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void turningToADayAcrossAClockChangeKeepsTheTimeOnTheWall() {
        // Given
        TurnableClock clock = TurnableClock.at(LocalDate.of(2025, 3, 29));
        assertThat(clock.now()).isEqualTo("2025-03-29T12:00:00Z");

        // When
        clock.turnTo(LocalDate.of(2025, 3, 30));

        // Then
        assertThat(clock.now()).isEqualTo("2025-03-30T11:00:00Z");
        assertThat(clock.today()).isEqualTo("2025-03-30");
    }

    @Test
    void aTurnableClockStandsUntilItIsTurned() {
        TurnableClock clock = TurnableClock.at(LocalDate.of(2024, 2, 29));
        assertThat(clock.now()).isEqualTo(clock.now());

        clock.turnBy(Duration.ofDays(1));
        assertThat(clock.today()).isEqualTo("2024-03-01");
        clock.turnTo(Instant.parse("2024-02-29T09:00:00Z"));
        assertThat(clock.today()).isEqualTo("2024-02-29");
    }
}
