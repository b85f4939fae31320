package waymark.drills;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;
import waymark.calendar.LondonTime;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;

/**
 * 100,000 contacts whose time is over at the same midnight: all of their alerts, once each, after a start on the day after; and again with the process killed five times
 * meanwhile. Then how soon a missed hour is raised while one event a second comes.
 */
final class AlertsBench implements Benchmark {
    private static final int WATCHES = 100_000;
    private static final int KILLS = 5;
    private static final int BETWEEN_KILLS = 10_000;
    private static final String BY_THE_HOUR = "contact-24-hours";
    private static final int SINGLE = 200;
    /** Before its time is over, each is known. */
    private static final Duration AHEAD = Duration.ofSeconds(3);

    private static final DueAtOnce DUE = new DueAtOnce(WATCHES);

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var figures = new ArrayList<Figure>();
        undisturbed(folder.resolve("undisturbed"), figures);
        long amiss = DUE.amissWhenKilled(folder.resolve("killed"), KILLS, BETWEEN_KILLS);
        figures.add(once("of 100,000, killed five times: raised twice or not at all", amiss));
        return figures;
    }

    private static void undisturbed(Path data, List<Figure> figures) throws Exception {
        DUE.watched(data);
        try (var waymark = DueAtOnce.after(data);
                var http = new Http(waymark.officer())) {
            long began = System.nanoTime();
            waymark.start();
            DueAtOnce.awaitRaised(waymark, http, WATCHES);
            // From the process's beginning: some are raised while the rest of it starts.
            double seconds = (System.nanoTime() - began) / 1e9;
            double bare = BareInserts.measure(waymark, "alerts");
            figures.add(Figure.atMost("100,000 alerts that fall due at one instant, all raised", seconds, "s", 180));
            figures.add(new Figure("alerts raised", WATCHES / seconds, "1/s", bare, "to be said", true));
            figures.add(once("alerts that were raised twice or not at all", DUE.amiss(waymark)));
            figures.add(Figure.atMost(
                    "from the moment that is missed to its alert on the topic, one a second: p99",
                    oneASecond(waymark),
                    "ms",
                    2_000));
        }
    }

    private static Figure once(String what, long amiss) {
        return new Figure(what, amiss, "", null, "none", amiss == 0);
    }

    /** In milliseconds. */
    private static double oneASecond(WaymarkProcess waymark) throws Exception {
        var kafka = new KafkaConnection(waymark.kafka(), Map.of());
        // As in the process, which began on this same day.
        var clock = DueAtOnce.clockAfter();
        var missedAt = new ConcurrentHashMap<String, Instant>();
        var millis = new Histogram(3);
        var random = new Random(8);
        var reader = new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(DueAtOnce.ALERTS)), ends(kafka));
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
                var id = DueAtOnce.send(producer, random, WATCHES + number, receivedAt, due);
                missedAt.put(id.toString(), dueAt);
                Thread.sleep(1_000);
            }
        }
        var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!missedAt.isEmpty()) DueAtOnce.pause(until, "single alerts are not raised");
        reader.close();
        listening.join();
        return millis.getValueAtPercentile(99);
    }

    private static Map<TopicPartition, Long> ends(KafkaConnection kafka) throws Exception {
        var positions = new HashMap<TopicPartition, Long>();
        var toEnd = new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(DueAtOnce.ALERTS)), Map.of());
        toEnd.readToPresentEnd(records -> positions.putAll(toEnd.positions()));
        return positions;
    }
}
