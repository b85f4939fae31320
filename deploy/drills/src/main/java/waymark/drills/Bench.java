package waymark.drills;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Measures what the system promises about speed and size, each against a baseline in the same run; prints a table and writes JSON. */
public final class Bench {

    private static final Map<String, Benchmark> BENCHMARKS = new LinkedHashMap<>();

    static {
        BENCHMARKS.put("start", new StartBench());
        BENCHMARKS.put("post", new PostBench());
        BENCHMARKS.put("import", new ImportBench());
        BENCHMARKS.put("live", new LiveBench());
        BENCHMARKS.put("rebuild", new RebuildBench());
        BENCHMARKS.put("worklist", new WorkListBench());
        BENCHMARKS.put("referrals", new ReferralBench());
        BENCHMARKS.put("pages", new PagesBench());
        BENCHMARKS.put("browsers", new BrowsersBench());
        BENCHMARKS.put("alerts", new AlertsBench());
        BENCHMARKS.put("capacity", new CapacityBench());
    }

    private Bench() {}

    /** Measures all, or those that are named. */
    public static void main(String[] names) throws Exception {
        var chosen = names.length == 0 ? List.copyOf(BENCHMARKS.keySet()) : List.of(names);
        for (var name : chosen) {
            if (!BENCHMARKS.containsKey(name)) {
                System.err.println(
                        "There is no benchmark " + name + ": ONLY=" + String.join(", ", BENCHMARKS.keySet()));
                System.exit(2);
            }
        }
        sayIfBusy();
        var figures = new ArrayList<Figure>();
        for (var name : chosen) {
            System.out.println("Measuring: " + name + " ...");
            var folder = Files.createTempDirectory("waymark-bench-");
            try {
                figures.addAll(BENCHMARKS.get(name).measure(folder));
            } finally {
                Drill.delete(folder);
            }
        }
        var table = new Table("what", "measured", "", "baseline", "ratio", "to reach", "");
        for (var figure : figures) {
            var baseline = figure.baseline();
            table.row(
                    figure.what(),
                    number(figure.measured()),
                    figure.unit(),
                    baseline == null ? "" : number(baseline),
                    baseline == null ? "" : "%.2f".formatted(figure.measured() / baseline),
                    figure.aim(),
                    figure.reached() ? "reached" : "NOT REACHED");
        }
        table.print();
        var file = WaymarkProcess.home().resolve(Path.of("deploy", "drills", "target", "bench.json"));
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
        System.out.println("As JSON: " + file);
    }

    /** Other work on the machine makes every figure worse than it is; a ratio to a baseline suffers less. */
    private static void sayIfBusy() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        double load = machine.getSystemLoadAverage();
        if (load > machine.getAvailableProcessors() / 4.0) {
            System.out.printf(
                    "This machine is busy with other work (load %.1f): the figures will be worse than true.%n", load);
        }
    }

    private static String number(double value) {
        return value >= 100 ? "%,.0f".formatted(value) : "%.1f".formatted(value);
    }
}
