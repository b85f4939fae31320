package waymark.portal.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table, and how it is drawn.
 *
 * @param note what must be known to read it, or null
 * @param head of the first column
 * @param columns heads of the others
 * @param drawn null for a table alone
 */
public record Chart(
        String id, String title, String note, String head, List<String> columns, List<Row> rows, Drawing drawn) {
    public record Row(String title, List<Figure> figures) {}

    public sealed interface Drawing {
        /** Beside each row of the table a bar of its first figure. */
        record Bars(List<Double> lengths) implements Drawing {}

        /**
         * A line for each column, in a box of 640 by 240.
         *
         * @param marks along the left side
         * @param days along the foot
         */
        record Lines(List<Line> lines, List<Tick> marks, List<Tick> days) implements Drawing {}
    }

    /** @param paths one for each unbroken run of values */
    public record Line(String title, int style, List<String> paths, List<Point> points) {}

    public record Point(double x, double y) {}

    public record Tick(double at, String words) {}

    private static final double LEFT = 56;
    private static final double RIGHT = 624;
    private static final double TOP = 16;
    private static final double FOOT = 196;
    private static final int MOST_TICKS = 5;

    public static Chart bars(String id, String title, String note, String head, List<String> columns, List<Row> rows) {
        double longest = rows.stream()
                .mapToDouble(row -> row.figures.getFirst().size())
                .max()
                .orElse(0);
        var lengths = rows.stream()
                .map(row ->
                        longest == 0 ? 0 : tenth(100 * row.figures.getFirst().size() / longest))
                .toList();
        return new Chart(id, title, note, head, columns, rows, new Drawing.Bars(lengths));
    }

    /** @param drawn the first so many columns are lines */
    public static Chart lines(
            String id, String title, String note, String head, List<String> columns, int drawn, List<Row> rows) {
        double most = rows.stream()
                .flatMap(row -> row.figures.subList(0, drawn).stream())
                .mapToDouble(Figure::size)
                .max()
                .orElse(0);
        boolean percent = !rows.isEmpty()
                && "percent".equals(rows.getFirst().figures.getFirst().unit());
        double mark = percent ? 25 : mark(most);
        double top = percent ? 100 : mark * Math.max(1, Math.ceil(most / mark));
        var lines = IntStream.range(0, drawn)
                .mapToObj(column -> line(columns.get(column), column, rows, top))
                .toList();
        var marks = IntStream.rangeClosed(0, (int) Math.round(top / mark))
                .mapToObj(at -> new Tick(y(mark * at, top), number(mark * at) + (percent ? "%" : "")))
                .toList();
        int step = Math.max(1, (rows.size() + MOST_TICKS - 1) / MOST_TICKS);
        var days = IntStream.range(0, rows.size())
                .filter(row -> (rows.size() - 1 - row) % step == 0)
                .mapToObj(row -> new Tick(x(row, rows.size()), rows.get(row).title))
                .toList();
        return new Chart(id, title, note, head, columns, rows, new Drawing.Lines(lines, marks, days));
    }

    static Chart table(String id, String title, String note, String head, List<String> columns, List<Row> rows) {
        return new Chart(id, title, note, head, columns, rows, null);
    }

    private static Line line(String title, int column, List<Row> rows, double top) {
        var paths = new ArrayList<String>();
        var points = new ArrayList<Point>();
        var path = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            var figure = rows.get(row).figures.get(column);
            if (figure.value() == null) {
                if (!path.isEmpty()) paths.add(path.toString());
                path.setLength(0);
                continue;
            }
            var point = new Point(x(row, rows.size()), y(figure.size(), top));
            path.append(path.isEmpty() ? "M" : " L").append(point.x).append(' ').append(point.y);
            points.add(point);
        }
        if (!path.isEmpty()) paths.add(path.toString());
        return new Line(title, column, paths, points);
    }

    private static double x(int row, int rows) {
        return tenth(rows == 1 ? (LEFT + RIGHT) / 2 : LEFT + (RIGHT - LEFT) * row / (rows - 1));
    }

    private static double y(double value, double top) {
        return tenth(FOOT - (FOOT - TOP) * value / top);
    }

    private static double tenth(double number) {
        return Math.round(number * 10) / 10.0;
    }

    /** How far apart the marks along the side are, so that there are at most five. */
    private static double mark(double most) {
        double step = 1;
        while (true) {
            for (double one : new double[] {step, 2 * step, 5 * step}) if (5 * one >= most) return one;
            step *= 10;
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** For templates. */
    public Drawing.Bars bars() {
        return drawn instanceof Drawing.Bars bars ? bars : null;
    }

    /** For templates. */
    public Drawing.Lines lines() {
        return drawn instanceof Drawing.Lines lines ? lines : null;
    }
}
