package waymark.portal.dashboards;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.portal.desk.Doc;

/**
 * A page of figures, declared.
 *
 * @param id the last part of its address
 * @param usualFrom the first day where none is given, by today's
 * @param dimensions by which it can be filtered
 * @param without what people may look for among these and why it is not there, or null
 * @param asked every report that its figures are read from
 */
record Dashboard(
        String id,
        String title,
        UnaryOperator<LocalDate> usualFrom,
        List<String> dimensions,
        String without,
        List<Asked> asked,
        List<Group> groups,
        List<Drawn> charts) {

    /** A report, by the name under which figures are read from it. */
    record Asked(String name, Address address) {}

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

    /** @param report the name of the report it is drawn from */
    record Drawn(String id, String title, String report, Draw draw) {}

    @FunctionalInterface
    interface Draw {
        Chart of(Doc report, Frame frame, Drawn drawn);
    }

    /** What its live figures are, as they are asked for. */
    String live() {
        return groups.stream()
                .flatMap(group -> group.tiles.stream().map(tile -> tile.measure + group.span.mark()))
                .collect(java.util.stream.Collectors.joining(","));
    }
}
