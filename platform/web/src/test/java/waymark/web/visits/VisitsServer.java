package waymark.web.visits;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;
import waymark.events.KafkaConnection;
import waymark.testing.Credentials;
import waymark.testing.TestIssuer;

/**
 * The tests' service on a free port, with a store of its own. Requests are an officer's of authority 825 with every role, unless a header Authorization
 * says whose they are.
 */
public final class VisitsServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final EmbeddedStore store;
    private final EmbeddedBroker broker;
    private final Path folder;
    private final URI issuer;
    private final String[] settings;
    private final HttpClient client = HttpClient.newHttpClient();
    private LocalDate asAt = LocalDate.of(2022, 7, 31);
    private ConfigurableApplicationContext context;

    public record Response(int status, String type, String location, String tag, String retryAfter, JsonNode json) {}

    public VisitsServer(Path folder) {
        this(folder, TestIssuer.shared().address());
    }

    /**
     * @param issuer whose tokens are taken; it may be away
     * @param settings beside those of every test, as {@code --name=value}
     */
    public VisitsServer(Path folder, URI issuer, String... settings) {
        this.folder = folder;
        this.issuer = issuer;
        this.settings = settings;
        store = EmbeddedStore.start(folder.resolve("store"), 0);
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0, 0);
        start();
    }

    /** Stops the service and starts it again over the same store. */
    public void restart() {
        context.close();
        start();
    }

    /** As {@link #restart()}, on another business day. */
    public void restartOn(LocalDate day) {
        asAt = day;
        restart();
    }

    private void start() {
        var given = new ArrayList<>(List.of(settings));
        given.addAll(List.of(
                "--spring.config.import=classpath:web/platform.yml",
                "--spring.application.name=visits",
                "--server.port=0",
                "--waymark.as-at=" + asAt,
                "--waymark.retention.visits=P1M",
                "--waymark.sweep-every=1s",
                "--waymark.folder=" + folder,
                "--waymark.sign-in.issuer=" + issuer,
                "--waymark.child-key-secret=a secret for the tests, long enough for a key",
                "--waymark.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.mongodb.uri=" + store.uri()));
        context = new SpringApplication(VisitsApplication.class).run(given.toArray(String[]::new));
    }

    /** A header of the list as CSV. */
    public Optional<String> header(String name, String path, Credentials who) {
        var request = who.on(HttpRequest.newBuilder(address(path))).header("Accept", "text/csv");
        try {
            return client.send(request.build(), BodyHandlers.discarding())
                    .headers()
                    .firstValue(name);
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Where files are kept while they are taken. */
    public Path imports() {
        return folder.resolve("imports");
    }

    public MongoDatabase database() {
        return context.getBean(MongoDatabase.class);
    }

    /** What a scrape would show of a counter. */
    public double counted(String name, String... tags) {
        return context.getBean(MeterRegistry.class)
                .get(name)
                .tags(tags)
                .counter()
                .count();
    }

    public KafkaConnection kafka() {
        return context.getBean(KafkaConnection.class);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    /** Where operators' addresses have a port of their own. */
    public URI operators(String path) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.management.port") + path);
    }

    public Response get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Response post(String path, String type, BodyPublisher body, String... headers) {
        return send(request(path, headers).header("Content-Type", type).POST(body));
    }

    /** A request of any method, with a body of JSON. */
    public Response call(String method, String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    public Response postJson(String path, String json, String... headers) {
        return post(path, "application/json", BodyPublishers.ofString(json), headers);
    }

    public Response postCsv(String csv, String... headers) {
        return post("/visits/imports", "text/csv", BodyPublishers.ofString(csv), headers);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(address(path));
        if (headers.length > 0) request.headers(headers);
        return List.of(headers).contains("Authorization") ? request : Credentials.OFFICER.on(request);
    }

    private Response send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> got = client.send(request.build(), BodyHandlers.ofString());
            var type = got.headers().firstValue("Content-Type").orElse("");
            return new Response(
                    got.statusCode(),
                    type,
                    got.headers().firstValue("Location").orElse(null),
                    got.headers().firstValue("ETag").orElse(null),
                    got.headers().firstValue("Retry-After").orElse(null),
                    type.contains("json")
                            ? JSON.readTree(got.body())
                            : JSON.getNodeFactory().stringNode(got.body()));
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
        broker.close();
        store.close();
    }
}
