package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.conference;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.discussed;
import static waymark.referrals.domain.Story.due;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.inNeedEnded;
import static waymark.referrals.domain.Story.inNeedReviewed;
import static waymark.referrals.domain.Story.lapses;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.protectionEnded;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.reviewed;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.starts;
import static waymark.referrals.domain.Story.stops;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import waymark.casefile.course.ClockState;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;

/** Protection and child-in-need plans, their reviews and visits. */
class PlansAndVisitsTest {
    private static final LocalDate BEGUN = day(3, 20);
    private static final LocalDate FIRST_REVIEW_BY = day(6, 19);

    /** On a protection plan for neglect since 20 March, entry 6. */
    private static Story protectedChild() {
        return referred().and(discussed(day(3, 5)), conference(BEGUN), protection(BEGUN));
    }

    /** On a child-in-need plan since 20 March, entry 4. */
    private static Story childInNeed() {
        return referred().and(inNeed(BEGUN));
    }

    @Nested
    class ProtectionPlans {
        @Test
        void theVisitIsDueFirst() {
            assertThat(protectedChild().present().category()).isEqualTo("NEG");
            assertThat(protectedChild().next()).isEqualTo(due(NextStep.VISIT, "protection-visit", day(4, 17)));
        }

        @Test
        void aReviewStopsTheFirstClockAndStartsTheNext() {
            // Given
            var first = protectedChild().and(reviewed(FIRST_REVIEW_BY, null));

            // When, then
            protectedChild()
                    .when(reviewed(FIRST_REVIEW_BY, null))
                    .then(reviewed(FIRST_REVIEW_BY, null)
                            .with(List.of(
                                    stops("protection-review-first", 6, BEGUN, FIRST_REVIEW_BY, FIRST_REVIEW_BY),
                                    starts("protection-review", 7, FIRST_REVIEW_BY, day(12, 19)))));
            first.when(reviewed(day(12, 20), null))
                    .then(reviewed(day(12, 20), null)
                            .with(List.of(
                                    stops("protection-review", 7, FIRST_REVIEW_BY, day(12, 19), day(12, 20)),
                                    starts("protection-review", 8, day(12, 20), LocalDate.of(2026, 6, 21)))));
            assertThat(first.clock("protection-review-first", 6, TODAY)).isEqualTo(ClockState.MET);
            assertThat(first.and(reviewed(day(12, 20), null)).clock("protection-review", 7, TODAY))
                    .isEqualTo(ClockState.MISSED);
        }

        @Test
        void aReviewMayChangeTheCategory() {
            var story = protectedChild().and(reviewed(day(6, 1), "EMO"));
            assertThat(story.present().category()).isEqualTo("EMO");
            assertThat(story.and(reviewed(day(9, 1), null)).present().category())
                    .isEqualTo("EMO");
            story.refuses(reviewed(day(9, 1), "BAD"), "code-unknown", "category");
        }

        @Test
        void theEndOfThePlanEndsEveryWaitForIt() {
            protectedChild()
                    .when(protectionEnded(day(5, 1)))
                    .then(protectionEnded(day(5, 1))
                            .with(List.of(
                                    lapses("protection-review-first", 6, BEGUN, FIRST_REVIEW_BY, day(5, 1)),
                                    lapses("protection-visit", 6, BEGUN, day(4, 17), day(5, 1)))));
            var ended = protectedChild().and(protectionEnded(day(5, 1))).present();
            assertThat(ended.plan()).isEqualTo(Plan.NONE);
            assertThat(ended.category()).isNull();
        }

        @Test
        void aReviewOrAnEndNeedsThePlan() {
            referred().refuses(reviewed(day(6, 1), null), "no-protection-plan", null);
            referred().refuses(protectionEnded(day(6, 1)), "no-protection-plan", null);
            protectedChild().refuses(reviewed(day(3, 19), null), "before-plan", "reviewedOn");
            protectedChild().refuses(protectionEnded(day(3, 19)), "before-plan", "endedOn");
            protectedChild()
                    .and(reviewed(day(6, 1), null))
                    .refuses(protectionEnded(day(5, 31)), "ended-before-review", "endedOn");
            protectedChild()
                    .and(protectionEnded(day(6, 1)))
                    .refuses(protectionEnded(day(6, 1)), "no-protection-plan", null);
        }

        @Test
        void aFurtherPlanDoesNotBeginBeforeTheLastEnded() {
            // Given
            var ended = protectedChild().and(protectionEnded(day(6, 2)), discussed(day(6, 2)), conference(day(6, 2)));

            // Then
            ended.and(protection(day(6, 2))).refuses(right(7, day(6, 3)), "plan-before-last-ended", "on");
            protectedChild()
                    .and(discussed(day(4, 1)), conference(day(4, 10)), protectionEnded(day(4, 20)))
                    .refuses(protection(day(4, 19)), "plan-before-last-ended", "begunOn");
            protectedChild()
                    .and(protectionEnded(day(4, 20)))
                    .refuses(inNeed(day(4, 19)), "plan-before-last-ended", "begunOn");
            protectedChild()
                    .and(protectionEnded(day(4, 20)))
                    .when(inNeed(day(4, 20)))
                    .thenWarned();
        }

        @Test
        void theClocksOfAFurtherPlanAreItsOwn() {
            var story = protectedChild()
                    .and(
                            protectionEnded(day(5, 1)),
                            discussed(day(9, 1)),
                            conference(day(9, 15)),
                            protection(day(9, 15), "PHY", null),
                            reviewed(day(12, 1), null));
            assertThat(story.clock("protection-review-first", 6, TODAY)).isEqualTo(ClockState.NOT_APPLICABLE);
            assertThat(story.clock("protection-review-first", 10, TODAY)).isEqualTo(ClockState.MET);
            assertThat(story.present().category()).isEqualTo("PHY");
        }
    }

    @Nested
    class ChildInNeedPlans {
        @Test
        void aPlanStartsItsReviewAndItsVisit() {
            referred()
                    .when(inNeed(BEGUN))
                    .then(inNeed(BEGUN)
                            .with(List.of(
                                    starts("child-in-need-visit", 4, BEGUN, day(5, 1)),
                                    starts("child-in-need-review-first", 4, BEGUN, FIRST_REVIEW_BY))));
            assertThat(childInNeed().present().plan()).isEqualTo(Plan.CHILD_IN_NEED);
        }

        @Test
        void reviewsFollowOneAnother() {
            var story = childInNeed().and(inNeedReviewed(day(6, 20)), inNeedReviewed(day(12, 20)));
            assertThat(story.clock("child-in-need-review-first", 4, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(story.clock("child-in-need-review", 5, TODAY)).isEqualTo(ClockState.MET);
            assertThat(story.clock("child-in-need-review", 6, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(story.run("child-in-need-review", 5).dueOn()).isEqualTo(day(12, 20));
        }

        @Test
        void aPlanIsBegunOnceAndEndsOnce() {
            childInNeed().refuses(inNeed(day(4, 1)), "plan-in-force", null);
            referred().refuses(inNeedReviewed(day(4, 1)), "no-child-in-need-plan", null);
            referred().refuses(inNeedEnded(day(4, 1)), "no-child-in-need-plan", null);
            childInNeed().refuses(inNeedReviewed(day(3, 19)), "before-plan", "reviewedOn");
            childInNeed().refuses(inNeedEnded(day(3, 19)), "before-plan", "endedOn");
            childInNeed()
                    .and(inNeedReviewed(day(6, 1)))
                    .refuses(inNeedEnded(day(5, 31)), "ended-before-review", "endedOn");
            childInNeed().and(inNeedEnded(day(6, 1))).when(inNeed(day(6, 1))).thenWarned();
            childInNeed().and(inNeedEnded(day(6, 1))).refuses(inNeed(day(5, 31)), "plan-before-last-ended", "begunOn");
        }

        @Test
        void theEndOfThePlanEndsEveryWaitForIt() {
            childInNeed()
                    .when(inNeedEnded(day(4, 1)))
                    .then(inNeedEnded(day(4, 1))
                            .with(List.of(
                                    lapses("child-in-need-visit", 4, BEGUN, day(5, 1), day(4, 1)),
                                    lapses("child-in-need-review-first", 4, BEGUN, FIRST_REVIEW_BY, day(4, 1)))));
        }

        @Test
        void aProtectionPlanTakesItsPlace() {
            // Given
            var story = childInNeed().and(discussed(day(4, 1)), conference(day(4, 10)));

            // When, then
            story.when(protection(day(4, 10)))
                    .then(protection(day(4, 10), "NEG", 6)
                            .with(List.of(
                                    lapses("child-in-need-visit", 4, BEGUN, day(5, 1), day(4, 10)),
                                    lapses("child-in-need-review-first", 4, BEGUN, FIRST_REVIEW_BY, day(4, 10)),
                                    starts("protection-review-first", 7, day(4, 10), day(7, 10)),
                                    starts("protection-visit", 7, day(4, 10), day(5, 8)))));
            assertThat(story.and(protection(day(4, 10))).present().plan()).isEqualTo(Plan.PROTECTION);
            assertThat(story.and(protection(day(4, 10)), protectionEnded(day(9, 1)))
                            .present()
                            .plan())
                    .isEqualTo(Plan.NONE);
        }
    }

    @Nested
    class Visits {
        @Test
        void eachVisitStartsTheWaitForTheNext() {
            // Given
            var story = protectedChild().and(seen(day(4, 17)), seen(day(5, 16)));

            // Then
            assertThat(story.clock("protection-visit", 6, TODAY)).isEqualTo(ClockState.MET);
            assertThat(story.clock("protection-visit", 7, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(story.run("protection-visit", 8).dueOn()).isEqualTo(day(6, 13));
        }

        @Test
        void aVisitThatIsRecordedLateStandsInItsPlace() {
            // Given
            var story = protectedChild().and(seen(day(5, 16)), seen(day(4, 17)));

            // Then
            assertThat(story.run("protection-visit", 6).endedOn()).isEqualTo(day(4, 17));
            assertThat(story.run("protection-visit", 8).endedOn()).isEqualTo(day(5, 16));
            assertThat(story.run("protection-visit", 7).endedOn()).isNull();
        }

        @Test
        void aVisitForAnAssessmentIsNoVisitUnderThePlan() {
            var story = protectedChild().and(seen(day(4, 1), Occasion.ASSESSMENT));
            assertThat(story.run("protection-visit", 6).endedOn()).isNull();
        }

        @Test
        void aVisitIsDoneInTimeOnTheLastDayAndMissedADayAfter() {
            assertThat(childInNeed().clock("child-in-need-visit", 4, day(5, 1))).isEqualTo(ClockState.RUNNING);
            assertThat(childInNeed().clock("child-in-need-visit", 4, day(5, 2))).isEqualTo(ClockState.MISSED);
            assertThat(childInNeed().and(seen(day(5, 1))).clock("child-in-need-visit", 4, TODAY))
                    .isEqualTo(ClockState.MET);
        }
    }
}
