package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.ConferenceOutcome.NO_PLAN;
import static waymark.referrals.domain.ConferenceOutcome.PROTECTION_PLAN;
import static waymark.referrals.domain.EnquiryOutcome.CONFERENCE;
import static waymark.referrals.domain.EnquiryOutcome.NO_CONFERENCE_NEEDED;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.concluded;
import static waymark.referrals.domain.Story.conference;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.discussed;
import static waymark.referrals.domain.Story.due;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.lapses;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.starts;
import static waymark.referrals.domain.Story.stops;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import waymark.casefile.course.ClockState;
import waymark.referrals.domain.Referral.Plan;

/** From the strategy discussion to the conference and the plan that it decides on. */
class ProtectionTest {
    private static final LocalDate DISCUSSED = day(3, 5);
    /** 15 working days after the discussion. */
    private static final LocalDate CONFERENCE_BY = day(3, 26);

    /** An enquiry that began on 5 March as entry 4. */
    private static Story enquiring() {
        return referred().and(discussed(DISCUSSED));
    }

    /** A second enquiry, entry 5, of 10 March. */
    private static Story enquiringTwice() {
        return enquiring().and(discussed(day(3, 10)));
    }

    @Test
    void anEnquiryStartsTheWaitForTheConference() {
        referred()
                .when(discussed(DISCUSSED))
                .then(discussed(DISCUSSED).with(List.of(starts("conference", 4, DISCUSSED, CONFERENCE_BY))));
        assertThat(enquiring().next()).isEqualTo(due(NextStep.HOLD_CONFERENCE, "conference", CONFERENCE_BY));
    }

    @Test
    void aDiscussionThatBeginsNoEnquiryStartsNothing() {
        // Given
        var discussed = discussed(DISCUSSED, DiscussionOutcome.NO_ENQUIRY);

        // When, then
        referred().when(discussed).then(discussed);
        referred().and(discussed).refuses(concluded(day(3, 9), null, CONFERENCE), "enquiry-not-begun", "discussion");
        referred().and(discussed).refuses(concluded(day(3, 9), 4, CONFERENCE), "enquiry-not-begun", "discussion");
        referred().and(discussed).refuses(conference(day(3, 9)), "conference-without-discussion", "discussion");
        referred().refuses(discussed(DISCUSSED, null), "needed", "outcome");
        referred().refuses(discussed(null), "needed", "heldOn");
    }

    @Test
    void anEnquiryThatCallsForAConferenceLeavesItsClockRunning() {
        enquiring().when(concluded(day(3, 12), null, CONFERENCE)).then(concluded(day(3, 12), 4, CONFERENCE));
        assertThat(enquiring().and(concluded(day(3, 12), null, CONFERENCE)).running())
                .contains("conference 2025-03-26");
    }

    @Test
    void anEnquiryAfterWhichNoConferenceIsNeededEndsTheWait() {
        // Given
        var concluded = concluded(day(3, 12), null, NO_CONFERENCE_NEEDED);

        // When, then
        enquiring()
                .when(concluded)
                .then(concluded(day(3, 12), 4, NO_CONFERENCE_NEEDED)
                        .with(List.of(lapses("conference", 4, DISCUSSED, CONFERENCE_BY, day(3, 12)))));
        enquiring().and(concluded).refuses(conference(day(3, 20)), "conference-without-discussion", "discussion");
        enquiring().and(concluded).refuses(concluded(day(3, 13), null, CONFERENCE), "enquiry-not-begun", "discussion");
    }

    @Test
    void anEnquiryIsConcludedOnceItHasBegun() {
        enquiring().refuses(concluded(day(3, 4), null, CONFERENCE), "before-discussion", "concludedOn");
        enquiring().refuses(concluded(day(3, 12), null, null), "needed", "outcome");
        referred().refuses(concluded(day(3, 12), null, CONFERENCE), "enquiry-not-begun", "discussion");
        enquiring()
                .and(conference(day(3, 20)))
                .refuses(concluded(day(3, 21), null, CONFERENCE), "enquiry-not-begun", "discussion");
    }

    @Test
    void ofSeveralEnquiriesOneMustBeNamed() {
        enquiringTwice().refuses(concluded(day(3, 12), null, CONFERENCE), "enquiry-not-begun", "discussion");
        enquiringTwice().refuses(conference(day(3, 20)), "conference-without-discussion", "discussion");
        enquiringTwice()
                .when(conference(day(3, 20), 5, NO_PLAN))
                .then(conference(day(3, 20), 5, NO_PLAN)
                        .with(List.of(stops("conference", 5, day(3, 10), day(3, 31), day(3, 20)))));
    }

    @Test
    void aConferenceStopsTheWaitOfItsOwnEnquiryOnly() {
        var story = enquiringTwice().and(conference(day(3, 28), 4, NO_PLAN));
        assertThat(story.clock("conference", 4, TODAY)).isEqualTo(ClockState.MISSED);
        assertThat(story.running()).contains("conference 2025-03-31").doesNotContain("conference 2025-03-26");
        assertThat(story.and(concluded(day(3, 28), null, NO_CONFERENCE_NEEDED)).running())
                .containsExactly("assessment 2025-05-08");
    }

    @Test
    void aConferenceIsHeldAfterTheDiscussionAndSaysWhatItDecided() {
        enquiring()
                .when(conference(day(3, 20)))
                .then(conference(day(3, 20), 4, PROTECTION_PLAN)
                        .with(List.of(stops("conference", 4, DISCUSSED, CONFERENCE_BY, day(3, 20)))));
        enquiring().refuses(conference(day(3, 4)), "before-discussion", "heldOn");
        enquiring().refuses(conference(day(3, 20), null, null), "needed", "outcome");
        referred().refuses(conference(day(3, 20)), "conference-without-discussion", "discussion");
        enquiring()
                .and(conference(day(3, 20)))
                .refuses(conference(day(3, 21)), "conference-without-discussion", "discussion");
    }

    @Test
    void aConferenceIsInTimeOnItsFifteenthWorkingDay() {
        assertThat(enquiring().and(conference(CONFERENCE_BY)).clock("conference", 4, TODAY))
                .isEqualTo(ClockState.MET);
        assertThat(enquiring().and(conference(CONFERENCE_BY.plusDays(1))).clock("conference", 4, TODAY))
                .isEqualTo(ClockState.MISSED);
    }

    @Test
    void aProtectionPlanBeginsAfterTheConferenceThatDecidedIt() {
        // Given
        var story = enquiring().and(conference(day(3, 20)));

        // When, then
        story.when(protection(day(3, 20)))
                .then(protection(day(3, 20), "NEG", 5)
                        .with(List.of(
                                starts("protection-review-first", 6, day(3, 20), day(6, 19)),
                                starts("protection-visit", 6, day(3, 20), day(4, 17)))));
        story.refuses(protection(day(3, 19)), "plan-before-conference", "begunOn");
        story.refuses(protection(day(3, 20), null, null), "needed", "category");
        story.refuses(protection(day(3, 20), "BAD", null), "code-unknown", "category");
        story.refuses(protection(day(3, 20), "NEG", 4), "plan-without-conference", "conference");
        enquiring().refuses(protection(day(3, 20)), "plan-without-conference", "conference");
        enquiring()
                .and(conference(day(3, 20), null, NO_PLAN))
                .refuses(protection(day(3, 20)), "plan-without-conference", "conference");
    }

    @Test
    void aConferenceAndItsPlanMayBeRecordedAtOnce() {
        assertThat(enquiring()
                        .and(conference(day(3, 20)), protection(day(3, 20)))
                        .present()
                        .plan())
                .isEqualTo(Plan.PROTECTION);
        enquiring()
                .when(conference(day(3, 20)), protection(day(3, 20), "BAD", null))
                .thenRefused("referral.code-unknown");
    }

    @Test
    void whileAProtectionPlanIsInForceNoOtherBegins() {
        // Given
        var story = enquiringTwice().and(conference(day(3, 20), 4, PROTECTION_PLAN), protection(day(3, 20)));

        // Then
        story.and(conference(day(3, 24))).refuses(protection(day(3, 24)), "plan-in-force", null);
        story.refuses(inNeed(day(3, 24)), "plan-in-force", null);
    }
}
