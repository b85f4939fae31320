package waymark.drills;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** Opening involvements, against a bare controller that inserts the same document, in turns. */
final class PostBench implements Benchmark {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final AtomicInteger children = new AtomicInteger();

    private static final class Result {
        private final Histogram micros = new Histogram(3);
        private double seconds;

        double perSecond() {
            return micros.getTotalCount() / seconds;
        }

        double p99() {
            return micros.getValueAtPercentile(99) / 1000.0;
        }
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var waymark = new WaymarkProcess(folder, Map.of(), Drill.ownJar());
                var http = new Http(waymark.officer())) {
            waymark.start();
            var open = waymark.uri("involvements", "/involvements");
            var insert = waymark.uri("baseline", "/inserts");
            var first = http.post(open, body()).orFail().json().get("id").asString();
            http.post(waymark.uri("baseline", "/template/" + first), "{}").orFail();
            run(http, open, WARM_UP, new Result());
            run(http, insert, WARM_UP, new Result());
            var opening = new Result();
            var inserting = new Result();
            for (int round = 0; round < ROUNDS; round++) {
                run(http, open, ROUND, opening);
                settle(waymark, http);
                run(http, insert, ROUND, inserting);
            }
            return List.of(
                    Figure.atLeast(
                            "POST /involvements, 8 clients",
                            opening.perSecond(),
                            "requests/s",
                            0,
                            inserting.perSecond(),
                            0.6),
                    Figure.atMostTimes("POST /involvements, 8 clients: p99", opening.p99(), "ms", inserting.p99(), 2));
        }
    }

    private String body() {
        int child = children.incrementAndGet();
        return """
                {"childRef": "CYP-P%07d", "openedOn": "2022-03-01", "schoolYear": "7", "senStatus": "none", "socialCareStatus": "none",\
                 "locality": "Wycombe", "referredBy": "school",\
                 "personal": {"name": "Child %d", "dateOfBirth": "2011-01-01"}, "notes": "not seen at school since February"}""".formatted(child, child);
    }

    private void run(Http http, URI address, Duration duration, Result result) throws Exception {
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        Callable<Histogram> client = () -> {
            var micros = new Histogram(3);
            while (System.nanoTime() < end) {
                var body = body();
                long sent = System.nanoTime();
                http.post(address, body).orFail();
                micros.recordValue((System.nanoTime() - sent) / 1000);
            }
            return micros;
        };
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<Histogram>>();
            for (int number = 0; number < CLIENTS; number++) running.add(clients.submit(client));
            for (var one : running) result.micros.add(one.get());
        }
        result.seconds += (System.nanoTime() - began) / 1e9;
    }

    /** The baseline has broker and reporting idle: until everything is published and folded. */
    private void settle(WaymarkProcess waymark, Http http) throws InterruptedException {
        long involvements = http.get(waymark.uri("involvements", "/involvements?size=1"))
                .orFail()
                .json()
                .get("total")
                .asLong();
        new Figures(waymark, http).await(involvements, 0);
    }
}
