package waymark.testing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import waymark.events.KafkaConnection;

/**
 * One store and one broker for all test classes of a JVM, in a folder that is removed at the end. They are shared, so a test takes names of its own
 * ({@link #fresh}). Register it as a static field with {@code @RegisterExtension}, or with {@code @ExtendWith} and take it as a parameter. A class with the tag
 * {@code containers-too} runs a second time under {@code -Pcontainers}, on a real MongoDB and a real Kafka.
 */
public final class EmbeddedStack implements BeforeAllCallback, AfterAllCallback, ParameterResolver, ExecutionCondition {
    private static final AtomicInteger names = new AtomicInteger();
    private static volatile Running running;
    private static boolean saidThatNoneIsThere;

    /** The second time a class is left out where there is nothing real to run on, with a line that says so once. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!RealServers.areWanted() || RealServers.areThere()) return ConditionEvaluationResult.enabled(null);
        synchronized (EmbeddedStack.class) {
            if (!saidThatNoneIsThere) System.out.println(RealServers.ABSENT);
            saidThatNoneIsThere = true;
        }
        return ConditionEvaluationResult.disabled(RealServers.ABSENT);
    }

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
        return running().servers.uri();
    }

    public String bootstrapServers() {
        return running().servers.bootstrapServers();
    }

    public KafkaConnection kafka() {
        return new KafkaConnection(bootstrapServers(), Map.of());
    }

    /** The name with a number that no other has in this JVM: for a database, or before a topic's name. */
    public String fresh(String name) {
        return name + "-" + names.incrementAndGet() + running().servers.run();
    }

    /** An empty database of its own. */
    public MongoDatabase freshDatabase() {
        return client().getDatabase(fresh("test"));
    }

    MongoClient client() {
        return running().client;
    }

    /** How many filters read a whole collection, since the start. */
    public long scans() {
        return running().servers.scans();
    }

    public void stopBroker() {
        running().servers.stopBroker();
    }

    /** Starts a stopped broker again, at the same address and with its data. */
    public void startBroker() {
        running().servers.startBroker();
    }

    private static Running running() {
        var now = running;
        if (now == null) throw new IllegalStateException("the embedded stack starts before a test class's first test");
        return now;
    }

    private record Running(Servers servers, MongoClient client) implements AutoCloseable {
        static Running start() {
            var servers = RealServers.areWanted() ? RealServers.start() : EmbeddedServers.start();
            return new Running(servers, MongoClients.create(servers.uri()));
        }

        @Override
        public void close() throws IOException {
            running = null;
            client.close();
            servers.close();
        }
    }
}
