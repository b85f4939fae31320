package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.ContactDecision.EARLY_HELP;
import static waymark.referrals.domain.ContactDecision.REFERRAL;
import static waymark.referrals.domain.Story.COURSE;
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
import static waymark.referrals.domain.Story.happened;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.inNeedEnded;
import static waymark.referrals.domain.Story.inNeedReviewed;
import static waymark.referrals.domain.Story.nothingFollows;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.protectionEnded;
import static waymark.referrals.domain.Story.referral;
import static waymark.referrals.domain.Story.reopened;
import static waymark.referrals.domain.Story.reviewed;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.started;
import static waymark.referrals.domain.Story.told;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.ClockState;
import waymark.casefile.course.Decision;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;

/** Each clock of registers/social-care-clocks.csv: its day, what stops it and what ends it without its step. */
class SocialCareClocksTest {
    private static final LocalDate ON = day(4, 1);

    @Test
    void theseAreTheClocks() {
        assertThat(COURSE.clocks().rules())
                .extracting(ClockRule::id)
                .containsExactly(
                        "contact-24-hours",
                        "contact-working-day",
                        "assessment",
                        "reassessment",
                        "conference",
                        "protection-review-first",
                        "protection-review",
                        "protection-visit",
                        "child-in-need-visit",
                        "child-in-need-review-first",
                        "child-in-need-review");
    }

    /** A case in which a clock runs since 1 April, and what comes of it by another step on 10 April. */
    @ParameterizedTest
    @CsvSource({
        "assessment, 2025-06-09, assessment-completed, STOPPED",
        "assessment, 2025-06-09, nothing-follows, LAPSED",
        "assessment, 2025-06-09, closed, LAPSED",
        "assessment, 2025-06-09, seen-for-assessment, ",
        "reassessment, 2025-06-09, further-assessment-completed, STOPPED",
        "reassessment, 2025-06-09, nothing-follows, ",
        "conference, 2025-04-24, conference-held, STOPPED",
        "conference, 2025-04-24, conference-not-needed, LAPSED",
        "conference, 2025-04-24, conference-called, ",
        "protection-review-first, 2025-07-01, protection-reviewed, STOPPED",
        "protection-review-first, 2025-07-01, protection-ended, LAPSED",
        "protection-review-first, 2025-07-01, protection-visit, ",
        "protection-review, 2025-10-01, protection-reviewed, STOPPED",
        "protection-review, 2025-10-01, protection-ended, LAPSED",
        "protection-visit, 2025-04-29, protection-visit, STOPPED",
        "protection-visit, 2025-04-29, protection-ended, LAPSED",
        "protection-visit, 2025-04-29, protection-reviewed, ",
        "protection-visit, 2025-04-29, seen-for-assessment, ",
        "child-in-need-visit, 2025-05-13, child-in-need-visit, STOPPED",
        "child-in-need-visit, 2025-05-13, child-in-need-ended, LAPSED",
        "child-in-need-visit, 2025-05-13, protection-begun, LAPSED",
        "child-in-need-visit, 2025-05-13, closed, LAPSED",
        "child-in-need-review-first, 2025-07-01, child-in-need-reviewed, STOPPED",
        "child-in-need-review-first, 2025-07-01, child-in-need-ended, LAPSED",
        "child-in-need-review-first, 2025-07-01, protection-begun, LAPSED",
        "child-in-need-review-first, 2025-07-01, closed, LAPSED",
        "child-in-need-review, 2025-10-01, child-in-need-reviewed, STOPPED",
        "child-in-need-review, 2025-10-01, child-in-need-ended, LAPSED",
        "child-in-need-review, 2025-10-01, protection-begun, LAPSED",
        "child-in-need-review, 2025-10-01, closed, LAPSED"
    })
    void aClockEndsByItsStepsAndNoOthers(String clock, LocalDate dueOn, String step, ClockRun.Ending ending) {
        // Given
        var story = running(clock);
        int started = story.record().entries().getLast().sequence();
        assertThat(story.run(clock, started).dueOn()).isEqualTo(dueOn);

        // When
        var after = story.and(steps(step)).run(clock, started);

        // Then
        assertThat(after.ending()).isEqualTo(ending);
        assertThat(after.endedOn()).isEqualTo(ending == null ? null : day(4, 10));
    }

    /** The last step recorded, on 1 April, started the clock. */
    private static Story running(String clock) {
        var made = told(referral(ON, "6", "N1", null));
        return switch (clock) {
            case "assessment" -> made;
            case "reassessment" -> made.and(started(ON), completed(ON), started(ON));
            case "conference" -> made.and(discussed(ON));
            case "protection-review-first", "protection-visit" -> protectedChild(made);
            case "protection-review" -> protectedChild(made).and(reviewed(ON, null));
            case "child-in-need-visit", "child-in-need-review-first" -> made.and(inNeed(ON));
            case "child-in-need-review" -> made.and(inNeed(ON), inNeedReviewed(ON));
            default -> throw new IllegalArgumentException(clock);
        };
    }

    private static Story protectedChild(Story made) {
        return made.and(discussed(ON), conference(ON), protection(ON));
    }

    private static ReferralEvent[] steps(String step) {
        var on = day(4, 10);
        var events = switch (step) {
            case "assessment-completed" -> List.of(started(on), completed(on));
            case "further-assessment-completed" -> List.of(completed(on));
            case "nothing-follows" -> List.of(nothingFollows(on));
            case "closed" -> List.of(closed(on));
            case "seen-for-assessment" -> List.of(seen(on, Occasion.ASSESSMENT));
            case "conference-held" -> List.of(conference(on));
            case "conference-not-needed" -> List.of(concluded(on, null, EnquiryOutcome.NO_CONFERENCE_NEEDED));
            case "conference-called" -> List.of(concluded(on, null, EnquiryOutcome.CONFERENCE));
            case "protection-reviewed" -> List.of(reviewed(on, null));
            case "protection-ended" -> List.of(protectionEnded(on));
            case "protection-visit" -> List.of(seen(on, Occasion.PROTECTION_PLAN));
            case "protection-begun" -> List.of(discussed(on), conference(on), protection(on));
            case "child-in-need-visit" -> List.of(seen(on, Occasion.CHILD_IN_NEED_PLAN));
            case "child-in-need-reviewed" -> List.of(inNeedReviewed(on));
            case "child-in-need-ended" -> List.of(inNeedEnded(on));
            default -> throw new IllegalArgumentException(step);
        };
        return events.toArray(ReferralEvent[]::new);
    }

    @Nested
    class HoursAndWorkingDays {
        @ParameterizedTest
        @CsvSource({
            // In the week; over a weekend; over Easter and its bank holidays; over both changes of the clock.
            "2025-03-04T09:00:00Z, 2025-03-05T09:00:00Z, 2025-03-05",
            "2025-03-07T16:40:00Z, 2025-03-08T16:40:00Z, 2025-03-10",
            "2025-03-08T11:00:00Z, 2025-03-09T11:00:00Z, 2025-03-10",
            "2025-04-17T15:00:00Z, 2025-04-18T15:00:00Z, 2025-04-22",
            "2025-03-29T16:40:00Z, 2025-03-30T16:40:00Z, 2025-03-31",
            "2025-10-25T15:40:00Z, 2025-10-26T15:40:00Z, 2025-10-27",
            // Half past midnight in London is the next day.
            "2025-06-03T23:30:00Z, 2025-06-04T23:30:00Z, 2025-06-05"
        })
        void theHoursPassOverTheWeekendAndTheWorkingDayDoesNot(Instant received, Instant hours, LocalDate workingDay) {
            var story = told(contact(received));
            assertThat(story.run("contact-24-hours", 1).dueAt()).isEqualTo(hours);
            assertThat(story.run("contact-working-day", 1).dueOn()).isEqualTo(workingDay);
        }

        @Test
        void aFridaysContactThatIsDecidedOnMondayMissesTheHoursAndMeetsTheWorkingDay() {
            // Given
            var story = told(contact(at(3, 7, 16, 40)), decided(at(3, 10, 9, 0), EARLY_HELP));

            // Then
            assertThat(story.clock("contact-24-hours", 1, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(story.clock("contact-working-day", 1, TODAY)).isEqualTo(ClockState.MET);
            assertThat(story.reading("contact-24-hours", 1, TODAY).working())
                    .isEqualTo("received 7 March 2025 at 16:40; 24 hours; due 8 March 2025 at 16:40;"
                            + " done 10 March 2025 at 09:00, hour 64, 40 hours 20 minutes late");
        }

        @Test
        void anHourIsLostInMarchAndGainedInOctober() {
            // Given
            var spring = told(contact(at(3, 29, 16, 40)), decided(at(3, 30, 17, 40), EARLY_HELP));
            var autumn = told(contact(at(10, 25, 16, 40)), decided(at(10, 26, 15, 41), EARLY_HELP));

            // Then
            assertThat(spring.clock("contact-24-hours", 1, TODAY)).isEqualTo(ClockState.MET);
            assertThat(spring.reading("contact-24-hours", 1, TODAY).working())
                    .isEqualTo("received 29 March 2025 at 16:40; 24 hours, in which the clocks go forward;"
                            + " due 30 March 2025 at 17:40; done 30 March 2025 at 17:40, hour 24, in time");
            assertThat(autumn.clock("contact-24-hours", 1, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(autumn.reading("contact-24-hours", 1, TODAY).working())
                    .isEqualTo("received 25 October 2025 at 16:40; 24 hours, in which the clocks go back;"
                            + " due 26 October 2025 at 15:40; done 26 October 2025 at 15:41, hour 24, 1 minute late");
        }

        @Test
        void theLastMinuteIsInTimeAndTheNextIsNot() {
            assertThat(told(contact(), decided(at(3, 4, 16, 40), REFERRAL)).clock("contact-24-hours", 1, TODAY))
                    .isEqualTo(ClockState.MET);
            assertThat(told(contact(), decided(at(3, 4, 16, 41), REFERRAL)).clock("contact-24-hours", 1, TODAY))
                    .isEqualTo(ClockState.MISSED);
        }

        @Test
        void fortyFiveWorkingDaysOverChristmasAreShownWithTheirBankHolidays() {
            // Given
            var story = told(referral(day(11, 24), "6", "N1", null), started(day(11, 25)));

            // Then
            assertThat(story.run("assessment", 1).dueOn()).isEqualTo(LocalDate.of(2026, 1, 29));
            assertThat(story.reading("assessment", 1, LocalDate.of(2026, 1, 28)).working())
                    .isEqualTo("referred 24 November 2025, day 0; 45 working days (not counting 18 weekend days,"
                            + " Christmas Day, Boxing Day, New Year’s Day); due 29 January 2026;"
                            + " on 28 January 2026, working day 44, 1 working day left");
        }
    }

    @Nested
    class RunsThatMove {
        private final Story visited = protectedChild(told(referral(ON, "6", "N1", null)))
                .and(seen(day(4, 20)), seen(day(5, 10)), reviewed(day(6, 20), null));

        @Test
        void aVisitThatIsAnnulledLeavesTheOneBeforeItWaiting() {
            // Given
            var story = visited.and(annulled(6));

            // Then
            assertThat(story.run("protection-visit", 5).endedOn()).isNull();
            assertThat(visited.and(annulled(5)).run("protection-visit", 4).endedOn())
                    .isEqualTo(day(5, 10));
            assertThat(story.running()).contains("protection-visit 2025-05-18");
        }

        @Test
        void aVisitThatIsMovedMovesTheWaitBeforeAndAfterIt() {
            var story = visited.and(right(5, day(4, 25)));
            assertThat(story.run("protection-visit", 4).endedOn()).isEqualTo(day(4, 25));
            assertThat(story.run("protection-visit", 5).dueOn()).isEqualTo(day(5, 23));
            assertThat(story.run("protection-visit", 5).endedOn()).isEqualTo(day(5, 10));
        }

        @Test
        void aReviewThatIsAnnulledLeavesTheFirstWaiting() {
            var story = visited.and(annulled(7));
            assertThat(story.running()).contains("protection-review-first 2025-07-01");
            assertThat(story.run("protection-review", 7).ending()).isEqualTo(ClockRun.Ending.LAPSED);
        }

        @Test
        void reopeningAndClosingOnAnotherDayMovesTheEnds() {
            var closed = told(referral(ON, "6", "N1", null), inNeed(ON), closed(day(4, 10)));
            assertThat(closed.and(reopened(TODAY)).running())
                    .contains("assessment 2025-06-09", "child-in-need-visit 2025-05-13");
            assertThat(closed.and(reopened(TODAY), closed(day(5, 1)))
                            .run("child-in-need-visit", 2)
                            .endedOn())
                    .isEqualTo(day(5, 1));
            assertThat(closed.and(right(3, day(4, 11)))
                            .run("child-in-need-visit", 2)
                            .endedOn())
                    .isEqualTo(day(4, 11));
        }

        @Test
        void theMarksOfTheEventsTellTheSameRunsToWhoeverFoldsThem() {
            // Given
            var asked = List.of(
                    contact(),
                    decided(REFERRAL),
                    referral(null),
                    started(day(3, 4)),
                    discussed(day(3, 5)),
                    right(1, at(3, 3, 9, 0)),
                    conference(day(3, 20)),
                    protection(day(3, 20)),
                    seen(day(4, 1)),
                    right(9, day(4, 2)),
                    completed(day(4, 30)),
                    annulled(9),
                    protectionEnded(day(6, 1)),
                    closed(day(6, 1)),
                    reopened(day(6, 2)),
                    closed(day(7, 1)));
            Referral state = ReferralCourse.INITIAL;
            var events = new ArrayList<ReferralEvent>();

            // When
            for (var event : asked) {
                if (COURSE.decide(state, happened(event)) instanceof Decision.Accepted<ReferralEvent> accepted) {
                    for (var happened : accepted.events()) state = COURSE.evolve(state, happened);
                    events.addAll(accepted.events());
                }
            }

            // Then
            assertThat(events).hasSameSizeAs(asked);
            List<ClockRun> folded = List.of();
            for (var event : events) folded = ClockRun.after(folded, event.clocks());
            assertThat(folded).isEqualTo(((Referral.Opened) state).clocks());
        }
    }
}
