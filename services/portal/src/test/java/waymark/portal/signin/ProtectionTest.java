package waymark.portal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the portal's pages from being misused. How often one may try to sign in is the provider's: platform/identity. */
class ProtectionTest {
    private static final String SEARCH = "/involvements/search";

    @TempDir
    Path folder;

    private RunningPortal portal;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(folder, Map.of());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void everyAnswerSaysWhatABrowserMayLoadAndThatItMayNotBeFramed() throws Exception {
        // Given
        try (var browser = portal.signedIn("MAN-01", "team-manager")) {
            portal.services.say("POST", "/involvements/searches", 200, Map.of("items", List.of()));
            var found = Browser.hidden(browser.get(SEARCH), SEARCH);
            found.put("name", "Tolliver");
            // When
            var answers = List.of(
                    browser.get("/"),
                    browser.get(SEARCH),
                    browser.post(SEARCH, found),
                    browser.get("/involvements/new/involvement"),
                    browser.get("/accessibility"),
                    browser.get("/nowhere"),
                    browser.get("/involvements/8c0cd3d1-7f60-4c7f-8ff5-1c8a4f1b9a10"),
                    browser.get("/assets/portal.css"),
                    browser.post("/involvements/new/involvement", Map.of()));
            // Then
            assertThat(answers).allSatisfy(answer -> {
                assertThat(header(answer, "Content-Security-Policy"))
                        .contains(
                                "default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'")
                        .doesNotContain("unsafe-inline")
                        .doesNotContain("unsafe-eval");
                assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            });
            assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 403, 404);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.body())
                            .doesNotContain(" style=\"")
                            .doesNotContain(" onclick=")
                            .doesNotContain("<script>"));
        }
    }

    @Test
    void behindHttpsTheSessionsCookieTravelsNoOtherWayAndBrowsersAreToldSo() throws Exception {
        // Given
        try (var behindHttps = new RunningPortal(folder, Map.of("waymark.portal.https", "true"));
                var browser = behindHttps.browser()) {
            // When
            var first = browser.get("/");
            // Then
            var cookie = HttpCookie.parse(header(first, "Set-Cookie")).getFirst();
            assertThat(cookie.getName()).isEqualTo("waymark-portal");
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSecure()).isTrue();
            assertThat(header(first, "Set-Cookie")).containsIgnoringCase("SameSite=Lax");
            assertThat(header(first, "Strict-Transport-Security")).contains("max-age=31536000", "includeSubDomains");
        }
    }

    @Test
    void whereOperatorsHaveAPortOfTheirOwnNothingOfTheirsIsAtThePages() throws Exception {
        // Given
        try (var portal = new RunningPortal(folder, Map.of("management.server.port", "0"));
                var operator = new Browser(portal.operatorsAddress());
                var nobody = portal.browser();
                var administrator = portal.signedIn("OPS-1", "administrator")) {
            // Then
            for (var place : List.of("/actuator/health/readiness", "/actuator/prometheus")) {
                assertThat(asked(operator, place)).as(place).isEqualTo(200);
                assertThat(asked(nobody, place)).as(place).isEqualTo(404);
                assertThat(asked(administrator, place)).as(place).isEqualTo(404);
            }
            assertThat(asked(operator, "/actuator/env")).isNotEqualTo(200);
            assertThat(asked(operator, "/accessibility")).isEqualTo(404);
        }
    }

    /** As no browser asks: whatever there is will do. */
    private static int asked(Browser browser, String place) throws Exception {
        return browser.send(HttpRequest.newBuilder(browser.at(place))).statusCode();
    }

    @Test
    void aFormWithoutItsTokenIsNotCarriedOut() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = Browser.hidden(browser.get(SEARCH), SEARCH);
            form.put("name", "Juniper Tolliver");
            form.remove("_csrf");
            // When
            var refused = browser.post(SEARCH, form);
            // Then
            assertThat(refused.statusCode()).isEqualTo(302);
            assertThat(portal.services.sent).isEmpty();
            assertThat(browser.follow(refused).body()).contains("value=\"Juniper Tolliver\"");
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefusedInWords() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = new HashMap<>(Browser.hidden(browser.get("/involvements/import"), "/involvements/import"));
            var large = new StringBuilder();
            form.forEach((name, value) -> large.append("--border\r\nContent-Disposition: form-data; name=\"")
                    .append(name)
                    .append("\"\r\n\r\n")
                    .append(value)
                    .append("\r\n"));
            large.append("--border\r\nContent-Disposition: form-data; name=\"register\"; filename=\"r.csv\"\r\n\r\n");
            var head = large.toString();
            for (int size : List.of((64 << 20) + 1, 66 << 20)) {
                // When
                var refused = browser.send(HttpRequest.newBuilder(URI.create(portal.address() + "/involvements/import"))
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Accept", "text/html")
                        .header("Content-Type", "multipart/form-data; boundary=border")
                        .POST(HttpRequest.BodyPublishers.ofString(head + "x".repeat(size) + "\r\n--border--\r\n")));
                // Then
                assertThat(refused.statusCode()).isEqualTo(413);
                assertThat(refused.body()).contains("The file is too large").contains("64 MB");
            }
            assertThat(portal.services.sent).isEmpty();
        }
    }

    @Test
    void aPersonMaySearchThirtyTimesAMinute() throws Exception {
        // Given
        portal.services.say("POST", "/involvements/searches", 200, Map.of("items", List.of()));
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = Browser.hidden(browser.get(SEARCH), SEARCH);
            form.put("name", "Juniper Tolliver");
            // Of so many, however slowly they go, not all are within what is given back meanwhile.
            HttpResponse<String> last;
            int sent = 0;
            // When
            do {
                last = browser.post(SEARCH, form);
                sent++;
            } while (last.statusCode() == 200 && sent < 200);
            // Then
            assertThat(sent).isGreaterThan(30);
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.body())
                    .contains("You have searched 30 times within a minute")
                    .contains("Juniper Tolliver");
        }
    }

    @Test
    void signingInLeadsToNoOtherSite() throws Exception {
        // Given
        var elsewhere = List.of(
                "https://elsewhere.example/",
                "//elsewhere.example/",
                "/\\elsewhere.example/",
                "\\\\elsewhere.example",
                "/%0d%0aLocation:%20https://elsewhere.example/",
                "javascript:alert(1)");
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            for (var place : elsewhere) {
                // When
                var led = browser.get("/sign-in-again?to="
                        + java.net.URLEncoder.encode(place, java.nio.charset.StandardCharsets.UTF_8));
                // Then
                var to = led.uri().resolve(Browser.location(led));
                assertThat(to.getAuthority())
                        .as(place)
                        .isEqualTo(URI.create(portal.address()).getAuthority());
                assertThat(to.getScheme()).isEqualTo("http");
            }
        }
    }

    @Test
    void aFormIsNotShownToThoseWhoseWorkItIsNot() throws Exception {
        // Given
        try (var browser = portal.signedIn("SEN-03", "send-coordinator")) {
            // When
            var form = browser.get("/involvements/new/involvement");
            // Then
            assertThat(form.statusCode()).isEqualTo(403);
            assertThat(form.body()).contains("This is not yours to see").doesNotContain("<textarea");
        }
    }

    @Test
    void aRefusalKeepsItsMeaning() throws Exception {
        // Given
        var id = "/involvements/8c0cd3d1-7f60-4c7f-8ff5-1c8a4f1b9a10";
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var titles = Map.of(
                    403, "This is not yours to see",
                    404, "Page not found",
                    409, "This does not go with what is recorded",
                    412, "This was changed meanwhile",
                    429, "Too many requests",
                    503, "Part of Waymark is not answering");
            for (var expected : titles.entrySet()) {
                portal.services.say(
                        "GET",
                        id,
                        expected.getKey(),
                        expected.getKey() == 503 ? Map.of() : Map.of("rule", "some.rule", "detail", "In plain words."));
                // When
                var page = browser.get(id + "/record/reviews");
                // Then
                assertThat(page.statusCode()).isEqualTo(expected.getKey());
                assertThat(page.body())
                        .contains("<title>" + expected.getValue() + " – Waymark</title>")
                        .contains("href=\"/involvements\"")
                        .contains("href=\"/\"");
            }
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers()
                .firstValue(name)
                .orElseThrow(
                        () -> new AssertionError(name + " is missing of " + answer.uri() + " " + answer.headers()));
    }
}
