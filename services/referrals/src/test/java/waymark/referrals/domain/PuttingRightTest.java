package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.ContactDecision.EARLY_HELP;
import static waymark.referrals.domain.ContactDecision.LINKED_TO_OPEN_CASE;
import static waymark.referrals.domain.ContactDecision.REFERRAL;
import static waymark.referrals.domain.Story.DECIDED;
import static waymark.referrals.domain.Story.NOW;
import static waymark.referrals.domain.Story.OPEN_CASE;
import static waymark.referrals.domain.Story.RECEIVED_ON;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.annulled;
import static waymark.referrals.domain.Story.at;
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
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.protectionEnded;
import static waymark.referrals.domain.Story.referral;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.reviewed;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.rightCategory;
import static waymark.referrals.domain.Story.rightFactors;
import static waymark.referrals.domain.Story.rightOpening;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.started;
import static waymark.referrals.domain.Story.starts;
import static waymark.referrals.domain.Story.stops;
import static waymark.referrals.domain.Story.told;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import waymark.casefile.course.ClockMark.Action;
import waymark.casefile.course.ClockState;

/** What was recorded wrong: entries that are annulled, and days and values that are corrected. */
class PuttingRightTest {
    /** Assessed from 5 March (4) to 30 April (5). */
    private static Story assessed() {
        return referred().and(started(day(3, 5)), completed(day(4, 30)));
    }

    /** On a protection plan (6) after the conference (5) that the discussion (4) called for. */
    private static Story protectedChild() {
        return referred().and(discussed(day(3, 5)), conference(day(3, 20)), protection(day(3, 20)));
    }

    @Nested
    class Annulling {
        @Test
        void whatIsAnnulledNeverHappened() {
            referred()
                    .and(discussed(day(3, 5)))
                    .when(annulled(4))
                    .then(annulled(4).with(List.of(lapses("conference", 4, day(3, 5), day(3, 26), day(3, 5)))));
            assertThat(assessed().and(annulled(5)).running()).containsExactly("assessment 2025-05-08");
            assertThat(assessed().and(annulled(5)).record().assessmentsUnderWay())
                    .hasSize(1);
            assertThat(referred().and(annulled(3)).standing()).isEqualTo(Standing.DECIDED);
            assertThat(referred().and(annulled(3), annulled(2)).standing()).isEqualTo(Standing.RECEIVED);
        }

        @Test
        void theFirstEntryAndWhatIsNoEntryAreNotAnnulled() {
            referred().refuses(annulled(1), "entry-unknown", "entry");
            referred().refuses(annulled(9), "entry-unknown", "entry");
            referred().refuses(annulled(null), "entry-unknown", "entry");
            referred().refuses(annulled(-1), "entry-unknown", "entry");
            assessed().and(annulled(5)).refuses(annulled(5), "entry-unknown", "entry");
            assessed().and(annulled(5)).refuses(annulled(6), "entry-unknown", "entry");
        }

        @Test
        void aClosingIsAnnulledByReopening() {
            referred().and(closed(day(3, 10))).refuses(annulled(4), "closing-annulled", "entry");
        }

        @Test
        void whatAnotherEntryRestsOnIsNotAnnulled() {
            assessed().refuses(annulled(4), "entry-answered", "entry");
            assessed().refuses(annulled(3), "entry-answered", "entry");
            referred().refuses(annulled(2), "entry-answered", "entry");
            protectedChild().refuses(annulled(4), "entry-answered", "entry");
            protectedChild().refuses(annulled(5), "entry-answered", "entry");
            protectedChild().and(annulled(6), annulled(5)).when(annulled(4)).thenWarned();
        }

        @Test
        void aPlanOnWhichReviewsVisitsOrAnEndRestIsNotAnnulled() {
            protectedChild().and(reviewed(day(6, 1), null)).refuses(annulled(6), "entry-answered", "entry");
            protectedChild().and(seen(day(4, 1))).refuses(annulled(6), "entry-answered", "entry");
            protectedChild().and(protectionEnded(day(6, 1))).refuses(annulled(6), "entry-answered", "entry");
            var inNeed = referred().and(inNeed(day(4, 1)));
            inNeed.and(seen(day(4, 2))).refuses(annulled(4), "entry-answered", "entry");
            inNeed.and(inNeedReviewed(day(4, 2))).refuses(annulled(4), "entry-answered", "entry");
            inNeed.and(inNeedEnded(day(4, 2))).refuses(annulled(4), "entry-answered", "entry");
            assertThat(inNeed.and(seen(day(4, 2)), annulled(5), annulled(4)).running())
                    .containsExactly("assessment 2025-05-08");
        }

        @Test
        void whatAClosingRestsOnIsNotAnnulled() {
            assessed().and(closed(day(5, 1))).refuses(annulled(5), "entry-answered", "entry");
            protectedChild()
                    .and(protectionEnded(day(5, 1)), closed(day(5, 1)))
                    .refuses(annulled(7), "entry-answered", "entry");
        }
    }

    @Nested
    class Correcting {
        @Test
        void aDayMovesTheRunsThatItStartsAndStops() {
            assessed()
                    .when(right(3, day(3, 4)))
                    .then(right(3, day(3, 4))
                            .with(List.of(
                                    starts("assessment", 3, day(3, 4), day(5, 9)),
                                    stops("assessment", 3, day(3, 4), day(5, 9), day(4, 30)))));
            assertThat(assessed().and(right(5, day(5, 9))).clock("assessment", 3, TODAY))
                    .isEqualTo(ClockState.MISSED);
        }

        @Test
        void aTimeMovesTheHours() {
            // Given
            var earlier = at(3, 3, 8, 0);

            // When, then
            told(contact(), decided(EARLY_HELP))
                    .when(right(1, earlier))
                    .then(right(1, earlier)
                            .with(List.of(hours(Action.START, earlier, null), hours(Action.STOP, earlier, DECIDED))));
            var late = told(contact(), decided(EARLY_HELP)).and(right(1, earlier));
            assertThat(late.clock("contact-24-hours", 1, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(late.and(right(2, at(3, 4, 8, 0))).clock("contact-24-hours", 1, TODAY))
                    .isEqualTo(ClockState.MET);
        }

        @Test
        void theOpeningIsNotPutAfterWhatFollowedIt() {
            referred().refuses(right(1, at(3, 4, 9, 11)), "decided-before-contact", "at");
            referred().refuses(right(1, at(3, 4, 9, 0)), "date-before-opening", "at");
            told(contact(), decided(REFERRAL)).when(right(1, at(3, 4, 9, 0))).thenWarned();
            told(contact(), decided(REFERRAL), referral(day(3, 10)), started(day(3, 10)))
                    .refuses(right(3, day(3, 11)), "before-referral", "on");
            told(contact()).refuses(right(1, NOW.plusSeconds(1)), "time-in-future", "at");
        }

        @Test
        void anOpeningBeforeItsDaysMovesTheCase() {
            assertThat(told(referral(RECEIVED_ON, "1A", "N1", null))
                            .and(right(1, day(2, 3)))
                            .opened()
                            .openedOn())
                    .isEqualTo(day(2, 3));
        }

        @Test
        void aCorrectedDayKeepsTheOrderOfTheCourse() {
            assessed().refuses(right(5, day(3, 4)), "completed-before-start", "on");
            assessed().refuses(right(4, day(5, 1)), "completed-before-start", "on");
            assessed().refuses(right(5, TODAY.plusDays(1)), "date-in-future", "on");
            assessed().and(closed(day(5, 1))).refuses(right(6, day(4, 29)), "after-closing", "on");
            assessed().and(closed(day(5, 1))).refuses(right(5, day(5, 2)), "after-closing", "on");
            assessed().and(closed(day(5, 1))).when(right(5, day(5, 1))).thenWarned();
            protectedChild().refuses(right(4, day(3, 21)), "before-discussion", "on");
            protectedChild().refuses(right(5, day(3, 21)), "plan-before-conference", "on");
            protectedChild().and(reviewed(day(6, 1), null)).refuses(right(6, day(6, 2)), "before-plan", "on");
        }

        @Test
        void eachEntryHasItsOwnFields() {
            assessed().refuses(right(1, day(3, 3)), "entry-without-field", "on");
            assessed().refuses(right(4, at(3, 5, 9, 0)), "entry-without-field", "at");
            assessed().refuses(right(4, "child-in-need"), "entry-without-field", "outcome");
            assessed().refuses(rightFactors(4, "3B"), "entry-without-field", "factors");
            assessed().refuses(rightCategory(5, "NEG"), "entry-without-field", "category");
            assessed().refuses(rightOpening(1, null, "N2", null, null, null), "entry-without-field", "primaryNeed");
            assessed().refuses(rightOpening(4, "1A", null, null, null, null), "entry-without-field", "source");
        }

        @Test
        void aCorrectionSaysSomethingOfAnEntry() {
            assessed().refuses(right(null, day(3, 3)), "entry-unknown", "entry");
            assessed().refuses(right(17, day(3, 3)), "entry-unknown", "entry");
            assessed().refuses(right(5, null, null, null), "nothing-corrected", null);
            assessed().refuses(right(5, "child-loved"), "code-unknown", "outcome");
            assessed().refuses(rightFactors(5, "99Z"), "code-unknown", "factors");
            assessed().refuses(rightOpening(3, "99", null, null, null, null), "code-unknown", "source");
            assessed().refuses(rightOpening(3, null, "N99", null, null, null), "code-unknown", "primaryNeed");
            assessed().refuses(rightOpening(1, null, null, null, null, "X"), "code-form", "sex");
            protectedChild().refuses(rightCategory(6, "BAD"), "code-unknown", "category");
            assessed().and(closed(day(5, 1))).refuses(right(6, "RC99"), "code-unknown", "outcome");
        }

        @Test
        void valuesThatWereWrongArePutRight() {
            // Given
            var story = assessed()
                    .and(
                            rightOpening(1, "2A", null, null, "Wycombe", "M"),
                            rightOpening(3, "2B", "N3", null, null, null),
                            right(5, "section-47"),
                            rightFactors(5, "16A"));

            // Then
            var present = story.present();
            assertThat(List.of(present.source(), present.primaryNeed(), present.locality(), present.sex()))
                    .containsExactly("2B", "N3", "Wycombe", "M");
            assertThat(story.record().entry(5).orElseThrow().event())
                    .isEqualTo(completed(day(4, 30), 4, AssessmentOutcome.SECTION_47, "16A"));
            assertThat(protectedChild().and(rightCategory(6, "PHY")).present().category())
                    .isEqualTo("PHY");
            var closed = assessed().and(closed(day(5, 1)), right(6, "RC9"));
            assertThat(closed.record().entry(6).orElseThrow().event()).isEqualTo(closed(day(5, 1), "RC9"));
        }

        @Test
        void thatNothingFollowsMayBePutRightEitherWay() {
            assertThat(referred()
                            .and(rightOpening(3, null, null, true, null, null))
                            .running())
                    .isEmpty();
            assertThat(told(contact(), decided(REFERRAL), referral(null, null, "N1", true))
                            .and(rightOpening(3, null, null, false, null, null))
                            .running())
                    .containsExactly("assessment 2025-05-08");
        }

        @Test
        void anOutcomeOnWhichAnotherEntryRestsStays() {
            referred().refuses(right(2, "early-help"), "entry-answered", "outcome");
            protectedChild().refuses(right(4, "no-enquiry"), "entry-answered", "outcome");
            protectedChild().refuses(right(5, "no-plan"), "entry-answered", "outcome");
            told(contact(), decided(REFERRAL)).when(right(2, "early-help")).thenWarned();
            referred().and(discussed(day(3, 5))).when(right(4, "no-enquiry")).thenWarned();
        }

        @Test
        void theSameOutcomeMayBeSaidWithAnotherDay() {
            referred().when(right(2, null, at(3, 4, 9, 0), "referral")).thenWarned();
            protectedChild().when(right(4, day(3, 4), null, "section-47")).thenWarned();
        }

        @Test
        void anOutcomeMovesTheClocksThatFollowFromIt() {
            // Given
            var enquiring = referred().and(discussed(day(3, 5)));

            // Then
            assertThat(enquiring.and(right(4, "no-enquiry")).running()).containsExactly("assessment 2025-05-08");
            assertThat(enquiring
                            .and(right(4, "no-enquiry"), right(4, "section-47"))
                            .running())
                    .contains("conference 2025-03-26");
            assertThat(enquiring
                            .and(concluded(day(3, 10), null, EnquiryOutcome.CONFERENCE))
                            .and(right(5, "no-conference-needed"))
                            .running())
                    .containsExactly("assessment 2025-05-08");
        }

        @Test
        void aDecisionBecomesNoLinkToACaseByCorrection() {
            told(contact(), decided(EARLY_HELP)).refuses(right(2, "linked-to-open-case"), "code-unknown", "outcome");
            var linked = told(contact(), decided(DECIDED, LINKED_TO_OPEN_CASE, OPEN_CASE));
            assertThat(linked.and(right(2, "early-help"))
                            .record()
                            .entry(2)
                            .orElseThrow()
                            .event())
                    .isEqualTo(decided(EARLY_HELP));
            assertThat(linked.and(right(2, at(3, 4, 9, 0)))
                            .record()
                            .entry(2)
                            .orElseThrow()
                            .event())
                    .isEqualTo(decided(at(3, 4, 9, 0), LINKED_TO_OPEN_CASE, OPEN_CASE));
        }
    }
}
