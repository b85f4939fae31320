package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.Parts;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.ClockRuns;
import waymark.reporting.domain.course.Step;
import waymark.reporting.domain.course.Steps;

/** The facts of contacts and referrals in columns; a code is its number in the dictionary, shared by all shards. */
public final class Referrals extends FactShard<ReferralFacts> {
    static final Dictionary DECISIONS = new Dictionary(
            "referral", "early-help", "information-and-advice", "no-further-action", "linked-to-open-case");
    static final Dictionary REASONS = new Dictionary("RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "RC8", "RC9");
    static final Dictionary CLOCKS = new Dictionary();
    static final Dictionary SUBJECTS = new Dictionary();
    static final Dictionary STEPS = new Dictionary();
    static final Dictionary STEP_CODES = new Dictionary();

    static final String CONTACT_24_HOURS = "contact-24-hours";
    static final String CONTACT_WORKING_DAY = "contact-working-day";
    static final String ASSESSMENT = "assessment";
    static final String REASSESSMENT = "reassessment";
    static final String CONFERENCE = "conference";

    private static final int ASSESSMENT_CLOCK = CLOCKS.numberOf(ASSESSMENT);
    private static final int REASSESSMENT_CLOCK = CLOCKS.numberOf(REASSESSMENT);
    private static final int CONFERENCE_CLOCK = CLOCKS.numberOf(CONFERENCE);
    private static final int CONFERENCE_HELD = STEPS.numberOf(ReferralCourse.CONFERENCE_HELD);

    private static final Set<String> COUNTED =
            Set.of(ReferralCourse.ASSESSMENT_COMPLETED, ReferralCourse.DISCUSSION_HELD, ReferralCourse.CONFERENCE_HELD);

    private static final Allocation[] NOBODY = {};

    private final OpeningColumns contacts;
    private final OpeningColumns referrals;
    private int[] closedOn = {};
    private byte[] decision = {};
    private byte[] reason = {};
    /** Hours from the contact to its decision, one more than that; 0 where there is no decision. */
    private int[] hoursToDecide = {};

    private boolean[] decidedIn24Hours = {};
    private boolean[] decidedInWorkingDay = {};
    private boolean[] withoutAction = {};
    private boolean[] voided = {};
    private Allocation[][] allocations = {};
    /** Assessments completed, discussions and conferences: what is counted, and so gone over by every scan, apart from the rest. */
    private final Steps counted;

    private final Steps others;
    /** Of the two clocks of a contact, which every case has, apart from the rest. */
    private final ClockRuns contactRuns;

    private final ClockRuns runs;
    private final PlanColumns plans;
    private final HeldColumns held;

    Referrals() {
        contacts = new OpeningColumns();
        referrals = new OpeningColumns();
        counted = new Steps(STEPS, STEP_CODES);
        others = new Steps(STEPS, STEP_CODES);
        contactRuns = new ClockRuns(CLOCKS, SUBJECTS);
        runs = new ClockRuns(CLOCKS, SUBJECTS);
        plans = new PlanColumns();
        held = new HeldColumns();
    }

    private Referrals(Referrals other) {
        super(other);
        contacts = new OpeningColumns(other.contacts);
        referrals = new OpeningColumns(other.referrals);
        closedOn = other.closedOn.clone();
        decision = other.decision.clone();
        reason = other.reason.clone();
        hoursToDecide = other.hoursToDecide.clone();
        decidedIn24Hours = other.decidedIn24Hours.clone();
        decidedInWorkingDay = other.decidedInWorkingDay.clone();
        withoutAction = other.withoutAction.clone();
        voided = other.voided.clone();
        // A row's allocations are never written to, only replaced.
        allocations = other.allocations.clone();
        counted = other.counted.copy();
        others = other.others.copy();
        contactRuns = other.contactRuns.copy();
        runs = other.runs.copy();
        plans = other.plans.copy();
        held = other.held.copy();
    }

    @Override
    public Referrals copy() {
        return new Referrals(this);
    }

    @Override
    protected void lengthen(int rows) {
        if (voided.length >= rows) return;
        contacts.lengthen(rows);
        referrals.lengthen(rows);
        closedOn = Arrays.copyOf(closedOn, rows);
        decision = Arrays.copyOf(decision, rows);
        reason = Arrays.copyOf(reason, rows);
        hoursToDecide = Arrays.copyOf(hoursToDecide, rows);
        decidedIn24Hours = Arrays.copyOf(decidedIn24Hours, rows);
        decidedInWorkingDay = Arrays.copyOf(decidedInWorkingDay, rows);
        withoutAction = Arrays.copyOf(withoutAction, rows);
        voided = Arrays.copyOf(voided, rows);
        allocations = Arrays.copyOf(allocations, rows);
    }

    @Override
    protected void keep(int row, ReferralFacts fact) {
        contacts.keep(row, fact.contact());
        referrals.keep(row, fact.referral());
        int closed = fact.closedOn();
        closedOn[row] = closed;
        decision[row] = (byte) DECISIONS.numberOf(fact.decision());
        reason[row] = (byte) REASONS.numberOf(fact.closingReason());
        hoursToDecide[row] = 0;
        decidedIn24Hours[row] = false;
        decidedInWorkingDay[row] = false;
        withoutAction[row] = fact.withoutAction();
        voided[row] = fact.voided();
        allocations[row] =
                fact.allocations().isEmpty() ? NOBODY : fact.allocations().toArray(Allocation[]::new);
        counted.keep(row, part(fact.steps(), Referrals::isCounted));
        others.keep(row, part(fact.steps(), step -> !isCounted(step)));
        contactRuns.keep(row, part(fact.runs(), Referrals::isOfContact));
        runs.keep(row, part(fact.runs(), run -> !isOfContact(run)));
        plans.keep(row, ReferralCourse.plans(fact.steps(), closed));
        held.keep(row, ReferralCourse.held(fact.allocations(), fact.referredOn(), closed));
        if (fact.contact() != null) keepDecision(row, fact);
    }

    private static <T> List<T> part(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }

    private static boolean isCounted(Step step) {
        return COUNTED.contains(step.what());
    }

    private static boolean isOfContact(ClockRun run) {
        return run.clock().equals(CONTACT_24_HOURS) || run.clock().equals(CONTACT_WORKING_DAY);
    }

    private void keepDecision(int row, ReferralFacts fact) {
        for (var run : fact.runs()) {
            boolean of24Hours = run.clock().equals(CONTACT_24_HOURS);
            if (!run.stopped() || run.instance() != fact.contact().sequence()) continue;
            if (of24Hours) decidedIn24Hours[row] = run.inTime();
            if (run.clock().equals(CONTACT_WORKING_DAY)) decidedInWorkingDay[row] = run.inTime();
            if (of24Hours && run.endedAt() != Moments.NONE) hoursToDecide[row] = 1 + hours(run, fact.contact());
        }
    }

    /** A decision before its contact (a source's mistake) took none. */
    private static int hours(ClockRun run, Opening contact) {
        return Math.toIntExact(Math.max(0, Moments.hours(contact.at(), run.endedAt())));
    }

    @Override
    public ReferralFacts fact(int row) {
        return new ReferralFacts(
                contacts.of(row),
                referrals.of(row),
                allSteps(row),
                List.of(allocations[row]),
                voided[row],
                allRuns(row));
    }

    /** In the order in which they were recorded. */
    private List<Step> allSteps(int row) {
        return Stream.concat(counted.of(row).stream(), others.of(row).stream())
                .sorted(Comparator.comparingInt(Step::sequence))
                .toList();
    }

    /** A contact's clocks are the first to be started. */
    private List<ClockRun> allRuns(int row) {
        return Stream.concat(contactRuns.of(row).stream(), runs.of(row).stream())
                .toList();
    }

    OpeningColumns contacts() {
        return contacts;
    }

    OpeningColumns referrals() {
        return referrals;
    }

    /** Assessments completed, discussions and conferences. */
    Steps steps() {
        return counted;
    }

    Steps otherSteps() {
        return others;
    }

    ClockRuns contactRuns() {
        return contactRuns;
    }

    /** But for those of a contact's clocks. */
    ClockRuns runs() {
        return runs;
    }

    PlanColumns plans() {
        return plans;
    }

    HeldColumns held() {
        return held;
    }

    int[] contactOn() {
        return contacts.on();
    }

    int[] referredOn() {
        return referrals.on();
    }

    int[] closedOn() {
        return closedOn;
    }

    boolean isReferral(int row) {
        return referrals.on()[row] != NONE;
    }

    boolean decidedIn24Hours(int row) {
        return decidedIn24Hours[row];
    }

    boolean decidedInWorkingDay(int row) {
        return decidedInWorkingDay[row];
    }

    /** One more than the whole hours; 0 where there is no decision. */
    int hoursToDecide(int row) {
        return hoursToDecide[row];
    }

    int decision(int row) {
        return decision[row];
    }

    int reason(int row) {
        return reason[row];
    }

    boolean withoutAction(int row) {
        return withoutAction[row];
    }

    boolean voided(int row) {
        return voided[row];
    }

    /** The referral's where there is one that says it. */
    int source(int row) {
        return referrals.source(row) == 0 ? contacts.source(row) : referrals.source(row);
    }

    int need(int row) {
        return referrals.need(row);
    }

    /** The contact's where there is one that says it, as of sex and ethnicity. */
    int locality(int row) {
        return contacts.locality(row) == 0 ? referrals.locality(row) : contacts.locality(row);
    }

    int sex(int row) {
        return contacts.sex(row) == 0 ? referrals.sex(row) : contacts.sex(row);
    }

    int ethnicity(int row) {
        return contacts.ethnicity(row) == 0 ? referrals.ethnicity(row) : contacts.ethnicity(row);
    }

    /**
     * The run that an assessment or a conference stopped: that of what it answers, else of the referral's own clock, else of another; {@link Parts#NONE}
     * where none was stopped by it.
     */
    int runStoppedBy(int step) {
        boolean conference = counted.what(step) == CONFERENCE_HELD;
        int found = Parts.NO_PART;
        for (int run = runs.first(counted.owner(step)); run != Parts.NO_PART; run = runs.next(run)) {
            int clock = runs.clock(run);
            boolean ofKind =
                    conference ? clock == CONFERENCE_CLOCK : clock == ASSESSMENT_CLOCK || clock == REASSESSMENT_CLOCK;
            if (!ofKind || !runs.stopped(run) || runs.endedOn(run) != counted.on(step)) continue;
            if (counted.answers(step) != 0 && runs.instance(run) == counted.answers(step)) return run;
            // The first assessment answers its own start, and stops the referral's clock.
            boolean ofAnother = counted.answers(step) != 0 && clock != ASSESSMENT_CLOCK;
            if (!ofAnother && (found == Parts.NO_PART || clock == ASSESSMENT_CLOCK)) found = run;
        }
        return found;
    }

    /**
     * Whether the earlier of two referrals of a child is the first one: by day; those of one day in the order recorded; those of one moment, as an import records
     * them, by when their contacts were received, those without a contact last; then by id.
     */
    boolean precedes(int one, int other) {
        int days = Integer.compare(referrals.on()[one], referrals.on()[other]);
        if (days != 0) return days < 0;
        int moments = Long.compare(referrals.at(one), referrals.at(other));
        if (moments == 0) moments = Long.compare(contactAt(one), contactAt(other));
        return moments == 0 ? caseId(one).compareTo(caseId(other)) < 0 : moments < 0;
    }

    private long contactAt(int row) {
        return contacts.on()[row] == NONE ? Long.MAX_VALUE : contacts.at(row);
    }

    /** The child's last referral before this one that counts; {@link #ABSENT} where there is none. */
    int referralBefore(int row) {
        int last = ABSENT;
        for (int other = nextOfChild(row); other != row; other = nextOfChild(other)) {
            if (voided[other] || !isReferral(other) || !precedes(other, row)) continue;
            if (last == ABSENT || precedes(last, other)) last = other;
        }
        return last;
    }

    /** Whether the child had another referral in the months before this one. */
    boolean isRepeat(int row, LookBack lookBack) {
        int before = referralBefore(row);
        return before != ABSENT
                && referrals.on()[before] >= lookBack.from(referrals.on()[row]);
    }

    /** Whether there was another contact about the child in the months before this one. */
    boolean isRepeatContact(int row, LookBack lookBack) {
        if (onlyCaseOfChild(row)) return false;
        int from = lookBack.from(contacts.on()[row]);
        return anyOther(row, other -> !voided[other] && contacts.on()[other] >= from && contactPrecedes(other, row));
    }

    private boolean contactPrecedes(int one, int other) {
        int moments = Long.compare(contacts.at(one), contacts.at(other));
        return moments == 0 ? caseId(one).compareTo(caseId(other)) < 0 : moments < 0;
    }

    /** Whether the child had a protection plan that began before this one, in whatever case. */
    boolean hasEarlierPlan(int plan) {
        int own = plans.owner(plan);
        int row = own;
        do {
            for (int other = plans.first(row); other != Parts.NO_PART; other = plans.next(other)) {
                boolean counts = !voided[row] && plans.protects(other);
                if (counts && planPrecedes(other, row, plan, own)) return true;
            }
            row = nextOfChild(row);
        } while (row != own);
        return false;
    }

    private boolean planPrecedes(int one, int itsRow, int other, int otherRow) {
        int days = Integer.compare(plans.from()[one], plans.from()[other]);
        if (days != 0) return days < 0;
        return itsRow == otherRow ? plans.number(one) < plans.number(other) : precedes(itsRow, otherRow);
    }
}
