package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import waymark.calendar.LondonTime;
import waymark.casefile.course.Step;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.Referral.Present;
import waymark.referrals.domain.ReferralEvent.Allocated;
import waymark.referrals.domain.ReferralEvent.AssessmentCompleted;
import waymark.referrals.domain.ReferralEvent.AssessmentStarted;
import waymark.referrals.domain.ReferralEvent.ChildInNeedPlanBegun;
import waymark.referrals.domain.ReferralEvent.ChildInNeedPlanEnded;
import waymark.referrals.domain.ReferralEvent.Closed;
import waymark.referrals.domain.ReferralEvent.ConferenceHeld;
import waymark.referrals.domain.ReferralEvent.ContactDecided;
import waymark.referrals.domain.ReferralEvent.ContactReceived;
import waymark.referrals.domain.ReferralEvent.EnquiryConcluded;
import waymark.referrals.domain.ReferralEvent.NoFurtherActionDecided;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanBegun;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanEnded;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanReviewed;
import waymark.referrals.domain.ReferralEvent.ReferralMade;
import waymark.referrals.domain.ReferralEvent.StrategyDiscussionHeld;
import waymark.referrals.domain.ReferralEvent.Transferred;

/**
 * What has been recorded of a case, as it is held to have happened: corrections are worked in, and what was annulled is left out.
 *
 * @param events how many events led here
 * @param entries in the order in which they were recorded; the first is the contact, or the referral where no contact was recorded
 */
public record CaseRecord(int events, List<Entry> entries) {

    /**
     * Something that happened.
     *
     * @param sequence of the event that recorded it
     * @param event without what it did to clocks
     */
    public record Entry(int sequence, ReferralEvent event) {}

    static CaseRecord begun(ReferralEvent event) {
        return new CaseRecord(0, List.of()).with(event);
    }

    public LocalDate openedOn() {
        return entries.getFirst().event().day();
    }

    /** As it stood by what happened up to a day, by all that is known now; without entries on a day before it began. */
    public CaseRecord upTo(LocalDate day) {
        boolean begun = !day.isBefore(openedOn());
        return new CaseRecord(
                events,
                entries.stream()
                        .filter(entry -> begun && !entry.event().day().isAfter(day))
                        .toList());
    }

    /** As it stands at an instant: a source may tell of what is yet to come. */
    public CaseRecord upTo(Instant now) {
        var today = LondonTime.dateOf(now);
        return new CaseRecord(
                events,
                entries.stream().filter(entry -> hasCome(entry, now, today)).toList());
    }

    private static boolean hasCome(Entry entry, Instant now, LocalDate today) {
        var at = Steps.at(entry.event());
        return at == null ? !entry.event().day().isAfter(today) : !at.isAfter(now);
    }

    public Optional<Entry> entry(int sequence) {
        return entries.stream().filter(entry -> entry.sequence() == sequence).findFirst();
    }

    // What is in it

    /** The latest of a kind. */
    <E extends ReferralEvent> Optional<E> last(Class<E> kind) {
        return lastEntry(kind).map(entry -> kind.cast(entry.event()));
    }

    Optional<Entry> lastEntry(Class<? extends ReferralEvent> kind) {
        return all(kind).reduce((_, later) -> later);
    }

    Stream<Entry> all(Class<? extends ReferralEvent> kind) {
        return entries.stream().filter(entry -> kind.isInstance(entry.event()));
    }

    boolean has(Class<? extends ReferralEvent> kind) {
        return all(kind).findAny().isPresent();
    }

    Standing standing() {
        if (has(Closed.class)) return Standing.CLOSED;
        if (has(ReferralMade.class)) return Standing.OPEN;
        return has(ContactDecided.class) ? Standing.DECIDED : Standing.RECEIVED;
    }

    /** Assessments that nobody completed yet, the oldest first. */
    List<Entry> assessmentsUnderWay() {
        return all(AssessmentStarted.class)
                .filter(started -> noneOf(
                        AssessmentCompleted.class,
                        event -> event instanceof AssessmentCompleted completed
                                && answers(completed.assessment(), started)))
                .toList();
    }

    /** Strategy discussions that began an enquiry which nobody concluded yet, and of which no conference was held. */
    List<Entry> enquiriesUnderWay() {
        return enquiries()
                .filter(enquiry ->
                        conclusion(enquiry).isEmpty() && conferenceOf(enquiry).isEmpty())
                .toList();
    }

    /** Strategy discussions of whose enquiry a conference is yet to be held, whether the enquiry has been concluded or not. */
    List<Entry> awaitingConference() {
        return enquiries()
                .filter(enquiry -> conferenceOf(enquiry).isEmpty())
                .filter(enquiry -> conclusion(enquiry)
                        .map(conclusion -> conclusion.outcome() != EnquiryOutcome.NO_CONFERENCE_NEEDED)
                        .orElse(true))
                .toList();
    }

    private Stream<Entry> enquiries() {
        return all(StrategyDiscussionHeld.class).filter(CaseRecord::beganEnquiry);
    }

    static boolean beganEnquiry(Entry entry) {
        return entry.event() instanceof StrategyDiscussionHeld held && held.outcome() == DiscussionOutcome.SECTION_47;
    }

    private Optional<EnquiryConcluded> conclusion(Entry discussion) {
        return all(EnquiryConcluded.class)
                .map(entry -> (EnquiryConcluded) entry.event())
                .filter(concluded -> answers(concluded.discussion(), discussion))
                .findFirst();
    }

    private Optional<ConferenceHeld> conferenceOf(Entry discussion) {
        return all(ConferenceHeld.class)
                .map(entry -> (ConferenceHeld) entry.event())
                .filter(held -> answers(held.discussion(), discussion))
                .findFirst();
    }

    /** Conferences that decided on a protection plan which has not begun. */
    List<Entry> awaitingPlan() {
        return all(ConferenceHeld.class)
                .filter(conference -> conference.event() instanceof ConferenceHeld held
                        && held.outcome() == ConferenceOutcome.PROTECTION_PLAN)
                .filter(conference -> noneOf(
                        ProtectionPlanBegun.class,
                        event -> event instanceof ProtectionPlanBegun begun && answers(begun.conference(), conference)))
                .toList();
    }

    /** The protection plan in force, as the entries stand. */
    Optional<Entry> protectionPlan() {
        return inForce(ProtectionPlanBegun.class, ProtectionPlanEnded.class);
    }

    /** The child-in-need plan in force, as the entries stand: a protection plan takes its place. */
    Optional<Entry> childInNeedPlan() {
        return inForce(ChildInNeedPlanBegun.class, ChildInNeedPlanEnded.class)
                .filter(plan -> all(ProtectionPlanBegun.class).noneMatch(begun -> begun.sequence() > plan.sequence()));
    }

    private Optional<Entry> inForce(Class<? extends ReferralEvent> begun, Class<? extends ReferralEvent> ended) {
        return lastEntry(begun).filter(last -> all(ended).noneMatch(end -> end.sequence() > last.sequence()));
    }

    /** Whether the child was under a plan on a day, the days of its beginning and its end included. */
    boolean wasOn(Plan plan, LocalDate day) {
        if (day == null) return false;
        return upTo(day).isUnder(plan) || upTo(day.minusDays(1)).isUnder(plan);
    }

    private boolean isUnder(Plan plan) {
        return switch (plan) {
            case NONE -> false;
            case CHILD_IN_NEED -> childInNeedPlan().isPresent();
            case PROTECTION -> protectionPlan().isPresent();
        };
    }

    /** Whether a contact was decided as a referral, of which none is recorded yet. */
    boolean isToBeReferred() {
        return !has(ReferralMade.class)
                && last(ContactDecided.class)
                        .map(decided -> decided.decision() == ContactDecision.REFERRAL)
                        .orElse(false);
    }

    /** Whether it was decided that nothing follows. */
    boolean isWithoutAction() {
        return has(NoFurtherActionDecided.class)
                || last(ReferralMade.class)
                        .map(made -> Boolean.TRUE.equals(made.noFurtherAction()))
                        .orElse(false);
    }

    Plan plan() {
        if (standing() != Standing.OPEN) return Plan.NONE;
        if (protectionPlan().isPresent()) return Plan.PROTECTION;
        return childInNeedPlan().isPresent() ? Plan.CHILD_IN_NEED : Plan.NONE;
    }

    private String category() {
        var plan = protectionPlan().orElse(null);
        if (plan == null) return null;
        return all(ProtectionPlanReviewed.class)
                .filter(review -> review.sequence() > plan.sequence())
                .map(review -> ((ProtectionPlanReviewed) review.event()).category())
                .filter(category -> category != null)
                .reduce((_, later) -> later)
                .orElse(((ProtectionPlanBegun) plan.event()).category());
    }

    private boolean noneOf(Class<? extends ReferralEvent> kind, Predicate<ReferralEvent> which) {
        return all(kind).map(Entry::event).noneMatch(which);
    }

    private static boolean answers(Integer answered, Entry entry) {
        return answered != null && answered == entry.sequence();
    }

    /** In the order of their days, those of one day in the order in which they were recorded. */
    private List<Entry> byDay() {
        return entries.stream()
                .sorted(Comparator.comparing(entry -> entry.event().day()))
                .toList();
    }

    Present present() {
        var contact = last(ContactReceived.class);
        var referral = last(ReferralMade.class);
        String worker = null;
        String team = null;
        for (var entry : byDay()) {
            if (entry.event() instanceof Allocated allocated) {
                worker = allocated.worker();
                if (allocated.team() != null) team = allocated.team();
            }
            if (entry.event() instanceof Transferred transferred) {
                worker = transferred.worker();
                team = transferred.team();
            }
        }
        var plan = plan();
        return new Present(
                referral.map(ReferralMade::reference).orElse(null),
                contact.map(ContactReceived::sharedContact).orElse(null),
                referral.map(ReferralMade::source)
                        .or(() -> contact.map(ContactReceived::source))
                        .orElse(null),
                referral.map(ReferralMade::primaryNeed).orElse(null),
                contact.map(ContactReceived::locality)
                        .or(() -> referral.map(ReferralMade::locality))
                        .orElse(null),
                contact.map(ContactReceived::sex)
                        .or(() -> referral.map(ReferralMade::sex))
                        .orElse(null),
                contact.map(ContactReceived::ethnicity)
                        .or(() -> referral.map(ReferralMade::ethnicity))
                        .orElse(null),
                last(ContactDecided.class).map(ContactDecided::decision).orElse(null),
                referral.map(ReferralMade::referredOn).orElse(null),
                last(Closed.class).map(Closed::closedOn).orElse(null),
                plan,
                plan == Plan.PROTECTION ? category() : null,
                standing() == Standing.OPEN ? worker : null,
                team);
    }

    /** The entries as clocks see them. */
    public List<Step<StepKind>> steps() {
        return Steps.of(entries);
    }

    // Changing

    CaseRecord with(ReferralEvent event) {
        var more = new ArrayList<>(entries);
        more.add(new Entry(events + 1, event.with(List.of())));
        return new CaseRecord(events + 1, List.copyOf(more));
    }

    /** After an event that is no entry of its own. */
    CaseRecord next(List<Entry> changed) {
        return new CaseRecord(events + 1, changed);
    }

    List<Entry> without(int sequence) {
        return entries.stream().filter(entry -> entry.sequence() != sequence).toList();
    }

    List<Entry> replacing(int sequence, ReferralEvent event) {
        return entries.stream()
                .map(entry -> entry.sequence() == sequence ? new Entry(sequence, event) : entry)
                .toList();
    }
}
