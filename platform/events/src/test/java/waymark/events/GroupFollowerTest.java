package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.embedded.EmbeddedBroker;

/** For how long a follower says that it is behind, on the real broker. */
class GroupFollowerTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int COMINGS = 3;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static KafkaConnection kafka;

    private final String topic = "waymark." + UUID.randomUUID();
    private final CountDownLatch failures = new CountDownLatch(3);
    private final CountDownLatch comings = new CountDownLatch(COMINGS);

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder, 0, 0);
        kafka = new KafkaConnection(broker.bootstrapServers(), Map.of());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private void fail(ConsumerRecords<String, byte[]> records) {
        if (records.isEmpty()) return;
        failures.countDown();
        throw new IllegalStateException("the store is away");
    }

    /** What is read is noted when the reader comes again. */
    private void read(ConsumerRecords<String, byte[]> records) {
        if (!records.isEmpty() || comings.getCount() < COMINGS) comings.countDown();
    }

    private void aRecord() throws Exception {
        try (var admin = kafka.admin();
                var producer = kafka.producer("test")) {
            Topics.ensure(admin, List.of(topic));
            producer.send(new ProducerRecord<>(topic, "key", new byte[0])).get();
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void whereABatchFailsAgainAndAgainItIsBehindAllTheWhile() throws Exception {
        // Given
        aRecord();
        try (var follower = new GroupFollower(kafka, "test", topic, List.of(topic), this::fail)) {
            long began = System.nanoTime();

            // When
            follower.start();
            assertThat(failures.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            var passed = since(began);

            // Then
            assertThat(follower.behindFor()).isGreaterThanOrEqualTo(passed);
        }
    }

    @Test
    void whereAllIsReadItIsNotBehind() throws Exception {
        // Given
        aRecord();
        try (var follower = new GroupFollower(kafka, "test", topic, List.of(topic), this::read)) {
            long began = System.nanoTime();

            // When
            follower.start();
            assertThat(comings.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            // Then
            assertThat(follower.behindFor()).isLessThan(since(began));
        }
    }
}
