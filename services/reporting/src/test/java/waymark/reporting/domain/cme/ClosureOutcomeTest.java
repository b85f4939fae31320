package waymark.reporting.domain.cme;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClosureOutcomeTest {
    @Test
    void theOutcomesAreThoseOfTheCodeList() throws IOException {
        // When
        var list = getClass().getResourceAsStream("/contracts/registers/closure-outcomes.csv");
        try (var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            // Then
            assertThat(ClosureOutcome.ALL)
                    .containsExactlyElementsOf(rows.stream()
                            .map(row -> new ClosureOutcome(
                                    row.getField("code"), row.getField("meaning"), row.getField("group")))
                            .toList());
        }
        assertThat(ClosureOutcome.groupOf("NEW")).isEqualTo("other");
        assertThat(ClosureOutcome.GROUP_TITLES.keySet())
                .containsExactlyInAnyOrderElementsOf(ClosureOutcome.GROUPS.listed());
    }
}
