package waymark.portal.desk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The services over HTTP, each behind a {@link Guard} of its own. Whoever asks brings a token; nothing here knows who that is. */
@Component
public final class Services implements DisposableBean {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private final Map<Service, URI> addresses = new EnumMap<>(Service.class);
    private final Map<Service, Guard> guards = new EnumMap<>(Service.class);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ask-", 1).factory());
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_CONNECT)
            .build();

    Services(
            Environment settings,
            @Value("${waymark.portal.answer-within}") Duration answerWithin,
            @Value("${waymark.portal.waiting-at-most}") int waitingAtMost) {
        for (var service : Service.values()) {
            addresses.put(service, settings.getRequiredProperty("waymark.services." + service.setting(), URI.class));
            guards.put(service, new Guard(service, answerWithin, waitingAtMost, threads));
        }
    }

    /** @param path with its query, encoded */
    public HttpRequest.Builder request(Service service, String token, String path) {
        return HttpRequest.newBuilder(URI.create(addresses.get(service) + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    public Answer ask(Service service, HttpRequest.Builder request) {
        try {
            return guards.get(service)
                    .call(() -> answer(service, http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())));
        } catch (Guard.NotAnswering away) {
            return new Answer.Away(service);
        }
    }

    /** As {@link #ask}, of a file that is sent on, or a question that takes a while. */
    Answer send(Service service, HttpRequest.Builder request) {
        try {
            return guards.get(service)
                    .callPatiently(
                            () -> answer(service, http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())));
        } catch (Guard.NotAnswering away) {
            return new Answer.Away(service);
        }
    }

    /** An answer that is passed on as it comes: a file, a feed. Its caller closes the body. */
    public HttpResponse<InputStream> open(Service service, HttpRequest.Builder request) throws IOException {
        try {
            return guards.get(service)
                    .call(() -> http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (Guard.NotAnswering away) {
            throw new CannotShow(new Answer.Away(service));
        }
    }

    /**
     * A file that is passed on as it comes; its caller closes it.
     *
     * @throws CannotShow where there is none, with the service's own words or as a service that is away
     */
    InputStream file(Service service, HttpRequest.Builder request) {
        try {
            var response = guards.get(service).call(() -> {
                var got = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                if (got.statusCode() == 200) return new Given(got.body(), null);
                try (var body = got.body()) {
                    return new Given(null, answer(service, got, body.readAllBytes()));
                }
            });
            if (response.file == null) throw new CannotShow(response.answer);
            return response.file;
        } catch (Guard.NotAnswering away) {
            throw new CannotShow(new Answer.Away(service));
        }
    }

    /** The one or the other; each is null where it is not this. */
    private record Given(InputStream file, Answer answer) {}

    /** For what a page asks at the same time. */
    ExecutorService threads() {
        return threads;
    }

    private static Answer answer(Service service, HttpResponse<byte[]> response) throws IOException {
        return answer(service, response, response.body());
    }

    private static Answer answer(Service service, HttpResponse<?> response, byte[] body) throws IOException {
        int status = response.statusCode();
        // What a proxy says for a service that is not there is no answer of the service's.
        if (status == 502 || status == 503 || status == 504) {
            var problem = document(response, body);
            if (!problem.has("rule")) throw new IOException(service.setting() + " answered " + status);
            return refused(status, problem);
        }
        if (status >= 400) return refused(status, document(response, body));
        return new Answer.Done(
                status,
                document(response, body),
                response.headers().firstValue("ETag").orElse(null),
                response.headers().firstValue("Location").orElse(null));
    }

    private static Answer refused(int status, Doc problem) {
        var words = problem.text("detail");
        return new Answer.Refused(
                status,
                problem.has("rule") ? problem.text("rule") : "status." + status,
                problem.text("field"),
                words == null ? "The service refused this with status " + status + "." : words,
                problem);
    }

    private static Doc document(HttpResponse<?> response, byte[] body) {
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (body.length == 0 || !type.contains("json")) return Doc.EMPTY;
        try {
            return Doc.of(JSON.readTree(body));
        } catch (JacksonException notJson) {
            return Doc.EMPTY;
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
