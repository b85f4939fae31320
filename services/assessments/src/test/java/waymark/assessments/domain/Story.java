package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import waymark.assessments.domain.Assessment.Next;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.domain.AssessmentCommand.Happened;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource.Said;
import waymark.assessments.domain.AssessmentEvent.AppealConcluded.Outcome;
import waymark.assessments.domain.AssessmentEvent.DecisionMade.Decision;
import waymark.assessments.domain.AssessmentEvent.MediationConcluded.Settlement;
import waymark.assessments.domain.AssessmentEvent.PhaseTransferPlanned.Transfer;
import waymark.assessments.domain.AssessmentEvent.PlanCeased.Ground;
import waymark.assessments.domain.AssessmentEvent.ReviewDecided.Result;
import waymark.assessments.domain.AssessmentEvent.Voided.Reason;
import waymark.assessments.events.AssessmentCodes;
import waymark.casefile.course.ClockMark;
import waymark.casefile.course.ClockMark.Action;
import waymark.casefile.course.ClockState;
import waymark.testing.GivenWhenThen;
import waymark.web.CodeLists;

/** The words in which the tests of the course are told, over the clocks and lists that the service comes with. It is 30 November 2026. */
final class Story {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    static final LocalDate RECEIVED = LocalDate.of(2025, 3, 3);
    static final Circumstances AUTISTIC = new Circumstances("ASD", "4", "Aylesbury");
    static final AssessmentCourse COURSE = course();

    private final Assessment state;

    private Story(Assessment state) {
        this.state = state;
    }

    /** A case to which all this happened, each as the course lets it. */
    static Story told(AssessmentEvent... asked) {
        return new Story(AssessmentCourse.INITIAL).and(asked);
    }

    Story and(AssessmentEvent... asked) {
        var after = state;
        for (var event : asked) after = after(after, new Happened(TODAY, event));
        return new Story(after);
    }

    Story and(TakeFromSource source) {
        return new Story(after(state, source));
    }

    private static Assessment after(Assessment before, AssessmentCommand command) {
        return switch (COURSE.decide(before, command)) {
            case waymark.casefile.course.Decision.Accepted<AssessmentEvent> accepted -> {
                var after = before;
                for (var event : accepted.events()) after = COURSE.evolve(after, event);
                yield after;
            }
            case waymark.casefile.course.Decision.Refused<AssessmentEvent>(var breach) ->
                throw new AssertionError("refused: " + breach + " of " + command);
        };
    }

    GivenWhenThen<Assessment, AssessmentCommand, AssessmentEvent>.When when(AssessmentEvent asked) {
        return when(new Happened(TODAY, asked));
    }

    GivenWhenThen<Assessment, AssessmentCommand, AssessmentEvent>.When when(AssessmentCommand command) {
        return GivenWhenThen.of(state, COURSE::decide, COURSE::evolve).given().when(command);
    }

    Standing standing() {
        return opened().standing();
    }

    CaseRecord record() {
        return opened().record();
    }

    Next next() {
        return opened().next();
    }

    /** How a run of a clock stands on a day, by all that is known. */
    ClockState clock(String clock, int instance, LocalDate day) {
        var record = record().upTo(day);
        var run = COURSE.runs(record, opened().clocks()).stream()
                .filter(one -> one.clock().equals(clock) && one.instance() == instance)
                .findFirst()
                .orElseThrow();
        return ClockState.on(
                day, run, COURSE.clocks().rule(clock, run.version()).sense());
    }

    private Opened opened() {
        return (Opened) state;
    }

    static LocalDate day(int month, int day) {
        return LocalDate.of(2025, month, day);
    }

    private static AssessmentCourse course() {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("given", Map.of("lists", "classpath:/contracts/registers/")));
        var lists = new CodeLists(settings, "lists");
        return new AssessmentCourse(AssessmentCodes.of(lists), AssessmentCodes.clocks(lists));
    }

    // What an event does to clocks

    static ClockMark starts(String clock, int instance, LocalDate on, LocalDate dueOn) {
        return mark(Action.START, clock, instance, null, on, dueOn, null);
    }

    static ClockMark stops(String clock, int instance, LocalDate startedOn, LocalDate dueOn, LocalDate on) {
        return mark(Action.STOP, clock, instance, null, startedOn, dueOn, on);
    }

    static ClockMark lapses(String clock, int instance, LocalDate startedOn, LocalDate dueOn, LocalDate on) {
        return mark(Action.LAPSE, clock, instance, null, startedOn, dueOn, on);
    }

    static ClockMark excuses(String clock, int instance, LocalDate startedOn, LocalDate dueOn) {
        return mark(Action.EXCUSE, clock, instance, null, startedOn, dueOn, null);
    }

    static ClockMark mark(
            Action action,
            String clock,
            int instance,
            String subject,
            LocalDate startedOn,
            LocalDate dueOn,
            LocalDate on) {
        var sense = action == Action.START ? COURSE.clocks().rule(clock, 1).sense() : null;
        return new ClockMark(clock, 1, action, startedOn, dueOn, instance, subject, on, sense, null, null, null);
    }

    // What can have happened

    static AssessmentEvent requested() {
        return requested(RECEIVED);
    }

    static AssessmentEvent requested(LocalDate on) {
        return requested(on, AUTISTIC, null);
    }

    static AssessmentEvent requested(LocalDate on, Circumstances circumstances, String ethnicity) {
        return new AssessmentEvent.Requested(
                "EHC-1",
                on,
                RequestSource.PARENT,
                circumstances.primaryNeed(),
                circumstances.schoolYear(),
                circumstances.locality(),
                null,
                ethnicity,
                null,
                null,
                List.of());
    }

    static AssessmentEvent movedIn(LocalDate on, String from, LocalDate lastReviewedOn) {
        return new AssessmentEvent.MovedIn(
                "EHC-1", on, from, lastReviewedOn, "ASD", "4", null, null, null, null, null, List.of());
    }

    static AssessmentEvent assess(LocalDate on) {
        return new AssessmentEvent.DecisionMade(on, Decision.ASSESS, List.of());
    }

    static AssessmentEvent doNotAssess(LocalDate on) {
        return new AssessmentEvent.DecisionMade(on, Decision.DO_NOT_ASSESS, List.of());
    }

    static AssessmentEvent asked(LocalDate on, Body body) {
        return new AssessmentEvent.AdviceRequested(on, body, List.of());
    }

    static AssessmentEvent advised(LocalDate on, Body body, Integer request) {
        return new AssessmentEvent.AdviceReceived(on, body, request, List.of());
    }

    static AssessmentEvent reminded(LocalDate on, Body body, Integer request) {
        return new AssessmentEvent.BodyReminded(on, body, request, List.of());
    }

    static AssessmentEvent excused(String clock, Integer request, String code, LocalDate from, LocalDate until) {
        return new AssessmentEvent.ExceptionRecorded(
                TODAY, clock, request, code, "DOC-1", from, until, null, List.of());
    }

    static AssessmentEvent excuseWithdrawn(Integer exception) {
        return new AssessmentEvent.ExceptionWithdrawn(TODAY, exception, List.of());
    }

    static AssessmentEvent draft(LocalDate on) {
        return new AssessmentEvent.DraftPlanSent(on, List.of());
    }

    static AssessmentEvent represented(LocalDate on) {
        return new AssessmentEvent.RepresentationsReceived(on, List.of());
    }

    static AssessmentEvent plan(LocalDate on) {
        return new AssessmentEvent.PlanIssued(on, List.of());
    }

    static AssessmentEvent noPlan(LocalDate on) {
        return new AssessmentEvent.PlanNotIssued(on, List.of());
    }

    static AssessmentEvent withdrawn(LocalDate on) {
        return new AssessmentEvent.Withdrawn(on, List.of());
    }

    static AssessmentEvent reviewed(LocalDate on) {
        return new AssessmentEvent.ReviewHeld(on, List.of());
    }

    static AssessmentEvent reviewDecided(LocalDate on, Integer review, Result decision) {
        return new AssessmentEvent.ReviewDecided(on, review, decision, List.of());
    }

    static AssessmentEvent amended(LocalDate on, Integer review) {
        return new AssessmentEvent.PlanAmended(on, review, List.of());
    }

    static AssessmentEvent planned(LocalDate on, Transfer transfer, LocalDate movesOn) {
        return new AssessmentEvent.PhaseTransferPlanned(on, transfer, movesOn, List.of());
    }

    static AssessmentEvent parentTold(LocalDate on) {
        return new AssessmentEvent.ParentTold(on, List.of());
    }

    static AssessmentEvent movedAway(LocalDate learnedOn, LocalDate movesOn) {
        return new AssessmentEvent.MovedAway(learnedOn, movesOn, List.of());
    }

    static AssessmentEvent transferred(LocalDate on, String to) {
        return new AssessmentEvent.PlanTransferred(on, to, List.of());
    }

    static AssessmentEvent ceased(LocalDate on, Ground reason) {
        return new AssessmentEvent.PlanCeased(on, reason, List.of());
    }

    static AssessmentEvent mediation(LocalDate on, Dispute about) {
        return new AssessmentEvent.MediationRegistered(on, about, List.of());
    }

    static AssessmentEvent mediated(LocalDate on, Integer mediation, Dispute about, Settlement outcome) {
        return new AssessmentEvent.MediationConcluded(on, mediation, about, outcome, List.of());
    }

    static AssessmentEvent appeal(LocalDate on, Dispute about) {
        return new AssessmentEvent.AppealRegistered(on, about, List.of());
    }

    static AssessmentEvent notOpposed(LocalDate on, Integer appeal, Dispute about) {
        return new AssessmentEvent.AppealNotOpposed(on, appeal, about, List.of());
    }

    static AssessmentEvent concluded(LocalDate on, Integer appeal, Dispute about, Outcome outcome) {
        return new AssessmentEvent.AppealConcluded(on, appeal, about, outcome, List.of());
    }

    static AssessmentEvent carriedOut(LocalDate on, Integer appeal) {
        return new AssessmentEvent.OrderCarriedOut(on, appeal, List.of());
    }

    static AssessmentEvent changed(LocalDate on, String primaryNeed, String schoolYear, String locality) {
        return new AssessmentEvent.CircumstancesChanged(on, primaryNeed, schoolYear, locality, List.of());
    }

    static AssessmentEvent assigned(LocalDate on, String officer) {
        return new AssessmentEvent.Assigned(on, officer, List.of());
    }

    static AssessmentEvent reopened(LocalDate on) {
        return new AssessmentEvent.Reopened(on, List.of());
    }

    static AssessmentEvent voided(LocalDate on, Reason reason) {
        return new AssessmentEvent.Voided(on, reason, List.of());
    }

    /** The request was received on that day. */
    static AssessmentEvent right(LocalDate openedOn) {
        return right(null, null, openedOn, null, null, null, null, null);
    }

    /** The entry happened on that day. */
    static AssessmentEvent right(int entry, LocalDate on) {
        return right(entry, on, null, null, null, null, null, null);
    }

    /** The exception is of that code, and held on those days. */
    static AssessmentEvent right(int entry, String code, LocalDate from, LocalDate until) {
        return right(entry, null, null, code, from, until, null, null);
    }

    static AssessmentEvent right(
            Integer entry,
            LocalDate on,
            LocalDate openedOn,
            String code,
            LocalDate from,
            LocalDate until,
            LocalDate movesOn,
            String schoolYear) {
        return new AssessmentEvent.Corrected(
                entry,
                on,
                from,
                until,
                null,
                code,
                null,
                movesOn,
                openedOn,
                null,
                null,
                schoolYear,
                null,
                null,
                null,
                List.of());
    }

    // What a register says

    static Said said(StepKind kind, LocalDate on) {
        return new Said(kind, null, on);
    }

    static Said said(StepKind kind, Body body, LocalDate on) {
        return new Said(kind, body, on);
    }

    static TakeFromSource source(LocalDate requestedOn, Said... steps) {
        return source(requestedOn, AUTISTIC, null, steps);
    }

    static TakeFromSource source(LocalDate requestedOn, Circumstances circumstances, String exception, Said... steps) {
        var opening = new Opening(RequestSource.PARENT, null, null, null, null, null);
        return new TakeFromSource(
                TODAY, "EHC-1", requestedOn, opening, circumstances, List.of(steps), exception, true, null);
    }
}
