package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.embedded.EmbeddedBroker;

/** Topics, their reader and their dead letters, on the real broker. */
class TopicsTest {
    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static KafkaConnection kafka;
    private static Admin admin;
    private static Producer<String, byte[]> producer;

    private final String topic = "waymark." + UUID.randomUUID();

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder, 0, 0);
        kafka = new KafkaConnection(broker.bootstrapServers(), Map.of());
        admin = kafka.admin();
        producer = kafka.producer("test");
    }

    @AfterAll
    static void stop() {
        producer.close();
        admin.close();
        broker.close();
    }

    private static void send(String topic, List<CaseEvent> events) throws Exception {
        for (var event : events)
            producer.send(CloudEventRecords.write(topic, event, 1)).get();
    }

    private static List<CaseEvent> readable(List<ConsumerRecord<String, byte[]>> records) throws UnreadableEvent {
        var events = new ArrayList<CaseEvent>();
        for (var one : records) events.add(CloudEventRecords.read(one));
        return events;
    }

    private static List<ConsumerRecord<String, byte[]>> all(String topic, Map<TopicPartition, Long> from)
            throws Exception {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        new TopicReader(kafka, "test", TopicReader.partitionsOf(List.of(topic)), from)
                .readToPresentEnd(batch -> batch.forEach(records::add));
        return records;
    }

    @Test
    void topicsAreMadeOnceWithTheirDeadLettersAndKeptForEver() throws Exception {
        // Given
        Topics.ensure(admin, List.of(topic));
        send(topic, SomeEvents.history(UUID.randomUUID(), 2));

        // When
        Topics.ensure(admin, List.of(topic));

        // Then
        assertThat(all(topic, Map.of())).hasSize(2);
        assertThat(all(Topics.deadLettersOf(topic), Map.of())).isEmpty();
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        assertThat(settings.get("retention.ms").value()).isEqualTo("-1");
        assertThat(settings.get("retention.bytes").value()).isEqualTo("-1");
    }

    @Test
    void aTopicWithAnotherNumberOfPartitionsIsRefused() throws Exception {
        // Given
        admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();

        // Then
        assertThatThrownBy(() -> Topics.ensure(admin, List.of(topic)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic %s has 3 partitions but must have 12", topic);
    }

    /** The broker knows a topic a moment before it serves it: whatever is refused then must not be overtaken. */
    @Test
    void whatIsSentToTopicsAsSoonAsTheyAreThereArrivesAtOnce() throws Exception {
        // Given
        var topics = IntStream.range(0, 20).mapToObj(n -> topic + "-" + n).toList();
        var sent = new ArrayList<Future<RecordMetadata>>();

        // When
        for (var one : topics) {
            Topics.ensure(admin, List.of(one));
            try (var anew = kafka.producer("test")) {
                for (int n = 0; n < 200; n++) sent.add(anew.send(new ProducerRecord<>(one, "key-" + n, new byte[200])));
            }
        }

        // Then
        assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ZERO));
    }

    @Test
    void aReaderBeginsWhereItIsToldAndAtTheBeginningOfWhatIsShorterThanRemembered() throws Exception {
        // Given
        Topics.ensure(admin, List.of(topic));
        var history = SomeEvents.history(UUID.randomUUID(), 5);
        send(topic, history);
        var partition =
                new TopicPartition(topic, all(topic, Map.of()).getFirst().partition());

        // When
        var later = readable(all(topic, Map.of(partition, 3L)));
        var anew = readable(all(topic, Map.of(partition, 6L)));
        var nothing = all(topic, Map.of(partition, 5L));

        // Then
        assertThat(later).isEqualTo(history.subList(3, 5));
        assertThat(anew).isEqualTo(history);
        assertThat(nothing).isEmpty();
    }

    @Test
    void aReaderReadsOnUntilItIsClosedAndKnowsWhereItStands() throws Exception {
        // Given
        Topics.ensure(admin, List.of(topic));
        var history = SomeEvents.history(UUID.randomUUID(), 4);
        var seen = new ArrayList<ConsumerRecord<String, byte[]>>();
        var positions = new HashMap<TopicPartition, Long>();
        var whole = new CountDownLatch(1);
        var reader = new TopicReader(kafka, "test", TopicReader.partitionsOf(List.of(topic)), Map.of());

        // When
        var reading = CompletableFuture.runAsync(() -> {
            try {
                reader.readOn(batch -> {
                    batch.forEach(seen::add);
                    positions.putAll(reader.positions());
                    if (seen.size() == 4 && reader.lag().orElse(1) == 0) whole.countDown();
                });
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        send(topic, history);
        assertThat(whole.await(20, TimeUnit.SECONDS)).isTrue();
        reader.close();
        reading.get(10, TimeUnit.SECONDS);

        // Then
        assertThat(readable(seen)).isEqualTo(history);
        assertThat(positions.values()).hasSize(12).containsOnlyOnce(4L).contains(0L);
    }

    @Test
    void aReaderOfALostTopicReadsFromTheBeginningOfTheNewOne() throws Exception {
        // Given
        Topics.ensure(admin, List.of(topic));
        send(topic, SomeEvents.history(UUID.randomUUID(), 3));
        var records = all(topic, Map.of());
        var from = Map.of(new TopicPartition(topic, records.getFirst().partition()), 3L);

        // When
        admin.deleteTopics(List.of(topic)).all().get();
        Topics.ensure(admin, List.of(topic));
        send(topic, SomeEvents.history(UUID.randomUUID(), 1));

        // Then
        assertThat(all(topic, from)).hasSize(1);
    }

    @Test
    void aDeadLetterSaysWhyAndReplaysAsItCame() throws Exception {
        // Given
        Topics.ensure(admin, List.of(topic));
        var event = SomeEvents.history(UUID.randomUUID(), 1).getFirst();
        var garbled = new ProducerRecord<>(topic, event.key(), "?".getBytes(StandardCharsets.UTF_8));
        garbled.headers().add("ce_id", event.id().toString().getBytes(StandardCharsets.UTF_8));
        garbled.headers().add("ce_nothing", null);
        producer.send(garbled).get();
        producer.send(new ProducerRecord<>(topic, null, null)).get();
        var bad = all(topic, Map.of());
        var deadLetters = new DeadLetters(producer, "reporting");

        // When
        for (var message : bad) deadLetters.keep(message, "header ce_type is missing");
        var letters = all(Topics.deadLettersOf(topic), Map.of());
        int replayed = deadLetters.replay(letters);

        // Then
        assertThat(letters)
                .extracting(DeadLetters::read)
                .containsExactlyInAnyOrderElementsOf(bad.stream()
                        .map(message -> new DeadLetters.DeadLetter(
                                topic, message.partition(), message.offset(), "reporting", "header ce_type is missing"))
                        .toList());
        assertThat(replayed).isEqualTo(2);
        var again = all(topic, Map.of()).stream()
                .filter(message -> event.key().equals(message.key()))
                .toList();
        assertThat(again).hasSize(2);
        assertThat(again.get(1).value()).isEqualTo(again.get(0).value());
        assertThat(again.get(1).headers().toArray())
                .isEqualTo(again.get(0).headers().toArray());
    }

    @Test
    void aRecordThatIsTooLargeForADeadLetterIsKeptCutAndStaysOneWhenReplayed() throws Exception {
        // Given
        Topics.ensure(admin, List.of(topic));
        producer.send(new ProducerRecord<>(topic, "nobody", new byte[1_048_576 - 150]))
                .get();
        var bad = all(topic, Map.of()).getFirst();
        var deadLetters = new DeadLetters(producer, "reporting");

        // When
        deadLetters.keep(bad, "header ce_specversion is missing");
        var letters = all(Topics.deadLettersOf(topic), Map.of());
        int replayed = deadLetters.replay(letters);

        // Then
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.value()).hasSize(65_536);
            assertThat(DeadLetters.read(letter).offset()).isEqualTo(bad.offset());
        });
        assertThat(replayed).isZero();
        assertThat(all(topic, Map.of())).hasSize(1);
        assertThat(all(Topics.deadLettersOf(topic), Map.of())).hasSize(2);
    }
}
