package waymark.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerTest {

    @Test
    void theEnvironmentIsReadAsKafkasOwnImageReadsIt() {
        assertThat(Broker.settings(Map.of(
                        "KAFKA_LOG_DIRS", "/data", "KAFKA_LISTENER_NAME_A__B_C___D", "e", "CLUSTER_ID", "not Kafka's")))
                .isEqualTo(Map.of("log.dirs", "/data", "listener.name.a_b.c-d", "e"));
    }
}
