package waymark.assessments.domain;

import static waymark.casefile.course.Decision.accept;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import waymark.assessments.domain.Assessment.Next;
import waymark.assessments.domain.Assessment.NotOpened;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource;
import waymark.assessments.domain.CaseRecord.PlanException;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.Clocks;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Forms;
import waymark.casefile.course.Step;

/** Decides commands and folds events: the whole course of an assessment, from the request to the end of the plan, and what may be put right later. */
public final class AssessmentCourse {
    public static final Assessment INITIAL = new NotOpened();
    /** The clock of the twenty weeks, which an exception excuses unless it names another. */
    public static final String PLAN = "ehc-plan";
    /** The clock of a body's six weeks. */
    public static final String ADVICE = "ehc-advice";

    private final Codes codes;
    private final Clocks<StepKind> clocks;

    public AssessmentCourse(Codes codes, Clocks<StepKind> clocks) {
        this.codes = codes;
        this.clocks = clocks;
    }

    public Clocks<StepKind> clocks() {
        return clocks;
    }

    // Deciding

    public Decision<AssessmentEvent> decide(Assessment state, AssessmentCommand command) {
        return switch (command) {
            case AssessmentCommand.KeepBeside _ ->
                switch (state) {
                    case NotOpened _ -> Decision.refuse("assessment.not-opened", null, "There is no such case yet.");
                    case Opened _ -> accept(List.of());
                };
            case AssessmentCommand.Happened(var today, var event) ->
                switch (state) {
                    case NotOpened _ -> open(today, event);
                    case Opened opened
                    when opened.standing() == Standing.VOIDED ->
                        Decision.refuse(
                                "assessment.voided", null, "The case was voided; nothing more can be recorded in it.");
                    case Opened opened -> record(today, opened, completed(event, opened.record()));
                };
            case TakeFromSource source -> new SourceRow(this, codes, source).taken(state);
        };
    }

    private Decision<AssessmentEvent> open(LocalDate today, AssessmentEvent event) {
        var rules = new Rules(today);
        switch (event) {
            case AssessmentEvent.Requested requested ->
                rules.needed("requestedOn", requested.requestedOn())
                        .notInFuture("requestedOn", requested.requestedOn());
            case AssessmentEvent.MovedIn moved ->
                rules.needed("transferredOn", moved.transferredOn())
                        .notInFuture("transferredOn", moved.transferredOn())
                        .said(
                                "fromAuthority",
                                moved.fromAuthority(),
                                "Say which authority maintained the plan before, by its DfE number.")
                        .reviewedElsewhere("lastReviewedOn", moved.lastReviewedOn(), moved.transferredOn());
            case AssessmentEvent _ -> rules.check(false, "not-opened", null, "There is no such case yet.");
        }
        if (rules.breaches().isEmpty()) {
            var begun = begun(event);
            rules.reference(begun.reference())
                    .opening(begun.opening())
                    .circumstances(begun.atOpening(), codes, begun.openedOn());
        }
        return decided(rules, INITIAL, event);
    }

    private Decision<AssessmentEvent> record(LocalDate today, Opened opened, AssessmentEvent event) {
        var rules = new Rules(today);
        var record = opened.record();
        new Permission(opened, clocks, rules).check(event);
        if (rules.breaches().isEmpty()) day(rules, record, event);
        if (rules.breaches().isEmpty()) details(rules, opened, event);
        return rules.breaches().isEmpty() && changesNothing(record, event)
                ? accept(List.of())
                : decided(rules, opened, event);
    }

    private static void day(Rules rules, CaseRecord record, AssessmentEvent event) {
        if (event instanceof AssessmentEvent.Corrected) return;
        var field = Steps.dayField(event);
        for (var step : Steps.of(event, record.events() + 1)) {
            rules.needed(field, step.on());
            if (step.on() != null) rules.day(field, step, record);
        }
    }

    /** What is to be said of some events beyond their day. */
    private void details(Rules rules, Opened opened, AssessmentEvent event) {
        switch (event) {
            case AssessmentEvent.PhaseTransferPlanned planned ->
                rules.said("movesOn", planned.movesOn(), "Say on which day the child moves.");
            case AssessmentEvent.MovedAway moved ->
                rules.said("movesOn", moved.movesOn(), "Say on which day the child moves.")
                        .amongWorkingDays("learnedOn", moved.learnedOn())
                        .amongWorkingDays("movesOn", moved.movesOn());
            case AssessmentEvent.PlanTransferred transferred ->
                rules.form(Forms.AUTHORITY, "code-form", "toAuthority", transferred.toAuthority());
            case AssessmentEvent.PlanCeased ceased ->
                rules.said("reason", ceased.reason(), "Say why the plan is maintained no longer.");
            case AssessmentEvent.Assigned assigned ->
                rules.said("coordinator", assigned.officer(), "Say who coordinates the case, by the staff number.")
                        .form(Forms.OFFICER, "coordinator-form", "coordinator", assigned.officer());
            case AssessmentEvent.CircumstancesChanged changed ->
                rules.circumstances(circumstances(changed), codes, changed.changedOn())
                        .check(
                                !circumstances(changed).equals(Circumstances.NOT_RECORDED),
                                "nothing-changed",
                                "primaryNeed",
                                "Say at least one of primary need, school year and locality.");
            case AssessmentEvent.Reopened reopened ->
                rules.needed("reopenedOn", reopened.reopenedOn())
                        .notInFuture("reopenedOn", reopened.reopenedOn())
                        .notBefore(
                                "reopened-before-ended",
                                "reopenedOn",
                                reopened.reopenedOn(),
                                opened.record()
                                        .step(Permission.ended(opened.record()))
                                        .orElseThrow()
                                        .on(),
                                "the ending on");
            case AssessmentEvent.Voided voided ->
                rules.needed("voidedOn", voided.voidedOn())
                        .notInFuture("voidedOn", voided.voidedOn())
                        .said("reason", voided.reason(), "Say why the case should never have been opened.");
            case AssessmentEvent.Corrected correction -> new Correcting(codes, clocks, opened, correction).check(rules);
            case AssessmentEvent _ -> {
                // Its day says all.
            }
        }
    }

    private static boolean changesNothing(CaseRecord record, AssessmentEvent event) {
        if (event instanceof AssessmentEvent.Assigned assigned) {
            return assigned.officer().equals(record.officer());
        }
        if (event instanceof AssessmentEvent.CircumstancesChanged changed) {
            var known = record.circumstancesOn(changed.changedOn());
            return known.with(circumstances(changed)).equals(known);
        }
        return false;
    }

    /** What is asked, with the numbers and words that follow from the case: the only asking of a body, the latest open review or dispute, what it is about. */
    private static AssessmentEvent completed(AssessmentEvent asked, CaseRecord record) {
        return switch (asked) {
            case AssessmentEvent.AdviceReceived(var on, var body, var request, var clocks)
            when request == null && body != null ->
                new AssessmentEvent.AdviceReceived(on, body, asking(record, body), clocks);
            case AssessmentEvent.BodyReminded(var on, var body, var request, var clocks)
            when request == null && body != null ->
                new AssessmentEvent.BodyReminded(on, body, asking(record, body), clocks);
            case AssessmentEvent.ReviewDecided(var on, var review, var decision, var clocks)
            when review == null ->
                new AssessmentEvent.ReviewDecided(
                        on, last(record, StepKind.REVIEW_HELD, StepKind.REVIEW_DECISIONS), decision, clocks);
            case AssessmentEvent.PlanAmended(var on, var review, var clocks)
            when review == null -> new AssessmentEvent.PlanAmended(on, awaitingAmendment(record), clocks);
            case AssessmentEvent.MediationConcluded(var on, var mediation, var _, var outcome, var clocks) -> {
                var named = mediation == null
                        ? last(record, StepKind.MEDIATION_REGISTERED, StepKind.MEDIATION_ANSWERS)
                        : mediation;
                yield new AssessmentEvent.MediationConcluded(on, named, about(record, named), outcome, clocks);
            }
            case AssessmentEvent.AppealNotOpposed(var on, var appeal, var _, var clocks) -> {
                var named = appeal == null ? openAppeal(record) : appeal;
                yield new AssessmentEvent.AppealNotOpposed(on, named, about(record, named), clocks);
            }
            case AssessmentEvent.AppealConcluded(var on, var appeal, var _, var outcome, var clocks) -> {
                var named = appeal == null ? openAppeal(record) : appeal;
                yield new AssessmentEvent.AppealConcluded(on, named, about(record, named), outcome, clocks);
            }
            case AssessmentEvent.OrderCarriedOut(var on, var appeal, var clocks) ->
                new AssessmentEvent.OrderCarriedOut(
                        on,
                        appeal == null
                                ? last(record, StepKind.APPEAL_REGISTERED, Set.of(StepKind.ORDER_CARRIED_OUT))
                                : appeal,
                        clocks);
            case AssessmentEvent.ExceptionWithdrawn(var on, var exception, var clocks)
            when exception == null && record.exceptions().size() == 1 ->
                new AssessmentEvent.ExceptionWithdrawn(
                        on, record.exceptions().getFirst().sequence(), clocks);
            case AssessmentEvent _ -> asked;
        };
    }

    private static Integer asking(CaseRecord record, Body body) {
        var outstanding = record.outstanding(Steps.code(body));
        return outstanding.size() == 1 ? outstanding.getFirst().sequence() : null;
    }

    /** The review after which the plan is to be amended and has not been. */
    private static Integer awaitingAmendment(CaseRecord record) {
        return record.steps().reversed().stream()
                .filter(step -> step.kind() == StepKind.DECIDED_TO_AMEND)
                .map(Step::of)
                .filter(review -> record.steps().stream()
                        .noneMatch(step -> step.kind() == StepKind.PLAN_AMENDED && review.equals(step.of())))
                .findFirst()
                .orElse(null);
    }

    private static Integer openAppeal(CaseRecord record) {
        return last(record, StepKind.APPEAL_REGISTERED, StepKind.APPEAL_CONCLUSIONS);
    }

    /** The latest step of a kind that none of these answers. */
    private static Integer last(CaseRecord record, StepKind kind, Set<StepKind> answers) {
        return record.steps().reversed().stream()
                .filter(step -> step.kind() == kind && record.unanswered(step, answers::contains))
                .map(Step::sequence)
                .findFirst()
                .orElse(null);
    }

    /** What the mediation or the appeal of that number is about. */
    private static Dispute about(CaseRecord record, Integer dispute) {
        if (dispute == null) return null;
        return record.step(dispute)
                .flatMap(step -> Stream.of(Dispute.values())
                        .filter(about -> Steps.code(about).equals(step.subject()))
                        .findFirst())
                .orElse(null);
    }

    private Decision<AssessmentEvent> decided(Rules rules, Assessment state, AssessmentEvent event) {
        var breaches = rules.breaches();
        return breaches.isEmpty() ? accept(marked(state, event)) : new Decision.Refused<>(breaches.getFirst());
    }

    // Clocks

    /** The event with what it does to clocks, by comparing how they ought to stand after it with how they stand before. */
    AssessmentEvent marked(Assessment before, AssessmentEvent event) {
        var known = before instanceof Opened opened ? opened.clocks() : List.<ClockRun>of();
        return switch (evolve(before, event.with(List.of()))) {
            case Opened after -> event.with(ClockRun.marks(known, runs(after, known)));
            case NotOpened _ -> throw new IllegalStateException("nothing opens a case but a request or a move in");
        };
    }

    private List<ClockRun> runs(Opened opened, List<ClockRun> known) {
        return opened.standing() == Standing.VOIDED ? List.of() : runs(opened.record(), known);
    }

    /** The runs that follow from what is recorded; those known before keep their version. */
    public List<ClockRun> runs(CaseRecord record, List<ClockRun> known) {
        return clocks.runs(record.stepsInForce(), record.excuses(), known);
    }

    /** What is to be done next: by how far the case has come, and by whichever clock's day is due first. */
    private Next next(Standing standing, CaseRecord record, List<ClockRun> runs) {
        ClockRun first = null;
        for (var run : runs) {
            var rule = clocks.rule(run.clock(), run.version());
            boolean counts = run.endedOn() == null
                    && rule.sense() == Sense.AT_MOST
                    && (standing.isOpen() || rule.starts().stream().anyMatch(StepKind::isOfDispute));
            if (counts && (first == null || run.dueOn().isBefore(first.dueOn()))) first = run;
        }
        var step = switch (standing) {
            case REQUESTED -> NextStep.DECIDE;
            case ASSESSING ->
                // After a refusal to issue that was overturned the advice is there.
                !record.outstanding(null).isEmpty()
                        ? NextStep.AWAIT_ADVICE
                        : record.has(StepKind.ADVICE_REQUESTED) || record.has(StepKind.PLAN_NOT_ISSUED)
                                ? NextStep.SEND_DRAFT
                                : NextStep.ASK_FOR_ADVICE;
            case DRAFTED -> NextStep.ISSUE_PLAN;
            case MAINTAINED -> first == null ? NextStep.HOLD_REVIEW : toStop(first);
            case NOT_ASSESSED, NOT_ISSUED, WITHDRAWN, TRANSFERRED, CEASED -> first == null ? null : toStop(first);
            case VOIDED -> null;
        };
        return first == null
                ? new Next(step, null, null, Next.NEVER)
                : new Next(step, first.clock(), first.subject(), first.dueOn());
    }

    private NextStep toStop(ClockRun run) {
        var stops = clocks.rule(run.clock(), run.version()).stops();
        if (stops.contains(StepKind.REVIEW_HELD)) return NextStep.HOLD_REVIEW;
        if (stops.contains(StepKind.DECIDED_TO_MAINTAIN)) return NextStep.DECIDE_REVIEW;
        if (stops.contains(StepKind.PARENT_TOLD)) return NextStep.TELL_PARENT;
        if (stops.contains(StepKind.PLAN_TRANSFERRED)) return NextStep.TRANSFER_PLAN;
        if (stops.contains(StepKind.ORDER_CARRIED_OUT)) return NextStep.CARRY_OUT_ORDER;
        if (stops.contains(StepKind.PLAN_AMENDED)) return NextStep.AMEND_PLAN;
        return NextStep.ISSUE_PLAN;
    }

    // Folding

    public Assessment evolve(Assessment state, AssessmentEvent event) {
        return switch (state) {
            case NotOpened _ -> settled(begun(event), false, List.of(), event);
            case Opened opened ->
                settled(
                        changed(opened.record().next(), event),
                        opened.standing() == Standing.VOIDED || event instanceof AssessmentEvent.Voided,
                        opened.clocks(),
                        event);
        };
    }

    private Opened settled(CaseRecord record, boolean voided, List<ClockRun> before, AssessmentEvent event) {
        var runs = ClockRun.after(before, event.clocks());
        var standing = voided ? Standing.VOIDED : Standing.after(record.steps());
        return new Opened(standing, record.openedOn(), record, runs, next(standing, record, runs));
    }

    private static CaseRecord begun(AssessmentEvent event) {
        return switch (event) {
            case AssessmentEvent.Requested requested ->
                CaseRecord.begun(
                        requested.reference(),
                        new Opening(
                                requested.requestSource(),
                                null,
                                requested.sex(),
                                requested.ethnicity(),
                                requested.previousAssessment(),
                                requested.replaces()),
                        new Circumstances(requested.primaryNeed(), requested.schoolYear(), requested.locality()),
                        Steps.of(requested, 1));
            case AssessmentEvent.MovedIn moved ->
                CaseRecord.begun(
                        moved.reference(),
                        new Opening(
                                null,
                                moved.fromAuthority(),
                                moved.sex(),
                                moved.ethnicity(),
                                moved.previousAssessment(),
                                moved.replaces()),
                        new Circumstances(moved.primaryNeed(), moved.schoolYear(), moved.locality()),
                        Steps.of(moved, 1));
            case AssessmentEvent _ ->
                throw new IllegalStateException("a case's first event must be a request or a move in");
        };
    }

    /** What an event changes besides adding its step. */
    private static CaseRecord changed(CaseRecord before, AssessmentEvent event) {
        int sequence = before.events();
        var record = before;
        for (var step : Steps.of(event, sequence)) record = record.with(step);
        return switch (event) {
            case AssessmentEvent.ExceptionRecorded recorded -> record.with(PlanException.of(sequence, recorded));
            case AssessmentEvent.ExceptionWithdrawn withdrawn ->
                record.withExceptions(record.exceptions().stream()
                        .filter(exception -> exception.sequence() != withdrawn.exception())
                        .toList());
            case AssessmentEvent.CircumstancesChanged changed ->
                record.with(new CaseRecord.Change(sequence, changed.changedOn(), circumstances(changed)));
            case AssessmentEvent.Assigned assigned -> record.withOfficer(assigned.officer());
            case AssessmentEvent.Reopened _ -> {
                var ending = Permission.ended(record);
                yield record.withSteps(record.steps().stream()
                        .filter(step -> !Objects.equals(step.sequence(), ending))
                        .toList());
            }
            case AssessmentEvent.Corrected correction -> Correcting.corrected(record, correction);
            case AssessmentEvent _ -> record;
        };
    }

    private static Circumstances circumstances(AssessmentEvent.CircumstancesChanged changed) {
        return new Circumstances(changed.primaryNeed(), changed.schoolYear(), changed.locality());
    }

    /** Events one after the other, each marked by how the case stands after those before it. */
    final class Unfolding {
        private final List<AssessmentEvent> events = new ArrayList<>();
        private Assessment state;

        Unfolding(Assessment state) {
            this.state = state;
        }

        void add(AssessmentEvent event) {
            var marked = marked(state, event);
            events.add(marked);
            state = evolve(state, marked);
        }

        CaseRecord record() {
            return ((Opened) state).record();
        }

        Standing standing() {
            return ((Opened) state).standing();
        }

        List<AssessmentEvent> events() {
            return events;
        }
    }
}
