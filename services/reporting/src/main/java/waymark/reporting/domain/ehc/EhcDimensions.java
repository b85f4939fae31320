package waymark.reporting.domain.ehc;

import static waymark.reporting.domain.Days.NONE;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waymark.calendar.WeekBands;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.CasePart;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Dimension;

/**
 * By what assessments can be told apart. A circumstance and the status are taken as they were on the measure's own day, as is everything that counts weeks or
 * months; the rest as it is known now.
 */
final class EhcDimensions {
    private static final int DAYS_IN_WEEK = 7;
    private static final int WEEKS_OF_COURSE = 20;
    static final int MONTHS_AHEAD = 12;
    static final String MUCH_LATER = ">" + MONTHS_AHEAD;
    private static final String LATER = ">" + WEEKS_OF_COURSE;
    static final String OVER_ALREADY = "over";

    private static final int YES = Assessments.TRUTHS.numberOf("yes");
    private static final int NO = Assessments.TRUTHS.numberOf("no");

    private static final Dictionary ORIGINS = new Dictionary("requested", Course.MOVED_IN);
    private static final Dictionary DISPUTES =
            new Dictionary("refusal-to-assess", "refusal-to-issue", "content", "ceasing");

    /** The first week is the seven days that begin with the opening. */
    private static final Dictionary WEEKS = new Dictionary(
            Stream.concat(IntStream.rangeClosed(1, WEEKS_OF_COURSE).mapToObj(Integer::toString), Stream.of(LATER))
                    .toArray(String[]::new));

    private static final Dictionary MONTHS = new Dictionary(Stream.of(
                    Stream.of(OVER_ALREADY),
                    IntStream.rangeClosed(0, MONTHS_AHEAD).mapToObj(Integer::toString),
                    Stream.of(MUCH_LATER))
            .flatMap(values -> values)
            .toArray(String[]::new));

    /** The runs of a case's clocks. */
    static final CasePart<Assessments> RUN = new CasePart<>(
            "run",
            Assessments::runs,
            List.of(
                    new CasePart.Detail<>(
                            "clock",
                            (facts, run) ->
                                    Assessments.CLOCKS.valueOf(facts.runs().clock(run))),
                    new CasePart.Detail<>(
                            "body",
                            (facts, run) ->
                                    Assessments.BODIES.valueOf(facts.runs().subject(run))),
                    new CasePart.Detail<>(
                            "startedOn", (facts, run) -> Days.date(facts.runs().startedOn(run))),
                    new CasePart.Detail<>(
                            "dueOn", (facts, run) -> Days.date(facts.runs().dueOn(run))),
                    new CasePart.Detail<>(
                            "stoppedOn",
                            (facts, run) -> facts.runs().stopped(run)
                                    ? Days.date(facts.runs().endedOn(run))
                                    : null),
                    new CasePart.Detail<>(
                            "excused", (facts, run) -> facts.runs().excused(run))));

    /** The days on which the assessment was open or the plan in force. */
    static final CasePart<Assessments> SPAN = new CasePart<>(
            "span",
            Assessments::spans,
            List.of(
                    new CasePart.Detail<>(
                            "standing",
                            (facts, span) ->
                                    Assessments.SPANS.valueOf(facts.spans().what(span))),
                    new CasePart.Detail<>(
                            "standingFrom",
                            (facts, span) -> Days.date(facts.spans().from(span))),
                    new CasePart.Detail<>(
                            "standingUntil",
                            (facts, span) -> Days.date(facts.spans().until(span)))));

    /** The steps of a case's course. */
    static final CasePart<Assessments> STEP = new CasePart<>(
            "step",
            Assessments::steps,
            List.of(
                    new CasePart.Detail<>(
                            "step",
                            (facts, step) ->
                                    Assessments.STEPS.valueOf(facts.steps().what(step))),
                    new CasePart.Detail<>(
                            "stepOn", (facts, step) -> Days.date(facts.steps().on(step))),
                    new CasePart.Detail<>(
                            "stepCode",
                            (facts, step) ->
                                    Assessments.STEP_CODES.valueOf(facts.steps().code(step))),
                    new CasePart.Detail<>(
                            "stepUntil",
                            (facts, step) -> Days.date(facts.steps().until(step)))));

    static final Dimension<Assessments> PRIMARY_NEED =
            circumstance("primaryNeed", "Primary need", Assessments.PRIMARY_NEEDS, Assessments.PRIMARY_NEED);

    static final Dimension<Assessments> BODY = new Dimension<>(
            "body",
            "Body asked for advice",
            Assessments.BODIES,
            RUN,
            (facts, run, day) -> facts.runs().subject(run));

    static final Dimension<Assessments> WEEKS_TO_ISSUE =
            weeksSinceStart("weeksToIssue", "Weeks to the plan", WeekBands.upTo(20, 52));

    static final Dimension<Assessments> WEEKS_WAITED =
            weeksSinceStart("weeksWaited", "Weeks since it was asked", WeekBands.upTo(6, 12, 20, 26, 52));

    static final Dimension<Assessments> MONTHS_UNTIL_OVER = new Dimension<>(
            "monthsUntilOver",
            "Calendar months until it is overdue",
            MONTHS,
            RUN,
            (facts, run, day) -> monthsUntil(facts.runs().dueOn(run) + 1, day));

    static final Dimension<Assessments> WEEK_OF_COURSE = new Dimension<>(
            "weekOfCourse",
            "Week since the request",
            WEEKS,
            STEP,
            (facts, step, day) -> week(day - facts.openedOn(facts.steps().owner(step))));

    static final Dimension<Assessments> ABOUT = new Dimension<>(
            "about",
            "What is disputed",
            DISPUTES,
            STEP,
            (facts, step, day) ->
                    dispute(Assessments.STEP_CODES.valueOf(facts.steps().code(step))));

    static final List<Dimension<Assessments>> ALL = List.of(
            new Dimension<>("status", "Status", Assessments.STATUSES, Assessments::status),
            PRIMARY_NEED,
            circumstance("schoolYear", "School year", Assessments.SCHOOL_YEARS, Assessments.SCHOOL_YEAR),
            circumstance("locality", "Locality", Assessments.LOCALITIES, Assessments.LOCALITY),
            new Dimension<>(
                    "requestSource",
                    "Requested by",
                    Assessments.SOURCES,
                    (facts, row, day) -> facts.requestSource(row)),
            new Dimension<>("sex", "Sex", Assessments.SEXES, (facts, row, day) -> facts.sex(row)),
            new Dimension<>(
                    "ethnicity", "Ethnicity", Assessments.ETHNICITIES, (facts, row, day) -> facts.ethnicity(row)),
            new Dimension<>(
                    "origin",
                    "Requested or moved in",
                    ORIGINS,
                    (facts, row, day) -> ORIGINS.numberOf(facts.movedIn(row) ? Course.MOVED_IN : "requested")),
            new Dimension<>(
                    "exception",
                    "Exception to the 20 weeks",
                    Assessments.TRUTHS,
                    (facts, row, day) -> facts.excepted(row) ? YES : NO),
            new Dimension<>(
                    "overturned",
                    "Refusal overturned",
                    Assessments.TRUTHS,
                    (facts, row, day) -> facts.overturned(row) ? YES : NO),
            BODY,
            new Dimension<>(
                    "excused",
                    "Missing the limit excused",
                    Assessments.TRUTHS,
                    RUN,
                    (facts, run, day) -> facts.runs().excused(run) ? YES : NO),
            WEEKS_TO_ISSUE,
            WEEKS_WAITED,
            MONTHS_UNTIL_OVER,
            WEEK_OF_COURSE,
            ABOUT);

    static final List<CaseKind.Detail<AssessmentFacts>> DETAILS = List.of(
            new CaseKind.Detail<>("reference", (fact, day) -> fact.reference()),
            new CaseKind.Detail<>("openedOn", (fact, day) -> Days.date(fact.openedOn())),
            new CaseKind.Detail<>("status", AssessmentFacts::statusOn),
            new CaseKind.Detail<>("requestSource", (fact, day) -> fact.requestSource()),
            new CaseKind.Detail<>(
                    "primaryNeed", (fact, day) -> fact.circumstances().on(day, Assessments.PRIMARY_NEED)),
            new CaseKind.Detail<>(
                    "schoolYear", (fact, day) -> fact.circumstances().on(day, Assessments.SCHOOL_YEAR)),
            new CaseKind.Detail<>(
                    "locality", (fact, day) -> fact.circumstances().on(day, Assessments.LOCALITY)),
            new CaseKind.Detail<>("exception", (fact, day) -> fact.has(Course.EXCEPTION)),
            new CaseKind.Detail<>("overturned", (fact, day) -> fact.has(Course.OVERTURNED)));

    private EhcDimensions() {}

    private static Dimension<Assessments> circumstance(String id, String title, Dictionary values, int which) {
        return new Dimension<>(id, title, values, (facts, row, day) -> facts.circumstance(which, row, day));
    }

    private static Dimension<Assessments> weeksSinceStart(String id, String title, WeekBands bands) {
        var values = new Dictionary(bands.labels().toArray(String[]::new));
        return new Dimension<>(
                id,
                title,
                values,
                RUN,
                (facts, run, day) ->
                        values.numberOf(bands.of(Math.max(0, day - facts.runs().startedOn(run)))));
    }

    /** A step whose day is before the opening (a source's mistake) is of the first week. */
    private static int week(int days) {
        return Math.min(Math.max(0, days) / DAYS_IN_WEEK, WEEKS_OF_COURSE) + 1;
    }

    private static int monthsUntil(int overFrom, int day) {
        if (overFrom == NONE) return 0;
        if (overFrom <= day) return 1;
        return 2 + Math.min(Days.month(overFrom) - Days.month(day), MONTHS_AHEAD + 1);
    }

    private static int dispute(String about) {
        return about == null || !DISPUTES.listed().contains(about) ? 0 : DISPUTES.numberOf(about);
    }
}
