package waymark.casefile.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.Counting;
import waymark.calendar.Limit;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun.Ending;

class ClockReadingTest {
    private static final LocalDate RECEIVED = LocalDate.of(2025, 3, 3);
    private static final Due TWENTY_WEEKS = new Due.Within(Limit.weeks(20), Counting.DAY_0);

    private static ClockRule<Parcel> rule(Due due, Sense sense, String startedBy) {
        return new ClockRule<>(
                "delivery",
                1,
                Validity.ALWAYS,
                "hand it over",
                startedBy,
                Set.of(Parcel.TAKEN_IN),
                due,
                sense,
                Set.of(Parcel.HANDED_OVER),
                Set.of(Parcel.LOST),
                Set.of(),
                "the carrier's terms");
    }

    private static ClockReading reading(
            Due due,
            Sense sense,
            LocalDate start,
            LocalDate target,
            LocalDate ended,
            Ending ending,
            boolean excused,
            LocalDate day) {
        var run = new ClockRun("delivery", 1, 1, null, start, due.from(start, target), ended, ending, excused);
        return ClockReading.of(run, rule(due, sense, "received"), target, day);
    }

    private static ClockReading running(Due due, LocalDate start, LocalDate target, LocalDate day) {
        return reading(due, Sense.AT_MOST, start, target, null, null, false, day);
    }

    @Nested
    class OfTwentyWeeks {
        private static final String DUE = "received 3 March 2025, day 0; 20 weeks = 140 days; due 21 July 2025; ";

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                nullValues = "-",
                value = {
                    "AT_MOST   | -          | -       | false | 2025-03-03 | 0   | 140 | on 3 March 2025, day 0, 140 days left",
                    "AT_MOST   | -          | -       | false | 2025-07-20 | 139 | 1   | on 20 July 2025, day 139, 1 day left",
                    "AT_MOST   | -          | -       | false | 2025-07-21 | 140 | 0   | on 21 July 2025, day 140, 0 days left",
                    "AT_MOST   | -          | -       | false | 2025-07-22 | 141 | -1  | on 22 July 2025, day 141, 1 day over",
                    "AT_MOST   | -          | -       | true  | 2025-08-01 | 151 | -11 | on 1 August 2025, day 151, 11 days over, excused",
                    "AT_MOST   | 2025-07-21 | STOPPED | false | 2025-09-01 | 140 | -   | 'done 21 July 2025, day 140, in time'",
                    "AT_MOST   | 2025-07-28 | STOPPED | false | 2025-09-01 | 147 | -   | 'done 28 July 2025, day 147, 7 days late'",
                    "AT_MOST   | 2025-07-22 | STOPPED | true  | 2025-09-01 | 141 | -   | 'done 22 July 2025, day 141, 1 day late, excused'",
                    "AT_MOST   | 2025-05-01 | LAPSED  | false | 2025-09-01 | 59  | -   | 'called for no more from 1 May 2025, day 59'",
                    "AT_LEAST  | -          | -       | false | 2025-07-22 | 141 | -1  | 'on 22 July 2025, day 141, the time has passed'",
                    "AT_LEAST  | 2025-07-19 | STOPPED | false | 2025-09-01 | 138 | -   | 'done 19 July 2025, day 138, 2 days early'",
                    "AT_LEAST  | 2025-07-21 | STOPPED | false | 2025-09-01 | 140 | -   | 'done 21 July 2025, day 140, on the last day'",
                    "AT_LEAST  | 2025-07-22 | STOPPED | false | 2025-09-01 | 141 | -   | 'done 22 July 2025, day 141, in time'",
                    "IF_AT_ALL | -          | -       | false | 2025-07-22 | 141 | -1  | 'on 22 July 2025, day 141, the time for it has passed'",
                    "IF_AT_ALL | 2025-07-22 | STOPPED | false | 2025-09-01 | 141 | -   | 'done 22 July 2025, day 141, 1 day late'"
                })
        void theWorkingSaysHowTheDueDayComesAboutAndHowTheRunStands(
                Sense sense,
                LocalDate ended,
                Ending ending,
                boolean excused,
                LocalDate day,
                long used,
                Long left,
                String stands) {
            // When
            var reading = reading(TWENTY_WEEKS, sense, RECEIVED, null, ended, ending, excused, day);

            // Then
            assertThat(reading.working()).isEqualTo(DUE + stands);
            assertThat(reading.daysUsed()).isEqualTo(used);
            assertThat(reading.daysLeft()).isEqualTo(left);
            assertThat(reading.unit()).isEqualTo("days");
        }

        @Test
        void takesNoNoticeOfTheChangesOfTheClock() {
            // When
            var spring = running(TWENTY_WEEKS, LocalDate.of(2025, 3, 29), null, LocalDate.of(2025, 3, 31));
            var autumn = running(TWENTY_WEEKS, LocalDate.of(2025, 10, 25), null, LocalDate.of(2025, 10, 27));

            // Then
            assertThat(spring.daysUsed()).isEqualTo(2);
            assertThat(autumn.daysUsed()).isEqualTo(2);
            assertThat(spring.run().dueOn()).isEqualTo(LocalDate.of(2025, 8, 16));
            assertThat(autumn.run().dueOn()).isEqualTo(LocalDate.of(2026, 3, 14));
        }
    }

    @Nested
    class OfHours {
        private static final String DUE = "received 3 March 2025 at 16:40; 24 hours; due 4 March 2025 at 16:40; ";

        /** @param steps when it was received and, of a run that ended, when it was handed over; each a time on the wall or a day */
        private static ClockRun run(int hours, String... steps) {
            var taken = new ArrayList<Step<Parcel>>();
            taken.add(Parcel.step(1, Parcel.TAKEN_IN, steps[0]));
            if (steps.length > 1) taken.add(Parcel.step(2, Parcel.HANDED_OVER, steps[1]));
            return Parcel.express(hours).runs(taken, List.of(), List.of()).getFirst();
        }

        private static ClockReading at(ClockRun run, int hours, String moment) {
            var rule = rule(new Due.WithinHours(hours), Sense.AT_MOST, "received");
            return ClockReading.at(run, rule, null, Parcel.moment(moment));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "2025-03-03T16:40    | 0  | 24 | on 3 March 2025 at 16:40, hour 0, 24 hours left",
                    "2025-03-04T09:10    | 16 | 7  | on 4 March 2025 at 09:10, hour 16, 7 hours 30 minutes left",
                    "2025-03-04T15:39    | 22 | 1  | on 4 March 2025 at 15:39, hour 22, 1 hour 1 minute left",
                    "2025-03-04T15:41    | 23 | 0  | on 4 March 2025 at 15:41, hour 23, 59 minutes left",
                    "2025-03-04T16:40    | 24 | 0  | on 4 March 2025 at 16:40, hour 24, 0 minutes left",
                    "2025-03-04T16:40:01 | 24 | -1 | on 4 March 2025 at 16:40, hour 24, 1 minute over",
                    "2025-03-04T16:41    | 24 | -1 | on 4 March 2025 at 16:41, hour 24, 1 minute over",
                    "2025-03-04T17:40    | 25 | -1 | on 4 March 2025 at 17:40, hour 25, 1 hour over",
                    "2025-03-06T16:45    | 72 | -49 | on 6 March 2025 at 16:45, hour 72, 48 hours 5 minutes over"
                })
        void ofARunningClockTheHoursAndMinutesAreCountedToTheMoment(
                String moment, long used, long left, String stands) {
            // When
            var reading = at(run(24, "2025-03-03T16:40"), 24, moment);

            // Then
            assertThat(reading.working()).isEqualTo(DUE + stands);
            assertThat(reading.daysUsed()).isEqualTo(used);
            assertThat(reading.daysLeft()).isEqualTo(left);
            assertThat(reading.unit()).isEqualTo("hours");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "2025-03-04T09:10 | hours | 16 | 'done 4 March 2025 at 09:10, hour 16, in time'",
                    "2025-03-04T16:41 | hours | 24 | 'done 4 March 2025 at 16:41, hour 24, 1 minute late'",
                    "2025-03-05T16:40 | hours | 48 | 'done 5 March 2025 at 16:40, hour 48, 24 hours late'",
                    "2025-03-04       | days  | 1  | 'done 4 March 2025, day 1, in time'",
                    "2025-03-05       | days  | 2  | 'done 5 March 2025, day 2, 1 day late'"
                })
        void anEndIsReadByItsMomentOrElseByItsDay(String ended, String unit, long used, String stands) {
            // When
            var reading = at(run(24, "2025-03-03T16:40", ended), 24, "2025-03-09T12:00");

            // Then
            assertThat(reading.working()).isEqualTo(DUE + stands);
            assertThat(reading.unit()).isEqualTo(unit);
            assertThat(reading.daysUsed()).isEqualTo(used);
            assertThat(reading.daysLeft()).isNull();
        }

        @Test
        void onADayIsAtItsEnd() {
            // When
            var rule = rule(new Due.WithinHours(24), Sense.AT_MOST, "received");
            var reading = ClockReading.of(run(24, "2025-03-03T16:40"), rule, null, LocalDate.of(2025, 3, 4));

            // Then
            assertThat(reading.working())
                    .isEqualTo(DUE + "at the end of 4 March 2025, hour 31, 7 hours 20 minutes over");
            assertThat(reading.state()).isEqualTo(ClockState.MISSED);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "2025-03-29T16:40 | 24 | received 29 March 2025 at 16:40; 24 hours, in which the clocks go forward; due 30 March 2025 at 17:40",
                    "2025-03-28T23:30 | 24 | received 28 March 2025 at 23:30; 24 hours; due 29 March 2025 at 23:30",
                    "2025-10-25T16:40 | 24 | received 25 October 2025 at 16:40; 24 hours, in which the clocks go back; due 26 October 2025 at 15:40",
                    "2025-10-25T01:30 | 24 | received 25 October 2025 at 01:30; 24 hours; due 26 October 2025 at 01:30 BST",
                    "2025-10-25T02:30 | 24 | received 25 October 2025 at 02:30; 24 hours, in which the clocks go back; due 26 October 2025 at 01:30 GMT",
                    "2025-10-24T09:00 | 72 | received 24 October 2025 at 09:00; 72 hours, in which the clocks go back; due 27 October 2025 at 08:00",
                })
        void aChangeOfTheClockIsSaidBecauseTheTimesOnTheWallHideIt(String received, int hours, String due) {
            // When
            var reading = at(run(hours, received), hours, received);

            // Then
            assertThat(reading.working()).startsWith(due + "; on ").endsWith(", hour 0, " + hours + " hours left");
        }

        @Test
        void areThoseThatPassedOnTheDayOnWhichTheClocksGoBack() {
            // When
            var reading = at(run(24, "2025-10-25T16:40"), 24, "2025-10-26T16:00");

            // Then
            assertThat(reading.working()).endsWith("; on 26 October 2025 at 16:00, hour 24, 20 minutes over");
        }

        @Test
        void withoutATimeOfTheStartAreCountedInDays() {
            // When
            var reading = at(run(30, "2025-03-03"), 30, "2025-03-06T00:30");

            // Then
            assertThat(reading.working())
                    .isEqualTo(
                            "received 3 March 2025, at a time not known; 30 hours, taken as 2 days; due 5 March 2025; on 6 March 2025, day 3, 1 day over");
            assertThat(reading.unit()).isEqualTo("days");
        }
    }

    @Nested
    class OfAnotherFormOfLimit {
        @Test
        void theDayOfTheStartMayBeDayOne() {
            // When
            var reading =
                    running(new Due.Within(Limit.days(15), Counting.DAY_1), RECEIVED, null, LocalDate.of(2025, 3, 17));

            // Then
            assertThat(reading.working())
                    .isEqualTo(
                            "received 3 March 2025, day 1; 15 days; due 17 March 2025; on 17 March 2025, day 15, 0 days left");
        }

        @Test
        void monthsEndOnTheSameDayOrTheMonthsLast() {
            // When
            var reading = running(
                    new Due.Within(Limit.months(12), Counting.DAY_0),
                    LocalDate.of(2024, 2, 29),
                    null,
                    LocalDate.of(2025, 3, 1));

            // Then
            assertThat(reading.working())
                    .isEqualTo(
                            "received 29 February 2024, day 0; 12 months; due 28 February 2025; on 1 March 2025, day 366, 1 day over");
        }

        @Test
        void workingDaysLeaveOutWeekendsAndBankHolidays() {
            // When
            var reading = running(
                    new Due.Within(Limit.workingDays(5), Counting.DAY_0),
                    LocalDate.of(2025, 4, 16),
                    null,
                    LocalDate.of(2025, 4, 22));

            // Then
            assertThat(reading.working())
                    .isEqualTo(
                            "received 16 April 2025, day 0; 5 working days (not counting 2 weekend days, Good Friday, Easter Monday); due 25 April 2025; on 22 April 2025, working day 2, 3 working days left");
            assertThat(reading.unit()).isEqualTo("working days");
        }

        @ParameterizedTest
        @CsvSource({"2025-03-08, 0", "2025-03-09, 0", "2025-03-10, 1", "2025-03-14, 5", "2025-03-15, 5"})
        void ofWorkingDaysFromAStartThatIsNoneDayOneIsTheNextWorkingDay(LocalDate day, long used) {
            // When
            var reading =
                    running(new Due.Within(Limit.workingDays(15), Counting.DAY_1), LocalDate.of(2025, 3, 8), null, day);

            // Then
            assertThat(reading.daysUsed()).isEqualTo(used);
            assertThat(reading.run().dueOn()).isEqualTo(LocalDate.of(2025, 3, 28));
        }

        @Test
        void aDayInTheYearOfAMoveIsNamed() {
            // When
            var reading = running(
                    new Due.InYearOfTarget(MonthDay.of(2, 15)),
                    LocalDate.of(2024, 10, 1),
                    LocalDate.of(2025, 9, 1),
                    LocalDate.of(2025, 2, 20));

            // Then
            assertThat(reading.working())
                    .isEqualTo(
                            "received 1 October 2024, for a move on 1 September 2025; due in the year of the move, on 15 February 2025; on 20 February 2025, day 142, 5 days over");
        }

        @Test
        void monthsBeforeAMoveAreCountedBackFromIt() {
            // When
            var reading = running(
                    new Due.MonthsBeforeTarget(5),
                    LocalDate.of(2025, 1, 6),
                    LocalDate.of(2025, 7, 31),
                    LocalDate.of(2025, 2, 6));

            // Then
            assertThat(reading.working())
                    .isEqualTo(
                            "received 6 January 2025, for a move on 31 July 2025; due 5 months before it, on 28 February 2025; on 6 February 2025, day 31, 22 days left");
        }

        @ParameterizedTest
        @CsvSource({"2025-06-02, 2 June 2025", "2025-03-10, 24 March 2025"})
        void theDayOfAMoveCountsUnlessTheLimitEndsLater(LocalDate movesOn, String dueOn) {
            // When
            var reading = running(
                    new Due.OnTargetOrWithin(Limit.workingDays(15), Counting.DAY_0), RECEIVED, movesOn, RECEIVED);

            // Then
            assertThat(reading.working())
                    .startsWith(
                            "received 3 March 2025, day 0; 15 working days (not counting 6 weekend days); due 24 March 2025; a move on ")
                    .contains("; due on the later day, " + dueOn + "; on 3 March 2025, working day 0, ");
        }
    }
}
