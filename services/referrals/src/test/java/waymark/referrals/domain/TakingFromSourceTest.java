package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.ContactDecision.EARLY_HELP;
import static waymark.referrals.domain.ContactDecision.REFERRAL;
import static waymark.referrals.domain.Story.NOW;
import static waymark.referrals.domain.Story.RECEIVED;
import static waymark.referrals.domain.Story.RECEIVED_ON;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.allocated;
import static waymark.referrals.domain.Story.at;
import static waymark.referrals.domain.Story.closed;
import static waymark.referrals.domain.Story.completed;
import static waymark.referrals.domain.Story.conference;
import static waymark.referrals.domain.Story.contact;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.decided;
import static waymark.referrals.domain.Story.discussed;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.protectionEnded;
import static waymark.referrals.domain.Story.referral;
import static waymark.referrals.domain.Story.reopened;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.rightCategory;
import static waymark.referrals.domain.Story.rightFactors;
import static waymark.referrals.domain.Story.rightOpening;
import static waymark.referrals.domain.Story.said;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.source;
import static waymark.referrals.domain.Story.started;
import static waymark.referrals.domain.Story.told;
import static waymark.referrals.domain.Story.voided;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.ReferralCommand.TakeFromSource;
import waymark.referrals.domain.ReferralCommand.TakeFromSource.Said;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;

/** What another system says of a case is taken, whatever it is; what breaks a rule comes in with a warning that names the rule and the element. */
class TakingFromSourceTest {
    private static final LocalDate YET_TO_COME = TODAY.plusDays(40);
    private static final Said CONTACT = said("contact_at", contact());
    private static final Said DECISION = said("decision_at", decided(REFERRAL));
    private static final Said REFERRED = said("referral_on", referral(null));
    private static final Said STARTED = said("started", started(day(3, 5)));
    private static final Said COMPLETED = said("completed", completed(day(4, 30)));
    private static final Said DISCUSSED = said("discussed", discussed(day(3, 6)));
    private static final Said CONFERENCE = said("conference", conference(day(3, 20)));
    private static final Said PLAN = said("plan", protection(day(3, 20)));
    private static final Said PLAN_ENDED = said("plan_end", protectionEnded(day(6, 1)));
    private static final Said CLOSED = said("closed_on", closed(day(6, 1)));

    private static TakeFromSource whole() {
        return source(CONTACT, DECISION, REFERRED, STARTED, COMPLETED, DISCUSSED, CONFERENCE, PLAN, PLAN_ENDED, CLOSED);
    }

    /** The whole with one thing said otherwise. */
    private static TakeFromSource wholeWith(Said other) {
        var said = new ArrayList<>(whole().said());
        said.replaceAll(one -> one.element().equals(other.element()) ? other : one);
        return source(said.toArray(Said[]::new));
    }

    private static TakeFromSource without(Said... left) {
        return source(whole().said().stream()
                .filter(said -> !List.of(left).contains(said))
                .toArray(Said[]::new));
    }

    @Nested
    class ACaseThatIsNew {
        @Test
        void tellsItsWholeCourseWithWhatAnswersWhat() {
            assertThat(told().eventsOf(whole()))
                    .containsExactly(
                            contact(),
                            decided(REFERRAL),
                            referral(RECEIVED_ON, "6", "N1", null),
                            started(day(3, 5)),
                            completed(day(4, 30), 4, AssessmentOutcome.CHILD_IN_NEED),
                            discussed(day(3, 6)),
                            conference(day(3, 20), 6, ConferenceOutcome.PROTECTION_PLAN),
                            protection(day(3, 20), "NEG", 7),
                            protectionEnded(day(6, 1)),
                            closed(day(6, 1)));
            assertThat(told().warningsOf(whole())).isEmpty();
        }

        @Test
        void doesToClocksWhatTheSameCaseDoesThatOfficersRecord() {
            // Given
            var recorded = told(
                    contact(),
                    decided(REFERRAL),
                    referral(null),
                    started(day(3, 5)),
                    completed(day(4, 30)),
                    discussed(day(3, 6)),
                    conference(day(3, 20)),
                    protection(day(3, 20)),
                    protectionEnded(day(6, 1)),
                    closed(day(6, 1)));

            // Then
            assertThat(told().and(whole()).state()).isEqualTo(recorded.state());
        }

        @Test
        void mayBeginWithTheReferral() {
            var story = told().and(source(said("CINreferralDate", referral(day(3, 3), "1A", null, null))));
            assertThat(story.standing()).isEqualTo(Standing.OPEN);
        }

        @Test
        void hasTheEventsBeforeItsClosingEvenWhereTheSourceTellsThemAfterIt() {
            // Given
            var source = source(CONTACT, DECISION, REFERRED, said("closed_on", closed(day(4, 1))), DISCUSSED);

            // Then
            assertThat(told().and(source).standing()).isEqualTo(Standing.CLOSED);
            assertThat(told().warningsOf(source)).isEmpty();
        }
    }

    @Nested
    class ACaseThatIsKnown {
        @Test
        void changesNothingWhereTheSourceSaysTheSame() {
            told().and(whole()).when(whole()).then().thenWarned();
        }

        @Test
        void changesNothingWhereTheSourceLeavesOutWhatIsKnown() {
            told().and(whole()).when(source(CONTACT, CLOSED)).then().thenWarned();
        }

        static List<Arguments> differences() {
            return List.of(
                    Arguments.of(said("contact_at", contact(at(3, 3, 9, 0))), right(1, at(3, 3, 9, 0))),
                    Arguments.of(
                            said("contact_at", contact(RECEIVED, "2A", "M", "WBRI")),
                            rightOpening(1, "2A", null, null, null, "M")),
                    Arguments.of(said("decision_at", decided(at(3, 4, 9, 0), REFERRAL)), right(2, at(3, 4, 9, 0))),
                    Arguments.of(said("referral_on", referral(day(3, 4))), right(3, day(3, 4))),
                    Arguments.of(
                            said("referral_on", referral(null, "2B", "N4", true)),
                            rightOpening(3, "2B", "N4", true, null, null)),
                    Arguments.of(said("started", started(day(3, 6))), right(4, day(3, 6))),
                    Arguments.of(said("completed", completed(day(5, 2))), right(5, day(5, 2))),
                    Arguments.of(
                            said("completed", completed(day(4, 30), null, AssessmentOutcome.SECTION_47)),
                            right(5, "section-47")),
                    Arguments.of(said("completed", completed(day(4, 30), null, null, "3B")), rightFactors(5, "3B")),
                    Arguments.of(said("discussed", discussed(day(3, 7))), right(6, day(3, 7))),
                    Arguments.of(said("conference", conference(day(3, 19))), right(7, day(3, 19))),
                    Arguments.of(said("plan", protection(day(3, 20), "SAB", null)), rightCategory(8, "SAB")),
                    Arguments.of(said("plan_end", protectionEnded(day(5, 31))), right(9, day(5, 31))),
                    Arguments.of(said("closed_on", closed(day(6, 2))), right(10, day(6, 2))),
                    Arguments.of(said("closed_on", closed(day(6, 1), "RC9")), right(10, "RC9")));
        }

        @ParameterizedTest
        @MethodSource("differences")
        void isCorrectedWhereTheSourceSaysOtherwise(Said other, ReferralEvent correction) {
            var known = told().and(whole());
            assertThat(known.eventsOf(wholeWith(other))).containsExactly(correction);
            known.and(wholeWith(other)).when(wholeWith(other)).then();
        }

        @Test
        void isToldOnWhereTheSourceSaysMore() {
            // Given
            var first = told().and(source(CONTACT, DECISION));

            // Then
            assertThat(first.eventsOf(source(CONTACT, DECISION, REFERRED, STARTED)))
                    .containsExactly(referral(RECEIVED_ON, "6", "N1", null), started(day(3, 5)));
            assertThat(told().and(without(COMPLETED, CLOSED)).eventsOf(whole()))
                    .containsExactly(completed(day(4, 30), 4, AssessmentOutcome.CHILD_IN_NEED), closed(day(6, 1)));
        }

        @Test
        void isReopenedWhereTheClosingIsGone() {
            assertThat(told().and(whole()).eventsOf(without(CLOSED))).containsExactly(reopened(TODAY));
            assertThat(told().and(whole()).and(without(CLOSED)).standing()).isEqualTo(Standing.OPEN);
        }

        @Test
        void staysClosedWhereTheSourceHasNoWordOnClosing() {
            var silent = new TakeFromSource(TODAY, NOW, without(CLOSED).said(), false);
            told().and(whole()).when(silent).then();
        }

        @Test
        void keepsWhatOfficersRecordedBesides() {
            var story = told().and(source(CONTACT, DECISION, REFERRED)).and(inNeed(day(4, 1)), seen(day(4, 2)));
            assertThat(story.eventsOf(source(CONTACT, DECISION, REFERRED, STARTED)))
                    .containsExactly(started(day(3, 5)));
            assertThat(story.and(source(CONTACT, DECISION, REFERRED)).present().plan())
                    .isEqualTo(Plan.CHILD_IN_NEED);
        }

        @Test
        void isAllocatedAgainWhereSomebodyElseHasIt() {
            // Given
            var story = told().and(source(
                    CONTACT, DECISION, REFERRED, said("worker", allocated(day(3, 4), "SW-1", "duty"))));
            var later = said("worker", allocated(day(5, 1), "SW-2", "duty"));

            // When, then
            assertThat(story.eventsOf(source(CONTACT, later))).containsExactly(allocated(day(5, 1), "SW-2", "duty"));
            assertThat(story.and(source(CONTACT, later)).present().worker()).isEqualTo("SW-2");
            story.and(source(CONTACT, later)).when(source(CONTACT, later)).then();
            assertThat(story.eventsOf(source(CONTACT, said("worker", allocated(day(3, 5), "SW-1", "duty")))))
                    .containsExactly(right(4, day(3, 5)));
        }

        @Test
        void thatWasVoidedTakesNothingAndSaysSo() {
            told().and(whole())
                    .and(voided(TODAY, "duplicate"))
                    .when(whole())
                    .then()
                    .thenWarned("referral.voided");
        }

        @Test
        void thatBeganWithTheReferralStaysWithoutItsContact() {
            // Given
            var story = told(referral(RECEIVED_ON, "6", "N1", null));

            // Then
            story.when(source(CONTACT, REFERRED)).then().thenWarned("referral.contact-unknown");
            assertThat(story.warningsOf(source(CONTACT))).containsExactly("referral.contact-unknown contact_at");
        }
    }

    @Nested
    class WhatBreaksARule {
        private void comesIn(TakeFromSource source, int events, String... warnings) {
            assertThat(told().eventsOf(source)).hasSize(events);
            assertThat(told().warningsOf(source)).containsExactlyInAnyOrder(warnings);
            told().and(source).when(source).then();
        }

        @Test
        void isADayYetToCome() {
            comesIn(
                    source(
                            CONTACT,
                            DECISION,
                            REFERRED,
                            said("seen", seen(YET_TO_COME)),
                            said("closed_on", closed(YET_TO_COME))),
                    5,
                    "referral.date-in-future seen",
                    "referral.date-in-future closed_on");
            comesIn(
                    source(said("CINreferralDate", referral(YET_TO_COME, "1A", "N1", null))),
                    1,
                    "referral.date-in-future CINreferralDate");
            comesIn(source(said("contact_at", contact(NOW.plusSeconds(60)))), 1, "referral.time-in-future contact_at");
        }

        @Test
        void isACaseThatStandsTodayAsIfWhatIsToComeWereNot() {
            var story = told().and(source(CONTACT, DECISION, REFERRED, said("closed_on", closed(YET_TO_COME))));
            assertThat(story.standing()).isEqualTo(Standing.CLOSED);
            assertThat(story.record().upTo(NOW).standing()).isEqualTo(Standing.OPEN);
        }

        @Test
        void isAConferenceWithoutADiscussion() {
            comesIn(
                    source(CONTACT, DECISION, REFERRED, CONFERENCE),
                    4,
                    "referral.conference-without-discussion conference");
        }

        @Test
        void isAConferenceBeforeTheDiscussion() {
            comesIn(
                    source(CONTACT, DECISION, REFERRED, DISCUSSED, said("conference", conference(day(3, 5)))),
                    5,
                    "referral.before-discussion conference");
        }

        @Test
        void isNotWhatTheSourceLeavesOut() {
            comesIn(
                    source(
                            CONTACT,
                            DECISION,
                            said("referral_on", referral(null, null, null, null)),
                            STARTED,
                            said("completed", completed(day(4, 30), null, null)),
                            said("closed_on", closed(day(6, 1), null))),
                    6);
            comesIn(source(CONTACT, said("decision_at", decided(ContactDecision.LINKED_TO_OPEN_CASE))), 2);
        }

        @Test
        void isAClosingWithAPlanInForce() {
            comesIn(
                    source(CONTACT, DECISION, REFERRED, DISCUSSED, CONFERENCE, PLAN, CLOSED),
                    7,
                    "referral.closed-with-plan closed_on");
        }

        @Test
        void isAClosingBeforeAStep() {
            comesIn(
                    source(CONTACT, DECISION, REFERRED, STARTED, COMPLETED, said("closed_on", closed(day(4, 1)))),
                    6,
                    "referral.closed-before-step closed_on");
        }

        @Test
        void isAStepBeforeTheReferral() {
            comesIn(
                    source(
                            said("CINreferralDate", referral(day(3, 3), "1A", "N1", null)),
                            said("seen", seen(day(3, 2)))),
                    2,
                    "referral.date-before-opening seen",
                    "referral.before-referral seen");
        }

        @Test
        void isAReferralOfAContactThatWasNotDecidedAsOne() {
            comesIn(source(CONTACT, REFERRED), 2, "referral.contact-not-referral referral_on");
            comesIn(
                    source(CONTACT, said("decision_at", decided(EARLY_HELP)), REFERRED),
                    3,
                    "referral.contact-not-referral referral_on");
        }

        @Test
        void isADecisionThatChangesUnderItsReferral() {
            var other = said("decision_at", decided(EARLY_HELP));
            var story = told().and(whole());
            assertThat(story.eventsOf(wholeWith(other))).containsExactly(right(2, "early-help"));
            assertThat(story.warningsOf(wholeWith(other))).containsExactly("referral.entry-answered decision_at");
        }

        @Test
        void isAReferralOfWhichNothingWasToFollowThatIsOpen() {
            comesIn(
                    source(said("CINreferralDate", referral(day(3, 3), "1A", "N1", true))),
                    1,
                    "referral.no-further-action-open CINreferralDate");
        }

        @Test
        void isAReferralOfWhichNothingWasToFollowAndMoreIsTold() {
            comesIn(
                    source(said("CINreferralDate", referral(day(3, 3), "1A", "N1", true)), STARTED, COMPLETED, CLOSED),
                    4,
                    "referral.no-further-action-followed CINreferralDate");
        }

        @Test
        void isAStepOfAContactThatBecameNoReferral() {
            comesIn(source(CONTACT, STARTED), 2, "referral.no-referral started");
        }
    }

    @Nested
    class SeveralOfAKind {
        @Test
        void assessmentsAreMatchedInTheirOrder() {
            // Given
            var second = said("started/2", started(day(7, 1)));
            var completed = said("completed/2", completed(day(8, 1)));
            var source = source(CONTACT, DECISION, REFERRED, STARTED, COMPLETED, second, completed);
            var story = told().and(source);

            // Then
            assertThat(story.record().assessmentsUnderWay()).isEmpty();
            story.when(source).then().thenWarned();
            assertThat(story.eventsOf(source(
                            CONTACT,
                            DECISION,
                            REFERRED,
                            STARTED,
                            COMPLETED,
                            second,
                            said("completed/2", completed(day(8, 4))))))
                    .containsExactly(right(7, day(8, 4)));
        }

        @Test
        void twoAssessmentsUnderWayAtOnceAreTakenWithAWarning() {
            // Given
            var source = source(CONTACT, DECISION, REFERRED, STARTED, said("started/2", started(day(3, 7))));

            // Then
            assertThat(told().warningsOf(source)).containsExactly("referral.assessment-under-way started/2");
            assertThat(told().and(source).record().assessmentsUnderWay()).hasSize(2);
        }

        @Test
        void aChildSeenIsSeenUnderThePlanWhereTheSourceDoesNotSayForWhat() {
            assertThat(told().eventsOf(source(CONTACT, DECISION, REFERRED, said("seen", seen(day(3, 5))))))
                    .endsWith(seen(day(3, 5), Occasion.ASSESSMENT));
            assertThat(told().eventsOf(source(
                            CONTACT,
                            DECISION,
                            REFERRED,
                            said("in_need", inNeed(day(3, 4))),
                            said("seen", seen(day(3, 5))))))
                    .endsWith(seen(day(3, 5), Occasion.CHILD_IN_NEED_PLAN));
        }
    }
}
