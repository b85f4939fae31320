package waymark.assessments.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.domain.DayByDay.Told;
import waymark.casefile.course.ClockReading;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.ClockState;
import waymark.casefile.course.Decision;

/**
 * Random courses with exceptions, corrections and steps recorded late, read as at days before, within and after them: every clock stands as it does for
 * somebody who counts day by day.
 */
class ClocksPropertyTest {
    private static final int COURSES = 400;
    private static final int COMMANDS = 60;
    private static final int LOOKS = 20;

    private final Set<ClockState> states = EnumSet.noneOf(ClockState.class);
    private final Set<String> clocks = new TreeSet<>();
    private int startedOnLeapDays;
    private int overLeapDays;
    private int overSpringChanges;
    private int overAutumnChanges;
    private int overBankHolidays;
    private int corrections;
    private int recordedLate;

    @Test
    void everyClockStandsAsSomebodyWhoCountsDaysWouldTellIt() {
        for (int seed = 1; seed <= COURSES; seed++) {
            // Given
            var course = new AnyCourse(seed, false);
            var days = new DayByDay();
            var opened = happened(course, days);

            // Then
            for (var day : daysToLookAt(days, new Random(seed))) {
                assertThat(told(opened, day)).as("seed %d on %s", seed, day).isEqualTo(days.on(day));
            }
            opened.clocks().forEach(this::look);
        }
        assertThat(states).containsExactlyInAnyOrder(ClockState.values());
        assertThat(clocks).hasSize(Story.COURSE.clocks().rules().size());
        assertThat(startedOnLeapDays).as("runs started on 29 February").isPositive();
        assertThat(overLeapDays).as("runs over 29 February").isPositive();
        assertThat(overSpringChanges).as("runs over the last Sunday of March").isPositive();
        assertThat(overAutumnChanges).as("runs over the last Sunday of October").isPositive();
        assertThat(overBankHolidays)
                .as("runs of working days over a bank holiday")
                .isPositive();
        assertThat(corrections).as("corrections").isGreaterThan(COURSES);
        assertThat(recordedLate).as("steps recorded late").isGreaterThan(COURSES);
    }

    private Opened happened(AnyCourse course, DayByDay days) {
        Assessment state = AssessmentCourse.INITIAL;
        int number = 0;
        for (int command = 0; command < COMMANDS || !(state instanceof Opened); command++) {
            var asked = course.next(state);
            if (!(Story.COURSE.decide(state, asked) instanceof Decision.Accepted<AssessmentEvent> accepted)) continue;
            for (var event : accepted.events()) {
                if (event instanceof AssessmentEvent.Voided) return (Opened) state;
                number++;
                if (event instanceof AssessmentEvent.Corrected) corrections++;
                boolean late = number > 1
                        && event.day() != null
                        && days.days().stream().anyMatch(before -> before.isAfter(event.day()));
                if (late) recordedLate++;
                days.happened(number, event);
                state = Story.COURSE.evolve(state, event);
            }
        }
        return (Opened) state;
    }

    /** Some of the days around which something changes, and any others. */
    private static List<LocalDate> daysToLookAt(DayByDay days, Random random) {
        var look = new TreeSet<LocalDate>();
        for (var day : days.days()) {
            look.add(day.minusDays(1));
            look.add(day);
        }
        for (var told : days.on(Story.TODAY)) {
            look.add(told.dueOn());
            look.add(told.dueOn().plusDays(1));
        }
        for (int some = 0; some < 10; some++) look.add(days.beganOn().plusDays(random.nextInt(900)));
        look.removeIf(day -> day.isAfter(days.beganOn().plusYears(3)));
        var some = new ArrayList<>(look);
        Collections.shuffle(some, random);
        return some.subList(0, Math.min(LOOKS, some.size()));
    }

    private Set<Told> told(Opened opened, LocalDate day) {
        var record = opened.record().upTo(day);
        return Story.COURSE.runs(record, opened.clocks()).stream()
                .map(run -> {
                    var rule = Story.COURSE.clocks().rule(run.clock(), run.version());
                    var target = record.step(run.instance()).orElseThrow().target();
                    var reading = ClockReading.of(run, rule, target, day);
                    states.add(reading.state());
                    return new Told(
                            run.clock(),
                            run.instance(),
                            run.dueOn(),
                            run.endedOn(),
                            reading.state().name(),
                            reading.daysUsed(),
                            reading.daysLeft());
                })
                .collect(Collectors.toSet());
    }

    private void look(ClockRun run) {
        clocks.add(run.clock());
        if (isLeapDay(run.startedOn())) startedOnLeapDays++;
        boolean overSpring = false;
        boolean overAutumn = false;
        boolean overLeap = false;
        boolean overHoliday = false;
        for (var day = run.startedOn(); day.isBefore(run.dueOn()); day = day.plusDays(1)) {
            overLeap |= isLeapDay(day);
            var lastSunday = day.with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY));
            overSpring |= day.equals(lastSunday) && day.getMonthValue() == 3;
            overAutumn |= day.equals(lastSunday) && day.getMonthValue() == 10;
            overHoliday |= day.getDayOfWeek().getValue() <= 5 && !DayByDay.isWorkingDay(day);
        }
        if (overLeap) overLeapDays++;
        if (overSpring) overSpringChanges++;
        if (overAutumn) overAutumnChanges++;
        if (overHoliday && run.clock().equals("ehc-plan-transfer")) overBankHolidays++;
    }

    private static boolean isLeapDay(LocalDate day) {
        return day.getMonthValue() == 2 && day.getDayOfMonth() == 29;
    }
}
