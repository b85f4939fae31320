package waymark.drills;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.Producer;
import tools.jackson.databind.json.JsonMapper;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.testing.Credentials;

/** A million events of 200,000 involvements: reporting made anew from them, against a consumer that only polls and parses; and its reports. */
final class RebuildBench implements Benchmark {

    private static final String TOPIC = "waymark.involvements";
    private static final int CASES = 200_000;
    private static final int EVENTS_EACH = 5;
    private static final int EVENTS = CASES * EVENTS_EACH;
    private static final int ROUNDS = 3;
    private static final int ASKED = 1_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2017, 9, 1);
    private static final int DAYS = 1_780;
    private static final List<String> OUTCOMES = List.of("BUSC", "OLCM", "NCO", "OLAB", "OVER", "NCE", "SB", "IND");
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Chiltern and South Bucks", "Wycombe");
    private static final List<String> REPORTS = List.of(
            "/reports/cme/summary?from=2021-09-01&to=2022-07-31",
            "/reports/cme/summary?from=2017-09-01&to=2022-07-31",
            "/reports/cme/summary?from=2021-09-01&to=2022-07-31&by=outcome",
            "/reports/cme/summary?from=2021-09-01&to=2022-07-31&by=schoolYear",
            "/reports/cme/summary?from=2021-09-01&to=2022-07-31&by=locality&senStatus=ehcp",
            "/reports/cme/month-ends?from=2021-09&to=2022-07",
            "/reports/cme/month-ends?from=2021-09&to=2022-07&by=locality");

    private final JsonMapper json = JsonMapper.shared();

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var waymark = new WaymarkProcess(folder, Map.of());
                var http = new Http(waymark.officer())) {
            waymark.start();
            var kafka = new KafkaConnection(waymark.kafka(), Map.of("linger.ms", "20"));
            long heapBefore = heapBytes(waymark, http);
            publish(kafka);
            new Figures(waymark, http).await(CASES, CASES);
            long heapOfFacts = heapBytes(waymark, http) - heapBefore;
            double plain = 0;
            double rebuilt = 0;
            for (int round = 0; round < ROUNDS; round++) {
                plain = Math.max(plain, EVENTS / secondsToParse(kafka));
                rebuilt = Math.max(rebuilt, EVENTS / secondsToRebuild(waymark, http));
            }
            var figures = new ArrayList<Figure>();
            figures.add(Figure.atLeast(
                    "rebuild of reporting from 1,000,000 events", rebuilt, "events/s", 100_000, plain, 0.4));
            figures.add(Figure.atMost("heap of a fact", (double) heapOfFacts / CASES, "bytes", 300));
            for (var report : REPORTS) {
                figures.add(Figure.atMost(
                        report.replace("/reports/cme/", "") + ": p99", p99(waymark, http, report), "ms", 10));
            }
            return figures;
        }
    }

    private void publish(KafkaConnection kafka) {
        var random = new Random(1);
        try (var producer = kafka.producer("bench")) {
            for (int involvement = 0; involvement < CASES; involvement++) publishOne(producer, involvement, random);
            producer.flush();
        }
    }

    private static void publishOne(Producer<String, byte[]> producer, int number, Random random) {
        var caseId = new UUID(random.nextLong(), random.nextLong());
        var child = new UUID(random.nextLong(), random.nextLong());
        var openedOn = FIRST_DAY.plusDays(random.nextInt(DAYS));
        var closedOn = openedOn.plusDays(random.nextInt(120));
        var locality = one(LOCALITIES, random);
        record Happened(String type, LocalDate on, String data) {}
        var history = List.of(
                new Happened("opened", openedOn, """
                        {"reference":"BENCH-%06d","openedOn":"%s","referredBy":"school","schoolYear":"%d","senStatus":"%s",\
                        "socialCareStatus":"none","locality":"%s"}""".formatted(
                        number, openedOn, 1 + random.nextInt(11), random.nextInt(5) == 0 ? "ehcp" : "none", locality)),
                new Happened(
                        "check-recorded",
                        openedOn,
                        "{\"checkedOn\":\"%s\",\"service\":\"send\",\"known\":false,\"teamTold\":false}"
                                .formatted(openedOn)),
                new Happened("review-held", closedOn, "{\"reviewedOn\":\"%s\"}".formatted(closedOn)),
                new Happened(
                        "circumstances-changed",
                        closedOn,
                        "{\"changedOn\":\"%s\",\"socialCareStatus\":\"child-in-need\"}".formatted(closedOn)),
                new Happened(
                        "closed",
                        closedOn,
                        "{\"closedOn\":\"%s\",\"outcome\":\"%s\",\"confirmedBy\":\"school\",\"confirmedOn\":\"%s\"}"
                                .formatted(closedOn, one(OUTCOMES, random), closedOn)));
        UUID previous = null;
        for (int sequence = 1; sequence <= EVENTS_EACH; sequence++) {
            var happened = history.get(sequence - 1);
            var id = new UUID(random.nextLong(), random.nextLong());
            var event = new CaseEvent(
                    id,
                    TOPIC + "." + happened.type(),
                    Credentials.OFFICER.authority(),
                    child,
                    caseId,
                    sequence,
                    previous,
                    happened.on(),
                    Instant.parse("2022-08-01T09:00:00Z").plusSeconds(number),
                    "cme-officer",
                    null,
                    happened.data());
            // The plain consumer counts them.
            var _ = producer.send(CloudEventRecords.write(TOPIC, event, 1));
            previous = id;
        }
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** What any reader must do at the least. */
    private double secondsToParse(KafkaConnection kafka) throws Exception {
        var read = new int[1];
        long began = System.nanoTime();
        new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(TOPIC)), Map.of())
                .readToPresentEnd(records -> {
                    for (var message : records) {
                        var event = CloudEventRecords.read(message);
                        if (json.readTree(event.data()).isObject()) read[0]++;
                    }
                });
        if (read[0] != EVENTS) throw new IllegalStateException("the plain consumer read " + read[0] + " events");
        return (System.nanoTime() - began) / 1e9;
    }

    private static double secondsToRebuild(WaymarkProcess waymark, Http http) throws InterruptedException {
        var address = waymark.uri("reporting", "/actuator/rebuild");
        http.post(address, "{}").orFail();
        while (true) {
            var status = http.get(address).orFail().json();
            switch (status.get("state").asString()) {
                case "done" -> {
                    if (status.get("records").asInt() != EVENTS) throw new IllegalStateException("rebuilt: " + status);
                    return status.get("seconds").asDouble();
                }
                case "failed" -> throw new IllegalStateException("the rebuild failed: " + status);
                default -> TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static double p99(WaymarkProcess waymark, Http http, String report) {
        var address = waymark.uri("reporting", report);
        for (int time = 0; time < ASKED; time++) http.get(address).orFail();
        var micros = new Histogram(3);
        for (int time = 0; time < ASKED; time++) {
            long began = System.nanoTime();
            http.get(address).orFail();
            micros.recordValue((System.nanoTime() - began) / 1000);
        }
        return micros.getValueAtPercentile(99) / 1000.0;
    }

    /** Used after a full collection, so that only what is held counts. */
    private static long heapBytes(WaymarkProcess waymark, Http http) throws Exception {
        waymark.collectGarbage();
        return http.get(waymark.uri("reporting", "/actuator/prometheus"))
                .orFail()
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
