package waymark.assessments.domain;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import waymark.assessments.domain.Assessment.Opened;
import waymark.casefile.course.ClockState;

/**
 * Prints how long it takes to evaluate the clocks of 1,000,000 assessments for a day: the runs that follow from their steps, and the state of each. Beside
 * it stands what the arithmetic of the same due days alone takes. A program to be run, not a test.
 */
public final class ClockSpeed {
    private static final int CASES = 1_000_000;
    private static final int DISTINCT = 100_000;
    private static final int ROUNDS = 7;
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final AssessmentCourse COURSE = Story.COURSE;

    private ClockSpeed() {}

    public static void main(String[] arguments) {
        var cases = someCases();
        long runs = 0;
        for (var opened : cases) runs += opened.clocks().size();
        System.out.printf(
                "%,d assessments (%,d different ones), %.1f steps and %.1f runs of clocks each%n",
                CASES,
                DISTINCT,
                cases.stream()
                        .mapToInt(one -> one.record().steps().size())
                        .average()
                        .orElseThrow(),
                (double) runs / DISTINCT);
        for (int round = 1; round <= ROUNDS; round++) {
            long before = processorNanos();
            var states = evaluate(cases);
            long evaluated = processorNanos();
            long due = arithmetic(cases);
            long baseline = processorNanos() - evaluated;
            System.out.printf(
                    "round %d: clocks %.2f s, arithmetic alone %.2f s, ratio %.1f  %s %,d%n",
                    round,
                    (evaluated - before) / 1e9,
                    baseline / 1e9,
                    (double) (evaluated - before) / baseline,
                    states,
                    due);
        }
    }

    private static EnumMap<ClockState, Integer> evaluate(List<Opened> cases) {
        var clocks = COURSE.clocks();
        var states = new EnumMap<ClockState, Integer>(ClockState.class);
        for (int pass = 0; pass < CASES / DISTINCT; pass++) {
            for (var opened : cases) {
                for (var run : COURSE.runs(opened.record(), opened.clocks())) {
                    var rule = clocks.rule(run.clock(), run.version());
                    states.merge(ClockState.on(DAY, run, rule.sense()), 1, Integer::sum);
                }
            }
        }
        return states;
    }

    /** The due days of the same runs, each from its start, and whether they have passed. */
    private static long arithmetic(List<Opened> cases) {
        long due = 0;
        for (int pass = 0; pass < CASES / DISTINCT; pass++) {
            for (var opened : cases) {
                for (var run : opened.clocks()) {
                    long days = run.dueOn().toEpochDay() - run.startedOn().toEpochDay();
                    if (!DAY.isAfter(run.startedOn().plusDays(days))) due++;
                }
            }
        }
        return due;
    }

    private static List<Opened> someCases() {
        var random = new Random(1);
        var cases = new ArrayList<Opened>(DISTINCT);
        while (cases.size() < DISTINCT) cases.add(someCase(random));
        return cases;
    }

    /** Requested within the last two years; as far as it will have come by the day. */
    private static Opened someCase(Random random) {
        var day = DAY.minusDays(random.nextInt(730));
        var state = after(AssessmentCourse.INITIAL, Story.requested(day));
        for (var event : course(day, random)) {
            if (event.day().isAfter(DAY)) break;
            state = after(state, event);
        }
        return (Opened) state;
    }

    private static List<AssessmentEvent> course(LocalDate requested, Random random) {
        var events = new ArrayList<AssessmentEvent>();
        var decided = requested.plusDays(20L + random.nextInt(30));
        if (random.nextInt(5) == 0) return List.of(Story.doNotAssess(decided));
        events.add(Story.assess(decided));
        var bodies = List.of(Body.EDUCATIONAL_PSYCHOLOGIST, Body.HEALTH, Body.SOCIAL_CARE);
        var asked = decided.plusDays(1);
        for (var body : bodies) events.add(Story.asked(asked, body));
        var advised = asked;
        for (var body : bodies) {
            advised = advised.plusDays(random.nextInt(25));
            events.add(Story.advised(advised, body, null));
        }
        events.add(Story.draft(advised.plusDays(14)));
        var issued = advised.plusDays(30L + random.nextInt(40));
        events.add(Story.plan(issued));
        events.add(Story.reviewed(issued.plusDays(340L + random.nextInt(40))));
        return events;
    }

    private static Assessment after(Assessment state, AssessmentEvent event) {
        var marked = COURSE.marked(state, asked(state, event));
        return COURSE.evolve(state, marked);
    }

    /** Advice with the asking that it answers. */
    private static AssessmentEvent asked(Assessment state, AssessmentEvent event) {
        return event instanceof AssessmentEvent.AdviceReceived advice && state instanceof Opened opened
                ? Story.advised(
                        advice.receivedOn(),
                        advice.body(),
                        opened.record()
                                .outstanding(Steps.code(advice.body()))
                                .getFirst()
                                .sequence())
                : event;
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
