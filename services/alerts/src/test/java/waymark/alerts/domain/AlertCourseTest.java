package waymark.alerts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waymark.alerts.domain.Alert.Origin;
import waymark.alerts.domain.Alert.Outcome;
import waymark.alerts.domain.Alert.Settling;
import waymark.alerts.domain.Alert.Warning;
import waymark.alerts.domain.Alert.Withdrawal;
import waymark.calendar.LondonTime;
import waymark.calendar.WorkingDays;
import waymark.casefile.course.Decision;

/** The course of one alert, raised on Monday 4 July 2022. */
class AlertCourseTest {
    private static final Instant RAISED = Instant.parse("2022-07-04T08:00:00Z");

    private Alert alert = AlertCourse.INITIAL;

    private List<AlertEvent> when(AlertCommand command) {
        return switch (AlertCourse.decide(alert, command)) {
            case Decision.Accepted<AlertEvent>(var events, var _) -> {
                for (var event : events) alert = AlertCourse.evolve(alert, event);
                yield events;
            }
            case Decision.Refused<AlertEvent>(var breach) -> throw new AssertionError(breach.rule());
        };
    }

    private String refusal(AlertCommand command) {
        return switch (AlertCourse.decide(alert, command)) {
            case Decision.Accepted<AlertEvent>(var events, var _) -> throw new AssertionError(events.toString());
            case Decision.Refused<AlertEvent>(var breach) -> breach.rule();
        };
    }

    private static AlertCommand.Raise raise(Origin origin, boolean toAcknowledge, Instant now) {
        var warning = new Warning(
                "AL-1",
                origin,
                "ehc-plan",
                0,
                null,
                Severity.URGENT,
                Kind.ASSESSMENT,
                UUID.randomUUID(),
                "EHC-1",
                null,
                "missed",
                "2022-02-13/2022-07-03/1",
                "ehc-plan",
                null,
                LocalDate.parse("2022-07-03"),
                null,
                RAISED,
                false,
                toAcknowledge);
        return new AlertCommand.Raise(warning, "send-coordinator", "SEND-3", Levels.USUAL, now);
    }

    @Test
    void theResponseIsDueFiveWorkingDaysAfterTheRaising() {
        // When
        when(raise(Origin.RULE, true, RAISED));

        // Then
        assertThat(alert.about().respondBy()).isEqualTo(LocalDate.parse("2022-07-11"));
        assertThat(alert.about().level()).isEqualTo(1);
    }

    @Test
    void whatIsRaisedAtTheWeekendIsDueAsIfOnMonday() {
        // When
        when(raise(Origin.RULE, true, Instant.parse("2022-07-02T08:00:00Z")));

        // Then
        assertThat(alert.about().respondBy()).isEqualTo(LocalDate.parse("2022-07-11"));
    }

    @Test
    void aDueSoonAlertCallsForNoResponse() {
        // When
        when(raise(Origin.RULE, false, RAISED));

        // Then
        assertThat(alert.about().respondBy()).isNull();
        assertThat(when(new AlertCommand.Overdue(1, Levels.USUAL, RAISED.plus(Duration.ofDays(100)))))
                .isEmpty();
    }

    @Test
    void raisedTwiceIsRaisedOnce() {
        // Given
        when(raise(Origin.RULE, true, RAISED));

        // When / Then
        assertThat(when(raise(Origin.RULE, true, RAISED.plusSeconds(9)))).isEmpty();
    }

    @Test
    void itGoesUpALevelEachFiveWorkingDaysAndNoFurtherThanTheTop() {
        // Given
        when(raise(Origin.RULE, true, RAISED));

        // When / Then
        assertThat(when(new AlertCommand.Overdue(1, Levels.USUAL, Instant.parse("2022-07-11T20:00:00Z"))))
                .isEmpty();
        assertThat(when(new AlertCommand.Overdue(1, Levels.USUAL, Instant.parse("2022-07-12T00:00:00Z"))))
                .hasSize(1);
        assertThat(alert.about().level()).isEqualTo(2);
        assertThat(alert.about().role()).isEqualTo("team-manager");
        assertThat(alert.about().officer()).isNull();
        assertThat(when(new AlertCommand.Overdue(1, Levels.USUAL, Instant.parse("2022-07-12T00:00:01Z"))))
                .isEmpty();
        for (int level = 2; level <= 4; level++) {
            when(new AlertCommand.Overdue(level, Levels.USUAL, RAISED.plus(Duration.ofDays(60L * level))));
        }
        assertThat(alert.about().level()).isEqualTo(4);
        assertThat(refusal(new AlertCommand.Escalate(Levels.USUAL, RAISED))).isEqualTo("alert.top-level");
    }

    @Test
    void escalatingIsForSomebodyWhoHasNotSeenIt() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Acknowledge(RAISED.plusSeconds(60)));

        // When
        when(new AlertCommand.Escalate(Levels.USUAL, RAISED.plusSeconds(120)));

        // Then
        assertThat(alert).isInstanceOf(Alert.Raised.class);
    }

    @Test
    void itIsResolvedWithWhatCameOfIt() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Acknowledge(RAISED.plusSeconds(60)));

        // When
        when(new AlertCommand.Resolve(Outcome.ACTION_TAKEN, RAISED.plusSeconds(600)));

        // Then
        assertThat(alert).isInstanceOf(Alert.Resolved.class);
        assertThat(refusal(new AlertCommand.Acknowledge(RAISED))).isEqualTo("alert.ended");
        assertThat(when(new AlertCommand.Settle(Settling.PROGRESS, RAISED))).isEmpty();
        assertThat(when(new AlertCommand.Comment(false, RAISED))).hasSize(1);
    }

    @Test
    void aMissedDayThatIsOverIsRaisedForTheRecordAndSettlesAtOnce() {
        // When
        var events = when(new AlertCommand.Note(raise(Origin.RULE, true, RAISED), Settling.PROGRESS));

        // Then
        assertThat(events).hasExactlyElementsOfTypes(AlertEvent.Raised.class, AlertEvent.Settled.class);
        assertThat(alert).isInstanceOf(Alert.Settled.class);
        assertThat(when(new AlertCommand.Note(raise(Origin.RULE, true, RAISED), Settling.PROGRESS)))
                .isEmpty();
    }

    @Test
    void theSystemNeverEndsWhatAPersonRaised() {
        // Given
        when(raise(Origin.PERSON, true, RAISED));

        // When / Then
        assertThat(when(new AlertCommand.Settle(Settling.PROGRESS, RAISED))).isEmpty();
        assertThat(when(new AlertCommand.Withdraw(Withdrawal.CASE_VOIDED, RAISED)))
                .isEmpty();
        assertThat(alert.isOpen()).isTrue();
    }

    @Test
    void whatHoldsAgainIsTheSameAlertAgain() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Withdraw(Withdrawal.DATE_CORRECTED, RAISED.plusSeconds(60)));

        // When
        var again = when(raise(Origin.RULE, true, Instant.parse("2022-07-06T08:00:00Z")));

        // Then
        assertThat(again).hasExactlyElementsOfTypes(AlertEvent.Reinstated.class);
        assertThat(alert.isOpen()).isTrue();
        assertThat(alert.about().respondBy()).isEqualTo(LocalDate.parse("2022-07-13"));
    }

    private static AlertCommand.Raise raisedFor(String officer, Instant now) {
        var raise = raise(Origin.RULE, true, now);
        return new AlertCommand.Raise(raise.warning(), "duty-worker", officer, raise.levels(), now);
    }

    @Test
    void whatHoldsAgainIsForWhoeverHasTheCaseNow() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Settle(Settling.PROGRESS, RAISED.plusSeconds(60)));

        // When
        when(raisedFor("DUTY-4", RAISED.plusSeconds(120)));

        // Then
        assertThat(alert.about().role()).isEqualTo("duty-worker");
        assertThat(alert.about().officer()).isEqualTo("DUTY-4");
    }

    @Test
    void whatHoldsAgainAboveTheFirstLevelGoesOnThere() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Escalate(Levels.USUAL, RAISED.plusSeconds(30)));
        when(new AlertCommand.Settle(Settling.PROGRESS, RAISED.plusSeconds(60)));

        // When
        when(raisedFor("DUTY-4", RAISED.plusSeconds(120)));

        // Then
        assertThat(alert.about().role()).isEqualTo("team-manager");
        assertThat(alert.about().officer()).isNull();
    }

    @Test
    void anAlertGoesWithItsCase() {
        // Given
        when(raise(Origin.RULE, true, RAISED));

        // When
        var events = when(new AlertCommand.Reassign("send-coordinator", "SEND-9", "north", RAISED.plusSeconds(60)));

        // Then
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        AlertEvent.HandedOver.class,
                        over -> assertThat(over.byAssignment()).isTrue());
        assertThat(alert.about().officer()).isEqualTo("SEND-9");
        assertThat(alert.about().role()).isEqualTo("send-coordinator");
        assertThat(alert.about().warning().team()).isEqualTo("north");
        assertThat(when(new AlertCommand.Reassign("send-coordinator", "SEND-9", "north", RAISED.plusSeconds(90))))
                .isEmpty();
    }

    @Test
    void whatSomebodyHandedOverStaysWithWhomTheyGaveItTo() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.HandOver(null, "SEND-5", RAISED.plusSeconds(30)));

        // When
        when(new AlertCommand.Reassign("send-coordinator", "SEND-9", "north", RAISED.plusSeconds(60)));

        // Then
        assertThat(alert.about().officer()).isEqualTo("SEND-5");
        assertThat(alert.about().warning().team()).isEqualTo("north");
    }

    @Test
    void whatWentUpStaysWithWhoeverWasCalledUponAndGoesWithItsTeam() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Escalate(Levels.USUAL, RAISED.plusSeconds(30)));

        // When
        when(new AlertCommand.Reassign("send-coordinator", "SEND-9", "north", RAISED.plusSeconds(60)));

        // Then
        assertThat(alert.about().officer()).isNull();
        assertThat(alert.about().role()).isEqualTo("team-manager");
        assertThat(alert.about().warning().team()).isEqualTo("north");
    }

    @Test
    void whatWasRaisedByAPersonOrEndedDoesNotGoWithItsCase() {
        // Given
        when(raise(Origin.RULE, true, RAISED));

        // When / Then
        var reassign = new AlertCommand.Reassign("send-coordinator", "SEND-9", "north", RAISED.plusSeconds(60));
        when(new AlertCommand.Settle(Settling.PROGRESS, RAISED.plusSeconds(60)));
        assertThat(when(reassign)).isEmpty();
        alert = AlertCourse.INITIAL;
        assertThat(when(reassign)).isEmpty();
        when(raise(Origin.PERSON, true, RAISED));
        assertThat(when(reassign)).isEmpty();
    }

    @Test
    void whoeverRaisedItAndThoughItHasEndedItGoesToTheTeamOfItsCase() {
        // Given
        var move = new AlertCommand.Move("north", RAISED.plusSeconds(60));
        assertThat(when(move)).isEmpty();
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Settle(Settling.PROGRESS, RAISED.plusSeconds(60)));

        // When / Then
        assertThat(when(move)).hasSize(1);
        assertThat(alert).isInstanceOf(Alert.Settled.class);
        assertThat(alert.about().warning().team()).isEqualTo("north");
        assertThat(when(move)).isEmpty();
        alert = AlertCourse.INITIAL;
        when(raise(Origin.PERSON, true, RAISED));
        var officer = alert.about().officer();
        assertThat(when(move)).hasSize(1);
        assertThat(alert.about().warning().team()).isEqualTo("north");
        assertThat(alert.about().officer()).isEqualTo(officer);
    }

    @Test
    void aMissedDayThatIsOverSettlesTheAlertThatItHas() {
        // Given
        var raise = raise(Origin.RULE, true, RAISED);
        when(raise);

        // When
        when(new AlertCommand.Note(raise, Settling.PROGRESS));

        // Then
        assertThat(alert).isInstanceOf(Alert.Settled.class);
    }

    @Test
    void beyondTheKnownBankHolidaysEveryWeekdayCounts() {
        // Given
        var last = WorkingDays.englandAndWales().lastDay();
        var friday = last.with(TemporalAdjusters.next(DayOfWeek.FRIDAY));

        // When / Then
        assertThat(Levels.USUAL.respondBy(1, LondonTime.startOf(friday))).isEqualTo(friday.plusDays(7));
        assertThat(Levels.USUAL.respondBy(1, LondonTime.startOf(friday.plusDays(1))))
                .isEqualTo(friday.plusDays(10));
        assertThat(Levels.USUAL.respondBy(1, LondonTime.startOf(last.minusDays(1))))
                .isAfter(last);
    }

    @Test
    void whoeverGetsAnAlertHasNotSeenIt() {
        // Given
        when(raise(Origin.RULE, true, RAISED));
        when(new AlertCommand.Acknowledge(RAISED));

        // When
        when(new AlertCommand.HandOver(null, "SEND-9", RAISED));

        // Then
        assertThat(alert).isInstanceOf(Alert.Raised.class);
    }

    @Test
    void handingOverNeedsSomebody() {
        // Given
        when(raise(Origin.RULE, true, RAISED));

        // When / Then
        assertThat(refusal(new AlertCommand.HandOver(null, null, RAISED))).isEqualTo("alert.to-whom");
        when(new AlertCommand.HandOver(null, "SEND-9", RAISED));
        assertThat(refusal(new AlertCommand.HandOver(null, "SEND-9", RAISED))).isEqualTo("alert.same-hands");
        assertThat(alert.about().officer()).isEqualTo("SEND-9");
        assertThat(alert.about().role()).isEqualTo("send-coordinator");
    }
}
