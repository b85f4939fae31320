package waymark.portal.dashboards;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import waymark.portal.dashboards.Chart.Row;
import waymark.portal.dashboards.Dashboard.Asked;
import waymark.portal.dashboards.Dashboard.Drawn;
import waymark.portal.dashboards.Dashboard.Group;
import waymark.portal.dashboards.Dashboard.Tile;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Words;

/** Contacts and referrals: what is shown and how it is drawn. */
final class SocialCareDashboard {
    /** What stands beside each month. */
    private static final List<String> BY_MONTH = List.of(
            "contactsDecidedWithin24HoursPercent",
            "repeatReferralPercent",
            "assessmentsWithin45WorkingDaysPercent",
            "conferencesWithin15WorkingDaysPercent",
            "contacts",
            "referrals");

    private final Codes codes;

    SocialCareDashboard(Codes codes) {
        this.codes = codes;
    }

    Dashboard declared() {
        return new Dashboard(
                "social-care",
                "Social care",
                today -> today.withDayOfMonth(1).minusMonths(2),
                CasesOf.REFERRALS,
                "School year, SEN status and social-care status are not recorded with contacts and referrals, so these figures cannot be filtered by them; the status here is that of the case.",
                List.of(
                        new Asked("monthTimes", frame -> "/reports/social-care/timeliness?" + frame.days(Span.MONTH)),
                        new Asked(
                                "monthRepeats",
                                frame -> "/reports/social-care/repeat-referrals?" + frame.days(Span.MONTH)),
                        new Asked("times", frame -> "/reports/social-care/timeliness?" + frame.days(Span.PERIOD)),
                        new Asked(
                                "repeats", frame -> "/reports/social-care/repeat-referrals?" + frame.days(Span.PERIOD)),
                        new Asked("months", frame -> "/reports/social-care/monthly?" + frame.months(), true),
                        new Asked("demand", SocialCareDashboard::demandOf, true)),
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
                        new Drawn(
                                "months",
                                "Month by month",
                                "months",
                                BY_MONTH.stream()
                                        .map(field -> "socialCare." + field)
                                        .toList(),
                                this::socialCareMonths),
                        new Drawn(
                                "repeats",
                                "Referrals and repeats, by who told us",
                                "repeats",
                                List.of(
                                        "socialCare.referrals",
                                        "socialCare.repeatReferrals",
                                        "socialCare.repeatReferralPercent"),
                                this::repeats),
                        new Drawn(
                                "demand",
                                "Demand against a year before",
                                "demand",
                                List.of(
                                        "socialCare.contacts",
                                        "socialCare.referrals",
                                        "socialCare.section47Enquiries",
                                        "socialCare.conferences",
                                        "socialCare.childrenOnPlan",
                                        "socialCare.allocatedChildren"),
                                this::demand)));
    }

    private Chart socialCareMonths(Doc report, Frame frame, Drawn drawn) {
        var rows = new ArrayList<Row>();
        for (var month : report.docs("months")) {
            var of = YearMonth.parse(month.text("month"));
            rows.add(new Row(
                    Words.month(of),
                    BY_MONTH.stream()
                            .map(measure -> Figure.ofMonth(
                                    month.figure(measure),
                                    measure.endsWith("Percent") ? Figure.PERCENT : Figure.CASES,
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
                                    Figure.CASES,
                                    frame.list("socialCare.referrals", Span.PERIOD, "source", source.getKey())),
                            new Figure(
                                    one.figure("repeatReferrals"),
                                    Figure.CASES,
                                    frame.list("socialCare.repeatReferrals", Span.PERIOD, "source", source.getKey())),
                            new Figure(
                                    one.figure("repeatReferralPercent"),
                                    Figure.PERCENT,
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
                            // No list has an average of months for its heading, so none is behind these.
                            Figure.plain(row.figure("baseMonthlyAverage")),
                            Figure.plain(row.figure("againstMonthlyAverage")),
                            new Figure(row.figure("changePercent"), Figure.PERCENT, null))));
        }
        var unknown = report.docs("rows").stream()
                .map(row -> row.text("reason"))
                .filter(reason -> reason != null)
                .findFirst();
        return Chart.table(
                drawn.id(),
                drawn.title(),
                "Averages of a month; of what stands on a day, of the months’ ends."
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
}
