package waymark.casefile.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static waymark.casefile.course.Parcel.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockMark.Action;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun.Ending;

class ClockRunTest {
    private static final LocalDate LATER = MONDAY.plusDays(9);
    private static final Instant NOON = Instant.parse("2025-03-03T12:00:00Z");
    private static final Duration HOURS = Duration.ofHours(24);
    private static final ClockRun RUNNING = run(null, null, false);
    private static final ClockRun STOPPED = run(LATER, Ending.STOPPED, false);
    private static final ClockRun LAPSED = run(LATER, Ending.LAPSED, false);
    private static final ClockRun EXCUSED = run(null, null, true);

    private static ClockRun run(LocalDate endedOn, Ending ending, boolean excused) {
        return new ClockRun("answer", 1, 4, "north", MONDAY, MONDAY.plusDays(28), endedOn, ending, excused);
    }

    private static ClockMark mark(Action action, LocalDate on) {
        var sense = action == Action.START ? Sense.AT_MOST : null;
        return new ClockMark("answer", 1, action, MONDAY, MONDAY.plusDays(28), 4, "north", on, sense, null, null, null);
    }

    private static void assertTurns(List<ClockRun> before, List<ClockRun> after, ClockMark... marks) {
        assertThat(ClockRun.marks(before, after)).containsExactly(marks);
        assertThat(ClockRun.after(before, List.of(marks))).isEqualTo(after);
    }

    @Test
    void aRunIsStartedStoppedLapsedAndExcused() {
        assertTurns(List.of(), List.of(RUNNING), mark(Action.START, null));
        assertTurns(List.of(RUNNING), List.of(STOPPED), mark(Action.STOP, LATER));
        assertTurns(List.of(RUNNING), List.of(LAPSED), mark(Action.LAPSE, LATER));
        assertTurns(List.of(RUNNING), List.of(EXCUSED), mark(Action.EXCUSE, null));
    }

    @Test
    void nothingIsSaidWhereNothingChanges() {
        assertTurns(List.of(RUNNING), List.of(RUNNING));
        assertTurns(List.of(STOPPED), List.of(STOPPED));
    }

    @Test
    void allThatAnEventDoesToARunIsSaidInOneGo() {
        assertTurns(
                List.of(),
                List.of(run(LATER, Ending.STOPPED, true)),
                mark(Action.START, null),
                mark(Action.STOP, LATER),
                mark(Action.EXCUSE, null));
    }

    @Test
    void aStopThatIsUndoneStartsTheRunFromScratch() {
        assertTurns(List.of(STOPPED), List.of(RUNNING), mark(Action.START, null));
    }

    @Test
    void aLapseThatIsUndoneKeepsTheExcuse() {
        assertTurns(
                List.of(run(LATER, Ending.LAPSED, true)),
                List.of(EXCUSED),
                mark(Action.START, null),
                mark(Action.EXCUSE, null));
    }

    @Test
    void anExcuseThatIsUndoneKeepsTheStop() {
        assertTurns(
                List.of(run(LATER, Ending.STOPPED, true)),
                List.of(STOPPED),
                mark(Action.START, null),
                mark(Action.STOP, LATER));
    }

    @Test
    void anEndOnAnotherDayOrInAnotherWayStartsTheRunFromScratch() {
        assertTurns(
                List.of(run(MONDAY, Ending.STOPPED, false)),
                List.of(STOPPED),
                mark(Action.START, null),
                mark(Action.STOP, LATER));
        assertTurns(List.of(LAPSED), List.of(STOPPED), mark(Action.START, null), mark(Action.STOP, LATER));
    }

    @Test
    void aCorrectedStartMovesTheRunAndWhatBecameOfIt() {
        // Given
        var moved = new ClockRun("answer", 1, 4, "north", LATER, LATER.plusDays(28), LATER, Ending.STOPPED, false);

        // When
        var marks = ClockRun.marks(List.of(STOPPED), List.of(moved));

        // Then
        assertThat(marks).extracting(ClockMark::action).containsExactly(Action.START, Action.STOP);
        assertThat(marks).extracting(ClockMark::startedOn).containsOnly(LATER);
        assertThat(ClockRun.after(List.of(STOPPED), marks)).containsExactly(moved);
    }

    @Test
    void aRunWhoseStartWasAnnulledLapsesOnTheDayOnWhichItStartedAndIsSaidOnce() {
        // When
        var marks = ClockRun.marks(List.of(STOPPED), List.of());
        var cancelled = ClockRun.after(List.of(STOPPED), marks);

        // Then
        assertThat(marks).containsExactly(mark(Action.LAPSE, MONDAY));
        assertThat(cancelled).containsExactly(run(MONDAY, Ending.LAPSED, false));
        assertThat(ClockRun.marks(cancelled, List.of())).isEmpty();
        assertTurns(cancelled, List.of(RUNNING), mark(Action.START, null));
    }

    @Test
    void runsOfOneClockAreToldApartByTheirInstance() {
        // Given
        var another = new ClockRun("answer", 1, 7, "south", MONDAY, MONDAY.plusDays(28), null, null, false);

        // Then
        assertTurns(List.of(RUNNING, another), List.of(STOPPED, another), mark(Action.STOP, LATER));
    }

    @Test
    void aStartSaysTheSenseOfItsClockAndOneThatDoesNotIsAtMost() {
        // Given
        var waits = ofSense(Sense.AT_LEAST);
        var before = new ClockMark("answer", 1, Action.START, MONDAY, MONDAY.plusDays(28), 4, "north", null);

        // Then
        assertThat(ClockRun.marks(List.of(), List.of(waits)))
                .extracting(ClockMark::sense)
                .containsExactly(Sense.AT_LEAST);
        assertThat(ClockRun.after(List.of(), List.of(before))).containsExactly(RUNNING);
        assertThat(ClockRun.marks(List.of(RUNNING), List.of(waits)))
                .extracting(ClockMark::action, ClockMark::sense)
                .containsExactly(tuple(Action.START, Sense.AT_LEAST));
    }

    private static ClockRun ofSense(Sense sense) {
        return new ClockRun(
                "answer", 1, 4, "north", MONDAY, MONDAY.plusDays(28), null, null, false, sense, null, null, null);
    }

    @Test
    void everyMarkOfARunOfHoursHasItsMomentsAndAnEndItsOwn() {
        // Given
        var running = ofHours(NOON, null, null);
        var stopped = ofHours(NOON, NOON.plusSeconds(60), Ending.STOPPED);

        // When
        var start = ClockRun.marks(List.of(), List.of(running));
        var stop = ClockRun.marks(List.of(running), List.of(stopped));

        // Then
        assertThat(Stream.of(start, stop).flatMap(List::stream))
                .extracting(ClockMark::action, ClockMark::startedAt, ClockMark::dueAt, ClockMark::at)
                .containsExactly(
                        tuple(Action.START, NOON, NOON.plus(HOURS), null),
                        tuple(Action.STOP, NOON, NOON.plus(HOURS), NOON.plusSeconds(60)));
        assertThat(ClockRun.after(ClockRun.after(List.of(), start), stop)).containsExactly(stopped);
    }

    @Test
    void aRunOfHoursWhoseTimesWereCorrectedWithinTheDayStartsFromScratch() {
        // Given
        var running = ofHours(NOON, null, null);
        var stopped = ofHours(NOON, NOON.plusSeconds(60), Ending.STOPPED);

        // Then
        assertThat(ClockRun.marks(List.of(running), List.of(ofHours(NOON.plusSeconds(60), null, null))))
                .extracting(ClockMark::action)
                .containsExactly(Action.START);
        assertThat(ClockRun.marks(List.of(stopped), List.of(ofHours(NOON, NOON.plusSeconds(120), Ending.STOPPED))))
                .extracting(ClockMark::action)
                .containsExactly(Action.START, Action.STOP);
    }

    @Test
    void aRunOfHoursThatLapsedOnItsDayIsNotTakenForOneThatWasAnnulled() {
        // Given
        var lapsed = List.of(ofHours(NOON, NOON.plusSeconds(60), Ending.LAPSED));

        // When
        var annulled = ClockRun.after(lapsed, ClockRun.marks(lapsed, List.of()));

        // Then
        assertThat(annulled).containsExactly(ofHours(NOON, NOON, Ending.LAPSED));
        assertThat(ClockRun.marks(annulled, List.of())).isEmpty();
    }

    private static ClockRun ofHours(Instant startedAt, Instant endedAt, Ending ending) {
        return new ClockRun(
                "answer",
                1,
                4,
                "north",
                MONDAY,
                MONDAY.plusDays(1),
                endedAt == null ? null : MONDAY,
                ending,
                false,
                Sense.AT_MOST,
                startedAt,
                startedAt.plus(HOURS),
                endedAt);
    }

    @RepeatedTest(100)
    void marksTurnAnyRunsIntoAnyOthers(RepetitionInfo repetition) {
        // Given
        var random = new Random(repetition.getCurrentRepetition());
        var told = List.<ClockRun>of();

        for (int event = 0; event < 20; event++) {
            // When
            var right = someRuns(random);
            told = ClockRun.after(told, ClockRun.marks(told, right));

            // Then
            var standing = new ArrayList<>(told);
            standing.removeIf(run -> run.ending() == Ending.LAPSED
                    && run.startedOn().equals(run.endedOn())
                    && Objects.equals(run.startedAt(), run.endedAt())
                    && right.stream().noneMatch(other -> other.isRunOf(run.clock(), run.instance())));
            assertThat(new HashSet<>(standing)).as("seed %s", repetition).isEqualTo(new HashSet<>(right));
        }
    }

    private static List<ClockRun> someRuns(Random random) {
        var runs = new ArrayList<ClockRun>();
        for (int instance = 1; instance <= 4; instance++) {
            if (random.nextInt(4) == 0) continue;
            var started = MONDAY.plusDays(random.nextInt(3));
            var startedAt =
                    random.nextBoolean() ? null : LondonTime.startOf(started).plusSeconds(random.nextInt(3));
            var ending = List.of(Ending.STOPPED, Ending.LAPSED).get(random.nextInt(2));
            boolean ended = random.nextBoolean();
            var endedOn = ended ? started.plusDays(random.nextInt(3)) : null;
            boolean endsAtAMoment = ended && startedAt != null && random.nextBoolean();
            runs.add(new ClockRun(
                    "answer",
                    1 + random.nextInt(2),
                    instance,
                    null,
                    started,
                    started.plusDays(28),
                    endedOn,
                    ended ? ending : null,
                    random.nextInt(3) == 0,
                    List.of(Sense.values()).get(random.nextInt(3)),
                    startedAt,
                    startedAt == null ? null : startedAt.plus(Duration.ofDays(28)),
                    endsAtAMoment ? LondonTime.startOf(endedOn).plusSeconds(random.nextInt(3)) : null));
        }
        return runs;
    }
}
