package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import waymark.calendar.LondonTime;
import waymark.casefile.course.Breach;
import waymark.casefile.course.ClockMark;
import waymark.casefile.course.ClockMark.Action;
import waymark.casefile.course.ClockReading;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.ClockState;
import waymark.casefile.course.Decision;
import waymark.referrals.domain.Referral.Next;
import waymark.referrals.domain.Referral.Opened;
import waymark.referrals.domain.Referral.Present;
import waymark.referrals.domain.ReferralCommand.Happened;
import waymark.referrals.domain.ReferralCommand.TakeFromSource;
import waymark.referrals.domain.ReferralCommand.TakeFromSource.Said;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;
import waymark.referrals.events.ReferralCodes;
import waymark.testing.GivenWhenThen;
import waymark.web.CodeLists;

/** The words in which the tests of the course are told, over the clocks and lists that the service comes with. It is 30 November 2026, midday. */
final class Story {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    static final Instant NOW = london(TODAY.atTime(12, 0));
    /** A Monday. */
    static final LocalDate RECEIVED_ON = day(3, 3);

    static final Instant RECEIVED = at(3, 3, 16, 40);
    static final Instant DECIDED = at(3, 4, 9, 10);
    /** 45 working days after the referral, with Easter and the early May bank holiday between. */
    static final LocalDate ASSESSED_BY = day(5, 8);

    static final UUID OPEN_CASE = UUID.fromString("0b1c2d3e-4f50-8a1b-9c2d-3e4f5a6b7c8d");
    static final CodeLists LISTS = lists();
    static final ReferralCourse COURSE = new ReferralCourse(ReferralCodes.of(LISTS), ReferralCodes.clocks(LISTS));

    private final Referral state;

    private Story(Referral state) {
        this.state = state;
    }

    /** A case to which all this happened, each as the course lets it. */
    static Story told(ReferralEvent... asked) {
        return new Story(ReferralCourse.INITIAL).and(asked);
    }

    /** A contact (1) that was decided (2) to be a referral (3) of its own day. */
    static Story referred() {
        return told(contact(), decided(ContactDecision.REFERRAL), referral(null));
    }

    Story and(ReferralEvent... asked) {
        var after = state;
        for (var event : asked) after = after(after, happened(event));
        return new Story(after);
    }

    Story and(TakeFromSource source) {
        return new Story(after(state, source));
    }

    private static Referral after(Referral before, ReferralCommand command) {
        return switch (COURSE.decide(before, command)) {
            case Decision.Accepted<ReferralEvent> accepted -> {
                var after = before;
                for (var event : accepted.events()) after = COURSE.evolve(after, event);
                yield after;
            }
            case Decision.Refused<ReferralEvent>(var breach) ->
                throw new AssertionError("refused: " + breach + " of " + command);
        };
    }

    GivenWhenThen<Referral, ReferralCommand, ReferralEvent>.When when(ReferralEvent... asked) {
        return when(happened(asked));
    }

    GivenWhenThen<Referral, ReferralCommand, ReferralEvent>.When when(ReferralCommand command) {
        return GivenWhenThen.of(state, COURSE::decide, COURSE::evolve).given().when(command);
    }

    /** Asked of it, this is refused. */
    void refuses(ReferralEvent asked, String rule, String field) {
        assertThat(COURSE.decide(state, happened(asked)))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.breach())
                                .extracting(Breach::rule, Breach::field)
                                .containsExactly("referral." + rule, field));
    }

    /** What the source's record is warned of, as rule and element. */
    List<String> warningsOf(TakeFromSource source) {
        return accepted(source).warnings().stream()
                .map(warning -> warning.rule() + " " + warning.field())
                .toList();
    }

    List<ReferralEvent> eventsOf(TakeFromSource source) {
        return accepted(source).events().stream()
                .map(event -> event.with(List.of()))
                .toList();
    }

    private Decision.Accepted<ReferralEvent> accepted(TakeFromSource source) {
        return switch (COURSE.decide(state, source)) {
            case Decision.Accepted<ReferralEvent> accepted -> accepted;
            case Decision.Refused<ReferralEvent>(var breach) -> throw new AssertionError("refused: " + breach);
        };
    }

    Referral state() {
        return state;
    }

    Standing standing() {
        return opened().standing();
    }

    CaseRecord record() {
        return opened().record();
    }

    Present present() {
        return opened().present();
    }

    Next next() {
        return opened().next();
    }

    Opened opened() {
        return (Opened) state;
    }

    /** The run of a clock that an entry started, as the events told of it. */
    ClockRun run(String clock, int instance) {
        return opened().clocks().stream()
                .filter(one -> one.clock().equals(clock) && one.instance() == instance)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no %s of %d in %s".formatted(clock, instance, opened().clocks())));
    }

    /** Every run that has not ended, as its clock and the day on which it is due. */
    List<String> running() {
        return opened().clocks().stream()
                .filter(run -> run.endedOn() == null)
                .map(run -> run.clock() + " " + run.dueOn())
                .toList();
    }

    /** How a run of a clock stands on a day, by all that is known. */
    ClockState clock(String clock, int instance, LocalDate day) {
        return reading(clock, instance, day).state();
    }

    ClockReading reading(String clock, int instance, LocalDate day) {
        var run = COURSE.runs(record().upTo(day), opened().clocks()).stream()
                .filter(one -> one.clock().equals(clock) && one.instance() == instance)
                .findFirst()
                .orElseThrow();
        return ClockReading.of(run, COURSE.clocks().rule(clock, run.version()), null, day);
    }

    static Happened happened(ReferralEvent... asked) {
        return new Happened(TODAY, NOW, List.of(asked));
    }

    static TakeFromSource source(Said... said) {
        return new TakeFromSource(TODAY, NOW, List.of(said), true);
    }

    static Said said(String element, ReferralEvent event) {
        return new Said(element, event);
    }

    static LocalDate day(int month, int day) {
        return LocalDate.of(2025, month, day);
    }

    static Instant at(int month, int day, int hour, int minute) {
        return london(day(month, day).atTime(hour, minute));
    }

    static Instant london(LocalDateTime time) {
        return time.atZone(LondonTime.ZONE).toInstant();
    }

    /** What a clock of days waits for: until the last second of the day in London. */
    static Next due(NextStep step, String clock, LocalDate on) {
        return new Next(step, clock, on, london(on.atTime(23, 59, 59)));
    }

    static Next undated(NextStep step) {
        return new Next(step, null, Next.NEVER, Next.NEVER_AT);
    }

    private static CodeLists lists() {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("given", Map.of("lists", "classpath:/contracts/registers/")));
        return new CodeLists(settings, "lists");
    }

    // What an event does to clocks

    static ClockMark starts(String clock, int instance, LocalDate on, LocalDate dueOn) {
        return mark(Action.START, clock, instance, on, dueOn, null);
    }

    static ClockMark stops(String clock, int instance, LocalDate startedOn, LocalDate dueOn, LocalDate on) {
        return mark(Action.STOP, clock, instance, startedOn, dueOn, on);
    }

    static ClockMark lapses(String clock, int instance, LocalDate startedOn, LocalDate dueOn, LocalDate on) {
        return mark(Action.LAPSE, clock, instance, startedOn, dueOn, on);
    }

    static ClockMark mark(
            Action action, String clock, int instance, LocalDate startedOn, LocalDate dueOn, LocalDate on) {
        var sense = action == Action.START ? COURSE.clocks().rule(clock, 1).sense() : null;
        return new ClockMark(clock, 1, action, startedOn, dueOn, instance, null, on, sense, null, null, null);
    }

    /** Of the clock that counts 24 hours from a contact. */
    static ClockMark hours(Action action, Instant receivedAt, Instant at) {
        var dueAt = receivedAt.plusSeconds(24L * 3600);
        return new ClockMark(
                "contact-24-hours",
                1,
                action,
                LondonTime.dateOf(receivedAt),
                LondonTime.dateOf(dueAt),
                1,
                null,
                at == null ? null : LondonTime.dateOf(at),
                action == Action.START
                        ? COURSE.clocks().rule("contact-24-hours", 1).sense()
                        : null,
                receivedAt,
                dueAt,
                at);
    }

    // What can have happened

    static ReferralEvent contact() {
        return contact(RECEIVED);
    }

    static ReferralEvent contact(Instant receivedAt) {
        return contact(receivedAt, "6", "F", "WBRI");
    }

    static ReferralEvent contact(Instant receivedAt, String source, String sex, String ethnicity) {
        return new ReferralEvent.ContactReceived(
                "C-1", null, receivedAt, source, "Aylesbury", sex, ethnicity, null, List.of());
    }

    static ReferralEvent decided(ContactDecision decision) {
        return decided(DECIDED, decision);
    }

    static ReferralEvent decided(Instant at, ContactDecision decision) {
        return decided(at, decision, null);
    }

    static ReferralEvent decided(Instant at, ContactDecision decision, UUID openCase) {
        return new ReferralEvent.ContactDecided(at, decision, openCase, List.of());
    }

    /** Of the contact's source, for abuse or neglect. */
    static ReferralEvent referral(LocalDate on) {
        return referral(on, null, "N1", null);
    }

    static ReferralEvent referral(LocalDate on, String source, String need, Boolean noFurtherAction) {
        return new ReferralEvent.ReferralMade(
                on, "R-1", source, need, noFurtherAction, null, null, null, null, List.of());
    }

    static ReferralEvent nothingFollows(LocalDate on) {
        return new ReferralEvent.NoFurtherActionDecided(on, List.of());
    }

    static ReferralEvent started(LocalDate on) {
        return new ReferralEvent.AssessmentStarted(on, List.of());
    }

    static ReferralEvent completed(LocalDate on) {
        return completed(on, null, AssessmentOutcome.CHILD_IN_NEED);
    }

    static ReferralEvent completed(LocalDate on, Integer assessment, AssessmentOutcome outcome, String... factors) {
        return new ReferralEvent.AssessmentCompleted(on, assessment, outcome, List.of(factors), List.of());
    }

    static ReferralEvent seen(LocalDate on) {
        return seen(on, null);
    }

    static ReferralEvent seen(LocalDate on, Occasion occasion) {
        return new ReferralEvent.ChildSeen(on, occasion, List.of());
    }

    static ReferralEvent discussed(LocalDate on) {
        return discussed(on, DiscussionOutcome.SECTION_47);
    }

    static ReferralEvent discussed(LocalDate on, DiscussionOutcome outcome) {
        return new ReferralEvent.StrategyDiscussionHeld(on, outcome, List.of());
    }

    static ReferralEvent concluded(LocalDate on, Integer discussion, EnquiryOutcome outcome) {
        return new ReferralEvent.EnquiryConcluded(on, discussion, outcome, List.of());
    }

    static ReferralEvent conference(LocalDate on) {
        return conference(on, null, ConferenceOutcome.PROTECTION_PLAN);
    }

    static ReferralEvent conference(LocalDate on, Integer discussion, ConferenceOutcome outcome) {
        return new ReferralEvent.ConferenceHeld(on, discussion, outcome, List.of());
    }

    static ReferralEvent protection(LocalDate on) {
        return protection(on, "NEG", null);
    }

    static ReferralEvent protection(LocalDate on, String category, Integer conference) {
        return new ReferralEvent.ProtectionPlanBegun(on, category, conference, List.of());
    }

    static ReferralEvent reviewed(LocalDate on, String category) {
        return new ReferralEvent.ProtectionPlanReviewed(on, category, List.of());
    }

    static ReferralEvent protectionEnded(LocalDate on) {
        return new ReferralEvent.ProtectionPlanEnded(on, List.of());
    }

    static ReferralEvent inNeed(LocalDate on) {
        return new ReferralEvent.ChildInNeedPlanBegun(on, List.of());
    }

    static ReferralEvent inNeedReviewed(LocalDate on) {
        return new ReferralEvent.ChildInNeedPlanReviewed(on, List.of());
    }

    static ReferralEvent inNeedEnded(LocalDate on) {
        return new ReferralEvent.ChildInNeedPlanEnded(on, List.of());
    }

    static ReferralEvent allocated(LocalDate on, String worker, String team) {
        return new ReferralEvent.Allocated(on, worker, team, List.of());
    }

    static ReferralEvent transferred(LocalDate on, String team, String worker) {
        return new ReferralEvent.Transferred(on, team, worker, List.of());
    }

    static ReferralEvent closed(LocalDate on) {
        return closed(on, "RC8");
    }

    static ReferralEvent closed(LocalDate on, String reason) {
        return new ReferralEvent.Closed(on, reason, List.of());
    }

    static ReferralEvent reopened(LocalDate on) {
        return new ReferralEvent.Reopened(on, List.of());
    }

    static ReferralEvent annulled(Integer entry) {
        return new ReferralEvent.EntryAnnulled(TODAY, entry, List.of());
    }

    static ReferralEvent voided(LocalDate on, String reason) {
        return new ReferralEvent.Voided(on, reason, List.of());
    }

    // What was recorded wrong

    /** The entry happened on that day. */
    static ReferralEvent right(Integer entry, LocalDate on) {
        return right(entry, on, null, null);
    }

    /** The entry happened at that time. */
    static ReferralEvent right(Integer entry, Instant at) {
        return right(entry, null, at, null);
    }

    /** The entry came to that. */
    static ReferralEvent right(Integer entry, String outcome) {
        return right(entry, null, null, outcome);
    }

    static ReferralEvent right(Integer entry, LocalDate on, Instant at, String outcome) {
        return new ReferralEvent.Corrected(
                entry, on, at, outcome, List.of(), null, null, null, null, null, null, null, List.of());
    }

    static ReferralEvent rightFactors(Integer entry, String... factors) {
        return new ReferralEvent.Corrected(
                entry, null, null, null, List.of(factors), null, null, null, null, null, null, null, List.of());
    }

    static ReferralEvent rightCategory(Integer entry, String category) {
        return new ReferralEvent.Corrected(
                entry, null, null, null, List.of(), category, null, null, null, null, null, null, List.of());
    }

    /** Of a contact or a referral. */
    static ReferralEvent rightOpening(
            Integer entry, String source, String need, Boolean noFurtherAction, String locality, String sex) {
        return new ReferralEvent.Corrected(
                entry,
                null,
                null,
                null,
                List.of(),
                null,
                source,
                need,
                noFurtherAction,
                locality,
                sex,
                null,
                List.of());
    }
}
