package waymark.reporting.domain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import waymark.reporting.domain.cme.Cme;
import waymark.reporting.domain.cme.SomeInvolvements;
import waymark.reporting.domain.ehc.Ehc;
import waymark.reporting.domain.ehc.SomeAssessments;
import waymark.reporting.domain.social.SocialCare;
import waymark.reporting.domain.social.SomeReferrals;

/** Prints how long each report takes over 200,000 cases of each kind, and the heap they need; of those alone whose names begin so. A program, not a test. */
public final class ScanSpeed {
    private static final int CASES = 200_000;
    private static final int RUNS = 100;

    private static final java.lang.management.ThreadMXBean THREADS =
            java.lang.management.ManagementFactory.getThreadMXBean();

    private ScanSpeed() {}

    public static void main(String[] arguments) {
        var only = arguments.length == 0 ? null : arguments[0];
        var year = new Period(LocalDate.of(2021, 9, 1), LocalDate.of(2022, 7, 31));
        var all = new Period(LocalDate.of(2017, 9, 1), LocalDate.of(2022, 8, 31));
        measure(new Cme(), () -> SomeInvolvements.table(CASES, 2017, 5), year, all, only);
        measure(
                new SocialCare(),
                () -> SomeReferrals.table(SomeInvolvements.AUTHORITY, CASES, 2017, 5),
                year,
                all,
                only);
        measure(new Ehc(), () -> SomeAssessments.table(SomeInvolvements.AUTHORITY, CASES, 2017, 5), year, all, only);
    }

    private static <S extends FactShard<?>> void measure(
            CaseKind<?, ?, S> kind, Supplier<FactTable<S>> making, Period year, Period all, String only) {
        if (only != null && !only.startsWith(kind.id())) return;
        long before = used();
        var table = making.get();
        System.out.printf("%s: bytes of heap per fact: %d%n", kind.id(), (used() - before) / CASES);
        var locality = kind.dimension("locality").orElseThrow();
        var runs = new LinkedHashMap<String, Runnable>();
        for (var report : kind.reports()) {
            var name = kind.id() + " " + report.id();
            var filter = List.of(new Scan.Filter<>(locality, Set.of("Aylesbury")));
            runs.put(name, () -> print(report, year, table, List.of(), null));
            runs.put(name + " by locality", () -> print(report, year, table, List.of(), locality));
            runs.put(name + " filtered", () -> print(report, year, table, filter, null));
            runs.put(name + " over all years", () -> print(report, all, table, List.of(), null));
            runs.put(name + " over all years by locality", () -> print(report, all, table, List.of(), locality));
        }
        if (only != null) runs.keySet().removeIf(name -> !name.startsWith(only));
        for (int warm = 0; warm < 25; warm++) runs.values().forEach(Runnable::run);
        for (Map.Entry<String, Runnable> run : runs.entrySet()) {
            var nanos = new long[RUNS];
            var cpus = new long[RUNS];
            for (int at = 0; at < RUNS; at++) {
                long start = System.nanoTime();
                long cpu = THREADS.getCurrentThreadCpuTime();
                run.getValue().run();
                nanos[at] = System.nanoTime() - start;
                cpus[at] = THREADS.getCurrentThreadCpuTime() - cpu;
            }
            Arrays.sort(nanos);
            Arrays.sort(cpus);
            System.out.printf(
                    "%-48s best %5.2f ms  p50 %5.2f ms  p99 %5.2f ms  of processor p50 %5.2f p99 %5.2f ms%n",
                    run.getKey(),
                    nanos[0] / 1e6,
                    nanos[RUNS / 2] / 1e6,
                    nanos[RUNS * 99 / 100] / 1e6,
                    cpus[RUNS / 2] / 1e6,
                    cpus[RUNS * 99 / 100] / 1e6);
        }
    }

    private static <S extends FactShard<?>> Object print(
            Report<S> report, Period period, FactTable<S> table, List<Scan.Filter<S>> filters, Dimension<S> by) {
        var days = Map.of(
                "on", period.to(),
                "asAt", period.to(),
                "against", period.from(),
                "clearBy", period.to().plusYears(1));
        var counts = Map.of("assessmentDays", 2, "tribunalDays", 5, "reviewDays", 0, "postDays", 200, "lookBack", 12);
        var sheet = report.sheet().apply(new Given(period, days, counts, Map.of("unit", "referral")));
        return new Printout<>(sheet).of(table, SomeInvolvements.AUTHORITY, filters, by);
    }

    private static long used() {
        for (int times = 0; times < 3; times++) System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
