package waymark.portal.dashboards;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waymark.portal.dashboards.Chart.Row;
import waymark.portal.dashboards.Dashboard.Asked;
import waymark.portal.dashboards.Dashboard.Drawn;
import waymark.portal.dashboards.Dashboard.Group;
import waymark.portal.dashboards.Dashboard.Tile;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Words;

/** Education, health and care assessments: what is shown and how it is drawn. */
final class EhcDashboard {
    private final Codes codes;

    EhcDashboard(Codes codes) {
        this.codes = codes;
    }

    Dashboard declared() {
        return new Dashboard(
                "ehc",
                "EHC needs assessments",
                today -> today.withDayOfYear(1),
                CasesOf.ASSESSMENTS,
                "Whether a child has SEN support or is open to social care is not recorded with an assessment, so these figures cannot be filtered by SEN or social-care status.",
                List.of(
                        new Asked("month", frame -> "/reports/ehc/timeliness?" + frame.days(Span.MONTH)),
                        new Asked("period", frame -> "/reports/ehc/timeliness?" + frame.days(Span.PERIOD)),
                        new Asked("months", frame -> "/reports/ehc/within-20-weeks?" + frame.months(), true),
                        new Asked("advice", frame -> "/reports/ehc/advice?" + frame.lastMonth(), true),
                        new Asked(
                                "forecast",
                                frame -> "/reports/ehc/forecast?" + frame.dimensions() + "asAt=" + frame.to()
                                        + "&clearBy=" + frame.to().plusYears(1))),
                List.of(
                        new Group(
                                "Plans issued in the period, and what stands beside them",
                                Span.PERIOD,
                                List.of(
                                        new Tile(
                                                "ehc.within20WeeksPercentIncludingExceptions",
                                                "period",
                                                "within20WeeksPercentIncludingExceptions"),
                                        new Tile(
                                                "ehc.within20WeeksPercentExcludingExceptions",
                                                "period",
                                                "within20WeeksPercentExcludingExceptions"),
                                        new Tile("ehc.plansIssued", "period", "plansIssued"),
                                        new Tile("ehc.averageWeeksToIssue", "period", "averageWeeksToIssue"),
                                        new Tile("ehc.openAtEnd", "period", "openAtEnd"),
                                        new Tile("ehc.openOver20WeeksAtEnd", "period", "openOver20WeeksAtEnd"))),
                        new Group(
                                "This month",
                                Span.MONTH,
                                List.of(
                                        new Tile(
                                                "ehc.within20WeeksPercentIncludingExceptions",
                                                "month",
                                                "within20WeeksPercentIncludingExceptions"),
                                        new Tile(
                                                "ehc.within20WeeksPercentExcludingExceptions",
                                                "month",
                                                "within20WeeksPercentExcludingExceptions"),
                                        new Tile("ehc.plansIssued", "month", "plansIssued"),
                                        new Tile(
                                                "ehc.epAdviceWithin6WeeksPercent",
                                                "month",
                                                "epAdvice.within6WeeksPercent"),
                                        new Tile("ehc.epAdviceAwaited", "month", "epAdvice.awaitingAtEnd")))),
                List.of(
                        new Drawn(
                                "running-out",
                                "Running out of time",
                                "forecast",
                                List.of("ehc.openOnRequest"),
                                this::runningOut),
                        new Drawn(
                                "months",
                                "Within 20 weeks, month by month",
                                "months",
                                List.of(
                                        "ehc.within20WeeksPercentIncludingExceptions",
                                        "ehc.within20WeeksPercentExcludingExceptions",
                                        "ehc.plansIssued"),
                                this::within20Weeks),
                        new Drawn(
                                "advice",
                                "Advice outstanding, by body",
                                "advice",
                                List.of("ehc.adviceAwaited", "ehc.adviceOverdue", "ehc.adviceWithin6WeeksPercent"),
                                this::advice),
                        new Drawn(
                                "waiting",
                                "Advice outstanding, by weeks waited",
                                "advice",
                                List.of("ehc.adviceAwaited"),
                                (report, frame, drawn) -> codes.brokenDown(
                                        last(report).doc("awaitedByWeeks"),
                                        wholeMonth(frame),
                                        drawn,
                                        "weeksWaited",
                                        "ehc.adviceAwaited",
                                        "Awaited")),
                        new Drawn(
                                "needs",
                                "Open at the end, by primary need",
                                "period",
                                List.of("ehc.openAtEnd"),
                                (report, frame, drawn) -> codes.brokenDown(
                                        report.doc("openByPrimaryNeed"),
                                        frame,
                                        drawn,
                                        "primaryNeed",
                                        "ehc.openAtEnd",
                                        "Open"))));
    }

    private Chart runningOut(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        rows.add(passing(frame, "over", report.figure("over20WeeksAlready")));
        var months = report.docs("months");
        for (int month = 0; month < months.size(); month++) {
            rows.add(passing(frame, Integer.toString(month), months.get(month).figure("passing20Weeks")));
        }
        if (report.number("later") > 0) rows.add(passing(frame, ">12", report.figure("later")));
        return Chart.bars(
                drawn.id(),
                drawn.title(),
                "When the assessments that are open now will have been open for more than 20 weeks, if no plan is issued.",
                "Over 20 weeks",
                List.of("Assessments"),
                rows);
    }

    private Row passing(Frame frame, String until, Number count) {
        return new Row(
                codes.words("monthsUntilOver", until),
                List.of(new Figure(
                        count, Figure.CASES, frame.list("ehc.openOnRequest", Span.PERIOD, "monthsUntilOver", until))));
    }

    private Chart within20Weeks(Doc report, Frame frame, Drawn drawn) {
        var including = "within20WeeksPercentIncludingExceptions";
        var excluding = "within20WeeksPercentExcludingExceptions";
        var rows = new ArrayList<Row>();
        for (var month : report.docs("months")) {
            var of = YearMonth.parse(month.text("month"));
            rows.add(new Row(
                    Words.month(of),
                    List.of(
                            Figure.ofMonth(
                                    month.figure("monthOnly." + including),
                                    Figure.PERCENT,
                                    frame,
                                    of,
                                    "ehc." + including),
                            Figure.ofMonth(
                                    month.figure("monthOnly." + excluding),
                                    Figure.PERCENT,
                                    frame,
                                    of,
                                    "ehc." + excluding),
                            new Figure(month.figure("calendarYearToDate." + including), Figure.PERCENT, null),
                            new Figure(month.figure("calendarYearToDate." + excluding), Figure.PERCENT, null),
                            Figure.ofMonth(
                                    month.figure("monthOnly.plansIssued"),
                                    Figure.CASES,
                                    frame,
                                    of,
                                    "ehc.plansIssued"))));
        }
        return Chart.lines(
                drawn.id(),
                drawn.title(),
                "The national measure adds up from January; the month alone stands beside it.",
                "Month",
                List.of(
                        "Month, including exceptions",
                        "Month, excluding exceptions",
                        "Year to date, including exceptions",
                        "Year to date, excluding exceptions",
                        "Plans issued"),
                4,
                rows);
    }

    private Chart advice(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        for (var body : last(report).doc("byBody").parts()) {
            rows.add(new Row(
                    codes.words("body", body.getKey()),
                    List.of(
                            byBody(body, frame, "awaited", Figure.CASES, "ehc.adviceAwaited"),
                            byBody(body, frame, "overdue", Figure.CASES, "ehc.adviceOverdue"),
                            byBody(
                                    body,
                                    frame,
                                    "within6WeeksPercent",
                                    Figure.PERCENT,
                                    "ehc.adviceWithin6WeeksPercent"))));
        }
        return Chart.bars(
                drawn.id(),
                drawn.title(),
                null,
                "Body",
                List.of("Awaited", "Overdue", "Within 6 weeks, this month"),
                rows);
    }

    private static Figure byBody(Map.Entry<String, Doc> body, Frame frame, String field, String unit, String measure) {
        return new Figure(
                body.getValue().figure(field),
                unit,
                wholeMonth(frame).list(measure, Span.PERIOD, "body", body.getKey()));
    }

    /** The report of advice is of the whole month of the last day, and so are the lists behind it. */
    private static Frame wholeMonth(Frame frame) {
        return frame.month(YearMonth.from(frame.to()));
    }

    private static Doc last(Doc report) {
        var months = report.docs("months");
        return months.isEmpty() ? Doc.EMPTY : months.getLast();
    }
}
