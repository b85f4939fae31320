package waymark.reporting;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Answers for the services that keep cases which of them a caller may not open, and which of a child are known to them: nothing is hidden until a test says so. */
final class CaseServices implements AutoCloseable {
    private final HttpServer server;
    private final Set<UUID> hidden = ConcurrentHashMap.newKeySet();
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> refusing = new ConcurrentHashMap<>();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();

    CaseServices() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where the service under test finds it. */
    Map<String, Object> settings() {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "waymark.services.involvements", address,
                "waymark.services.assessments", address,
                "waymark.services.referrals", address);
    }

    /** As {@link #settings}, with another. */
    Map<String, Object> with(String setting, Object value) {
        var all = new HashMap<>(settings());
        all.put(setting, value);
        return all;
    }

    void hide(UUID caseId) {
        hidden.add(caseId);
    }

    void know(UUID caseId) {
        known.add(caseId);
    }

    void forget(UUID caseId) {
        known.remove(caseId);
    }

    void knowNothing() {
        known.clear();
    }

    /** Answers with that status below an address such as {@code /involvements/hidden}, until asked to do otherwise. */
    void refuse(String address, int status) {
        refusing.put(address, status);
    }

    void refuseNothing() {
        refusing.clear();
    }

    /** The values of Authorization that were sent. */
    Queue<String> tokens() {
        return tokens;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            var path = exchange.getRequestURI().getPath();
            var cases = path.endsWith("/hidden")
                    ? hidden.stream().map("\"%s\""::formatted)
                    : known.stream().map("{\"id\":\"%s\",\"childRef\":\"CYP-1\"}"::formatted);
            var body = "{\"%s\":[%s]}"
                    .formatted(path.equals("/referrals") ? "items" : "cases", cases.collect(Collectors.joining(",")))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusing.getOrDefault(path, 200), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
