package waymark.assessments.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.assessments.domain.Body.EDUCATIONAL_PSYCHOLOGIST;
import static waymark.assessments.domain.Body.HEALTH;
import static waymark.assessments.domain.Body.OTHER;
import static waymark.assessments.domain.Body.SCHOOL;
import static waymark.assessments.domain.Story.AUTISTIC;
import static waymark.assessments.domain.Story.COURSE;
import static waymark.assessments.domain.Story.RECEIVED;
import static waymark.assessments.domain.Story.TODAY;
import static waymark.assessments.domain.Story.advised;
import static waymark.assessments.domain.Story.amended;
import static waymark.assessments.domain.Story.asked;
import static waymark.assessments.domain.Story.assess;
import static waymark.assessments.domain.Story.assigned;
import static waymark.assessments.domain.Story.ceased;
import static waymark.assessments.domain.Story.changed;
import static waymark.assessments.domain.Story.day;
import static waymark.assessments.domain.Story.doNotAssess;
import static waymark.assessments.domain.Story.draft;
import static waymark.assessments.domain.Story.excuseWithdrawn;
import static waymark.assessments.domain.Story.excused;
import static waymark.assessments.domain.Story.excuses;
import static waymark.assessments.domain.Story.lapses;
import static waymark.assessments.domain.Story.mark;
import static waymark.assessments.domain.Story.movedAway;
import static waymark.assessments.domain.Story.movedIn;
import static waymark.assessments.domain.Story.noPlan;
import static waymark.assessments.domain.Story.parentTold;
import static waymark.assessments.domain.Story.plan;
import static waymark.assessments.domain.Story.planned;
import static waymark.assessments.domain.Story.reminded;
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
import static waymark.assessments.domain.Story.voided;
import static waymark.assessments.domain.Story.withdrawn;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.assessments.domain.Assessment.Next;
import waymark.assessments.domain.AssessmentEvent.PhaseTransferPlanned.Transfer;
import waymark.assessments.domain.AssessmentEvent.PlanCeased.Ground;
import waymark.assessments.domain.AssessmentEvent.ReviewDecided.Result;
import waymark.assessments.domain.AssessmentEvent.Voided.Reason;
import waymark.casefile.course.ClockMark.Action;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.ClockState;

/** The course without disputes and registers. */
class AssessmentCourseTest {
    private static final LocalDate SIX_WEEKS = day(4, 14);
    private static final LocalDate SIXTEEN_WEEKS = day(6, 23);
    private static final LocalDate TWENTY_WEEKS = day(7, 21);

    /** Asked of the psychologist (3) and the school (4), advised, drafted (7) and issued on day 140 (8). */
    private static Story planIssued() {
        return advisedAndDrafted().and(plan(TWENTY_WEEKS));
    }

    private static Story advisedAndDrafted() {
        return asking().and(
                        advised(day(5, 20), EDUCATIONAL_PSYCHOLOGIST, 3),
                        advised(day(5, 6), SCHOOL, null),
                        draft(day(6, 16)));
    }

    private static Story asking() {
        return told(
                requested(), assess(day(4, 8)), asked(day(4, 9), EDUCATIONAL_PSYCHOLOGIST), asked(day(4, 10), SCHOOL));
    }

    @Test
    void everyClockOfTheLawIsInForceOnce() {
        assertThat(COURSE.clocks().rules().stream().map(ClockRule::id).collect(Collectors.toSet()))
                .hasSize(COURSE.clocks().rules().size())
                .contains(
                        "ehc-decision", "ehc-advice", "ehc-not-issue", "ehc-plan", "ehc-comment", "ehc-plan-transfer");
    }

    @Nested
    class Requesting {
        @Test
        void startsTheClocksOfTheDecisionTheRefusalAndThePlan() {
            told().when(requested())
                    .then(requested()
                            .with(List.of(
                                    starts("ehc-decision", 1, RECEIVED, SIX_WEEKS),
                                    starts("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS),
                                    starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))));
            assertThat(told(requested()).next()).isEqualTo(new Next(NextStep.DECIDE, "ehc-decision", null, SIX_WEEKS));
        }

        @Test
        void isRefusedTwice() {
            told(requested()).when(requested()).thenRefused("assessment.opened-twice");
            told(requested()).when(movedIn(RECEIVED, "826", null)).thenRefused("assessment.opened-twice");
        }

        @Test
        void isRefusedOnADayThatIsMissingOrHasNotCome() {
            told().when(requested(null)).thenRefused("assessment.needed");
            told().when(requested(TODAY.plusDays(1))).thenRefused("assessment.date-in-future");
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "XYZ, 4,  -,    assessment.code-unknown",
                    "ASD, 14, -,    assessment.school-year-unknown",
                    "ASD, 4,  wbri, assessment.code-form",
                })
        void isRefusedInCodesThatAreNotOfTheirLists(String need, String year, String ethnicity, String rule) {
            told().when(requested(RECEIVED, new Circumstances(need, year, null), ethnicity))
                    .thenRefused(rule);
        }

        @Test
        void isRefusedUnderAReferenceThatCouldBeAName() {
            told().when(new AssessmentEvent.Requested(
                            "Jo Example", RECEIVED, null, null, null, null, null, null, null, null, List.of()))
                    .thenRefused("assessment.reference-form");
        }

        @Test
        void comesBeforeEverythingElse() {
            told().when(assess(RECEIVED)).thenRefused("assessment.not-opened");
        }
    }

    @Nested
    class Deciding {
        @Test
        void toAssessStopsTheClockOfTheDecision() {
            told(requested())
                    .when(assess(SIX_WEEKS))
                    .then(assess(SIX_WEEKS).with(List.of(stops("ehc-decision", 1, RECEIVED, SIX_WEEKS, SIX_WEEKS))));
            var decided = told(requested(), assess(SIX_WEEKS));
            assertThat(decided.clock("ehc-decision", 1, TODAY)).isEqualTo(ClockState.MET);
            assertThat(decided.standing()).isEqualTo(Standing.ASSESSING);
            assertThat(decided.next()).isEqualTo(new Next(NextStep.ASK_FOR_ADVICE, "ehc-plan", null, TWENTY_WEEKS));
        }

        @Test
        void notToAssessEndsTheAssessmentAndItsClocks() {
            told(requested())
                    .when(doNotAssess(day(4, 15)))
                    .then(doNotAssess(day(4, 15))
                            .with(List.of(
                                    stops("ehc-decision", 1, RECEIVED, SIX_WEEKS, day(4, 15)),
                                    lapses("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, day(4, 15)),
                                    lapses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, day(4, 15)))));
            var refused = told(requested(), doNotAssess(day(4, 15)));
            assertThat(refused.clock("ehc-decision", 1, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(refused.clock("ehc-plan", 1, TODAY)).isEqualTo(ClockState.NOT_APPLICABLE);
            assertThat(refused.next()).isEqualTo(new Next(null, null, null, Next.NEVER));
        }

        @Test
        void isRefusedTwiceBeforeTheRequestAndWithoutSayingWhat() {
            told(requested(), assess(SIX_WEEKS)).when(assess(SIX_WEEKS)).thenRefused("assessment.decided-twice");
            told(requested()).when(assess(RECEIVED.minusDays(1))).thenRefused("assessment.date-before-opening");
            told(requested())
                    .when(new AssessmentEvent.DecisionMade(SIX_WEEKS, null, List.of()))
                    .thenRefused("assessment.needed");
        }

        @Test
        void isRefusedWithoutADay() {
            told(requested()).when(assess(null)).thenRefused("assessment.needed");
        }

        @Test
        void endsTheCaseForEverythingButPuttingRightAndDisputing() {
            told(requested(), doNotAssess(SIX_WEEKS)).when(assess(TODAY)).thenRefused("assessment.ended");
            told(requested(), doNotAssess(SIX_WEEKS))
                    .when(assigned(TODAY, "SEN-07"))
                    .thenRefused("assessment.ended");
        }
    }

    @Nested
    class Advice {
        @Test
        void startsAClockForEachBodyOnTheDayOnWhichItWasAsked() {
            told(requested(), assess(day(4, 8)))
                    .when(asked(day(4, 9), EDUCATIONAL_PSYCHOLOGIST))
                    .then(asked(day(4, 9), EDUCATIONAL_PSYCHOLOGIST)
                            .with(List.of(mark(
                                    Action.START,
                                    "ehc-advice",
                                    3,
                                    "educational-psychologist",
                                    day(4, 9),
                                    day(5, 21),
                                    null))));
            assertThat(asking().next())
                    .isEqualTo(new Next(NextStep.AWAIT_ADVICE, "ehc-advice", "educational-psychologist", day(5, 21)));
        }

        @Test
        void stopsTheClockOfTheBodyThatReturnedIt() {
            asking().when(advised(day(5, 23), SCHOOL, null))
                    .then(advised(day(5, 23), SCHOOL, 4)
                            .with(List.of(
                                    mark(Action.STOP, "ehc-advice", 4, "school", day(4, 10), day(5, 22), day(5, 23)))));
            var advised = asking().and(advised(day(5, 23), SCHOOL, null));
            assertThat(advised.clock("ehc-advice", 4, TODAY)).isEqualTo(ClockState.MISSED);
            assertThat(advised.clock("ehc-advice", 3, day(5, 21))).isEqualTo(ClockState.RUNNING);
            assertThat(advised.and(advised(day(5, 6), EDUCATIONAL_PSYCHOLOGIST, 3))
                            .next()
                            .step())
                    .isEqualTo(NextStep.SEND_DRAFT);
        }

        @Test
        void ofABodyThatIsRemindedIsDueAsBefore() {
            asking().when(reminded(day(5, 1), SCHOOL, null)).then(reminded(day(5, 1), SCHOOL, 4));
        }

        @Test
        void isAskedOfABodyOnceUntilItHasAnswered() {
            asking().when(asked(day(5, 1), SCHOOL)).thenRefused("assessment.advice-asked-twice");
            asking().and(advised(day(4, 20), SCHOOL, null)).and(asked(day(5, 1), SCHOOL));
        }

        @Test
        void isAskedOfSeveralOtherBodiesAtOnce() {
            var several = asking().and(asked(day(5, 1), OTHER), asked(day(5, 2), OTHER));

            several.when(advised(day(5, 8), OTHER, 6))
                    .then(advised(day(5, 8), OTHER, 6)
                            .with(List.of(
                                    mark(Action.STOP, "ehc-advice", 6, "other", day(5, 2), day(6, 13), day(5, 8)))));
        }

        @Test
        void isRefusedBeforeItWasAskedAndBeforeItWasDecidedToAssess() {
            told(requested()).when(asked(day(4, 9), SCHOOL)).thenRefused("assessment.advice-before-decision");
            told(requested(), assess(day(4, 8)))
                    .when(asked(day(4, 7), SCHOOL))
                    .thenRefused("assessment.advice-before-decision");
            told(requested()).when(advised(day(4, 9), SCHOOL, null)).thenRefused("assessment.advice-before-asked");
            asking().when(advised(day(5, 1), HEALTH, null)).thenRefused("assessment.advice-before-asked");
            asking().when(advised(day(4, 9), SCHOOL, null)).thenRefused("assessment.advice-before-asked");
            asking().when(reminded(day(4, 9), SCHOOL, 4)).thenRefused("assessment.advice-before-asked");
            asking().when(advised(day(5, 1), SCHOOL, 3)).thenRefused("assessment.advice-before-asked");
            asking().and(advised(day(5, 1), SCHOOL, 4))
                    .when(advised(day(5, 2), SCHOOL, 4))
                    .thenRefused("assessment.advice-before-asked");
        }

        @Test
        void isRefusedOfNobody() {
            asking().when(asked(day(5, 1), null)).thenRefused("assessment.needed");
            asking().when(advised(day(5, 1), null, 3)).thenRefused("assessment.needed");
        }

        @Test
        void isCalledForNoMoreOnceAPlanIsIssued() {
            // Given
            var drafted = asking().and(draft(day(6, 16)));

            // Then
            drafted.when(plan(TWENTY_WEEKS))
                    .then(plan(TWENTY_WEEKS)
                            .with(List.of(
                                    lapses("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, TWENTY_WEEKS),
                                    stops("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, TWENTY_WEEKS),
                                    mark(
                                            Action.LAPSE,
                                            "ehc-advice",
                                            3,
                                            "educational-psychologist",
                                            day(4, 9),
                                            day(5, 21),
                                            TWENTY_WEEKS),
                                    mark(Action.LAPSE, "ehc-advice", 4, "school", day(4, 10), day(5, 22), TWENTY_WEEKS),
                                    stops("ehc-comment", 5, day(6, 16), day(6, 30), TWENTY_WEEKS),
                                    starts("ehc-annual-review", 6, TWENTY_WEEKS, LocalDate.of(2026, 7, 21)))));
        }
    }

    @Nested
    class AnException {
        private static final LocalDate CLOSED = LocalDate.of(2025, 4, 14);

        @Test
        void excusesMissingTheTwentyWeeksAndMovesNoDay() {
            asking().when(excused("ehc-plan", null, "exceptional-circumstances", day(6, 1), null))
                    .then(excused("ehc-plan", null, "exceptional-circumstances", day(6, 1), null)
                            .with(List.of(excuses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))));
            var excused = asking().and(excused("ehc-plan", null, "exceptional-circumstances", day(6, 1), null));
            assertThat(excused.clock("ehc-plan", 1, TWENTY_WEEKS)).isEqualTo(ClockState.RUNNING);
            assertThat(excused.clock("ehc-plan", 1, TODAY)).isEqualTo(ClockState.EXCUSED);
            assertThat(excused.clock("ehc-not-issue", 1, day(5, 1))).isEqualTo(ClockState.RUNNING);
        }

        @Test
        void thatBeganAfterTheDueDayExcusesNothing() {
            var late = excused("ehc-plan", null, "exceptional-circumstances", TWENTY_WEEKS.plusDays(1), null);
            asking().when(late).thenRefused("assessment.exception-after-due");
        }

        @Test
        void excusesTheBodyThatItIsRecordedForAlone() {
            asking().when(excused("ehc-advice", 3, "missed-appointment", day(5, 2), null))
                    .then(excused("ehc-advice", 3, "missed-appointment", day(5, 2), null)
                            .with(List.of(mark(
                                    Action.EXCUSE,
                                    "ehc-advice",
                                    3,
                                    "educational-psychologist",
                                    day(4, 9),
                                    day(5, 21),
                                    null))));
            asking().when(excused("ehc-advice", null, "missed-appointment", day(5, 2), null))
                    .thenRefused("assessment.needed");
        }

        @Test
        void thatIsWithdrawnExcusesNoMore() {
            var excused = asking().and(
                            excused("ehc-plan", null, "exceptional-circumstances", day(6, 1), null),
                            excused("ehc-plan", null, "absent-from-area", day(5, 1), day(6, 1)));
            excused.when(excuseWithdrawn(null)).thenRefused("assessment.exception-unknown");
            excused.when(excuseWithdrawn(4)).thenRefused("assessment.exception-unknown");
            excused.when(excuseWithdrawn(5)).then(excuseWithdrawn(5));
            excused.and(excuseWithdrawn(5))
                    .when(excuseWithdrawn(null))
                    .then(excuseWithdrawn(6).with(List.of(starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "ehc-plan,          -, missed-appointment,        2025-05-01, -,          assessment.exception-not-permitted",
                    "ehc-advice,        3, institution-closed,        2025-05-01, 2025-06-30, assessment.exception-not-permitted",
                    "ehc-advice,        9, missed-appointment,        2025-05-01, -,          assessment.clock-unknown",
                    "ehc-annual-review, -, exceptional-circumstances, 2025-05-01, -,          assessment.clock-unknown",
                    "-,                 -, exceptional-circumstances, 2025-05-01, -,          assessment.clock-unknown",
                    "ehc-plan,          -, -,                         2025-05-01, -,          assessment.needed",
                    "ehc-plan,          -, exceptional-circumstances, -,          -,          assessment.needed",
                    "ehc-plan,          -, exceptional-circumstances, 2026-12-01, -,          assessment.date-in-future",
                    "ehc-plan,          -, exceptional-circumstances, 2025-05-02, 2025-05-01, assessment.exception-ends-before",
                    "ehc-plan,          -, absent-from-area,          2024-12-01, 2025-03-02, assessment.exception-before-start",
                    "ehc-plan,          -, absent-from-area,          2025-05-01, 2025-05-27, assessment.exception-too-short",
                    "ehc-plan,          -, absent-from-area,          2026-11-04, -,          assessment.exception-after-due",
                    "ehc-plan,          -, institution-closed,        2025-04-14, -,          assessment.needed",
                    "ehc-plan,          -, institution-closed,        2025-04-14, 2025-05-10, assessment.exception-too-short",
                })
        void isRefusedWhereItDoesNotExcuse(
                String clock, Integer request, String code, LocalDate from, LocalDate until, String rule) {
            asking().when(excused(clock, request, code, from, until)).thenRefused(rule);
        }

        @Test
        void ofAbsenceLastsFourWeeks() {
            asking().and(excused("ehc-plan", null, "absent-from-area", day(5, 1), day(5, 28)));
            asking().and(excused("ehc-plan", null, "absent-from-area", TWENTY_WEEKS, null));
        }

        @ParameterizedTest
        @CsvSource({
            "2025-04-17, 2025-05-14, true",
            "2025-04-18, 2025-05-15, false",
            "2025-03-15, 2025-04-16, true",
            "2025-03-15, 2025-04-15, false"
        })
        void ofClosureCountsWhereTheSchoolWasAskedFromAWeekBeforeItClosedToAWeekBeforeItOpened(
                LocalDate closed, LocalDate until, boolean counts) {
            // Given: the school was asked on 10 April
            var closure = excused("ehc-plan", null, "institution-closed", closed, until);

            // Then
            if (counts) asking().and(closure);
            else asking().when(closure).thenRefused("assessment.exception-not-asked-then");
            if (!counts) {
                asking().when(excused("ehc-plan", null, "early-years-closed", closed, until))
                        .thenRefused("assessment.exception-not-asked-then");
            }
        }

        @Test
        void ofClosureExcusesTheDecisionForWhichNoAskingIsRecorded() {
            told(requested())
                    .when(excused("ehc-decision", null, "institution-closed", day(4, 1), day(4, 30)))
                    .then(excused("ehc-decision", null, "institution-closed", day(4, 1), day(4, 30))
                            .with(List.of(excuses("ehc-decision", 1, RECEIVED, SIX_WEEKS))));
        }

        @Test
        void namesItsEvidenceAndATargetAfterTheRequest() {
            asking().when(new AssessmentEvent.ExceptionRecorded(
                            TODAY, "ehc-plan", null, "exceptional-circumstances", null, CLOSED, null, null, List.of()))
                    .thenRefused("assessment.needed");
            asking().when(new AssessmentEvent.ExceptionRecorded(
                            TODAY,
                            "ehc-plan",
                            null,
                            "exceptional-circumstances",
                            "a letter from Jo",
                            CLOSED,
                            null,
                            null,
                            List.of()))
                    .thenRefused("assessment.evidence-form");
            asking().when(new AssessmentEvent.ExceptionRecorded(
                            TODAY,
                            "ehc-plan",
                            null,
                            "exceptional-circumstances",
                            "DOC-1",
                            CLOSED,
                            null,
                            RECEIVED.minusDays(1),
                            List.of()))
                    .thenRefused("assessment.target-before-opening");
        }
    }

    @Nested
    class TheDraft {
        @Test
        void givesTheParentFifteenDaysOfWhichTheFirstIsItsOwn() {
            asking().when(draft(day(6, 16)))
                    .then(draft(day(6, 16)).with(List.of(starts("ehc-comment", 5, day(6, 16), day(6, 30)))));
            assertThat(advisedAndDrafted().next())
                    .isEqualTo(new Next(NextStep.ISSUE_PLAN, "ehc-plan", null, TWENTY_WEEKS));
        }

        @Test
        void holdsUpThePlanUntilThoseDaysHavePassed() {
            advisedAndDrafted().when(plan(day(6, 30))).thenRefused("assessment.comment-time-running");
            var issued = advisedAndDrafted().and(plan(day(7, 1)));
            assertThat(issued.clock("ehc-comment", 7, TODAY)).isEqualTo(ClockState.MET);
        }

        @Test
        void holdsUpThePlanNoLongerThanUntilTheParentHasSpoken() {
            advisedAndDrafted()
                    .when(represented(day(6, 20)))
                    .then(represented(day(6, 20))
                            .with(List.of(lapses("ehc-comment", 7, day(6, 16), day(6, 30), day(6, 20)))));
            var spoken = advisedAndDrafted().and(represented(day(6, 20)));
            spoken.when(plan(day(6, 19))).thenRefused("assessment.comment-time-running");
            assertThat(spoken.and(plan(day(6, 20))).clock("ehc-comment", 7, TODAY))
                    .isEqualTo(ClockState.NOT_APPLICABLE);
        }

        @Test
        void thatIsSentAgainGivesTheDaysAnew() {
            advisedAndDrafted()
                    .when(draft(day(6, 25)))
                    .then(draft(day(6, 25))
                            .with(List.of(
                                    lapses("ehc-comment", 7, day(6, 16), day(6, 30), day(6, 25)),
                                    starts("ehc-comment", 8, day(6, 25), day(7, 9)))));
            advisedAndDrafted()
                    .and(draft(day(6, 25)))
                    .when(plan(day(7, 9)))
                    .thenRefused("assessment.comment-time-running");
        }

        @Test
        void comesAfterTheDecisionAndBeforeThePlan() {
            told(requested()).when(draft(day(6, 16))).thenRefused("assessment.draft-before-decision");
            asking().when(draft(day(4, 7))).thenRefused("assessment.draft-before-decision");
            planIssued().when(draft(TODAY)).thenRefused("assessment.draft-after-plan");
            asking().when(represented(day(6, 20))).thenRefused("assessment.representations-before-draft");
            advisedAndDrafted().when(represented(day(6, 15))).thenRefused("assessment.representations-before-draft");
        }
    }

    @Nested
    class ThePlan {
        @Test
        void stopsTheTwentyWeeksAndStartsTheYearToTheReview() {
            advisedAndDrafted()
                    .when(plan(TWENTY_WEEKS.plusDays(1)))
                    .then(plan(TWENTY_WEEKS.plusDays(1))
                            .with(List.of(
                                    lapses("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, day(7, 22)),
                                    stops("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, day(7, 22)),
                                    stops("ehc-comment", 7, day(6, 16), day(6, 30), day(7, 22)),
                                    starts("ehc-annual-review", 8, day(7, 22), LocalDate.of(2026, 7, 22)))));
            assertThat(planIssued().clock("ehc-plan", 1, TODAY)).isEqualTo(ClockState.MET);
            assertThat(advisedAndDrafted().and(plan(TWENTY_WEEKS.plusDays(1))).clock("ehc-plan", 1, TODAY))
                    .isEqualTo(ClockState.MISSED);
            assertThat(planIssued().standing()).isEqualTo(Standing.MAINTAINED);
            assertThat(planIssued().next())
                    .isEqualTo(new Next(NextStep.HOLD_REVIEW, "ehc-annual-review", null, LocalDate.of(2026, 7, 21)));
        }

        @Test
        void needsADecisionAndADraftAndIsIssuedOnce() {
            told(requested()).when(plan(day(7, 1))).thenRefused("assessment.plan-before-decision");
            asking().when(plan(day(7, 1))).thenRefused("assessment.plan-before-draft");
            advisedAndDrafted()
                    .and(represented(day(6, 16)))
                    .when(plan(day(6, 15)))
                    .thenRefused("assessment.plan-before-draft");
            planIssued().when(plan(TODAY)).thenRefused("assessment.plan-issued-twice");
            told(requested(), withdrawn(day(4, 1))).when(plan(TODAY)).thenRefused("assessment.ended");
        }

        @Test
        void mayBeRefusedUntilTheSixteenthWeek() {
            asking().and(advised(day(4, 20), SCHOOL, 4))
                    .when(noPlan(SIXTEEN_WEEKS))
                    .then(noPlan(SIXTEEN_WEEKS)
                            .with(List.of(
                                    stops("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, SIXTEEN_WEEKS),
                                    lapses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, SIXTEEN_WEEKS),
                                    mark(
                                            Action.LAPSE,
                                            "ehc-advice",
                                            3,
                                            "educational-psychologist",
                                            day(4, 9),
                                            day(5, 21),
                                            SIXTEEN_WEEKS))));
            assertThat(asking().and(noPlan(SIXTEEN_WEEKS)).clock("ehc-not-issue", 1, TODAY))
                    .isEqualTo(ClockState.MET);
            assertThat(asking().and(noPlan(SIXTEEN_WEEKS.plusDays(1))).clock("ehc-not-issue", 1, TODAY))
                    .isEqualTo(ClockState.MISSED);
            assertThat(planIssued().clock("ehc-not-issue", 1, TODAY)).isEqualTo(ClockState.NOT_APPLICABLE);
            told(requested()).when(noPlan(day(6, 1))).thenRefused("assessment.refusal-before-decision");
            asking().when(noPlan(day(4, 7))).thenRefused("assessment.refusal-before-decision");
        }

        @Test
        void isNotToComeOnceTheRequestIsWithdrawn() {
            told(requested())
                    .when(withdrawn(day(3, 20)))
                    .then(withdrawn(day(3, 20))
                            .with(List.of(
                                    lapses("ehc-decision", 1, RECEIVED, SIX_WEEKS, day(3, 20)),
                                    lapses("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, day(3, 20)),
                                    lapses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, day(3, 20)))));
            planIssued().when(withdrawn(TODAY)).thenRefused("assessment.withdrawn-after-plan");
            asking().when(withdrawn(day(4, 7))).thenRefused("assessment.ended-before-step");
            asking().when(noPlan(day(4, 9))).thenRefused("assessment.ended-before-step");
        }
    }

    @Nested
    class Maintaining {
        private final LocalDate meeting = LocalDate.of(2026, 7, 20);

        @Test
        void aReviewStopsItsYearAndStartsTheNextTogetherWithTheDecisionAndTheAmendment() {
            planIssued()
                    .when(reviewed(meeting))
                    .then(reviewed(meeting)
                            .with(List.of(
                                    stops("ehc-annual-review", 8, TWENTY_WEEKS, LocalDate.of(2026, 7, 21), meeting),
                                    starts("ehc-annual-review", 9, meeting, LocalDate.of(2027, 7, 20)),
                                    starts("ehc-review-decision", 9, meeting, LocalDate.of(2026, 8, 17)),
                                    starts("ehc-amended-plan", 9, meeting, LocalDate.of(2026, 10, 12)))));
            assertThat(planIssued().and(reviewed(meeting)).next())
                    .isEqualTo(
                            new Next(NextStep.DECIDE_REVIEW, "ehc-review-decision", null, LocalDate.of(2026, 8, 17)));
        }

        @Test
        void aDecisionToAmendStartsTheEightWeeksAndTheAmendedPlanStopsThem() {
            var notice = LocalDate.of(2026, 8, 10);
            planIssued()
                    .and(reviewed(meeting))
                    .when(reviewDecided(notice, null, Result.AMEND))
                    .then(reviewDecided(notice, 9, Result.AMEND)
                            .with(List.of(
                                    stops("ehc-review-decision", 9, meeting, LocalDate.of(2026, 8, 17), notice),
                                    starts("ehc-amendment", 10, notice, LocalDate.of(2026, 10, 5)))));
            var issued = LocalDate.of(2026, 10, 9);
            planIssued()
                    .and(reviewed(meeting), reviewDecided(notice, 9, Result.AMEND))
                    .when(amended(issued, 9))
                    .then(amended(issued, 9)
                            .with(List.of(
                                    stops("ehc-amended-plan", 9, meeting, LocalDate.of(2026, 10, 12), issued),
                                    stops("ehc-amendment", 10, notice, LocalDate.of(2026, 10, 5), issued))));
        }

        @Test
        void aDecisionToMaintainLeavesNothingToAmend() {
            var on = LocalDate.of(2026, 8, 10);
            planIssued()
                    .and(reviewed(meeting))
                    .when(reviewDecided(on, 9, Result.MAINTAIN))
                    .then(reviewDecided(on, 9, Result.MAINTAIN)
                            .with(List.of(
                                    stops("ehc-review-decision", 9, meeting, LocalDate.of(2026, 8, 17), on),
                                    lapses("ehc-amended-plan", 9, meeting, LocalDate.of(2026, 10, 12), on))));
        }

        @Test
        void aReviewIsDecidedOnceAndByItsNumber() {
            var held = planIssued().and(reviewed(meeting));
            planIssued().when(reviewDecided(meeting, null, Result.MAINTAIN)).thenRefused("assessment.review-unknown");
            held.when(reviewDecided(meeting, 8, Result.MAINTAIN)).thenRefused("assessment.review-unknown");
            held.and(reviewDecided(meeting, 9, Result.MAINTAIN))
                    .when(reviewDecided(meeting, 9, Result.AMEND))
                    .thenRefused("assessment.review-unknown");
            held.when(reviewDecided(meeting, 9, null)).thenRefused("assessment.needed");
            held.when(reviewDecided(meeting.minusDays(1), 9, Result.AMEND))
                    .thenRefused("assessment.decided-before-review");
        }

        @Test
        void aPlanIsAmendedAfterTheReviewThatLedToIt() {
            var held = planIssued().and(reviewed(meeting));
            held.when(amended(meeting, 9)).thenRefused("assessment.review-unknown");
            held.when(amended(meeting, 7)).thenRefused("assessment.review-unknown");
            var decided = held.and(reviewDecided(meeting.plusDays(7), 9, Result.AMEND));
            decided.when(amended(meeting.plusDays(6), 9)).thenRefused("assessment.amended-before-notice");
            decided.and(amended(meeting.plusDays(7), 9))
                    .when(amended(meeting.plusDays(8), 9))
                    .thenRefused("assessment.review-unknown");
        }

        @Test
        void oneReviewsAmendedPlanLeavesAnothersClocksRunning() {
            var next = LocalDate.of(2026, 9, 1);
            var two = planIssued()
                    .and(
                            reviewed(meeting),
                            reviewDecided(meeting, 9, Result.AMEND),
                            reviewed(next),
                            reviewDecided(next, 11, Result.AMEND));
            two.when(amended(next, 11))
                    .then(amended(next, 11)
                            .with(List.of(
                                    stops("ehc-amended-plan", 11, next, LocalDate.of(2026, 11, 24), next),
                                    stops("ehc-amendment", 12, next, LocalDate.of(2026, 10, 27), next))));
        }

        @Test
        void nothingIsMaintainedBeforeThereIsAPlan() {
            advisedAndDrafted().when(reviewed(TODAY)).thenRefused("assessment.no-plan");
            advisedAndDrafted().when(amended(TODAY, null)).thenRefused("assessment.no-plan");
            advisedAndDrafted().when(ceased(TODAY, Ground.DIED)).thenRefused("assessment.no-plan");
            planIssued().when(reviewed(TWENTY_WEEKS.minusDays(1))).thenRefused("assessment.before-plan");
            planIssued()
                    .when(planned(TWENTY_WEEKS.minusDays(1), Transfer.SCHOOL, TODAY))
                    .thenRefused("assessment.before-plan");
            planIssued().and(ceased(TODAY, Ground.DIED)).when(reviewed(TODAY)).thenRefused("assessment.ended");
        }

        @Test
        void aPlanThatCeasesForAReasonEndsWhatRuns() {
            var on = LocalDate.of(2026, 1, 5);
            planIssued()
                    .when(ceased(on, Ground.NO_LONGER_NECESSARY))
                    .then(ceased(on, Ground.NO_LONGER_NECESSARY)
                            .with(List.of(
                                    lapses("ehc-annual-review", 8, TWENTY_WEEKS, LocalDate.of(2026, 7, 21), on))));
            planIssued().when(ceased(on, null)).thenRefused("assessment.needed");
            assertThat(planIssued().and(ceased(on, Ground.REACHED_25)).standing())
                    .isEqualTo(Standing.CEASED);
        }

        @Test
        void aCoordinatorIsAStaffNumberAndIsAssignedOnce() {
            told(requested()).when(assigned(day(3, 4), "SEN-07")).then(assigned(day(3, 4), "SEN-07"));
            told(requested()).when(assigned(day(3, 4), "Jo Example")).thenRefused("assessment.coordinator-form");
            told(requested()).when(assigned(day(3, 4), null)).thenRefused("assessment.needed");
            told(requested(), assigned(day(3, 4), "SEN-07"))
                    .when(assigned(day(3, 5), "SEN-07"))
                    .then();
        }

        @Test
        void circumstancesChangeFromADayOn() {
            told(requested()).when(changed(day(9, 1), null, "5", null)).then(changed(day(9, 1), null, "5", null));
            told(requested()).when(changed(day(9, 1), "ASD", "4", null)).then();
            told(requested()).when(changed(day(9, 1), null, null, null)).thenRefused("assessment.nothing-changed");
            told(requested()).when(changed(day(9, 1), "ABC", null, null)).thenRefused("assessment.code-unknown");
            told(requested()).when(changed(day(3, 2), null, "5", null)).thenRefused("assessment.date-before-opening");
            var changed = told(requested(), changed(day(9, 1), null, "5", null), changed(day(5, 1), "SLCN", "3", null));
            assertThat(changed.record().circumstances()).isEqualTo(new Circumstances("SLCN", "5", "Aylesbury"));
            assertThat(changed.record().circumstancesOn(day(4, 30))).isEqualTo(AUTISTIC);
        }
    }

    @Nested
    class Moving {
        @ParameterizedTest
        @CsvSource({
            "SCHOOL,          2026-09-01, ehc-phase-transfer,   2026-02-15",
            "INTO_POST_16,    2026-09-01, ehc-post-16-transfer, 2026-03-31",
            "BETWEEN_POST_16, 2026-08-31, ehc-between-post-16,  2026-03-31",
            "BETWEEN_POST_16, 2026-07-31, ehc-between-post-16,  2026-02-28"
        })
        void toAnotherPhaseIsPreparedByADayBeforeIt(
                Transfer transfer, LocalDate movesOn, String clock, LocalDate dueOn) {
            var on = day(10, 1);
            planIssued()
                    .when(planned(on, transfer, movesOn))
                    .then(planned(on, transfer, movesOn).with(List.of(starts(clock, 9, on, dueOn))));
            var amended = LocalDate.of(2026, 2, 2);
            var meeting = LocalDate.of(2026, 1, 12);
            var notice = LocalDate.of(2026, 1, 20);
            var reviewed = planIssued()
                    .and(planned(on, transfer, movesOn), reviewed(meeting), reviewDecided(notice, 10, Result.AMEND));
            reviewed.when(amended(amended, null))
                    .then(amended(amended, 10)
                            .with(List.of(
                                    stops(clock, 9, on, dueOn, amended),
                                    stops("ehc-amended-plan", 10, meeting, LocalDate.of(2026, 4, 6), amended),
                                    stops("ehc-amendment", 11, notice, LocalDate.of(2026, 3, 17), amended))));
        }

        @Test
        void toAnotherPhaseIsNotPreparedByAnAmendmentThatNoReviewLedTo() {
            planIssued()
                    .and(planned(day(10, 1), Transfer.SCHOOL, LocalDate.of(2026, 9, 1)))
                    .when(amended(LocalDate.of(2026, 2, 2), null))
                    .then(amended(LocalDate.of(2026, 2, 2), null));
        }

        @Test
        void toAnotherPhaseIsPlannedBeforehandWithItsDayAndKind() {
            planIssued().when(planned(day(10, 1), Transfer.SCHOOL, null)).thenRefused("assessment.needed");
            planIssued().when(planned(day(10, 1), null, TODAY)).thenRefused("assessment.needed");
            planIssued()
                    .when(planned(day(10, 1), Transfer.SCHOOL, day(9, 30)))
                    .thenRefused("assessment.moves-before-planned");
        }

        @ParameterizedTest
        @CsvSource({"2026-06-01, 2026-06-01", "2026-04-10, 2026-05-06"})
        void awayIsFollowedByThePlanOnItsDayOrWithinFifteenWorkingDays(LocalDate movesOn, LocalDate dueOn) {
            // Given: 15 working days from 13 April 2026, with the bank holiday of 4 May between
            var learnedOn = LocalDate.of(2026, 4, 14);

            // Then
            planIssued()
                    .when(movedAway(learnedOn, movesOn))
                    .then(movedAway(learnedOn, movesOn)
                            .with(List.of(starts("ehc-plan-transfer", 9, learnedOn, dueOn))));
            planIssued()
                    .and(movedAway(learnedOn, movesOn))
                    .when(transferred(dueOn, "826"))
                    .then(transferred(dueOn, "826")
                            .with(List.of(
                                    lapses("ehc-annual-review", 8, TWENTY_WEEKS, LocalDate.of(2026, 7, 21), dueOn),
                                    stops("ehc-plan-transfer", 9, learnedOn, dueOn, dueOn))));
            assertThat(planIssued().and(movedAway(learnedOn, movesOn)).next().step())
                    .isEqualTo(NextStep.TRANSFER_PLAN);
        }

        @Test
        void awayIsLearnedBeforeThePlanIsTransferred() {
            var learned = LocalDate.of(2026, 4, 14);
            planIssued().when(transferred(TODAY, "826")).thenRefused("assessment.not-moved-away");
            planIssued().when(movedAway(learned, null)).thenRefused("assessment.needed");
            planIssued()
                    .when(movedAway(learned, LocalDate.of(2031, 1, 1)))
                    .thenRefused("assessment.working-days-unknown");
            planIssued()
                    .and(movedAway(learned, learned))
                    .when(transferred(learned.minusDays(1), "826"))
                    .thenRefused("assessment.transferred-before-learned");
            planIssued()
                    .and(movedAway(learned, learned))
                    .when(transferred(learned, "Milton Keynes"))
                    .thenRefused("assessment.code-form");
        }

        @Test
        void inStartsTheSixWeeksToTellTheParentAndTheYearFromTheLastReview() {
            var reviewed = day(1, 20);
            told().when(movedIn(RECEIVED, "826", reviewed))
                    .then(movedIn(RECEIVED, "826", reviewed)
                            .with(List.of(
                                    starts("ehc-moved-in", 1, RECEIVED, SIX_WEEKS),
                                    starts("ehc-annual-review", 1, reviewed, LocalDate.of(2026, 1, 20)))));
            told().when(movedIn(RECEIVED, "826", null))
                    .then(movedIn(RECEIVED, "826", null)
                            .with(List.of(
                                    starts("ehc-moved-in", 1, RECEIVED, SIX_WEEKS),
                                    starts("ehc-annual-review", 1, RECEIVED, LocalDate.of(2026, 3, 3)))));
            assertThat(told(movedIn(RECEIVED, "826", null)).next())
                    .isEqualTo(new Next(NextStep.TELL_PARENT, "ehc-moved-in", null, SIX_WEEKS));
        }

        @Test
        void inNeedsTheAuthorityThatTheChildCameFrom() {
            told().when(movedIn(RECEIVED, null, null)).thenRefused("assessment.needed");
            told().when(movedIn(RECEIVED, "Kent", null)).thenRefused("assessment.code-form");
            told().when(movedIn(null, "826", null)).thenRefused("assessment.needed");
            told().when(movedIn(RECEIVED, "826", RECEIVED.plusDays(1)))
                    .thenRefused("assessment.reviewed-after-transfer");
        }

        @Test
        void inIsFollowedByTellingTheParentOnce() {
            told(movedIn(RECEIVED, "826", null))
                    .when(parentTold(day(4, 1)))
                    .then(parentTold(day(4, 1))
                            .with(List.of(stops("ehc-moved-in", 1, RECEIVED, SIX_WEEKS, day(4, 1)))));
            told(movedIn(RECEIVED, "826", null), parentTold(day(4, 1)))
                    .when(parentTold(day(4, 2)))
                    .thenRefused("assessment.nothing-to-tell");
            told(requested()).when(parentTold(day(4, 2))).thenRefused("assessment.nothing-to-tell");
        }

        @Test
        void inWithAPlanStandsAsNothingOnADayBeforeThat() {
            var record = told(movedIn(RECEIVED, "826", day(1, 20))).record();
            assertThat(COURSE.runs(record.upTo(RECEIVED.minusDays(1)), List.of()))
                    .isEmpty();
            assertThat(COURSE.runs(record.upTo(RECEIVED), List.of())).hasSize(2);
        }
    }

    @Nested
    class PuttingRight {
        @Test
        void reopeningAnnulsTheRefusalAndLetsTheClocksRunOn() {
            told(requested(), doNotAssess(SIX_WEEKS))
                    .when(reopened(day(5, 1)))
                    .then(reopened(day(5, 1))
                            .with(List.of(
                                    starts("ehc-decision", 1, RECEIVED, SIX_WEEKS),
                                    starts("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS),
                                    starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))));
            assertThat(told(requested(), doNotAssess(SIX_WEEKS), reopened(day(5, 1)))
                            .standing())
                    .isEqualTo(Standing.REQUESTED);
        }

        @Test
        void reopeningAnnulsAPlanOfWhichNothingCame() {
            planIssued()
                    .when(reopened(TODAY))
                    .then(reopened(TODAY)
                            .with(List.of(
                                    lapses(
                                            "ehc-annual-review",
                                            8,
                                            TWENTY_WEEKS,
                                            LocalDate.of(2026, 7, 21),
                                            TWENTY_WEEKS),
                                    starts("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS),
                                    starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS),
                                    starts("ehc-comment", 7, day(6, 16), day(6, 30)))));
            assertThat(planIssued()
                            .and(assigned(TODAY, "SEN-07"), reopened(TODAY))
                            .standing())
                    .isEqualTo(Standing.DRAFTED);
            planIssued().and(reviewed(TODAY)).when(reopened(TODAY)).thenRefused("assessment.not-ended");
        }

        @Test
        void reopeningIsForWhatHasEndedAndNotBeforeIt() {
            told(requested()).when(reopened(TODAY)).thenRefused("assessment.not-ended");
            told(requested(), withdrawn(day(5, 2)))
                    .when(reopened(day(5, 1)))
                    .thenRefused("assessment.reopened-before-ended");
            told(requested(), withdrawn(day(5, 2)))
                    .when(reopened(TODAY.plusDays(1)))
                    .thenRefused("assessment.date-in-future");
        }

        @Test
        void aCorrectedRequestMovesAllThatIsCountedFromIt() {
            told(requested(), assess(SIX_WEEKS))
                    .when(right(day(3, 10)))
                    .then(right(day(3, 10))
                            .with(List.of(
                                    starts("ehc-decision", 1, day(3, 10), day(4, 21)),
                                    stops("ehc-decision", 1, day(3, 10), day(4, 21), SIX_WEEKS),
                                    starts("ehc-not-issue", 1, day(3, 10), day(6, 30)),
                                    starts("ehc-plan", 1, day(3, 10), day(7, 28)))));
        }

        @Test
        void aCorrectedMoveInMovesTheReviewThatIsCountedFromIt() {
            told(movedIn(RECEIVED, "826", null))
                    .when(right(day(3, 10)))
                    .then(right(day(3, 10))
                            .with(List.of(
                                    starts("ehc-moved-in", 1, day(3, 10), day(4, 21)),
                                    starts("ehc-annual-review", 1, day(3, 10), LocalDate.of(2026, 3, 10)))));
            told(movedIn(RECEIVED, "826", day(1, 20)))
                    .when(right(day(3, 10)))
                    .then(right(day(3, 10)).with(List.of(starts("ehc-moved-in", 1, day(3, 10), day(4, 21)))));
        }

        @Test
        void aCorrectedEntryMovesWhatItStopped() {
            told(requested(), assess(SIX_WEEKS))
                    .when(right(2, day(4, 15)))
                    .then(right(2, day(4, 15))
                            .with(List.of(
                                    starts("ehc-decision", 1, RECEIVED, SIX_WEEKS),
                                    stops("ehc-decision", 1, RECEIVED, SIX_WEEKS, day(4, 15)))));
        }

        @Test
        void aCorrectionKeepsTheOrderOfTheCourse() {
            asking().when(right(day(4, 9))).thenRefused("assessment.date-before-opening");
            asking().when(right(2, day(4, 10))).thenRefused("assessment.advice-before-decision");
            planIssued().when(right(7, TWENTY_WEEKS.plusDays(1))).thenRefused("assessment.plan-before-draft");
            asking().when(right(3, TODAY.plusDays(1))).thenRefused("assessment.date-in-future");
            asking().when(right(TODAY.plusDays(1))).thenRefused("assessment.date-in-future");
        }

        @Test
        void anExceptionIsCorrectedWithinWhatExcuses() {
            // Given: number 5 is an absence
            var absent = asking().and(excused("ehc-plan", null, "absent-from-area", day(5, 1), day(6, 1)));
            var after = TWENTY_WEEKS.plusDays(1);

            // Then
            absent.when(right(5, null, after, after.plusDays(40))).thenRefused("assessment.exception-after-due");
            absent.when(right(5, null, day(5, 2), null)).then(right(5, null, day(5, 2), null));
            absent.when(right(5, null, null, day(4, 30))).thenRefused("assessment.exception-ends-before");
            absent.when(right(5, null, null, day(5, 20))).thenRefused("assessment.exception-too-short");
            absent.when(right(5, "missed-appointment", null, null)).thenRefused("assessment.exception-not-permitted");
            absent.when(right(5, null, TODAY.plusDays(1), TODAY.plusDays(99))).thenRefused("assessment.date-in-future");
            absent.when(right(4, "absent-from-area", null, null)).thenRefused("assessment.entry-no-exception");
            absent.and(excuseWithdrawn(5))
                    .when(right(5, "exceptional-circumstances", null, null))
                    .thenRefused("assessment.entry-no-exception");
        }

        @Test
        void aMoveIsCorrectedByItsNumber() {
            var on = day(10, 1);
            var planned = planIssued().and(planned(on, Transfer.SCHOOL, LocalDate.of(2026, 9, 1)));
            var right = right(9, null, null, null, null, null, LocalDate.of(2027, 9, 1), null);
            planned.when(right)
                    .then(right.with(List.of(starts("ehc-phase-transfer", 9, on, LocalDate.of(2027, 2, 15)))));
            planned.when(right(9, null, null, null, null, null, day(9, 1), null))
                    .thenRefused("assessment.moves-before-planned");
            planned.when(right(8, null, null, null, null, null, TODAY, null)).thenRefused("assessment.entry-no-move");
        }

        @Test
        void circumstancesAreCorrectedAtTheirBeginningOrByTheirNumber() {
            var changed = told(requested(), changed(day(9, 1), null, "5", null));
            assertThat(changed.and(right(null, null, null, null, null, null, null, "3"))
                            .record()
                            .atOpening()
                            .schoolYear())
                    .isEqualTo("3");
            assertThat(changed.and(right(2, day(9, 2), null, null, null, null, null, "6"))
                            .record()
                            .circumstancesOn(day(9, 1)))
                    .isEqualTo(AUTISTIC);
            told(requested(), assess(SIX_WEEKS))
                    .when(right(2, null, null, null, null, null, null, "6"))
                    .thenRefused("assessment.entry-no-circumstances");
        }

        @Test
        void aCorrectionSaysWhichEntryAndWhatOfIt() {
            asking().when(right(null, null, null, null, null, null, null, null))
                    .thenRefused("assessment.nothing-corrected");
            asking().when(right(3, (LocalDate) null)).thenRefused("assessment.nothing-corrected");
            asking().when(right(null, day(5, 1), null, null, null, null, null, null))
                    .thenRefused("assessment.entry-needed");
            asking().when(right(3, day(5, 1), day(3, 1), null, null, null, null, null))
                    .thenRefused("assessment.entry-alone");
            asking().when(right(1, day(3, 1))).thenRefused("assessment.entry-unknown");
            asking().when(right(9, day(5, 1))).thenRefused("assessment.entry-unknown");
            told(requested(), withdrawn(day(5, 2)), reopened(day(5, 3)))
                    .when(right(2, day(5, 1)))
                    .thenRefused("assessment.entry-unknown");
        }

        @Test
        void aMoveInHasNoRequestToCorrect() {
            told(movedIn(RECEIVED, "826", null))
                    .when(new AssessmentEvent.Corrected(
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            RequestSource.PARENT,
                            null,
                            null,
                            null,
                            null,
                            null,
                            List.of()))
                    .thenRefused("assessment.no-request");
        }

        @Test
        void voidingEndsEverything() {
            told(requested())
                    .when(voided(TODAY, Reason.WRONG_CHILD))
                    .then(voided(TODAY, Reason.WRONG_CHILD)
                            .with(List.of(
                                    lapses("ehc-decision", 1, RECEIVED, SIX_WEEKS, RECEIVED),
                                    lapses("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, RECEIVED),
                                    lapses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, RECEIVED))));
            told(requested()).when(voided(TODAY, null)).thenRefused("assessment.needed");
            told(requested()).when(voided(null, Reason.DUPLICATE)).thenRefused("assessment.needed");
            told(requested(), voided(TODAY, Reason.OPENED_IN_ERROR))
                    .when(reopened(TODAY))
                    .thenRefused("assessment.voided");
        }
    }
}
