package waymark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;

/** A service started alone on the embedded stack, on a free port, with a clock that the test turns and the tests' issuer; and what it answers. */
public final class RunningService implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param name of its configuration */
    public static RunningService start(
            Class<?> application,
            String name,
            EmbeddedStack stack,
            BusinessClock clock,
            Path folder,
            Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "spring.config.name",
                name,
                "spring.config.location",
                "classpath:/" + name + "/",
                "spring.main.register-shutdown-hook",
                "false"));
        var given = new HashMap<String, Object>(Map.of(
                "server.port", "0",
                "spring.mongodb.uri", stack.uri(),
                "waymark.database", stack.fresh("test"),
                "waymark.kafka.bootstrap-servers", stack.bootstrapServers(),
                "waymark.child-key-secret", "a secret of the tests, thirty-two bytes long",
                "waymark.sign-in.issuer", TestIssuer.shared().address(),
                "waymark.folder", folder.toString()));
        given.putAll(settings);
        var arguments = given.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new RunningService(new SpringApplicationBuilder(application)
                .properties(all)
                .initializers(starting ->
                        ((GenericApplicationContext) starting).registerBean(BusinessClock.class, () -> clock))
                .run(arguments));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    HttpClient http() {
        return http;
    }

    public Response get(Credentials as, String path, String... headers) {
        return send(as, path, HttpRequest.newBuilder().GET(), headers);
    }

    public Response post(Credentials as, String path, String json, String... headers) {
        var body = HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(json));
        return send(as, path, body.header("Content-Type", "application/json"), headers);
    }

    public Response put(Credentials as, String path, String json) {
        var body = HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(json));
        return send(as, path, body.header("Content-Type", "application/json"));
    }

    public Response postCsv(Credentials as, String path, byte[] file, String... headers) {
        var body = HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofByteArray(file));
        return send(as, path, body.header("Content-Type", "text/csv"), headers);
    }

    public Response putCsv(Credentials as, String path, byte[] file) {
        var body = HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofByteArray(file));
        return send(as, path, body.header("Content-Type", "text/csv"));
    }

    private Response send(Credentials as, String path, HttpRequest.Builder request, String... headers) {
        try {
            as.on(request.uri(address(path)));
            if (headers.length > 0) request.headers(headers);
            return new Response(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    /** What a service answered. */
    public record Response(HttpResponse<String> http) {
        public int status() {
            return http.statusCode();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }

        public String text() {
            return http.body();
        }

        public JsonNode json() {
            return JSON.readTree(http.body());
        }
    }
}
