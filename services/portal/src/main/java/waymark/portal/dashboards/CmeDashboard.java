package waymark.portal.dashboards;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import waymark.calendar.AcademicYear;
import waymark.portal.dashboards.Chart.Row;
import waymark.portal.dashboards.Dashboard.Asked;
import waymark.portal.dashboards.Dashboard.Drawn;
import waymark.portal.dashboards.Dashboard.Group;
import waymark.portal.dashboards.Dashboard.Tile;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Words;

/** Children missing education: what is shown and how it is drawn. */
final class CmeDashboard {
    /** The bands of {@code daysOpen}, as reporting has them. */
    private static final List<String> DAYS_OPEN = List.of("0-7", "8-14", "15-28", "29-56", "57-84", "85+");

    private final Codes codes;

    CmeDashboard(Codes codes) {
        this.codes = codes;
    }

    Dashboard declared() {
        return new Dashboard(
                "cme",
                "Children missing education",
                today -> AcademicYear.of(today).from(),
                CasesOf.INVOLVEMENTS,
                null,
                List.of(
                        new Asked("month", frame -> "/reports/cme/summary?" + frame.days(Span.MONTH)),
                        new Asked("period", frame -> "/reports/cme/summary?" + frame.days(Span.PERIOD)),
                        new Asked("practice", frame -> "/reports/cme/practice?" + frame.days(Span.PERIOD)),
                        new Asked("months", frame -> "/reports/cme/month-ends?" + frame.months(), true)),
                List.of(
                        new Group(
                                "This month",
                                Span.MONTH,
                                List.of(
                                        new Tile("cme.openAtEnd", "month", "openAtEnd"),
                                        new Tile("cme.openAtPreviousMonthEnd", "month", "openAtPreviousMonthEnd"),
                                        new Tile("cme.opened", "month", "opened"),
                                        new Tile("cme.closed", "month", "closed"))),
                        new Group(
                                "In the whole period",
                                Span.PERIOD,
                                List.of(
                                        new Tile("cme.totalInvolvements", "period", "totalInvolvements"),
                                        new Tile("cme.children", "period", "children"),
                                        new Tile("cme.opened", "period", "opened"),
                                        new Tile("cme.closed", "period", "closed"),
                                        new Tile("cme.averageWeeksToClose", "period", "averageWeeksToClose"),
                                        new Tile(
                                                "cme.closedWithin2WeeksPercent", "period", "closedWithin2WeeksPercent"),
                                        new Tile(
                                                "cme.closedWithin4WeeksPercent", "period", "closedWithin4WeeksPercent"),
                                        new Tile("cme.repeatedWithin12Months", "practice", "repeatedWithin12Months"),
                                        new Tile("cme.closuresNotConfirmed", "practice", "closuresNotConfirmed")))),
                List.of(
                        new Drawn(
                                "months",
                                "Month by month, and the change",
                                "months",
                                List.of("cme.openAtEnd", "cme.opened", "cme.closed"),
                                this::monthEnds),
                        new Drawn(
                                "closing-times",
                                "How long closed involvements were open",
                                "period",
                                List.of("cme.closed", "cme.averageWeeksToClose"),
                                this::closingTimes),
                        new Drawn(
                                "ages",
                                "Open at the end, by months since the start",
                                "period",
                                List.of("cme.openAtEnd"),
                                (report, frame, drawn) -> codes.brokenDown(
                                        report.doc("openByMonthsSinceStart"),
                                        frame,
                                        drawn,
                                        "monthsSinceStart",
                                        "cme.openAtEnd",
                                        "Open")),
                        new Drawn(
                                "outcomes",
                                "Closed, by outcome",
                                "period",
                                List.of("cme.closed", "cme.averageWeeksToClose"),
                                this::outcomes)));
    }

    private Chart monthEnds(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        for (var month : report.docs("months")) {
            var of = YearMonth.parse(month.text("month"));
            rows.add(new Row(
                    Words.month(of),
                    List.of(
                            Figure.ofMonth(month.figure("open"), Figure.CASES, frame, of, "cme.openAtEnd"),
                            Figure.ofMonth(month.figure("opened"), Figure.CASES, frame, of, "cme.opened"),
                            Figure.ofMonth(month.figure("closed"), Figure.CASES, frame, of, "cme.closed"),
                            new Figure(month.figure("changeOnMonth"), Figure.CHANGE, null),
                            new Figure(month.figure("changeOnYear"), Figure.CHANGE, null))));
        }
        var reasons = report.docs("months").stream()
                .map(month -> month.text("reasons.changeOnYear"))
                .filter(reason -> reason != null)
                .findFirst();
        return Chart.lines(
                drawn.id(),
                drawn.title(),
                reasons.map(reason -> "Some changes are not known: " + Codes.reason(reason) + ".")
                        .orElse(null),
                "Month",
                List.of("Open at the end", "Opened", "Closed", "Change on the month", "Change on the year"),
                3,
                rows);
    }

    private Chart closingTimes(Doc report, Frame frame, Drawn drawn) {
        var bands = report.doc("closedByDaysOpen");
        long closed = DAYS_OPEN.stream().mapToLong(bands::number).sum();
        var rows = closed == 0
                ? List.<Row>of()
                : DAYS_OPEN.stream()
                        .map(band -> new Row(
                                codes.words("daysOpen", band),
                                List.of(
                                        new Figure(
                                                bands.number(band),
                                                Figure.CASES,
                                                frame.list("cme.closed", Span.PERIOD, "daysOpen", band)),
                                        new Figure(
                                                Math.round(1000.0 * bands.number(band) / closed) / 10.0,
                                                Figure.PERCENT,
                                                null))))
                        .toList();
        var average = new Figure(report.figure("averageWeeksToClose"), "weeks", null);
        return Chart.bars(
                drawn.id(),
                drawn.title(),
                closed == 0 ? null : "On average %s weeks.".formatted(average.words()),
                "From opening to closing",
                List.of("Closed", "Share of those closed"),
                rows);
    }

    private Chart outcomes(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        for (var outcome : report.doc("byOutcome").parts()) {
            rows.add(new Row(
                    codes.words("outcome", outcome.getKey()),
                    List.of(
                            new Figure(
                                    outcome.getValue().figure("closed"),
                                    Figure.CASES,
                                    frame.list("cme.closed", Span.PERIOD, "outcome", outcome.getKey())),
                            new Figure(
                                    outcome.getValue().figure("averageWeeks"),
                                    "weeks",
                                    frame.list("cme.averageWeeksToClose", Span.PERIOD, "outcome", outcome.getKey())))));
        }
        return Chart.bars(drawn.id(), drawn.title(), null, "Outcome", List.of("Closed", "Average weeks"), rows);
    }
}
