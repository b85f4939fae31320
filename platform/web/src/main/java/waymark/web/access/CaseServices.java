package waymark.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.web.Problem;

/**
 * The services that keep cases, asked with the caller's own token, because only they know which of them open to whom. What they do not answer in time is
 * not guessed: whoever needs it is refused.
 */
public final class CaseServices implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CaseServices.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, URI> addresses;
    private final JsonMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public CaseServices(
            @Value("${waymark.services.involvements}") URI involvements,
            @Value("${waymark.services.assessments}") URI assessments,
            @Value("${waymark.services.referrals}") URI referrals,
            JsonMapper json) {
        addresses = Map.of(
                "involvements", involvements,
                "assessments", assessments,
                "referrals", referrals,
                "early-help", referrals);
        this.json = json;
    }

    /**
     * Asks the service that keeps a kind of case.
     *
     * @param kind as in the addresses of its cases: {@code early-help}
     * @param path below the kind's address, with its query: {@code hidden}
     * @return empty where it is not for the caller to ask, or there is none
     */
    public CompletableFuture<Optional<JsonNode>> ask(String kind, String path, HttpServletRequest request) {
        var address = addresses.get(kind).resolve("/" + kind + path);
        var question = HttpRequest.newBuilder(address).timeout(PATIENCE).header(HttpHeaders.ACCEPT, "application/json");
        var token = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (token != null) question.header(HttpHeaders.AUTHORIZATION, token);
        return http.sendAsync(question.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(this::answer)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<JsonNode> answer(HttpResponse<String> answer) {
        return switch (HttpStatus.resolve(answer.statusCode())) {
            case OK -> Optional.of(json.readTree(answer.body()));
            case FORBIDDEN, NOT_FOUND -> Optional.empty();
            case null, default -> throw new CompletionException(new IOException("answered " + answer.statusCode()));
        };
    }

    /**
     * What was answered.
     *
     * @throws Problem 503 where the service does not answer
     */
    public static <T> T inTime(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException away) {
            log.atWarn()
                    .addKeyValue("fault", away.getCause().getClass().getSimpleName())
                    .log("a service that keeps cases does not say which of them a caller may open");
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "cases.service-away",
                    "Which of these cases you may open cannot be asked now, because the service that keeps them does not answer."
                            + " Try this again in a minute.");
        }
    }

    @Override
    public void destroy() {
        http.close();
    }
}
