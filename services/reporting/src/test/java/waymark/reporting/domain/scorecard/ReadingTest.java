package waymark.reporting.domain.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Period;

class ReadingTest {
    @ParameterizedTest
    @CsvSource({
        "HIGH, 81, 80, IMPROVING",
        "HIGH, 79, 80, WORSENING",
        "HIGH, 80.0, 80, SAME",
        "LOW, 81, 80, WORSENING",
        "LOW, 79, 80, IMPROVING",
        "LOW, 80, 80.0, SAME",
        "NEUTRAL, 81, 80, NONE"
    })
    void theDirectionIsTakenByWhatItIsGoodToBe(Polarity goodToBe, String latest, String before, Direction expected) {
        // Given
        var earlier = List.of(reading("2017-05", before, State.NONE));

        // When
        var travel = reading("2017-06", latest, State.NONE).travel(earlier, goodToBe, false);

        // Then
        assertThat(travel.direction()).isEqualTo(expected);
    }

    @Test
    void aPeriodWithoutAValueIsPassedOver() {
        // Given
        var april = reading("2017-04", "31", State.NONE);
        var earlier = List.of(reading("2017-05", null, State.NOT_AVAILABLE), april);

        // When
        var travel = reading("2017-06", "30", State.NONE).travel(earlier, Polarity.LOW, false);

        // Then
        assertThat(travel).isEqualTo(new Reading.Travel(Direction.IMPROVING, april));
    }

    @Test
    void nothingIsComparedOverANewDefinition() {
        var before = reading("2017-04", "31", State.NONE);
        assertThat(direction(reading("2017-06", "30", State.NEW_DEFINITION), before))
                .isEqualTo(Direction.NONE);
        assertThat(direction(
                        reading("2017-06", "30", State.NONE), reading("2017-05", null, State.NEW_DEFINITION), before))
                .isEqualTo(Direction.NONE);
        assertThat(direction(
                        reading("2017-06", "30", State.NONE), reading("2017-05", "29", State.NEW_DEFINITION), before))
                .isEqualTo(Direction.WORSENING);
    }

    @Test
    void anOutturnOfAYearIsComparedWithSuchAlone() {
        assertThat(direction(reading("2017-06", "30", State.NONE), reading("2017-03", "31", State.ANNUAL_OUTTURN)))
                .isEqualTo(Direction.NONE);
        assertThat(direction(
                        reading("2017-03", "30", State.ANNUAL_OUTTURN),
                        reading("2017-02", "29", State.NONE),
                        reading("2016-03", "31", State.ANNUAL_OUTTURN)))
                .isEqualTo(Direction.IMPROVING);
    }

    @Test
    void whatGrowsInTheCourseOfAYearIsComparedWithTheSameMonthsOfTheOther() {
        // Given
        var earlier = List.of(reading("2017-05", "50", State.NONE), reading("2016-06", "70", State.NONE));

        // When
        var travel = reading("2017-06", "60", State.NONE).travel(earlier, Polarity.LOW, true);

        // Then
        assertThat(travel.direction()).isEqualTo(Direction.IMPROVING);
    }

    @Test
    void everyPeriodEndsWithTheMonthAndAQuarterWithTheLastThatIsOver() {
        var may = YearMonth.of(2017, 5);
        assertThat(DataPeriod.MONTH_ONLY.upTo(may)).isEqualTo(days("2017-05-01", "2017-05-31"));
        assertThat(DataPeriod.MONTH_END.upTo(may)).isEqualTo(days("2017-05-31", "2017-05-31"));
        assertThat(DataPeriod.QUARTER.upTo(may)).isEqualTo(days("2017-01-01", "2017-03-31"));
        assertThat(DataPeriod.QUARTER.upTo(YearMonth.of(2017, 6))).isEqualTo(days("2017-04-01", "2017-06-30"));
        assertThat(DataPeriod.CALENDAR_YEAR_TO_DATE.upTo(may)).isEqualTo(days("2017-01-01", "2017-05-31"));
        assertThat(DataPeriod.ROLLING_YEAR.upTo(may)).isEqualTo(days("2016-06-01", "2017-05-31"));
        assertThat(DataPeriod.QUARTER.before(may))
                .containsExactly(
                        days("2016-10-01", "2016-12-31"),
                        days("2016-07-01", "2016-09-30"),
                        days("2016-04-01", "2016-06-30"),
                        days("2016-01-01", "2016-03-31"));
        assertThat(DataPeriod.MONTH_ONLY.before(may)).hasSize(12).contains(days("2016-05-01", "2016-05-31"));
    }

    private static Direction direction(Reading latest, Reading... before) {
        return latest.travel(List.of(before), Polarity.LOW, false).direction();
    }

    private static Period days(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static Reading reading(String month, String value, State state) {
        return new Reading(
                Period.of(YearMonth.parse(month)),
                value == null ? null : new BigDecimal(value),
                value == null ? null : Reading.Origin.ENTERED,
                state,
                null,
                null);
    }
}
