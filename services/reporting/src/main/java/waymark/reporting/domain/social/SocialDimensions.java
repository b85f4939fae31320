package waymark.reporting.domain.social;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.CasePart;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Parts;
import waymark.reporting.domain.course.ClockRuns;

/** By what contacts and referrals can be told apart. The status is that of the measure's own day; everything else is as known now. */
final class SocialDimensions {
    private static final int MOST_HOURS = 5_000;
    private static final int MOST_WORKING_DAYS = 1_000;
    private static final int[] BAND_ENDS = {10, 20, 30, 40, 45, 50, 60};

    private static final int YES = OpeningColumns.TRUTHS.numberOf("yes");
    private static final int NO = OpeningColumns.TRUTHS.numberOf("no");

    private static final Dictionary HOURS = numbers(MOST_HOURS);
    private static final Dictionary WORKING_DAYS = numbers(MOST_WORKING_DAYS);
    private static final Dictionary BANDS =
            new Dictionary("0-10", "11-20", "21-30", "31-40", "41-45", "46-50", "51-60", "61+");
    private static final Dictionary STATUSES = new Dictionary("received", "decided", "open", "closed");
    private static final int RECEIVED = STATUSES.numberOf("received");
    private static final int DECIDED = STATUSES.numberOf("decided");
    private static final int OPEN = STATUSES.numberOf("open");
    private static final int CLOSED = STATUSES.numberOf("closed");
    private static final int CONTACT_DECIDED = Referrals.STEPS.numberOf(ReferralCourse.CONTACT_DECIDED);

    /** The runs of a contact's clocks. */
    static final CasePart<Referrals> CONTACT_RUN = runs("contactRun", Referrals::contactRuns);

    /** The runs of a case's other clocks. */
    static final CasePart<Referrals> RUN = runs("run", Referrals::runs);

    /** What happened in a case, as far as it is counted. */
    static final CasePart<Referrals> STEP = new CasePart<>(
            "step",
            Referrals::steps,
            List.of(
                    new CasePart.Detail<>(
                            "step",
                            (facts, step) ->
                                    Referrals.STEPS.valueOf(facts.steps().what(step))),
                    new CasePart.Detail<>(
                            "stepOn", (facts, step) -> Days.date(facts.steps().on(step))),
                    new CasePart.Detail<>(
                            "stepCode",
                            (facts, step) ->
                                    Referrals.STEP_CODES.valueOf(facts.steps().code(step)))));

    /** The days on which a child had a plan. */
    static final CasePart<Referrals> PLAN = new CasePart<>(
            "plan",
            Referrals::plans,
            List.of(
                    new CasePart.Detail<>(
                            "plan", (facts, plan) -> facts.plans().protects(plan) ? "protection" : "child-in-need"),
                    new CasePart.Detail<>(
                            "planFrom", (facts, plan) -> Days.date(facts.plans().from()[plan])),
                    new CasePart.Detail<>(
                            "planUntil",
                            (facts, plan) -> Days.date(facts.plans().until()[plan])),
                    new CasePart.Detail<>(
                            "planCategory",
                            (facts, plan) ->
                                    PlanColumns.CATEGORIES.valueOf(facts.plans().category(plan)))));

    /** The days on which somebody had a case. */
    static final CasePart<Referrals> HELD = new CasePart<>(
            "allocation",
            Referrals::held,
            List.of(
                    new CasePart.Detail<>(
                            "worker",
                            (facts, held) ->
                                    HeldColumns.WORKERS.valueOf(facts.held().worker(held))),
                    new CasePart.Detail<>(
                            "team",
                            (facts, held) ->
                                    HeldColumns.TEAMS.valueOf(facts.held().team(held))),
                    new CasePart.Detail<>(
                            "heldFrom", (facts, held) -> Days.date(facts.held().from()[held])),
                    new CasePart.Detail<>(
                            "heldUntil", (facts, held) -> Days.date(facts.held().until()[held]))));

    static final Dimension<Referrals> SOURCE =
            new Dimension<>("source", "Told by", OpeningColumns.SOURCES, (facts, row, day) -> facts.source(row));

    static final Dimension<Referrals> PRIMARY_NEED =
            new Dimension<>("primaryNeed", "Primary need", OpeningColumns.NEEDS, (facts, row, day) -> facts.need(row));

    static final Dimension<Referrals> LOCALITY = new Dimension<>(
            "locality", "Locality", OpeningColumns.LOCALITIES, (facts, row, day) -> facts.locality(row));

    static final Dimension<Referrals> DECISION = new Dimension<>(
            "decision", "Decision on the contact", Referrals.DECISIONS, (facts, row, day) -> facts.decision(row));

    /** Whole hours that passed, weekends included. */
    static final Dimension<Referrals> HOURS_TO_DECIDE = new Dimension<>(
            "hoursToDecide",
            "Hours until the contact was decided",
            HOURS,
            (facts, row, day) -> Math.min(facts.hoursToDecide(row), MOST_HOURS + 1));

    /** From the start of its clock; not recorded where no clock ran. */
    static final Dimension<Referrals> WORKING_DAYS_TAKEN = new Dimension<>(
            "workingDays",
            "Working days that it took",
            WORKING_DAYS,
            STEP,
            (facts, step, day) -> Math.min(1 + workingDays(facts, step), MOST_WORKING_DAYS + 1));

    static final Dimension<Referrals> WORKING_DAY_BAND = new Dimension<>(
            "workingDayBand",
            "Working days that it took, in bands",
            BANDS,
            STEP,
            (facts, step, day) -> band(workingDays(facts, step)));

    static final Dimension<Referrals> CATEGORY = new Dimension<>(
            "category",
            "Category of the protection plan",
            PlanColumns.CATEGORIES,
            PLAN,
            (facts, plan, day) -> facts.plans().category(plan));

    static final Dimension<Referrals> WORKER = new Dimension<>(
            "worker",
            "Worker",
            HeldColumns.WORKERS,
            HELD,
            (facts, held, day) -> facts.held().worker(held));

    static final Dimension<Referrals> TEAM = new Dimension<>(
            "team",
            "Team",
            HeldColumns.TEAMS,
            HELD,
            (facts, held, day) -> facts.held().team(held));

    static final List<Dimension<Referrals>> ALL = List.of(
            SOURCE,
            PRIMARY_NEED,
            LOCALITY,
            DECISION,
            new Dimension<>("status", "Status", STATUSES, SocialDimensions::status),
            new Dimension<>(
                    "closureReason",
                    "Reason of the closing",
                    Referrals.REASONS,
                    (facts, row, day) -> facts.reason(row)),
            new Dimension<>(
                    "noFurtherAction",
                    "Nothing to follow from the referral",
                    OpeningColumns.TRUTHS,
                    (facts, row, day) -> facts.withoutAction(row) ? YES : NO),
            new Dimension<>("sex", "Sex", OpeningColumns.SEXES, (facts, row, day) -> facts.sex(row)),
            new Dimension<>(
                    "ethnicity", "Ethnicity", OpeningColumns.ETHNICITIES, (facts, row, day) -> facts.ethnicity(row)),
            HOURS_TO_DECIDE,
            WORKING_DAYS_TAKEN,
            WORKING_DAY_BAND,
            CATEGORY,
            WORKER,
            TEAM);

    static final List<CaseKind.Detail<ReferralFacts>> DETAILS = List.of(
            new CaseKind.Detail<>("reference", (fact, day) -> fact.reference()),
            new CaseKind.Detail<>("referral", (fact, day) -> fact.referralReference()),
            new CaseKind.Detail<>(
                    "contactOn",
                    (fact, day) -> fact.contact() == null
                            ? null
                            : Days.date(fact.contact().on())),
            new CaseKind.Detail<>("decision", (fact, day) -> fact.decision()),
            new CaseKind.Detail<>("referredOn", (fact, day) -> Days.date(fact.referredOn())),
            new CaseKind.Detail<>("status", ReferralFacts::statusOn),
            new CaseKind.Detail<>("source", (fact, day) -> fact.source()),
            new CaseKind.Detail<>("primaryNeed", (fact, day) -> fact.primaryNeed()),
            new CaseKind.Detail<>("locality", (fact, day) -> fact.locality()),
            new CaseKind.Detail<>("closedOn", (fact, day) -> Days.date(fact.closedOn())),
            new CaseKind.Detail<>("closureReason", (fact, day) -> fact.closingReason()));

    private SocialDimensions() {}

    private static CasePart<Referrals> runs(String id, Function<Referrals, ClockRuns> of) {
        return new CasePart<>(
                id,
                of::apply,
                List.of(
                        new CasePart.Detail<>(
                                "clock",
                                (facts, run) ->
                                        Referrals.CLOCKS.valueOf(of.apply(facts).clock(run))),
                        new CasePart.Detail<>(
                                "startedOn",
                                (facts, run) -> Days.date(of.apply(facts).startedOn(run))),
                        new CasePart.Detail<>(
                                "dueOn",
                                (facts, run) -> Days.date(of.apply(facts).dueOn(run))),
                        new CasePart.Detail<>(
                                "stoppedOn",
                                (facts, run) -> of.apply(facts).stopped(run)
                                        ? Days.date(of.apply(facts).endedOn(run))
                                        : null)));
    }

    /** 0 to the most, then what is more. */
    private static Dictionary numbers(int most) {
        return new Dictionary(
                Stream.concat(IntStream.range(0, most).mapToObj(Integer::toString), Stream.of(">=" + most))
                        .toArray(String[]::new));
    }

    private static int workingDays(Referrals facts, int step) {
        int run = facts.runStoppedBy(step);
        return run == Parts.NO_PART
                ? WorkingDayCount.UNKNOWN
                : WorkingDayCount.between(
                        facts.runs().startedOn(run), facts.steps().on(step));
    }

    private static int band(int workingDays) {
        if (workingDays == WorkingDayCount.UNKNOWN) return 0;
        int band = 1;
        while (band <= BAND_ENDS.length && workingDays > BAND_ENDS[band - 1]) band++;
        return band;
    }

    /** As {@link ReferralFacts#statusOn}. */
    private static int status(Referrals facts, int row, int day) {
        if (facts.closedOn()[row] != Days.NONE && facts.closedOn()[row] <= day) return CLOSED;
        if (facts.isReferral(row) && facts.referredOn()[row] <= day) return OPEN;
        var steps = facts.otherSteps();
        for (int step = steps.first(row); step != Parts.NO_PART; step = steps.next(step)) {
            if (steps.what(step) == CONTACT_DECIDED && steps.on(step) <= day) return DECIDED;
        }
        boolean received = facts.contactOn()[row] != Days.NONE && facts.contactOn()[row] <= day;
        return received ? RECEIVED : 0;
    }
}
