package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import waymark.assessments.domain.CaseRecord.PlanException;
import waymark.calendar.WorkingDays;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.CourseRules;
import waymark.casefile.course.Forms;
import waymark.casefile.course.Step;

/** What must hold of the days and codes of an assessment, each with its stable id and the words in which a coordinator is told. */
final class Rules extends CourseRules<Rules> {
    private static final int SHORTEST_ABSENCE_DAYS = 28;
    private static final int WEEKS_OF_WORKING_DAYS = 5;

    /**
     * A step that cannot be of an earlier day than another.
     *
     * @param subject what the step must be about for this to hold; null for whatever
     * @param earlier the last one recorded of these, or the very one that the step answers
     * @param rule its id
     * @param ofWhat what the earlier day is the day of
     */
    private record Order(Set<StepKind> later, String subject, Set<StepKind> earlier, String rule, String ofWhat) {
        Order(Set<StepKind> later, Set<StepKind> earlier, String rule, String ofWhat) {
            this(later, null, earlier, rule, ofWhat);
        }

        static Order ofDispute(Dispute about, Set<StepKind> decisions) {
            return new Order(
                    DISPUTES,
                    Steps.code(about),
                    decisions,
                    "dispute-before-decision",
                    "the decision that it is about,");
        }

        boolean holdsOf(Step<StepKind> step) {
            return later.contains(step.kind()) && (subject == null || subject.equals(step.subject()));
        }
    }

    /** With a digit, so that no name is one: it is published with the event. */
    private static final Forms.Form EVIDENCE = new Forms.Form(
            Pattern.compile("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,39}"),
            "a reference of at most 40 letters, digits and . _ / - with at least one digit, never a name");

    private static final Set<StepKind> DISPUTES = Set.of(StepKind.MEDIATION_REGISTERED, StepKind.APPEAL_REGISTERED);
    private static final Set<StepKind> OVERTURNING = Set.of(
            StepKind.AGREED_TO_ASSESS,
            StepKind.AGREED_TO_ISSUE,
            StepKind.ASSESSING_NOT_OPPOSED,
            StepKind.ISSUING_NOT_OPPOSED,
            StepKind.ORDERED_TO_ASSESS,
            StepKind.ORDERED_TO_ISSUE);
    private static final Set<StepKind> MOVES_OF_PHASE =
            Set.of(StepKind.SCHOOL_TRANSFER_PLANNED, StepKind.INTO_POST_16_PLANNED, StepKind.BETWEEN_POST_16_PLANNED);

    private static final List<Order> ORDERS = List.of(
            new Order(
                    Set.of(StepKind.ADVICE_REQUESTED),
                    Set.of(StepKind.DECIDED_TO_ASSESS),
                    "advice-before-decision",
                    "the decision to assess on"),
            new Order(
                    Set.of(StepKind.ADVICE_RECEIVED, StepKind.BODY_REMINDED),
                    Set.of(StepKind.ADVICE_REQUESTED),
                    "advice-before-asked",
                    "the day on which the body was asked,"),
            new Order(
                    Set.of(StepKind.DRAFT_SENT),
                    Set.of(StepKind.DECIDED_TO_ASSESS),
                    "draft-before-decision",
                    "the decision to assess on"),
            new Order(
                    Set.of(StepKind.REPRESENTATIONS_RECEIVED),
                    Set.of(StepKind.DRAFT_SENT),
                    "representations-before-draft",
                    "the draft, sent on"),
            new Order(
                    Set.of(StepKind.PLAN_ISSUED),
                    Set.of(StepKind.DRAFT_SENT),
                    "plan-before-draft",
                    "the draft, sent on"),
            new Order(
                    Set.of(StepKind.PLAN_NOT_ISSUED),
                    Set.of(StepKind.DECIDED_TO_ASSESS),
                    "refusal-before-decision",
                    "the decision to assess on"),
            new Order(
                    Set.of(StepKind.WITHDRAWN, StepKind.PLAN_ISSUED, StepKind.PLAN_NOT_ISSUED),
                    Set.of(StepKind.DECIDED_TO_ASSESS, StepKind.ADVICE_REQUESTED, StepKind.DRAFT_SENT),
                    "ended-before-step",
                    "the last step of the assessment on"),
            new Order(
                    Set.of(StepKind.PLAN_CEASED, StepKind.PLAN_TRANSFERRED),
                    Set.of(
                            StepKind.REVIEW_HELD,
                            StepKind.DECIDED_TO_MAINTAIN,
                            StepKind.DECIDED_TO_AMEND,
                            StepKind.DECIDED_TO_CEASE,
                            StepKind.PLAN_AMENDED,
                            StepKind.PLAN_AMENDED_OTHERWISE),
                    "ended-before-step",
                    "the last step of the plan on"),
            new Order(
                    Set.of(
                            StepKind.REVIEW_HELD,
                            StepKind.PLAN_AMENDED,
                            StepKind.PLAN_AMENDED_OTHERWISE,
                            StepKind.MOVED_AWAY,
                            StepKind.PLAN_CEASED),
                    Set.of(StepKind.PLAN_ISSUED),
                    "before-plan",
                    "the plan, issued on"),
            new Order(MOVES_OF_PHASE, Set.of(StepKind.PLAN_ISSUED), "before-plan", "the plan, issued on"),
            new Order(
                    Set.of(StepKind.DECIDED_TO_MAINTAIN, StepKind.DECIDED_TO_AMEND, StepKind.DECIDED_TO_CEASE),
                    Set.of(StepKind.REVIEW_HELD),
                    "decided-before-review",
                    "the review, held on"),
            new Order(
                    Set.of(StepKind.PLAN_AMENDED),
                    Set.of(StepKind.DECIDED_TO_AMEND),
                    "amended-before-notice",
                    "the decision to amend on"),
            new Order(
                    Set.of(StepKind.PLAN_TRANSFERRED),
                    Set.of(StepKind.MOVED_AWAY),
                    "transferred-before-learned",
                    "the day on which the move was learned of,"),
            Order.ofDispute(Dispute.REFUSAL_TO_ASSESS, Set.of(StepKind.DECIDED_NOT_TO_ASSESS)),
            Order.ofDispute(Dispute.REFUSAL_TO_ISSUE, Set.of(StepKind.PLAN_NOT_ISSUED)),
            Order.ofDispute(Dispute.CONTENT, Set.of(StepKind.PLAN_ISSUED)),
            Order.ofDispute(Dispute.CEASING, Set.of(StepKind.DECIDED_TO_CEASE, StepKind.PLAN_CEASED)),
            new Order(
                    with(StepKind.AGREEMENTS, StepKind.MEDIATION_ENDED),
                    Set.of(StepKind.MEDIATION_REGISTERED),
                    "concluded-before-registered",
                    "the mediation, registered on"),
            new Order(
                    with(StepKind.ORDERS, StepKind.APPEAL_ENDED),
                    Set.of(StepKind.APPEAL_REGISTERED),
                    "concluded-before-registered",
                    "the appeal, registered on"),
            new Order(
                    StepKind.CONCESSIONS,
                    Set.of(StepKind.APPEAL_REGISTERED),
                    "concluded-before-registered",
                    "the appeal, registered on"),
            new Order(
                    Set.of(
                            StepKind.ADVICE_REQUESTED,
                            StepKind.DRAFT_SENT,
                            StepKind.PLAN_NOT_ISSUED,
                            StepKind.PARENT_TOLD),
                    OVERTURNING,
                    "before-order",
                    "the day from which the case goes on,"),
            new Order(
                    Set.of(StepKind.ORDER_CARRIED_OUT),
                    StepKind.CONCESSIONS,
                    "carried-out-before-order",
                    "the notice to the tribunal of"),
            new Order(Set.of(StepKind.ORDER_CARRIED_OUT), StepKind.ORDERS, "carried-out-before-order", "the order of"));

    Rules(LocalDate today) {
        super("assessment", today);
    }

    @Override
    protected Rules self() {
        return this;
    }

    /** As {@link #needed(String, Object)}, where the field's name alone would not tell what to say. */
    Rules said(String field, Object value, String reason) {
        return check(value != null, "needed", field, reason);
    }

    /** A day from which working days are counted: bank holidays are known of the years that are listed, and a clock's few weeks more are needed. */
    Rules amongWorkingDays(String field, LocalDate day) {
        var first = WorkingDays.englandAndWales().firstDay();
        var last = WorkingDays.englandAndWales().lastDay().minusWeeks(WEEKS_OF_WORKING_DAYS);
        return check(
                day == null || (!day.isBefore(first) && !day.isAfter(last)),
                "working-days-unknown",
                field,
                "Working days are counted from it, which can be done of the days %s to %s.".formatted(first, last));
    }

    Rules opening(Opening opening) {
        form(Forms.SEX, "code-form", "sex", opening.sex());
        form(Forms.ETHNICITY, "code-form", "ethnicity", opening.ethnicity());
        return form(Forms.AUTHORITY, "code-form", "fromAuthority", opening.fromAuthority());
    }

    /** Of a plan that moved in. */
    Rules reviewedElsewhere(String field, LocalDate lastReviewedOn, LocalDate transferredOn) {
        return check(
                lastReviewedOn == null || transferredOn == null || !lastReviewedOn.isAfter(transferredOn),
                "reviewed-after-transfer",
                field,
                "The last review elsewhere was before the transfer, or on its day. A later one is recorded here, as a review.");
    }

    Rules reference(String reference) {
        return form(Forms.REFERENCE, "reference-form", "assessmentRef", reference);
    }

    Rules circumstances(Circumstances circumstances, Codes codes, LocalDate on) {
        form(Forms.SCHOOL_YEAR, "school-year-unknown", "schoolYear", circumstances.schoolYear());
        return listed("primaryNeed", circumstances.primaryNeed(), codes.primaryNeedsOn(on == null ? today() : on));
    }

    /** The day of a step, against today, the beginning of the case and whatever it follows. */
    Rules day(String field, Step<StepKind> step, CaseRecord record) {
        notInFuture(field, step.on());
        return order(field, step, record);
    }

    Rules order(String field, Step<StepKind> step, CaseRecord record) {
        notBefore("date-before-opening", field, step.on(), record.openedOn(), "the beginning of the case on");
        for (var order : ORDERS) {
            if (!order.holdsOf(step)) continue;
            var earlier = earlier(order, step, record);
            if (earlier != null) notBefore(order.rule(), field, step.on(), earlier.on(), order.ofWhat());
        }
        return MOVES_OF_PHASE.contains(step.kind())
                ? notBefore("moves-before-planned", "movesOn", step.target(), step.on(), "the day of planning,")
                : this;
    }

    /** The one that the step answers, or that answers the same, where it is of these kinds; else the latest of those recorded before. */
    private static Step<StepKind> earlier(Order order, Step<StepKind> step, CaseRecord record) {
        Step<StepKind> last = null;
        for (var other : record.steps()) {
            if (!order.earlier().contains(other.kind())) continue;
            if (step.of() != null && (step.of() == other.sequence() || step.of().equals(other.of()))) return other;
            boolean another = step.subject() != null
                    && other.subject() != null
                    && !step.subject().equals(other.subject());
            boolean later = last == null || other.isAfter(last);
            if (other.sequence() < step.sequence() && !another && later) last = other;
        }
        return last;
    }

    /** @param run of the clock that it is to excuse */
    Rules exception(PlanException exception, ClockRun run, ClockRule<StepKind> rule, CaseRecord record) {
        var codes = String.join(", ", rule.exceptions().stream().sorted().toList());
        check(
                exception.request() != null || run.subject() == null,
                "needed",
                "request",
                "Say by its number in the history which asking of a body it excuses.");
        said("code", exception.code(), "Say what excuses it: %s.".formatted(codes));
        check(
                exception.code() == null || rule.exceptions().contains(exception.code()),
                "exception-not-permitted",
                "code",
                codes.isEmpty()
                        ? "Nothing excuses missing this clock."
                        : "That does not excuse this clock. It can be excused by: %s.".formatted(codes));
        said("evidence", exception.evidence(), "Say which document shows it, by its reference.");
        form(EVIDENCE, "evidence-form", "evidence", exception.evidence());
        said("from", exception.from(), "Say from which day on it held.");
        notInFuture("from", exception.from());
        notBefore("exception-ends-before", "until", exception.until(), exception.from(), "its first day,");
        check(
                exception.from() == null || !exception.from().isAfter(run.dueOn()),
                "exception-after-due",
                "from",
                "It began after the last day in time, %s, and so excuses nothing.".formatted(run.dueOn()));
        notBefore("exception-before-start", "until", exception.until(), run.startedOn(), "the start of the clock on");
        notBefore(
                "target-before-opening",
                "revisedTarget",
                exception.revisedTarget(),
                record.openedOn(),
                "the beginning of the case on");
        if (exception.code() == null || exception.from() == null) return this;
        return switch (exception.code()) {
            case "absent-from-area" -> fourWeeks(exception);
            case "institution-closed", "early-years-closed" -> {
                said("until", exception.until(), "Say until which day the school or setting was closed.");
                fourWeeks(exception);
                // What is asked for before it is decided to assess is not recorded here.
                boolean beforeDecision = rule.stops().contains(StepKind.DECIDED_TO_ASSESS);
                yield beforeDecision || exception.until() == null ? this : askedAroundClosure(exception, record);
            }
            default -> this;
        };
    }

    private Rules fourWeeks(PlanException exception) {
        var lasts = exception.until() == null ? today() : exception.until();
        return check(
                !lasts.isBefore(exception.from().plusDays(SHORTEST_ABSENCE_DAYS - 1L)),
                "exception-too-short",
                "until",
                "It excuses only where it lasts four weeks without a break. Give the right days, or another code.");
    }

    private Rules askedAroundClosure(PlanException exception, CaseRecord record) {
        var first = exception.from().minusWeeks(1);
        // It opens again on the day after the last on which it was closed.
        var last = exception.until().plusDays(1).minusWeeks(1);
        return check(
                record.steps().stream()
                        .anyMatch(step -> step.kind() == StepKind.ADVICE_REQUESTED
                                && Steps.code(Body.SCHOOL).equals(step.subject())
                                && !step.on().isBefore(first)
                                && !step.on().isAfter(last)),
                "exception-not-asked-then",
                "from",
                "It excuses only where the school or setting was asked for advice between %s and %s, from a week before it closed to a week before it opened again."
                        .formatted(first, last));
    }

    /** None broken yet, on the same day. */
    Rules afresh() {
        return new Rules(today());
    }

    private static Set<StepKind> with(Set<StepKind> kinds, StepKind another) {
        var all = EnumSet.of(another);
        all.addAll(kinds);
        return all;
    }
}
