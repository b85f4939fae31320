package waymark.reporting.events;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;
import waymark.embedded.EmbeddedBroker;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;

/** Prints how fast events are decoded and folded: in memory on one thread, and in a rebuild from the broker beside a plain consumer. A program, not a test. */
public final class FoldSpeed {
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Wycombe", "Chiltern and South Bucks");

    private FoldSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        inMemory(records(new Random(1), 200_000));
        Path folder = Files.createTempDirectory("fold-speed-");
        try (var broker = EmbeddedBroker.start(folder, 0, 0)) {
            var kafka =
                    new KafkaConnection(broker.bootstrapServers(), Map.of("linger.ms", "50", "batch.size", "262144"));
            try (var admin = kafka.admin()) {
                Topics.ensure(admin, List.of(CaseStory.TOPIC));
            }
            try (var producer = kafka.producer("speed")) {
                var random = new Random(2);
                for (int left = events; left > 0; left -= 100_000) {
                    for (var one : records(random, Math.min(left, 100_000))) {
                        var _ = producer.send(one, (sent, failure) -> {
                            if (failure != null) System.err.println(failure);
                        });
                    }
                }
                producer.flush();
            }
            for (int round = 0; round < 3; round++) {
                double plain = plain(kafka);
                double rebuilt = rebuilt(kafka);
                System.out.printf(
                        "plain consumer %,.0f events/s, rebuild %,.0f events/s: %.2f%n",
                        plain, rebuilt, rebuilt / plain);
            }
        }
    }

    private static void inMemory(List<ProducerRecord<String, byte[]>> sent) throws Exception {
        var records = sent.stream().map(one -> CaseStory.received(one, 0)).toList();
        for (int round = 0; round < 6; round++) {
            var topic = new FoldedTopic<>(InvolvementEvents.SOURCE);
            long start = System.nanoTime();
            for (var one : records) topic.decode(one);
            long decoded = System.nanoTime();
            for (var one : records) topic.apply(topic.decode(one), Instant.EPOCH);
            long folded = System.nanoTime();
            long parsed = parse(records);
            System.out.printf(
                    "one thread: decode %,.0f events/s, decode and fold %,.0f, plain parse %,.0f%n",
                    records.size() * 1e9 / (decoded - start),
                    records.size() * 1e9 / (folded - decoded),
                    records.size() * 1e9 / parsed);
        }
    }

    private static long parse(List<org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]>> records)
            throws Exception {
        var json = new JsonMapper();
        long start = System.nanoTime();
        for (var one : records) {
            CloudEventRecords.read(one);
            json.readTree(one.value());
        }
        return System.nanoTime() - start;
    }

    private static double plain(KafkaConnection kafka) throws Exception {
        var json = new JsonMapper();
        var count = new LongAdder();
        long start = System.nanoTime();
        new TopicReader(kafka, "plain", TopicReader.partitionsOf(List.of(CaseStory.TOPIC)), Map.of())
                .readToPresentEnd(batch -> {
                    for (var one : batch) {
                        CloudEventRecords.read(one);
                        json.readTree(one.value());
                        count.increment();
                    }
                });
        return count.sum() * 1e9 / (System.nanoTime() - start);
    }

    private static double rebuilt(KafkaConnection kafka) throws Exception {
        long start = System.nanoTime();
        var folding = Folding.anew(
                kafka, List.of(InvolvementEvents.SOURCE), any -> true, records -> {}, Folding.Unreadable.KEPT_ALREADY);
        return folding.applied() * 1e9 / (System.nanoTime() - start);
    }

    /** About five events a case. */
    private static List<ProducerRecord<String, byte[]>> records(Random random, int events) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        var stories = new ArrayList<List<ProducerRecord<String, byte[]>>>();
        var at = Instant.parse("2022-07-31T09:00:00.123Z");
        for (int left = events; left > 0; left -= 5) {
            var opened = LocalDate.of(2017, 9, 1).plusDays(random.nextInt(1_700));
            var story = new CaseStory(
                    "825",
                    new UUID(random.nextLong(), random.nextLong()),
                    new UUID(random.nextLong(), random.nextLong()));
            story.and("opened", opened.toString(), at, """
                    "reference":"CME-%d","openedOn":"%s","referredBy":"school","schoolYear":"7","senStatus":"none","socialCareStatus":"none","locality":"%s","clocks":[{"clock":"cme-review","version":1,"action":"start","startedOn":"%s","dueOn":"%s"}]""".formatted(
                            left, opened, LOCALITIES.get(random.nextInt(3)), opened, opened.plusDays(28)));
            story.and(
                    "check-recorded",
                    opened.toString(),
                    at,
                    "\"checkedOn\":\"%s\",\"service\":\"send\",\"known\":true,\"teamTold\":true".formatted(opened));
            story.and(
                    "circumstances-changed",
                    opened.plusDays(9).toString(),
                    at,
                    "\"changedOn\":\"%s\",\"senStatus\":\"ehcp\"".formatted(opened.plusDays(9)));
            story.and(
                    "review-held",
                    opened.plusDays(20).toString(),
                    at,
                    "\"reviewedOn\":\"%s\"".formatted(opened.plusDays(20)));
            story.and(
                    "closed",
                    opened.plusDays(30).toString(),
                    at,
                    "\"closedOn\":\"%s\",\"outcome\":\"BUSC\",\"confirmedBy\":\"school\",\"confirmedOn\":\"%s\""
                            .formatted(opened.plusDays(30), opened.plusDays(30)));
            stories.add(story.records());
        }
        // Cases run beside each other: a window of a thousand of them.
        Collections.shuffle(stories, random);
        for (int from = 0; from < stories.size(); from += 1_000) {
            var window = stories.subList(from, Math.min(stories.size(), from + 1_000));
            for (int step = 0; step < 5; step++) for (var story : window) records.add(story.get(step));
        }
        return records;
    }
}
