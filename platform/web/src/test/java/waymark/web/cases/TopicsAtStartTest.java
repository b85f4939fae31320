package waymark.web.cases;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import waymark.embedded.EmbeddedBroker;
import waymark.events.KafkaConnection;

class TopicsAtStartTest {
    @Test
    void aServiceWhoseTopicHasAnotherNumberOfPartitionsEnds(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0, 0);
                var service = new GenericApplicationContext()) {
            // Given
            var kafka = new KafkaConnection(broker.bootstrapServers(), Map.of());
            try (var admin = kafka.admin()) {
                admin.createTopics(List.of(new NewTopic("waymark.visits", 24, (short) 1)))
                        .all()
                        .get();
            }

            // When
            service.registerBean(
                    TopicsAtStart.class, () -> new TopicsAtStart(kafka, List.of("waymark.visits"), service));
            service.refresh();

            // Then
            await().until(() -> !service.isActive());
        }
    }
}
