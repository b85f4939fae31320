package waymark.portal.dashboards;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.portal.desk.Doc;

/**
 * A page of figures, declared.
 *
 * @param id the last part of its address
 * @param usualFrom the first day where none is given, by today's
 * @param cases which cases its figures are of, and so by what they can be filtered
 * @param without what people may look for among its filters and why it is not there, or null
 * @param asked every report that its figures are read from
 */
record Dashboard(
        String id,
        String title,
        UnaryOperator<LocalDate> usualFrom,
        CasesOf cases,
        String without,
        List<Asked> asked,
        List<Group> groups,
        List<Drawn> charts) {

    /**
     * A report, by the name under which figures are read from it.
     *
     * @param wholeMonths whether it is of whole months, to the end of that of the last day
     */
    record Asked(String name, Address address, boolean wholeMonths) {
        Asked(String name, Address address) {
            this(name, address, false);
        }

        /** The last day of what it says; nothing is known of days to come. */
        LocalDate asAt(Frame frame, LocalDate today) {
            if (!wholeMonths) return frame.to();
            var end = YearMonth.from(frame.to()).atEndOfMonth();
            return end.isAfter(today) && !frame.to().isAfter(today) ? today : end;
        }
    }

    /** Where a report is asked for, with its parameters. */
    @FunctionalInterface
    interface Address {
        String of(Frame frame);
    }

    /** Figures that stand together, of the same days. */
    record Group(String title, Span span, List<Tile> tiles) {}

    /**
     * A figure that moves.
     *
     * @param report the name of the report it is read from at first
     * @param path where it stands there
     */
    record Tile(String measure, String report, String path) {}

    /**
     * @param report the name of the report it is drawn from
     * @param measures what its figures are, so that each can be read with its definition
     */
    record Drawn(String id, String title, String report, List<String> measures, Draw draw) {}

    @FunctionalInterface
    interface Draw {
        Chart of(Doc report, Frame frame, Drawn drawn);
    }

    /** One of those that its figures are read from. */
    Asked asked(String report) {
        return asked.stream().filter(one -> one.name.equals(report)).findFirst().orElseThrow();
    }

    /** What its live figures are, as they are asked for. */
    String live() {
        return groups.stream()
                .flatMap(group -> group.tiles.stream().map(tile -> tile.measure + group.span.mark()))
                .collect(java.util.stream.Collectors.joining(","));
    }
}
