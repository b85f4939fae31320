package waymark.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;

/** Both in this JVM, in a folder that is removed at the end. */
final class EmbeddedServers implements Servers {
    private final Path folder;
    private final EmbeddedStore store;
    private final int brokerPort;
    private EmbeddedBroker broker;

    private EmbeddedServers(Path folder, EmbeddedStore store, EmbeddedBroker broker) {
        this.folder = folder;
        this.store = store;
        this.broker = broker;
        var address = broker.bootstrapServers();
        brokerPort = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    static EmbeddedServers start() {
        try {
            var folder = Files.createTempDirectory("waymark-test-");
            return new EmbeddedServers(
                    folder,
                    EmbeddedStore.start(folder.resolve("store"), 0),
                    EmbeddedBroker.start(folder.resolve("broker"), 0, 0));
        } catch (IOException noFolder) {
            throw new IllegalStateException("the embedded stack has no folder for its data", noFolder);
        }
    }

    @Override
    public String uri() {
        return store.uri();
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    @Override
    public long scans() {
        return store.scans();
    }

    @Override
    public synchronized void stopBroker() {
        if (broker == null) return;
        broker.close();
        broker = null;
    }

    @Override
    public synchronized void startBroker() {
        if (broker == null) broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort, 0);
    }

    @Override
    public void close() throws IOException {
        stopBroker();
        store.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
