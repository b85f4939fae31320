package waymark.drills;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;

/**
 * 100,000 contacts whose time is over at the same midnight: all of their alerts, once each, after a start on the day after; and again with the process killed five times
 * meanwhile. Then how soon a missed day is raised while one event a second comes.
 */
final class AlertsBench implements Benchmark {
    private static final int WATCHES = 100_000;
    private static final int KILLS = 5;
    private static final int BETWEEN_KILLS = 10_000;
    private static final int SINGLE = 60;
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
            double seconds =
                    (System.nanoTime() - began) / 1e9 - waymark.startedIn().toMillis() / 1e3;
            double bare = BareInserts.measure(waymark, "alerts");
            figures.add(Figure.atMost("100,000 alerts that fall due at one instant, all raised", seconds, "s", 180));
            figures.add(new Figure("alerts raised", WATCHES / seconds, "1/s", bare, "to be said", true));
            figures.add(once("alerts that were raised twice or not at all", DUE.amiss(waymark)));
            figures.add(Figure.atMost(
                    "from a missed day's event to its alert on the topic, one a second: p99",
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
        var sent = new ConcurrentHashMap<String, Long>();
        var millis = new Histogram(3);
        var random = new Random(8);
        var reader = new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(DueAtOnce.ALERTS)), ends(kafka));
        var listening = Thread.ofPlatform().start(() -> {
            try {
                reader.readOn(records -> {
                    for (var message : records) {
                        var data = new String(message.value(), StandardCharsets.UTF_8);
                        if (!data.contains(DueAtOnce.RULE) || !data.contains("\"caseId\":\"")) continue;
                        var from = data.indexOf("\"caseId\":\"") + 10;
                        var at = sent.remove(data.substring(from, from + 36));
                        if (at != null) millis.recordValue((System.nanoTime() - at) / 1_000_000);
                    }
                });
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        try (var producer = kafka.producer("bench")) {
            for (int number = 0; number < SINGLE; number++) {
                long now = System.nanoTime();
                var id = DueAtOnce.send(
                        producer, random, WATCHES + number, DueAtOnce.BEFORE.minusDays(1), DueAtOnce.BEFORE);
                sent.put(id.toString(), now);
                Thread.sleep(1_000);
            }
        }
        var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!sent.isEmpty()) DueAtOnce.pause(until, "single alerts are not raised");
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
