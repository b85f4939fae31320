package waymark.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
}
