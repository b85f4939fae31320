package waymark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.Topics;

@ExtendWith(EmbeddedStack.class)
class EmbeddedStackTest {
    @Test
    void theStoreAnswersAndDatabasesAreFresh(EmbeddedStack stack) {
        // Given
        stack.freshDatabase().getCollection("things").insertOne(new Document("_id", 1));

        // When
        long elsewhere = stack.freshDatabase().getCollection("things").countDocuments();

        // Then
        assertThat(elsewhere).isZero();
        try (var client = MongoClients.create(stack.uri())) {
            assertThat(client.listDatabaseNames()).isNotEmpty();
        }
    }

    @Test
    void theBrokerKeepsAddressAndRecordsWhenStartedAgain(EmbeddedStack stack) throws Exception {
        // Given
        var topic = stack.fresh("waymark.things");
        try (var admin = stack.kafka().admin()) {
            Topics.ensure(admin, List.of(topic));
        }
        var impatient = new KafkaConnection(
                stack.bootstrapServers(), Map.of("delivery.timeout.ms", "1500", "request.timeout.ms", "1000"));
        var event = new CaseEvent(
                UUID.randomUUID(),
                "waymark.things.opened",
                "825",
                null,
                UUID.randomUUID(),
                1,
                null,
                LocalDate.of(2022, 2, 28),
                Instant.EPOCH,
                "officer",
                null,
                "{}");
        try (var producer = impatient.producer("test")) {
            producer.send(CloudEventRecords.write(topic, event, 1)).get();

            // When
            stack.stopBroker();
            assertThatThrownBy(() -> producer.send(CloudEventRecords.write(topic, event, 1))
                            .get())
                    .isInstanceOf(ExecutionException.class);
            stack.startBroker();
            producer.send(CloudEventRecords.write(topic, event, 2)).get();
        }

        // Then
        assertThat(PublishedEvents.on(stack.kafka(), topic)).hasSizeGreaterThanOrEqualTo(2);
    }
}
