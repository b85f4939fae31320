package waymark.testing;

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

/**
 * Answers for the services that keep cases which of them a caller may not open, which of a child are known to them, and which were erased: nothing is
 * hidden until a test says so.
 */
public final class CaseServicesStandIn implements AutoCloseable {
    private final HttpServer server;
    private final Set<UUID> hidden = ConcurrentHashMap.newKeySet();
    private final Set<UUID> opened = ConcurrentHashMap.newKeySet();
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();
    private final Set<UUID> erased = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> refusing = new ConcurrentHashMap<>();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();

    public CaseServicesStandIn() {
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
    public Map<String, Object> settings() {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "waymark.services.involvements", address,
                "waymark.services.assessments", address,
                "waymark.services.referrals", address);
    }

    /** As {@link #settings}, with another. */
    public Map<String, Object> with(String setting, Object value) {
        var all = new HashMap<>(settings());
        all.put(setting, value);
        return all;
    }

    public void hide(UUID caseId) {
        hidden.add(caseId);
    }

    public void show(UUID caseId) {
        hidden.remove(caseId);
    }

    /** Another team's case opens to the caller. */
    public void open(UUID caseId) {
        opened.add(caseId);
    }

    public void erase(UUID caseId) {
        erased.add(caseId);
    }

    public void know(UUID caseId) {
        known.add(caseId);
    }

    public void forget(UUID caseId) {
        known.remove(caseId);
    }

    public void knowNothing() {
        known.clear();
    }

    /** Answers with that status below an address such as {@code /involvements/hidden}, until asked to do otherwise. */
    public void refuse(String address, int status) {
        refusing.put(address, status);
    }

    public void refuseNothing() {
        refusing.clear();
    }

    /** The values of Authorization that were sent. */
    public Queue<String> tokens() {
        return tokens;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            var path = exchange.getRequestURI().getPath();
            boolean isOfOne = path.endsWith("/keeping");
            var one = isOfOne ? UUID.fromString(path.split("/", -1)[2]) : null;
            var body = (isOfOne ? keeping(one) : list(path)).getBytes(StandardCharsets.UTF_8);
            int usual = isOfOne && hidden.contains(one) ? 403 : 200;
            exchange.sendResponseHeaders(refusing.getOrDefault(path, usual), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String list(String path) {
        if (path.endsWith("/exceptions"))
            return "{\"closed\":[%s],\"opened\":[%s]}".formatted(quoted(hidden), quoted(opened));
        if (path.endsWith("/hidden")) return "{\"cases\":[%s]}".formatted(quoted(hidden));
        var cases = known.stream()
                .map("{\"id\":\"%s\",\"childRef\":\"CYP-1\"}"::formatted)
                .collect(Collectors.joining(","));
        return "{\"%s\":[%s]}".formatted(path.equals("/referrals") ? "items" : "cases", cases);
    }

    private static String quoted(Set<UUID> ids) {
        return ids.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
    }

    private String keeping(UUID id) {
        return erased.contains(id) ? "{\"erasedOn\":\"2022-05-01\"}" : "{\"erasedOn\":null}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
