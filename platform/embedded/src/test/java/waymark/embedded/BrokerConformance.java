package waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our services rely on in a broker; holds for Kafka as it is installed anywhere as well as for the embedded one. */
public abstract class BrokerConformance {
    private static final int PARTITIONS = 12;

    private String topic;

    protected abstract String bootstrapServers();

    @BeforeEach
    void makeTopic() throws Exception {
        topic = "waymark.conformance-" + UUID.randomUUID();
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                            .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"))))
                    .all()
                    .get();
        }
    }

    @Test
    void aKeysRecordsMeetInOnePartitionNumberOfEveryTopicAndInTheirOrder() throws Exception {
        // Given
        var other = topic + "-other";
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(other, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }

        // When
        int number = send(topic, 200);
        int otherNumber = send(other, 200);

        // Then
        assertThat(otherNumber).isEqualTo(number);
        assertThat(read(topic, number))
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(Integer::toString).toList());
    }

    @Test
    void whatWasCommittedIsFoundByTheNextOfTheGroup() throws Exception {
        // Given
        var group = "conformance-" + UUID.randomUUID();
        int number = send(topic, 2);
        var partition = new TopicPartition(topic, number);

        // When
        try (var first = consumer(group)) {
            first.subscribe(List.of(topic));
            int read = 0;
            while (read < 2) read += first.poll(Duration.ofMillis(200)).count();
            first.commitSync();
        }

        // Then
        try (var next = consumer(group)) {
            assertThat(next.committed(Set.of(partition)).get(partition).offset())
                    .isEqualTo(2);
        }
    }

    @Test
    void aTopicKeepsItsRecordsForEverAndItsEndsAreTold() throws Exception {
        // Given
        int number = send(topic, 1);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var partition = new TopicPartition(topic, number);

        try (var admin = admin()) {
            // When
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            var beginning =
                    admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).partitionResult(partition);
            var end = admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition);

            // Then
            assertThat(settings.get("retention.ms").value()).isEqualTo("-1");
            assertThat(settings.get("retention.bytes").value()).isEqualTo("-1");
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(beginning.get().offset()).isZero();
            assertThat(end.get().offset()).isEqualTo(1);
        }
    }

    @Test
    void topicsAreNotMadeByAccident() {
        // Given
        try (var admin = admin();
                var consumer = consumer("conformance-" + UUID.randomUUID())) {

            // When
            consumer.subscribe(List.of("nowhere"));
            consumer.poll(Duration.ofMillis(500));
            var refused = catchThrowable(() ->
                    admin.describeTopics(List.of("nowhere")).allTopicNames().get());

            // Then
            assertThat(refused)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** So many records of one child, each acknowledged before the next; answers the one partition that they went to. */
    private int send(String to, int records) throws InterruptedException, ExecutionException {
        var numbers = new HashSet<Integer>();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer())) {
            for (int value = 0; value < records; value++) {
                numbers.add(producer.send(new ProducerRecord<>(to, "825/child", Integer.toString(value)))
                        .get()
                        .partition());
            }
        }
        assertThat(numbers).hasSize(1);
        return numbers.iterator().next();
    }

    private KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
                        "group.id",
                        group,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private List<String> read(String from, int number) {
        var partition = new TopicPartition(from, number);
        var values = new ArrayList<String>();
        try (var consumer = consumer("conformance-" + UUID.randomUUID())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
