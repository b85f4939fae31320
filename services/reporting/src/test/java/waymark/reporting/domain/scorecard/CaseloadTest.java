package waymark.reporting.domain.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseloadTest {
    private static final LocalDate FIRST = LocalDate.of(2017, 4, 3);

    @Test
    void aWorkerWithoutACaseCountsAsNone() {
        // Given
        var workers = List.of(worker("S1", "1"), worker("S2", "0.5"), worker("S3", "0.6"));

        // When
        var caseload = Caseload.of(workers, Map.of("S1", 20L, "S2", 12L, "S9", 40L));

        // Then
        assertThat(caseload)
                .isEqualTo(new Caseload(
                        3, new BigDecimal("2.1"), 32, new BigDecimal("10.7"), new BigDecimal("15.2"), 20L, 0L));
    }

    @Test
    void withoutWorkersThereIsNoAverage() {
        assertThat(Caseload.of(List.of(), Map.of("S1", 3L)))
                .isEqualTo(new Caseload(0, BigDecimal.ZERO, 0, null, null, null, null));
    }

    @Test
    void aWorkerWorksFromTheFirstDayToTheLast() {
        var until = LocalDate.of(2017, 6, 30);
        var worker = new Worker("S1", "Duty", BigDecimal.ONE, FIRST, until);
        assertThat(worker.worksOn(FIRST.minusDays(1))).isFalse();
        assertThat(worker.worksOn(FIRST)).isTrue();
        assertThat(worker.worksOn(until)).isTrue();
        assertThat(worker.worksOn(until.plusDays(1))).isFalse();
    }

    private static Worker worker(String staffNumber, String fte) {
        return new Worker(staffNumber, "Duty", new BigDecimal(fte), FIRST, null);
    }
}
