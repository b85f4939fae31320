package waymark.portal.cases;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;
import waymark.portal.desk.Services;
import waymark.web.access.Role;

/** Services that answer as they are told to, and remember what they were asked: for tests of pages. */
public final class Answering implements AutoCloseable {
    public static final LocalDate TODAY = LocalDate.of(2022, 8, 1);

    private record Told(int status, String body) {}

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final ConfigurableApplicationContext context;

    public Answering() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        context = new SpringApplicationBuilder(Services.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "waymark.services.involvements", address + "/i",
                        "waymark.services.assessments", address + "/a",
                        "waymark.services.referrals", address + "/r",
                        "waymark.services.reporting", address + "/f",
                        "waymark.services.alerts", address + "/w",
                        "waymark.portal.answer-within", "4s",
                        "waymark.portal.waiting-at-most", "50"))
                .run();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(body.isEmpty() ? what : what + " " + body);
            var answer = told.getOrDefault(what, new Told(404, "{\"detail\":\"nobody said\"}"));
            var bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** @param what method and address, such as {@code GET /i/involvements/1}; i, a, r, f and w (alerts) stand for the services */
    public void to(String what, int status, String body) {
        told.put(what, new Told(status, body));
    }

    public void to(String what, String body) {
        to(what, 200, body);
    }

    /** Method, address and body of each request, in their order. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    public Desk desk(Role... roles) {
        return desk(List.of(), roles);
    }

    /** @param teams of the person alone */
    public Desk desk(List<String> teams, Role... roles) {
        var person = new Person("MAN-01", "One", "825", Set.of(roles), teams);
        return new Desk(person, TODAY, context.getBean(Services.class), "a-token", "127.0.0.1");
    }

    @Override
    public void close() {
        context.close();
        server.stop(0);
    }
}
