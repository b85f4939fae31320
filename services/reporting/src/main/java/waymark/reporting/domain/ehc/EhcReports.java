package waymark.reporting.domain.ehc;

import static waymark.reporting.domain.Report.month;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Parameter;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Report.Breakdown;
import waymark.reporting.domain.Report.Field;
import waymark.reporting.domain.Report.Figure;
import waymark.reporting.domain.Report.Found;
import waymark.reporting.domain.Report.Part;
import waymark.reporting.domain.Report.Section;
import waymark.reporting.domain.Report.Sheet;
import waymark.reporting.domain.Report.Worked;
import waymark.reporting.domain.Scan;

/** What is printed together of assessments and plans. */
final class EhcReports {
    private static final Report<Assessments> TIMELINESS = Report.overview(
            "timeliness",
            "Plans within 20 weeks, and what stands beside them",
            List.of(
                    new Figure<>(EhcMeasures.PLANS.done()),
                    new Figure<>(EhcMeasures.PLANS.inTime()),
                    new Figure<>(EhcMeasures.PLANS.percent()),
                    new Figure<>(EhcMeasures.PLANS_EXCLUDING),
                    new Figure<>(EhcMeasures.PERCENT_EXCLUDING),
                    new Figure<>(EhcMeasures.AVERAGE_WEEKS),
                    new Figure<>(EhcMeasures.NOT_ISSUED),
                    new Figure<>(EhcMeasures.NOT_ASSESSED),
                    new Figure<>(EhcMeasures.WITHDRAWN),
                    new Figure<>(EhcMeasures.OPEN_AT_END),
                    new Figure<>(EhcMeasures.PLANS.overdue()),
                    new Section<>(
                            "epAdvice",
                            Period::monthToDate,
                            List.of(
                                    month(),
                                    new Figure<>("received", EhcMeasures.EP_ADVICE.done()),
                                    new Figure<>("within6Weeks", EhcMeasures.EP_ADVICE.inTime()),
                                    new Figure<>("within6WeeksPercent", EhcMeasures.EP_ADVICE.percent()),
                                    new Figure<>("awaitingAtEnd", EhcMeasures.EP_ADVICE.open()))),
                    new Breakdown<>(
                            "openByPrimaryNeed",
                            EhcDimensions.PRIMARY_NEED,
                            List.of(new Part<>(null, EhcMeasures.OPEN_AT_END)))));

    private static final List<Field<Assessments>> WITHIN_20_WEEKS_FIELDS = figures(
            EhcMeasures.PLANS.done(),
            EhcMeasures.PLANS.inTime(),
            EhcMeasures.PLANS.percent(),
            EhcMeasures.PLANS_EXCLUDING,
            EhcMeasures.IN_TIME_EXCLUDING,
            EhcMeasures.PERCENT_EXCLUDING);

    private static final Report<Assessments> WITHIN_20_WEEKS = Report.monthByMonth(
            "within-20-weeks",
            "Plans within 20 weeks, in the month and in the calendar year to date",
            List.of(
                    month(),
                    new Section<>("monthOnly", UnaryOperator.identity(), WITHIN_20_WEEKS_FIELDS),
                    new Section<>("calendarYearToDate", Period::calendarYearToDate, WITHIN_20_WEEKS_FIELDS),
                    new Figure<>(EhcMeasures.PLANS.overdue())));

    private static final Report<Assessments> DECISIONS = Report.overview(
            "decisions",
            "Decisions to assess, not to assess and not to issue",
            join(
                    figures(EhcMeasures.REQUESTS),
                    figures(EhcMeasures.DECISIONS),
                    figures(
                            EhcMeasures.NOT_ASSESSED,
                            EhcMeasures.REFUSED_PERCENT,
                            EhcMeasures.NOT_ISSUED,
                            EhcMeasures.NOT_ISSUES.done(),
                            EhcMeasures.NOT_ISSUES.inTime(),
                            EhcMeasures.NOT_ISSUES.percent(),
                            EhcMeasures.PLANS.done(),
                            EhcMeasures.AVERAGE_WEEKS),
                    List.of(new Breakdown<>(
                            "plansIssuedByWeeks",
                            EhcDimensions.WEEKS_TO_ISSUE,
                            List.of(new Part<>(null, EhcMeasures.PLANS.done())))),
                    figures(EhcMeasures.PLANS.overdue(), EhcMeasures.OPEN_AT_END, EhcMeasures.CHILDREN_AT_END)));

    private static final Report<Assessments> ADVICE = Report.monthByMonth(
            "advice",
            "Advice within 6 weeks, and advice awaited",
            join(
                    List.of(month()),
                    figures(EhcMeasures.ADVICE),
                    List.of(
                            new Breakdown<>(
                                    "byBody",
                                    EhcDimensions.BODY,
                                    List.of(
                                            new Part<>("received", EhcMeasures.ADVICE.done()),
                                            new Part<>("within6Weeks", EhcMeasures.ADVICE.inTime()),
                                            new Part<>("within6WeeksPercent", EhcMeasures.ADVICE.percent()),
                                            new Part<>("awaited", EhcMeasures.ADVICE.open()),
                                            new Part<>("overdue", EhcMeasures.ADVICE.overdue()))),
                            new Breakdown<>(
                                    "awaitedByWeeks",
                                    EhcDimensions.WEEKS_WAITED,
                                    List.of(new Part<>(null, EhcMeasures.ADVICE.open()))))));

    private static final Report<Assessments> ANNUAL_REVIEWS = Report.overview(
            "annual-reviews",
            "Annual reviews, decisions after them and amended plans",
            join(
                    figures(EhcMeasures.MAINTAINED),
                    figures(EhcMeasures.REVIEWS),
                    figures(EhcMeasures.REVIEW_DECISIONS),
                    figures(EhcMeasures.AMENDED_PLANS)));

    private static final Report<Assessments> AGAINST_GAMING = Report.overview(
            "against-gaming",
            "How assessments end otherwise than in a plan",
            join(
                    List.of(
                            new Figure<>(EhcMeasures.WITHDRAWN),
                            new Breakdown<>(
                                    "withdrawnByWeekOfCourse",
                                    EhcDimensions.WEEK_OF_COURSE,
                                    List.of(new Part<>(null, EhcMeasures.WITHDRAWN))),
                            new Figure<>(EhcMeasures.NOT_ASSESSED),
                            new Figure<>(EhcMeasures.REFUSED_PERCENT),
                            new Figure<>(EhcMeasures.NOT_ISSUED),
                            new Figure<>(EhcMeasures.MEDIATIONS),
                            new Figure<>(EhcMeasures.APPEALS),
                            new Breakdown<>(
                                    "appealsRegisteredByMatter",
                                    EhcDimensions.ABOUT,
                                    List.of(new Part<>(null, EhcMeasures.APPEALS))),
                            new Figure<>(EhcMeasures.APPEALS_PENDING),
                            new Figure<>(EhcMeasures.OVERTURNED),
                            new Figure<>(EhcMeasures.OPEN_AFTER_OVERTURNING),
                            new Figure<>(EhcMeasures.ISSUED_AFTER_OVERTURNING)),
                    figures(EhcMeasures.ORDERS)));

    private static final Report<Assessments> PLANS_MAINTAINED = new Report<>(
            "plans-maintained",
            "Plans maintained, against another day",
            List.of(new Parameter.Day("asAt"), new Parameter.Day("against")),
            EhcReports::plansMaintained);

    static final List<Report<Assessments>> ALL = List.of(
            TIMELINESS,
            WITHIN_20_WEEKS,
            DECISIONS,
            ADVICE,
            ANNUAL_REVIEWS,
            AGAINST_GAMING,
            PLANS_MAINTAINED,
            Forecast.REPORT);

    private EhcReports() {}

    private static Sheet<Assessments> plansMaintained(Given given) {
        var asAt = Period.of(given.day("asAt"));
        var against = Period.of(given.day("against"));
        var asks = Stream.of(asAt, against)
                .flatMap(day -> Stream.of(
                        new Scan.Ask<>(EhcMeasures.MAINTAINED, day),
                        new Scan.Ask<>(EhcMeasures.MAINTAINED, day, EhcDimensions.PRIMARY_NEED)))
                .toList();
        return new Sheet<>(asAt, List.of(new Worked<>(asks, (found, into) -> compare(against.to(), found, into))));
    }

    private static void compare(LocalDate against, Found found, Map<String, Object> into) {
        var unknown = found.unknown(against);
        if (unknown != null) found.reason("change", unknown);
        var now = found.breakdown(1);
        var then = found.breakdown(3);
        var byPrimaryNeed = new TreeMap<String, Object>(now.comparator());
        for (var needs : List.of(now, then)) {
            for (var need : needs.keySet()) {
                byPrimaryNeed.put(
                        need, compared(now.getOrDefault(need, 0L), then.getOrDefault(need, 0L), unknown == null));
            }
        }
        into.put("against", against);
        into.putAll(compared(found.figure(0), found.figure(2), unknown == null));
        into.put("byPrimaryNeed", byPrimaryNeed);
    }

    private static Map<String, Object> compared(Number now, Number then, boolean known) {
        var compared = new LinkedHashMap<String, Object>();
        compared.put("plansMaintained", now);
        compared.put("before", known ? then : null);
        compared.put("change", known ? Long.valueOf(now.longValue() - then.longValue()) : null);
        return compared;
    }

    private static List<Field<Assessments>> figures(EhcMeasures.Timed timed) {
        return figures(timed.done(), timed.inTime(), timed.percent(), timed.open(), timed.overdue());
    }

    @SafeVarargs
    private static List<Field<Assessments>> figures(Measure<Assessments>... measures) {
        var fields = new ArrayList<Field<Assessments>>();
        for (var measure : measures) fields.add(new Figure<>(measure));
        return fields;
    }

    @SafeVarargs
    private static List<Field<Assessments>> join(List<? extends Field<Assessments>>... parts) {
        var fields = new ArrayList<Field<Assessments>>();
        for (var part : parts) fields.addAll(part);
        return fields;
    }
}
