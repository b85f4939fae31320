package waymark.portal.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** All services in one, which answer what the test lets them; what it does not name is not there. */
final class CaseServices implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Said(int status, Map<String, ?> document) {}

    private final HttpServer server;
    private final Map<String, Said> answers = new ConcurrentHashMap<>();
    /** Method and path of each request that would change something. */
    final List<String> sent = new CopyOnWriteArrayList<>();
    /** Their bodies, in the same order. */
    final List<String> bodies = new CopyOnWriteArrayList<>();

    CaseServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void say(String method, String path, int status, Map<String, ?> document) {
        answers.put(method + " " + path, new Said(status, document));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var given = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var asked =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (!asked.startsWith("GET ")) {
                bodies.add(given);
                sent.add(asked);
            }
            var said = answers.getOrDefault(asked, new Said(404, Map.of("rule", "request.not-found")));
            var body = JSON.writeValueAsBytes(said.document);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(said.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
