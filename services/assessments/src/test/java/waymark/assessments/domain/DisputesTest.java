package waymark.assessments.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.assessments.domain.Dispute.CEASING;
import static waymark.assessments.domain.Dispute.CONTENT;
import static waymark.assessments.domain.Dispute.REFUSAL_TO_ASSESS;
import static waymark.assessments.domain.Dispute.REFUSAL_TO_ISSUE;
import static waymark.assessments.domain.Story.RECEIVED;
import static waymark.assessments.domain.Story.TODAY;
import static waymark.assessments.domain.Story.amended;
import static waymark.assessments.domain.Story.appeal;
import static waymark.assessments.domain.Story.asked;
import static waymark.assessments.domain.Story.assess;
import static waymark.assessments.domain.Story.carriedOut;
import static waymark.assessments.domain.Story.ceased;
import static waymark.assessments.domain.Story.concluded;
import static waymark.assessments.domain.Story.day;
import static waymark.assessments.domain.Story.doNotAssess;
import static waymark.assessments.domain.Story.draft;
import static waymark.assessments.domain.Story.lapses;
import static waymark.assessments.domain.Story.mediated;
import static waymark.assessments.domain.Story.mediation;
import static waymark.assessments.domain.Story.movedAway;
import static waymark.assessments.domain.Story.noPlan;
import static waymark.assessments.domain.Story.notOpposed;
import static waymark.assessments.domain.Story.parentTold;
import static waymark.assessments.domain.Story.plan;
import static waymark.assessments.domain.Story.reopened;
import static waymark.assessments.domain.Story.represented;
import static waymark.assessments.domain.Story.requested;
import static waymark.assessments.domain.Story.reviewDecided;
import static waymark.assessments.domain.Story.reviewed;
import static waymark.assessments.domain.Story.right;
import static waymark.assessments.domain.Story.starts;
import static waymark.assessments.domain.Story.stops;
import static waymark.assessments.domain.Story.told;
import static waymark.assessments.domain.Story.transferred;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import waymark.assessments.domain.AssessmentEvent.AppealConcluded.Outcome;
import waymark.assessments.domain.AssessmentEvent.MediationConcluded.Settlement;
import waymark.assessments.domain.AssessmentEvent.PlanCeased.Ground;
import waymark.assessments.domain.AssessmentEvent.ReviewDecided.Result;
import waymark.casefile.course.ClockState;

/** Mediation and appeals, and what becomes of a case by them. */
class DisputesTest {
    private static final LocalDate NOTICE = day(6, 2);
    private static final LocalDate TWO_WEEKS = day(6, 16);
    private static final LocalDate FIVE_WEEKS = day(7, 7);
    private static final LocalDate TEN_WEEKS = day(8, 11);
    private static final LocalDate FOURTEEN_WEEKS = day(9, 8);

    /** Decided on 14 April (2). */
    private static Story notAssessed() {
        return told(requested(), doNotAssess(day(4, 14)));
    }

    /** Decided on 12 May (3). */
    private static Story notIssued() {
        return told(requested(), assess(day(4, 14)), noPlan(day(5, 12)));
    }

    /** Issued on 21 April (5). */
    private static Story planIssued() {
        return told(requested(), assess(day(3, 10)), draft(day(4, 1)), represented(day(4, 2)), plan(day(4, 21)));
    }

    @Nested
    class AnAppeal {
        @Test
        void thatIsNotOpposedGivesTwoTenAndFourteenWeeksToAssess() {
            notAssessed()
                    .and(appeal(day(5, 1), REFUSAL_TO_ASSESS))
                    .when(notOpposed(NOTICE, null, null))
                    .then(notOpposed(NOTICE, 3, REFUSAL_TO_ASSESS)
                            .with(List.of(
                                    starts("ehc-unopposed-notify", 4, NOTICE, TWO_WEEKS),
                                    starts("ehc-unopposed-assess", 4, NOTICE, TEN_WEEKS),
                                    starts("ehc-unopposed-plan", 4, NOTICE, FOURTEEN_WEEKS))));
            var goesOn = notAssessed().and(appeal(day(5, 1), REFUSAL_TO_ASSESS), notOpposed(NOTICE, null, null));
            assertThat(goesOn.standing()).isEqualTo(Standing.ASSESSING);
            assertThat(goesOn.record().overturned()).isTrue();
            assertThat(goesOn.clock("ehc-plan", 1, TODAY)).isEqualTo(ClockState.NOT_APPLICABLE);
            assertThat(goesOn.next())
                    .isEqualTo(new Assessment.Next(NextStep.ASK_FOR_ADVICE, "ehc-unopposed-notify", null, TWO_WEEKS));
        }

        @Test
        void thatIsNotOpposedGivesFourteenWeeksToIssue() {
            notIssued()
                    .and(appeal(day(5, 20), REFUSAL_TO_ISSUE))
                    .when(notOpposed(NOTICE, 4, null))
                    .then(notOpposed(NOTICE, 4, REFUSAL_TO_ISSUE)
                            .with(List.of(starts("ehc-unopposed-plan", 5, NOTICE, FOURTEEN_WEEKS))));
        }

        @Test
        void thatIsNotOpposedGivesFiveWeeksToAmend() {
            planIssued()
                    .and(appeal(day(5, 20), CONTENT))
                    .when(notOpposed(NOTICE, null, null))
                    .then(notOpposed(NOTICE, 6, CONTENT)
                            .with(List.of(starts("ehc-unopposed-amendment", 7, NOTICE, FIVE_WEEKS))));
            planIssued()
                    .and(appeal(day(5, 20), CONTENT), notOpposed(NOTICE, null, null))
                    .when(amended(FIVE_WEEKS, null))
                    .then(amended(FIVE_WEEKS, null)
                            .with(List.of(stops("ehc-unopposed-amendment", 7, NOTICE, FIVE_WEEKS, FIVE_WEEKS))));
        }

        @Test
        void thatIsOrderedToAssessGoesOnByTheOrdersClocksToThePlan() {
            var ordered = notAssessed().and(appeal(day(5, 1), REFUSAL_TO_ASSESS));
            ordered.when(concluded(NOTICE, null, null, Outcome.ORDERED))
                    .then(concluded(NOTICE, 3, REFUSAL_TO_ASSESS, Outcome.ORDERED)
                            .with(List.of(
                                    starts("ehc-order-notify", 4, NOTICE, TWO_WEEKS),
                                    starts("ehc-order-assess", 4, NOTICE, TEN_WEEKS),
                                    starts("ehc-order-plan", 4, NOTICE, FOURTEEN_WEEKS))));
            var assessed = ordered.and(
                    concluded(NOTICE, null, null, Outcome.ORDERED),
                    parentTold(day(6, 10)),
                    asked(day(6, 11), Body.HEALTH));
            assessed.when(draft(day(8, 12)))
                    .then(draft(day(8, 12))
                            .with(List.of(
                                    stops("ehc-order-assess", 4, NOTICE, TEN_WEEKS, day(8, 12)),
                                    starts("ehc-comment", 7, day(8, 12), day(8, 26)))));
            var issued = assessed.and(draft(day(8, 12)), plan(day(9, 8)));
            assertThat(issued.clock("ehc-order-notify", 4, TODAY)).isEqualTo(ClockState.MET);
            assertThat(issued.clock("ehc-order-assess", 4, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(issued.clock("ehc-order-plan", 4, TODAY)).isEqualTo(ClockState.MET);
            assertThat(issued.clock("ehc-plan", 1, TODAY)).isEqualTo(ClockState.NOT_APPLICABLE);
        }

        @Test
        void thatIsOrderedToIssueGivesFiveWeeksToTheDraftAndElevenToThePlan() {
            notIssued()
                    .and(appeal(day(5, 20), REFUSAL_TO_ISSUE))
                    .when(concluded(NOTICE, null, null, Outcome.ORDERED))
                    .then(concluded(NOTICE, 4, REFUSAL_TO_ISSUE, Outcome.ORDERED)
                            .with(List.of(
                                    starts("ehc-order-draft", 5, NOTICE, FIVE_WEEKS),
                                    starts("ehc-order-issue", 5, NOTICE, day(8, 18)))));
        }

        @Test
        void thatIsOrderedToAmendGivesFiveWeeks() {
            planIssued()
                    .and(appeal(day(5, 20), CONTENT))
                    .when(concluded(NOTICE, null, null, Outcome.ORDERED))
                    .then(concluded(NOTICE, 6, CONTENT, Outcome.ORDERED)
                            .with(List.of(starts("ehc-order-amendment", 7, NOTICE, FIVE_WEEKS))));
        }

        @Test
        void thatIsDismissedOrWithdrawnChangesNothing() {
            var appealed = notAssessed().and(appeal(day(5, 1), REFUSAL_TO_ASSESS));
            appealed.when(concluded(NOTICE, null, null, Outcome.DISMISSED))
                    .then(concluded(NOTICE, 3, REFUSAL_TO_ASSESS, Outcome.DISMISSED));
            assertThat(appealed.and(concluded(NOTICE, null, null, Outcome.WITHDRAWN))
                            .standing())
                    .isEqualTo(Standing.NOT_ASSESSED);
        }

        @Test
        void aboutCeasingPutsThePlanBackInForce() {
            var over = planIssued().and(ceased(day(5, 20), Ground.NO_LONGER_NECESSARY), appeal(day(5, 21), CEASING));
            assertThat(over.and(notOpposed(NOTICE, null, null)).standing()).isEqualTo(Standing.MAINTAINED);
            assertThat(over.and(concluded(NOTICE, null, null, Outcome.ORDERED)).standing())
                    .isEqualTo(Standing.MAINTAINED);
            assertThat(over.and(concluded(NOTICE, null, null, Outcome.DISMISSED))
                            .standing())
                    .isEqualTo(Standing.CEASED);
        }

        @Test
        void aboutCeasingLetsTheYearToTheReviewRunOnAsIfThePlanHadNeverCeased() {
            var review = LocalDate.of(2026, 4, 21);
            var over = planIssued().and(ceased(day(5, 20), Ground.NO_LONGER_NECESSARY), appeal(day(5, 21), CEASING));
            over.when(concluded(NOTICE, null, null, Outcome.ORDERED))
                    .then(concluded(NOTICE, 7, CEASING, Outcome.ORDERED)
                            .with(List.of(starts("ehc-annual-review", 5, day(4, 21), review))));
            var again = over.and(concluded(NOTICE, null, null, Outcome.ORDERED));
            assertThat(again.clock("ehc-annual-review", 5, NOTICE.minusDays(1))).isEqualTo(ClockState.NOT_APPLICABLE);
            assertThat(again.clock("ehc-annual-review", 5, review)).isEqualTo(ClockState.RUNNING);
            again.when(ceased(day(9, 1), Ground.DIED))
                    .then(ceased(day(9, 1), Ground.DIED)
                            .with(List.of(lapses("ehc-annual-review", 5, day(4, 21), review, day(9, 1)))));
        }

        @Test
        void mayBeAboutADecisionToCeaseThatHasNotTakenEffect() {
            var stays = planIssued()
                    .and(
                            reviewed(day(5, 1)),
                            reviewDecided(day(5, 20), null, Result.CEASE),
                            appeal(day(5, 21), CEASING),
                            concluded(NOTICE, null, null, Outcome.ORDERED));
            assertThat(stays.standing()).isEqualTo(Standing.MAINTAINED);
            assertThat(stays.clock("ehc-annual-review", 6, day(12, 1))).isEqualTo(ClockState.RUNNING);
        }

        @Test
        void disputesADecisionThatWasTakenBeforeIt() {
            told(requested()).when(appeal(TODAY, REFUSAL_TO_ASSESS)).thenRefused("assessment.dispute-without-decision");
            notAssessed().when(appeal(TODAY, REFUSAL_TO_ISSUE)).thenRefused("assessment.dispute-without-decision");
            notAssessed().when(mediation(TODAY, CONTENT)).thenRefused("assessment.dispute-without-decision");
            planIssued().when(appeal(TODAY, CEASING)).thenRefused("assessment.dispute-without-decision");
            notAssessed().when(appeal(TODAY, null)).thenRefused("assessment.needed");
            notAssessed().when(appeal(day(4, 13), REFUSAL_TO_ASSESS)).thenRefused("assessment.dispute-before-decision");
            notIssued().when(mediation(day(5, 11), REFUSAL_TO_ISSUE)).thenRefused("assessment.dispute-before-decision");
            planIssued().when(appeal(day(4, 20), CONTENT)).thenRefused("assessment.dispute-before-decision");
        }

        @Test
        void isConcludedOnceAfterItWasRegistered() {
            var appealed = notAssessed().and(appeal(day(5, 1), REFUSAL_TO_ASSESS));
            notAssessed().when(notOpposed(NOTICE, null, null)).thenRefused("assessment.appeal-unknown");
            appealed.when(concluded(NOTICE, 2, null, Outcome.ORDERED)).thenRefused("assessment.appeal-unknown");
            appealed.when(concluded(day(4, 30), null, null, Outcome.ORDERED))
                    .thenRefused("assessment.concluded-before-registered");
            appealed.when(notOpposed(day(4, 30), null, null)).thenRefused("assessment.concluded-before-registered");
            appealed.when(concluded(NOTICE, null, null, null)).thenRefused("assessment.needed");
            appealed.and(concluded(NOTICE, null, null, Outcome.DISMISSED))
                    .when(notOpposed(NOTICE, null, null))
                    .thenRefused("assessment.appeal-unknown");
            appealed.and(notOpposed(NOTICE, null, null))
                    .when(notOpposed(NOTICE, null, null))
                    .thenRefused("assessment.appeal-unknown");
        }
    }

    @Nested
    class TheOrder {
        private final Story amending =
                planIssued().and(appeal(day(5, 20), CONTENT), concluded(NOTICE, null, null, Outcome.ORDERED));

        @Test
        void isCarriedOutOnItsOwnClock() {
            amending.when(carriedOut(day(7, 8), null))
                    .then(carriedOut(day(7, 8), 6)
                            .with(List.of(stops("ehc-order-amendment", 7, NOTICE, FIVE_WEEKS, day(7, 8)))));
            assertThat(amending.and(carriedOut(day(7, 8), null)).clock("ehc-order-amendment", 7, TODAY))
                    .isEqualTo(ClockState.MISSED);
            assertThat(amending.next().step()).isEqualTo(NextStep.CARRY_OUT_ORDER);
        }

        @Test
        void leavesTheClocksOfAnotherOrderRunning() {
            var two = amending.and(appeal(day(6, 3), CONTENT), concluded(day(6, 9), 8, null, Outcome.ORDERED));
            two.when(carriedOut(day(6, 20), 6))
                    .then(carriedOut(day(6, 20), 6)
                            .with(List.of(stops("ehc-order-amendment", 7, NOTICE, FIVE_WEEKS, day(6, 20)))));
        }

        @Test
        void isCarriedOutOnceAndNotBeforeItWasMade() {
            planIssued().when(carriedOut(NOTICE, null)).thenRefused("assessment.no-order");
            planIssued()
                    .and(appeal(day(5, 20), CONTENT))
                    .when(carriedOut(NOTICE, null))
                    .thenRefused("assessment.no-order");
            amending.and(carriedOut(day(6, 20), null))
                    .when(carriedOut(day(6, 21), null))
                    .thenRefused("assessment.no-order");
            amending.when(carriedOut(NOTICE.minusDays(1), null)).thenRefused("assessment.carried-out-before-order");
        }

        @Test
        void isFollowedByWhatItCallsForAndNotPrecededByIt() {
            var ordered = notAssessed()
                    .and(appeal(day(5, 1), REFUSAL_TO_ASSESS), concluded(NOTICE, null, null, Outcome.ORDERED));
            ordered.when(asked(NOTICE.minusDays(1), Body.HEALTH)).thenRefused("assessment.before-order");
            ordered.when(draft(NOTICE.minusDays(1))).thenRefused("assessment.before-order");
            ordered.when(parentTold(NOTICE.minusDays(1))).thenRefused("assessment.before-order");
            ordered.when(noPlan(NOTICE.minusDays(1))).thenRefused("assessment.before-order");
        }

        @Test
        void movesWithItsClocksWhereItsDayIsCorrected() {
            amending.when(right(7, NOTICE.plusDays(7)))
                    .then(right(7, NOTICE.plusDays(7))
                            .with(List.of(
                                    starts("ehc-order-amendment", 7, NOTICE.plusDays(7), FIVE_WEEKS.plusDays(7)))));
        }

        @Test
        void letsABodyThatNeverAnsweredBeAskedAnew() {
            var asked = told(requested(), assess(day(4, 1)), asked(day(4, 2), Body.HEALTH), noPlan(day(5, 12)))
                    .and(appeal(day(5, 20), REFUSAL_TO_ISSUE), concluded(NOTICE, null, null, Outcome.ORDERED));
            assertThat(asked.next().step()).isEqualTo(NextStep.SEND_DRAFT);
            assertThat(asked.and(asked(day(6, 3), Body.HEALTH)).next().step()).isEqualTo(NextStep.AWAIT_ADVICE);
        }

        @Test
        void doesNotBarReopeningWhatEndedTheCaseSince() {
            var away = amending.and(movedAway(day(6, 3), day(6, 3)), transferred(day(6, 4), "826"));
            assertThat(away.and(carriedOut(day(6, 4), null), reopened(TODAY)).standing())
                    .isEqualTo(Standing.MAINTAINED);
        }
    }

    @Nested
    class Mediation {
        @Test
        void thatIsAgreedOverturnsTheRefusalAndStartsTheClocksOfAnOrder() {
            notAssessed()
                    .and(mediation(day(5, 1), REFUSAL_TO_ASSESS))
                    .when(mediated(NOTICE, null, null, Settlement.AGREED))
                    .then(mediated(NOTICE, 3, REFUSAL_TO_ASSESS, Settlement.AGREED)
                            .with(List.of(
                                    starts("ehc-order-notify", 4, NOTICE, TWO_WEEKS),
                                    starts("ehc-order-assess", 4, NOTICE, TEN_WEEKS),
                                    starts("ehc-order-plan", 4, NOTICE, FOURTEEN_WEEKS))));
            assertThat(notAssessed()
                            .and(
                                    mediation(day(5, 1), REFUSAL_TO_ASSESS),
                                    mediated(NOTICE, null, null, Settlement.AGREED))
                            .record()
                            .overturned())
                    .isTrue();
        }

        @Test
        void thatIsAgreedAboutThePlanStartsTheDraftTheIssueOrTheAmendment() {
            notIssued()
                    .and(mediation(day(5, 20), REFUSAL_TO_ISSUE))
                    .when(mediated(NOTICE, null, null, Settlement.AGREED))
                    .then(mediated(NOTICE, 4, REFUSAL_TO_ISSUE, Settlement.AGREED)
                            .with(List.of(
                                    starts("ehc-order-draft", 5, NOTICE, FIVE_WEEKS),
                                    starts("ehc-order-issue", 5, NOTICE, day(8, 18)))));
            planIssued()
                    .and(mediation(day(5, 20), CONTENT))
                    .when(mediated(NOTICE, null, null, Settlement.AGREED))
                    .then(mediated(NOTICE, 6, CONTENT, Settlement.AGREED)
                            .with(List.of(starts("ehc-order-amendment", 7, NOTICE, FIVE_WEEKS))));
            assertThat(planIssued()
                            .and(
                                    ceased(day(5, 20), Ground.NO_LONGER_NECESSARY),
                                    mediation(day(5, 21), CEASING),
                                    mediated(NOTICE, null, null, Settlement.AGREED))
                            .standing())
                    .isEqualTo(Standing.MAINTAINED);
        }

        @Test
        void thatIsNotAgreedOrIsWithdrawnChangesNothing() {
            var mediating = notAssessed().and(mediation(day(5, 1), REFUSAL_TO_ASSESS));
            mediating
                    .when(mediated(NOTICE, null, null, Settlement.NOT_AGREED))
                    .then(mediated(NOTICE, 3, REFUSAL_TO_ASSESS, Settlement.NOT_AGREED));
            assertThat(mediating
                            .and(mediated(NOTICE, 3, null, Settlement.WITHDRAWN))
                            .standing())
                    .isEqualTo(Standing.NOT_ASSESSED);
        }

        @Test
        void endsOnceAfterItWasRegistered() {
            var mediating = notAssessed().and(mediation(day(5, 1), REFUSAL_TO_ASSESS));
            notAssessed()
                    .when(mediated(NOTICE, null, null, Settlement.AGREED))
                    .thenRefused("assessment.mediation-unknown");
            mediating.when(mediated(NOTICE, null, null, null)).thenRefused("assessment.needed");
            mediating
                    .when(mediated(day(4, 30), null, null, Settlement.AGREED))
                    .thenRefused("assessment.concluded-before-registered");
            mediating
                    .and(mediated(NOTICE, null, null, Settlement.NOT_AGREED))
                    .when(mediated(NOTICE, 3, null, Settlement.AGREED))
                    .thenRefused("assessment.mediation-unknown");
        }
    }

    @Test
    void aRefusalThatWasReopenedIsNotOverturned() {
        var again = notAssessed().and(reopened(day(5, 1)), assess(day(5, 2)));
        assertThat(again.record().overturned()).isFalse();
        assertThat(again.record().openedOn()).isEqualTo(RECEIVED);
    }

    @Test
    void aPlanThatIsNotToBeIssuedEndsWhatTheOrderLeftOpen() {
        var refused = notAssessed()
                .and(
                        appeal(day(5, 1), REFUSAL_TO_ASSESS),
                        concluded(NOTICE, null, null, Outcome.ORDERED),
                        parentTold(day(6, 3)));
        refused.when(noPlan(day(8, 1)))
                .then(noPlan(day(8, 1))
                        .with(List.of(
                                stops("ehc-order-assess", 4, NOTICE, TEN_WEEKS, day(8, 1)),
                                lapses("ehc-order-plan", 4, NOTICE, FOURTEEN_WEEKS, day(8, 1)))));
    }
}
