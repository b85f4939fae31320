package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.domain.CaseRecord.PlanException;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.Clocks;

/** Whether the course has come to the point at which something can happen. What is refused here is refused whatever its day. */
final class Permission {
    private final Opened opened;
    private final CaseRecord record;
    private final Standing standing;
    private final Clocks<StepKind> clocks;
    private final Rules rules;

    Permission(Opened opened, Clocks<StepKind> clocks, Rules rules) {
        this.opened = opened;
        this.record = opened.record();
        this.standing = opened.standing();
        this.clocks = clocks;
        this.rules = rules;
    }

    /** Adds a breach to the rules where it cannot happen now. */
    void check(AssessmentEvent event) {
        switch (event) {
            case AssessmentEvent.Requested _, AssessmentEvent.MovedIn _ ->
                refuse("opened-twice", "This case has been opened already.");
            case AssessmentEvent.DecisionMade made -> decide(made);
            case AssessmentEvent.AdviceRequested asked -> askForAdvice(asked);
            case AssessmentEvent.AdviceReceived received -> answerAsking(received.request(), received.body());
            case AssessmentEvent.BodyReminded reminded -> answerAsking(reminded.request(), reminded.body());
            case AssessmentEvent.ExceptionRecorded exception -> exception(exception);
            case AssessmentEvent.ExceptionWithdrawn withdrawn ->
                rules.check(
                        withdrawn.exception() != null
                                && record.exception(withdrawn.exception()).isPresent(),
                        "exception-unknown",
                        "exception",
                        "No such exception stands. Where there are several, say which by its number in the history.");
            case AssessmentEvent.DraftPlanSent _ -> sendDraft();
            case AssessmentEvent.RepresentationsReceived _ ->
                rules.check(
                        record.has(StepKind.DRAFT_SENT),
                        "representations-before-draft",
                        null,
                        "No draft has been sent that they could be about. Record the draft first.");
            case AssessmentEvent.PlanIssued issued -> issuePlan(issued);
            case AssessmentEvent.PlanNotIssued _ -> refuseToIssue();
            case AssessmentEvent.Withdrawn _ ->
                assessing(
                        "withdrawn-after-plan",
                        Set.of(Standing.REQUESTED, Standing.ASSESSING, Standing.DRAFTED),
                        "A plan has been issued, so there is no request to withdraw any more.");
            case AssessmentEvent.ReviewDecided decided -> decideReview(decided);
            case AssessmentEvent.PlanTransferred _ -> {
                maintained();
                rules.check(
                        record.has(StepKind.MOVED_AWAY),
                        "not-moved-away",
                        null,
                        "Record first that the child moves away, and when that was learned.");
            }
            case AssessmentEvent.ReviewHeld _, AssessmentEvent.MovedAway _, AssessmentEvent.PlanCeased _ ->
                maintained();
            case AssessmentEvent.PlanAmended amended -> {
                maintained();
                rules.check(
                        amended.review() == null || awaitsAmendment(amended.review()),
                        "review-unknown",
                        "review",
                        "After no such review is the plan to be amended. Record the decision to amend first, or leave the review out where none led to it.");
            }
            case AssessmentEvent.PhaseTransferPlanned planned -> {
                maintained();
                rules.said("transfer", planned.transfer(), "Say between which phases the child moves.");
            }
            case AssessmentEvent.ParentTold _ ->
                rules.check(
                        opened.clocks().stream().anyMatch(this::waitsForTelling),
                        "nothing-to-tell",
                        null,
                        "Nothing waits for the parent to be told: the child did not move in, and no appeal was given way to.");
            case AssessmentEvent.MediationRegistered registered -> dispute(registered.about());
            case AssessmentEvent.MediationConcluded concluded -> {
                answer(
                        "mediation",
                        concluded.mediation(),
                        StepKind.MEDIATION_REGISTERED,
                        StepKind.MEDIATION_ANSWERS::contains,
                        "No such mediation is under way. Record first that it was registered.");
                rules.said("outcome", concluded.outcome(), "Say how the mediation ended.");
            }
            case AssessmentEvent.AppealRegistered registered -> dispute(registered.about());
            case AssessmentEvent.AppealNotOpposed notOpposed ->
                answerAppeal(notOpposed.appeal(), kind -> StepKind.CONCESSIONS.contains(kind) || concludes(kind));
            case AssessmentEvent.AppealConcluded concluded -> {
                answerAppeal(concluded.appeal(), Permission::concludes);
                rules.said("outcome", concluded.outcome(), "Say how the appeal ended.");
            }
            case AssessmentEvent.OrderCarriedOut carriedOut -> carryOut(carriedOut);
            case AssessmentEvent.CircumstancesChanged _, AssessmentEvent.Assigned _ ->
                rules.check(standing.isOpen(), "ended", null, ended());
            case AssessmentEvent.Reopened _ ->
                rules.check(
                        ended(record) != null,
                        "not-ended",
                        null,
                        "The case has not ended; there is no ending to annul.");
            case AssessmentEvent.Corrected _, AssessmentEvent.Voided _ -> {
                // What was recorded can always be put right, and a case opened in error be voided.
            }
        }
    }

    /** The ending that a re-opening would annul; null where the case has not ended. A plan counts while nothing came of it. */
    static Integer ended(CaseRecord record) {
        Integer ending = null;
        var standing = Standing.REQUESTED;
        for (var step : record.steps()) {
            var then = standing.after(step);
            boolean ends = then != standing && (!then.isOpen() || step.kind() == StepKind.PLAN_ISSUED);
            if (ends) ending = step.sequence();
            else if (then.isOpen() && goesOn(step.kind())) ending = null;
            standing = then;
        }
        return ending;
    }

    /** Whether it takes the case beyond an ending, rather than being recorded beside it or late. */
    private static boolean goesOn(StepKind kind) {
        return switch (kind) {
            case REVIEW_HELD,
                    DECIDED_TO_MAINTAIN,
                    DECIDED_TO_AMEND,
                    DECIDED_TO_CEASE,
                    PLAN_AMENDED,
                    PLAN_AMENDED_OTHERWISE,
                    SCHOOL_TRANSFER_PLANNED,
                    INTO_POST_16_PLANNED,
                    BETWEEN_POST_16_PLANNED,
                    PARENT_TOLD,
                    MOVED_AWAY,
                    AGREED_TO_ASSESS,
                    AGREED_TO_ISSUE,
                    AGREED_TO_AMEND,
                    AGREED_TO_CONTINUE,
                    ASSESSING_NOT_OPPOSED,
                    ISSUING_NOT_OPPOSED,
                    AMENDING_NOT_OPPOSED,
                    CONTINUING_NOT_OPPOSED,
                    ORDERED_TO_ASSESS,
                    ORDERED_TO_ISSUE,
                    ORDERED_TO_AMEND,
                    ORDERED_TO_CONTINUE,
                    ORDER_CARRIED_OUT -> true;
            case REQUESTED,
                    MOVED_IN,
                    LAST_REVIEWED,
                    DECIDED_TO_ASSESS,
                    DECIDED_NOT_TO_ASSESS,
                    ADVICE_REQUESTED,
                    ADVICE_RECEIVED,
                    BODY_REMINDED,
                    DRAFT_SENT,
                    REPRESENTATIONS_RECEIVED,
                    PLAN_ISSUED,
                    PLAN_NOT_ISSUED,
                    WITHDRAWN,
                    PLAN_TRANSFERRED,
                    PLAN_CEASED,
                    MEDIATION_REGISTERED,
                    MEDIATION_ENDED,
                    APPEAL_REGISTERED,
                    APPEAL_ENDED,
                    EXCEPTION_RECORDED,
                    EXCEPTION_WITHDRAWN,
                    CIRCUMSTANCES_CHANGED,
                    ASSIGNED -> false;
        };
    }

    private void refuseToIssue() {
        assessing(
                "refusal-before-decision",
                Set.of(Standing.ASSESSING, Standing.DRAFTED),
                "It was not decided to assess yet, so no plan can be refused. Record the decision first.");
        rules.check(
                record.steps().stream().noneMatch(step -> StepKind.ISSUING.contains(step.kind())),
                "refusal-against-order",
                null,
                "It was agreed or ordered that a plan is issued, so it cannot be refused again.");
    }

    private void decide(AssessmentEvent.DecisionMade made) {
        assessing(
                "decided-twice",
                Set.of(Standing.REQUESTED),
                "It has been decided already whether to assess. Correct the day of that decision; where the decision itself was recorded wrongly, void the case and open it again with replaces.");
        rules.said("decision", made.decision(), "Say what was decided: assess or do-not-assess.");
    }

    private void askForAdvice(AssessmentEvent.AdviceRequested asked) {
        assessing(
                "advice-before-decision",
                Set.of(Standing.ASSESSING, Standing.DRAFTED),
                "Advice is asked for once it is decided to assess. Record the decision first.");
        rules.said("body", asked.body(), "Say which body was asked.");
        if (asked.body() == null) return;
        boolean several = asked.body() == Body.OTHER;
        rules.check(
                several || record.outstanding(Steps.code(asked.body())).isEmpty(),
                "advice-asked-twice",
                "body",
                "This body has been asked and has not answered. A reminder restarts nothing: record it as one.");
    }

    /** What came late, or is recorded late, is recorded all the same, whether or not the case has ended. */
    private void answerAsking(Integer request, Body body) {
        rules.said("body", body, "Say which body's advice it is.");
        rules.check(
                body == null
                        || record.outstanding(Steps.code(body)).stream()
                                .anyMatch(asked -> request != null && asked.sequence() == request),
                "advice-before-asked",
                "body",
                "This body was not asked, or has answered already. Record first that it was asked.");
    }

    private void exception(AssessmentEvent.ExceptionRecorded exception) {
        var run = opened.run(exception.clock(), exception.request());
        rules.check(
                run.isPresent(),
                "clock-unknown",
                exception.request() == null ? "clock" : "request",
                exception.request() == null
                        ? "No such clock runs or ran in this case. Use one of: %s.".formatted(clocksSoFar())
                        : "No such clock was started under that number of the history.");
        run.ifPresent(one -> rules.exception(PlanException.of(record.events() + 1, exception), one, rule(one), record));
    }

    private String clocksSoFar() {
        return opened.clocks().stream().map(ClockRun::clock).distinct().collect(Collectors.joining(", "));
    }

    private void sendDraft() {
        if (standing == Standing.MAINTAINED) {
            refuse("draft-after-plan", "A plan has been issued. A change of it is an amended plan after a review.");
        } else {
            assessing(
                    "draft-before-decision",
                    Set.of(Standing.ASSESSING, Standing.DRAFTED),
                    "A draft follows the decision to assess. Record the decision first.");
        }
    }

    private void issuePlan(AssessmentEvent.PlanIssued issued) {
        switch (standing) {
            case REQUESTED ->
                refuse("plan-before-decision", "A plan follows the decision to assess. Record the decision first.");
            case ASSESSING -> refuse("plan-before-draft", "A plan follows a draft (s38). Record the draft first.");
            case MAINTAINED ->
                refuse("plan-issued-twice", "A plan has been issued. A change of it is an amended plan.");
            case DRAFTED ->
                opened.clocks().stream()
                        .filter(run -> rule(run).sense() == Sense.AT_LEAST && cutShort(run, issued.issuedOn()))
                        .findFirst()
                        .ifPresent(run -> rules.check(
                                false,
                                "comment-time-running",
                                "issuedOn",
                                "The parent has until %s to comment on the draft (reg 13(1)). Issue the plan after that day, or record what the parent said."
                                        .formatted(run.dueOn())));
            case NOT_ASSESSED, NOT_ISSUED, WITHDRAWN, TRANSFERRED, CEASED, VOIDED -> refuse("ended", ended());
        }
    }

    private static boolean cutShort(ClockRun run, LocalDate day) {
        return day != null
                && !day.isBefore(run.startedOn())
                && !day.isAfter(run.dueOn())
                && (run.endedOn() == null || run.endedOn().isAfter(day));
    }

    private void decideReview(AssessmentEvent.ReviewDecided decided) {
        maintained();
        answer(
                "review",
                decided.review(),
                StepKind.REVIEW_HELD,
                StepKind.REVIEW_DECISIONS::contains,
                "No such review waits for a decision. Record the meeting first.");
        rules.said("decision", decided.decision(), "Say what becomes of the plan: maintain, amend or cease.");
    }

    private void dispute(Dispute about) {
        rules.said("about", about, "Say which decision of the authority is disputed.");
        if (about == null) return;
        boolean decided = switch (about) {
            case REFUSAL_TO_ASSESS -> record.has(StepKind.DECIDED_NOT_TO_ASSESS);
            case REFUSAL_TO_ISSUE -> record.has(StepKind.PLAN_NOT_ISSUED);
            case CONTENT -> standing == Standing.MAINTAINED;
            case CEASING -> record.has(StepKind.PLAN_CEASED) || record.has(StepKind.DECIDED_TO_CEASE);
        };
        rules.check(
                decided,
                "dispute-without-decision",
                "about",
                "The authority has taken no such decision in this case that could be disputed.");
    }

    private void answerAppeal(Integer appeal, Predicate<StepKind> answers) {
        answer(
                "appeal",
                appeal,
                StepKind.APPEAL_REGISTERED,
                answers,
                "No such appeal is open. Record first that it was registered.");
    }

    private static boolean concludes(StepKind kind) {
        return StepKind.APPEAL_CONCLUSIONS.contains(kind);
    }

    private void carryOut(AssessmentEvent.OrderCarriedOut carriedOut) {
        var appeal = carriedOut.appeal();
        boolean toBeCarriedOut = appeal != null
                && anyOf(appeal, kind -> StepKind.ORDERS.contains(kind) || StepKind.CONCESSIONS.contains(kind))
                && !anyOf(appeal, StepKind.ORDER_CARRIED_OUT::equals);
        rules.check(toBeCarriedOut, "no-order", "appeal", "No such order or concession waits to be carried out.");
    }

    private boolean awaitsAmendment(int review) {
        return anyOf(review, StepKind.DECIDED_TO_AMEND::equals) && !anyOf(review, StepKind.PLAN_AMENDED::equals);
    }

    private boolean anyOf(int appeal, Predicate<StepKind> kinds) {
        return record.steps().stream()
                .anyMatch(step -> kinds.test(step.kind()) && step.of() != null && step.of() == appeal);
    }

    private void answer(String field, Integer of, StepKind asked, Predicate<StepKind> answers, String reason) {
        boolean open = of != null
                && record.step(of)
                        .filter(step -> step.kind() == asked && record.unanswered(step, answers))
                        .isPresent();
        rules.check(open, field + "-unknown", field, reason);
    }

    private void assessing(String rule, Set<Standing> when, String reason) {
        if (when.contains(standing)) return;
        if (standing.isOpen()) refuse(rule, reason);
        else refuse("ended", ended());
    }

    private void maintained() {
        if (standing == Standing.MAINTAINED) return;
        if (standing.isOpen()) refuse("no-plan", "No plan is in force yet.");
        else refuse("ended", ended());
    }

    private boolean waitsForTelling(ClockRun run) {
        return run.endedOn() == null && rule(run).stops().contains(StepKind.PARENT_TOLD);
    }

    private ClockRule<StepKind> rule(ClockRun run) {
        return clocks.rule(run.clock(), run.version());
    }

    private String ended() {
        return "The case has ended: %s. If that was recorded by mistake, re-open it first; a new request is a new case."
                .formatted(Steps.code(standing).replace('-', ' '));
    }

    private void refuse(String rule, String reason) {
        rules.check(false, rule, null, reason);
    }
}
