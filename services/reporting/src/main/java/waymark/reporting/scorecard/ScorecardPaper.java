package waymark.reporting.scorecard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.paper.Content;
import waymark.reporting.domain.paper.Content.Cell;
import waymark.reporting.domain.paper.Content.Column;
import waymark.reporting.domain.paper.Content.Row;
import waymark.reporting.domain.paper.Disclosure;
import waymark.reporting.domain.scorecard.Reading;
import waymark.reporting.scorecard.Scorecard.Card;
import waymark.reporting.scorecard.Scorecard.Line;
import waymark.web.Constants;

/** A scorecard as a paper: a table for each section. */
final class ScorecardPaper {
    private static final List<Column> COLUMNS = List.of(
            column("value", "Latest value"),
            column("unit", "Unit"),
            column("from", "From"),
            column("to", "To"),
            column("target", "Target"),
            column("rag", "RAG"),
            column("direction", "Direction of travel"),
            column("source", "Source"),
            column("commentary", "Commentary"));

    private ScorecardPaper() {}

    static Content of(Card card, Figures.Found found, Disclosure.Setting disclosure) {
        boolean suppresses = disclosure == Disclosure.Setting.SUPPRESSED;
        var tables = card.sections().stream()
                .map(section -> new Content.Table(
                        section.id(),
                        section.title(),
                        COLUMNS,
                        section.measures().stream()
                                .map(line -> row(line, suppresses && isSmall(line, found)))
                                .toList()))
                .toList();
        var notes = new ArrayList<String>();
        if (suppresses) {
            notes.add("Computed values of which a count of 1 to 5 could be read off are left out. Zero is shown.");
        }
        return new Content(
                "scorecard", "Scorecard", Period.of(card.month()), card.asAt(), null, disclosure, notes, tables);
    }

    private static boolean isSmall(Line line, Figures.Found found) {
        var latest = line.latest();
        if (latest.origin() != Reading.Origin.COMPUTED) return false;
        var figure = found.of(new Figures.Wanted(line.computed(), latest.period(), line.decimals()));
        return figure.counts().stream().anyMatch(Disclosure::isSmall);
    }

    private static Row row(Line line, boolean suppressed) {
        var latest = line.latest();
        var cells = new LinkedHashMap<String, Cell>();
        cells.put("value", suppressed ? Cell.SUPPRESSED : new Cell(latest.value(), false, latest.reason()));
        cells.put("unit", Cell.of(line.unit()));
        cells.put("from", Cell.of(latest.period().from()));
        cells.put("to", Cell.of(latest.period().to()));
        cells.put("target", Cell.of(line.target() == null ? null : line.target().value()));
        cells.put("rag", suppressed ? Cell.SUPPRESSED : Cell.of(Constants.code(line.rag())));
        cells.put("direction", suppressed ? Cell.SUPPRESSED : Cell.of(Constants.code(line.direction())));
        cells.put(
                "source",
                Cell.of(
                        latest.origin() == Reading.Origin.ENTERED
                                ? latest.entered().source()
                                : null));
        cells.put(
                "commentary",
                Cell.of(line.commentary() == null ? null : line.commentary().text()));
        return new Row(line.id(), line.title(), Content.Kind.FIGURE, null, line.definition(), cells);
    }

    private static Column column(String id, String title) {
        return new Column(id, title, null, null);
    }
}
