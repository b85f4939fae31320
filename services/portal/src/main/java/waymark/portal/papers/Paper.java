package waymark.portal.papers;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import waymark.portal.dashboards.Chart;
import waymark.portal.dashboards.Codes;
import waymark.portal.dashboards.Figure;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Words;

/**
 * A council's paper as it is printed: its draft, or as it was released.
 *
 * @param notes what a reader must know
 * @param about what the figures mean, each once
 */
record Paper(String title, String days, String asAt, List<String> notes, List<Table> tables, List<About> about) {
    /**
     * @param said what the analyst says of it; null for nothing
     * @param chart null where it is not drawn
     * @param reasons why figures are missing, each once
     */
    record Table(
            String id,
            String title,
            List<String> columns,
            List<Row> rows,
            boolean suppressed,
            List<String> reasons,
            String said,
            Chart chart) {}

    /**
     * @param kind figure, part, group, total or month
     * @param bar its length in percent of the longest; -1 without
     */
    record Row(String title, String kind, List<String> cells, double bar) {}

    record About(String title, String definition) {}

    /** As tables of statistics mark what is left out so that nobody can be found in it, and what there is not. */
    private static final String SUPPRESSED = "[c]";

    private static final String NOT_AVAILABLE = "[x]";

    /** How the ids begin of what tells a change. */
    private static final String CHANGE = "change";

    /** @param said what is said, by section */
    static Paper of(Doc content, Map<String, String> said) {
        var about = new ArrayList<About>();
        var tables = new ArrayList<Table>();
        for (var table : content.docs("tables")) {
            tables.add(table(table, said.get(table.text("id"))));
            for (var column : table.docs("columns")) add(about, column);
            for (var row : table.docs("rows")) add(about, row);
        }
        return new Paper(
                content.text("title"),
                content.day("period.from") + " to " + content.day("period.to"),
                content.day("asAt"),
                content.texts("notes").stream().map(Codes::reason).toList(),
                tables,
                about);
    }

    private static void add(List<About> about, Doc meant) {
        if (!meant.has("definition")) return;
        var one = new About(meant.text("title"), meant.text("definition"));
        if (about.stream().noneMatch(other -> other.definition.equals(one.definition))) about.add(one);
    }

    private static Table table(Doc table, String said) {
        var columns = table.docs("columns");
        double longest = table.docs("rows").stream()
                .filter(row -> row.text("kind").equals("part"))
                .mapToDouble(row -> first(row, columns))
                .max()
                .orElse(-1);
        var rows = new ArrayList<Row>();
        var reasons = new TreeSet<String>();
        boolean suppressed = false;
        for (var row : table.docs("rows")) {
            var cells = new ArrayList<String>();
            for (var column : columns) {
                var cell = row.doc("cells").doc(column.text("id"));
                suppressed |= cell.flag("suppressed");
                if (cell.has("reason")) reasons.add(Codes.reason(cell.text("reason")));
                boolean change =
                        column.text("id").startsWith(CHANGE) || row.text("id").startsWith(CHANGE);
                var words = words(cell, column.has("unit") ? column.text("unit") : row.text("unit"));
                cells.add(change && cell.number("value") > 0 ? "+" + words : words);
            }
            boolean part = row.text("kind").equals("part") && longest > 0;
            double first = first(row, columns);
            rows.add(new Row(
                    Words.capital(row.text("title")),
                    row.text("kind"),
                    cells,
                    part && first >= 0 ? Math.round(1000 * first / longest) / 10.0 : part ? 0 : -1));
        }
        return new Table(
                table.text("id"),
                table.text("title"),
                columns.stream().map(column -> column.text("title")).toList(),
                rows,
                suppressed,
                List.copyOf(reasons),
                said,
                chart(table, columns));
    }

    /** The first figure of a row; -1 where there is none. */
    private static double first(Doc row, List<Doc> columns) {
        var value = row.doc("cells").doc(columns.getFirst().text("id")).figure("value");
        return value == null ? -1 : value.doubleValue();
    }

    /** Months as lines, for the columns that do not tell a change. */
    private static Chart chart(Doc table, List<Doc> columns) {
        var months = table.docs("rows").stream()
                .filter(row -> row.text("kind").equals("month"))
                .toList();
        if (months.size() < 2) return null;
        var drawn = columns.stream()
                .filter(column -> !column.text("id").startsWith(CHANGE))
                .toList();
        var rows = months.stream()
                .map(month -> new Chart.Row(
                        month.text("title"),
                        drawn.stream()
                                .map(column -> new Figure(
                                        month.doc("cells")
                                                .doc(column.text("id"))
                                                .figure("value"),
                                        null,
                                        null))
                                .toList()))
                .toList();
        var titles = drawn.stream().map(column -> column.text("title")).toList();
        return Chart.lines(table.text("id"), table.text("title"), null, "Month", titles, drawn.size(), rows);
    }

    private static String words(Doc cell, String unit) {
        if (cell.flag("suppressed")) return SUPPRESSED;
        return switch (cell.get("value")) {
            case null -> NOT_AVAILABLE;
            case Number number -> number(number, unit);
            case Object words -> words.toString();
        };
    }

    private static String number(Number number, String unit) {
        boolean percent = "percent".equals(unit);
        var format = NumberFormat.getNumberInstance(Locale.UK);
        int decimals = percent || "weeks".equals(unit) ? 1 : 0;
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(Math.max(1, decimals));
        return format.format(new BigDecimal(number.toString())) + (percent ? "%" : "");
    }
}
