package waymark.reporting.domain.ehc;

import static waymark.reporting.domain.Days.NONE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.course.Circumstances;
import waymark.reporting.domain.course.ClockMark;

/** Plausible assessments of five years in a table, for measuring: each of about eight runs of clocks and five steps. */
public final class SomeAssessments {
    private static final List<String> NEEDS = List.of("ASD", "SLCN", "SEMH", "MLD", "SPLD", "SLD", "PD", "HI", "VI");
    private static final List<String> LOCALITIES =
            List.of("Aylesbury", "Wycombe", "Chiltern and South Bucks", "Out of county");
    private static final List<String> BODIES = List.of("educational-psychologist", "health", "social-care");

    private final Random random = new Random(42);
    private final Ehc ehc = new Ehc();
    private AssessmentFacts fact;
    private int sequence;

    private SomeAssessments() {}

    public static FactTable<Assessments> table(String authority, int cases, int firstYear, int years) {
        var table = new FactTable<>(12, Assessments::new);
        var some = new SomeAssessments();
        int start = Days.of(LocalDate.of(firstYear, 9, 1));
        for (int at = 0; at < cases; at++) {
            var child = some.uuid();
            some.course(start + (int) ((long) at * 365 * years / cases));
            table.shard(authority, Math.floorMod(child.hashCode(), 12))
                    .put(some.uuid(), child, some.fact, some.sequence, some.uuid());
        }
        return table;
    }

    private void course(int requestedOn) {
        fact = null;
        sequence = 0;
        after(new AssessmentEvent.Opened(
                Course.REQUESTED,
                "EHC-" + requestedOn,
                requestedOn,
                new AssessmentEvent.Opening(
                        "school",
                        random.nextBoolean() ? "F" : "M",
                        null,
                        Circumstances.values(
                                NEEDS.get(random.nextInt(NEEDS.size())),
                                Integer.toString(random.nextInt(12)).intern(),
                                LOCALITIES.get(random.nextInt(LOCALITIES.size())))),
                List.of(
                        start("ehc-decision", 1, null, requestedOn, 42),
                        start("ehc-not-issue", 1, null, requestedOn, 112),
                        start("ehc-plan", 1, null, requestedOn, 140))));
        int decidedOn = requestedOn + 20 + random.nextInt(30);
        happened(
                Course.DECIDED_TO_ASSESS, decidedOn, List.of(end("ehc-decision", 1, ClockMark.Action.STOP, decidedOn)));
        int instance = sequence + 1;
        for (var body : BODIES) {
            after(new AssessmentEvent.Marked(List.of(start("ehc-advice", sequence + 1, body, decidedOn + 2, 42))));
        }
        var open = new ArrayList<ClockMark>();
        int issuedOn = requestedOn + 100 + random.nextInt(80);
        for (int asked = instance; asked < instance + BODIES.size(); asked++) {
            int receivedOn = decidedOn + 10 + random.nextInt(60);
            var stopped = end("ehc-advice", asked, ClockMark.Action.STOP, receivedOn);
            if (random.nextInt(10) > 0) after(new AssessmentEvent.Marked(List.of(stopped)));
            else open.add(end("ehc-advice", asked, ClockMark.Action.LAPSE, issuedOn));
        }
        if (random.nextInt(30) == 0) return;
        happened(Course.DRAFT_SENT, issuedOn - 20, List.of());
        open.add(end("ehc-plan", 1, ClockMark.Action.STOP, issuedOn));
        open.add(end("ehc-not-issue", 1, ClockMark.Action.LAPSE, issuedOn));
        open.add(start("ehc-annual-review", sequence + 1, null, issuedOn, 365));
        happened(Course.PLAN_ISSUED, issuedOn, open);
    }

    private void happened(String what, int on, List<ClockMark> marks) {
        after(new AssessmentEvent.Happened(what, on, 0, null, marks));
    }

    private void after(AssessmentEvent event) {
        fact = ehc.evolve(fact, event, ++sequence, Instant.EPOCH);
    }

    private static ClockMark start(String clock, int instance, String subject, int on, int days) {
        return new ClockMark(clock, instance, subject, ClockMark.Action.START, on, on + days, NONE);
    }

    /** The run's days are known from its start. */
    private static ClockMark end(String clock, int instance, ClockMark.Action action, int on) {
        return new ClockMark(clock, instance, null, action, on, on, on);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
