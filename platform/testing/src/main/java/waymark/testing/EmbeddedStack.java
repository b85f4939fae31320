package waymark.testing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;
import waymark.events.KafkaConnection;

/**
 * One store and one broker for all test classes of a JVM, in a folder that is removed at the end. They are shared, so a test takes names of its own
 * ({@link #fresh}). Register it as a static field with {@code @RegisterExtension}, or with {@code @ExtendWith} and take it as a parameter.
 */
public final class EmbeddedStack implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final AtomicInteger names = new AtomicInteger();
    private static volatile Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EmbeddedStack.class))
                .computeIfAbsent(Running.class, key -> running = Running.start(), Running.class);
    }

    /** A class that stopped the broker leaves it running for the next. */
    @Override
    public void afterAll(ExtensionContext context) {
        startBroker();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }

    /** The store's address, without a database's name. */
    public String uri() {
        return running().store.uri();
    }

    public String bootstrapServers() {
        return running().bootstrapServers();
    }

    public KafkaConnection kafka() {
        return new KafkaConnection(bootstrapServers(), Map.of());
    }

    /** The name with a number that no other has in this JVM: for a database, or before a topic's name. */
    public String fresh(String name) {
        return name + "-" + names.incrementAndGet();
    }

    /** An empty database of its own. */
    public MongoDatabase freshDatabase() {
        return running().client.getDatabase(fresh("test"));
    }

    /** How many filters read a whole collection, since the start. */
    public long scans() {
        return running().store.scans();
    }

    public void stopBroker() {
        running().stopBroker();
    }

    /** Starts a stopped broker again, at the same address and with its data. */
    public void startBroker() {
        running().startBroker();
    }

    private static Running running() {
        var now = running;
        if (now == null) throw new IllegalStateException("the embedded stack starts before a test class's first test");
        return now;
    }

    private static final class Running implements AutoCloseable {
        private final Path folder;
        private final EmbeddedStore store;
        private final MongoClient client;
        private final int brokerPort;
        private EmbeddedBroker broker;

        private Running(Path folder, EmbeddedStore store, EmbeddedBroker broker) {
            this.folder = folder;
            this.store = store;
            this.broker = broker;
            client = MongoClients.create(store.uri());
            var address = broker.bootstrapServers();
            brokerPort = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }

        static Running start() {
            try {
                var folder = Files.createTempDirectory("waymark-test-");
                return new Running(
                        folder,
                        EmbeddedStore.start(folder.resolve("store"), 0),
                        EmbeddedBroker.start(folder.resolve("broker"), 0, 0));
            } catch (IOException noFolder) {
                throw new IllegalStateException("the embedded stack has no folder for its data", noFolder);
            }
        }

        String bootstrapServers() {
            return "127.0.0.1:" + brokerPort;
        }

        synchronized void stopBroker() {
            if (broker == null) return;
            broker.close();
            broker = null;
        }

        synchronized void startBroker() {
            if (broker == null) broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort, 0);
        }

        @Override
        public void close() throws IOException {
            running = null;
            client.close();
            stopBroker();
            store.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }
}
