package waymark.drills;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import waymark.calendar.BusinessClock;
import waymark.calendar.LondonTime;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.testing.Credentials;

/**
 * 100,000 contacts whose time is over at the same midnight: all of their alerts, once each, after a start on the day after; and again with the process killed five times
 * meanwhile. Then how soon a missed hour is raised while one event a second comes.
 */
final class AlertsBench implements Benchmark {
    private static final String CASES = "waymark.referrals";
    private static final String ALERTS = "waymark.alerts";
    private static final String RULE = "contact-working-day";
    private static final int WATCHES = 100_000;
    private static final int KILLS = 5;
    private static final int BETWEEN_KILLS = 10_000;
    private static final String BY_THE_HOUR = "contact-24-hours";
    private static final int SINGLE = 200;
    /** Before its time is over, each is known. */
    private static final Duration AHEAD = Duration.ofSeconds(3);

    private static final LocalDate BEFORE = LocalDate.of(2022, 7, 20);
    private static final LocalDate AFTER = BEFORE.plusDays(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var figures = new ArrayList<Figure>();
        undisturbed(folder.resolve("undisturbed"), figures);
        killed(folder.resolve("killed"), figures);
        return figures;
    }

    private static Map<String, String> asAt(LocalDate day) {
        return Map.of("AS_AT", day.toString());
    }

    private static void undisturbed(Path data, List<Figure> figures) throws Exception {
        watched(data);
        try (var waymark = new WaymarkProcess(data, asAt(AFTER));
                var http = new Http(waymark.officer())) {
            long began = System.nanoTime();
            waymark.start();
            awaitRaised(waymark, http, WATCHES);
            // From the process's beginning: some are raised while the rest of it starts.
            double seconds = (System.nanoTime() - began) / 1e9;
            double bare = BareInserts.measure(waymark, "alerts");
            figures.add(Figure.atMost("100,000 alerts that fall due at one instant, all raised", seconds, "s", 180));
            figures.add(new Figure("alerts raised", WATCHES / seconds, "1/s", bare, "to be said", true));
            figures.add(once(waymark, "alerts that were raised twice or not at all"));
            figures.add(Figure.atMost(
                    "from the moment that is missed to its alert on the topic, one a second: p99",
                    oneASecond(waymark),
                    "ms",
                    2_000));
        }
    }

    private static void killed(Path data, List<Figure> figures) throws Exception {
        watched(data);
        try (var waymark = new WaymarkProcess(data, asAt(AFTER));
                var http = new Http(waymark.officer())) {
            waymark.start();
            long atLastKill = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitRaised(waymark, http, atLastKill + BETWEEN_KILLS);
                atLastKill = raised(waymark, http);
                System.out.printf("Killed: %d of %d, with %d alerts raised.%n", kill, KILLS, atLastKill);
                waymark.kill();
                waymark.start();
            }
            awaitRaised(waymark, http, WATCHES);
            figures.add(once(waymark, "of 100,000, killed five times: raised twice or not at all"));
        }
    }

    /** Every case is watched, on the last day that is in time. */
    private static void watched(Path data) throws Exception {
        try (var waymark = new WaymarkProcess(data, asAt(BEFORE))) {
            waymark.start();
            long began = System.nanoTime();
            var random = new Random(7);
            try (var producer = new KafkaConnection(waymark.kafka(), Map.of("linger.ms", "20")).producer("bench")) {
                for (int number = 0; number < WATCHES; number++) {
                    var _ = send(producer, random, number, BEFORE.minusDays(1), BEFORE);
                }
                producer.flush();
            }
            try (var http = new Http(waymark.officer())) {
                var until = System.nanoTime() + LONGEST.toNanos();
                while (applied(waymark, http) < WATCHES) pause(until, "the events are not read");
            }
            System.out.printf(
                    "%,d events were read into watches in %.1f s.%n", WATCHES, (System.nanoTime() - began) / 1e9);
        }
    }

    private static long applied(WaymarkProcess waymark, Http http) {
        return http.get(waymark.uri("alerts", "/actuator/prometheus"))
                .orFail()
                .body()
                .lines()
                .filter(line -> line.startsWith("waymark_watch_events_total") && line.contains("result=\"applied\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static UUID send(
            Producer<String, byte[]> producer, Random random, int number, LocalDate receivedOn, LocalDate dueOn) {
        var due = "\"clock\":\"%s\",\"startedOn\":\"%s\",\"dueOn\":\"%s\"".formatted(RULE, receivedOn, dueOn);
        return send(producer, random, number, Instant.parse(receivedOn + "T09:00:00Z"), due);
    }

    private static UUID send(Producer<String, byte[]> producer, Random random, int number, Instant at, String due) {
        var caseId = new UUID(random.nextLong(), random.nextLong());
        var event = new CaseEvent(
                new UUID(random.nextLong(), random.nextLong()),
                CASES + ".contact-received",
                Credentials.OFFICER.authority(),
                new UUID(random.nextLong(), random.nextLong()),
                caseId,
                1,
                null,
                LondonTime.dateOf(at),
                at,
                "duty-worker",
                null,
                """
                {"reference":"CON-%06d","receivedAt":"%s","source":"2A","clocks":[{"version":1,"action":"start",%s,"instance":1,"sense":"at-most"}]}""".formatted(number, at, due));
        var _ = producer.send(CloudEventRecords.write(CASES, event, 1));
        return caseId;
    }

    private static long raised(WaymarkProcess waymark, Http http) {
        return http.get(waymark.uri("alerts", "/alerts?size=1&rule=" + RULE))
                .orFail()
                .json()
                .get("total")
                .asLong();
    }

    private static void awaitRaised(WaymarkProcess waymark, Http http, long alerts) throws InterruptedException {
        var until = System.nanoTime() + LONGEST.toNanos();
        while (raised(waymark, http) < alerts) pause(until, "the alerts are not raised");
    }

    private static void pause(long until, String complaint) throws InterruptedException {
        if (System.nanoTime() > until) throw new IllegalStateException(complaint + " within " + LONGEST);
        Thread.sleep(500);
    }

    /** How many of the cases have not exactly one alert of their missed day, by the topic, where a repetition is the same event again. */
    private static Figure once(WaymarkProcess waymark, String what) throws Exception {
        var events = new HashMap<String, Set<UUID>>();
        var until = System.nanoTime() + LONGEST.toNanos();
        while (events.size() < WATCHES) {
            pause(until, "the alerts are not published");
            read(waymark, events);
        }
        long amiss =
                events.values().stream().filter(ids -> ids.size() != 1).count() + Math.abs(events.size() - WATCHES);
        return new Figure(what, amiss, "", null, "none", amiss == 0);
    }

    private static void read(WaymarkProcess waymark, Map<String, Set<UUID>> events) throws Exception {
        var kafka = new KafkaConnection(waymark.kafka(), Map.of());
        new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(ALERTS)), Map.of())
                .readToPresentEnd(records -> {
                    for (var message : records) {
                        var event = CloudEventRecords.read(message);
                        if (!event.type().endsWith(".raised") || !event.data().contains(RULE)) continue;
                        var from = event.data().indexOf("\"caseId\":\"") + 10;
                        events.computeIfAbsent(event.data().substring(from, from + 36), _ -> new HashSet<>())
                                .add(event.id());
                    }
                });
    }

    /** In milliseconds. */
    private static double oneASecond(WaymarkProcess waymark) throws Exception {
        var kafka = new KafkaConnection(waymark.kafka(), Map.of());
        // As in the process, which began on this same day.
        var clock = BusinessClock.startingOn(AFTER);
        var missedAt = new ConcurrentHashMap<String, Instant>();
        var millis = new Histogram(3);
        var random = new Random(8);
        var reader = new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(ALERTS)), ends(kafka));
        var listening = Thread.ofPlatform().start(() -> {
            try {
                reader.readOn(records -> {
                    for (var message : records) {
                        var data = new String(message.value(), StandardCharsets.UTF_8);
                        if (!data.contains(BY_THE_HOUR) || !data.contains("\"milestone\":\"missed\"")) continue;
                        var from = data.indexOf("\"caseId\":\"") + 10;
                        var at = missedAt.remove(data.substring(from, from + 36));
                        if (at != null)
                            millis.recordValue(Duration.between(at, clock.now()).toMillis());
                    }
                });
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        try (var producer = kafka.producer("bench")) {
            for (int number = 0; number < SINGLE; number++) {
                var dueAt = clock.now().plus(AHEAD);
                var receivedAt = dueAt.minus(Duration.ofDays(1));
                var due = "\"clock\":\"%s\",\"startedOn\":\"%s\",\"startedAt\":\"%s\",\"dueOn\":\"%s\",\"dueAt\":\"%s\""
                        .formatted(
                                BY_THE_HOUR,
                                LondonTime.dateOf(receivedAt),
                                receivedAt,
                                LondonTime.dateOf(dueAt),
                                dueAt);
                var id = send(producer, random, WATCHES + number, receivedAt, due);
                missedAt.put(id.toString(), dueAt);
                Thread.sleep(1_000);
            }
        }
        var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!missedAt.isEmpty()) pause(until, "single alerts are not raised");
        reader.close();
        listening.join();
        return millis.getValueAtPercentile(99);
    }

    private static Map<TopicPartition, Long> ends(KafkaConnection kafka) throws Exception {
        var positions = new HashMap<TopicPartition, Long>();
        var toEnd = new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(ALERTS)), Map.of());
        toEnd.readToPresentEnd(records -> positions.putAll(toEnd.positions()));
        return positions;
    }
}
