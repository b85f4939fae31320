package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.ContactDecision.EARLY_HELP;
import static waymark.referrals.domain.ContactDecision.LINKED_TO_OPEN_CASE;
import static waymark.referrals.domain.Story.ASSESSED_BY;
import static waymark.referrals.domain.Story.COURSE;
import static waymark.referrals.domain.Story.DECIDED;
import static waymark.referrals.domain.Story.OPEN_CASE;
import static waymark.referrals.domain.Story.RECEIVED;
import static waymark.referrals.domain.Story.RECEIVED_ON;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.allocated;
import static waymark.referrals.domain.Story.annulled;
import static waymark.referrals.domain.Story.closed;
import static waymark.referrals.domain.Story.completed;
import static waymark.referrals.domain.Story.concluded;
import static waymark.referrals.domain.Story.conference;
import static waymark.referrals.domain.Story.contact;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.decided;
import static waymark.referrals.domain.Story.discussed;
import static waymark.referrals.domain.Story.hours;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.inNeedEnded;
import static waymark.referrals.domain.Story.inNeedReviewed;
import static waymark.referrals.domain.Story.lapses;
import static waymark.referrals.domain.Story.nothingFollows;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.protectionEnded;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.reopened;
import static waymark.referrals.domain.Story.reviewed;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.started;
import static waymark.referrals.domain.Story.starts;
import static waymark.referrals.domain.Story.told;
import static waymark.referrals.domain.Story.transferred;
import static waymark.referrals.domain.Story.voided;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import waymark.casefile.course.ClockMark.Action;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.events.ReferralKinds;

/** The end of a case, its re-opening and its voiding. */
class ClosingTest {
    /** Assessed from 5 March (4) to 30 April (5). */
    private static Story assessed() {
        return referred().and(started(day(3, 5)), completed(day(4, 30)));
    }

    /** On a protection plan (6) after the conference (5) that the discussion (4) called for. */
    private static Story protectedChild() {
        return referred().and(discussed(day(3, 5)), conference(day(3, 20)), protection(day(3, 20)));
    }

    @Nested
    class Closing {
        @Test
        void aClosingEndsWhateverIsWaitedFor() {
            referred()
                    .when(closed(day(3, 10)))
                    .then(closed(day(3, 10))
                            .with(List.of(lapses("assessment", 3, RECEIVED_ON, ASSESSED_BY, day(3, 10)))));
            var story = referred().and(allocated(day(3, 5), "SW-1", "duty"), inNeed(day(3, 5)), closed(day(3, 10)));
            assertThat(story.standing()).isEqualTo(Standing.CLOSED);
            assertThat(story.running()).isEmpty();
            assertThat(story.present().plan()).isEqualTo(Plan.NONE);
            assertThat(story.present().worker()).isNull();
            assertThat(story.present().closedOn()).isEqualTo(day(3, 10));
            assertThat(story.next().step()).isNull();
        }

        @Test
        void aCaseIsClosedWithAReasonAfterEverythingElse() {
            referred().refuses(closed(day(3, 10), null), "needed", "reason");
            referred().refuses(closed(day(3, 10), "RC99"), "code-unknown", "reason");
            referred().refuses(closed(null), "needed", "closedOn");
            referred().refuses(closed(TODAY.plusDays(1)), "date-in-future", "closedOn");
            assessed().refuses(closed(day(4, 29)), "closed-before-step", "closedOn");
            assessed().when(closed(day(4, 30))).thenWarned();
        }

        @Test
        void whatIsUnderWayIsEndedFirst() {
            referred().and(started(day(3, 5))).refuses(closed(day(3, 10)), "assessment-under-way", null);
            protectedChild().refuses(closed(day(4, 10)), "closed-with-plan", null);
        }

        @Test
        void nothingNewHappensInAClosedCase() {
            // Given
            var story = assessed().and(closed(day(5, 1)));

            // Then
            for (var later : List.of(
                    nothingFollows(day(4, 30)),
                    started(day(4, 30)),
                    seen(day(4, 30)),
                    completed(day(4, 30)),
                    discussed(day(4, 30)),
                    concluded(day(4, 30), 3, EnquiryOutcome.CONFERENCE),
                    conference(day(4, 30)),
                    protection(day(4, 30)),
                    reviewed(day(4, 30), null),
                    protectionEnded(day(4, 30)),
                    inNeed(day(4, 30)),
                    inNeedReviewed(day(4, 30)),
                    inNeedEnded(day(4, 30)),
                    allocated(day(4, 30), "SW-1", null),
                    transferred(day(4, 30), "north", null),
                    closed(day(5, 2)))) {
                story.refuses(later, "closed", null);
            }
        }
    }

    @Nested
    class Reopening {
        @Test
        void theClosingIsAnnulledAndWhatWasWaitedForIsAgain() {
            // Given
            var story = referred().and(inNeed(day(3, 5)), closed(day(3, 10)));
            var reopened = story.and(reopened(day(4, 1)));

            // Then
            story.when(reopened(day(4, 1)))
                    .then(reopened(day(4, 1))
                            .with(List.of(
                                    starts("assessment", 3, RECEIVED_ON, ASSESSED_BY),
                                    starts("child-in-need-visit", 4, day(3, 5), day(4, 16)),
                                    starts("child-in-need-review-first", 4, day(3, 5), day(6, 4)))));
            assertThat(reopened.standing()).isEqualTo(Standing.OPEN);
            assertThat(reopened.present().plan()).isEqualTo(Plan.CHILD_IN_NEED);
            assertThat(reopened.present().closedOn()).isNull();
            assertThat(reopened.and(closed(day(5, 1))).present().closedOn()).isEqualTo(day(5, 1));
        }

        @Test
        void aClosingIsAnnulledOnceAndNotBeforeItWas() {
            var story = referred().and(closed(day(3, 10)));
            referred().refuses(reopened(day(3, 10)), "not-closed", null);
            told(contact(), decided(EARLY_HELP)).refuses(reopened(day(3, 10)), "not-closed", null);
            story.refuses(reopened(day(3, 9)), "reopened-before-closed", "reopenedOn");
            story.refuses(reopened(TODAY.plusDays(1)), "date-in-future", "reopenedOn");
            story.refuses(reopened(null), "needed", "reopenedOn");
            story.and(reopened(day(3, 10))).refuses(reopened(day(3, 10)), "not-closed", null);
        }
    }

    @Nested
    class Voiding {
        @Test
        void aVoidedCaseRunsNoClockAndTakesNothingMore() {
            // Given
            var voided = referred().and(voided(day(3, 10), "wrong-child"));

            // Then
            referred()
                    .when(voided(day(3, 10), "wrong-child"))
                    .then(voided(day(3, 10), "wrong-child")
                            .with(List.of(
                                    hours(Action.LAPSE, RECEIVED, RECEIVED),
                                    lapses("contact-working-day", 1, RECEIVED_ON, day(3, 4), RECEIVED_ON),
                                    lapses("assessment", 3, RECEIVED_ON, ASSESSED_BY, RECEIVED_ON))));
            assertThat(voided.standing()).isEqualTo(Standing.VOIDED);
            assertThat(voided.running()).isEmpty();
            for (var event : List.of(
                    closed(day(3, 11)), reopened(TODAY), right(3, day(3, 3)), annulled(3), voided(TODAY, "again"))) {
                voided.refuses(event, "voided", null);
            }
            voided.when(new ReferralCommand.KeepBeside(TODAY)).then();
        }

        @Test
        void aVoidingSaysWhyInACode() {
            referred().refuses(voided(day(3, 10), null), "needed", "reason");
            referred().refuses(voided(day(3, 10), "Wrong child"), "code-form", "reason");
            referred().refuses(voided(null, "wrong-child"), "needed", "voidedOn");
            referred().refuses(voided(TODAY.plusDays(1), "wrong-child"), "date-in-future", "voidedOn");
            referred()
                    .and(closed(day(3, 10)))
                    .when(voided(day(3, 11), "wrong-child"))
                    .thenWarned();
        }
    }

    @Test
    void everyStateIsReadAsItWasWritten() {
        // Given
        var states = ReferralKinds.referrals(COURSE).states();
        var stories = List.of(
                told(contact()),
                told(contact(), decided(DECIDED, LINKED_TO_OPEN_CASE, OPEN_CASE)),
                referred(),
                assessed().and(allocated(day(5, 1), "SW-1", "duty"), transferred(day(5, 2), "north", null)),
                protectedChild().and(seen(day(4, 1)), reviewed(day(6, 1), "EMO")),
                referred().and(inNeed(day(3, 5)), inNeedReviewed(day(4, 1)), closed(day(5, 1))),
                referred().and(nothingFollows(day(3, 10)), right(4, day(3, 11))),
                referred().and(voided(day(3, 10), "duplicate")));

        // Then
        assertThat(states.read(states.write(ReferralCourse.INITIAL))).isEqualTo(ReferralCourse.INITIAL);
        for (var story : stories) {
            assertThat(states.read(states.write(story.state()))).isEqualTo(story.state());
        }
    }
}
