package waymark.casefile.course;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.casefile.course.Parcel.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun.Ending;

/** Started on day 0 and due on day 28. */
class ClockStateTest {
    @ParameterizedTest
    @CsvSource({
        "AT_MOST,   0,   ,        , false, RUNNING",
        "AT_MOST,  28,   ,        , false, RUNNING",
        "AT_MOST,  29,   ,        , false, MISSED",
        "AT_MOST,  29,   ,        , true,  EXCUSED",
        "AT_MOST,  28,   ,        , true,  RUNNING",
        "AT_MOST,  40, 28, STOPPED, false, MET",
        "AT_MOST,  40, 28, STOPPED, true,  MET",
        "AT_MOST,  40, 29, STOPPED, false, MISSED",
        "AT_MOST,  40, 29, STOPPED, true,  EXCUSED",
        "AT_MOST,  40, 29, LAPSED,  false, NOT_APPLICABLE",
        "AT_LEAST, 28,   ,        , false, RUNNING",
        "AT_LEAST, 29,   ,        , false, MET",
        "AT_LEAST, 40, 29, STOPPED, false, MET",
        "AT_LEAST, 40, 28, STOPPED, false, MISSED",
        "AT_LEAST, 40, 28, STOPPED, true,  EXCUSED",
        "AT_LEAST, 40,  3, LAPSED,  false, NOT_APPLICABLE",
        "IF_AT_ALL, 28,   ,        , false, RUNNING",
        "IF_AT_ALL, 29,   ,        , false, NOT_APPLICABLE",
        "IF_AT_ALL, 40, 28, STOPPED, false, MET",
        "IF_AT_ALL, 40, 29, STOPPED, false, MISSED",
        "IF_AT_ALL, 40, 29, STOPPED, true,  EXCUSED",
        "IF_AT_ALL, 40, 20, LAPSED,  false, NOT_APPLICABLE"
    })
    void followsFromTheDaysAndTheSenseOfTheClock(
            Sense sense, int day, Integer ended, Ending ending, boolean excused, ClockState state) {
        // Given
        var run = new ClockRun(
                "answer",
                1,
                1,
                null,
                MONDAY,
                MONDAY.plusDays(28),
                ended == null ? null : MONDAY.plusDays(ended),
                ending,
                excused);

        // Then
        assertThat(ClockState.on(MONDAY.plusDays(day), run, sense)).isEqualTo(state);
        assertThat(ClockState.at(LondonTime.startOf(MONDAY.plusDays(day)), run, sense))
                .isEqualTo(state);
    }

    /** Taken in on 3 March 2025 at 16:40 and due in 24 hours. */
    @ParameterizedTest
    @CsvSource({
        "AT_MOST,   2025-03-04T16:40:00Z,                     ,        , false, RUNNING",
        "AT_MOST,   2025-03-04T16:40:01Z,                     ,        , false, MISSED",
        "AT_MOST,   2025-03-04T16:40:01Z,                     ,        , true,  EXCUSED",
        "AT_MOST,   2025-03-05T09:00:00Z, 2025-03-04T16:40:00Z, STOPPED, false, MET",
        "AT_MOST,   2025-03-05T09:00:00Z, 2025-03-04T16:41:00Z, STOPPED, false, MISSED",
        "AT_MOST,   2025-03-05T09:00:00Z, 2025-03-04,           STOPPED, false, MET",
        "AT_MOST,   2025-03-05T09:00:00Z, 2025-03-05,           STOPPED, false, MISSED",
        "AT_MOST,   2025-03-05T09:00:00Z, 2025-03-04T16:41:00Z, LAPSED,  false, NOT_APPLICABLE",
        "AT_LEAST,  2025-03-04T16:40:00Z,                     ,        , false, RUNNING",
        "AT_LEAST,  2025-03-04T16:40:01Z,                     ,        , false, MET",
        "AT_LEAST,  2025-03-05T09:00:00Z, 2025-03-04T16:40:00Z, STOPPED, false, MISSED",
        "IF_AT_ALL, 2025-03-04T16:40:01Z,                     ,        , false, NOT_APPLICABLE"
    })
    void ofHoursFollowsFromTheMomentsWhereTheyAreKnown(
            Sense sense, Instant moment, String ended, Ending ending, boolean excused, ClockState state) {
        // Given
        var run = ofHours(ended, ending, excused);

        // Then
        assertThat(ClockState.at(moment, run, sense)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "AT_MOST,   2025-03-03, RUNNING",
        "AT_MOST,   2025-03-04, MISSED",
        "AT_LEAST,  2025-03-03, RUNNING",
        "AT_LEAST,  2025-03-04, MET",
        "IF_AT_ALL, 2025-03-04, NOT_APPLICABLE"
    })
    void ofHoursIsOverAtTheEndOfTheDayOnWhichItIsDue(Sense sense, LocalDate day, ClockState state) {
        // Given
        var run = ofHours(null, null, false);

        // Then
        assertThat(ClockState.on(day, run, sense)).isEqualTo(state);
        assertThat(ClockState.at(LondonTime.startOf(day.plusDays(1)), run, sense))
                .isEqualTo(state);
    }

    /** @param ended a moment, or a day where only that is known */
    private static ClockRun ofHours(String ended, Ending ending, boolean excused) {
        var startedAt = Instant.parse("2025-03-03T16:40:00Z");
        boolean atAMoment = ended != null && ended.contains("T");
        return new ClockRun(
                "delivery",
                1,
                1,
                null,
                MONDAY,
                MONDAY.plusDays(1),
                ended == null ? null : LocalDate.parse(ended.substring(0, 10)),
                ending,
                excused,
                Sense.AT_MOST,
                startedAt,
                startedAt.plus(Duration.ofHours(24)),
                atAMoment ? Instant.parse(ended) : null);
    }
}
