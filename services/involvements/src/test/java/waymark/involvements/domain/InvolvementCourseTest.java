package waymark.involvements.domain;

import static waymark.involvements.domain.Story.OPENED_ON;
import static waymark.involvements.domain.Story.TODAY;
import static waymark.involvements.domain.Story.UNKNOWN_TO_SOCIAL_CARE;
import static waymark.involvements.domain.Story.check;
import static waymark.involvements.domain.Story.close;
import static waymark.involvements.domain.Story.closed;
import static waymark.involvements.domain.Story.correction;
import static waymark.involvements.domain.Story.day;
import static waymark.involvements.domain.Story.involvement;
import static waymark.involvements.domain.Story.open;
import static waymark.involvements.domain.Story.opened;
import static waymark.involvements.domain.Story.reviewFrom;
import static waymark.involvements.domain.Story.reviewStopped;
import static waymark.involvements.domain.Story.reviewed;
import static waymark.involvements.domain.Story.socialCare;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.involvements.domain.InvolvementEvent.ConcernRecorded.Concern;
import waymark.involvements.domain.InvolvementEvent.ConcernReferred.ReferredTo;
import waymark.involvements.domain.InvolvementEvent.Voided.Reason;

class InvolvementCourseTest {
    @Nested
    class Opening {
        @Test
        void startsTheReviewClockOfFourWeeks() {
            involvement()
                    .given()
                    .when(open(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE))
                    .then(opened(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, reviewFrom(OPENED_ON, 28)));
        }

        @Test
        void startsTheReviewClockOfAWeekForAChildOpenToSocialCare() {
            var circumstances = new Circumstances("9", SenStatus.NONE, SocialCareStatus.CHILD_IN_NEED, "Aylesbury");
            involvement()
                    .given()
                    .when(open(OPENED_ON, circumstances))
                    .then(opened(OPENED_ON, circumstances, reviewFrom(OPENED_ON, 7)));
        }

        @Test
        void isRefusedOnADayThatHasNotCome() {
            involvement()
                    .given()
                    .when(open(TODAY.plusDays(1), UNKNOWN_TO_SOCIAL_CARE))
                    .thenRefused("involvement.date-in-future");
        }

        @Test
        void isRefusedTwice() {
            involvement()
                    .given(opened())
                    .when(open(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE))
                    .thenRefused("involvement.opened-twice");
        }

        @Test
        void isRefusedForALocatedChildWithAPlan() {
            var withPlan = new Circumstances("9", SenStatus.EHCP, null, null);
            involvement()
                    .given()
                    .when(new InvolvementCommand.Open(TODAY, "CME-1", Story.openedOn(OPENED_ON), withPlan, true))
                    .thenRefused("involvement.plan-and-located");
        }

        @ParameterizedTest
        @CsvSource({"14", "Year 9", "N3", "post-17", "''"})
        void isRefusedInAYearThatDoesNotExist(String schoolYear) {
            involvement()
                    .given()
                    .when(open(OPENED_ON, new Circumstances(schoolYear, null, null, null)))
                    .thenRefused("involvement.school-year-unknown");
        }
    }

    @Nested
    class WhileOpen {
        @Test
        void aCheckIsRecorded() {
            involvement()
                    .given(opened())
                    .when(check(day(5, 3), true, true))
                    .then(new InvolvementEvent.CheckRecorded(
                            day(5, 3), InvolvementEvent.CheckRecorded.Service.SOCIAL_CARE, true, true, List.of()));
        }

        @Test
        void aServiceThatKnowsTheChildMustBeTold() {
            involvement().given(opened()).when(check(day(5, 3), true, false)).thenRefused("involvement.team-not-told");
        }

        @Test
        void anEnquiryNamesAnAgencyAndAResultOfTheLists() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.RecordEnquiry(TODAY, day(5, 4), "family", "no-reply"))
                    .then(new InvolvementEvent.EnquiryRecorded(day(5, 4), "family", "no-reply", List.of()));
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.RecordEnquiry(TODAY, day(5, 4), "the neighbour", "no-reply"))
                    .thenRefused("involvement.code-unknown");
        }

        @Test
        void aReviewStartsTheClockAnew() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.HoldReview(TODAY, day(5, 20)))
                    .then(reviewed(day(5, 20), reviewFrom(day(5, 20), 28)));
        }

        @Test
        void aReviewHeldBeforeTheLastOneLeavesTheClockAsItRuns() {
            involvement()
                    .given(opened(), reviewed(day(5, 20), reviewFrom(day(5, 20), 28)))
                    .when(new InvolvementCommand.HoldReview(TODAY, day(5, 10)))
                    .then(reviewed(day(5, 10)));
        }

        @Test
        void comingToSocialCareMakesReviewsWeeklyFromThatDay() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.ChangeCircumstances(
                            TODAY, day(5, 16), socialCare(SocialCareStatus.CHILD_PROTECTION)))
                    .then(new InvolvementEvent.CircumstancesChanged(
                            day(5, 16),
                            null,
                            null,
                            SocialCareStatus.CHILD_PROTECTION,
                            null,
                            List.of(reviewFrom(day(5, 16), 7))));
        }

        @Test
        void aChangeToWhatIsSoAlreadyIsNoEvent() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.ChangeCircumstances(
                            TODAY, day(5, 16), new Circumstances("9", null, SocialCareStatus.NONE, null)))
                    .then();
        }

        @Test
        void aConcernIsRecordedTogetherWithItsReferral() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.RecordConcern(
                            TODAY, day(5, 9), Concern.WELFARE, ReferredTo.SOCIAL_CARE, day(5, 10)))
                    .then(
                            new InvolvementEvent.ConcernRecorded(day(5, 9), Concern.WELFARE, List.of()),
                            new InvolvementEvent.ConcernReferred(2, ReferredTo.SOCIAL_CARE, day(5, 10), List.of()));
        }

        @Test
        void aConcernMayBeReferredLaterByItsNumber() {
            var noted = new InvolvementEvent.ConcernRecorded(day(5, 9), Concern.CRIME, List.of());
            involvement()
                    .given(opened(), noted)
                    .when(new InvolvementCommand.ReferConcern(TODAY, 2, ReferredTo.POLICE, day(5, 9)))
                    .then(new InvolvementEvent.ConcernReferred(2, ReferredTo.POLICE, day(5, 9), List.of()));
            involvement()
                    .given(opened(), noted)
                    .when(new InvolvementCommand.ReferConcern(TODAY, 1, ReferredTo.POLICE, day(5, 9)))
                    .thenRefused("involvement.concern-unknown");
        }

        @Test
        void nothingIsDatedBeforeTheOpening() {
            involvement()
                    .given(opened())
                    .when(check(OPENED_ON.minusDays(1), false, false))
                    .thenRefused("involvement.date-before-opening");
        }

        @Test
        void anOfficerIsAStaffNumberAndNeverAName() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Assign(TODAY, day(5, 3), "CME-07"))
                    .then(new InvolvementEvent.Assigned(day(5, 3), "CME-07", List.of()));
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Assign(TODAY, day(5, 3), "Jo Example"))
                    .thenRefused("involvement.officer-form");
        }

        @Test
        void assigningTheSameOfficerAgainChangesNothing() {
            involvement()
                    .given(opened(), new InvolvementEvent.Assigned(day(5, 3), "CME-07", List.of()))
                    .when(new InvolvementCommand.Assign(TODAY, day(5, 4), "CME-07"))
                    .then();
        }
    }

    @Nested
    class Closing {
        @Test
        void stopsTheReviewClock() {
            involvement()
                    .given(opened())
                    .when(close(day(6, 1), "BUSC"))
                    .then(closed(day(6, 1), "BUSC", reviewStopped(OPENED_ON, 28)));
        }

        @Test
        void isRefusedBeforeTheOpening() {
            involvement()
                    .given(opened())
                    .when(close(OPENED_ON.minusDays(1), "BUSC"))
                    .thenRefused("involvement.closed-before-opened");
        }

        @Test
        void isRefusedTwice() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(close(day(6, 2), "BUSC"))
                    .thenRefused("involvement.closed-twice");
        }

        @Test
        void isRefusedOnADayThatHasNotCome() {
            involvement()
                    .given(opened())
                    .when(close(TODAY.plusDays(1), "BUSC"))
                    .thenRefused("involvement.date-in-future");
        }

        @ParameterizedTest
        @CsvSource({
            "XYZ, involvement.outcome-unknown",
            "GONE, involvement.outcome-expired",
            ", involvement.outcome-missing",
            "OLCM, involvement.hand-over-not-accepted",
            "UNTR, involvement.untraced-not-approved"
        })
        void needsAnOutcomeInForceAndWhatBacksIt(String outcome, String rule) {
            involvement().given(opened()).when(close(day(6, 1), outcome)).thenRefused(rule);
        }

        @Test
        void namesBothWhoConfirmedTheDestinationAndWhen() {
            var unconfirmed = new Closure(day(6, 1), "BUSC", "school", null, null, null);
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Close(TODAY, unconfirmed))
                    .thenRefused("involvement.confirmation-incomplete");
        }

        @Test
        void isRefusedBeforeTheLastStepOfTheWork() {
            involvement()
                    .given(opened(), reviewed(day(5, 20), reviewFrom(day(5, 20), 28)))
                    .when(close(day(5, 19), "BUSC"))
                    .thenRefused("involvement.closed-before-step");
        }

        @Test
        void cannotBeCorrectedToAnOutcomeThatNobodyBacks() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(new InvolvementCommand.Correct(TODAY, correction(null, null, "UNTR")))
                    .thenRefused("involvement.untraced-not-approved");
        }

        @Test
        void endsTheWorkOnTheInvolvement() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(check(day(6, 2), false, false))
                    .thenRefused("involvement.closed");
        }

        @Test
        void isRefusedBeforeAnythingWasOpened() {
            involvement().given().when(close(day(6, 1), "BUSC")).thenRefused("involvement.not-opened");
        }
    }

    @Nested
    class PuttingRight {
        @Test
        void reopeningAnnulsTheClosingAndStartsTheClock() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(new InvolvementCommand.Reopen(TODAY, day(6, 10)))
                    .then(new InvolvementEvent.Reopened(day(6, 10), List.of(reviewFrom(day(6, 10), 28))));
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Reopen(TODAY, day(6, 10)))
                    .thenRefused("involvement.not-closed");
        }

        @Test
        void aCorrectedOpeningMovesTheReviewThatIsCountedFromIt() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Correct(TODAY, correction(day(5, 9), null, null)))
                    .then(correction(day(5, 9), null, null, reviewFrom(day(5, 9), 28)));
        }

        @Test
        void aCorrectedOpeningMayNotPassTheClosing() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(new InvolvementCommand.Correct(TODAY, correction(day(6, 2), null, null)))
                    .thenRefused("involvement.closed-before-opened");
        }

        @Test
        void anEntryIsCorrectedByItsNumber() {
            involvement()
                    .given(opened(), reviewed(day(5, 20), reviewFrom(day(5, 20), 28)))
                    .when(new InvolvementCommand.Correct(TODAY, correction(2, day(5, 25), null, null, null)))
                    .then(correction(2, day(5, 25), null, null, null, reviewFrom(day(5, 25), 28)));
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Correct(TODAY, correction(9, day(5, 25), null, null, null)))
                    .thenRefused("involvement.entry-unknown");
        }

        @Test
        void aClosingIsCorrectedOnlyWhereThereIsOne() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Correct(TODAY, correction(null, day(6, 1), null)))
                    .thenRefused("involvement.not-closed");
        }

        @Test
        void aCorrectionSaysSomething() {
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.Correct(TODAY, correction(null, null, null)))
                    .thenRefused("involvement.nothing-corrected");
        }

        @Test
        void voidingStopsTheClockAndEndsEverything() {
            var voided = new InvolvementEvent.Voided(TODAY, Reason.WRONG_CHILD, List.of(reviewStopped(OPENED_ON, 28)));
            involvement()
                    .given(opened())
                    .when(new InvolvementCommand.MakeVoid(TODAY, Reason.WRONG_CHILD))
                    .then(voided);
            involvement().given(opened(), voided).when(close(day(6, 1), "BUSC")).thenRefused("involvement.voided");
        }
    }

    @Nested
    class TakingARegister {
        @Test
        void opensAndClosesOnTheRegistersDays() {
            involvement()
                    .given()
                    .when(Story.source(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, day(6, 1), "OLCM"))
                    .then(opened(), closed(day(6, 1), "OLCM", reviewStopped(OPENED_ON, 28)))
                    .thenWarned();
        }

        @Test
        void findsNothingNewInTheSameRow() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(Story.source(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, day(6, 1), "BUSC"))
                    .then();
        }

        @Test
        void takesALaterClosing() {
            involvement()
                    .given(opened())
                    .when(Story.source(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, day(6, 1), "BUSC"))
                    .then(closed(day(6, 1), "BUSC", reviewStopped(OPENED_ON, 28)));
        }

        @Test
        void takesAnotherClosingAsACorrection() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(Story.source(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, day(6, 8), "UNTR"))
                    .then(correction(null, day(6, 8), "UNTR"));
        }

        @Test
        void takesAVanishedClosingAsAReopening() {
            involvement()
                    .given(opened(), closed(day(6, 1), "BUSC"))
                    .when(Story.source(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, null, null))
                    .then(new InvolvementEvent.Reopened(TODAY, List.of(reviewFrom(TODAY, 28))));
        }

        @Test
        void takesOtherCircumstancesFromTheDayOnWhichTheyWereSeen() {
            var nextYear = new Circumstances("10", null, null, null);
            involvement()
                    .given(opened())
                    .when(Story.source(OPENED_ON, nextYear, null, null))
                    .then(new InvolvementEvent.CircumstancesChanged(TODAY, "10", null, null, null, List.of()));
        }

        @Test
        void takesWhatBreaksARuleWithAWarning() {
            involvement()
                    .given()
                    .when(Story.source(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, OPENED_ON.minusDays(3), "GONE"))
                    .then(opened(), closed(OPENED_ON.minusDays(3), "GONE", reviewStopped(OPENED_ON, 28)))
                    .thenWarned("involvement.closed-before-opened", "involvement.outcome-expired");
        }

        @Test
        void leavesAVoidedInvolvementVoided() {
            involvement()
                    .given(opened(), new InvolvementEvent.Voided(TODAY, Reason.DUPLICATE, List.of()))
                    .when(Story.source(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, null, null))
                    .then()
                    .thenWarned("involvement.voided");
        }
    }
}
