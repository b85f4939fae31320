package waymark.casefile.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waymark.casefile.course.Parcel.HANDED_OVER;
import static waymark.casefile.course.Parcel.LOST;
import static waymark.casefile.course.Parcel.MONDAY;
import static waymark.casefile.course.Parcel.TAKEN_IN;
import static waymark.casefile.course.Parcel.express;
import static waymark.casefile.course.Parcel.moment;
import static waymark.casefile.course.Parcel.step;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockRun.Ending;

/** Times are those on the wall in London where they have no offset. */
class ClockOfHoursTest {
    private static ClockRun run(int hours, List<Step<Parcel>> steps) {
        return express(hours).runs(steps, List.of(), List.of()).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "24, 2025-03-03T16:40, 2025-03-04T16:40:00Z, 2025-03-04",
        "24, 2025-03-07T18:00, 2025-03-08T18:00:00Z, 2025-03-08",
        "72, 2024-02-27T09:00, 2024-03-01T09:00:00Z, 2024-03-01",
        // The clocks go forward on 30 March and back on 26 October.
        "24, 2025-03-29T16:40, 2025-03-30T16:40:00Z, 2025-03-30",
        "24, 2025-03-29T23:30, 2025-03-30T23:30:00Z, 2025-03-31",
        "72, 2025-03-28T23:30, 2025-03-31T23:30:00Z, 2025-04-01",
        "24, 2025-10-25T16:40, 2025-10-26T15:40:00Z, 2025-10-26",
        "24, 2025-10-26T00:15, 2025-10-26T23:15:00Z, 2025-10-26",
        "24, 2025-10-26T01:30, 2025-10-27T00:30:00Z, 2025-10-27",
        "24, 2025-10-26T01:30:00Z, 2025-10-27T01:30:00Z, 2025-10-27"
    })
    void isDueWhenItsHoursHavePassedWhateverTheWallSays(int hours, String takenIn, Instant dueAt, LocalDate dueOn) {
        // When
        var run = run(hours, List.of(step(1, TAKEN_IN, takenIn)));

        // Then
        assertThat(run.startedAt()).isEqualTo(moment(takenIn));
        assertThat(run.dueAt()).isEqualTo(dueAt);
        assertThat(run.dueOn()).isEqualTo(dueOn);
        assertThat(run.startedOn()).isEqualTo(LondonTime.dateOf(run.startedAt()));
        assertThat(Duration.between(run.startedAt(), run.dueAt())).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @CsvSource({"1, 2025-03-04", "24, 2025-03-04", "25, 2025-03-05", "72, 2025-03-06"})
    void ofAStartWithoutATimeIsDueAfterAsManyDaysAsHoldItsHours(int hours, LocalDate dueOn) {
        // When
        var run = run(hours, List.of(step(1, TAKEN_IN, MONDAY), step(2, HANDED_OVER, "2025-03-04T10:00")));

        // Then
        assertThat(run.dueOn()).isEqualTo(dueOn);
        assertThat(List.of(run.startedOn(), run.endedOn())).containsExactly(MONDAY, MONDAY.plusDays(1));
        assertThat(run)
                .extracting(ClockRun::startedAt, ClockRun::dueAt, ClockRun::endedAt)
                .containsOnlyNulls();
    }

    @Test
    void keepsTheMomentOfItsEndWhereThatIsKnown() {
        // When
        var toTheMinute =
                run(24, List.of(step(1, TAKEN_IN, "2025-03-03T16:40"), step(2, HANDED_OVER, "2025-03-04T09:10")));
        var toTheDay = run(24, List.of(step(1, TAKEN_IN, "2025-03-03T16:40"), step(2, HANDED_OVER, "2025-03-04")));

        // Then
        assertThat(toTheMinute.endedAt()).isEqualTo(moment("2025-03-04T09:10"));
        assertThat(toTheDay.endedAt()).isNull();
        assertThat(toTheDay.endedOn()).isEqualTo(LocalDate.of(2025, 3, 4));
    }

    @Test
    void aClockOfDaysTakesNoNoticeOfTimes() {
        // When
        var run = Parcel.clocks()
                .runs(
                        List.of(step(1, TAKEN_IN, "2025-03-03T16:40"), step(2, HANDED_OVER, "2025-03-04T09:10")),
                        List.of(),
                        List.of())
                .getFirst();

        // Then
        assertThat(run)
                .isEqualTo(new ClockRun(
                        "delivery",
                        1,
                        1,
                        null,
                        MONDAY,
                        MONDAY.plusDays(28),
                        MONDAY.plusDays(1),
                        Ending.STOPPED,
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        // Both have a time: the earlier one, in whatever order they were recorded.
        "2025-03-04T11:00, 2025-03-04T10:00, LAPSED",
        "2025-03-04T10:00, 2025-03-04T11:00, STOPPED",
        "2025-03-04T10:00, 2025-03-04T10:00, STOPPED",
        // One has none: the one recorded first.
        "2025-03-04T11:00, 2025-03-04,       STOPPED",
        "2025-03-04,       2025-03-04T10:00, STOPPED",
        "2025-03-05,       2025-03-04T10:00, LAPSED"
    })
    void endsOfTwoStepsOfADayWithTheEarlierByTimeOrElseTheOneRecordedFirst(String handedOver, String lost, Ending how) {
        // When
        var run = run(
                24,
                List.of(step(1, TAKEN_IN, "2025-03-03T16:40"), step(2, HANDED_OVER, handedOver), step(3, LOST, lost)));

        // Then
        assertThat(run.ending()).isEqualTo(how);
    }

    @Test
    void doesNotEndByAStepOfItsDayThatCameBeforeIt() {
        // When
        var run = run(24, List.of(step(2, TAKEN_IN, "2025-03-03T16:40"), step(3, HANDED_OVER, "2025-03-03T16:39")));

        // Then
        assertThat(run.endedOn()).isNull();
    }

    @Test
    void aStepsTimeLiesOnItsDayInLondonAndIsNotKnownOfAnotherDay() {
        // Given
        var late = step(1, TAKEN_IN, "2025-06-30T23:30:00Z");

        // Then
        assertThat(late.on()).isEqualTo(LocalDate.of(2025, 7, 1));
        assertThat(late.onDay(late.on())).isEqualTo(late);
        assertThat(late.onDay(MONDAY).at()).isNull();
        assertThat(late.withTarget(MONDAY).at()).isEqualTo(late.at());
        assertThatThrownBy(() -> new Step<>(1, TAKEN_IN, LocalDate.of(2025, 6, 30), null, null, null, late.at()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2025-06-30");
    }

    @Test
    void aLimitOfNoHoursIsRefused() {
        assertThatThrownBy(() -> new Due.WithinHours(0)).hasMessageContaining("1 hour");
    }
}
