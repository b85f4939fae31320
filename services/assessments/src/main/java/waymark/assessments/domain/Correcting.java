package waymark.assessments.domain;

import static waymark.assessments.domain.Circumstances.NOT_RECORDED;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.domain.CaseRecord.PlanException;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun.Ending;
import waymark.casefile.course.Clocks;
import waymark.casefile.course.Step;

/** What a correction may put right, and what it makes of a case. What it does not say stays as it was. */
final class Correcting {
    private final Codes codes;
    private final Clocks<StepKind> clocks;
    private final Opened opened;
    private final CaseRecord record;
    private final AssessmentEvent.Corrected correction;

    Correcting(Codes codes, Clocks<StepKind> clocks, Opened opened, AssessmentEvent.Corrected correction) {
        this.codes = codes;
        this.clocks = clocks;
        this.opened = opened;
        this.record = opened.record();
        this.correction = correction;
    }

    void check(Rules rules) {
        if (correction.entry() == null) ofOpening(rules);
        else ofEntry(rules, correction.entry());
        if (rules.breaches().isEmpty()) days(rules);
    }

    private void ofOpening(Rules rules) {
        var opened = correction.openedOn() == null ? record.openedOn() : correction.openedOn();
        rules.check(
                        !saysOfEntry(),
                        "entry-needed",
                        "entry",
                        "Say by its number in the history which entry's days or codes are corrected.")
                .check(
                        saysOfOpening() || !circumstances(correction).equals(NOT_RECORDED),
                        "nothing-corrected",
                        null,
                        "Say at least one date or value as it should have been.")
                .check(
                        correction.requestSource() == null || !record.movedIn(),
                        "no-request",
                        "requestSource",
                        "The child moved in with a plan; nobody asked for an assessment.")
                .notInFuture("openedOn", correction.openedOn())
                .opening(opening(record.opening(), correction))
                .circumstances(circumstances(correction), codes, opened);
    }

    private void ofEntry(Rules rules, int entry) {
        var step = record.step(entry).orElse(null);
        var exception = record.exception(entry).orElse(null);
        rules.check(
                step != null && entry != 1,
                "entry-unknown",
                "entry",
                entry == 1
                        ? "The request itself is corrected without entry, by openedOn."
                        : "Nothing was recorded under that number that can be corrected.");
        if (step == null || entry == 1) return;
        rules.check(
                        !saysOfOpening(),
                        "entry-alone",
                        "entry",
                        "Correct what is known of the request in a correction without entry.")
                .check(
                        correction.entryOn() != null
                                || saysOfEntry()
                                || !circumstances(correction).equals(NOT_RECORDED),
                        "nothing-corrected",
                        "entryOn",
                        "Say at least one date or value as it should have been.")
                .check(
                        exception != null || !saysOfException(),
                        "entry-no-exception",
                        "entry",
                        "No exception stands under that number.")
                .check(
                        step.target() != null || correction.movesOn() == null,
                        "entry-no-move",
                        "entry",
                        "The entry of that number is no move.")
                .check(
                        step.kind() == StepKind.CIRCUMSTANCES_CHANGED
                                || circumstances(correction).equals(NOT_RECORDED),
                        "entry-no-circumstances",
                        "entry",
                        "The entry of that number is no change of circumstances; only its day can be corrected.")
                .notInFuture("entryOn", correction.entryOn())
                .circumstances(circumstances(correction), codes, correction.entryOn());
        if (step.kind() == StepKind.MOVED_AWAY) {
            rules.amongWorkingDays("entryOn", correction.entryOn()).amongWorkingDays("movesOn", correction.movesOn());
        }
        if (exception != null) {
            rules.addNew(held(exception, rules.afresh()), held(corrected(exception, correction), rules.afresh()));
        }
    }

    private Rules held(PlanException exception, Rules rules) {
        var run = opened.run(exception.clock(), exception.request()).orElseThrow();
        return rules.exception(exception, run, clocks.rule(run.clock(), run.version()), record);
    }

    /** The order of all days as they would be. */
    private void days(Rules rules) {
        var field = correction.entry() == null ? "openedOn" : "entryOn";
        var right = corrected(record, correction);
        rules.addNew(outOfOrder(field, record), outOfOrder(field, right));
        rules.check(
                cutShort(right) <= cutShort(record),
                "comment-time-running",
                field,
                "With that day the parent has not had the time to comment on the draft (reg 13(1)). Correct the draft's day or the plan's.");
    }

    /** How often a step came before its time, which a clock says it is to wait for. */
    private long cutShort(CaseRecord of) {
        return clocks.runs(of.stepsInForce(), of.excuses(), opened.clocks()).stream()
                .filter(run -> clocks.rule(run.clock(), run.version()).sense() == Sense.AT_LEAST)
                .filter(run -> run.ending() == Ending.STOPPED && !run.endedOn().isAfter(run.dueOn()))
                .count();
    }

    private static Rules outOfOrder(String field, CaseRecord record) {
        var rules = new Rules(LocalDate.MAX);
        for (var step : record.steps()) {
            if (step.kind() == StepKind.LAST_REVIEWED) rules.reviewedElsewhere(field, step.on(), record.openedOn());
            else rules.order(field, step, record);
        }
        return rules;
    }

    static CaseRecord corrected(CaseRecord record, AssessmentEvent.Corrected right) {
        if (right.entry() == null) {
            return record.changing(1, step -> openedOn(step, record.openedOn(), right.openedOn()))
                    .withOpening(
                            opening(record.opening(), right), record.atOpening().with(circumstances(right)));
        }
        return record.changing(right.entry(), step -> onDays(step, right))
                .withExceptions(record.exceptions().stream()
                        .map(exception ->
                                exception.sequence() == right.entry() ? corrected(exception, right) : exception)
                        .toList())
                .withChanges(record.changes().stream()
                        .map(change -> change.sequence() == right.entry()
                                ? new CaseRecord.Change(
                                        change.sequence(),
                                        or(right.entryOn(), change.on()),
                                        change.circumstances().with(circumstances(right)))
                                : change)
                        .toList());
    }

    /** A last review elsewhere that is not known counts from the move in, and moves with it. */
    private static Step<StepKind> openedOn(Step<StepKind> step, LocalDate before, LocalDate right) {
        return right == null || !step.on().equals(before) ? step : step.onDay(right);
    }

    private static Step<StepKind> onDays(Step<StepKind> step, AssessmentEvent.Corrected right) {
        var moved = right.entryOn() == null ? step : step.onDay(right.entryOn());
        return right.movesOn() == null ? moved : moved.withTarget(right.movesOn());
    }

    private static PlanException corrected(PlanException known, AssessmentEvent.Corrected right) {
        return new PlanException(
                known.sequence(),
                known.clock(),
                known.request(),
                or(right.code(), known.code()),
                or(right.evidence(), known.evidence()),
                or(right.from(), known.from()),
                or(right.until(), known.until()),
                or(right.revisedTarget(), known.revisedTarget()));
    }

    static Opening opening(Opening known, AssessmentEvent.Corrected right) {
        return new Opening(
                or(right.requestSource(), known.requestSource()),
                known.fromAuthority(),
                or(right.sex(), known.sex()),
                or(right.ethnicity(), known.ethnicity()),
                known.previousAssessment(),
                known.replaces());
    }

    private boolean saysOfOpening() {
        return Stream.of(correction.openedOn(), correction.requestSource(), correction.sex(), correction.ethnicity())
                .anyMatch(Objects::nonNull);
    }

    private boolean saysOfEntry() {
        return correction.entryOn() != null || correction.movesOn() != null || saysOfException();
    }

    private boolean saysOfException() {
        return Stream.of(
                        correction.from(),
                        correction.until(),
                        correction.revisedTarget(),
                        correction.code(),
                        correction.evidence())
                .anyMatch(Objects::nonNull);
    }

    private static Circumstances circumstances(AssessmentEvent.Corrected right) {
        return new Circumstances(right.primaryNeed(), right.schoolYear(), right.locality());
    }

    private static <T> T or(T right, T known) {
        return right == null ? known : right;
    }
}
