package waymark.reporting.domain.ehc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Parameter;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Report.Found;
import waymark.reporting.domain.Scan;

/**
 * What comes if nothing changes: which of the assessments open on a day pass twenty weeks in which month, and how many full-time educational psychologists clear
 * the advice by a day. Every number that is assumed can be given; the formula is printed with what it was worked out from.
 *
 * @param asAt the day from which it is looked ahead
 * @param clearBy the day by which nothing is to be outstanding
 * @param arrivingFrom the first day of those, to {@code asAt}, by which what will arrive is judged
 * @param postDays working days a year that a full-time post works on it
 */
record Forecast(LocalDate asAt, LocalDate clearBy, LocalDate arrivingFrom, int postDays, List<Work> works) {
    private static final int DAYS_OF_YEAR = 365;
    private static final int MONTHS_OF_YEAR = 12;

    /**
     * A type of work for psychologists.
     *
     * @param outstanding on the day
     * @param arrived in a period
     * @param daysEach how many days of work one takes
     */
    record Work(String name, Measure<Assessments> outstanding, Measure<Assessments> arrived, int daysEach) {}

    static final Report<Assessments> REPORT = new Report<>(
            "forecast",
            "Assessments that will pass 20 weeks, and psychologists needed to clear the advice",
            List.of(
                    new Parameter.Day("arrivingFrom", false, null),
                    new Parameter.Day("asAt", true, "arrivingFrom"),
                    new Parameter.Day("clearBy", true, "asAt"),
                    new Parameter.Count("assessmentDays", 2, 0, 100),
                    new Parameter.Count("tribunalDays", 5, 0, 100),
                    new Parameter.Count("reviewDays", 0, 0, 100),
                    new Parameter.Count("postDays", 200, 1, DAYS_OF_YEAR)),
            given -> of(given).sheet());

    private static Forecast of(Given given) {
        var asAt = given.day("asAt");
        var arrivingFrom = given.day("arrivingFrom");
        return new Forecast(
                asAt,
                given.day("clearBy"),
                arrivingFrom == null ? asAt.minusDays(DAYS_OF_YEAR - 1) : arrivingFrom,
                given.count("postDays"),
                List.of(
                        new Work(
                                "assessment",
                                EhcMeasures.EP_ADVICE.open(),
                                EhcMeasures.EP_ADVICE_ASKED,
                                given.count("assessmentDays")),
                        new Work(
                                "tribunal",
                                EhcMeasures.APPEALS_PENDING,
                                EhcMeasures.APPEALS,
                                given.count("tribunalDays")),
                        new Work(
                                "annualReview",
                                EhcMeasures.REVIEWS.overdue(),
                                EhcMeasures.REVIEWS_DUE,
                                given.count("reviewDays"))));
    }

    private Report.Sheet<Assessments> sheet() {
        var day = Period.of(asAt);
        var asks = new ArrayList<Scan.Ask<Assessments>>();
        asks.add(new Scan.Ask<>(EhcMeasures.PLANS.open(), day));
        asks.add(new Scan.Ask<>(EhcMeasures.PLANS.open(), day, EhcDimensions.MONTHS_UNTIL_OVER));
        for (var work : works) {
            asks.add(new Scan.Ask<>(work.outstanding, day));
            asks.add(new Scan.Ask<>(work.arrived, new Period(arrivingFrom, asAt)));
        }
        return new Report.Sheet<>(day, List.of(new Report.Worked<>(asks, this::print)));
    }

    private void print(Found found, Map<String, Object> into) {
        var months = found.breakdown(1);
        into.put("openOnRequest", found.figure(0));
        into.put("over20WeeksAlready", months.getOrDefault(EhcDimensions.OVER_ALREADY, 0L));
        into.put("capacity", capacity(found));
        into.put("later", months.getOrDefault(EhcDimensions.MUCH_LATER, 0L));
        var ahead = new ArrayList<Map<String, Object>>();
        int last = EhcDimensions.MONTHS_AHEAD;
        while (last >= 0 && !months.containsKey(Integer.toString(last))) last--;
        for (int month = 0; month <= last; month++) {
            var line = new LinkedHashMap<String, Object>();
            line.put("month", YearMonth.from(asAt).plusMonths(month).toString());
            line.put("passing20Weeks", months.getOrDefault(Integer.toString(month), 0L));
            ahead.add(line);
        }
        into.put("months", ahead);
    }

    private Map<String, Object> capacity(Found found) {
        long ahead = ChronoUnit.DAYS.between(asAt, clearBy);
        long observed = ChronoUnit.DAYS.between(arrivingFrom, asAt) + 1;
        var unknown = found.unknown(arrivingFrom);
        // In whole numbers until the end: days of work times the days observed, days of a post times the days of a
        // year.
        long workTimesObserved = 0;
        var lines = new LinkedHashMap<String, Object>();
        var terms = new ArrayList<String>();
        for (int at = 0; at < works.size(); at++) {
            var work = works.get(at);
            long outstanding = found.figure(2 + 2 * at).longValue();
            long arrived = found.figure(3 + 2 * at).longValue();
            var line = new LinkedHashMap<String, Object>();
            line.put("outstanding", outstanding);
            line.put("arrivedPerMonth", known(unknown, arrived * DAYS_OF_YEAR, observed * MONTHS_OF_YEAR));
            line.put("daysEach", work.daysEach);
            line.put("days", known(unknown, (outstanding * observed + arrived * ahead) * work.daysEach, observed));
            lines.put(work.name, line);
            workTimesObserved += (outstanding * observed + arrived * ahead) * work.daysEach;
            if (work.daysEach > 0) {
                terms.add("(%d outstanding + %d arrived in %d days x %d days ahead / %d) x %d days each"
                        .formatted(outstanding, arrived, observed, ahead, observed, work.daysEach));
            }
        }
        var days = known(unknown, workTimesObserved, observed);
        var posts = known(unknown, workTimesObserved * DAYS_OF_YEAR, observed * postDays * ahead);
        var printed = new LinkedHashMap<String, Object>();
        printed.put("clearBy", clearBy);
        printed.put("arrivingFrom", arrivingFrom);
        printed.put("postDays", postDays);
        printed.put("work", lines);
        printed.put("days", days);
        printed.put("fullTimePosts", posts);
        printed.put("formula", formula(terms, days, posts, ahead));
        printed.put("published", PUBLISHED);
        if (unknown != null) found.reason("capacity", unknown);
        return printed;
    }

    private String formula(List<String> terms, BigDecimal days, BigDecimal posts, long ahead) {
        var work = terms.isEmpty() ? "no work" : String.join(" + ", terms);
        return "posts = days of work / (days of a post in a year x days ahead / %d): %s = %s days; %s / (%d x %d / %d) = %s"
                .formatted(DAYS_OF_YEAR, work, words(days), words(days), postDays, ahead, DAYS_OF_YEAR, words(posts));
    }

    private static String words(BigDecimal number) {
        return number == null ? "not known" : number.toPlainString();
    }

    private static BigDecimal known(String unknown, long part, long whole) {
        return unknown != null
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    /** What the council's own plan said: printed beside the figures, which are not made to match it. */
    private static final Map<String, Object> PUBLISHED = published();

    private static Map<String, Object> published() {
        var published = new LinkedHashMap<String, Object>();
        published.put("backlog", Map.of("cases", 130, "fullTimePosts", new BigDecimal("6.5")));
        published.put("year", Map.of("cases", 550, "fullTimePosts", new BigDecimal("7.0")));
        return published;
    }
}
