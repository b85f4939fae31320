package waymark.portal.dashboards;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import waymark.calendar.AcademicYear;
import waymark.portal.dashboards.Chart.Row;
import waymark.portal.dashboards.Dashboard.Asked;
import waymark.portal.dashboards.Dashboard.Drawn;
import waymark.portal.dashboards.Dashboard.Group;
import waymark.portal.dashboards.Dashboard.Tile;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/** Every dashboard, declared: which figures, from which reports, and how they are drawn. */
@Component
class Dashboards {
    private static final String PERCENT = "percent";
    private static final String CASES = "cases";
    private static final int MONTHS_DRAWN = 13;
    private static final String EARLY_HELP = "socialCare.earlyHelp";

    private static final List<String> OF_INVOLVEMENTS = List.of(
            "locality",
            "schoolYear",
            "senStatus",
            "socialCareStatus",
            "referredBy",
            "outcome",
            "outcomeGroup",
            "sex",
            "meetsS436A",
            "confirmed",
            "reason",
            "lastSchool");
    private static final List<String> OF_ASSESSMENTS = List.of(
            "locality",
            "schoolYear",
            "primaryNeed",
            "requestSource",
            "origin",
            "status",
            "exception",
            "overturned",
            "sex",
            "ethnicity");
    private static final List<String> OF_SOCIAL_CARE = List.of(
            "locality",
            "source",
            "primaryNeed",
            "decision",
            "status",
            "closureReason",
            "noFurtherAction",
            "sex",
            "ethnicity");

    /** The bands of {@code daysOpen}, as reporting has them. */
    private static final List<String> DAYS_OPEN = List.of("0-7", "8-14", "15-28", "29-56", "57-84", "85+");

    private final Codes codes;
    private final List<Dashboard> all;

    Dashboards(Codes codes) {
        this.codes = codes;
        all = List.of(missingEducation(), assessments(), socialCare());
    }

    List<Dashboard> all() {
        return all;
    }

    Optional<Dashboard> named(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** By what a dashboard can be filtered, with the codes that can be chosen; of a dimension without any, a code is typed. */
    Map<String, List<String>> offered(Dashboard dashboard, String authority) {
        return offered(dashboard.dimensions(), authority);
    }

    /** As of a dashboard, for the list behind a measure. */
    Map<String, List<String>> offeredBehind(String measure, String authority) {
        if (measure.startsWith(EARLY_HELP)) return offered(List.of("locality", "source", "team"), authority);
        var kind = measure.substring(0, Math.max(0, measure.indexOf('.')));
        return switch (kind) {
            case "cme" -> offered(OF_INVOLVEMENTS, authority);
            case "ehc" -> offered(OF_ASSESSMENTS, authority);
            default -> offered(OF_SOCIAL_CARE, authority);
        };
    }

    private Map<String, List<String>> offered(List<String> dimensions, String authority) {
        boolean ofAssessments = dimensions.equals(OF_ASSESSMENTS);
        var offered = new LinkedHashMap<String, List<String>>();
        for (var dimension : dimensions) offered.put(dimension, codes(dimension, ofAssessments, authority));
        return offered;
    }

    private List<String> codes(String dimension, boolean ofAssessments, String authority) {
        return switch (dimension) {
            case "locality" -> codes.localities(authority);
            case "schoolYear" -> Codes.recorded(Meanings.SCHOOL_YEARS);
            case "senStatus" -> Codes.recorded(Meanings.SEN);
            case "socialCareStatus" -> Codes.recorded(Meanings.SOCIAL_CARE);
            case "sex" -> Codes.recorded(Meanings.SEXES);
            case "primaryNeed" -> codes.of(ofAssessments ? "primary-needs.csv" : "referral-needs.csv");
            case "source" -> codes.of("referral-sources.csv");
            case "outcome" -> codes.of("closure-outcomes.csv");
            case "closureReason" -> codes.of("closure-reasons.csv");
            case "outcomeGroup" -> List.of("school-placement", "not-cme", "other-authority", "other");
            case "referredBy" ->
                List.of(
                        "school",
                        "other-local-authority",
                        "admissions",
                        "social-care",
                        "health",
                        "parent",
                        "police",
                        "other",
                        Codes.NOT_RECORDED);
            case "requestSource" ->
                List.of(
                        "parent",
                        "young-person",
                        "school",
                        "early-years-setting",
                        "health",
                        "social-care",
                        "other",
                        Codes.NOT_RECORDED);
            case "origin" -> List.of("requested", "moved-in");
            case "status" ->
                ofAssessments
                        ? List.of(
                                "requested",
                                "assessing",
                                "drafted",
                                "maintained",
                                "not-assessed",
                                "not-issued",
                                "withdrawn",
                                "transferred",
                                "ceased")
                        : List.of("received", "decided", "open", "closed");
            case "decision" ->
                List.of(
                        "referral",
                        "early-help",
                        "information-and-advice",
                        "no-further-action",
                        "linked-to-open-case",
                        Codes.NOT_RECORDED);
            case "meetsS436A" -> List.of("yes", "no", Codes.NOT_RECORDED);
            case "confirmed", "exception", "overturned", "noFurtherAction" -> List.of("yes", "no");
            // Codes that no list has.
            case "ethnicity", "reason", "lastSchool", "team" -> List.of();
            default -> throw new IllegalArgumentException(dimension);
        };
    }

    // Children missing education

    private Dashboard missingEducation() {
        return new Dashboard(
                "cme",
                "Children missing education",
                today -> AcademicYear.of(today).from(),
                OF_INVOLVEMENTS,
                null,
                List.of(
                        new Asked("month", frame -> "/reports/cme/summary?" + frame.days(Span.MONTH)),
                        new Asked("period", frame -> "/reports/cme/summary?" + frame.days(Span.PERIOD)),
                        new Asked("practice", frame -> "/reports/cme/practice?" + frame.days(Span.PERIOD)),
                        new Asked("months", frame -> "/reports/cme/month-ends?" + months(frame))),
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
                        new Drawn("months", "Month by month, and the change", "months", this::monthEnds),
                        new Drawn(
                                "closing-times",
                                "How long closed involvements were open",
                                "period",
                                this::closingTimes),
                        new Drawn(
                                "ages",
                                "Open at the end, by months since the start",
                                "period",
                                (report, frame, drawn) -> broken(
                                        report,
                                        frame,
                                        drawn,
                                        "openByMonthsSinceStart",
                                        "monthsSinceStart",
                                        "cme.openAtEnd",
                                        "Open")),
                        new Drawn("outcomes", "Closed, by outcome", "period", this::outcomes)));
    }

    private Chart monthEnds(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        for (var month : report.docs("months")) {
            var of = YearMonth.parse(month.text("month"));
            rows.add(new Row(
                    Words.month(of),
                    List.of(
                            listed(month.figure("open"), CASES, frame, of, "cme.openAtEnd"),
                            listed(month.figure("opened"), CASES, frame, of, "cme.opened"),
                            listed(month.figure("closed"), CASES, frame, of, "cme.closed"),
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
                                                CASES,
                                                frame.list("cme.closed", Span.PERIOD, "daysOpen", band)),
                                        new Figure(
                                                Math.round(1000.0 * bands.number(band) / closed) / 10.0,
                                                PERCENT,
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
                                    CASES,
                                    frame.list("cme.closed", Span.PERIOD, "outcome", outcome.getKey())),
                            new Figure(
                                    outcome.getValue().figure("averageWeeks"),
                                    "weeks",
                                    frame.list("cme.averageWeeksToClose", Span.PERIOD, "outcome", outcome.getKey())))));
        }
        return Chart.bars(drawn.id(), drawn.title(), null, "Outcome", List.of("Closed", "Average weeks"), rows);
    }

    // Education, health and care assessments

    private Dashboard assessments() {
        return new Dashboard(
                "ehc",
                "EHC needs assessments",
                today -> today.withDayOfYear(1),
                OF_ASSESSMENTS,
                "Whether a child has SEN support or is open to social care is not recorded with an assessment, so these figures cannot be filtered by SEN or social-care status.",
                List.of(
                        new Asked("month", frame -> "/reports/ehc/timeliness?" + frame.days(Span.MONTH)),
                        new Asked("period", frame -> "/reports/ehc/timeliness?" + frame.days(Span.PERIOD)),
                        new Asked("months", frame -> "/reports/ehc/within-20-weeks?" + months(frame)),
                        new Asked("advice", frame -> "/reports/ehc/advice?" + thisMonth(frame)),
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
                        new Drawn("running-out", "Running out of time", "forecast", this::runningOut),
                        new Drawn("months", "Within 20 weeks, month by month", "months", this::within20Weeks),
                        new Drawn("advice", "Advice outstanding, by body", "advice", this::advice),
                        new Drawn(
                                "waiting",
                                "Advice outstanding, by weeks waited",
                                "advice",
                                (report, frame, drawn) -> broken(
                                        last(report),
                                        frame,
                                        drawn,
                                        "awaitedByWeeks",
                                        "weeksWaited",
                                        "ehc.adviceAwaited",
                                        "Awaited")),
                        new Drawn(
                                "needs",
                                "Open at the end, by primary need",
                                "period",
                                (report, frame, drawn) -> broken(
                                        report,
                                        frame,
                                        drawn,
                                        "openByPrimaryNeed",
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
                        count, CASES, frame.list("ehc.openOnRequest", Span.PERIOD, "monthsUntilOver", until))));
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
                            listed(month.figure("monthOnly." + including), PERCENT, frame, of, "ehc." + including),
                            listed(month.figure("monthOnly." + excluding), PERCENT, frame, of, "ehc." + excluding),
                            new Figure(month.figure("calendarYearToDate." + including), PERCENT, null),
                            new Figure(month.figure("calendarYearToDate." + excluding), PERCENT, null),
                            listed(month.figure("monthOnly.plansIssued"), CASES, frame, of, "ehc.plansIssued"))));
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
                            byBody(body, frame, "awaited", CASES, "ehc.adviceAwaited"),
                            byBody(body, frame, "overdue", CASES, "ehc.adviceOverdue"),
                            byBody(body, frame, "within6WeeksPercent", PERCENT, "ehc.adviceWithin6WeeksPercent"))));
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
        return new Figure(body.getValue().figure(field), unit, frame.list(measure, Span.MONTH, "body", body.getKey()));
    }

    // Social care

    private Dashboard socialCare() {
        return new Dashboard(
                "social-care",
                "Social care",
                today -> today.withDayOfMonth(1).minusMonths(2),
                OF_SOCIAL_CARE,
                "School year, SEN status and social-care status are not recorded with contacts and referrals, so these figures cannot be filtered by them; the status here is that of the case.",
                List.of(
                        new Asked("monthTimes", frame -> "/reports/social-care/timeliness?" + frame.days(Span.MONTH)),
                        new Asked(
                                "monthRepeats",
                                frame -> "/reports/social-care/repeat-referrals?" + frame.days(Span.MONTH)),
                        new Asked("times", frame -> "/reports/social-care/timeliness?" + frame.days(Span.PERIOD)),
                        new Asked(
                                "repeats", frame -> "/reports/social-care/repeat-referrals?" + frame.days(Span.PERIOD)),
                        new Asked("months", frame -> "/reports/social-care/monthly?" + months(frame)),
                        new Asked("demand", Dashboards::demandOf)),
                List.of(
                        new Group(
                                "This month",
                                Span.MONTH,
                                List.of(
                                        new Tile("socialCare.contacts", "monthTimes", "contacts.contacts"),
                                        new Tile(
                                                "socialCare.contactsDecidedWithin24HoursPercent",
                                                "monthTimes",
                                                "contacts.contactsDecidedWithin24HoursPercent"),
                                        new Tile(
                                                "socialCare.contactsUndecidedAtEnd",
                                                "monthTimes",
                                                "contacts.contactsUndecidedAtEnd"),
                                        new Tile(
                                                "socialCare.contactsOver24HoursAtEnd",
                                                "monthTimes",
                                                "contacts.contactsOver24HoursAtEnd"),
                                        new Tile("socialCare.referrals", "monthRepeats", "referrals"),
                                        new Tile(
                                                "socialCare.repeatReferralPercent",
                                                "monthRepeats",
                                                "repeatReferralPercent"))),
                        new Group(
                                "In the whole period",
                                Span.PERIOD,
                                List.of(
                                        new Tile(
                                                "socialCare.repeatReferralPercent", "repeats", "repeatReferralPercent"),
                                        new Tile(
                                                "socialCare.contactsDecidedWithin24HoursPercent",
                                                "times",
                                                "contacts.contactsDecidedWithin24HoursPercent"),
                                        new Tile(
                                                "socialCare.assessmentsWithin45WorkingDaysPercent",
                                                "times",
                                                "assessments.assessmentsWithin45WorkingDaysPercent"),
                                        new Tile(
                                                "socialCare.assessmentsOverdueAtEnd",
                                                "times",
                                                "assessments.assessmentsOverdueAtEnd"),
                                        new Tile(
                                                "socialCare.conferencesWithin15WorkingDaysPercent",
                                                "times",
                                                "conferences.conferencesWithin15WorkingDaysPercent"),
                                        new Tile(
                                                "socialCare.conferencesOverdueAtEnd",
                                                "times",
                                                "conferences.conferencesOverdueAtEnd")))),
                List.of(
                        new Drawn("months", "Month by month", "months", this::socialCareMonths),
                        new Drawn("repeats", "Referrals and repeats, by who told us", "repeats", this::repeats),
                        new Drawn("demand", "Demand against a year before", "demand", this::demand)));
    }

    private Chart socialCareMonths(Doc report, Frame frame, Drawn drawn) {
        var measures = List.of(
                "contactsDecidedWithin24HoursPercent",
                "repeatReferralPercent",
                "assessmentsWithin45WorkingDaysPercent",
                "conferencesWithin15WorkingDaysPercent",
                "contacts",
                "referrals");
        var rows = new ArrayList<Row>();
        for (var month : report.docs("months")) {
            var of = YearMonth.parse(month.text("month"));
            rows.add(new Row(
                    Words.month(of),
                    measures.stream()
                            .map(measure -> listed(
                                    month.figure(measure),
                                    measure.endsWith("Percent") ? PERCENT : CASES,
                                    frame,
                                    of,
                                    "socialCare." + measure))
                            .toList()));
        }
        return Chart.lines(
                drawn.id(),
                drawn.title(),
                null,
                "Month",
                List.of(
                        "Contacts decided within 24 hours",
                        "Repeat referrals",
                        "Assessments within 45 working days",
                        "Conferences within 15 working days",
                        "Contacts",
                        "Referrals"),
                4,
                rows);
    }

    private Chart repeats(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        for (var source : report.doc("bySource").parts()) {
            var one = source.getValue();
            rows.add(new Row(
                    codes.words("source", source.getKey()),
                    List.of(
                            new Figure(
                                    one.figure("referrals"),
                                    CASES,
                                    frame.list("socialCare.referrals", Span.PERIOD, "source", source.getKey())),
                            new Figure(
                                    one.figure("repeatReferrals"),
                                    CASES,
                                    frame.list("socialCare.repeatReferrals", Span.PERIOD, "source", source.getKey())),
                            new Figure(
                                    one.figure("repeatReferralPercent"),
                                    PERCENT,
                                    frame.list(
                                            "socialCare.repeatReferralPercent",
                                            Span.PERIOD,
                                            "source",
                                            source.getKey())))));
        }
        return Chart.bars(
                drawn.id(),
                drawn.title(),
                report.has("note") ? Codes.reason(report.text("note")) : null,
                "Told by",
                List.of("Referrals", "Repeats", "Share repeated"),
                rows);
    }

    /** The period's months against the same of the year before. */
    private static String demandOf(Frame frame) {
        var from = YearMonth.from(frame.from());
        var to = YearMonth.from(frame.to());
        return "/reports/demand?%sbase=%s..%s&against=%s..%s"
                .formatted(frame.dimensions(), from.minusYears(1), to.minusYears(1), from, to);
    }

    private Chart demand(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        for (var row : report.docs("rows")) {
            var measure = row.text("measure");
            rows.add(new Row(
                    Words.code(measure).replace("47", " 47 ").replace("  ", " "),
                    List.of(
                            Figure.plain(row.figure("baseMonthlyAverage")),
                            new Figure(
                                    row.figure("againstMonthlyAverage"),
                                    null,
                                    frame.list("socialCare." + measure, Span.PERIOD)),
                            new Figure(row.figure("changePercent"), PERCENT, null))));
        }
        var unknown = report.docs("rows").stream()
                .map(row -> row.text("reason"))
                .filter(reason -> reason != null)
                .findFirst();
        return Chart.table(
                drawn.id(),
                drawn.title(),
                "Averages of a month."
                        + unknown.map(reason -> " Some are not known: " + Codes.reason(reason) + ".")
                                .orElse(""),
                "What",
                List.of(months(report.text("base")), months(report.text("against")), "Change"),
                rows);
    }

    private static String months(String span) {
        var ends = span.split("\\.\\.", -1);
        return Words.month(YearMonth.parse(ends[0])) + " to " + Words.month(YearMonth.parse(ends[1]));
    }

    // What they share

    /** A breakdown whose values are single figures. */
    private Chart broken(
            Doc report, Frame frame, Drawn drawn, String field, String dimension, String measure, String column) {
        var rows = new ArrayList<Row>();
        report.doc(field)
                .fields()
                .forEach((value, count) -> rows.add(new Row(
                        codes.words(dimension, value),
                        List.of(new Figure(
                                (Number) count, CASES, frame.list(measure, Span.PERIOD, dimension, value))))));
        return Chart.bars(drawn.id(), drawn.title(), null, codes.dimension(dimension), List.of(column), rows);
    }

    /** A month's figure, with the list of that month. */
    private static Figure listed(Number value, String unit, Frame frame, YearMonth month, String measure) {
        var of = new Frame(month.atDay(1), month.atEndOfMonth(), false, frame.filters(), List.of());
        return new Figure(value, unit, of.list(measure, Span.PERIOD));
    }

    private static Doc last(Doc report) {
        var months = report.docs("months");
        return months.isEmpty() ? Doc.EMPTY : months.getLast();
    }

    private static String months(Frame frame) {
        var to = YearMonth.from(frame.to());
        return "%sfrom=%s&to=%s".formatted(frame.dimensions(), to.minusMonths(MONTHS_DRAWN - 1), to);
    }

    private static String thisMonth(Frame frame) {
        var month = YearMonth.from(frame.to());
        return "%sfrom=%s&to=%s".formatted(frame.dimensions(), month, month);
    }
}
