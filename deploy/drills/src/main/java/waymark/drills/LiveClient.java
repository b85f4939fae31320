package waymark.drills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import waymark.testing.Credentials;

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

    /** Follows one measure, and reads what comes as soon as it comes. */
    static LiveClient follow(URI address, Credentials as, String measure) throws IOException {
        var client = new LiveClient(measure);
        client.ask(address, as);
        client.reading = Thread.ofVirtual().start(client::read);
        return client;
    }

    /** Asks, and then never reads. */
    static LiveClient stall(URI address, Credentials as) throws IOException {
        var client = new LiveClient("");
        client.socket.setReceiveBufferSize(NEXT_TO_NOTHING);
        client.ask(address, as);
        return client;
    }

    private void ask(URI address, Credentials as) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address.getHost()), address.getPort()));
        var request = new StringBuilder("GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\n")
                .append("Host: " + address.getAuthority() + "\r\nAccept: text/event-stream\r\n");
        as.on(HttpRequest.newBuilder(address))
                .build()
                .headers()
                .map()
                .forEach((name, values) -> request.append(name + ": " + values.getFirst() + "\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
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

    void awaitSnapshot() throws InterruptedException {
        snapshot.await();
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
