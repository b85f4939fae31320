package waymark.casefile.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static waymark.casefile.course.Parcel.ANSWERED;
import static waymark.casefile.course.Parcel.ASKED;
import static waymark.casefile.course.Parcel.CLAIMED;
import static waymark.casefile.course.Parcel.FOUR_WEEKS;
import static waymark.casefile.course.Parcel.HANDED_OVER;
import static waymark.casefile.course.Parcel.LOST;
import static waymark.casefile.course.Parcel.MONDAY;
import static waymark.casefile.course.Parcel.SETTLED;
import static waymark.casefile.course.Parcel.TAKEN_IN;
import static waymark.casefile.course.Parcel.clocks;
import static waymark.casefile.course.Parcel.delivery;
import static waymark.casefile.course.Parcel.rule;
import static waymark.casefile.course.Parcel.step;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.Counting;
import waymark.calendar.Limit;
import waymark.casefile.course.ClockRun.Ending;

class ClocksTest {
    private static final LocalDate NEW_LAW = MONDAY.plusMonths(6);
    private static final Due THREE_WEEKS = new Due.Within(Limit.weeks(3), Counting.DAY_0);

    private static List<ClockRun> runs(List<Step<Parcel>> steps) {
        return clocks().runs(steps, List.of(), List.of());
    }

    @Nested
    class AVersion {
        private final Clocks<Parcel> revised = new Clocks<>(
                Parcel.class,
                List.of(
                        delivery(1, new Validity(null, NEW_LAW.minusDays(1)), FOUR_WEEKS),
                        delivery(2, new Validity(NEW_LAW, null), THREE_WEEKS)));

        @Test
        void holdsForStartsOnTheDaysOfItsValidity() {
            // When
            var before = revised.runs(List.of(step(1, TAKEN_IN, NEW_LAW.minusDays(1))), List.of(), List.of());
            var after = revised.runs(List.of(step(1, TAKEN_IN, NEW_LAW)), List.of(), List.of());

            // Then
            assertThat(before).singleElement().satisfies(run -> {
                assertThat(run.version()).isEqualTo(1);
                assertThat(run.dueOn()).isEqualTo(NEW_LAW.plusDays(27));
            });
            assertThat(after).singleElement().satisfies(run -> {
                assertThat(run.version()).isEqualTo(2);
                assertThat(run.dueOn()).isEqualTo(NEW_LAW.plusDays(21));
            });
        }

        @Test
        void isKeptByARunThatIsOnWhenAnotherComesThatWouldHaveHeldThen() {
            // Given
            var steps = List.of(step(1, TAKEN_IN, MONDAY));
            var known = clocks().runs(steps, List.of(), List.of());
            var sinceEver = new Clocks<>(
                    Parcel.class,
                    List.of(
                            delivery(1, new Validity(null, MONDAY.minusDays(1)), FOUR_WEEKS),
                            delivery(2, new Validity(MONDAY, null), THREE_WEEKS)));

            // Then
            assertThat(sinceEver.runs(steps, List.of(), known)).isEqualTo(known);
            assertThat(sinceEver.runs(steps, List.of(), List.of()))
                    .extracting(ClockRun::version)
                    .containsExactly(2);
        }

        @Test
        void isChosenAnewForARunThatTurnsOutToHaveStartedOnAnotherDay() {
            // Given
            var known = revised.runs(List.of(step(1, TAKEN_IN, MONDAY)), List.of(), List.of());

            // When
            var moved = revised.runs(List.of(step(1, TAKEN_IN, NEW_LAW)), List.of(), known);

            // Then
            assertThat(moved).extracting(ClockRun::version).containsExactly(2);
        }

        @Test
        void thatIsNoLongerListedIsStoodForByTheLatest() {
            // Given
            var known = clocks().runs(List.of(step(1, TAKEN_IN, MONDAY)), List.of(), List.of());
            var withoutTheFirst =
                    new Clocks<>(Parcel.class, List.of(delivery(2, new Validity(NEW_LAW, null), THREE_WEEKS)));

            // Then
            assertThat(withoutTheFirst.runs(List.of(step(1, TAKEN_IN, MONDAY)), List.of(), known))
                    .extracting(ClockRun::version)
                    .containsExactly(2);
            assertThat(withoutTheFirst.rule("delivery", 1).version()).isEqualTo(2);
            assertThat(withoutTheFirst.rule("answer", 1)).isNull();
        }

        @Test
        void ofWhichNoneHoldsStartsNothing() {
            // Given
            var later = new Clocks<>(Parcel.class, List.of(delivery(1, new Validity(NEW_LAW, null), FOUR_WEEKS)));

            // Then
            assertThat(later.runs(List.of(step(1, TAKEN_IN, MONDAY)), List.of(), List.of()))
                    .isEmpty();
        }

        @Test
        void thatOverlapsAnotherOrStandsTwiceIsRefused() {
            assertThatThrownBy(() -> new Clocks<>(
                            Parcel.class,
                            List.of(
                                    delivery(1, new Validity(null, NEW_LAW), FOUR_WEEKS),
                                    delivery(2, new Validity(NEW_LAW, null), THREE_WEEKS))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("delivery");
            assertThatThrownBy(() -> new Clocks<>(
                            Parcel.class,
                            List.of(
                                    delivery(1, new Validity(null, NEW_LAW.minusDays(1)), FOUR_WEEKS),
                                    delivery(1, new Validity(NEW_LAW, null), THREE_WEEKS))))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void thatLeavesDaysOpenBeforeTheNextIsRefused() {
            assertThatThrownBy(() -> new Clocks<>(
                            Parcel.class,
                            List.of(
                                    delivery(2, new Validity(NEW_LAW.plusDays(1), null), THREE_WEEKS),
                                    delivery(1, new Validity(null, NEW_LAW.minusDays(1)), FOUR_WEEKS))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the clock delivery has no version from 2025-09-03 to 2025-09-03, between its versions 1 and 2");
        }

        @Test
        void withoutANumberAStartOrAStopIsRefusedAndSoIsAStepThatBothStopsAndLapses() {
            assertThatThrownBy(() -> delivery(0, Validity.ALWAYS, FOUR_WEEKS)).hasMessageContaining("delivery");
            assertThatThrownBy(() -> rule("a", 1, Validity.ALWAYS, Set.of(), FOUR_WEEKS, Set.of(HANDED_OVER), Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() ->
                            rule("delivery", 1, Validity.ALWAYS, Set.of(TAKEN_IN), FOUR_WEEKS, Set.of(), Set.of(LOST)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> rule(
                            "delivery", 1, Validity.ALWAYS, Set.of(TAKEN_IN), FOUR_WEEKS, Set.of(LOST), Set.of(LOST)))
                    .hasMessageContaining("both");
            assertThatThrownBy(() -> new Validity(NEW_LAW, MONDAY)).hasMessageContaining("before");
        }
    }

    @Nested
    class ARun {
        @Test
        void endsWithTheFirstStepThatStopsOrLapsesIt() {
            assertThat(runs(List.of(step(1, TAKEN_IN, MONDAY), step(2, HANDED_OVER, MONDAY.plusDays(9)))))
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.instance()).isEqualTo(1);
                        assertThat(run.ending()).isEqualTo(Ending.STOPPED);
                        assertThat(run.endedOn()).isEqualTo(MONDAY.plusDays(9));
                    });
            assertThat(runs(List.of(
                            step(1, TAKEN_IN, MONDAY),
                            step(2, HANDED_OVER, MONDAY.plusDays(9)),
                            step(3, LOST, MONDAY.plusDays(8)))))
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.ending()).isEqualTo(Ending.LAPSED);
                        assertThat(run.endedOn()).isEqualTo(MONDAY.plusDays(8));
                    });
        }

        @Test
        void endsOfTwoStepsOfOneDayWithTheOneRecordedFirst() {
            assertThat(runs(List.of(step(1, TAKEN_IN, MONDAY), step(2, LOST, MONDAY), step(3, HANDED_OVER, MONDAY))))
                    .extracting(ClockRun::ending)
                    .containsExactly(Ending.LAPSED);
        }

        @Test
        void thatTheCaseBeganWithEndsEvenByAStepOfAnEarlierDay() {
            assertThat(runs(List.of(step(1, TAKEN_IN, MONDAY), step(2, HANDED_OVER, MONDAY.minusDays(3)))))
                    .extracting(ClockRun::endedOn)
                    .containsExactly(MONDAY.minusDays(3));
        }

        @Test
        void thatBeganLaterDoesNotEndByAStepOfAnEarlierDay() {
            assertThat(runs(List.of(
                            step(1, LOST, MONDAY.minusDays(1)),
                            step(2, TAKEN_IN, MONDAY),
                            step(3, HANDED_OVER, MONDAY.minusDays(1)))))
                    .extracting(ClockRun::endedOn)
                    .containsExactly((LocalDate) null);
        }

        @Test
        void endsByTheStepThatAnswersItsOwnStart() {
            // When
            var runs = runs(List.of(
                    step(2, ASKED, MONDAY, null, "north"),
                    step(3, ASKED, MONDAY.plusDays(1), null, "north"),
                    step(4, ANSWERED, MONDAY.plusDays(5), 3, "north")));

            // Then
            assertThat(runs)
                    .extracting(ClockRun::instance, ClockRun::subject, ClockRun::endedOn)
                    .containsExactly(tuple(2, "north", null), tuple(3, "north", MONDAY.plusDays(5)));
        }

        @Test
        void endsByItsAnswerEvenOfAnEarlierDay() {
            assertThat(runs(List.of(
                            step(2, ASKED, MONDAY, null, "north"), step(3, ANSWERED, MONDAY.minusDays(2), 2, "north"))))
                    .extracting(ClockRun::endedOn)
                    .containsExactly(MONDAY.minusDays(2));
        }

        @Test
        void doesNotEndByAnAnswerAboutSomethingElseThatNamesNoStart() {
            // When
            var runs = runs(List.of(
                    step(2, ASKED, MONDAY, null, "north"),
                    step(3, ASKED, MONDAY, null, "south"),
                    step(4, ANSWERED, MONDAY.plusDays(5), null, "south")));

            // Then
            assertThat(runs).extracting(ClockRun::endedOn).containsExactly(null, MONDAY.plusDays(5));
        }

        @Test
        void doesNotEndByWhatBelongsToAnotherOfTheKindThatItBelongsTo() {
            // Given
            var clocks = new Clocks<>(
                    Parcel.class,
                    List.of(rule(
                            "payment",
                            1,
                            Validity.ALWAYS,
                            Set.of(SETTLED),
                            FOUR_WEEKS,
                            Set.of(HANDED_OVER),
                            Set.of())));

            // When
            var runs = clocks.runs(
                    List.of(
                            step(2, CLAIMED, MONDAY),
                            step(3, CLAIMED, MONDAY),
                            step(4, SETTLED, MONDAY.plusDays(1), 2, null),
                            step(5, SETTLED, MONDAY.plusDays(1), 3, null),
                            step(6, HANDED_OVER, MONDAY.plusDays(4), 3, null)),
                    List.of(),
                    List.of());

            // Then
            assertThat(runs).extracting(ClockRun::endedOn).containsExactly(null, MONDAY.plusDays(4));
        }

        @Test
        void doesNotEndByTheStepThatStartsIt() {
            // Given
            var clocks = new Clocks<>(
                    Parcel.class,
                    List.of(rule("round", 1, Validity.ALWAYS, Set.of(ASKED), FOUR_WEEKS, Set.of(ASKED), Set.of())));

            // When
            var runs = clocks.runs(
                    List.of(step(1, ASKED, MONDAY), step(2, ASKED, MONDAY.plusDays(9))), List.of(), List.of());

            // Then
            assertThat(runs).extracting(ClockRun::endedOn).containsExactly(MONDAY.plusDays(9), null);
        }
    }

    @Nested
    class AnExcuse {
        @ParameterizedTest
        @CsvSource({
            "delivery,   ,   28, true",
            "delivery,   ,   29, false",
            "delivery,   ,     , true",
            "delivery,  1,    0, true",
            "delivery,  2,    0, false",
            "answer,     ,    0, false"
        })
        void coversItsClockAndRunWhereItBeganInTime(String clock, Integer instance, Integer day, boolean excused) {
            // Given
            var excuse = new Excuse(clock, instance, "flood", day == null ? null : MONDAY.plusDays(day));

            // When
            var runs = clocks().runs(List.of(step(1, TAKEN_IN, MONDAY)), List.of(excuse), List.of());

            // Then
            assertThat(runs).extracting(ClockRun::excused).containsExactly(excused);
        }
    }
}
