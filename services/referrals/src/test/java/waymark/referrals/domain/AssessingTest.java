package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.AssessmentOutcome.CHILD_IN_NEED;
import static waymark.referrals.domain.AssessmentOutcome.SECTION_47;
import static waymark.referrals.domain.Story.ASSESSED_BY;
import static waymark.referrals.domain.Story.RECEIVED_ON;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.completed;
import static waymark.referrals.domain.Story.conference;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.discussed;
import static waymark.referrals.domain.Story.due;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.started;
import static waymark.referrals.domain.Story.starts;
import static waymark.referrals.domain.Story.stops;
import static waymark.referrals.domain.Story.undated;

import java.util.List;
import org.junit.jupiter.api.Test;
import waymark.casefile.course.ClockState;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;

/** Assessments, and the seeing of the child. */
class AssessingTest {
    /** Started on 5 March as entry 4. */
    private static Story assessing() {
        return referred().and(started(day(3, 5)));
    }

    @Test
    void theStartOfTheFirstAssessmentStartsNoClockForTheReferralDid() {
        referred().when(started(day(3, 5))).then(started(day(3, 5)));
        assertThat(assessing().next()).isEqualTo(due(NextStep.COMPLETE_ASSESSMENT, "assessment", ASSESSED_BY));
    }

    @Test
    void theOnlyAssessmentUnderWayIsTheOneThatIsCompleted() {
        assessing()
                .when(completed(day(4, 30), null, CHILD_IN_NEED, "3B", "16A"))
                .then(completed(day(4, 30), 4, CHILD_IN_NEED, "3B", "16A")
                        .with(List.of(stops("assessment", 3, RECEIVED_ON, ASSESSED_BY, day(4, 30)))));
        assertThat(assessing().and(completed(day(4, 30))).next()).isEqualTo(undated(NextStep.PLAN_OR_CLOSE));
    }

    @Test
    void anAssessmentIsInTimeOnItsFortyFifthWorkingDayAndLateADayAfter() {
        assertThat(assessing().and(completed(ASSESSED_BY)).clock("assessment", 3, TODAY))
                .isEqualTo(ClockState.MET);
        assertThat(assessing().and(completed(ASSESSED_BY.plusDays(1))).clock("assessment", 3, TODAY))
                .isEqualTo(ClockState.MISSED);
    }

    @Test
    void anAssessmentIsStartedBeforeItIsCompleted() {
        referred().refuses(completed(day(4, 30)), "assessment-not-started", "assessment");
        assessing().refuses(completed(day(4, 30), 3, CHILD_IN_NEED), "assessment-not-started", "assessment");
        assessing().and(completed(day(4, 30))).refuses(completed(day(4, 30)), "assessment-not-started", "assessment");
        assessing().refuses(completed(day(3, 4)), "completed-before-start", "completedOn");
    }

    @Test
    void oneAssessmentIsUnderWayAtATime() {
        assessing().refuses(started(day(3, 6)), "assessment-under-way", null);
    }

    @Test
    void anAssessmentSaysWhatItCameToInCodes() {
        assessing().refuses(completed(day(4, 30), null, null), "needed", "outcome");
        assessing().refuses(completed(day(4, 30), null, CHILD_IN_NEED, "3B", "99Z"), "code-unknown", "factors");
        assessing().refuses(completed(TODAY.plusDays(1)), "date-in-future", "completedOn");
        assessing().refuses(completed(null), "needed", "completedOn");
    }

    @Test
    void aFurtherAssessmentCountsFromItsOwnStart() {
        // Given
        var story = assessing().and(completed(day(4, 30)));

        // When, then
        story.when(started(day(6, 2)))
                .then(started(day(6, 2)).with(List.of(starts("reassessment", 6, day(6, 2), day(8, 4)))));
        story.and(started(day(6, 2)))
                .when(completed(day(7, 1), null, SECTION_47))
                .then(completed(day(7, 1), 6, SECTION_47)
                        .with(List.of(stops("reassessment", 6, day(6, 2), day(8, 4), day(7, 1)))));
    }

    @Test
    void aFurtherAssessmentDoesNotBeginBeforeTheLastWasCompleted() {
        var story = assessing().and(completed(day(4, 30)));
        story.refuses(started(day(4, 29)), "started-before-completed", "startedOn");
        story.and(started(day(4, 30))).refuses(right(5, day(5, 1)), "started-before-completed", "on");
    }

    @Test
    void aChildIsSeenForTheAssessmentWhereNoPlanIsInForce() {
        referred().when(seen(day(3, 4))).then(seen(day(3, 4), Occasion.ASSESSMENT));
        assessing().when(seen(day(3, 6))).then(seen(day(3, 6), Occasion.ASSESSMENT));
        referred().refuses(seen(TODAY.plusDays(1)), "date-in-future", "seenOn");
        referred().refuses(seen(null), "needed", "seenOn");
    }

    @Test
    void aChildIsSeenUnderThePlanThatIsInForce() {
        // Given
        var inNeed = referred().and(inNeed(day(4, 1)));
        var protectedChild = referred().and(discussed(day(3, 5)), conference(day(3, 20)), protection(day(3, 20)));

        // When, then
        inNeed.when(seen(day(4, 10)))
                .then(seen(day(4, 10), Occasion.CHILD_IN_NEED_PLAN)
                        .with(List.of(
                                stops("child-in-need-visit", 4, day(4, 1), day(5, 13), day(4, 10)),
                                starts("child-in-need-visit", 5, day(4, 10), day(5, 22)))));
        protectedChild
                .when(seen(day(4, 10)))
                .then(seen(day(4, 10), Occasion.PROTECTION_PLAN)
                        .with(List.of(
                                stops("protection-visit", 6, day(3, 20), day(4, 17), day(4, 10)),
                                starts("protection-visit", 7, day(4, 10), day(5, 8)))));
        inNeed.when(seen(day(4, 10), Occasion.ASSESSMENT)).then(seen(day(4, 10), Occasion.ASSESSMENT));
    }

    @Test
    void aVisitUnderAPlanNeedsThePlan() {
        referred().refuses(seen(day(4, 1), Occasion.CHILD_IN_NEED_PLAN), "no-child-in-need-plan", "occasion");
        referred().refuses(seen(day(4, 1), Occasion.PROTECTION_PLAN), "no-protection-plan", "occasion");
    }
}
