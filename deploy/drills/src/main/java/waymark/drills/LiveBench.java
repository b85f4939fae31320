package waymark.drills;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** From the answer of a command to the changed figure at a client; and what a thousand clients notice of the few that stopped reading. */
final class LiveBench implements Benchmark {

    private static final String MEASURE = "cme.totalInvolvements";
    private static final String FOLLOWED = "/live?measures=" + MEASURE;
    private static final String MANY =
            "/live?every=50&measures=cme.totalInvolvements,cme.children,cme.opened,cme.openAtEnd,cme.open";
    private static final int PER_SECOND = 100;
    private static final int WARM_UP_COMMANDS = 1_500;
    private static final int COMMANDS = 3_000;
    private static final int MANY_CLIENTS = 1_000;
    private static final int STALLED = MANY_CLIENTS / 20;

    private final AtomicInteger children = new AtomicInteger();

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var waymark = new WaymarkProcess(folder, Map.of());
                var http = new Http(waymark.officer())) {
            waymark.start();
            command(http, waymark, WARM_UP_COMMANDS);
            var alone = delays(http, waymark, 1, 0);
            var among = delays(http, waymark, MANY_CLIENTS - STALLED, STALLED);
            return List.of(
                    Figure.atMost("answer to changed figure, 100 commands/s: p50", millis(alone, 50), "ms", 120),
                    Figure.atMost("answer to changed figure, 100 commands/s: p99", millis(alone, 99), "ms", 300),
                    Figure.toSay("the same at 950 clients beside 50 that stalled: p50", millis(among, 50), "ms"),
                    Figure.toSay("the same at 950 clients beside 50 that stalled: p99", millis(among, 99), "ms"));
        }
    }

    private static double millis(Histogram delays, double percentile) {
        return delays.getValueAtPercentile(percentile) / 1000.0;
    }

    private Histogram delays(Http http, WaymarkProcess waymark, int following, int stalled) throws Exception {
        var clients = new ArrayList<LiveClient>();
        try {
            var authorization = "Authorization: " + waymark.officer().bearer();
            URI followed = waymark.uri("reporting", FOLLOWED);
            for (int client = 0; client < following; client++)
                clients.add(LiveClient.follow(followed, authorization, MEASURE));
            for (var client : clients) client.awaitSnapshot();
            int before = clients.getFirst().seen().getLast().value();
            var idle = new ArrayList<LiveClient>();
            try {
                URI many = waymark.uri("reporting", MANY);
                for (int client = 0; client < stalled; client++) idle.add(LiveClient.stall(many, authorization));
                var answers = command(http, waymark, COMMANDS);
                new Figures(waymark, http).await(before + answers.size(), 0);
                TimeUnit.SECONDS.sleep(1);
                return delays(clients, answers, before);
            } finally {
                for (var client : idle) client.close();
            }
        } finally {
            for (var client : clients) client.close();
        }
    }

    /** The n-th answer is in the figure once the figure has grown by n. */
    private static Histogram delays(List<LiveClient> clients, List<Long> answers, int before) {
        var micros = new Histogram(3);
        for (var client : clients) {
            int reached = 0;
            for (var seen : client.seen()) {
                for (; reached < seen.value() - before; reached++) {
                    micros.recordValue(Math.max(0, seen.at() - answers.get(reached)) / 1000);
                }
            }
            if (reached != answers.size()) {
                throw new IllegalStateException("a client saw %d of %d changes".formatted(reached, answers.size()));
            }
        }
        return micros;
    }

    /** Opens involvements at an even pace; answers when each was answered, in order. */
    private List<Long> command(Http http, WaymarkProcess waymark, int commands) throws InterruptedException {
        var open = waymark.uri("involvements", "/involvements");
        var answers = Collections.synchronizedList(new ArrayList<Long>());
        try (var clients = Executors.newFixedThreadPool(8)) {
            long began = System.nanoTime();
            for (int command = 0; command < commands; command++) {
                long due = began + command * (1_000_000_000L / PER_SECOND);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                clients.execute(() -> {
                    http.post(open, body()).orFail();
                    answers.add(System.nanoTime());
                });
            }
        }
        if (answers.size() != commands) throw new IllegalStateException("some commands were not answered well");
        return answers.stream().sorted().toList();
    }

    private String body() {
        return "{\"childRef\": \"CYP-L%07d\", \"locality\": \"Wycombe\", \"referredBy\": \"school\"}"
                .formatted(children.incrementAndGet());
    }
}
