package waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatWouldStartAFormulaIsText(String typed) {
        assertThat(CsvTable.cell(typed)).isEqualTo("'" + typed);
    }

    @Test
    void numbersStayNumbers() {
        assertThat(CsvTable.cell(-4.5)).isEqualTo("-4.5");
    }

    @Test
    void aTableIsReadAsItWasWritten() {
        // Given
        var out = new ByteArrayOutputStream();

        // When
        try (var table = new CsvTable(out, List.of("name", "weeks", "open"))) {
            table.row(Arrays.asList("Zoë, \"Zo\"\nof Wycombe", 5.9, null));
        }

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("name,weeks,open\r\n\"Zoë, \"\"Zo\"\"\nof Wycombe\",5.9,\r\n");
    }
}
