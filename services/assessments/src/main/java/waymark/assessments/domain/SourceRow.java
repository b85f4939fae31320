package waymark.assessments.domain;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import waymark.assessments.domain.Assessment.NotOpened;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource.Said;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Step;

/** Takes what another system's register says of a case: the events that make the difference. The rules that it breaks become warnings. */
final class SourceRow {
    private static final Set<StepKind> DECISIONS = Set.of(StepKind.DECIDED_TO_ASSESS, StepKind.DECIDED_NOT_TO_ASSESS);
    private static final Set<StepKind> OUTCOMES =
            Set.of(StepKind.DECIDED_NOT_TO_ASSESS, StepKind.PLAN_ISSUED, StepKind.PLAN_NOT_ISSUED, StepKind.WITHDRAWN);

    private final AssessmentCourse course;
    private final Codes codes;
    private final TakeFromSource source;
    private final Rules rules;

    SourceRow(AssessmentCourse course, Codes codes, TakeFromSource source) {
        this.course = course;
        this.codes = codes;
        this.source = source;
        rules = new Rules(source.today());
    }

    Decision<AssessmentEvent> taken(Assessment state) {
        var unfolding = course.new Unfolding(state);
        rules.notInFuture("requestedOn", source.requestedOn())
                .opening(source.opening())
                .circumstances(source.circumstances(), codes, source.requestedOn());
        switch (state) {
            case NotOpened _ -> {
                unfolding.add(requested());
                source.steps().forEach(said -> add(unfolding, said));
                goOn(unfolding);
            }
            case Opened opened
            when opened.standing() == Standing.VOIDED ->
                rules.check(
                        false, "voided", null, "The case was voided here; the register still has it. It stays voided.");
            case Opened opened
            when opened.record().movedIn() ->
                rules.check(
                        false,
                        "no-request",
                        null,
                        "The case was opened here for a child who moved in with a plan; nothing of the register was taken.");
            case Opened opened
            when opened.record().overturned() ->
                rules.check(
                        false,
                        "overturned",
                        null,
                        "A refusal was overturned here and the case goes on by the order, of which a register has no columns; nothing of it was taken.");
            case Opened _ -> {
                openingAsSaid(unfolding);
                annulOutcome(unfolding);
                source.steps().forEach(said -> bring(unfolding, said));
                goOn(unfolding);
            }
        }
        return new Decision.Accepted<>(unfolding.events(), rules.breaches());
    }

    private AssessmentEvent requested() {
        var opening = source.opening();
        var circumstances = source.circumstances();
        return new AssessmentEvent.Requested(
                source.reference(),
                source.requestedOn(),
                opening.requestSource(),
                circumstances.primaryNeed(),
                circumstances.schoolYear(),
                circumstances.locality(),
                opening.sex(),
                opening.ethnicity(),
                null,
                null,
                List.of());
    }

    /** What the register says besides steps, once they stand. */
    private void goOn(AssessmentCourse.Unfolding unfolding) {
        exception(unfolding);
        var officer = source.officer();
        if (officer != null && !officer.equals(unfolding.record().officer())) {
            boolean isNew = unfolding.record().officer() == null;
            var on = isNew ? source.requestedOn() : source.today();
            unfolding.add(new AssessmentEvent.Assigned(on, officer, List.of()));
        }
        var record = unfolding.record();
        for (var step : record.steps()) {
            var field = field(step);
            if (field != null) rules.day(field, step, record);
        }
        missing(record, StepKind.PLAN_ISSUED, StepKind.DECIDED_TO_ASSESS, "plan-before-decision", "outcomeOn");
        missing(record, StepKind.PLAN_ISSUED, StepKind.DRAFT_SENT, "plan-before-draft", "outcomeOn");
        missing(record, StepKind.PLAN_NOT_ISSUED, StepKind.DECIDED_TO_ASSESS, "refusal-before-decision", "outcomeOn");
        missing(record, StepKind.DRAFT_SENT, StepKind.DECIDED_TO_ASSESS, "draft-before-decision", "draftPlanOn");
    }

    private void missing(CaseRecord record, StepKind later, StepKind earlier, String rule, String field) {
        rules.check(
                !record.has(later) || record.has(earlier),
                rule,
                field,
                "A step before this one is missing: %s."
                        .formatted(Steps.code(earlier).replace('-', ' ')));
    }

    private void openingAsSaid(AssessmentCourse.Unfolding unfolding) {
        var record = unfolding.record();
        var said = source.opening();
        var correction = new AssessmentEvent.Corrected(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Circumstances.news(record.openedOn(), source.requestedOn()),
                Circumstances.news(record.opening().requestSource(), said.requestSource()),
                null,
                null,
                null,
                Circumstances.news(record.opening().sex(), said.sex()),
                Circumstances.news(record.opening().ethnicity(), said.ethnicity()),
                List.of());
        boolean differs = correction.openedOn() != null
                || correction.requestSource() != null
                || correction.sex() != null
                || correction.ethnicity() != null;
        if (differs) unfolding.add(correction);
        var changes = record.circumstances().differenceTo(source.circumstances());
        if (!changes.equals(Circumstances.NOT_RECORDED)) {
            unfolding.add(new AssessmentEvent.CircumstancesChanged(
                    source.today(), changes.primaryNeed(), changes.schoolYear(), changes.locality(), List.of()));
        }
    }

    /** An outcome that the register has no more, or has another for, was a mistake. */
    private void annulOutcome(AssessmentCourse.Unfolding unfolding) {
        var ending = Permission.ended(unfolding.record());
        if (ending == null || !source.saysOutcome()) return;
        var known = unfolding.record().step(ending).orElseThrow().kind();
        boolean gone = OUTCOMES.contains(known) && source.steps().stream().noneMatch(said -> said.kind() == known);
        if (gone) unfolding.add(new AssessmentEvent.Reopened(source.today(), List.of()));
    }

    private void bring(AssessmentCourse.Unfolding unfolding, Said said) {
        var record = unfolding.record();
        var known = record.steps().stream()
                .filter(step -> step.kind() == said.kind() && Objects.equals(step.subject(), Steps.code(said.body())))
                .toList();
        if (!known.isEmpty()) {
            // Where a step was repeated here, the register has the last.
            boolean sameDay = known.stream().anyMatch(step -> step.on().equals(said.on()));
            if (!sameDay) unfolding.add(onDay(known.getLast(), said));
            return;
        }
        boolean afterPlan = OUTCOMES.contains(said.kind()) && record.has(StepKind.PLAN_ISSUED);
        if (afterPlan) {
            rules.check(
                    false,
                    "outcome-after-plan",
                    "outcome",
                    "The register has another outcome, but a plan was issued and more was recorded here since; the plan stays.");
            return;
        }
        boolean otherDecision =
                DECISIONS.contains(said.kind()) && DECISIONS.stream().anyMatch(record::has);
        rules.check(
                !otherDecision,
                "decided-twice",
                "decision",
                "The register has another decision than was recorded here, which stays. Re-open the case, or correct the register.");
        if (!otherDecision) add(unfolding, said);
    }

    private static AssessmentEvent onDay(Step<StepKind> known, Said said) {
        return new AssessmentEvent.Corrected(
                known.sequence(),
                said.on(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private void add(AssessmentCourse.Unfolding unfolding, Said said) {
        var record = unfolding.record();
        switch (said.kind()) {
            case DECIDED_TO_ASSESS ->
                unfolding.add(new AssessmentEvent.DecisionMade(
                        said.on(), AssessmentEvent.DecisionMade.Decision.ASSESS, List.of()));
            case DECIDED_NOT_TO_ASSESS ->
                unfolding.add(new AssessmentEvent.DecisionMade(
                        said.on(), AssessmentEvent.DecisionMade.Decision.DO_NOT_ASSESS, List.of()));
            case ADVICE_REQUESTED ->
                unfolding.add(new AssessmentEvent.AdviceRequested(said.on(), said.body(), List.of()));
            case ADVICE_RECEIVED -> {
                var asked = record.outstanding(Steps.code(said.body()));
                rules.check(
                        !asked.isEmpty(),
                        "advice-before-asked",
                        field(said.kind(), Steps.code(said.body())),
                        "The register does not say when this body was asked.");
                var request = asked.isEmpty() ? null : asked.getFirst().sequence();
                unfolding.add(new AssessmentEvent.AdviceReceived(said.on(), said.body(), request, List.of()));
            }
            case DRAFT_SENT -> unfolding.add(new AssessmentEvent.DraftPlanSent(said.on(), List.of()));
            case PLAN_ISSUED -> unfolding.add(new AssessmentEvent.PlanIssued(said.on(), List.of()));
            case PLAN_NOT_ISSUED -> unfolding.add(new AssessmentEvent.PlanNotIssued(said.on(), List.of()));
            case WITHDRAWN -> unfolding.add(new AssessmentEvent.Withdrawn(said.on(), List.of()));
            default -> throw new IllegalArgumentException("a register says nothing of " + said.kind());
        }
    }

    /** A register's exception has no evidence and no days; one that a coordinator recorded is left alone. */
    private void exception(AssessmentCourse.Unfolding unfolding) {
        if (source.exception() == null) return;
        var exceptions = unfolding.record().exceptions().stream()
                .filter(exception -> exception.clock().equals(AssessmentCourse.PLAN))
                .toList();
        var known = exceptions.stream()
                .filter(exception -> exception.evidence() == null)
                .findFirst()
                .orElse(null);
        if (source.exception().isEmpty()) {
            if (known != null) {
                unfolding.add(new AssessmentEvent.ExceptionWithdrawn(source.today(), known.sequence(), List.of()));
            }
            return;
        }
        var permitted =
                course.clocks().rule(AssessmentCourse.PLAN, Integer.MAX_VALUE).exceptions();
        boolean excuses = permitted.contains(source.exception())
                && codes.exceptionsOn(source.requestedOn()).contains(source.exception());
        rules.check(
                excuses,
                "exception-not-permitted",
                "exception",
                "That does not excuse the twenty weeks, or is no longer in its list, and is not taken.");
        if (!excuses) return;
        if (exceptions.stream().noneMatch(one -> one.code().equals(source.exception()))) {
            if (known != null) {
                unfolding.add(new AssessmentEvent.ExceptionWithdrawn(source.today(), known.sequence(), List.of()));
            }
            unfolding.add(new AssessmentEvent.ExceptionRecorded(
                    source.today(),
                    AssessmentCourse.PLAN,
                    null,
                    source.exception(),
                    null,
                    null,
                    null,
                    null,
                    List.of()));
        }
    }

    private static String field(Step<StepKind> step) {
        return field(step.kind(), step.subject());
    }

    /** As the register's column says it; null for a step of which it has none. */
    private static String field(StepKind kind, String body) {
        var advice = body == null
                ? ""
                : switch (body) {
                    case "educational-psychologist" -> "ep";
                    case "social-care" -> "socialCare";
                    default -> body;
                };
        return switch (kind) {
            case DECIDED_TO_ASSESS, DECIDED_NOT_TO_ASSESS -> "decisionOn";
            case ADVICE_REQUESTED -> advice + "AdviceRequestedOn";
            case ADVICE_RECEIVED -> advice + "AdviceReceivedOn";
            case DRAFT_SENT -> "draftPlanOn";
            case PLAN_ISSUED, PLAN_NOT_ISSUED, WITHDRAWN -> "outcomeOn";
            default -> null;
        };
    }
}
