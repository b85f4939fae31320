package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.ContactDecision.NO_FURTHER_ACTION;
import static waymark.referrals.domain.ContactDecision.REFERRAL;
import static waymark.referrals.domain.Story.allocated;
import static waymark.referrals.domain.Story.closed;
import static waymark.referrals.domain.Story.completed;
import static waymark.referrals.domain.Story.conference;
import static waymark.referrals.domain.Story.contact;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.decided;
import static waymark.referrals.domain.Story.discussed;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.nothingFollows;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.protectionEnded;
import static waymark.referrals.domain.Story.referral;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.said;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.source;
import static waymark.referrals.domain.Story.started;
import static waymark.referrals.domain.Story.told;

import org.junit.jupiter.api.Test;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.ReferralCommand.TakeFromSource.Said;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;

/** What is recorded or put right after something later was: it counts by its day. */
class RecordedLateTest {
    private static final Said CONTACT = said("contact_at", contact());
    private static final Said DECISION = said("decision_at", decided(REFERRAL));
    private static final Said REFERRED = said("referral_on", referral(null));

    @Test
    void aVisitBelongsToThePlanThatWasInForceOnItsDay() {
        // Given
        var story = referred()
                .and(inNeed(day(4, 1)), discussed(day(4, 10)), conference(day(4, 24)), protection(day(4, 24)));

        // Then
        assertThat(occasion(story.and(seen(day(4, 8))))).isEqualTo(Occasion.CHILD_IN_NEED_PLAN);
        assertThat(occasion(story.and(seen(day(5, 8))))).isEqualTo(Occasion.PROTECTION_PLAN);
        assertThat(occasion(story.and(seen(day(3, 20))))).isEqualTo(Occasion.ASSESSMENT);
        story.refuses(seen(day(4, 8), Occasion.PROTECTION_PLAN), "no-protection-plan", "occasion");
        assertThat(occasion(story.and(protectionEnded(day(6, 1)), seen(day(6, 1)))))
                .isEqualTo(Occasion.PROTECTION_PLAN);
    }

    @Test
    void theWorkerIsWhoHasTheCaseByTheLatestDay() {
        // Given
        var story = referred().and(allocated(day(5, 20), "SW-1", "t-1"), allocated(day(5, 5), "SW-2", "t-2"));

        // Then
        assertThat(story.present().worker()).isEqualTo("SW-1");
        assertThat(story.present().team()).isEqualTo("t-1");
    }

    @Test
    void aContactCorrectedToAReferralWaitsForItAndIsTakenUpByTheDecisionOnceMore() {
        // Given
        var story = told(contact(), decided(NO_FURTHER_ACTION), right(2, "referral"));
        assertThat(story.next().step()).isEqualTo(NextStep.RECORD_REFERRAL);

        // When
        var taken = story.and(decided(REFERRAL), referral(null));

        // Then
        assertThat(taken.standing()).isEqualTo(Standing.OPEN);
        assertThat(taken.record().entries()).hasSize(3);
    }

    @Test
    void noAssessmentStartsWhereNothingIsToFollow() {
        referred().and(nothingFollows(day(3, 10))).refuses(started(day(3, 12)), "no-further-action-decided", null);
    }

    @Test
    void aCaseWhoseEnquiryAwaitsItsConferenceIsNotClosed() {
        referred().and(discussed(day(3, 10))).refuses(closed(day(4, 12)), "conference-awaited", null);
    }

    @Test
    void ofSeveralEnquiriesOfASourceTheConferenceIsOfTheOneItNames() {
        // Given
        var first = said("first", discussed(day(3, 10)));
        var second = said("second", discussed(day(5, 1)));
        var held = new Said("conference", conference(day(5, 10)), second);

        // When
        var story = told().and(source(CONTACT, DECISION, REFERRED, first, second, held));

        // Then
        assertThat(story.run("conference", 4).endedOn()).isNull();
        assertThat(story.run("conference", 5).endedOn()).isEqualTo(day(5, 10));
    }

    @Test
    void ofSeveralAssessmentsOfASourceTheOneThatItNamesIsCompleted() {
        // Given
        var first = said("first", started(day(3, 5)));
        var second = said("second", started(day(5, 1)));
        var done = new Said("done", completed(day(5, 20)), second);

        // When
        var story = told().and(source(CONTACT, DECISION, REFERRED, first, second, done));

        // Then
        assertThat(story.run("assessment", 3).endedOn()).isNull();
        assertThat(story.run("reassessment", 5).endedOn()).isEqualTo(day(5, 20));
    }

    @Test
    void aSourceThatTellsOfTheChildSeenLeavesAnOfficersVisitAlone() {
        // Given
        var story = told(contact(), decided(REFERRAL), referral(null), inNeed(day(4, 1)), seen(day(5, 10)));

        // When
        var after = story.and(source(
                CONTACT, DECISION, REFERRED, said("child_seen_on", seen(day(3, 20), Occasion.ASSESSMENT))));

        // Then
        assertThat(after.record().entries())
                .extracting(entry -> entry.event().day())
                .endsWith(day(5, 10), day(3, 20));
    }

    @Test
    void aSourceThatClosesEndsAPlanOnlyWhileItIsClosed() {
        // Given
        var plan = said("plan", protection(day(3, 20)));
        var discussion = said("discussed", discussed(day(3, 6)));
        var held = said("conference", conference(day(3, 20)));
        var closing = said("closed_on", closed(day(6, 1)));

        // When
        var closed = told().and(source(CONTACT, DECISION, REFERRED, discussion, held, plan, closing));
        var reopened = closed.and(source(CONTACT, DECISION, REFERRED, discussion, held, plan));

        // Then
        assertThat(closed.present().plan()).isEqualTo(Plan.NONE);
        assertThat(reopened.present().plan()).isEqualTo(Plan.PROTECTION);
        assertThat(reopened.running()).contains("protection-visit 2025-04-17");
    }

    private static Occasion occasion(Story story) {
        return ((ReferralEvent.ChildSeen) story.record().entries().getLast().event()).occasion();
    }
}
