package waymark.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.testing.Credentials;

/** Speaks to the services as one of their users. Safe for use by several threads. */
final class Http implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Credentials as;

    Http(Credentials as) {
        this.as = as;
    }

    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** @throws IllegalStateException where it is not a success, with what it is */
        Answer orFail() {
            if (isSuccess()) return this;
            throw new IllegalStateException("answered " + status + ": " + body);
        }
    }

    Answer get(URI address) {
        return unchecked(request(address).GET());
    }

    /** Where an answer sends the browser, asked as somebody whom nobody knows. */
    String location(URI address) {
        try {
            var asked = HttpRequest.newBuilder(address)
                    .header("Accept", "text/html")
                    .timeout(LONGEST_ANSWER);
            var answer = client.send(asked.build(), HttpResponse.BodyHandlers.discarding());
            return answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new IllegalStateException(
                            "%s answered %d and leads nowhere".formatted(address, answer.statusCode())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    Answer post(URI address, String json, String... headers) {
        return unchecked(posting(address, "application/json", json, headers));
    }

    Answer put(URI address, String json) {
        return unchecked(request(address)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer postCsv(URI address, String csv, String... headers) {
        return unchecked(posting(address, "text/csv", csv, headers));
    }

    Answer postXml(URI address, String xml, String... headers) {
        return unchecked(posting(address, "application/xml", xml, headers));
    }

    /** As {@link #post}, for one who expects that the service may be away. */
    Answer tryPost(URI address, String json, String... headers) throws IOException {
        try {
            return send(posting(address, "application/json", json, headers));
        } catch (UncheckedIOException noToken) {
            // A token is renewed now and then, and its issuer may be away too.
            throw noToken.getCause();
        }
    }

    HttpRequest.Builder request(URI address) {
        return as.on(HttpRequest.newBuilder(address)).timeout(LONGEST_ANSWER);
    }

    HttpClient client() {
        return client;
    }

    private HttpRequest.Builder posting(URI address, String type, String body, String... headers) {
        var request = request(address).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer unchecked(HttpRequest.Builder request) {
        try {
            return send(request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
