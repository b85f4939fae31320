package waymark.events;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where Kafka is and how it is spoken to. Settings that would lose or reorder events are refused here, by name.
 *
 * @param bootstrapServers host:port, several separated by commas
 * @param settings any further client settings (security, timeouts), as Kafka names them
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> settings) {
    private static final Map<String, String> PROMISED = Map.of(
            "acks", "all", "enable.idempotence", "true", "enable.auto.commit", "false", "auto.offset.reset", "none");

    public KafkaConnection {
        settings = Map.copyOf(settings);
        for (var promise : PROMISED.entrySet()) {
            var given = settings.get(promise.getKey());
            if (given != null && !given.equals(promise.getValue())) {
                throw new IllegalArgumentException(
                        "waymark.kafka.settings.%s=%s would break the promise that no event is lost: it must be %s"
                                .formatted(promise.getKey(), given, promise.getValue()));
            }
        }
    }

    public Producer<String, byte[]> producer(String clientId) {
        var properties = properties(clientId);
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.putIfAbsent("linger.ms", "0");
        // With several on their way, the first may meet a partition that its leader does not serve yet and the second
        // be
        // taken; then the first is out of order until its time to deliver is over (KAFKA-15591).
        properties.putIfAbsent("max.in.flight.requests.per.connection", "1");
        properties.putIfAbsent("max.block.ms", "5000");
        properties.putIfAbsent("request.timeout.ms", "10000");
        properties.putIfAbsent("delivery.timeout.ms", "20000");
        properties.putIfAbsent("reconnect.backoff.max.ms", "1000");
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer to which partitions are assigned; it commits nothing and belongs to no group. */
    public Consumer<String, byte[]> consumer(String clientId) {
        return consumer(properties(clientId));
    }

    /** A consumer that shares partitions with the others of its group: one partition number of all topics goes to one of them. */
    Consumer<String, byte[]> consumer(String clientId, String group) {
        var properties = properties(clientId);
        properties.put("group.id", group);
        properties.put("partition.assignment.strategy", RangeAssignor.class.getName());
        properties.putIfAbsent("session.timeout.ms", "6000");
        properties.putIfAbsent("heartbeat.interval.ms", "1500");
        return consumer(properties);
    }

    private static Consumer<String, byte[]> consumer(Properties properties) {
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "none");
        properties.putIfAbsent("max.poll.records", "5000");
        properties.putIfAbsent("max.partition.fetch.bytes", "2097152");
        properties.putIfAbsent("fetch.max.wait.ms", "250");
        properties.putIfAbsent("reconnect.backoff.max.ms", "1000");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin() {
        var properties = new HashMap<String, Object>();
        properties(null).forEach((name, value) -> properties.put((String) name, value));
        return Admin.create(properties);
    }

    private Properties properties(String clientId) {
        var properties = new Properties();
        properties.putAll(settings);
        properties.put("bootstrap.servers", bootstrapServers);
        if (clientId != null) properties.put("client.id", clientId);
        return properties;
    }
}
