package waymark.casefile.course;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.casefile.course.Parcel.MONDAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import waymark.casefile.course.ClockMark.Action;
import waymark.casefile.course.ClockRun.Ending;

class ClockRunTest {
    private static final LocalDate LATER = MONDAY.plusDays(9);
    private static final ClockRun RUNNING = run(null, null, false);
    private static final ClockRun STOPPED = run(LATER, Ending.STOPPED, false);
    private static final ClockRun LAPSED = run(LATER, Ending.LAPSED, false);
    private static final ClockRun EXCUSED = run(null, null, true);

    private static ClockRun run(LocalDate endedOn, Ending ending, boolean excused) {
        return new ClockRun("answer", 1, 4, "north", MONDAY, MONDAY.plusDays(28), endedOn, ending, excused);
    }

    private static ClockMark mark(Action action, LocalDate on) {
        return new ClockMark("answer", 1, action, MONDAY, MONDAY.plusDays(28), 4, "north", on);
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
                    && right.stream().noneMatch(other -> other.isRunOf(run.clock(), run.instance())));
            assertThat(new HashSet<>(standing)).as("seed %s", repetition).isEqualTo(new HashSet<>(right));
        }
    }

    private static List<ClockRun> someRuns(Random random) {
        var runs = new ArrayList<ClockRun>();
        for (int instance = 1; instance <= 4; instance++) {
            if (random.nextInt(4) == 0) continue;
            var started = MONDAY.plusDays(random.nextInt(3));
            var ending = List.of(Ending.STOPPED, Ending.LAPSED).get(random.nextInt(2));
            boolean ended = random.nextBoolean();
            runs.add(new ClockRun(
                    "answer",
                    1 + random.nextInt(2),
                    instance,
                    null,
                    started,
                    started.plusDays(28),
                    ended ? started.plusDays(random.nextInt(3)) : null,
                    ended ? ending : null,
                    random.nextInt(3) == 0));
        }
        return runs;
    }
}
