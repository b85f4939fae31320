package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void aLineIsBrokenWhereThereIsNoValueAndItsScaleEndsAboveTheMost() {
        // Given
        var rows = rows(10, null, 30, 67);
        // When
        var drawn = Chart.lines("months", "Months", null, "Month", List.of("Open"), 1, rows)
                .lines();
        // Then
        assertThat(drawn.lines().getFirst().paths()).hasSize(2);
        assertThat(drawn.marks()).extracting(Chart.Tick::words).containsExactly("0", "20", "40", "60", "80");
    }

    @Test
    void barsAreMeasuredByTheLongest() {
        // Given
        var rows = rows(50, 0, 25);
        // When
        var bars = Chart.bars("ages", "Ages", null, "Months", List.of("Open"), rows)
                .bars();
        // Then
        assertThat(bars.lengths()).containsExactly(100.0, 0.0, 50.0);
    }

    @Test
    void figuresAreWrittenAsTheirUnitIs() {
        // Given
        var figures = Stream.of(
                new Figure(1234L, "cases", null),
                new Figure(48, "percent", null),
                new Figure(5.9, "weeks", null),
                new Figure(null, "percent", null));
        // When
        var words = figures.map(Figure::words);
        // Then
        assertThat(words).containsExactly("1,234", "48.0%", "5.9", "none");
    }

    private static List<Chart.Row> rows(Number... values) {
        return Arrays.stream(values)
                .map(value -> new Chart.Row("a row", List.of(new Figure(value, "cases", null))))
                .toList();
    }
}
