package waymark.drills;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** From built jars until ready, and what is in memory then. */
final class StartBench implements Benchmark {

    private static final int STARTS = 5;
    private static final long SETTLED_MILLIS = 3_000;

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var seconds = new double[STARTS];
        double resident = 0;
        for (int start = 0; start < STARTS; start++) {
            try (var waymark = new WaymarkProcess(folder, Map.of())) {
                waymark.start();
                seconds[start] = waymark.startedIn().toMillis() / 1000.0;
                Thread.sleep(SETTLED_MILLIS);
                resident = Math.max(resident, waymark.residentMegabytes());
            }
        }
        Arrays.sort(seconds);
        return List.of(
                Figure.atMost("start until ready, median of " + STARTS, seconds[STARTS / 2], "s", 10),
                Figure.atMost("start until ready, slowest", seconds[STARTS - 1], "s", 10),
                Figure.atMost("resident memory after start", resident, "MB", 600));
    }
}
