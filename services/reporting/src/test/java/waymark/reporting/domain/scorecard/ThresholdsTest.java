package waymark.reporting.domain.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.reporting.domain.Measure.Polarity;

class ThresholdsTest {
    @ParameterizedTest
    @CsvSource({
        // The boundary itself, and the nearest values on both sides of it.
        "HIGH, 100, 14, 86, GREEN",
        "HIGH, 100, 14, 86.1, GREEN",
        "HIGH, 100, 14, 85.9, AMBER",
        "HIGH, 100, 14, 77.5, AMBER",
        "HIGH, 100, 14, 77.4, AMBER",
        "HIGH, 100, 14, 77.3, RED",
        "LOW, 20, 2, 22, GREEN",
        "LOW, 20, 2, 21.9, GREEN",
        "LOW, 20, 2, 22.1, AMBER",
        "LOW, 20, 2, 24.1, AMBER",
        "LOW, 20, 2, 24.2, AMBER",
        "LOW, 20, 2, 24.3, RED",
        "LOW, 10.0, 0, 10.0, GREEN",
        "LOW, 10, 0, 11, AMBER",
        "LOW, 10, 0, 11.01, RED",
        "HIGH, 90, 0, 81, AMBER",
        "HIGH, 90, 0, 80.99, RED",
        // Nothing lies between where the target is nought.
        "LOW, 0, 0, 0, GREEN",
        "LOW, 0, 0, 0.1, RED",
        "HIGH, 0, 0, 0, GREEN",
        "HIGH, 0, 0, -1, RED"
    })
    void aValueIsRatedByTheFloorAndATenthBeyondIt(
            Polarity goodToBe, BigDecimal target, BigDecimal tolerance, BigDecimal value, Rag expected) {
        // Given
        var thresholds = Thresholds.of(goodToBe, target, tolerance);

        // When
        var rag = thresholds.rate(value);

        // Then
        assertThat(rag).isEqualTo(expected);
    }

    @Test
    void theThresholdsAreShownInWordsWithoutNeedlessNoughts() {
        assertThat(Thresholds.of(Polarity.HIGH, new BigDecimal("100"), new BigDecimal("14.00"))
                        .words())
                .isEqualTo("green from 86, red below 77.4");
        assertThat(Thresholds.of(Polarity.LOW, new BigDecimal("1E+2"), BigDecimal.ZERO)
                        .words())
                .isEqualTo("green up to 100, red above 110");
    }

    @Test
    void whatIsGoodToBeNeitherIsNotRated() {
        assertThat(Thresholds.of(Polarity.NEUTRAL, BigDecimal.TEN, BigDecimal.ONE))
                .isNull();
    }
}
