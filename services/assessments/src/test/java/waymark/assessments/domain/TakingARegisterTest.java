package waymark.assessments.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.assessments.domain.Body.EDUCATIONAL_PSYCHOLOGIST;
import static waymark.assessments.domain.Body.HEALTH;
import static waymark.assessments.domain.StepKind.ADVICE_RECEIVED;
import static waymark.assessments.domain.StepKind.ADVICE_REQUESTED;
import static waymark.assessments.domain.StepKind.DECIDED_NOT_TO_ASSESS;
import static waymark.assessments.domain.StepKind.DECIDED_TO_ASSESS;
import static waymark.assessments.domain.StepKind.DRAFT_SENT;
import static waymark.assessments.domain.StepKind.PLAN_ISSUED;
import static waymark.assessments.domain.StepKind.PLAN_NOT_ISSUED;
import static waymark.assessments.domain.StepKind.WITHDRAWN;
import static waymark.assessments.domain.Story.AUTISTIC;
import static waymark.assessments.domain.Story.RECEIVED;
import static waymark.assessments.domain.Story.TODAY;
import static waymark.assessments.domain.Story.advised;
import static waymark.assessments.domain.Story.asked;
import static waymark.assessments.domain.Story.assess;
import static waymark.assessments.domain.Story.assigned;
import static waymark.assessments.domain.Story.changed;
import static waymark.assessments.domain.Story.day;
import static waymark.assessments.domain.Story.doNotAssess;
import static waymark.assessments.domain.Story.draft;
import static waymark.assessments.domain.Story.excuseWithdrawn;
import static waymark.assessments.domain.Story.excused;
import static waymark.assessments.domain.Story.excuses;
import static waymark.assessments.domain.Story.lapses;
import static waymark.assessments.domain.Story.mark;
import static waymark.assessments.domain.Story.movedIn;
import static waymark.assessments.domain.Story.plan;
import static waymark.assessments.domain.Story.reopened;
import static waymark.assessments.domain.Story.requested;
import static waymark.assessments.domain.Story.right;
import static waymark.assessments.domain.Story.said;
import static waymark.assessments.domain.Story.source;
import static waymark.assessments.domain.Story.starts;
import static waymark.assessments.domain.Story.stops;
import static waymark.assessments.domain.Story.told;
import static waymark.assessments.domain.Story.voided;
import static waymark.assessments.domain.Story.withdrawn;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource;
import waymark.assessments.domain.AssessmentEvent.Voided.Reason;
import waymark.casefile.course.ClockMark.Action;

/** What another system's register says is taken, whatever it is. */
class TakingARegisterTest {
    private static final LocalDate SIX_WEEKS = day(4, 14);
    private static final LocalDate SIXTEEN_WEEKS = day(6, 23);
    private static final LocalDate TWENTY_WEEKS = day(7, 21);
    private static final AssessmentEvent REQUESTED = requested()
            .with(List.of(
                    starts("ehc-decision", 1, RECEIVED, SIX_WEEKS),
                    starts("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS),
                    starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS)));

    private static TakeFromSource whole() {
        return source(
                RECEIVED,
                said(DECIDED_TO_ASSESS, SIX_WEEKS),
                said(ADVICE_REQUESTED, EDUCATIONAL_PSYCHOLOGIST, day(4, 15)),
                said(ADVICE_RECEIVED, EDUCATIONAL_PSYCHOLOGIST, day(5, 20)),
                said(DRAFT_SENT, day(6, 30)),
                said(PLAN_ISSUED, day(7, 22)));
    }

    @Nested
    class ARowThatIsNew {
        @Test
        void tellsItsWholeCourseWithWhatItDoesToClocks() {
            var ep = "educational-psychologist";
            told().when(whole())
                    .then(
                            REQUESTED,
                            assess(SIX_WEEKS).with(List.of(stops("ehc-decision", 1, RECEIVED, SIX_WEEKS, SIX_WEEKS))),
                            asked(day(4, 15), EDUCATIONAL_PSYCHOLOGIST)
                                    .with(List.of(
                                            mark(Action.START, "ehc-advice", 3, ep, day(4, 15), day(5, 27), null))),
                            advised(day(5, 20), EDUCATIONAL_PSYCHOLOGIST, 3)
                                    .with(List.of(mark(
                                            Action.STOP, "ehc-advice", 3, ep, day(4, 15), day(5, 27), day(5, 20)))),
                            draft(day(6, 30)).with(List.of(starts("ehc-comment", 5, day(6, 30), day(7, 14)))),
                            plan(day(7, 22))
                                    .with(List.of(
                                            lapses("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, day(7, 22)),
                                            stops("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, day(7, 22)),
                                            stops("ehc-comment", 5, day(6, 30), day(7, 14), day(7, 22)),
                                            starts("ehc-annual-review", 6, day(7, 22), LocalDate.of(2026, 7, 22)))))
                    .thenWarned();
        }

        @Test
        void mayHaveACoordinatorAndAnException() {
            var row = new TakeFromSource(
                    TODAY,
                    "EHC-1",
                    RECEIVED,
                    new Opening(RequestSource.PARENT, null, null, null, null, null),
                    AUTISTIC,
                    List.of(),
                    "exceptional-circumstances",
                    true,
                    "SEN-07");
            told().when(row)
                    .then(
                            REQUESTED,
                            new AssessmentEvent.ExceptionRecorded(
                                    TODAY,
                                    "ehc-plan",
                                    null,
                                    "exceptional-circumstances",
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(excuses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))),
                            assigned(RECEIVED, "SEN-07"))
                    .thenWarned();
        }

        @Test
        void isTakenInAnOddOrderWithWarnings() {
            told().when(source(
                            RECEIVED,
                            said(DECIDED_TO_ASSESS, day(3, 2)),
                            said(ADVICE_REQUESTED, HEALTH, day(3, 1)),
                            said(ADVICE_RECEIVED, HEALTH, day(2, 28)),
                            said(DRAFT_SENT, day(2, 27)),
                            said(PLAN_ISSUED, TODAY.plusDays(1))))
                    .thenWarned(
                            "assessment.date-before-opening",
                            "assessment.date-before-opening",
                            "assessment.advice-before-decision",
                            "assessment.date-before-opening",
                            "assessment.advice-before-asked",
                            "assessment.date-before-opening",
                            "assessment.draft-before-decision",
                            "assessment.date-in-future");
        }

        @Test
        void isTakenWithStepsMissingAndStopsNoOtherBodysClock() {
            var row = source(
                    RECEIVED,
                    said(ADVICE_REQUESTED, EDUCATIONAL_PSYCHOLOGIST, day(4, 15)),
                    said(ADVICE_RECEIVED, HEALTH, day(5, 1)),
                    said(PLAN_NOT_ISSUED, SIXTEEN_WEEKS));
            var taken = told().and(row);

            told().when(row).thenWarned("assessment.advice-before-asked", "assessment.refusal-before-decision");
            assertThat(taken.standing()).isEqualTo(Standing.NOT_ISSUED);
            assertThat(taken.clock("ehc-advice", 2, day(5, 2)).name()).isEqualTo("RUNNING");
            assertThat(taken.next().clock()).isNull();
        }

        @Test
        void isTakenWithCodesThatAreUnknownAndAnExceptionThatDoesNotExcuse() {
            told().when(source(RECEIVED, new Circumstances("XYZ", "15", null), "missed-appointment"))
                    .thenWarned(
                            "assessment.school-year-unknown",
                            "assessment.code-unknown",
                            "assessment.exception-not-permitted");
        }
    }

    @Nested
    class ARowThatIsKnown {
        @Test
        void changesNothing() {
            told().and(whole()).when(whole()).then().thenWarned();
        }

        @Test
        void tellsWhatHappenedSince() {
            told().and(source(RECEIVED))
                    .when(source(RECEIVED, said(DECIDED_TO_ASSESS, SIX_WEEKS)))
                    .then(assess(SIX_WEEKS).with(List.of(stops("ehc-decision", 1, RECEIVED, SIX_WEEKS, SIX_WEEKS))));
        }

        @Test
        void correctsDaysAndTellsOtherCircumstancesFromTheDayOnWhichTheyWereSeen() {
            told().and(source(RECEIVED, said(DECIDED_TO_ASSESS, SIX_WEEKS)))
                    .when(source(
                            day(3, 4), new Circumstances("ASD", "5", null), null, said(DECIDED_TO_ASSESS, day(4, 15))))
                    .then(
                            right(day(3, 4))
                                    .with(List.of(
                                            starts("ehc-decision", 1, day(3, 4), day(4, 15)),
                                            stops("ehc-decision", 1, day(3, 4), day(4, 15), SIX_WEEKS),
                                            starts("ehc-not-issue", 1, day(3, 4), day(6, 24)),
                                            starts("ehc-plan", 1, day(3, 4), day(7, 22)))),
                            changed(TODAY, null, "5", null),
                            right(2, day(4, 15))
                                    .with(List.of(
                                            starts("ehc-decision", 1, day(3, 4), day(4, 15)),
                                            stops("ehc-decision", 1, day(3, 4), day(4, 15), day(4, 15)))));
        }

        @Test
        void annulsAnOutcomeThatVanished() {
            told(requested(), withdrawn(day(5, 1)))
                    .when(source(RECEIVED))
                    .then(reopened(TODAY)
                            .with(List.of(
                                    starts("ehc-decision", 1, RECEIVED, SIX_WEEKS),
                                    starts("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS),
                                    starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))));
        }

        @Test
        void annulsAnOutcomeThatVanishedEvenWhereALateStepWasToldAfterIt() {
            var late = told().and(source(RECEIVED, said(DECIDED_TO_ASSESS, SIX_WEEKS), said(PLAN_ISSUED, TWENTY_WEEKS)))
                    .and(source(
                            RECEIVED,
                            said(DECIDED_TO_ASSESS, SIX_WEEKS),
                            said(DRAFT_SENT, day(6, 30)),
                            said(PLAN_ISSUED, TWENTY_WEEKS)));
            assertThat(late.standing()).isEqualTo(Standing.MAINTAINED);
            var without = late.and(source(RECEIVED, said(DECIDED_TO_ASSESS, SIX_WEEKS), said(DRAFT_SENT, day(6, 30))));
            assertThat(without.standing()).isEqualTo(Standing.DRAFTED);
        }

        @Test
        void leavesOutcomesAndExceptionsAloneOfWhichItHasNoWord() {
            var silent = new TakeFromSource(
                    TODAY,
                    "EHC-1",
                    RECEIVED,
                    new Opening(null, null, null, null, null, null),
                    Circumstances.NOT_RECORDED,
                    List.of(),
                    null,
                    false,
                    null);
            told(requested(), withdrawn(day(5, 1))).when(silent).then();
            told().and(source(RECEIVED, AUTISTIC, "exceptional-circumstances"))
                    .when(silent)
                    .then();
        }

        @Test
        void replacesAnOutcomeByAnother() {
            told(requested(), doNotAssess(SIX_WEEKS))
                    .when(source(RECEIVED, said(WITHDRAWN, day(4, 10))))
                    .then(
                            reopened(TODAY)
                                    .with(List.of(
                                            starts("ehc-decision", 1, RECEIVED, SIX_WEEKS),
                                            starts("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS),
                                            starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))),
                            withdrawn(day(4, 10))
                                    .with(List.of(
                                            lapses("ehc-decision", 1, RECEIVED, SIX_WEEKS, day(4, 10)),
                                            lapses("ehc-not-issue", 1, RECEIVED, SIXTEEN_WEEKS, day(4, 10)),
                                            lapses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS, day(4, 10)))));
        }

        @Test
        void doesNotTurnOneDecisionIntoAnotherButWarns() {
            told(requested(), assess(SIX_WEEKS))
                    .when(source(RECEIVED, said(DECIDED_NOT_TO_ASSESS, SIX_WEEKS)))
                    .then()
                    .thenWarned("assessment.decided-twice");
        }

        @Test
        void tellsADecisionLateWithoutLeadingTheCaseBack() {
            var late = told().and(source(RECEIVED, said(PLAN_ISSUED, TWENTY_WEEKS)))
                    .and(source(RECEIVED, said(DECIDED_TO_ASSESS, SIX_WEEKS), said(PLAN_ISSUED, TWENTY_WEEKS)));
            assertThat(late.standing()).isEqualTo(Standing.MAINTAINED);
            assertThat(late.next().step()).isEqualTo(NextStep.HOLD_REVIEW);
        }

        @Test
        void tellsLateWhenABodyWasAskedWhoseAdviceIsThere() {
            var late = told().and(source(
                            RECEIVED, said(DECIDED_TO_ASSESS, SIX_WEEKS), said(ADVICE_RECEIVED, HEALTH, day(5, 20))))
                    .and(source(
                            RECEIVED,
                            said(DECIDED_TO_ASSESS, SIX_WEEKS),
                            said(ADVICE_REQUESTED, HEALTH, day(4, 15)),
                            said(ADVICE_RECEIVED, HEALTH, day(5, 20))));
            assertThat(late.next().step()).isEqualTo(NextStep.SEND_DRAFT);
            assertThat(late.clock("ehc-advice", 4, TODAY).name()).isEqualTo("MET");
        }

        @Test
        void takesItsOwnExceptionBackAndLeavesTheCoordinatorsAlone() {
            told().and(source(RECEIVED, AUTISTIC, "exceptional-circumstances"))
                    .when(source(RECEIVED, AUTISTIC, ""))
                    .then(excuseWithdrawn(2).with(List.of(starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))));
            told(requested(), excused("ehc-plan", null, "exceptional-circumstances", day(5, 1), null))
                    .when(source(RECEIVED, AUTISTIC, ""))
                    .then();
            told(requested(), excused("ehc-plan", null, "exceptional-circumstances", day(5, 1), null))
                    .when(source(RECEIVED, AUTISTIC, "exceptional-circumstances"))
                    .then();
        }

        @Test
        void replacesItsOwnExceptionAndMindsNoneOfAnotherClock() {
            var absent = new AssessmentEvent.ExceptionRecorded(
                    TODAY,
                    "ehc-plan",
                    null,
                    "absent-from-area",
                    null,
                    null,
                    null,
                    null,
                    List.of(excuses("ehc-plan", 1, RECEIVED, TWENTY_WEEKS)));
            told().and(source(RECEIVED, AUTISTIC, "exceptional-circumstances"))
                    .when(source(RECEIVED, AUTISTIC, "absent-from-area"))
                    .then(excuseWithdrawn(2).with(List.of(starts("ehc-plan", 1, RECEIVED, TWENTY_WEEKS))), absent);
            told(requested(), excused("ehc-decision", null, "absent-from-area", day(3, 4), day(4, 20)))
                    .when(source(RECEIVED, AUTISTIC, "absent-from-area"))
                    .then(absent);
        }

        @Test
        void leavesAVoidedCaseVoidedAndAPlanFromElsewhereAlone() {
            told(requested(), voided(TODAY, Reason.DUPLICATE))
                    .when(whole())
                    .then()
                    .thenWarned("assessment.voided");
            told(movedIn(RECEIVED, "826", null)).when(whole()).then().thenWarned("assessment.no-request");
        }
    }
}
