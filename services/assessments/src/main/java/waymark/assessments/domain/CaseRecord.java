package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import waymark.casefile.course.Excuse;
import waymark.casefile.course.Step;

/**
 * What has been recorded of a case.
 *
 * @param events how many events led here
 * @param circumstances as last recorded
 * @param atOpening circumstances on the day of the request or of the move in
 * @param steps in the order in which they were recorded, without those that were annulled
 * @param exceptions those that stand
 * @param officer staff number of the coordinator, or null where nobody is assigned
 */
public record CaseRecord(
        int events,
        String reference,
        Opening opening,
        Circumstances circumstances,
        Circumstances atOpening,
        List<Change> changes,
        List<Step<StepKind>> steps,
        List<PlanException> exceptions,
        String officer) {

    /** A change of circumstances; the sequence is that of its event. */
    public record Change(int sequence, LocalDate on, Circumstances circumstances) {}

    /**
     * Something that excuses missing a clock.
     *
     * @param sequence of the event that recorded it
     * @param request the asking of a body, where the clock is a body's
     * @param from null where a source does not say
     */
    public record PlanException(
            int sequence,
            String clock,
            Integer request,
            String code,
            String evidence,
            LocalDate from,
            LocalDate until,
            LocalDate revisedTarget) {
        static PlanException of(int sequence, AssessmentEvent.ExceptionRecorded recorded) {
            return new PlanException(
                    sequence,
                    recorded.clock(),
                    recorded.request(),
                    recorded.code(),
                    recorded.evidence(),
                    recorded.from(),
                    recorded.until(),
                    recorded.revisedTarget());
        }

        Excuse excuse() {
            return new Excuse(clock, request, code, from);
        }
    }

    static CaseRecord begun(
            String reference, Opening opening, Circumstances circumstances, List<Step<StepKind>> steps) {
        return new CaseRecord(1, reference, opening, circumstances, circumstances, List.of(), steps, List.of(), null);
    }

    public LocalDate openedOn() {
        return steps.getFirst().on();
    }

    /** Whether it began with a plan from elsewhere rather than with a request. */
    public boolean movedIn() {
        return steps.getFirst().kind() == StepKind.MOVED_IN;
    }

    /** Whether a refusal was overturned: the case goes on by the order, and outside the twenty weeks. */
    public boolean overturned() {
        var before = Standing.REQUESTED;
        for (int count = 1; count <= steps.size(); count++) {
            var after = Standing.after(steps.subList(0, count));
            boolean refused = before == Standing.NOT_ASSESSED || before == Standing.NOT_ISSUED;
            if (refused && after == Standing.ASSESSING) return true;
            before = after;
        }
        return false;
    }

    /** As it stood by the steps up to a day, by all that is known now; without steps on a day before it began. */
    public CaseRecord upTo(LocalDate day) {
        boolean begun = !day.isBefore(openedOn());
        return new CaseRecord(
                events,
                reference,
                opening,
                circumstancesOn(day),
                atOpening,
                changes,
                steps.stream().filter(step -> begun && !step.on().isAfter(day)).toList(),
                exceptions.stream()
                        .filter(exception ->
                                exception.from() == null || !exception.from().isAfter(day))
                        .toList(),
                officer);
    }

    public Optional<Step<StepKind>> step(int sequence) {
        return steps.stream().filter(step -> step.sequence() == sequence).findFirst();
    }

    public Optional<PlanException> exception(int sequence) {
        return exceptions.stream()
                .filter(exception -> exception.sequence() == sequence)
                .findFirst();
    }

    /** The first step of a kind, or null. */
    Step<StepKind> first(StepKind kind, String subject) {
        return steps.stream()
                .filter(step -> step.kind() == kind && (subject == null || subject.equals(step.subject())))
                .findFirst()
                .orElse(null);
    }

    boolean has(StepKind kind) {
        return first(kind, null) != null;
    }

    /** Askings of a body that no advice has answered and no refusal has settled, the oldest first; of every body where it is null. */
    public List<Step<StepKind>> outstanding(String body) {
        return steps.stream()
                .filter(step -> step.kind() == StepKind.ADVICE_REQUESTED)
                .filter(step -> body == null || body.equals(step.subject()))
                .filter(asked -> steps.stream().noneMatch(step -> settles(step, asked)))
                .toList();
    }

    /** A source may tell of advice before it tells of the asking. */
    private static boolean settles(Step<StepKind> step, Step<StepKind> asked) {
        boolean answers = step.of() == null
                ? Objects.equals(step.subject(), asked.subject()) && step.isAfter(asked)
                : step.of() == asked.sequence();
        return (step.kind() == StepKind.ADVICE_RECEIVED && answers)
                || (step.kind() == StepKind.PLAN_NOT_ISSUED && step.isAfter(asked));
    }

    /** The steps that clocks go by: the end of a plan that an appeal put back in force ended nothing. */
    List<Step<StepKind>> stepsInForce() {
        int restored = steps.stream()
                .filter(step -> StepKind.CONTINUING.contains(step.kind()))
                .mapToInt(Step::sequence)
                .max()
                .orElse(0);
        return restored == 0
                ? steps
                : steps.stream()
                        .filter(step -> step.kind() != StepKind.PLAN_CEASED || step.sequence() > restored)
                        .toList();
    }

    /** Whether no step of such a kind answers this one. */
    boolean unanswered(Step<StepKind> asked, Predicate<StepKind> answers) {
        return steps.stream()
                .noneMatch(step -> answers.test(step.kind()) && step.of() != null && step.of() == asked.sequence());
    }

    List<Excuse> excuses() {
        return exceptions.stream().map(PlanException::excuse).toList();
    }

    /** Circumstances as they were on a day. */
    Circumstances circumstancesOn(LocalDate day) {
        var then = atOpening;
        for (var change : inOrder(changes)) if (!change.on().isAfter(day)) then = then.with(change.circumstances());
        return then;
    }

    // Changing

    CaseRecord next() {
        return new CaseRecord(
                events + 1, reference, opening, circumstances, atOpening, changes, steps, exceptions, officer);
    }

    CaseRecord with(Step<StepKind> step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return withSteps(more);
    }

    CaseRecord withSteps(List<Step<StepKind>> all) {
        return new CaseRecord(events, reference, opening, circumstances, atOpening, changes, all, exceptions, officer);
    }

    CaseRecord changing(int sequence, UnaryOperator<Step<StepKind>> change) {
        return withSteps(steps.stream()
                .map(step -> step.sequence() == sequence ? change.apply(step) : step)
                .toList());
    }

    CaseRecord withOpening(Opening changed, Circumstances corrected) {
        return new CaseRecord(events, reference, changed, circumstances, corrected, changes, steps, exceptions, officer)
                .recounted();
    }

    CaseRecord withChanges(List<Change> all) {
        return new CaseRecord(events, reference, opening, circumstances, atOpening, all, steps, exceptions, officer)
                .recounted();
    }

    CaseRecord with(Change change) {
        var more = new ArrayList<>(changes);
        more.add(change);
        return withChanges(more);
    }

    CaseRecord withExceptions(List<PlanException> all) {
        return new CaseRecord(events, reference, opening, circumstances, atOpening, changes, steps, all, officer);
    }

    CaseRecord with(PlanException exception) {
        var more = new ArrayList<>(exceptions);
        more.add(exception);
        return withExceptions(more);
    }

    CaseRecord withOfficer(String assigned) {
        return new CaseRecord(
                events, reference, opening, circumstances, atOpening, changes, steps, exceptions, assigned);
    }

    /** Circumstances as last recorded follow from the opening's and the changes in the order of their days. */
    private CaseRecord recounted() {
        var latest = atOpening;
        for (var change : inOrder(changes)) latest = latest.with(change.circumstances());
        return new CaseRecord(events, reference, opening, latest, atOpening, changes, steps, exceptions, officer);
    }

    private static List<Change> inOrder(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(Change::on).thenComparing(Change::sequence))
                .toList();
    }
}
