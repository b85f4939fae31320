package waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String TOPIC = "waymark.trial";

    @TempDir
    Path folder;

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Conformance extends BrokerConformance {
        private EmbeddedBroker broker;

        @BeforeAll
        void start(@TempDir Path own) {
            broker = EmbeddedBroker.start(own, 0, 0);
        }

        @AfterAll
        void stop() {
            broker.close();
        }

        @Override
        protected String bootstrapServers() {
            return broker.bootstrapServers();
        }
    }

    @Test
    void aRestartOnOtherPortsFindsTopicsRecordsAndGroups() throws Exception {
        // Given
        try (var broker = EmbeddedBroker.start(folder, 0, 0)) {
            createTopic(broker.bootstrapServers());
            send(broker.bootstrapServers(), 0, 100);
            try (var consumer = consumer(broker.bootstrapServers())) {
                consumer.subscribe(List.of(TOPIC));
                for (int read = 0; read < 100; ) {
                    read += consumer.poll(Duration.ofSeconds(1)).count();
                }
                consumer.commitSync();
            }
        }

        // When
        try (var broker = EmbeddedBroker.start(folder, 0, 0)) {
            send(broker.bootstrapServers(), 100, 10);

            // Then
            assertThat(readAll(broker.bootstrapServers(), 110)).containsExactlyElementsOf(values(110));
            try (var consumer = consumer(broker.bootstrapServers())) {
                var partition = new TopicPartition(TOPIC, 0);
                assertThat(consumer.committed(Set.of(partition)).get(partition).offset())
                        .isEqualTo(100);
            }
        }
    }

    @Test
    void aKilledBrokersRecordsAreThereAfterwards() throws Exception {
        // Given
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Producing.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int acknowledged = 0;

        // When
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("acknowledged") && ++acknowledged == 1000) {
                    // By its handle: Process.destroyForcibly would close the output, which is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();

        // Then
        assertThat(acknowledged).isGreaterThanOrEqualTo(1000);
        try (var broker = EmbeddedBroker.start(folder, 0, 0)) {
            assertThat(readAll(broker.bootstrapServers(), acknowledged))
                    .startsWith(values(acknowledged).toArray(String[]::new));
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void send(String bootstrapServers, int from, int count) throws Exception {
        try (var producer = producer(bootstrapServers)) {
            for (int i = from; i < from + count; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "key", "value-" + i)).get();
            }
        }
    }

    private static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "value-" + i).toList();
    }

    private static KafkaConsumer<String, String> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "trial",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static List<String> readAll(String bootstrapServers, int atLeast) {
        var partition = new TopicPartition(TOPIC, 0);
        List<String> values = new ArrayList<>();
        try (var consumer = consumer(bootstrapServers)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            assertThat(end).isGreaterThanOrEqualTo(atLeast);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    /** Sends one record after the other, each acknowledged before the next, and says so on its output. */
    static final class Producing {

        private Producing() {}

        public static void main(String[] arguments) throws Exception {
            var broker = EmbeddedBroker.start(Path.of(arguments[0]), 0, 0);
            createTopic(broker.bootstrapServers());
            try (var producer = producer(broker.bootstrapServers())) {
                for (int i = 0; ; i++) {
                    producer.send(new ProducerRecord<>(TOPIC, "key", "value-" + i))
                            .get();
                    System.out.println("acknowledged");
                }
            }
        }
    }
}
