package waymark.reporting.domain.social;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
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
import waymark.reporting.domain.course.ClockRuns;

/**
 * The measures of contacts, referrals and what follows from them (Children Act 1989, Working Together to Safeguard Children), each declared once. What is timed
 * is read off the runs of clocks, whose due moments and days the events bring: no limit is computed here. A repeat is read off the child's other cases while
 * scanning: nothing is stamped.
 */
final class SocialMeasures {
    private static final List<Measure<Referrals>> DECLARED = new ArrayList<>();

    private static final int ASSESSED_NO_FURTHER_ACTION = Referrals.REASONS.numberOf("RC8");
    private static final int STEPPED_DOWN = Referrals.REASONS.numberOf("RC9");
    private static final int TO_REFERRAL = Referrals.DECISIONS.numberOf("referral");
    private static final int TO_OPEN_CASE = Referrals.DECISIONS.numberOf("linked-to-open-case");
    private static final int COMPLETED = Referrals.STEPS.numberOf(ReferralCourse.ASSESSMENT_COMPLETED);
    private static final int SECTION_47 = Referrals.STEP_CODES.numberOf("section-47");
    private static final int NO_FURTHER_ACTION = Referrals.STEP_CODES.numberOf("no-further-action");

    /** Of a clock whose step is to be done: how it was done, and how much of it is open and overdue, so that leaving old work undone improves nothing unseen. */
    record Timed(
            Measure<Referrals> done,
            Measure<Referrals> inTime,
            Measure<Referrals> percent,
            Measure<Referrals> open,
            Measure<Referrals> overdue) {}

    // Populations asked about more than once: a scan goes over each only once

    private static final Population<Referrals> RECEIVED = new Population.On<>(Referrals::contactOn, null);
    private static final Population<Referrals> REFERRED = new Population.On<>(Referrals::referredOn, null);
    private static final Population<Referrals> OPEN =
            new Population.Standing<>(Referrals::referredOn, Referrals::closedOn, null);
    private static final Population<Referrals> ASSESSED = happened(ReferralCourse.ASSESSMENT_COMPLETED, null);
    private static final Population<Referrals> CONFERRED = happened(ReferralCourse.CONFERENCE_HELD, null);
    private static final Population<Referrals> PLANS_BEGUN =
            new Population.On<>(SocialDimensions.PLAN, facts -> facts.plans().from(), SocialMeasures::protects);
    private static final Population<Referrals> PLANS_ENDED =
            new Population.On<>(SocialDimensions.PLAN, facts -> facts.plans().until(), SocialMeasures::protects);
    private static final Population<Referrals> ON_PLAN = new Population.Standing<>(
            SocialDimensions.PLAN,
            facts -> facts.plans().from(),
            facts -> facts.plans().until(),
            SocialMeasures::protects);
    private static final Population<Referrals> IN_NEED = new Population.Standing<>(
            SocialDimensions.PLAN,
            facts -> facts.plans().from(),
            facts -> facts.plans().until(),
            (facts, plan) -> !facts.plans().protects(plan));
    private static final Population<Referrals> ALLOCATED = new Population.Standing<>(
            SocialDimensions.HELD,
            facts -> facts.held().from(),
            facts -> facts.held().until(),
            (facts, held) -> facts.held().worker(held) != 0);

    // Contacts

    static final Measure<Referrals> CONTACTS = count(
            "contacts",
            "Contacts",
            "Contacts received in the period. One about several children counts once for each.",
            Polarity.NEUTRAL,
            RECEIVED);

    static final Measure<Referrals> IN_24_HOURS = count(
            "contactsDecidedWithin24Hours",
            "Contacts decided within 24 hours (number)",
            "Of the contacts received in the period, those decided within 24 hours; hours that pass, weekends included.",
            Polarity.HIGH,
            new Population.On<>(Referrals::contactOn, Referrals::decidedIn24Hours));

    static final Measure<Referrals> IN_24_HOURS_PERCENT = share(
            "contactsDecidedWithin24HoursPercent",
            "Contacts decided within 24 hours",
            "Of the contacts received in the period, the share decided within 24 hours, weekends included; those undecided are among them.",
            Polarity.HIGH,
            RECEIVED,
            Referrals::decidedIn24Hours);

    static final Measure<Referrals> IN_WORKING_DAY = count(
            "contactsDecidedWithinWorkingDay",
            "Contacts decided within one working day (number)",
            "Of the contacts received in the period, those decided by the end of the next working day (Working Together to Safeguard Children).",
            Polarity.HIGH,
            new Population.On<>(Referrals::contactOn, Referrals::decidedInWorkingDay));

    static final Measure<Referrals> IN_WORKING_DAY_PERCENT = share(
            "contactsDecidedWithinWorkingDayPercent",
            "Contacts decided within one working day",
            "Of the contacts received in the period, the share decided by the end of the next working day; those undecided are among them.",
            Polarity.HIGH,
            RECEIVED,
            Referrals::decidedInWorkingDay);

    static final Measure<Referrals> UNDECIDED = count(
            "contactsUndecidedAtEnd",
            "Contacts undecided",
            "Contacts received and at the end not decided.",
            Polarity.LOW,
            undecided(Referrals.CONTACT_24_HOURS, ClockRuns::startedOn),
            Period::end);

    static final Measure<Referrals> UNDECIDED_24_HOURS = count(
            "contactsOver24HoursAtEnd",
            "Contacts undecided over 24 hours",
            "Contacts whose 24 hours were over by the end of that day, and that were not decided by then.",
            Polarity.LOW,
            undecided(Referrals.CONTACT_24_HOURS, ClockRuns::overdueFrom),
            Period::end);

    static final Measure<Referrals> UNDECIDED_WORKING_DAY = count(
            "contactsOverWorkingDayAtEnd",
            "Contacts undecided over one working day",
            "Contacts not decided at the end, whose working day has passed.",
            Polarity.LOW,
            undecided(Referrals.CONTACT_WORKING_DAY, ClockRuns::overdueFrom),
            Period::end);

    static final Measure<Referrals> CONTACTS_TO_DATE = measure(
            "contactsToDate",
            "Contacts to date",
            "All contacts received up to the end.",
            Unit.CASES,
            Polarity.NEUTRAL,
            RECEIVED,
            Period::untilEnd,
            new Measure.Count<>());

    // Referrals

    static final Measure<Referrals> REFERRALS = count(
            "referrals",
            "Referrals",
            "Referrals made in the period, those included from which nothing was to follow; not those voided.",
            Polarity.NEUTRAL,
            REFERRED);

    static final Measure<Referrals> REFERRALS_TO_DATE = measure(
            "referralsToDate",
            "Referrals to date",
            "All referrals made up to the end.",
            Unit.CASES,
            Polarity.NEUTRAL,
            REFERRED,
            Period::untilEnd,
            new Measure.Count<>());

    static final Measure<Referrals> WITHOUT_ACTION = count(
            "referralsNoFurtherAction",
            "Referrals with no further action",
            "Referrals made in the period from which it was decided that nothing would follow.",
            Polarity.NEUTRAL,
            new Population.On<>(Referrals::referredOn, Referrals::withoutAction));

    static final Measure<Referrals> CHILDREN_REFERRED =
            children("childrenReferred", "Children referred", "Different children referred in the period.", REFERRED);

    static final Measure<Referrals> CLOSED = count(
            "closed",
            "Referrals closed",
            "Referrals closed in the period.",
            Polarity.NEUTRAL,
            new Population.On<>(Referrals::closedOn, Referrals::isReferral));

    static final Measure<Referrals> OPEN_AT_END = count(
            "openReferralsAtEnd",
            "Open referrals",
            "Referrals made and at the end not closed; one closed on a day is not open on that day.",
            Polarity.NEUTRAL,
            OPEN,
            Period::end);

    static final Measure<Referrals> CHILDREN_OPEN = measure(
            "childrenWithOpenReferral",
            "Children with an open referral",
            "Different children among the open referrals.",
            Unit.CHILDREN,
            Polarity.NEUTRAL,
            OPEN,
            Period::end,
            new Measure.Children<>());

    // Repeats

    static final Repeats REPEATS = declared(Repeats.of(LookBack.YEAR));

    static final Measure<Referrals> REPEAT_CONTACTS = declared(repeatContacts(LookBack.YEAR));

    // Assessments

    static final Measure<Referrals> ASSESSMENTS = count(
            "assessmentsCompleted",
            "Assessments completed",
            "Assessments completed in the period (s17).",
            Polarity.NEUTRAL,
            ASSESSED);

    static final Measure<Referrals> ASSESSMENTS_IN_TIME = count(
            "assessmentsWithin45WorkingDays",
            "Assessments within 45 working days (number)",
            "Of the assessments completed in the period, those completed at most 45 working days after the referral, a further one after its own start.",
            Polarity.HIGH,
            happened(ReferralCourse.ASSESSMENT_COMPLETED, SocialMeasures::inTime));

    static final Measure<Referrals> ASSESSMENTS_PERCENT = share(
            "assessmentsWithin45WorkingDaysPercent",
            "Assessments within 45 working days",
            "Of the assessments completed in the period, the share completed at most 45 working days after the referral (Working Together to Safeguard"
                    + " Children).",
            Polarity.HIGH,
            ASSESSED,
            SocialMeasures::inTime);

    static final Measure<Referrals> ASSESSMENTS_WITHOUT_CLOCK = count(
            "assessmentsWithoutClock",
            "Assessments completed without a clock",
            "Of the assessments completed in the period, those of which no clock ran any more: none is in time.",
            Polarity.NEUTRAL,
            happened(ReferralCourse.ASSESSMENT_COMPLETED, SocialMeasures::untimed));

    static final Measure<Referrals> ASSESSMENTS_NO_ACTION = count(
            "assessmentsNoFurtherAction",
            "Assessments with no further action",
            "Of the assessments completed in the period, those that found that nothing was to follow.",
            Polarity.LOW,
            happened(ReferralCourse.ASSESSMENT_COMPLETED, SocialMeasures::foundNothing));

    static final Measure<Referrals> ASSESSMENTS_NO_ACTION_PERCENT = share(
            "assessmentsNoFurtherActionPercent",
            "Share of assessments with no further action",
            "Of the assessments completed in the period, the share that found that nothing was to follow.",
            Polarity.LOW,
            ASSESSED,
            SocialMeasures::foundNothing);

    private static final List<String> ASSESSING = List.of(Referrals.ASSESSMENT, Referrals.REASSESSMENT);

    static final Measure<Referrals> ASSESSMENTS_OPEN = count(
            "assessmentsOpenAtEnd",
            "Assessments awaited",
            "Assessments not completed at the end, while they are called for; from the referral on, begun or not.",
            Polarity.LOW,
            running(ASSESSING),
            Period::end);

    static final Measure<Referrals> ASSESSMENTS_OVERDUE = count(
            "assessmentsOverdueAtEnd",
            "Assessments overdue",
            "Assessments not completed at the end, whose 45 working days have passed.",
            Polarity.LOW,
            overdue(ASSESSING),
            Period::end);

    // Enquiries and conferences

    static final Measure<Referrals> ENQUIRIES = count(
            "section47Enquiries",
            "Section 47 enquiries",
            "Enquiries begun in the period (Children Act 1989 s47), counted on the day of the strategy discussion that began them.",
            Polarity.NEUTRAL,
            happened(
                    ReferralCourse.DISCUSSION_HELD,
                    (facts, step) -> facts.steps().code(step) == SECTION_47));

    static final Measure<Referrals> CONFERENCES = count(
            "conferences",
            "Initial child protection conferences",
            "Initial child protection conferences held in the period.",
            Polarity.NEUTRAL,
            CONFERRED);

    static final Measure<Referrals> CONFERENCES_IN_TIME = count(
            "conferencesWithin15WorkingDays",
            "Conferences within 15 working days (number)",
            "Of the conferences held in the period, those held at most 15 working days after the strategy discussion that began the enquiry.",
            Polarity.HIGH,
            happened(ReferralCourse.CONFERENCE_HELD, SocialMeasures::inTime));

    static final Measure<Referrals> CONFERENCES_PERCENT = share(
            "conferencesWithin15WorkingDaysPercent",
            "Conferences within 15 working days",
            "Of the conferences held in the period, the share held at most 15 working days after the strategy discussion that began the enquiry; those of"
                    + " which no discussion is known are among them.",
            Polarity.HIGH,
            CONFERRED,
            SocialMeasures::inTime);

    static final Measure<Referrals> CONFERENCES_WITHOUT_DISCUSSION = count(
            "conferencesWithoutDiscussion",
            "Conferences without a discussion",
            "Of the conferences held in the period, those of which no strategy discussion is known: none is in time.",
            Polarity.LOW,
            happened(ReferralCourse.CONFERENCE_HELD, SocialMeasures::untimed));

    static final Measure<Referrals> CONFERENCES_AWAITED = count(
            "conferencesAwaitedAtEnd",
            "Conferences awaited",
            "Enquiries of which no conference was held at the end, while one may be called for.",
            Polarity.LOW,
            running(List.of(Referrals.CONFERENCE)),
            Period::end);

    static final Measure<Referrals> CONFERENCES_OVERDUE = count(
            "conferencesOverdueAtEnd",
            "Conferences overdue",
            "Enquiries of which no conference was held at the end, and whose 15 working days have passed.",
            Polarity.LOW,
            overdue(List.of(Referrals.CONFERENCE)),
            Period::end);

    // Plans

    static final Measure<Referrals> PROTECTION_PLANS = count(
            "protectionPlansBegun",
            "Protection plans begun",
            "Child protection plans begun in the period.",
            Polarity.NEUTRAL,
            PLANS_BEGUN);

    static final Measure<Referrals> SECOND_PLANS = count(
            "secondOrSubsequentPlans",
            "Second or subsequent protection plans (number)",
            "Of the protection plans begun in the period, those of a child who had one before, at whatever time.",
            Polarity.LOW,
            new Population.On<>(
                    SocialDimensions.PLAN,
                    facts -> facts.plans().from(),
                    (facts, plan) -> protects(facts, plan) && facts.hasEarlierPlan(plan)));

    static final Measure<Referrals> SECOND_PLANS_PERCENT = share(
            "secondOrSubsequentPlanPercent",
            "Second or subsequent protection plans",
            "Of the protection plans begun in the period, the share of those of a child who had one before, at whatever time.",
            Polarity.LOW,
            PLANS_BEGUN,
            Referrals::hasEarlierPlan);

    static final Measure<Referrals> ENDED_PLANS = count(
            "protectionPlansEnded",
            "Protection plans ended",
            "Child protection plans ended in the period, by decision or with the closing of the referral.",
            Polarity.NEUTRAL,
            PLANS_ENDED);

    static final Measure<Referrals> ENDED_LONG_PLANS = count(
            "protectionPlansEndedAfter2Years",
            "Protection plans that lasted 2 years or more (number)",
            "Of the protection plans ended in the period, those that had lasted two years or more.",
            Polarity.LOW,
            new Population.On<>(
                    SocialDimensions.PLAN,
                    facts -> facts.plans().until(),
                    (facts, plan) -> protects(facts, plan) && wasLong(facts, plan)));

    static final Measure<Referrals> ENDED_LONG_PLANS_PERCENT = share(
            "protectionPlansEndedAfter2YearsPercent",
            "Protection plans that lasted 2 years or more",
            "Of the protection plans ended in the period, the share that had lasted two years or more.",
            Polarity.LOW,
            PLANS_ENDED,
            SocialMeasures::wasLong);

    static final Measure<Referrals> PLANS_AT_END = count(
            "protectionPlansAtEnd",
            "Protection plans in force",
            "Child protection plans in force at the end.",
            Polarity.NEUTRAL,
            ON_PLAN,
            Period::end);

    static final Measure<Referrals> CHILDREN_ON_PLAN = measure(
            "childrenOnPlan",
            "Children on a protection plan",
            "Different children with a protection plan in force at the end.",
            Unit.CHILDREN,
            Polarity.NEUTRAL,
            ON_PLAN,
            Period::end,
            new Measure.Children<>());

    static final Measure<Referrals> LONG_PLANS = count(
            "protectionPlansOver2YearsAtEnd",
            "Protection plans in force for 2 years or more (number)",
            "Protection plans in force at the end that have lasted two years or more.",
            Polarity.LOW,
            new Population.Standing<>(
                    SocialDimensions.PLAN,
                    facts -> facts.plans().longFrom(),
                    facts -> facts.plans().until(),
                    SocialMeasures::protects),
            Period::end);

    static final Measure<Referrals> LONG_PLANS_PERCENT = measure(
            "protectionPlansOver2YearsAtEndPercent",
            "Protection plans in force for 2 years or more",
            "Of the protection plans in force at the end, the share that have lasted two years or more.",
            Unit.PERCENT,
            Polarity.LOW,
            ON_PLAN,
            Period::end,
            new Measure.ShareOnDay<>((facts, plan, day) -> facts.plans().longFrom()[plan] <= day));

    static final Measure<Referrals> IN_NEED_PLANS_AT_END = count(
            "childInNeedPlansAtEnd",
            "Child-in-need plans in force",
            "Child-in-need plans in force at the end.",
            Polarity.NEUTRAL,
            IN_NEED,
            Period::end);

    static final Timed PROTECTION_REVIEWS = timed(
            List.of("protection-review-first", "protection-review"),
            "protectionPlanReviews",
            "OnTime",
            "Reviews of protection plans",
            "3 months of the plan, then 6 months of the last review");

    static final Timed IN_NEED_REVIEWS = timed(
            List.of("child-in-need-review-first", "child-in-need-review"),
            "childInNeedReviews",
            "OnTime",
            "Reviews of child-in-need plans",
            "3 months of the plan, then 6 months of the last review");

    static final Timed PROTECTION_VISITS = timed(
            List.of("protection-visit"),
            "protectionVisits",
            "Within4Weeks",
            "Visits under a protection plan",
            "4 weeks of the last one");

    static final Timed IN_NEED_VISITS = timed(
            List.of("child-in-need-visit"),
            "childInNeedVisits",
            "Within6Weeks",
            "Visits under a child-in-need plan",
            "6 weeks of the last one");

    static final Measure<Referrals> SEEN_IN_4_WEEKS = seen(
            "protection-visit",
            "protectionPlanSeenIn4WeeksPercent",
            "Children on a protection plan seen within 4 weeks",
            "a protection plan",
            "4 weeks");

    static final Measure<Referrals> SEEN_IN_6_WEEKS = seen(
            "child-in-need-visit",
            "childInNeedSeenIn6WeeksPercent",
            "Children in need seen within 6 weeks",
            "a child-in-need plan, and not of a protection plan,",
            "6 weeks");

    // Workers

    static final Measure<Referrals> ALLOCATED_CASES = count(
            "allocatedCases",
            "Allocated cases",
            "Open referrals that a worker has at the end.",
            Polarity.NEUTRAL,
            ALLOCATED,
            Period::end);

    static final Measure<Referrals> ALLOCATED_CHILDREN = measure(
            "allocatedChildren",
            "Children with an allocated worker",
            "Different children among the open referrals that a worker has at the end.",
            Unit.CHILDREN,
            Polarity.NEUTRAL,
            ALLOCATED,
            Period::end,
            new Measure.Children<>());

    static final List<Measure<Referrals>> ALL = List.copyOf(DECLARED);

    private SocialMeasures() {}

    /** What is counted of repeat referrals with one look-back. */
    record Repeats(
            Measure<Referrals> referrals,
            Measure<Referrals> percent,
            Measure<Referrals> children,
            Measure<Referrals> afterNoFurtherAction,
            Measure<Referrals> afterSteppingDown) {
        static Repeats of(LookBack lookBack) {
            Test<Referrals> repeat = (facts, row) -> facts.isRepeat(row, lookBack);
            Population<Referrals> repeats = new Population.On<>(Referrals::referredOn, repeat);
            var within =
                    "the %d months before it, the same day of the first of them included".formatted(lookBack.months());
            return new Repeats(
                    declaration(
                            "repeatReferrals",
                            "Repeat referrals (number)",
                            "Referrals made in the period of a child who had another one in " + within
                                    + "; of those of one day, all but the first recorded.",
                            Unit.CASES,
                            Polarity.LOW,
                            repeats,
                            new Measure.Count<>()),
                    declaration(
                            "repeatReferralPercent",
                            "Repeat referrals",
                            "Of the referrals made in the period, the share of a child who had another one in " + within
                                    + ". One with no further action counts, one voided does not.",
                            Unit.PERCENT,
                            Polarity.LOW,
                            REFERRED,
                            new Measure.Share<>(repeat)),
                    declaration(
                            "childrenReferredAgain",
                            "Children referred again",
                            "Different children with a repeat referral in the period.",
                            Unit.CHILDREN,
                            Polarity.LOW,
                            repeats,
                            new Measure.Children<>()),
                    declaration(
                            "repeatsAfterNoFurtherAction",
                            "Repeats after no further action",
                            "Of the repeat referrals, those whose child's referral before ended with no further action: decided so, found so by its last"
                                    + " completed assessment, or closed as assessed and no further action (RC8).",
                            Unit.CASES,
                            Polarity.LOW,
                            new Population.On<>(
                                    Referrals::referredOn, both(repeat, SocialMeasures::afterNoFurtherAction)),
                            new Measure.Count<>()),
                    declaration(
                            "repeatsAfterSteppingDown",
                            "Stepping up again after stepping down",
                            "Of the repeat referrals, those whose child's referral before was closed by stepping down to early help (RC9).",
                            Unit.CASES,
                            Polarity.LOW,
                            new Population.On<>(Referrals::referredOn, both(repeat, SocialMeasures::afterSteppingDown)),
                            new Measure.Count<>()));
        }
    }

    /** Contacts that led to no referral, of children about whom there had been another one. */
    static Measure<Referrals> repeatContacts(LookBack lookBack) {
        return declaration(
                "repeatContactsWithoutReferral",
                "Repeat contacts without a referral",
                "Contacts received in the period and decided otherwise than as a referral or as belonging to an open case, about a child about whom there was another contact in the %d months before."
                        .formatted(lookBack.months()),
                Unit.CASES,
                Polarity.LOW,
                new Population.On<>(
                        Referrals::contactOn,
                        (facts, row) -> ledElsewhere(facts, row) && facts.isRepeatContact(row, lookBack)),
                new Measure.Count<>());
    }

    /** An undecided contact may still become a referral. */
    private static boolean ledElsewhere(Referrals facts, int row) {
        int decision = facts.decision(row);
        return !facts.isReferral(row) && decision != 0 && decision != TO_REFERRAL && decision != TO_OPEN_CASE;
    }

    private static boolean afterNoFurtherAction(Referrals facts, int row) {
        int before = facts.referralBefore(row);
        return facts.withoutAction(before)
                || facts.reason(before) == ASSESSED_NO_FURTHER_ACTION
                || lastAssessmentFoundNothing(facts, before);
    }

    /** The last one by day; of one day, that recorded last. */
    private static boolean lastAssessmentFoundNothing(Referrals facts, int row) {
        var steps = facts.steps();
        int last = Parts.NO_PART;
        for (int step = steps.first(row); step != Parts.NO_PART; step = steps.next(step)) {
            boolean later = last == Parts.NO_PART || steps.on(step) >= steps.on(last);
            if (steps.what(step) == COMPLETED && later) last = step;
        }
        return last != Parts.NO_PART && foundNothing(facts, last);
    }

    private static boolean afterSteppingDown(Referrals facts, int row) {
        return facts.reason(facts.referralBefore(row)) == STEPPED_DOWN;
    }

    // Of steps

    private static boolean inTime(Referrals facts, int step) {
        int run = facts.runStoppedBy(step);
        return run != Parts.NO_PART && !facts.runs().late(run);
    }

    private static boolean untimed(Referrals facts, int step) {
        return facts.runStoppedBy(step) == Parts.NO_PART;
    }

    private static boolean foundNothing(Referrals facts, int step) {
        return facts.steps().code(step) == NO_FURTHER_ACTION;
    }

    private static Population<Referrals> happened(String what, Test<Referrals> also) {
        int number = Referrals.STEPS.numberOf(what);
        return new Population.On<>(
                SocialDimensions.STEP,
                facts -> facts.steps().on(),
                both((facts, step) -> facts.steps().what(step) == number, also));
    }

    // Of plans

    private static boolean protects(Referrals facts, int plan) {
        return facts.plans().protects(plan);
    }

    private static boolean wasLong(Referrals facts, int plan) {
        return facts.plans().until()[plan] >= facts.plans().longFrom()[plan];
    }

    // Of runs

    private static Test<Referrals> of(Collection<String> clocks) {
        var numbers = numbers(clocks, Referrals.CLOCKS);
        return (facts, run) -> numbers.get(facts.runs().clock(run));
    }

    private static BitSet numbers(Collection<String> names, Dictionary dictionary) {
        var numbers = new BitSet();
        for (var name : names) numbers.set(dictionary.numberOf(name));
        return numbers;
    }

    private static Population<Referrals> stopped(Collection<String> clocks, Test<Referrals> also) {
        return new Population.On<>(SocialDimensions.RUN, facts -> facts.runs().stoppedOn(), both(of(clocks), also));
    }

    private static Population<Referrals> undecided(String clock, Function<ClockRuns, int[]> since) {
        int number = Referrals.CLOCKS.numberOf(clock);
        return new Population.Standing<>(
                SocialDimensions.CONTACT_RUN,
                facts -> since.apply(facts.contactRuns()),
                facts -> facts.contactRuns().endedOn(),
                (facts, run) -> facts.contactRuns().clock(run) == number);
    }

    private static Population<Referrals> running(Collection<String> clocks) {
        return new Population.Standing<>(
                SocialDimensions.RUN,
                facts -> facts.runs().startedOn(),
                facts -> facts.runs().endedOn(),
                of(clocks));
    }

    private static Population<Referrals> overdue(Collection<String> clocks) {
        return new Population.Standing<>(
                SocialDimensions.RUN,
                facts -> facts.runs().overdueFrom(),
                facts -> facts.runs().endedOn(),
                of(clocks));
    }

    private static Test<Referrals> both(Test<Referrals> one, Test<Referrals> other) {
        return other == null ? one : (facts, row) -> one.of(facts, row) && other.of(facts, row);
    }

    private static Timed timed(Collection<String> clocks, String field, String within, String title, String limit) {
        var done = stopped(clocks, null);
        Test<Referrals> inTime = (facts, run) -> !facts.runs().late(run);
        return new Timed(
                count(field + "Done", title, title + " done in the period.", Polarity.NEUTRAL, done),
                count(
                        field + within,
                        title + " in time (number)",
                        title + " done in the period, within " + limit + ".",
                        Polarity.HIGH,
                        stopped(clocks, inTime)),
                share(
                        field + within + "Percent",
                        title + " in time",
                        "Of those done in the period, the share done within " + limit + ".",
                        Polarity.HIGH,
                        done,
                        inTime),
                count(
                        field + "Awaited",
                        title + " awaited",
                        "%s not done at the end, while they are called for.".formatted(title),
                        Polarity.NEUTRAL,
                        running(clocks),
                        Period::end),
                count(
                        field + "Overdue",
                        title + " overdue",
                        "%s not done at the end, while they are called for, and not within %s.".formatted(title, limit),
                        Polarity.LOW,
                        overdue(clocks),
                        Period::end));
    }

    private static Measure<Referrals> seen(String clock, String field, String title, String plan, String limit) {
        return measure(
                field,
                title,
                "Of the children of %s in force at the end, the share seen since not more than %s, or whose plan is not older."
                        .formatted(plan, limit),
                Unit.PERCENT,
                Polarity.HIGH,
                running(List.of(clock)),
                Period::end,
                new Measure.ShareOnDay<>((facts, run, day) -> facts.runs().overdueFrom()[run] > day));
    }

    // Declaring

    private static Measure<Referrals> count(
            String field, String title, String definition, Polarity polarity, Population<Referrals> population) {
        return count(field, title, definition, polarity, population, UnaryOperator.identity());
    }

    private static Measure<Referrals> count(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population<Referrals> population,
            UnaryOperator<Period> within) {
        return measure(field, title, definition, Unit.CASES, polarity, population, within, new Measure.Count<>());
    }

    private static Measure<Referrals> children(
            String field, String title, String definition, Population<Referrals> population) {
        return measure(
                field,
                title,
                definition,
                Unit.CHILDREN,
                Polarity.NEUTRAL,
                population,
                UnaryOperator.identity(),
                new Measure.Children<>());
    }

    private static Measure<Referrals> share(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population<Referrals> population,
            Test<Referrals> that) {
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

    private static Measure<Referrals> measure(
            String field,
            String title,
            String definition,
            Unit unit,
            Polarity polarity,
            Population<Referrals> population,
            UnaryOperator<Period> within,
            What<Referrals> what) {
        return declared(
                new Measure<>("socialCare." + field, title, definition, unit, polarity, population, within, what));
    }

    private static Measure<Referrals> declaration(
            String field,
            String title,
            String definition,
            Unit unit,
            Polarity polarity,
            Population<Referrals> population,
            What<Referrals> what) {
        return new Measure<>(
                "socialCare." + field, title, definition, unit, polarity, population, UnaryOperator.identity(), what);
    }

    private static Measure<Referrals> declared(Measure<Referrals> measure) {
        DECLARED.add(measure);
        return measure;
    }

    private static Repeats declared(Repeats repeats) {
        DECLARED.addAll(List.of(
                repeats.referrals,
                repeats.percent,
                repeats.children,
                repeats.afterNoFurtherAction,
                repeats.afterSteppingDown));
        return repeats;
    }
}
