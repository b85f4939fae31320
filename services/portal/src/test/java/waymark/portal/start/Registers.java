package waymark.portal.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;
import waymark.portal.desk.Services;
import waymark.web.access.Role;

/** All services in one that keep what the demonstration's work needs, empty at first; after so many changes they can fail. */
final class Registers implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2022, 8, 1);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OPEN = 70;

    /** Who has each case, by its number; nobody is an empty text. */
    private final Map<String, Map<String, String>> cases = new LinkedHashMap<>();

    private final Set<String> references = new TreeSet<>();
    private final Set<String> workers = new TreeSet<>();
    private final List<String> taken = new ArrayList<>();
    private int takesAtMost = Integer.MAX_VALUE;

    private final HttpServer server;
    private final ConfigurableApplicationContext context;

    Registers() throws IOException {
        for (var kind : List.of("involvements", "assessments", "referrals")) cases.put(kind, new LinkedHashMap<>());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var settings = new LinkedHashMap<String, Object>(
                Map.of("waymark.portal.answer-within", "4s", "waymark.portal.waiting-at-most", "50"));
        for (var service : List.of("involvements", "assessments", "referrals", "reporting", "alerts")) {
            settings.put(
                    "waymark.services." + service,
                    "http://127.0.0.1:" + server.getAddress().getPort());
        }
        context = new SpringApplicationBuilder(Services.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .run();
    }

    Desk desk(Role... roles) {
        var person = new Person("MAN-01", "One", "825", Set.of(roles), List.of());
        return new Desk(person, TODAY, context.getBean(Services.class), "a-token", "127.0.0.1");
    }

    /** As after the registers: open cases of each kind that nobody has, and the register of referrals from end to end. */
    synchronized void fill() {
        cases.forEach((kind, ofKind) -> {
            for (int number = 0; number < OPEN; number++) ofKind.put(kind + "-" + number, "");
        });
        references.addAll(List.of("CON-000001", "CON-052927"));
    }

    synchronized void lose(String reference) {
        references.remove(reference);
    }

    /** What would change more than this is not taken. */
    synchronized void failAfter(int changes) {
        takesAtMost = changes;
    }

    synchronized void failNoMore() {
        takesAtMost = Integer.MAX_VALUE;
    }

    /** What changed something, in its order. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean asks = exchange.getRequestMethod().equals("GET");
            var answer = asks ? told(exchange.getRequestURI()) : changed(exchange);
            var bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.containsKey("rule") ? 409 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Map<String, ?> told(URI asked) {
        if (asked.getPath().equals("/workers")) {
            return Map.of(
                    "workers",
                    workers.stream().map(one -> Map.of("staffNumber", one)).toList());
        }
        var query = UriComponentsBuilder.fromUri(asked).build().getQueryParams();
        if (query.containsKey("reference")) {
            var found = new TreeSet<>(references);
            found.retainAll(List.of(URLDecoder.decode(query.getFirst("reference"), StandardCharsets.UTF_8)
                    .split(",", -1)));
            return page(found.stream().map(one -> Map.of("reference", one)).toList(), found.size());
        }
        var kind = asked.getPath().substring(1);
        var ofKind = cases.get(kind);
        boolean assigned = query.containsKey("assigned");
        var items = ofKind.entrySet().stream()
                .filter(one -> !assigned || !one.getValue().isEmpty())
                .map(one -> one.getValue().isEmpty()
                        ? Map.of("id", one.getKey())
                        : Map.of("id", one.getKey(), field(kind), one.getValue()))
                .toList();
        return page(items.subList(0, Math.min(items.size(), Integer.parseInt(query.getFirst("size")))), items.size());
    }

    private static Map<String, ?> page(Collection<?> items, int total) {
        return Map.of("items", items, "total", total, "hidden", 0);
    }

    private static String field(String kind) {
        return switch (kind) {
            case "involvements" -> "officer";
            case "assessments" -> "coordinator";
            default -> "worker";
        };
    }

    private synchronized Map<String, ?> changed(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var what = exchange.getRequestMethod() + " " + path;
        if (taken.size() >= takesAtMost) {
            return Map.of("rule", "stub.full", "detail", "This is not taken now.");
        }
        if (path.endsWith("/imports")) {
            exchange.getRequestBody().readAllBytes();
            taken.add(what);
            return Map.of("id", "1");
        }
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        taken.add(path.equals("/contacts") ? what + " " + text(body, "contactRef") : what);
        var parts = path.split("/", -1);
        switch (parts[1]) {
            case "contacts" -> references.add(text(body, "contactRef"));
            case "workers" -> workers.add(parts[2]);
            default -> cases.get(parts[1]).put(parts[2], text(body, field(parts[1])));
        }
        return Map.of();
    }

    private static String text(JsonNode body, String field) {
        return body.get(field).asString();
    }

    @Override
    public void close() {
        context.close();
        server.stop(0);
    }
}
