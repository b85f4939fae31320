package waymark.reporting.domain.cme;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.paper.Paper;
import waymark.reporting.domain.paper.Paper.Balance;
import waymark.reporting.domain.paper.Paper.Broken;
import waymark.reporting.domain.paper.Paper.Change;
import waymark.reporting.domain.paper.Paper.Earlier;
import waymark.reporting.domain.paper.Paper.Figure;
import waymark.reporting.domain.paper.Paper.Groups;
import waymark.reporting.domain.paper.Paper.Headlines;
import waymark.reporting.domain.paper.Paper.Series;
import waymark.reporting.domain.paper.Paper.Some;

/** The council's paper on children missing education: figures and tables as in the published ones, for any period. */
public final class CmePaper {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("none", "None"),
            Map.entry("sen-support", "SEN support"),
            Map.entry("ehcp", "EHC plan"),
            Map.entry("child-in-need", "Child in need"),
            Map.entry("child-protection", "Child protection plan"),
            Map.entry("looked-after", "Looked after"),
            Map.entry("school", "School"),
            Map.entry("other-local-authority", "Other local authority"),
            Map.entry("admissions", "Admissions"),
            Map.entry("social-care", "Social care"),
            Map.entry("health", "Health"),
            Map.entry("parent", "Parent"),
            Map.entry("police", "Police"),
            Map.entry("other", "Other"));

    public static final Paper<Involvements> PAPER = new Paper<>(
            "cme",
            "Children missing education",
            List.of(
                    new Headlines<>(
                            "headlines",
                            "In the period",
                            List.of(
                                    new Figure<>(Cme.TOTAL),
                                    new Figure<>(Cme.CHILDREN),
                                    new Figure<>(Cme.OPENED_CASES),
                                    new Figure<>(Cme.CLOSED_CASES),
                                    new Figure<>(Cme.AVERAGE_WEEKS),
                                    new Figure<>(Cme.WITHIN_2_WEEKS),
                                    new Figure<>(Cme.WITHIN_4_WEEKS),
                                    new Figure<>(Cme.AT_END),
                                    new Earlier<>(
                                            "openAtPreviousMonthEnd",
                                            "Open a month before",
                                            Cme.AT_END,
                                            Period::previousMonthEnd),
                                    new Change<>(
                                            "changeOnMonth",
                                            "Change on the month before",
                                            Cme.AT_END,
                                            Period::previousMonthEnd),
                                    new Earlier<>(
                                            "openAYearBefore", "Open a year before", Cme.AT_END, Paper::yearBefore),
                                    new Change<>(
                                            "changeOnYear", "Change on the year before", Cme.AT_END, Paper::yearBefore),
                                    new Figure<>(Cme.NOT_CONFIRMED),
                                    new Figure<>(Cme.NOT_CME_CLOSURES))),
                    new Broken<>(
                            "closed-by-outcome",
                            "Closed, by outcome",
                            CmeDimensions.OUTCOME,
                            new Groups<>(
                                    CmeDimensions.OUTCOME_GROUP,
                                    ClosureOutcome::groupOf,
                                    group -> ClosureOutcome.GROUP_TITLES.getOrDefault(group, group)),
                            ClosureOutcome::meaningOf,
                            List.of(Cme.CLOSED_CASES, Cme.AVERAGE_WEEKS)),
                    open(
                            "open-by-months-since-start",
                            "Open at the end, by months since the start",
                            CmeDimensions.MONTHS_SINCE_START,
                            UnaryOperator.identity()),
                    open(
                            "open-by-school-year",
                            "Open at the end, by school year",
                            CmeDimensions.SCHOOL_YEAR,
                            CmePaper::schoolYear),
                    open(
                            "open-by-sen-status",
                            "Open at the end, by SEN status",
                            CmeDimensions.SEN_STATUS,
                            CmePaper::words),
                    open(
                            "open-by-social-care-status",
                            "Open at the end, by social-care status",
                            CmeDimensions.SOCIAL_CARE_STATUS,
                            CmePaper::words),
                    open(
                            "open-by-locality",
                            "Open at the end, by locality",
                            CmeDimensions.LOCALITY,
                            UnaryOperator.identity()),
                    open(
                            "open-by-referrer",
                            "Open at the end, by referrer",
                            CmeDimensions.REFERRED_BY,
                            CmePaper::words),
                    new Series<>("month-ends", "Month by month", Cme.OPEN, Cme.OPENED_CASES, Cme.CLOSED_CASES),
                    new Broken<>(
                            "not-cme-closures-by-school",
                            "Closed as not CME, by last school",
                            CmeDimensions.LAST_SCHOOL,
                            null,
                            UnaryOperator.identity(),
                            List.of(Cme.NOT_CME_CLOSURES))),
            List.of(
                    // Whoever was open in the period was closed in it or is open at its end, and was opened in it or
                    // open before.
                    exactly(Cme.TOTAL, List.of(new Some<>(Cme.CLOSED_CASES), new Some<>(Cme.AT_END))),
                    exactly(
                            Cme.TOTAL,
                            List.of(new Some<>(Cme.OPENED_CASES), new Some<>(Cme.OPEN, Paper::dayBefore, null, null))),
                    exactly(
                            Cme.NOT_CME_CLOSURES,
                            List.of(new Some<>(
                                    Cme.CLOSED_CASES,
                                    UnaryOperator.identity(),
                                    CmeDimensions.OUTCOME_GROUP,
                                    "not-cme"))),
                    partly(Cme.TOTAL, Cme.CHILDREN),
                    partly(Cme.CLOSED_CASES, Cme.NOT_CONFIRMED),
                    partly(Cme.CLOSED_CASES, Cme.NOT_CME_CLOSURES),
                    partly(Cme.WITHIN_4_WEEKS, Cme.WITHIN_2_WEEKS)));

    private CmePaper() {}

    private static Broken<Involvements> open(
            String id, String title, Dimension<Involvements> dimension, UnaryOperator<String> words) {
        return new Broken<>(id, title, dimension, null, words, List.of(Cme.AT_END));
    }

    private static Balance<Involvements> exactly(Measure<Involvements> whole, List<Some<Involvements>> parts) {
        return new Balance<>(List.of(new Some<>(whole)), parts, false);
    }

    private static Balance<Involvements> partly(Measure<Involvements> whole, Measure<Involvements> part) {
        return new Balance<>(List.of(new Some<>(whole)), List.of(new Some<>(part)), true);
    }

    private static String words(String code) {
        return WORDS.getOrDefault(code, code);
    }

    private static String schoolYear(String year) {
        return switch (year) {
            case "N1", "N2" -> "Nursery " + year.substring(1);
            case "0" -> "Reception";
            case "post-16" -> "Post-16";
            default -> "Year " + year;
        };
    }
}
