package waymark.drills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A client of live figures, as light as can be, so that a thousand of them leave the machine to the server. */
final class LiveClient implements AutoCloseable {

    /** @param at nanoseconds of {@link System#nanoTime} */
    record Seen(long at, int value) {}

    private static final int NEXT_TO_NOTHING = 1;

    private final Socket socket = new Socket();
    private final Pattern value;
    private final List<Seen> seen = new ArrayList<>();
    private final CountDownLatch snapshot = new CountDownLatch(1);
    private Thread reading;

    private LiveClient(String measure) {
        value = Pattern.compile("^data:.*\"" + Pattern.quote(measure) + "\":([0-9]+)");
    }

    /**
     * Follows one measure, and reads what comes as soon as it comes.
     *
     * @param header says who asks: a token or a cookie
     */
    static LiveClient follow(URI address, String header, String measure) throws IOException {
        var client = new LiveClient(measure);
        client.ask(address, header);
        client.reading = Thread.ofVirtual().start(client::read);
        return client;
    }

    /** Asks, and then never reads. */
    static LiveClient stall(URI address, String header) throws IOException {
        var client = new LiveClient("");
        client.socket.setReceiveBufferSize(NEXT_TO_NOTHING);
        client.ask(address, header);
        return client;
    }

    private void ask(URI address, String header) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address.getHost()), address.getPort()));
        var request = "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n%s\r\n\r\n"
                .formatted(address.getRawPath(), address.getRawQuery(), address.getAuthority(), header);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = value.matcher(line);
                if (found.find()) add(new Seen(System.nanoTime(), Integer.parseInt(found.group(1))));
            }
        } catch (IOException closed) {
            snapshot.countDown();
        }
    }

    private synchronized void add(Seen one) {
        seen.add(one);
        snapshot.countDown();
    }

    /** @throws IllegalStateException where there is none within a minute, as where it is refused */
    void awaitSnapshot() throws InterruptedException {
        if (!snapshot.await(1, TimeUnit.MINUTES)) throw new IllegalStateException("a live client was told nothing");
    }

    /** What it saw, in the order in which it came. */
    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        if (reading != null) {
            try {
                reading.join();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
