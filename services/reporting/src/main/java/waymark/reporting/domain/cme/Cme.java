package waymark.reporting.domain.cme;

import static waymark.reporting.domain.Report.month;
import static waymark.reporting.domain.cme.CmeDimensions.DAYS_OPEN;
import static waymark.reporting.domain.cme.CmeDimensions.LAST_SCHOOL;
import static waymark.reporting.domain.cme.CmeDimensions.MONTHS_SINCE_START;
import static waymark.reporting.domain.cme.CmeDimensions.OUTCOME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.calendar.Months;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Measure.Unit;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Population;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Report.Breakdown;
import waymark.reporting.domain.Report.Change;
import waymark.reporting.domain.Report.Field;
import waymark.reporting.domain.Report.Figure;
import waymark.reporting.domain.Report.Part;
import waymark.reporting.domain.course.Circumstances;

/** The measures and reports of children missing education (s436A Education Act 1996), each declared once. */
public final class Cme implements CaseKind<InvolvementFacts, InvolvementEvent, Involvements> {
    private static final BitSet NOT_CME = new BitSet();
    private static final int DAYS_IN_WEEK = 7;
    private static final int YES = Involvements.TRUTHS.numberOf("yes");
    private static final int NOT_RECORDED = 0;

    static {
        for (var outcome : List.of("NCA", "NCE", "NCO")) NOT_CME.set(Involvements.OUTCOMES.numberOf(outcome));
    }

    // Who counts, and on which day

    private static final Population<Involvements> OPENED = opened(null);

    private static final Population<Involvements> CLOSED = closed(null);

    private static final Population<Involvements> OPEN_AT_END = openAtEnd(null);

    private static final Population<Involvements> ACTIVE = active(null);

    private static final Population<Involvements> NOT_CME_CLOSED =
            closed((facts, row) -> NOT_CME.get(facts.outcome(row)));

    private static final Population<Involvements> UNCONFIRMED = closed((facts, row) -> !facts.confirmed(row));

    private static final Population<Involvements> REPEATED = opened(Cme::repeated);

    private static final Population<Involvements> MISSING = openAtEnd((facts, row) -> facts.meetsS436A(row) == YES);

    private static final Population<Involvements> MISSING_PERHAPS =
            openAtEnd((facts, row) -> facts.meetsS436A(row) == NOT_RECORDED);

    private static final Population<Involvements> EVER_MISSING = active((facts, row) -> facts.meetsS436A(row) == YES);

    private static final Population<Involvements> EVER_MISSING_PERHAPS =
            active((facts, row) -> facts.meetsS436A(row) == NOT_RECORDED);

    // What is counted of them

    static final Measure<Involvements> TOTAL = cases(
            "totalInvolvements",
            "Involvements",
            "Involvements opened on or before the period's last day and not closed before its first.",
            Polarity.NEUTRAL,
            ACTIVE);

    static final Measure<Involvements> CHILDREN = new Measure<>(
            "cme.children",
            "Children",
            "Different children among the involvements.",
            Unit.CHILDREN,
            Polarity.NEUTRAL,
            ACTIVE,
            UnaryOperator.identity(),
            new Measure.Children<>());

    static final Measure<Involvements> OPENED_CASES =
            cases("opened", "Opened", "Involvements opened in the period.", Polarity.NEUTRAL, OPENED);

    static final Measure<Involvements> CLOSED_CASES = cases(
            "closed",
            "Closed",
            "Involvements closed in the period; a closure that was re-opened is annulled.",
            Polarity.NEUTRAL,
            CLOSED);

    static final Measure<Involvements> OPEN = cases(
            "open",
            "Open",
            "Involvements opened on or before the period's last day and not closed on or before it.",
            Polarity.LOW,
            OPEN_AT_END,
            Period::end);

    static final Measure<Involvements> AT_END = cases(
            "openAtEnd",
            "Open at the end",
            "Involvements open on the period's last day.",
            Polarity.LOW,
            OPEN_AT_END,
            Period::end);

    private static final Measure<Involvements> AT_PREVIOUS_MONTH_END = cases(
            "openAtPreviousMonthEnd",
            "Open a month before",
            "Involvements open on the last day of the month before that of the period's last day.",
            Polarity.LOW,
            OPEN_AT_END,
            Period::previousMonthEnd);

    static final Measure<Involvements> AVERAGE_WEEKS = new Measure<>(
            "cme.averageWeeksToClose",
            "Average weeks to close",
            "Mean of the weeks from opening to closing, of involvements closed in the period; one decimal.",
            Unit.WEEKS,
            Polarity.LOW,
            CLOSED,
            UnaryOperator.identity(),
            new Measure.Mean<>(Involvements::daysOpen, DAYS_IN_WEEK));

    static final Measure<Involvements> WITHIN_2_WEEKS = share(
            "closedWithin2WeeksPercent",
            "Closed within 2 weeks",
            "Of the involvements closed in the period, those closed at most 14 days after opening.",
            Polarity.HIGH,
            CLOSED,
            (facts, row) -> facts.daysOpen(row) <= 2 * DAYS_IN_WEEK);

    static final Measure<Involvements> WITHIN_4_WEEKS = share(
            "closedWithin4WeeksPercent",
            "Closed within 4 weeks",
            "Of the involvements closed in the period, those closed at most 28 days after opening.",
            Polarity.HIGH,
            CLOSED,
            (facts, row) -> facts.daysOpen(row) <= 4 * DAYS_IN_WEEK);

    static final Measure<Involvements> NOT_CONFIRMED = cases(
            "closuresNotConfirmed",
            "Closures not confirmed",
            "Involvements closed in the period whose destination nobody confirmed.",
            Polarity.LOW,
            UNCONFIRMED);

    static final Measure<Involvements> NOT_CME_CLOSURES = cases(
            "notCmeClosures",
            "Closed as not CME",
            "Involvements closed in the period with an outcome of the group not CME (NCA, NCE, NCO).",
            Polarity.LOW,
            NOT_CME_CLOSED);

    private static final Measure<Involvements> REPEATED_CASES = cases(
            "repeatedWithin12Months",
            "Repeated within 12 months",
            "Involvements opened in the period of a child who had another opened in the 12 months before: a year before the"
                    + " same day included, those of one day in the order in which they were recorded.",
            Polarity.LOW,
            REPEATED);

    private static final Measure<Involvements> REPEATED_PERCENT = share(
            "repeatedWithin12MonthsPercent",
            "Share repeated within 12 months",
            "Of the involvements opened in the period, those of a child who had another opened in the 12 months before.",
            Polarity.LOW,
            OPENED,
            Cme::repeated);

    private static final Measure<Involvements> ON_CENSUS_DAY = cases(
            "missingOnDay",
            "Missing education on the census day",
            "DfE termly collection: involvements that meet s436A, open on the day.",
            Polarity.LOW,
            MISSING,
            Period::end);

    private static final Measure<Involvements> ON_CENSUS_DAY_PERHAPS = cases(
            "notRecordedOnDay",
            "On the census day, s436A not recorded",
            "Involvements open on the day of which nobody recorded whether they meet s436A: not in the collection.",
            Polarity.LOW,
            MISSING_PERHAPS,
            Period::end);

    private static final Measure<Involvements> IN_PREVIOUS_YEAR = cases(
            "missingInPreviousYear",
            "Missing education in the previous academic year",
            "DfE termly collection: involvements that meet s436A, open at any time in the academic year before that of the day.",
            Polarity.LOW,
            EVER_MISSING,
            Period::previousAcademicYear);

    private static final Measure<Involvements> IN_PREVIOUS_YEAR_PERHAPS = cases(
            "notRecordedInPreviousYear",
            "In the previous academic year, s436A not recorded",
            "Involvements open at any time in the academic year before that of the day of which nobody recorded whether they meet"
                    + " s436A: not in the collection.",
            Polarity.LOW,
            EVER_MISSING_PERHAPS,
            Period::previousAcademicYear);

    private static final List<Measure<Involvements>> MEASURES = List.of(
            TOTAL,
            CHILDREN,
            OPENED_CASES,
            CLOSED_CASES,
            OPEN,
            AT_END,
            AT_PREVIOUS_MONTH_END,
            AVERAGE_WEEKS,
            WITHIN_2_WEEKS,
            WITHIN_4_WEEKS,
            NOT_CONFIRMED,
            NOT_CME_CLOSURES,
            REPEATED_CASES,
            REPEATED_PERCENT,
            ON_CENSUS_DAY,
            ON_CENSUS_DAY_PERHAPS,
            IN_PREVIOUS_YEAR,
            IN_PREVIOUS_YEAR_PERHAPS);

    // What is printed together

    private static final Report<Involvements> SUMMARY = Report.overview(
            "summary",
            "Involvements in a period",
            List.of(
                    new Figure<>(TOTAL),
                    new Figure<>(CHILDREN),
                    new Figure<>(OPENED_CASES),
                    new Figure<>(CLOSED_CASES),
                    new Figure<>(AT_END),
                    new Figure<>(AT_PREVIOUS_MONTH_END),
                    new Figure<>(AVERAGE_WEEKS),
                    new Figure<>(WITHIN_2_WEEKS),
                    new Figure<>(WITHIN_4_WEEKS),
                    new Breakdown<>(
                            "byOutcome",
                            OUTCOME,
                            List.of(new Part<>("closed", CLOSED_CASES), new Part<>("averageWeeks", AVERAGE_WEEKS))),
                    new Breakdown<>("closedByDaysOpen", DAYS_OPEN, List.of(new Part<>(null, CLOSED_CASES))),
                    new Breakdown<>("openByMonthsSinceStart", MONTHS_SINCE_START, List.of(new Part<>(null, AT_END)))));

    private static final Report<Involvements> MONTH_ENDS = Report.monthByMonth(
            "month-ends",
            "Month by month",
            List.of(
                    month(),
                    new Figure<>(OPEN),
                    new Figure<>(OPENED_CASES),
                    new Figure<>(CLOSED_CASES),
                    new Change<>("changeOnMonth", OPEN, Period::previousMonth),
                    new Change<>("changeOnYear", OPEN, Period::sameMonthLastYear)));

    private static final Report<Involvements> CENSUS = Report.onDay("census", "DfE termly collection", "on", census());

    private static final Report<Involvements> PRACTICE = Report.overview(
            "practice",
            "How involvements are closed and come again",
            List.of(
                    new Figure<>(CLOSED_CASES),
                    new Figure<>(NOT_CONFIRMED),
                    new Figure<>(NOT_CME_CLOSURES),
                    new Breakdown<>(
                            "notCmeClosuresByLastSchool", LAST_SCHOOL, List.of(new Part<>(null, NOT_CME_CLOSURES))),
                    new Figure<>(OPENED_CASES),
                    new Figure<>(REPEATED_CASES),
                    new Figure<>(REPEATED_PERCENT)));

    private static List<Field<Involvements>> census() {
        var fields = new ArrayList<Field<Involvements>>();
        for (var measure : List.of(ON_CENSUS_DAY, ON_CENSUS_DAY_PERHAPS, IN_PREVIOUS_YEAR, IN_PREVIOUS_YEAR_PERHAPS)) {
            fields.add(new Figure<>(measure));
        }
        for (var measure : List.of(ON_CENSUS_DAY, IN_PREVIOUS_YEAR)) {
            CmeDimensions.OF_THE_CENSUS.forEach((suffix, dimension) -> fields.add(
                    new Breakdown<>(measure.field() + suffix, dimension, List.of(new Part<>(null, measure)))));
        }
        return List.copyOf(fields);
    }

    private static boolean repeated(Involvements facts, int row) {
        if (facts.onlyCaseOfChild(row)) return false;
        int yearBefore = Days.of(Months.before(LocalDate.ofEpochDay(facts.openedOn(row)), 12));
        return facts.anyOther(row, other -> facts.openedBetween(other, yearBefore, row));
    }

    private static Population<Involvements> opened(Measure.Test<Involvements> also) {
        return new Population.On<>(Involvements::openedOn, also);
    }

    private static Population<Involvements> closed(Measure.Test<Involvements> also) {
        return new Population.On<>(Involvements::closedOn, also);
    }

    private static Population<Involvements> openAtEnd(Measure.Test<Involvements> also) {
        return new Population.Standing<>(Involvements::openedOn, Involvements::closedOn, also);
    }

    private static Population<Involvements> active(Measure.Test<Involvements> also) {
        return new Population.Ongoing<>(Involvements::openedOn, Involvements::closedOn, also);
    }

    private static Measure<Involvements> cases(
            String field, String title, String definition, Polarity polarity, Population<Involvements> population) {
        return cases(field, title, definition, polarity, population, UnaryOperator.identity());
    }

    private static Measure<Involvements> cases(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population<Involvements> population,
            UnaryOperator<Period> within) {
        return new Measure<>(
                "cme." + field, title, definition, Unit.CASES, polarity, population, within, new Measure.Count<>());
    }

    private static Measure<Involvements> share(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population<Involvements> population,
            Measure.Test<Involvements> that) {
        return new Measure<>(
                "cme." + field,
                title,
                definition,
                Unit.PERCENT,
                polarity,
                population,
                UnaryOperator.identity(),
                new Measure.Share<>(that));
    }

    @Override
    public String id() {
        return "cme";
    }

    @Override
    public InvolvementFacts evolve(InvolvementFacts fact, InvolvementEvent event, int sequence, Instant recordedAt) {
        return InvolvementFacts.evolve(fact, event, sequence, recordedAt);
    }

    @Override
    public Involvements newShard() {
        return new Involvements();
    }

    @Override
    public List<Dimension<Involvements>> dimensions() {
        return CmeDimensions.ALL;
    }

    @Override
    public List<Measure<Involvements>> measures() {
        return MEASURES;
    }

    @Override
    public List<Report<Involvements>> reports() {
        return List.of(SUMMARY, MONTH_ENDS, CENSUS, PRACTICE);
    }

    @Override
    public List<Detail<InvolvementFacts>> details() {
        return CmeDimensions.DETAILS;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(InvolvementFacts fact, DataOutput out, Codes.Out codes) throws IOException {
        out.writeUTF(fact.reference());
        out.writeInt(fact.openedOn());
        out.writeLong(fact.recordedAt());
        out.writeInt(fact.closedOn());
        codes.write(fact.outcome(), out);
        codes.write(fact.confirmedBy(), out);
        out.writeInt(fact.confirmedOn());
        codes.write(fact.referredBy(), out);
        codes.write(fact.lastSchool(), out);
        codes.write(fact.meetsS436A() == null ? null : fact.meetsS436A().toString(), out);
        codes.write(fact.reason(), out);
        codes.write(fact.sex(), out);
        out.writeInt(fact.missingSince());
        out.writeBoolean(fact.voided());
        fact.circumstances().write(out, codes);
    }

    @Override
    public InvolvementFacts read(DataInput in, Codes.In codes) throws IOException {
        return new InvolvementFacts(
                in.readUTF(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                codes.read(in),
                codes.read(in),
                in.readInt(),
                codes.read(in),
                codes.read(in),
                truth(codes.read(in)),
                codes.read(in),
                codes.read(in),
                in.readInt(),
                in.readBoolean(),
                Circumstances.read(Involvements.CIRCUMSTANCES, in, codes));
    }

    private static Boolean truth(String text) {
        return text == null ? null : Boolean.valueOf(text);
    }
}
