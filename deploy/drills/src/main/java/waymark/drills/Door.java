package waymark.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address for the instances of a service, as a cluster gives them: a connection goes to one after the other, and to the next where one is not there. It
 * knows nothing of what is said.
 */
final class Door implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ServerSocket entrance;
    private final List<Integer> ports;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param ports of the instances, on loopback as the door itself */
    Door(int port, List<Integer> ports) {
        this.ports = ports;
        try {
            entrance = new ServerSocket(port, 100, LOOPBACK);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread.ofVirtual().start(this::open);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void open() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                Thread.ofVirtual().start(() -> lead(client));
            } catch (IOException closed) {
                // The loop's own condition ends it.
            }
        }
    }

    private void lead(Socket client) {
        try (client;
                var instance = next()) {
            var back = Thread.ofVirtual().start(() -> pass(instance, client));
            pass(client, instance);
            back.join();
        } catch (IOException nobodyThere) {
            // The client sees its connection end.
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket next() throws IOException {
        int first = turn.getAndIncrement();
        IOException last = null;
        for (int more = 0; more < ports.size(); more++) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                int port = ports.get(Math.floorMod(first + more, ports.size()));
                socket.connect(new InetSocketAddress(LOOPBACK, port), (int) PATIENCE.toMillis());
                return socket;
            } catch (IOException away) {
                socket.close();
                last = away;
            }
        }
        throw last == null ? new IOException("there are no instances") : last;
    }

    /** Until either is done; then both are, for HTTP's clients and servers never close one half alone. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Whoever was there is gone, and the other learns it by the end of its own connection.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
