package waymark.portal.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00:00Z, 2026-03-02T15:30:00Z, 5 hours 30 minutes left, govuk-tag--yellow",
        "2026-03-02T10:00:00Z, 2026-03-02T16:00:00Z, 6 hours left, govuk-tag--blue",
        "2026-03-02T10:00:00Z, 2026-03-02T10:00:59Z, 0 minutes left, govuk-tag--yellow",
        "2026-03-02T10:00:01Z, 2026-03-02T10:00:00Z, 1 minute overdue, govuk-tag--red",
        "2026-03-04T10:10:00Z, 2026-03-02T10:00:00Z, 48 hours overdue, govuk-tag--red"
    })
    void hoursAreCountedToTheMinute(Instant now, Instant due, String words, String tag) {
        // When
        var left = Left.of(due, now);

        // Then
        assertThat(left).isEqualTo(new Left(words, tag));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, Due today, govuk-tag--orange",
        "2026-03-01, 1 day overdue, govuk-tag--red",
        "2022-03-01, '1,462 days overdue', govuk-tag--red",
        "2026-03-09, 7 days left, govuk-tag--yellow",
        "2026-03-30, 28 days left, govuk-tag--blue"
    })
    void aDayHasTheWholeOfItself(LocalDate due, String words, String tag) {
        // When
        var left = Left.of(due, TODAY);

        // Then
        assertThat(left).isEqualTo(new Left(words, tag));
    }

    @Test
    void whatIsNotDueHasNothingLeft() {
        // Then
        assertThat(Left.of(null, TODAY)).isNull();
    }
}
