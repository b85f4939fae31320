package waymark.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/**
 * Somebody who has signed in to the portal: pages and forms as a browser gets and sends them, without its scripts, styles and pictures. Safe for use by
 * several threads, which then share one session.
 */
final class Visitor implements AutoCloseable {
    private static final String PASSWORD = "demonstration";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI portal;

    private Visitor(URI portal) {
        this.portal = portal;
    }

    /** @param account of the demonstration's people */
    static Visitor signedIn(URI portal, String account) {
        var visitor = new Visitor(portal);
        var form = visitor.page("/").expectForm("form[action$=/sign-in]");
        visitor.send(form, Map.of("account", account, "password", PASSWORD));
        return visitor;
    }

    /** @throws IllegalStateException where it is answered with anything but a page */
    Document page(String path) {
        return read(HttpRequest.newBuilder(portal.resolve(path)).GET());
    }

    /**
     * The form as it stands, with these answers in place of what is in it.
     *
     * @return the page that its sender then sees
     * @throws IllegalStateException where that page says what is wrong with it
     */
    Document send(FormElement form, Map<String, String> answers) {
        var body = form.formData().stream()
                .map(field -> encoded(field.key()) + "=" + encoded(answers.getOrDefault(field.key(), field.value())))
                .collect(Collectors.joining("&"));
        var missing = answers.entrySet().stream()
                .filter(answer ->
                        form.formData().stream().noneMatch(field -> field.key().equals(answer.getKey())))
                .map(answer -> "&" + encoded(answer.getKey()) + "=" + encoded(answer.getValue()))
                .collect(Collectors.joining());
        var page = read(HttpRequest.newBuilder(URI.create(form.absUrl("action")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body + missing)));
        var wrong = page.selectFirst(".govuk-error-summary, .error-summary");
        if (wrong != null) throw new IllegalStateException("the form was refused: " + wrong.text());
        return page;
    }

    /** For a connection of one's own, in this visitor's name. */
    String cookie() {
        return cookies.getCookieStore().get(portal).stream()
                .map(HttpCookie::toString)
                .collect(Collectors.joining("; "));
    }

    private Document read(HttpRequest.Builder request) {
        try {
            var answer = client.send(
                    request.header("Accept", "text/html")
                            .timeout(LONGEST_ANSWER)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s answered %d: %s"
                        .formatted(
                                answer.uri(),
                                answer.statusCode(),
                                Jsoup.parse(answer.body()).text()));
            }
            return Jsoup.parse(answer.body(), answer.uri().toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
