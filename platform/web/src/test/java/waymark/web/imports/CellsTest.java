package waymark.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.casefile.course.Forms;

class CellsTest {
    private enum Manner {
        AT_HOME,
        AT_SCHOOL
    }

    @Test
    void cellsAreReadAsWhatTheyMean() {
        // When
        var cells = new Cells(new Row(
                2,
                Map.of(
                        "ref",
                        "V-1",
                        "on",
                        "2022-07-31",
                        "told",
                        "true",
                        "manner",
                        "at-home",
                        "place",
                        "W",
                        "blank",
                        "")));

        // Then
        assertThat(cells.needed("ref", Forms.REFERENCE)).isEqualTo("V-1");
        assertThat(cells.neededDay("on")).isEqualTo(LocalDate.of(2022, 7, 31));
        assertThat(cells.flag("told")).isTrue();
        assertThat(cells.constant("manner", Manner.class)).isEqualTo(Manner.AT_HOME);
        assertThat(cells.listed("place", List.of("W"))).isEqualTo("W");
        assertThat(cells.day("blank")).isNull();
        assertThat(cells.flag("no_such_column")).isNull();
        assertThat(cells.faults()).isEmpty();
    }

    @Test
    void whatCannotBeUnderstoodIsNullAndOneFaultEach() {
        // Given
        var cells = new Cells(new Row(
                2,
                Map.of("ref", "no; reference", "on", "2022-02-30", "told", "yes", "manner", "AT_HOME", "place", "X")));

        // When
        cells.needed("ref", Forms.REFERENCE);
        cells.needed("child", Forms.CHILD);
        cells.neededDay("on");
        cells.flag("told");
        cells.constant("manner", Manner.class);
        cells.listed("place", List.of("V", "W"));

        // Then
        assertThat(cells.faults())
                .containsExactly(
                        new Fault("ref", "no; reference", "must be 1 to 40 letters, digits and . _ / -"),
                        new Fault("child", null, "is needed"),
                        new Fault(
                                "on",
                                "2022-02-30",
                                "must be a day that exists, as 2022-07-31, in the years 1900 to 2099"),
                        new Fault("told", "yes", "must be true or false"),
                        new Fault("manner", "AT_HOME", "must be one of: at-home, at-school"),
                        new Fault("place", "X", "must be one of: V, W"));
    }

    @ParameterizedTest
    @CsvSource({
        "2016-04-01T07:33, 2016-04-01T06:33:00Z",
        "2016-12-01T07:33:20, 2016-12-01T07:33:20Z",
        "2016-04-01T07:33Z, 2016-04-01T07:33:00Z",
        "2016-04-01T07:33:00+02:00, 2016-04-01T05:33:00Z",
        "2016-10-30T01:30, 2016-10-30T00:30:00Z",
    })
    void aMomentIsLocalUnlessItSaysOtherwiseAndTheEarlierOfTwoInAutumn(String text, Instant moment) {
        // When
        var cells = new Cells(new Row(2, Map.of("at", text)));

        // Then
        assertThat(cells.neededMoment("at")).isEqualTo(moment);
        assertThat(cells.faults()).isEmpty();
        assertThat(cells.warnings()).isEmpty();
    }

    @Test
    void aMomentThatSpringLeavesOutIsMovedOnWithAWarning() {
        // Given
        var cells = new Cells(new Row(2, Map.of("at", "2017-03-26T01:20")));

        // When
        var moment = cells.moment("at");

        // Then
        assertThat(moment).isEqualTo("2017-03-26T01:20:00Z");
        assertThat(cells.faults()).isEmpty();
        assertThat(cells.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.column()).isEqualTo("at");
            assertThat(warning.rule()).isEqualTo("import.time-left-out");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2016-04-01", "2016-04-31T07:33", "2016-04-01 07:33", "2016-04-01T25:00", "1899-12-31T10:00"})
    void whatIsNoMomentIsAFault(String text) {
        // Given
        var cells = new Cells(new Row(2, Map.of("at", text)));

        // When
        var moment = cells.moment("at");

        // Then
        assertThat(moment).isNull();
        assertThat(cells.faults())
                .containsExactly(new Fault(
                        "at", text, "must be a day and a time, as 2022-07-31T14:05, in the years 1900 to 2099"));
    }

    @Test
    void oneAndNoughtAreTrueAndFalse() {
        // When
        var cells = new Cells(new Row(2, Map.of("yes", "1", "no", "0")));

        // Then
        assertThat(cells.flag("yes")).isTrue();
        assertThat(cells.flag("no")).isFalse();
    }

    @Test
    void whatIsWrongWithinAnElementNamesItsPath() {
        // Given
        var second = new Element(4, "Plan", "Plan[2]", "", List.of(new Element(5, "On", "On", "soon", List.of())));
        var cells = new Cells(new Element(1, "Record", "Record", "", List.of(second)));

        // When
        cells.of(second).neededDay("On");

        // Then
        assertThat(cells.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.column()).isEqualTo("Plan[2]/On");
            assertThat(fault.value()).isEqualTo("soon");
        });
    }
}
