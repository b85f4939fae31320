package waymark.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {
    private HttpServer one;
    private HttpServer other;
    private Door door;

    @BeforeEach
    void open() throws IOException {
        one = server("one");
        other = server("other");
        door = new Door(
                0, List.of(one.getAddress().getPort(), other.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        door.close();
        one.stop(0);
        other.stop(0);
    }

    @Test
    void instancesTakeTurns() throws Exception {
        assertThat(answers(4)).containsExactlyInAnyOrder("one", "other");
    }

    @Test
    void whereOneIsAwayTheOtherAnswersAll() throws Exception {
        // When
        one.stop(0);

        // Then
        assertThat(answers(4)).containsExactly("other");
    }

    /** Each by a connection of its own. */
    private Set<String> answers(int requests) throws Exception {
        var answers = new HashSet<String>();
        for (int request = 0; request < requests; request++) {
            try (var http = HttpClient.newHttpClient()) {
                answers.add(http.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
            }
        }
        return answers;
    }

    private static HttpServer server(String name) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, name.length());
            exchange.getResponseBody().write(name.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        return server;
    }
}
