package waymark.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Kafka's own broker and controller in this process, with their data in one folder, on loopback only.
 *
 * <p>Topics are never made by accident and records never expire, unless a topic's own settings say so. What was acknowledged is with the
 * operating system, so the end of the process, however abrupt, does not lose it; a loss of power may. A fault that Kafka
 * considers fatal, such as a full disk, ends the process.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Opens the folder's data, or begins anew where there is none, and accepts clients when it returns. The ports may differ from one
     * start to the next.
     *
     * @param folder made where it is missing; one process at a time
     * @param port for clients; 0 for a free one
     * @param controllerPort for the broker's talk with its controller; 0 for a free one
     */
    public static EmbeddedBroker start(Path folder, int port, int controllerPort) {
        int[] free = freePorts();
        int clients = port == 0 ? free[0] : port;
        int controller = controllerPort == 0 ? free[1] : controllerPort;
        format(folder);
        var server = new KafkaRaftServer(new KafkaConfig(settings(folder, clients, controller)), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new EmbeddedBroker(server, clients);
    }

    /** Both are held until both are known, so that they differ. */
    private static int[] freePorts() {
        try (var first = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK));
                var second = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(Path folder) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's folder " + folder + " could not be made ready", e);
        }
    }

    private static Map<String, Object> settings(Path folder, int port, int controllerPort) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        // Voters are given at each start rather than kept in the log, so that the controller's port may change.
        settings.put("controller.quorum.voters", NODE + "@" + LOOPBACK + ":" + controllerPort);
        settings.put(
                "listeners", "CLIENTS://" + LOOPBACK + ":" + port + ",CONTROLLER://" + LOOPBACK + ":" + controllerPort);
        settings.put("advertised.listeners", "CLIENTS://" + LOOPBACK + ":" + port);
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("log.dirs", folder.toString());

        settings.put("auto.create.topics.enable", false);
        settings.put("log.retention.ms", -1L);
        settings.put("default.replication.factor", 1);
        settings.put("min.insync.replicas", 1);
        settings.put("offsets.topic.replication.factor", (short) 1);
        settings.put("transaction.state.log.replication.factor", (short) 1);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("share.coordinator.state.topic.replication.factor", (short) 1);
        settings.put("share.coordinator.state.topic.min.isr", (short) 1);

        // Back soon after a kill: the old session runs out early, and only the newest segments are checked.
        settings.put("broker.session.timeout.ms", 2000);
        settings.put("broker.heartbeat.interval.ms", 500);
        settings.put("log.segment.bytes", 32 * 1024 * 1024);
        settings.put("num.recovery.threads.per.data.dir", 2);
        settings.put("group.initial.rebalance.delay.ms", 0);
        // By default the controller writes a record that says nothing twice a second.
        settings.put("metadata.max.idle.interval.ms", 5000);

        // One process among others on one machine: few threads, small buffers.
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 4);
        settings.put("background.threads", 2);
        settings.put("group.coordinator.threads", 1);
        settings.put("share.coordinator.threads", 1);
        settings.put("offsets.topic.num.partitions", 4);
        settings.put("transaction.state.log.num.partitions", 4);
        settings.put("share.coordinator.state.topic.num.partitions", 4);
        settings.put("log.cleaner.dedupe.buffer.size", 4L * 1024 * 1024);
        settings.put("log.cleaner.io.buffer.size", 128 * 1024);
        settings.put("log.index.size.max.bytes", 1024 * 1024);
        return settings;
    }

    /** The address for a Kafka client. */
    public String bootstrapServers() {
        return LOOPBACK + ":" + port;
    }

    /** Flushes the logs and ends; a start after it has nothing to check. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
