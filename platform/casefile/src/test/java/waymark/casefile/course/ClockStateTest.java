package waymark.casefile.course;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.casefile.course.Parcel.MONDAY;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    }
}
