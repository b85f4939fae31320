package waymark.testing;

import com.mongodb.client.MongoClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.embedded.BrokerConformance;
import waymark.embedded.StoreConformance;

/** The store and the broker that the services' tests run on are what the services rely on: embedded, and again a real MongoDB and a real Kafka. */
@Tag("containers-too")
class ConformanceTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Nested
    class Store extends StoreConformance {
        @Override
        protected MongoClient client() {
            return stack.client();
        }
    }

    @Nested
    class Broker extends BrokerConformance {
        @Override
        protected String bootstrapServers() {
            return stack.bootstrapServers();
        }
    }
}
