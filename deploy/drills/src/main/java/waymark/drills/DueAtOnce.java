package waymark.drills;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import waymark.calendar.BusinessClock;
import waymark.calendar.LondonTime;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.testing.Credentials;

/**
 * Contacts whose time is over at the same midnight: on the day after, each has one alert of its missed day.
 *
 * @param watches how many
 */
record DueAtOnce(int watches) {
    static final String ALERTS = "waymark.alerts";
    private static final String RULE = "contact-working-day";
    private static final String CASES = "waymark.referrals";
    private static final LocalDate BEFORE = LocalDate.of(2022, 7, 20);
    private static final LocalDate AFTER = BEFORE.plusDays(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** On the day after, and not started yet. */
    static WaymarkProcess after(Path data) throws Exception {
        return new WaymarkProcess(data, asAt(AFTER));
    }

    /** Of a process that begins on this same day. */
    static BusinessClock clockAfter() {
        return BusinessClock.startingOn(AFTER);
    }

    private static Map<String, String> asAt(LocalDate day) {
        return Map.of("AS_AT", day.toString());
    }

    /**
     * The process is killed while they are raised.
     *
     * @param between how many are raised from one kill to the next, at the least
     * @return how many have not exactly one
     */
    long amissWhenKilled(Path data, int kills, int between) throws Exception {
        watched(data);
        try (var waymark = after(data);
                var http = new Http(waymark.officer())) {
            waymark.start();
            long atLastKill = 0;
            for (int kill = 1; kill <= kills; kill++) {
                awaitRaised(waymark, http, atLastKill + between);
                atLastKill = raised(waymark, http);
                System.out.printf("Killed: %d of %d, with %d alerts raised.%n", kill, kills, atLastKill);
                waymark.kill();
                waymark.start();
            }
            awaitRaised(waymark, http, watches);
            return amiss(waymark);
        }
    }

    /** Every case is watched, on the last day that is in time. */
    void watched(Path data) throws Exception {
        try (var waymark = new WaymarkProcess(data, asAt(BEFORE))) {
            waymark.start();
            long began = System.nanoTime();
            var random = new Random(7);
            try (var producer = new KafkaConnection(waymark.kafka(), Map.of("linger.ms", "20")).producer("bench")) {
                for (int number = 0; number < watches; number++) {
                    var _ = send(producer, random, number, BEFORE.minusDays(1), BEFORE);
                }
                producer.flush();
            }
            try (var http = new Http(waymark.officer())) {
                var until = System.nanoTime() + LONGEST.toNanos();
                while (applied(waymark, http) < watches) pause(until, "the events are not read");
            }
            System.out.printf(
                    "%,d events were read into watches in %.1f s.%n", watches, (System.nanoTime() - began) / 1e9);
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

    /** @param due the clock, with its start and its end, as fields of JSON */
    static UUID send(Producer<String, byte[]> producer, Random random, int number, Instant at, String due) {
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

    static void awaitRaised(WaymarkProcess waymark, Http http, long alerts) throws InterruptedException {
        var until = System.nanoTime() + LONGEST.toNanos();
        while (raised(waymark, http) < alerts) pause(until, "the alerts are not raised");
    }

    static void pause(long until, String complaint) throws InterruptedException {
        if (System.nanoTime() > until) throw new IllegalStateException(complaint + " within " + LONGEST);
        Thread.sleep(500);
    }

    /** How many of the cases have not exactly one alert of their missed day, by the topic, where a repetition is the same event again. */
    long amiss(WaymarkProcess waymark) throws Exception {
        var events = new HashMap<String, Set<UUID>>();
        var until = System.nanoTime() + LONGEST.toNanos();
        while (events.size() < watches) {
            pause(until, "the alerts are not published");
            read(waymark, events);
        }
        return events.values().stream().filter(ids -> ids.size() != 1).count() + Math.abs(events.size() - watches);
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
}
