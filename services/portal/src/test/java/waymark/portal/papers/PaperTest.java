package waymark.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waymark.portal.desk.Doc;

class PaperTest {
    private static final Map<String, ?> COLUMN = Map.of("id", "closed", "title", "Closed", "unit", "cases");

    @Test
    void whatIsLeftOutAndWhatThereIsNotAreMarkedAndSaid() {
        // Given
        var table = table(List.of(
                row("BUSC", "part", cell(250, false, null)),
                row("IND", "part", cell(null, true, null)),
                row("TOTAL", "total", cell(null, false, "the register is not complete"))));
        // When
        var printed = Paper.of(paper(table), Map.of("outcomes", "Fewer than before."))
                .tables()
                .getFirst();
        // Then
        assertThat(printed.rows()).extracting(row -> row.cells().getFirst()).containsExactly("250", "[c]", "[x]");
        assertThat(printed.suppressed()).isTrue();
        assertThat(printed.reasons()).containsExactly("the register is not complete");
        assertThat(printed.said()).isEqualTo("Fewer than before.");
    }

    @Test
    void partsHaveBarsAndTotalsNone() {
        // Given
        var table = table(List.of(
                row("BUSC", "part", cell(100, false, null)),
                row("IND", "part", cell(50, false, null)),
                row("TOTAL", "total", cell(150, false, null))));
        // When
        var printed = Paper.of(paper(table), Map.of()).tables().getFirst();
        // Then
        assertThat(printed.rows()).extracting(Paper.Row::bar).containsExactly(100.0, 50.0, -1.0);
    }

    private static Doc paper(Map<String, ?> table) {
        return new Doc(Map.of(
                "title",
                "Children missing education",
                "period",
                Map.of("from", "2022-07-01", "to", "2022-07-31"),
                "asAt",
                "2022-07-31",
                "tables",
                List.of(table)));
    }

    private static Map<String, ?> table(List<Map<String, ?>> rows) {
        return Map.of("id", "outcomes", "title", "Closed, by outcome", "columns", List.of(COLUMN), "rows", rows);
    }

    private static Map<String, ?> row(String id, String kind, Map<String, ?> cell) {
        return Map.of("id", id, "title", id, "kind", kind, "cells", Map.of("closed", cell));
    }

    private static Map<String, ?> cell(Object value, boolean suppressed, String reason) {
        var cell = new HashMap<String, Object>();
        cell.put("value", value);
        cell.put("suppressed", suppressed);
        cell.put("reason", reason);
        return cell;
    }
}
