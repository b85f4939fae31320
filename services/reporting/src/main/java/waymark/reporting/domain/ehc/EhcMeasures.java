package waymark.reporting.domain.ehc;

import static waymark.reporting.domain.Days.NONE;
import static waymark.reporting.domain.ehc.EhcDimensions.RUN;
import static waymark.reporting.domain.ehc.EhcDimensions.SPAN;
import static waymark.reporting.domain.ehc.EhcDimensions.STEP;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Measure.Test;
import waymark.reporting.domain.Measure.Unit;
import waymark.reporting.domain.Measure.What;
import waymark.reporting.domain.Parts;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Population;

/**
 * The measures of assessments and plans (Children and Families Act 2014 s36 to s51, SEND Regulations 2014), each declared once. What is timed is read off the
 * runs of clocks, whose due days the events bring: no limit is computed here. What happened is read off the steps of the course.
 */
final class EhcMeasures {
    private static final int DAYS_IN_WEEK = 7;
    private static final int PSYCHOLOGIST = Assessments.BODIES.numberOf("educational-psychologist");
    private static final List<Measure<Assessments>> DECLARED = new ArrayList<>();

    private static final Test<Assessments> BY_PSYCHOLOGIST =
            (facts, run) -> facts.runs().subject(run) == PSYCHOLOGIST;
    private static final Test<Assessments> NOT_EXCEPTED =
            (facts, run) -> !facts.excepted(facts.runs().owner(run));
    private static final int PLAN_CLOCK = Assessments.CLOCKS.numberOf("ehc-plan");
    private static final int REVIEW_DECIDED = Assessments.STEPS.numberOf(Course.REVIEW_DECIDED);
    private static final int AMEND = Assessments.STEP_CODES.numberOf(Course.AMEND);
    private static final List<String> ORDER_CLOCKS = List.of(
            "ehc-order-notify",
            "ehc-order-assess",
            "ehc-order-plan",
            "ehc-order-draft",
            "ehc-order-issue",
            "ehc-order-amendment",
            "ehc-unopposed-notify",
            "ehc-unopposed-assess",
            "ehc-unopposed-plan",
            "ehc-unopposed-amendment");

    /**
     * What is counted of one clock.
     *
     * @param done runs stopped in the period
     * @param inTime those stopped on or before their due day
     * @param percent which part of them that is
     * @param open runs going on at the end; null, as overdue, where the step need never be done
     * @param overdue those of them that are past their due day, so that leaving old work undone improves nothing unseen
     */
    record Timed(
            Measure<Assessments> done,
            Measure<Assessments> inTime,
            Measure<Assessments> percent,
            Measure<Assessments> open,
            Measure<Assessments> overdue) {}

    // Populations asked about more than once: a scan goes over each only once

    private static final Population<Assessments> ISSUED = stopped("ehc-plan", null);
    private static final Population<Assessments> ISSUED_EXCLUDING = stopped("ehc-plan", NOT_EXCEPTED);
    private static final Population<Assessments> ASSESSED_AT_END =
            standing(Course.ASSESSMENT, Course.ASSESSMENT_RESUMED);

    // Plans within twenty weeks

    static final Timed PLANS = new Timed(
            count(
                    "plansIssued",
                    "Plans issued",
                    "Final plans issued in the period while the clock of the request ran. A plan that moved in, or that was issued after a refusal, is not"
                            + " among them.",
                    Polarity.NEUTRAL,
                    ISSUED),
            count(
                    "plansIssuedWithin20Weeks",
                    "Plans issued within 20 weeks",
                    "Of the plans issued, those issued at most 20 weeks after the request (reg 13(2)).",
                    Polarity.HIGH,
                    stopped("ehc-plan", EhcMeasures::inTime)),
            share(
                    "within20WeeksPercentIncludingExceptions",
                    "Within 20 weeks, including exceptions",
                    "Of the plans issued, those issued at most 20 weeks after the request (reg 13(2)), whether or not an exception was recorded.",
                    Polarity.HIGH,
                    ISSUED,
                    EhcMeasures::inTime),
            count(
                    "openOnRequest",
                    "Open on the clock of the request",
                    "Assessments whose twenty weeks run at the end: neither refused, issued nor withdrawn.",
                    Polarity.LOW,
                    running(List.of("ehc-plan"), null),
                    Period::end),
            count(
                    "openOver20WeeksAtEnd",
                    "Open over 20 weeks",
                    "Assessments open at the end more than 20 weeks after the request; in no percentage until they are issued.",
                    Polarity.LOW,
                    overdue(List.of("ehc-plan"), null),
                    Period::end));

    static final Measure<Assessments> PLANS_EXCLUDING = count(
            "plansIssuedExcludingExceptions",
            "Plans issued, excluding exceptions",
            "Of the plans issued, those of cases to which no exception to the 20 weeks was recorded (reg 10(4), 13(3)).",
            Polarity.NEUTRAL,
            ISSUED_EXCLUDING);

    static final Measure<Assessments> IN_TIME_EXCLUDING = count(
            "plansIssuedWithin20WeeksExcludingExceptions",
            "Within 20 weeks, excluding exceptions (number)",
            "Of the plans issued of cases without an exception, those issued at most 20 weeks after the request.",
            Polarity.HIGH,
            stopped("ehc-plan", both(NOT_EXCEPTED, EhcMeasures::inTime)));

    static final Measure<Assessments> PERCENT_EXCLUDING = share(
            "within20WeeksPercentExcludingExceptions",
            "Within 20 weeks, excluding exceptions",
            "Of the plans issued of cases without an exception, those issued at most 20 weeks after the request: cases with one are out of both.",
            Polarity.HIGH,
            ISSUED_EXCLUDING,
            EhcMeasures::inTime);

    static final Measure<Assessments> AVERAGE_WEEKS = measure(
            "averageWeeksToIssue",
            "Average weeks to issue",
            "Mean of the weeks from the request to the plan, of the plans issued; one decimal.",
            Unit.WEEKS,
            Polarity.LOW,
            ISSUED,
            UnaryOperator.identity(),
            new Measure.Mean<>((facts, run) -> facts.runs().days(run), DAYS_IN_WEEK));

    // The course of assessments

    static final Measure<Assessments> REQUESTS = count(
            "requestsReceived",
            "Requests received",
            "Requests for an assessment received in the period (s36).",
            Polarity.NEUTRAL,
            happened(Course.REQUESTED));

    static final Measure<Assessments> NOT_ASSESSED = count(
            "requestsNotAssessed",
            "Requests refused",
            "Decisions not to assess sent in the period (reg 5).",
            Polarity.NEUTRAL,
            happened(Course.NOT_ASSESSED));

    static final Measure<Assessments> REFUSED_PERCENT = share(
            "requestsNotAssessedPercent",
            "Share of requests refused",
            "Of the decisions whether to assess sent in the period, those not to assess.",
            Polarity.NEUTRAL,
            happened(Course.DECIDED_TO_ASSESS, Course.NOT_ASSESSED),
            steps(Set.of(Course.NOT_ASSESSED)));

    static final Measure<Assessments> NOT_ISSUED = count(
            "plansNotIssued",
            "Plans not issued",
            "Decisions not to issue a plan sent in the period (reg 10).",
            Polarity.NEUTRAL,
            happened(Course.PLAN_NOT_ISSUED));

    static final Measure<Assessments> WITHDRAWN = count(
            "withdrawn",
            "Withdrawn",
            "Requests withdrawn in the period.",
            Polarity.NEUTRAL,
            happened(Course.WITHDRAWN));

    static final Measure<Assessments> OPEN_AT_END = count(
            "openAtEnd",
            "Open at the end",
            "Assessments open at the end: requested, or taken up again after a refusal was overturned, and since then neither refused, issued"
                    + " nor withdrawn.",
            Polarity.LOW,
            ASSESSED_AT_END,
            Period::end);

    static final Measure<Assessments> CHILDREN_AT_END = measure(
            "childrenAtEnd",
            "Children being assessed",
            "Different children among the assessments open at the end.",
            Unit.CHILDREN,
            Polarity.NEUTRAL,
            ASSESSED_AT_END,
            Period::end,
            new Measure.Children<>());

    // Decisions

    static final Timed DECISIONS = timed(
            "ehc-decision",
            null,
            "decisions",
            "Within6Weeks",
            "Decisions whether to assess",
            "6 weeks of the request (reg 4, 5)");

    static final Timed NOT_ISSUES = kept(
            List.of("ehc-not-issue"),
            null,
            "notIssued",
            "Within16Weeks",
            "Decisions not to issue a plan",
            "16 weeks of the request (reg 10)");

    // Advice

    static final Timed ADVICE =
            timed("ehc-advice", null, "advice", "Within6Weeks", "Advice", "6 weeks of being asked for (reg 8)");

    static final Timed EP_ADVICE = timed(
            "ehc-advice",
            BY_PSYCHOLOGIST,
            "epAdvice",
            "Within6Weeks",
            "Advice of educational psychologists",
            "6 weeks of being asked for (reg 8)");

    static final Measure<Assessments> EP_ADVICE_ASKED = count(
            "epAdviceAsked",
            "Advice of educational psychologists asked for",
            "Advice of educational psychologists asked for in the period.",
            Polarity.NEUTRAL,
            started("ehc-advice", BY_PSYCHOLOGIST));

    // Plans in force

    static final Measure<Assessments> MAINTAINED = count(
            "plansMaintained",
            "Plans maintained",
            "Plans in force at the end: issued or moved in, neither ceased nor transferred. A cessation that an appeal undid ended nothing.",
            Polarity.NEUTRAL,
            standing(Course.PLAN),
            Period::end);

    static final Timed REVIEWS = timed(
            "ehc-annual-review",
            null,
            "annualReviews",
            "OnTime",
            "Annual reviews",
            "12 months of the plan or the last review (s44)");

    static final Measure<Assessments> REVIEWS_DUE = count(
            "annualReviewsDue",
            "Annual reviews due",
            "Annual reviews whose last day in time falls in the period, done or not; not those that were no longer called for by then.",
            Polarity.NEUTRAL,
            new Population.On<>(
                    RUN,
                    facts -> facts.runs().dueOn(),
                    of(List.of("ehc-annual-review"), EhcMeasures::calledForWhenDue)));

    static final Timed REVIEW_DECISIONS = timed(
            "ehc-review-decision",
            null,
            "reviewDecisions",
            "Within4Weeks",
            "Decisions after an annual review",
            "4 weeks of the meeting (reg 20(10))");

    static final Timed AMENDED_PLANS = timed(
            List.of("ehc-amended-plan"),
            null,
            EhcMeasures::decidedToAmend,
            "amendedPlans",
            "Within12Weeks",
            "Amended plans after an annual review",
            "12 weeks of the meeting (reg 22)",
            "after reviews by which it was decided to amend");

    // Against gaming

    static final Measure<Assessments> MEDIATIONS = count(
            "mediationsRegistered",
            "Mediations registered",
            "Mediations registered in the period (s52).",
            Polarity.NEUTRAL,
            happened(Course.MEDIATION));

    static final Measure<Assessments> APPEALS = count(
            "appealsRegistered",
            "Appeals registered",
            "Appeals to the tribunal registered in the period (s51).",
            Polarity.LOW,
            happened(Course.APPEAL));

    static final Measure<Assessments> APPEALS_PENDING = count(
            "appealsPending",
            "Appeals pending",
            "Appeals registered, and at the end neither conceded nor concluded.",
            Polarity.LOW,
            disputed(Course.APPEAL),
            Period::end);

    static final Measure<Assessments> OVERTURNED = count(
            "refusalsOverturned",
            "Refusals overturned",
            "Refusals to assess or to issue undone in the period by agreement, by not opposing an appeal, or by order.",
            Polarity.LOW,
            happened(Course.OVERTURNED));

    static final Measure<Assessments> OPEN_AFTER_OVERTURNING = count(
            "openAfterOverturning",
            "Open after overturning",
            "Assessments open at the end that were taken up again after a refusal was overturned; their twenty weeks run no more.",
            Polarity.LOW,
            standing(Course.ASSESSMENT_RESUMED),
            Period::end);

    static final Measure<Assessments> ISSUED_AFTER_OVERTURNING = count(
            "plansIssuedAfterOverturning",
            "Plans issued outside the clock of the request",
            "Plans issued in the period that are not among the plans issued, since the 20 weeks had ended before: after a refusal was overturned, or"
                    + " after one that a register has beside the plan.",
            Polarity.NEUTRAL,
            new Population.On<>(
                    STEP,
                    facts -> facts.steps().on(),
                    both(steps(Set.of(Course.PLAN_ISSUED)), EhcMeasures::outsideTheClock)));

    static final Timed ORDERS = timed(
            ORDER_CLOCKS,
            null,
            null,
            "orderSteps",
            "InTime",
            "Steps that follow an order, an agreement or an unopposed appeal",
            "the weeks given for them (reg 42, 44, 45)",
            "while they are called for");

    static final List<Measure<Assessments>> ALL = List.copyOf(DECLARED);

    private EhcMeasures() {}

    // Of runs

    private static boolean inTime(Assessments facts, int run) {
        return !facts.runs().late(run);
    }

    private static boolean calledForWhenDue(Assessments facts, int run) {
        var runs = facts.runs();
        return runs.stopped(run) || runs.endedOn(run) == NONE || runs.endedOn(run) > runs.dueOn(run);
    }

    /** Of a run that a review started. */
    private static boolean decidedToAmend(Assessments facts, int run) {
        var steps = facts.steps();
        int review = facts.runs().instance(run);
        for (int step = steps.first(facts.runs().owner(run)); step != Parts.NO_PART; step = steps.next(step)) {
            boolean decides = steps.what(step) == REVIEW_DECIDED && steps.answers(step) == review;
            if (decides && steps.code(step) == AMEND) return true;
        }
        return false;
    }

    /** Of a plan that was issued. */
    private static boolean outsideTheClock(Assessments facts, int step) {
        var runs = facts.runs();
        int issuedOn = facts.steps().on(step);
        for (int run = runs.first(facts.steps().owner(step)); run != Parts.NO_PART; run = runs.next(run)) {
            if (runs.clock(run) == PLAN_CLOCK && runs.stopped(run) && runs.endedOn(run) == issuedOn) return false;
        }
        return true;
    }

    private static Test<Assessments> of(Collection<String> clocks, Test<Assessments> also) {
        var numbers = numbers(clocks, Assessments.CLOCKS);
        return both((facts, run) -> numbers.get(facts.runs().clock(run)), also);
    }

    private static BitSet numbers(Collection<String> names, Dictionary dictionary) {
        var numbers = new BitSet();
        for (var name : names) numbers.set(dictionary.numberOf(name));
        return numbers;
    }

    private static Test<Assessments> both(Test<Assessments> one, Test<Assessments> other) {
        return other == null ? one : (facts, row) -> one.of(facts, row) && other.of(facts, row);
    }

    private static Population<Assessments> started(String clock, Test<Assessments> also) {
        return new Population.On<>(RUN, facts -> facts.runs().startedOn(), of(List.of(clock), also));
    }

    private static Population<Assessments> stopped(String clock, Test<Assessments> also) {
        return stopped(List.of(clock), also);
    }

    private static Population<Assessments> stopped(Collection<String> clocks, Test<Assessments> also) {
        return new Population.On<>(RUN, facts -> facts.runs().stoppedOn(), of(clocks, also));
    }

    private static Population<Assessments> running(Collection<String> clocks, Test<Assessments> also) {
        return new Population.Standing<>(
                RUN, facts -> facts.runs().startedOn(), facts -> facts.runs().endedOn(), of(clocks, also));
    }

    private static Population<Assessments> overdue(Collection<String> clocks, Test<Assessments> also) {
        return new Population.Standing<>(
                RUN, facts -> facts.runs().overdueFrom(), facts -> facts.runs().endedOn(), of(clocks, also));
    }

    private static Timed timed(
            String clock, Test<Assessments> also, String field, String within, String title, String limit) {
        return timed(List.of(clock), also, also, field, within, title, limit, "while they are called for");
    }

    /**
     * @param also what those done must meet as well
     * @param awaited what those not done must meet, to be waited for
     * @param when they are waited for, in words
     */
    private static Timed timed(
            Collection<String> clocks,
            Test<Assessments> also,
            Test<Assessments> awaited,
            String field,
            String within,
            String title,
            String limit,
            String when) {
        var kept = kept(clocks, also, field, within, title, limit);
        return new Timed(
                kept.done,
                kept.inTime,
                kept.percent,
                count(
                        field + "Awaited",
                        title + " awaited",
                        "%s not done at the end, %s.".formatted(title, when),
                        Polarity.LOW,
                        running(clocks, awaited),
                        Period::end),
                count(
                        field + "Overdue",
                        title + " overdue",
                        "%s not done at the end, %s, and not within %s.".formatted(title, when, limit),
                        Polarity.LOW,
                        overdue(clocks, awaited),
                        Period::end));
    }

    /** Of clocks whose step need never be done: nobody waits for it. */
    private static Timed kept(
            Collection<String> clocks,
            Test<Assessments> also,
            String field,
            String within,
            String title,
            String limit) {
        var done = stopped(clocks, also);
        return new Timed(
                count(field + "Done", title, title + " done in the period.", Polarity.NEUTRAL, done),
                count(
                        field + within,
                        title + " in time (number)",
                        title + " done in the period, within " + limit + ".",
                        Polarity.HIGH,
                        stopped(clocks, both(EhcMeasures::inTime, also))),
                share(
                        field + within + "Percent",
                        title + " in time",
                        "Of those done in the period, the share done within " + limit + ".",
                        Polarity.HIGH,
                        done,
                        EhcMeasures::inTime),
                null,
                null);
    }

    // Of steps

    private static Test<Assessments> steps(Collection<String> kinds) {
        var numbers = numbers(kinds, Assessments.STEPS);
        return (facts, step) -> numbers.get(facts.steps().what(step));
    }

    private static Population<Assessments> happened(String... kinds) {
        return new Population.On<>(STEP, facts -> facts.steps().on(), steps(List.of(kinds)));
    }

    private static Population<Assessments> disputed(String kind) {
        return new Population.Standing<>(
                STEP, facts -> facts.steps().on(), facts -> facts.steps().until(), steps(Set.of(kind)));
    }

    // Of spans

    private static Population<Assessments> standing(String... kinds) {
        var numbers = numbers(List.of(kinds), Assessments.SPANS);
        return new Population.Standing<>(
                SPAN,
                facts -> facts.spans().from(),
                facts -> facts.spans().until(),
                (facts, span) -> numbers.get(facts.spans().what(span)));
    }

    // Declaring

    private static Measure<Assessments> count(
            String field, String title, String definition, Polarity polarity, Population<Assessments> population) {
        return count(field, title, definition, polarity, population, UnaryOperator.identity());
    }

    private static Measure<Assessments> count(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population<Assessments> population,
            UnaryOperator<Period> within) {
        return measure(field, title, definition, Unit.CASES, polarity, population, within, new Measure.Count<>());
    }

    private static Measure<Assessments> share(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population<Assessments> population,
            Test<Assessments> that) {
        return measure(
                field,
                title,
                definition,
                Unit.PERCENT,
                polarity,
                population,
                UnaryOperator.identity(),
                new Measure.Share<>(that));
    }

    private static Measure<Assessments> measure(
            String field,
            String title,
            String definition,
            Unit unit,
            Polarity polarity,
            Population<Assessments> population,
            UnaryOperator<Period> within,
            What<Assessments> what) {
        var measure = new Measure<>("ehc." + field, title, definition, unit, polarity, population, within, what);
        DECLARED.add(measure);
        return measure;
    }
}
