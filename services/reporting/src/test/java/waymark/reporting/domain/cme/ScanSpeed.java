package waymark.reporting.domain.cme;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Printout;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Scan;

/** Prints how long each report takes over 200,000 involvements, and the heap they need. A program to be run, not a test. */
public final class ScanSpeed {
    private static final int CASES = 200_000;
    private static final int RUNS = 100;

    private static final java.lang.management.ThreadMXBean THREADS =
            java.lang.management.ManagementFactory.getThreadMXBean();

    private ScanSpeed() {}

    public static void main(String[] arguments) {
        long before = used();
        var table = SomeInvolvements.table(CASES, 2017, 5);
        System.out.printf("bytes of heap per fact: %d%n", (used() - before) / CASES);
        var cme = new Cme();
        var year = new Period(LocalDate.of(2021, 9, 1), LocalDate.of(2022, 7, 31));
        var all = new Period(LocalDate.of(2017, 9, 1), LocalDate.of(2022, 8, 31));
        var locality = cme.dimension("locality").orElseThrow();
        var runs = new LinkedHashMap<String, Runnable>();
        for (var report : cme.reports()) {
            for (var by : Arrays.asList(null, locality)) {
                var name = report.id() + (by == null ? "" : " by locality");
                runs.put(name, () -> print(report, year, table, List.of(), by));
            }
            runs.put(
                    report.id() + " filtered",
                    () -> print(report, year, table, List.of(new Scan.Filter<>(locality, Set.of("Aylesbury"))), null));
            runs.put(report.id() + " over all years", () -> print(report, all, table, List.of(), null));
            runs.put(report.id() + " over all years by locality", () -> print(report, all, table, List.of(), locality));
        }
        if (arguments.length > 0) runs.keySet().removeIf(name -> !name.equals(arguments[0]));
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
                    "%-42s best %5.2f ms  p50 %5.2f ms  p99 %5.2f ms  of processor p50 %5.2f p99 %5.2f ms%n",
                    run.getKey(),
                    nanos[0] / 1e6,
                    nanos[RUNS / 2] / 1e6,
                    nanos[RUNS * 99 / 100] / 1e6,
                    cpus[RUNS / 2] / 1e6,
                    cpus[RUNS * 99 / 100] / 1e6);
        }
    }

    private static Object print(
            Report<Involvements> report,
            Period period,
            waymark.reporting.domain.FactTable<Involvements> table,
            List<Scan.Filter<Involvements>> filters,
            waymark.reporting.domain.Dimension<Involvements> by) {
        var authority = SomeInvolvements.AUTHORITY;
        return switch (report) {
            case Report.Overview<Involvements>(var id, var title, var fields) ->
                Printout.of(fields, period, table, authority, filters, by);
            case Report.OnDay<Involvements>(var id, var title, var fields) ->
                Printout.of(fields, period.end(), table, authority, filters, by);
            case Report.MonthEnds<Involvements> months ->
                Printout.of(
                        months,
                        YearMonth.from(period.from()),
                        YearMonth.from(period.to()),
                        table,
                        authority,
                        filters,
                        by);
        };
    }

    private static long used() {
        for (int times = 0; times < 3; times++) System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
