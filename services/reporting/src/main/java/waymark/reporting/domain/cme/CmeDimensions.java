package waymark.reporting.domain.cme;

import static waymark.reporting.domain.Days.NONE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waymark.calendar.WeekBands;
import waymark.reporting.domain.CaseKind.Detail;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Dimension;

/** By what involvements can be told apart. A circumstance is taken as it was on the measure's own day; everything else as it is known now. */
final class CmeDimensions {
    private static final String UNKNOWN = "unknown";
    private static final int YES = Involvements.TRUTHS.numberOf("yes");
    private static final int NO = Involvements.TRUTHS.numberOf("no");

    /** Of whole calendar months; 24 of them and more are one. */
    private static final Dictionary MONTHS =
            new Dictionary("24+", "12-23", "11", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0");

    private static final int[] DAYS_OPEN_ENDS = {7, 14, 28, 56, 84};

    private static final Dictionary DAYS_OPEN_BANDS = new Dictionary("0-7", "8-14", "15-28", "29-56", "57-84", "85+");

    private static final WeekBands BANDS = WeekBands.lessThan(2, 4, 8, 12, 26, 52);

    private static final Dictionary WEEKS = new Dictionary(
            Stream.concat(BANDS.labels().stream(), Stream.of(UNKNOWN)).toArray(String[]::new));

    /** The number of the band of so many days; the last one has all that are longer. */
    private static final int[] BAND_OF_DAYS = IntStream.rangeClosed(0, 7 * 52)
            .map(days -> WEEKS.numberOf(BANDS.of(days)))
            .toArray();

    private static final int UNKNOWN_WEEKS = WEEKS.numberOf(UNKNOWN);

    static final Dimension<Involvements> OUTCOME =
            new Dimension<>("outcome", "Outcome", Involvements.OUTCOMES, (facts, row, day) -> facts.outcome(row));

    static final Dimension<Involvements> OUTCOME_GROUP = new Dimension<>(
            "outcomeGroup",
            "Group of outcomes",
            ClosureOutcome.GROUPS,
            (facts, row, day) -> ClosureOutcome.GROUPS.numberOf(
                    ClosureOutcome.groupOf(Involvements.OUTCOMES.valueOf(facts.outcome(row)))));

    static final Dimension<Involvements> SCHOOL_YEAR =
            circumstance("schoolYear", "School year", Involvements.SCHOOL_YEARS, Involvements.SCHOOL_YEAR);

    static final Dimension<Involvements> SEN_STATUS =
            circumstance("senStatus", "SEN status", Involvements.SEN_STATUSES, Involvements.SEN_STATUS);

    static final Dimension<Involvements> SOCIAL_CARE_STATUS = circumstance(
            "socialCareStatus",
            "Social-care status",
            Involvements.SOCIAL_CARE_STATUSES,
            Involvements.SOCIAL_CARE_STATUS);

    static final Dimension<Involvements> LOCALITY =
            circumstance("locality", "Locality", Involvements.LOCALITIES, Involvements.LOCALITY);

    static final Dimension<Involvements> REFERRED_BY = new Dimension<>(
            "referredBy", "Referred by", Involvements.REFERRERS, (facts, row, day) -> facts.referredBy(row));

    static final Dimension<Involvements> MONTHS_SINCE_START = new Dimension<>(
            "monthsSinceStart",
            "Months since start",
            MONTHS,
            (facts, row, day) -> monthsBand(Days.month(day) - Days.month(facts.openedOn(row))));

    static final Dimension<Involvements> DAYS_OPEN = new Dimension<>(
            "daysOpen",
            "Days from opening to closing",
            DAYS_OPEN_BANDS,
            (facts, row, day) -> facts.closed(row) ? daysOpenBand(facts.daysOpen(row)) : 0);

    static final Dimension<Involvements> SEX =
            new Dimension<>("sex", "Sex", Involvements.SEXES, (facts, row, day) -> facts.sex(row));

    static final Dimension<Involvements> REASON =
            new Dimension<>("reason", "Reason", Involvements.REASONS, (facts, row, day) -> facts.reason(row));

    static final Dimension<Involvements> LAST_SCHOOL = new Dimension<>(
            "lastSchool", "Last school", Involvements.SCHOOLS, (facts, row, day) -> facts.lastSchool(row));

    static final Dimension<Involvements> DURATION_SINCE_MISSING = new Dimension<>(
            "durationSinceMissing",
            "Weeks since missing",
            WEEKS,
            (facts, row, day) -> weeksBand(facts.missingSince(row), day));

    static final List<Dimension<Involvements>> ALL = List.of(
            OUTCOME,
            OUTCOME_GROUP,
            SCHOOL_YEAR,
            SEN_STATUS,
            SOCIAL_CARE_STATUS,
            LOCALITY,
            REFERRED_BY,
            MONTHS_SINCE_START,
            DAYS_OPEN,
            SEX,
            REASON,
            LAST_SCHOOL,
            new Dimension<>(
                    "meetsS436A", "Meets s436A", Involvements.TRUTHS, (facts, row, day) -> facts.meetsS436A(row)),
            new Dimension<>(
                    "confirmed",
                    "Closure confirmed",
                    Involvements.TRUTHS,
                    (facts, row, day) -> facts.closed(row) ? facts.confirmed(row) ? YES : NO : 0),
            DURATION_SINCE_MISSING);

    /** What the DfE's termly collection is broken down by, with what is added to a figure's name. */
    static final Map<String, Dimension<Involvements>> OF_THE_CENSUS = ofTheCensus();

    static final List<Detail<InvolvementFacts>> DETAILS = List.of(
            new Detail<>("reference", (fact, day) -> fact.reference()),
            new Detail<>("openedOn", (fact, day) -> Days.date(fact.openedOn())),
            new Detail<>("closedOn", (fact, day) -> Days.date(fact.closedOn())),
            new Detail<>("outcome", (fact, day) -> fact.outcome()),
            new Detail<>("confirmedBy", (fact, day) -> fact.confirmedBy()),
            new Detail<>("referredBy", (fact, day) -> fact.referredBy()),
            new Detail<>("lastSchool", (fact, day) -> fact.lastSchool()),
            new Detail<>("schoolYear", (fact, day) -> fact.circumstances().on(day, Involvements.SCHOOL_YEAR)),
            new Detail<>("senStatus", (fact, day) -> fact.circumstances().on(day, Involvements.SEN_STATUS)),
            new Detail<>(
                    "socialCareStatus", (fact, day) -> fact.circumstances().on(day, Involvements.SOCIAL_CARE_STATUS)),
            new Detail<>("locality", (fact, day) -> fact.circumstances().on(day, Involvements.LOCALITY)));

    private CmeDimensions() {}

    private static Map<String, Dimension<Involvements>> ofTheCensus() {
        var dimensions = new LinkedHashMap<String, Dimension<Involvements>>();
        dimensions.put("BySex", SEX);
        dimensions.put("BySchoolYear", SCHOOL_YEAR);
        dimensions.put("ByDurationSinceMissing", DURATION_SINCE_MISSING);
        dimensions.put("ByReason", REASON);
        return dimensions;
    }

    private static Dimension<Involvements> circumstance(String id, String title, Dictionary values, int which) {
        return new Dimension<>(id, title, values, (facts, row, day) -> facts.circumstance(which, row, day));
    }

    /** A case whose own day is before its opening (a closure recorded too early) has not run a month. */
    private static int monthsBand(int months) {
        return months >= 24 ? 1 : months >= 12 ? 2 : 14 - Math.max(0, months);
    }

    /** A closing before the opening (a source's mistake) is of the shortest. */
    private static int daysOpenBand(int days) {
        int band = 1;
        while (band <= DAYS_OPEN_ENDS.length && days > DAYS_OPEN_ENDS[band - 1]) band++;
        return band;
    }

    private static int weeksBand(int missingSince, int day) {
        if (missingSince == NONE || missingSince > day) return UNKNOWN_WEEKS;
        return BAND_OF_DAYS[Math.min(day - missingSince, BAND_OF_DAYS.length - 1)];
    }
}
