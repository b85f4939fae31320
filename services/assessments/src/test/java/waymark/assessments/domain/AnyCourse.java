package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.domain.AssessmentCommand.Happened;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource.Said;
import waymark.assessments.domain.AssessmentEvent.AppealConcluded.Outcome;
import waymark.assessments.domain.AssessmentEvent.MediationConcluded.Settlement;
import waymark.assessments.domain.AssessmentEvent.PhaseTransferPlanned.Transfer;
import waymark.assessments.domain.AssessmentEvent.PlanCeased.Ground;
import waymark.assessments.domain.AssessmentEvent.ReviewDecided.Result;
import waymark.assessments.domain.AssessmentEvent.Voided.Reason;

/** Asks whatever of a case, in whatever order: mostly what could come next, and days that mostly go forward. The same seed asks the same. */
final class AnyCourse {
    private static final List<LocalDate> ODD_DAYS = List.of(
            LocalDate.of(2020, 2, 29),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2020, 3, 29),
            LocalDate.of(2024, 3, 31),
            LocalDate.of(2019, 10, 27),
            LocalDate.of(2024, 10, 27),
            LocalDate.of(2025, 3, 30),
            LocalDate.of(2025, 10, 26),
            LocalDate.of(2023, 8, 31),
            LocalDate.of(2024, 12, 24));

    private enum Ask {
        REQUEST,
        MOVE_IN,
        ASSESS,
        DO_NOT_ASSESS,
        ASK_BODY,
        ADVISE,
        REMIND,
        EXCUSE,
        WITHDRAW_EXCUSE,
        DRAFT,
        REPRESENT,
        PLAN,
        NO_PLAN,
        WITHDRAW,
        REVIEW,
        DECIDE_REVIEW,
        AMEND,
        PLAN_TRANSFER,
        TELL_PARENT,
        MOVE_AWAY,
        TRANSFER,
        CEASE,
        MEDIATE,
        CONCLUDE_MEDIATION,
        APPEAL,
        CONCEDE,
        CONCLUDE_APPEAL,
        CARRY_OUT,
        CHANGE,
        ASSIGN,
        REOPEN,
        CORRECT,
        VOID,
        TAKE
    }

    private final Random random;
    private final boolean registers;
    private LocalDate cursor;

    /** @param registers whether a register may be taken too, which takes what an officer would be refused */
    AnyCourse(long seed, boolean registers) {
        random = new Random(seed);
        this.registers = registers;
        cursor = oneIn(2)
                ? one(ODD_DAYS).minusDays(random.nextInt(3) - 1L)
                : LocalDate.of(2019, 9, 1).plusDays(random.nextInt(2200));
    }

    AssessmentCommand next(Assessment state) {
        return switch (state) {
            case Assessment.NotOpened _ -> command(oneIn(6) ? Ask.MOVE_IN : oneIn(8) ? Ask.TAKE : Ask.REQUEST, state);
            case Opened opened -> command(oneIn(4) ? one(List.of(Ask.values())) : one(sensible(opened)), state);
        };
    }

    private List<Ask> sensible(Opened opened) {
        return switch (opened.standing()) {
            case REQUESTED -> List.of(Ask.ASSESS, Ask.ASSESS, Ask.DO_NOT_ASSESS, Ask.EXCUSE, Ask.CORRECT, Ask.WITHDRAW);
            case ASSESSING ->
                List.of(
                        Ask.ASK_BODY,
                        Ask.ASK_BODY,
                        Ask.ASK_BODY,
                        Ask.ADVISE,
                        Ask.ADVISE,
                        Ask.REMIND,
                        Ask.DRAFT,
                        Ask.NO_PLAN,
                        Ask.EXCUSE,
                        Ask.WITHDRAW_EXCUSE,
                        Ask.CORRECT,
                        Ask.TELL_PARENT);
            case DRAFTED -> List.of(Ask.PLAN, Ask.PLAN, Ask.REPRESENT, Ask.ADVISE, Ask.EXCUSE, Ask.CORRECT, Ask.DRAFT);
            case MAINTAINED ->
                List.of(
                        Ask.REVIEW,
                        Ask.REVIEW,
                        Ask.DECIDE_REVIEW,
                        Ask.DECIDE_REVIEW,
                        Ask.AMEND,
                        Ask.PLAN_TRANSFER,
                        Ask.TELL_PARENT,
                        Ask.MOVE_AWAY,
                        Ask.TRANSFER,
                        Ask.CEASE,
                        Ask.APPEAL,
                        Ask.MEDIATE,
                        Ask.CONCEDE,
                        Ask.CONCLUDE_APPEAL,
                        Ask.CARRY_OUT,
                        Ask.CORRECT);
            case NOT_ASSESSED, NOT_ISSUED, WITHDRAWN, TRANSFERRED, CEASED ->
                List.of(
                        Ask.MEDIATE,
                        Ask.CONCLUDE_MEDIATION,
                        Ask.APPEAL,
                        Ask.CONCEDE,
                        Ask.CONCLUDE_APPEAL,
                        Ask.CARRY_OUT,
                        Ask.REOPEN,
                        Ask.CORRECT);
            case VOIDED -> List.of(Ask.REOPEN);
        };
    }

    private AssessmentCommand command(Ask ask, Assessment state) {
        if (ask == Ask.TAKE) return registers ? register() : happened(Story.assigned(day(), "SEN-1"));
        return happened(event(ask, state));
    }

    private static AssessmentCommand happened(AssessmentEvent event) {
        return new Happened(Story.TODAY, event);
    }

    private AssessmentEvent event(Ask ask, Assessment state) {
        return switch (ask) {
            case REQUEST -> Story.requested(day());
            case MOVE_IN -> {
                var on = day();
                yield Story.movedIn(on, "826", oneIn(2) ? null : on.minusDays(random.nextInt(300)));
            }
            case ASSESS -> Story.assess(day());
            case DO_NOT_ASSESS -> Story.doNotAssess(day());
            case ASK_BODY -> Story.asked(day(), body());
            case ADVISE -> Story.advised(day(), body(), number(state));
            case REMIND -> Story.reminded(day(), body(), number(state));
            case EXCUSE -> {
                var clock =
                        one(List.of("ehc-plan", "ehc-plan", "ehc-advice", "ehc-decision", "ehc-not-issue", "ehc-no"));
                var from = day();
                yield Story.excused(
                        clock,
                        clock.equals("ehc-advice") ? number(state) : null,
                        code(),
                        from,
                        oneIn(2) ? null : from.plusDays(random.nextInt(70)));
            }
            case WITHDRAW_EXCUSE -> Story.excuseWithdrawn(number(state));
            case DRAFT -> Story.draft(day());
            case REPRESENT -> Story.represented(day());
            case PLAN -> Story.plan(day());
            case NO_PLAN -> Story.noPlan(day());
            case WITHDRAW -> Story.withdrawn(day());
            case REVIEW -> Story.reviewed(laterDay());
            case DECIDE_REVIEW -> Story.reviewDecided(day(), number(state), one(List.of(Result.values())));
            case AMEND -> Story.amended(day(), oneIn(2) ? null : number(state));
            case PLAN_TRANSFER -> {
                var on = day();
                yield Story.planned(on, one(List.of(Transfer.values())), on.plusDays(random.nextInt(500) - 20L));
            }
            case TELL_PARENT -> Story.parentTold(day());
            case MOVE_AWAY -> {
                var on = day();
                yield Story.movedAway(on, on.plusDays(random.nextInt(90) - 30L));
            }
            case TRANSFER -> Story.transferred(day(), "826");
            case CEASE -> Story.ceased(day(), Ground.LEFT_EDUCATION_OR_TRAINING);
            case MEDIATE -> Story.mediation(day(), one(List.of(Dispute.values())));
            case CONCLUDE_MEDIATION -> Story.mediated(day(), number(state), null, one(List.of(Settlement.values())));
            case APPEAL -> Story.appeal(day(), one(List.of(Dispute.values())));
            case CONCEDE -> Story.notOpposed(day(), number(state), null);
            case CONCLUDE_APPEAL -> Story.concluded(day(), number(state), null, one(List.of(Outcome.values())));
            case CARRY_OUT -> Story.carriedOut(day(), number(state));
            case CHANGE -> Story.changed(day(), oneIn(2) ? null : "SLCN", Integer.toString(random.nextInt(14)), null);
            case ASSIGN -> Story.assigned(day(), "SEN-" + random.nextInt(3));
            case REOPEN -> Story.reopened(day());
            case CORRECT -> correction(state);
            case VOID -> oneIn(10) ? Story.voided(day(), Reason.DUPLICATE) : Story.represented(day());
            case TAKE -> throw new IllegalStateException("a register is no event");
        };
    }

    private AssessmentEvent correction(Assessment state) {
        if (oneIn(5)) return Story.right(day());
        var exceptions =
                state instanceof Opened opened ? opened.record().exceptions() : List.<CaseRecord.PlanException>of();
        if (!exceptions.isEmpty() && oneIn(2)) {
            var from = day();
            return Story.right(
                    one(exceptions).sequence(), oneIn(4) ? code() : null, from, from.plusDays(random.nextInt(90)));
        }
        var entry = number(state);
        if (entry != null && oneIn(6)) {
            return Story.right(entry, null, null, null, null, null, day().plusDays(random.nextInt(300)), null);
        }
        return Story.right(entry == null ? 2 : entry, day());
    }

    private TakeFromSource register() {
        var steps = new ArrayList<Said>();
        if (oneIn(2)) {
            steps.add(Story.said(oneIn(4) ? StepKind.DECIDED_NOT_TO_ASSESS : StepKind.DECIDED_TO_ASSESS, day()));
        }
        if (oneIn(2)) steps.add(Story.said(StepKind.ADVICE_REQUESTED, Body.HEALTH, day()));
        if (oneIn(2)) steps.add(Story.said(StepKind.ADVICE_RECEIVED, Body.HEALTH, day()));
        if (oneIn(2)) steps.add(Story.said(StepKind.DRAFT_SENT, day()));
        if (oneIn(3)) {
            steps.add(Story.said(
                    one(List.of(StepKind.PLAN_ISSUED, StepKind.PLAN_NOT_ISSUED, StepKind.WITHDRAWN)), day()));
        }
        var circumstances = new Circumstances("ASD", Integer.toString(random.nextInt(14)), null);
        return Story.source(
                day(), circumstances, one(List.of("", "exceptional-circumstances")), steps.toArray(Said[]::new));
    }

    /** The number of something recorded, or of nothing, or none. */
    private Integer number(Assessment state) {
        if (oneIn(3) || !(state instanceof Opened opened)) return null;
        return 1 + random.nextInt(opened.record().events() + 1);
    }

    private LocalDate laterDay() {
        cursor = cursor.plusDays(random.nextInt(300));
        return day();
    }

    private LocalDate day() {
        if (oneIn(5)) return cursor.minusDays(random.nextInt(60));
        if (oneIn(20)) return one(ODD_DAYS);
        if (oneIn(3)) cursor = cursor.plusDays(random.nextInt(45));
        return cursor;
    }

    private Body body() {
        return one(List.of(Body.values()));
    }

    private String code() {
        return one(List.of(
                "exceptional-circumstances",
                "exceptional-circumstances",
                "absent-from-area",
                "institution-closed",
                "missed-appointment"));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
