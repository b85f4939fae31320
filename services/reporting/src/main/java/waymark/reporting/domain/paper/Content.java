package waymark.reporting.domain.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;

/**
 * What stands in a paper, ready to be printed.
 *
 * @param asAt the period's last day
 * @param completeFrom the first day of which the register knows everything; null where it knows of no such day
 * @param notes what a reader must know to understand the figures
 */
public record Content(
        String paper,
        String title,
        Period period,
        LocalDate asAt,
        LocalDate completeFrom,
        Disclosure.Setting disclosure,
        List<String> notes,
        List<Table> tables) {

    public record Table(String id, String title, List<Column> columns, List<Row> rows) {}

    /** @param unit null, as the definition, where each row has its own */
    public record Column(String id, String title, Measure.Unit unit, String definition) {}

    /** What a row stands for. */
    public enum Kind {
        FIGURE,
        PART,
        GROUP,
        TOTAL,
        MONTH
    }

    /**
     * @param id a measure's field, a value of the dimension, or a month
     * @param cells by column
     */
    public record Row(
            String id, String title, Kind kind, Measure.Unit unit, String definition, Map<String, Cell> cells) {}

    /**
     * @param value null where there is none, or where it is suppressed
     * @param reason why there is none; null otherwise
     */
    public record Cell(Object value, boolean suppressed, String reason) {
        public static final Cell SUPPRESSED = new Cell(null, true, null);

        public static Cell of(Object value) {
            return new Cell(value, false, null);
        }
    }
}
