package waymark.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

    private static final LocalDate THIRD_OF_MARCH = LocalDate.of(2025, 3, 3);

    @Test
    void twentyWeeksFromTheDayOfReceiptAreDueOnTheHundredAndFortiethDay() {
        Deadline deadline = Deadline.of(THIRD_OF_MARCH, Limit.weeks(20));

        assertThat(deadline.dueOn()).isEqualTo("2025-07-21");
        assertThat(deadline.working("received"))
                .isEqualTo("received 3 March 2025, day 0; 20 weeks = 140 days; due 21 July 2025");
    }

    @Test
    void wereTheDayOfReceiptDayOneTheyWouldBeDueADayEarlier() {
        Deadline deadline = Deadline.of(THIRD_OF_MARCH, Limit.weeks(20), Counting.DAY_1);

        assertThat(deadline.dueOn()).isEqualTo("2025-07-20");
        assertThat(deadline.working("received"))
                .isEqualTo("received 3 March 2025, day 1; 20 weeks = 140 days; due 20 July 2025");
    }

    @Test
    void fifteenDaysWithTheDayOfServiceAsDayOneEndOnTheFifteenthDay() {
        Deadline deadline = Deadline.of(LocalDate.of(2025, 3, 1), Limit.days(15), Counting.DAY_1);

        assertThat(deadline.dueOn()).isEqualTo("2025-03-15");
        assertThat(deadline.working("served")).isEqualTo("served 1 March 2025, day 1; 15 days; due 15 March 2025");
        assertThat(deadline.days()).hasSize(15).last().isEqualTo(new DeadlineDay.Counted(deadline.dueOn(), 15));
    }

    @Test
    void workingDaysAcrossEasterShowWhichDaysDoNotCount() {
        // Given
        LocalDate wednesday = LocalDate.of(2025, 4, 16);

        // When
        Deadline deadline = Deadline.of(wednesday, Limit.workingDays(3));

        // Then
        assertThat(deadline.dueOn()).isEqualTo("2025-04-23");
        assertThat(deadline.days().stream().map(DeadlineDay::words))
                .containsExactly(
                        "Wednesday 16 April 2025: day 0",
                        "Thursday 17 April 2025: day 1",
                        "Friday 18 April 2025: Good Friday, not counted",
                        "Saturday 19 April 2025: Saturday, not counted",
                        "Sunday 20 April 2025: Sunday, not counted",
                        "Monday 21 April 2025: Easter Monday, not counted",
                        "Tuesday 22 April 2025: day 2",
                        "Wednesday 23 April 2025: day 3");
        assertThat(deadline.working())
                .isEqualTo("started 16 April 2025, day 0; 3 working days"
                        + " (not counting 2 weekend days, Good Friday, Easter Monday); due 23 April 2025");
    }

    @Test
    void aStartOnASaturdayIsDayZeroButNeverDayOne() {
        LocalDate saturday = LocalDate.of(2025, 3, 1);
        Deadline dayZero = Deadline.of(saturday, Limit.workingDays(1));
        Deadline dayOne = Deadline.of(saturday, Limit.workingDays(1), Counting.DAY_1);

        assertThat(dayZero.days().getFirst()).isEqualTo(new DeadlineDay.Counted(saturday, 0));
        assertThat(dayOne.days().getFirst()).isEqualTo(new DeadlineDay.NotCounted(saturday, "Saturday"));
        assertThat(dayZero.dueOn()).isEqualTo(dayOne.dueOn()).isEqualTo("2025-03-03");
        assertThat(dayOne.working())
                .isEqualTo("started 1 March 2025 (Saturday, not counted); 1 working day"
                        + " (not counting 2 weekend days); due 3 March 2025");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 12, DAY_0, 2025-02-28",
        "2024-02-29, 48, DAY_0, 2028-02-29",
        "2023-02-28, 12, DAY_0, 2024-02-28",
        "2023-08-31, 6, DAY_0, 2024-02-29",
        "2025-03-01, 1, DAY_1, 2025-03-31",
        "2024-02-29, 12, DAY_1, 2025-02-27",
    })
    void monthsEndOnTheSameDayOfTheMonthOrOnItsLast(LocalDate start, int months, Counting counting, LocalDate dueOn) {
        assertThat(Deadline.of(start, Limit.months(months), counting).dueOn()).isEqualTo(dueOn);
    }

    @Test
    void sixWeeksAcrossTheTwentyNinthOfFebruaryAreStillFortyTwoDays() {
        assertThat(Deadline.of(LocalDate.of(2024, 2, 1), Limit.weeks(6)).dueOn())
                .isEqualTo("2024-03-14");
        assertThat(Deadline.of(LocalDate.of(2023, 2, 1), Limit.weeks(6)).dueOn())
                .isEqualTo("2023-03-15");
    }

    @Test
    void onTheDueDayItIsOnTimeWithNoDayLeftAndTheDayAfterItIsOverdue() {
        Deadline deadline = Deadline.of(THIRD_OF_MARCH, Limit.days(7));
        LocalDate dueOn = LocalDate.of(2025, 3, 10);

        assertThat(deadline.isOnTime(dueOn)).isTrue();
        assertThat(deadline.isOverdue(dueOn)).isFalse();
        assertThat(deadline.daysLeft(dueOn)).isZero();
        assertThat(deadline.isOnTime(dueOn.plusDays(1))).isFalse();
        assertThat(deadline.isOverdue(dueOn.plusDays(1))).isTrue();
        assertThat(deadline.daysLeft(dueOn.plusDays(1))).isEqualTo(-1);
        assertThat(deadline.daysLeft(THIRD_OF_MARCH)).isEqualTo(7);
    }

    @Test
    void theLastDayOfTheWorkingIsTheDueDayAndBearsTheLimitsNumber() {
        Random random = new Random(3);
        for (int run = 0; run < 2_000; run++) {
            // Given
            LocalDate start = LocalDate.of(2012, 1, 1).plusDays(random.nextInt(5_500));
            int count = 1 + random.nextInt(60);
            Counting counting = random.nextBoolean() ? Counting.DAY_0 : Counting.DAY_1;
            Limit limit = random.nextBoolean() ? Limit.days(count) : Limit.workingDays(count);

            // When
            Deadline deadline = Deadline.of(start, limit, counting);

            // Then
            List<DeadlineDay> days = deadline.days();
            assertThat(days.getFirst().date()).isEqualTo(start);
            assertThat(days.getLast()).isEqualTo(new DeadlineDay.Counted(deadline.dueOn(), count));
            assertThat(days.stream().map(DeadlineDay::date))
                    .containsExactlyElementsOf(
                            start.datesUntil(deadline.dueOn().plusDays(1)).toList());
        }
    }

    @Test
    void aWorkingDayDeadlineBeyondTheListIsRefusedAndACalendarDayDeadlineIsNot() {
        LocalDate late = LocalDate.of(2028, 12, 29);

        assertThatThrownBy(() -> Deadline.of(late, Limit.workingDays(45))).isInstanceOf(DayBeyondBankHolidays.class);
        assertThat(Deadline.of(late, Limit.weeks(20)).dueOn()).isEqualTo("2029-05-18");
    }

    @Test
    void aDueDayThatDoesNotFollowFromTheLimitIsRefused() {
        assertThatThrownBy(() -> new Deadline(THIRD_OF_MARCH, Limit.days(7), Counting.DAY_0, LocalDate.of(2025, 3, 11)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Limit.weeks(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
