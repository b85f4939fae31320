package waymark.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DueTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 7, 29);

    @Test
    void aDaySaysInWordsHowFarItIs() {
        // When
        var yesterday = Due.of(TODAY.minusDays(1), TODAY);
        var today = Due.of(TODAY, TODAY);
        var soon = Due.of(TODAY.plusDays(7), TODAY);
        var later = Due.of(TODAY.plusDays(8), TODAY);

        // Then
        assertThat(yesterday.words()).isEqualTo("1 day overdue");
        assertThat(today.words()).isEqualTo("Due today");
        assertThat(soon.words()).isEqualTo("In 7 days");
        assertThat(later.tag()).isNull();
        assertThat(Due.of(null, TODAY)).isNull();
    }
}
