package waymark.reporting.domain.cme;

import static waymark.reporting.domain.Days.NONE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.course.Circumstances;

/** Plausible involvements of five years in a table, for measuring. */
public final class SomeInvolvements {
    public static final String AUTHORITY = "825";

    private static final List<String> OUTCOMES =
            List.of("BUSC", "IND", "OLAB", "OLAN", "SB", "NCA", "NCE", "NCO", "OLCM", "OLEA", "OTAG", "OVER", "SLA");
    private static final List<String> SEN = List.of("none", "none", "none", "sen-support", "ehcp");
    private static final List<String> CARE =
            List.of("none", "none", "none", "none", "child-in-need", "child-protection");
    private static final List<String> LOCALITIES =
            List.of("Aylesbury", "Wycombe", "Chiltern and South Bucks", "Out of county");
    private static final List<String> REFERRERS =
            List.of("school", "other-local-authority", "admissions", "parent", "police");

    private SomeInvolvements() {}

    public static FactTable<Involvements> table(int cases, int firstYear, int years) {
        var table = new FactTable<>(12, Involvements::new);
        var random = new Random(42);
        var cme = new Cme();
        int start = Days.of(LocalDate.of(firstYear, 9, 1));
        var children = new UUID[cases * 4 / 5];
        for (int at = 0; at < children.length; at++) children[at] = new UUID(random.nextLong(), random.nextLong());
        for (int at = 0; at < cases; at++) {
            var child = at < children.length ? children[at] : children[random.nextInt(children.length)];
            var shard = table.shard(AUTHORITY, Math.floorMod(child.hashCode(), 12));
            var caseId = new UUID(random.nextLong(), random.nextLong());
            int openedOn = start + (int) ((long) at * 365 * years / cases);
            var recorded = Instant.ofEpochSecond(86_400L * openedOn);
            var fact =
                    cme.evolve(null, new InvolvementEvent.Opened("CME-" + at, openedOn, opening(random)), 1, recorded);
            int sequence = 2;
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                fact = cme.evolve(
                        fact,
                        new InvolvementEvent.CircumstancesChanged(
                                openedOn + random.nextInt(60),
                                Circumstances.values(null, pick(random, SEN), null, null)),
                        sequence++,
                        recorded);
            }
            if (random.nextInt(10) > 0) {
                int closedOn = openedOn + (int) Math.abs(random.nextGaussian() * 45);
                fact = cme.evolve(
                        fact,
                        new InvolvementEvent.Closed(
                                closedOn, pick(random, OUTCOMES), random.nextBoolean() ? "school" : null, closedOn),
                        sequence++,
                        recorded);
            }
            if (random.nextInt(200) == 0) fact = cme.evolve(fact, new InvolvementEvent.Voided(), sequence++, recorded);
            shard.put(caseId, child, fact, sequence - 1, new UUID(random.nextLong(), random.nextLong()));
        }
        return table;
    }

    private static InvolvementEvent.Opening opening(Random random) {
        return new InvolvementEvent.Opening(
                pick(random, REFERRERS),
                Circumstances.values(
                        Integer.toString(random.nextInt(12)).intern(),
                        pick(random, SEN),
                        pick(random, CARE),
                        pick(random, LOCALITIES)),
                random.nextInt(5) == 0 ? null : random.nextInt(5) > 0,
                null,
                random.nextBoolean() ? "F" : "M",
                NONE,
                null);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
