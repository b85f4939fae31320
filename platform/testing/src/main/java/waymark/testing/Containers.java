package waymark.testing;

import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** A MongoDB of one member of a replica set, and a Kafka of the client's version. */
record Containers(MongoDBContainer mongo, KafkaContainer kafka) implements AutoCloseable {

    static boolean isDockerThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static Containers start() {
        var containers = new Containers(
                new MongoDBContainer("mongo:8.0").withReplicaSet(),
                // As a council's: no topic is made by accident, and none expires.
                new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion())
                        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                        .withEnv("KAFKA_LOG_RETENTION_MS", "-1"));
        containers.mongo.start();
        containers.kafka.start();
        return containers;
    }

    String uri() {
        return mongo.getConnectionString();
    }

    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public void close() {
        kafka.stop();
        mongo.stop();
    }
}
