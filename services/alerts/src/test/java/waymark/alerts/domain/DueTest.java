package waymark.alerts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import waymark.alerts.domain.Alert.Settling;
import waymark.alerts.domain.Alert.Withdrawal;
import waymark.alerts.domain.WatchedCase.Entry;
import waymark.alerts.domain.WatchedCase.What;
import waymark.casefile.course.ClockMark.Action;

/** What is raised when, and what becomes of it. The plan is due on 20 May 2022, 140 days after 31 December 2021. */
class DueTest {
    private static final String PLAN = "ehc-plan";

    private static Watched assessment() {
        return new Watched()
                .with(1, Kind.ASSESSMENT, What.OPENED, "2021-12-31")
                .mark(1, PLAN, Action.START, "2021-12-31", "2022-05-20");
    }

    @Test
    void aDeadlineIsToldOfInStepsAndThenMissed() {
        // Given
        var child = assessment().set(new Settings.Change("no-activity-assessment", null, null, null, false));

        // When / Then
        assertThat(child.due("2022-04-07").raise()).isEmpty();
        assertThat(child.due("2022-04-07").next()).isEqualTo(Watched.startOf("2022-04-08"));
        assertThat(Watched.raised(child.due("2022-04-08"))).containsExactly("ehc-plan due-in-42d");
        assertThat(Watched.raised(child.due("2022-04-22"))).containsExactly("ehc-plan due-in-28d");
        assertThat(Watched.raised(child.due("2022-05-06"))).containsExactly("ehc-plan due-in-14d");
        assertThat(Watched.raised(child.due("2022-05-20"))).containsExactly("ehc-plan due-in-14d");
        assertThat(Watched.raised(child.due("2022-05-21"))).containsExactly("ehc-plan missed");
        assertThat(child.due("2022-05-21").raise().getFirst().toAcknowledge()).isTrue();
        assertThat(child.due("2022-05-21").next()).isNull();
    }

    @Test
    void eachStepTakesThePlaceOfTheOneBefore() {
        // Given
        var child = assessment();
        var first = child.due("2022-04-08").then();

        // When
        var then = child.due(first, "2022-05-21");

        // Then
        assertThat(Watched.raised(then)).contains("ehc-plan missed");
        assertThat(then.end()).extracting(Due.Ending::settling).contains(Settling.SUPERSEDED);
    }

    @Test
    void whatHasItsAlertIsNotRaisedAgain() {
        // Given
        var child = assessment();

        // When
        var again = child.due(child.due("2022-05-21").then(), "2022-05-22");

        // Then
        assertThat(again.raise()).isEmpty();
        assertThat(again.end()).isEmpty();
    }

    @Test
    void whatWasAboutToBeRaisedIsRaisedWhereItHoldsAndEndedWhereItDoesNot() {
        // Given
        var child = assessment();
        var about = child.due("2022-05-21").ahead();

        // When
        var holding = child.due(about, "2022-05-21");
        child.changed(1, WatchedCase::madeVoid);
        var over = child.due(about, "2022-05-21");

        // Then
        assertThat(about.pending()).isNotEmpty().isEqualTo(about.raised());
        assertThat(holding.raise()).extracting(Condition::key).containsExactlyInAnyOrderElementsOf(about.pending());
        assertThat(holding.ahead()).isEqualTo(about);
        assertThat(holding.then().pending()).isEmpty();
        assertThat(over.raise()).isEmpty();
        assertThat(over.end()).extracting(Due.Ending::key).containsExactlyInAnyOrderElementsOf(about.pending());
        assertThat(over.then()).isEqualTo(Standing.NONE);
    }

    @Test
    void theStepThatWasCalledForSettlesIt() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.mark(1, PLAN, Action.STOP, "2021-12-31", "2022-05-20");

        // Then
        assertThat(child.due(raised, "2022-05-23").end())
                .filteredOn(ending -> ending.key().rule().equals(PLAN))
                .extracting(Due.Ending::settling)
                .containsExactly(Settling.PROGRESS);
    }

    @Test
    void theStepThatEndsTheCaseIsProgressAllTheSame() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.with(1, Kind.ASSESSMENT, What.ENDED, "2022-05-21").mark(1, PLAN, Action.STOP, "2021-12-31", "2022-05-20");

        // Then
        assertThat(endings(child.due(raised, "2022-05-23")))
                .extracting(Due.Ending::settling)
                .containsExactly(Settling.PROGRESS);
    }

    @Test
    void whatIsCalledForNoMoreEndedWithItsCase() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.lapse(1, PLAN, false, "2021-12-31", "2022-05-20", "2022-05-22");

        // Then
        assertThat(endings(child.due(raised, "2022-05-23")))
                .extracting(Due.Ending::settling)
                .containsExactly(Settling.CASE_ENDED);
    }

    @Test
    void aStartThatWasAnnulledOrCorrectedAwayWithdrawsItsAlert() {
        // Given
        var annulled = assessment();
        var corrected = assessment();
        var raised = annulled.due("2022-05-21").then();

        // When
        annulled.lapse(1, PLAN, false, "2021-12-31", "2022-05-20", "2021-12-31");
        corrected.lapse(1, PLAN, true, "2021-12-31", "2022-05-20", "2022-05-20");

        // Then
        assertThat(endings(annulled.due(raised, "2022-05-23")))
                .extracting(Due.Ending::withdrawal)
                .containsExactly(Withdrawal.DATE_CORRECTED);
        assertThat(endings(corrected.due(raised, "2022-05-23")))
                .extracting(Due.Ending::withdrawal)
                .containsExactly(Withdrawal.DATE_CORRECTED);
    }

    private static List<Due.Ending> endings(Due due) {
        return due.end().stream()
                .filter(ending -> ending.key().rule().equals(PLAN))
                .toList();
    }

    @Test
    void aMeasureThatIsRedForALaterMonthTakesThePlaceOfTheOlder() {
        // Given
        var measure = new Watched().with(1, null, What.RED, "2022-06-30");
        var raised = measure.due("2022-07-01").then();

        // When
        measure.changed(1, one -> one.without(What.RED)).with(1, null, What.RED, "2022-07-31");

        // Then
        var then = measure.due(raised, "2022-08-01");
        assertThat(then.end()).extracting(Due.Ending::settling).containsExactly(Settling.SUPERSEDED);
        assertThat(Watched.raised(then)).containsExactly("measure-off-track red");
    }

    @Test
    void anotherNumberOfDaysWithdrawsWhatDriftedByTheOld() {
        // Given
        var child = assessment();
        var raised = child.due("2022-02-12").then();

        // When
        child.set(new Settings.Change("no-activity-assessment", null, 90, null, null));

        // Then
        assertThat(child.due(raised, "2022-02-12").end())
                .extracting(Due.Ending::withdrawal)
                .containsExactly(Withdrawal.RULE_CHANGED);
    }

    @Test
    void aCorrectedDateWithdrawsWhatNoLongerHolds() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.mark(1, PLAN, Action.START, "2022-01-20", "2022-06-09");

        // Then
        var then = child.due(raised, "2022-05-21");
        assertThat(then.end())
                .filteredOn(ending -> ending.key().rule().equals(PLAN))
                .extracting(Due.Ending::withdrawal)
                .containsExactly(Withdrawal.DATE_CORRECTED);
        assertThat(Watched.raised(then)).contains("ehc-plan due-in-28d");
    }

    @Test
    void aReviewThatWasHeldSettlesTheOneThatWasMissed() {
        // Given
        var child = new Watched()
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-05-02")
                .restart(1, "cme-review", false, "2022-05-02", "2022-05-30");
        var raised = child.due("2022-05-31").then();

        // When
        child.restart(1, "cme-review", false, "2022-06-01", "2022-06-29");

        // Then
        assertThat(raised.raised()).extracting(Condition.Key::milestone).containsExactly("missed");
        assertThat(child.due(raised, "2022-06-01").end())
                .extracting(Due.Ending::settling)
                .containsExactly(Settling.PROGRESS);
    }

    @Test
    void aReviewWhoseDayWasWrongIsWithdrawn() {
        // Given
        var child = new Watched()
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-05-02")
                .restart(1, "cme-review", false, "2022-05-02", "2022-05-30");
        var raised = child.due("2022-05-31").then();

        // When
        child.restart(1, "cme-review", true, "2022-05-12", "2022-06-09");

        // Then
        assertThat(child.due(raised, "2022-05-31").end())
                .extracting(Due.Ending::withdrawal)
                .containsExactly(Withdrawal.DATE_CORRECTED);
    }

    @Test
    void aVoidedCaseTakesItsAlertsWithIt() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.changed(1, WatchedCase::madeVoid);

        // Then
        assertThat(child.due(raised, "2022-05-21").end())
                .isNotEmpty()
                .allSatisfy(ending -> assertThat(ending.withdrawal()).isEqualTo(Withdrawal.CASE_VOIDED));
    }

    @Test
    void aMissedDayThatWasDoneWhileNobodyWatchedIsNotedOnce() {
        // Given
        var child = assessment();
        var before = child.due("2022-05-01").then();

        // When
        child.done(1, PLAN, "2021-12-31", "2022-05-20", "2022-05-24");

        // Then
        var back = child.due(before, "2022-05-25");
        assertThat(Watched.raised(back)).isEmpty();
        assertThat(back.note()).singleElement().satisfies(over -> {
            assertThat(over.condition().milestone()).isEqualTo("missed");
            assertThat(over.condition().since()).isEqualTo(Watched.startOf("2022-05-21"));
            assertThat(over.settling()).isEqualTo(Settling.PROGRESS);
        });
        assertThat(back.isNow()).isTrue();
        assertThat(child.due(back.then(), "2022-05-25").note()).isEmpty();
        assertThat(child.due(back.then(), "2022-05-25").isNow()).isFalse();
    }

    @Test
    void aMissedDayThatHadItsAlertIsNotNotedWhenItIsDone() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.done(1, PLAN, "2021-12-31", "2022-05-20", "2022-05-24");

        // Then
        var done = child.due(raised, "2022-05-24");
        assertThat(done.note()).isEmpty();
        assertThat(child.due(done.then(), "2022-05-25").note()).isEmpty();
    }

    @Test
    void whatWasDoneInTimeOrShouldNotHaveRunOrIsLongAgoIsNoMissedDay() {
        // Given
        var inTime = assessment().done(1, PLAN, "2021-12-31", "2022-05-20", "2022-05-20");
        var corrected = assessment().lapse(1, PLAN, true, "2021-12-31", "2022-05-20", "2022-05-24");
        var late = assessment().done(1, PLAN, "2021-12-31", "2022-05-20", "2022-05-24");

        // When / Then
        assertThat(inTime.due("2022-05-25").note()).isEmpty();
        assertThat(corrected.due("2022-05-25").note()).isEmpty();
        assertThat(late.due("2023-06-01").note()).hasSize(1);
        assertThat(late.due("2023-07-01").note()).isEmpty();
    }

    @Test
    void whatEndedBeforeTheCaseWasKnownHereIsHistory() {
        // Given
        var imported = new Watched()
                .learned(1, Kind.ASSESSMENT, What.OPENED, "2021-12-31", "2022-06-01")
                .started(1, PLAN, "2021-12-31", "2022-05-20", "2022-06-01")
                .done(1, PLAN, "2021-12-31", "2022-05-20", "2022-05-24");
        var goingOn = new Watched()
                .learned(1, Kind.ASSESSMENT, What.OPENED, "2021-12-31", "2022-06-01")
                .started(1, PLAN, "2021-12-31", "2022-05-20", "2022-06-01")
                .done(1, PLAN, "2021-12-31", "2022-05-20", "2022-06-03");

        // When / Then
        assertThat(imported.due("2022-06-04").note()).isEmpty();
        assertThat(Rules.missed(imported.watch(), imported.settings(), Watched.startOf("2022-06-04")))
                .isEmpty();
        assertThat(goingOn.due("2022-06-04").note()).hasSize(1);
        assertThat(Rules.missed(goingOn.watch(), goingOn.settings(), Watched.startOf("2022-06-04")))
                .hasSize(1);
    }

    @Test
    void whatWasMissedWhileTheRuleWasOffIsNotNotedLater() {
        // Given
        var child = assessment().done(1, PLAN, "2021-12-31", "2022-05-20", "2022-05-24");
        child.set(new Settings.Change(PLAN, null, null, null, false));
        var off = child.due("2022-05-25");

        // When
        child.set(new Settings.Change(PLAN, null, null, null, true));

        // Then
        assertThat(off.note()).isEmpty();
        assertThat(child.due(off.then(), "2022-05-26").note()).isEmpty();
    }

    @Test
    void aDeadlineIsKnownFromWhenItWasRecordedWhateverHappensLater() {
        // Given
        var child = new Watched()
                .with(1, Kind.ASSESSMENT, What.OPENED, "2021-12-31")
                .started(1, PLAN, "2021-12-31", "2022-05-20", "2022-05-30");

        // When
        child.started(1, "ehc-decision", "2022-06-05", "2022-07-17", "2022-06-05");

        // Then
        assertThat(child.due("2022-06-06").raise())
                .filteredOn(condition -> condition.rule().id().equals(PLAN))
                .extracting(Condition::knownAt)
                .containsExactly(Watched.startOf("2022-05-30"));
        child.started(1, PLAN, "2021-12-31", "2022-05-20", "2022-06-07");
        assertThat(child.due("2022-06-08").raise())
                .filteredOn(condition -> condition.rule().id().equals(PLAN))
                .extracting(Condition::knownAt)
                .containsExactly(Watched.startOf("2022-05-30"));
    }

    @Test
    void theAlertsOfACaseGoToWhoeverItIsGivenTo() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.changed(1, one -> one.assigned("SEND-3", "north"));

        // Then
        var given = child.due(raised, "2022-05-22");
        assertThat(given.reassign())
                .extracting(Due.Reassigning::key)
                .containsExactlyInAnyOrderElementsOf(raised.raised());
        assertThat(given.reassign())
                .extracting(Due.Reassigning::to)
                .containsOnly(new Standing.Holder("SEND-3", "north"));
        assertThat(given.moved().values()).containsExactly(new Standing.Holder("SEND-3", "north"));
        assertThat(given.isNow()).isTrue();
        assertThat(child.due(given.then(), "2022-05-22").isNow()).isFalse();
        child.changed(1, one -> one.assigned(null, null));
        assertThat(child.due(given.then(), "2022-05-22").reassign()).hasSameSizeAs(raised.raised());
    }

    @Test
    void whatMayHaveBeenRaisedForAnotherGoesToWhoeverHasTheCase() {
        // Given
        var child = assessment();

        // When
        var again = child.due(child.due("2022-05-21").ahead(), "2022-05-21");

        // Then
        assertThat(again.reassign())
                .extracting(Due.Reassigning::key)
                .containsExactlyInAnyOrderElementsOf(again.then().raised());
    }

    @Test
    void anExcusedDeadlineIsNotMissed() {
        // Given
        var child = assessment();

        // When
        child.mark(1, PLAN, Action.EXCUSE, "2021-12-31", "2022-05-20");

        // Then
        assertThat(Watched.raised(child.due("2022-05-21"))).doesNotContain("ehc-plan missed");
    }

    @Test
    void aLeadThatIsTakenOutWithdrawsItsAlerts() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-10").then();

        // When
        child.set(new Settings.Change(PLAN, List.of("P42D", "P7D"), null, null, null));

        // Then
        var then = child.due(raised, "2022-05-10");
        assertThat(Watched.raised(then)).contains("ehc-plan due-in-42d");
        assertThat(then.end())
                .filteredOn(ending -> ending.key().rule().equals(PLAN))
                .extracting(Due.Ending::withdrawal)
                .containsExactly(Withdrawal.RULE_CHANGED);
    }

    @Test
    void aRuleThatIsTurnedOffRaisesNothingAndWithdrawsWhatItRaised() {
        // Given
        var child = assessment();
        var raised = child.due("2022-05-21").then();

        // When
        child.set(new Settings.Change(PLAN, null, null, null, false));

        // Then
        assertThat(child.due(raised, "2022-05-21").end())
                .filteredOn(ending -> ending.key().rule().equals(PLAN))
                .extracting(Due.Ending::withdrawal)
                .containsExactly(Withdrawal.RULE_CHANGED);
    }

    @Test
    void nothingRecordedForSixWeeksIsDrift() {
        // Given
        var child = assessment();

        // When / Then
        assertThat(Watched.raised(child.due("2022-02-11"))).isEmpty();
        assertThat(Watched.raised(child.due("2022-02-12"))).containsExactly("no-activity-assessment no-activity");
    }

    @Test
    void whatWasRecordedLaterThanItHappenedIsActivityOnTheLaterDay() {
        // Given
        var child = new Watched()
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-01-03")
                .changed(
                        1,
                        one -> one.after(List.of(), false, Watched.day("2022-01-10"), Watched.startOf("2022-03-01")));

        // When / Then
        assertThat(Watched.raised(child.due("2022-04-12"))).isEmpty();
        assertThat(Watched.raised(child.due("2022-04-13"))).containsExactly("no-activity-involvement no-activity");
    }

    @Test
    void aRegisterDoesNotMakeACaseActive() {
        // Given
        var moved = Watched.startOf("2022-03-01");

        // When
        var child = new Watched()
                .learned(1, Kind.INVOLVEMENT, What.OPENED, "2021-11-01", "2022-03-01")
                .changed(1, one -> one.after(List.of(), false, Watched.day("2021-11-03"), moved));

        // Then
        assertThat(child.watch().cases().get(Watched.id(1)).activeOn()).isEqualTo("2021-11-03");
        assertThat(Watched.raised(child.due("2022-03-01"))).containsExactly("no-activity-involvement no-activity");
    }

    @Test
    void hoursAndDaysBeforeADeadlineComeInTheOrderOfTheirMoments() {
        // Given
        var child = assessment().set(new Settings.Change(PLAN, List.of("PT30H", "P1D", "PT60H"), null, null, null));

        // When / Then
        assertThat(Watched.raised(child.due("2022-05-19"))).contains("ehc-plan due-in-1d");
        assertThat(Watched.raised(child.due("2022-05-20"))).contains("ehc-plan due-in-30h");
        assertThat(child.due(child.due("2022-05-19").then(), "2022-05-20").end())
                .extracting(Due.Ending::settling)
                .containsExactly(Settling.SUPERSEDED);
    }

    @Test
    void aChildMissingEducationWhoIsOpenToSocialCareConcernsBoth() {
        // Given
        var child = new Watched()
                .with(1, Kind.REFERRAL, What.OPENED, "2022-03-01")
                .with(1, Kind.REFERRAL, What.REFERRED, "2022-03-02")
                .with(2, Kind.INVOLVEMENT, What.OPENED, "2022-03-10");

        // When
        var raised = Watched.raised(child.due("2022-03-10"));

        // Then
        assertThat(raised).contains("involvement-known-to-social-care opened", "referral-with-involvement referred");
    }

    @Test
    void aReferralThatEndedConcernsNobodyElse() {
        // Given
        var child = new Watched()
                .with(1, Kind.REFERRAL, What.OPENED, "2022-03-01")
                .with(1, Kind.REFERRAL, What.REFERRED, "2022-03-02")
                .with(1, Kind.REFERRAL, What.ENDED, "2022-03-05")
                .with(2, Kind.INVOLVEMENT, What.OPENED, "2022-03-10");

        // When / Then
        assertThat(child.due("2022-03-10").raise()).isEmpty();
    }

    @Test
    void aChildMissingEducationWithAPlanConcernsBoth() {
        // Given
        var child = new Watched()
                .with(1, Kind.ASSESSMENT, What.OPENED, "2021-03-01")
                .with(1, Kind.ASSESSMENT, What.ENDED, "2021-07-01")
                .with(1, Kind.ASSESSMENT, What.PLAN_BEGUN, "2021-07-01")
                .with(2, Kind.INVOLVEMENT, What.OPENED, "2022-03-10");

        // When / Then
        assertThat(Watched.raised(child.due("2022-03-10")))
                .containsExactlyInAnyOrder("involvement-with-plan opened", "plan-with-involvement begun");
    }

    @Test
    void eachSpellOutOfSchoolOfAChildWithAPlanIsToldOfAnew() {
        // Given
        var child = new Watched()
                .with(1, Kind.ASSESSMENT, What.PLAN_BEGUN, "2021-07-01")
                .with(2, Kind.INVOLVEMENT, What.OPENED, "2022-03-10");
        var first = about(child.due("2022-03-10"));

        // When
        child.with(2, Kind.INVOLVEMENT, What.ENDED, "2022-04-01").with(3, Kind.INVOLVEMENT, What.OPENED, "2022-06-01");
        var second = about(child.due("2022-06-01"));

        // Then
        assertThat(first.deadline()).isEqualTo("event-1/2022-03-10");
        assertThat(second.deadline()).isEqualTo("event-1/2022-06-01");
    }

    @Test
    void whatIsStillKnownByAnotherWayIsNotToldAgainAndWhatIsKnownAnewIs() {
        // Given
        var child = new Watched()
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-03-01")
                .with(2, Kind.REFERRAL, What.REFERRED, "2022-03-05")
                .with(1, Kind.INVOLVEMENT, What.KNOWN_TO_SOCIAL_CARE, "2022-03-10");
        var told = child.due("2022-03-11").then();

        // When: the referral ends, and the check still says so
        child.with(2, Kind.REFERRAL, What.ENDED, "2022-03-20");

        // Then
        var still = child.due(told, "2022-03-21");
        assertThat(still.raise()).isEmpty();
        assertThat(knownToSocialCare(still.then())).isEqualTo(knownToSocialCare(told));

        // When: nothing says so for a while, and then another referral does
        child.changed(1, one -> one.without(What.KNOWN_TO_SOCIAL_CARE));
        var quiet = child.due(still.then(), "2022-03-22").then();
        child.with(3, Kind.REFERRAL, What.REFERRED, "2022-03-25");

        // Then
        assertThat(knownToSocialCare(quiet)).isEmpty();
        assertThat(Watched.raised(child.due(quiet, "2022-03-25"))).contains("involvement-known-to-social-care opened");
        assertThat(knownToSocialCare(child.due(quiet, "2022-03-25").then())).isNotEqualTo(knownToSocialCare(told));
    }

    private static List<Condition.Key> knownToSocialCare(Standing standing) {
        return standing.raised().stream()
                .filter(key -> key.rule().equals("involvement-known-to-social-care"))
                .toList();
    }

    private static Condition.Key about(Due due) {
        return due.raise().stream()
                .map(Condition::key)
                .filter(key -> key.rule().equals("plan-with-involvement"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anExceptionThatIsSaidOnceTheRunHasEndedExcusesIt() {
        // Given
        var child = new Watched()
                .with(1, Kind.ASSESSMENT, What.OPENED, "2021-12-31")
                .started(1, "ehc-plan", "2021-12-31", "2022-05-20", "2021-12-31")
                .done(1, "ehc-plan", "2021-12-31", "2022-05-20", "2022-06-01");
        assertThat(child.due("2022-06-02").note()).hasSize(1);

        // When
        child.mark(1, "ehc-plan", Action.EXCUSE, "2021-12-31", "2022-05-20");

        // Then
        assertThat(child.due("2022-06-02").note()).isEmpty();
    }

    @Test
    void onlyTheSecondRepeatWithinAYearIsToldOf() {
        // Given
        var child = new Watched()
                .with(1, Kind.REFERRAL, What.REFERRED, "2021-06-01")
                .with(1, Kind.REFERRAL, What.ENDED, "2021-06-02")
                .with(2, Kind.REFERRAL, What.REFERRED, "2022-01-10");

        // When / Then
        assertThat(Watched.raised(child.due("2022-01-10"))).isEmpty();
        child.with(2, Kind.REFERRAL, What.ENDED, "2022-01-11").with(3, Kind.REFERRAL, What.REFERRED, "2022-03-01");
        assertThat(Watched.raised(child.due("2022-03-01"))).containsExactly("second-repeat-referral referred");
    }

    @Test
    void referralsOfOneDayCountInTheOrderOfRecording() {
        // Given
        var noon = Watched.startOf("2022-01-10").plus(Duration.ofHours(12));

        // When
        var child = new Watched()
                .with(1, Kind.REFERRAL, What.REFERRED, "2022-01-10")
                .with(1, Kind.REFERRAL, What.ENDED, "2022-01-10")
                .with(2, Kind.REFERRAL, What.OPENED, "2022-01-10")
                .changed(2, one -> one.with(new Entry(2, What.REFERRED, Watched.day("2022-01-10"), noon)))
                .changed(2, one -> one.with(new Entry(3, What.ENDED, Watched.day("2022-01-10"), noon)))
                .with(3, Kind.REFERRAL, What.REFERRED, "2022-06-01");

        // Then
        assertThat(Watched.raised(child.due("2022-06-01"))).containsExactly("second-repeat-referral referred");
    }

    @Test
    void aSecondProtectionPlanIsToldOfWhateverTheCaseOfTheFirst() {
        // Given
        var child = new Watched()
                .with(1, Kind.REFERRAL, What.OPENED, "2017-06-01")
                .with(1, Kind.REFERRAL, What.PROTECTION_BEGUN, "2017-07-01")
                .with(1, Kind.REFERRAL, What.ENDED, "2018-06-02")
                .with(2, Kind.REFERRAL, What.OPENED, "2022-01-10");

        // When
        child.with(2, Kind.REFERRAL, What.PROTECTION_BEGUN, "2022-02-10");

        // Then
        assertThat(Watched.raised(child.due("2022-02-10"))).containsExactly("second-protection-plan begun");
    }

    @Test
    void aRedMeasureIsRaisedForItsPeriodUntilItIsOnTrackAgain() {
        // Given
        var measure = new Watched().with(1, null, What.RED, "2022-06-30");
        var raised = measure.due("2022-07-01");

        // When
        measure.changed(1, one -> one.without(What.RED));

        // Then
        assertThat(Watched.raised(raised)).containsExactly("measure-off-track red");
        assertThat(measure.due(raised.then(), "2022-08-01").end())
                .extracting(Due.Ending::settling)
                .containsExactly(Settling.BACK_ON_TRACK);
    }
}
