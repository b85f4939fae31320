package waymark.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A server in this process that speaks MongoDB's protocol and keeps its data in one file, on loopback unless it is told otherwise.
 *
 * <p>What is acknowledged is in the file, and what can be read is as well: killing the process loses neither. One command is
 * never half in the file. One process at a time owns the folder; a second is refused with an {@link IllegalStateException}.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final MongoServer server;
    private final Accesses accesses;
    private final int port;

    private EmbeddedStore(MongoServer server, Accesses accesses, int port) {
        this.server = server;
        this.accesses = accesses;
        this.port = port;
    }

    /**
     * @param sync whether every commit is also forced to the disk, which survives a loss of power at a fraction of the speed;
     *     without it a commit survives the end of the process, however abrupt
     * @param cacheMegabytes about how much heap the pages read from the file may take
     */
    public record Settings(boolean sync, int cacheMegabytes) {

        public static final Settings DEFAULT = new Settings(false, 64);

        public Settings {
            if (cacheMegabytes < 1) {
                throw new IllegalArgumentException("cacheMegabytes must be at least 1, but is " + cacheMegabytes);
            }
        }
    }

    /** As {@link #start(Path, int, Settings)}, with {@link Settings#DEFAULT}. */
    public static EmbeddedStore start(Path folder, int port) {
        return start(folder, port, Settings.DEFAULT);
    }

    /**
     * Opens the folder's data, or begins anew where there is none, and accepts connections when it returns.
     *
     * @param folder made where it is missing
     * @param port 0 for a free one
     */
    public static EmbeddedStore start(Path folder, int port, Settings settings) {
        return start(folder, new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port), settings);
    }

    /**
     * As {@link #start(Path, int, Settings)}, at an address that is not loopback's: where it stands in for a MongoDB in a container of its own. It asks
     * nobody who they are.
     */
    public static EmbeddedStore start(Path folder, InetSocketAddress address, Settings settings) {
        MVStore file = open(folder, settings.cacheMegabytes());
        var accesses = new Accesses();
        var server = new MongoServer(new StoreBackend(file, settings.sync(), accesses));
        // A slow scan holds up the connections that share its thread, so there are more threads than cores.
        server.bind(address, 1, 16);
        return new EmbeddedStore(server, accesses, server.getLocalAddress().getPort());
    }

    private static MVStore open(Path folder, int cacheMegabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Commits happen at the end of a command and nowhere else: one in the middle could keep a document without its
        // keys.
        var builder = new MVStore.Builder()
                .fileName(folder.resolve("store.mv").toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(cacheMegabytes)
                .keysPerPage(16);
        try {
            MVStore file = builder.open();
            file.setRetentionTime(0);
            return file;
        } catch (MVStoreException e) {
            throw new IllegalStateException("the store's file cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The address for a MongoDB client, without a database's name. */
    public String uri() {
        return "mongodb://" + LOOPBACK + ":" + port + "/";
    }

    public int port() {
        return port;
    }

    /** How many filters were answered by reading a whole collection, since the start. */
    public long scans() {
        return accesses.scans();
    }

    /** How many filters were answered by an index, since the start. */
    public long lookups() {
        return accesses.lookups();
    }

    /** Ends all connections, then closes the file. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
