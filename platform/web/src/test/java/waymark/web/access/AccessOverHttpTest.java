package waymark.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.testing.Credentials;
import waymark.testing.TestIssuer;
import waymark.web.visits.VisitsServer;
import waymark.web.visits.VisitsServer.Response;

/** Tokens and roles on the tests' own service; every service holds its whole table to the same by {@code AccessContract}. */
class AccessOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static VisitsServer server;

    @BeforeAll
    static void start() {
        server = new VisitsServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theCallerIsWhoTheTokenSaysWithTheRolesThatPermitTheRequest() {
        // When
        var everything = as(Credentials.OFFICER, "/caller").json();
        var bound = as(new Credentials("826", "o.17@x", "team-manager", "made-up-role").inTeams("north"), "/caller")
                .json();

        // Then
        assertThat(texts(everything.get("roles")))
                .containsExactlyInAnyOrder("duty-worker", "team-manager", "performance-analyst");
        assertThat(everything.get("teams")).isEmpty();
        assertThat(bound.get("authority").asString()).isEqualTo("826");
        assertThat(bound.get("actor").asString()).isEqualTo("o.17@x");
        assertThat(texts(bound.get("roles"))).containsExactly("team-manager");
        assertThat(texts(bound.get("teams"))).containsExactly("north");
    }

    @Test
    void aRoleThatDoesNotPermitTheRequestIsToldWhichDo() {
        // When
        var refused = as(Credentials.CME_OFFICER, "/caller");

        // Then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("rule").asString()).isEqualTo("request.role");
        assertThat(texts(refused.json().get("roles")))
                .containsExactlyInAnyOrder("duty-worker", "team-manager", "performance-analyst");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            sub        | null
            sub        | "two words"
            sub        | "$ne"
            authority  | null
            authority  | 825
            authority  | "82"
            authority  | "8255"
            authority  | {"$ne": "1"}
            roles      | null
            roles      | "team-manager"
            roles      | [1]
            teams      | []
            teams      | "north"
            teams      | ["north", "a b"]
            exp        | null
            aud        | null
            aud        | "waymark2"
            iss        | null
            nbf        | 32503680000
            """)
    void aTokenThatIsNotOfTheFormIsNobodys(String claim, String value) {
        // Given
        var claims = claims();
        claims.put(claim, JSON.readValue(value, Object.class));
        if (claims.get(claim) == null) claims.remove(claim);

        // When / Then
        signInAsked(server.get(
                "/caller", "Authorization", "Bearer " + TestIssuer.shared().sign(claims)));
    }

    @Test
    void aTokenThatSignsItselfIsNobodys() {
        // Given
        var unsigned = part(Map.of("alg", "none")) + "." + part(claims()) + ".";
        var good = TestIssuer.shared().sign(claims());
        var altered = good.replaceFirst("\\.[^.]+\\.", "." + part(claims()) + ".");

        // When / Then
        signInAsked(server.get("/caller", "Authorization", "Bearer " + unsigned));
        signInAsked(server.get("/caller", "Authorization", "Bearer " + altered.replaceFirst("..$", "")));
        signInAsked(server.get("/caller", "Authorization", "Basic ZGVtbzpkZW1v"));
        signInAsked(server.get("/caller?access_token=" + good, "Authorization", ""));
        assertThat(server.get("/caller", "Authorization", "Bearer " + good).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness", "/actuator/prometheus", "/openapi"})
    void whatProbesAndScrapesAskForIsOpen(String path) throws Exception {
        try (var anybody = HttpClient.newHttpClient()) {
            var answer =
                    anybody.send(HttpRequest.newBuilder(server.address(path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).containsKeys("X-Content-Type-Options", "X-Frame-Options");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(answer.headers().map()).doesNotContainKey("Set-Cookie");
        }
    }

    @Test
    void whoIssuesTokensForTheServiceIsPublished() {
        assertThat(texts(as(Credentials.OFFICER, "/.well-known/oauth-protected-resource")
                        .json()
                        .get("authorization_servers")))
                .containsExactly(TestIssuer.shared().address().toString());
    }

    @Test
    void operatorsEndpointsAreTheAdministratorsAlone() {
        assertThat(server.postJson("/actuator/republish", "{}", "Authorization", Credentials.MANAGER.bearer())
                        .status())
                .isEqualTo(403);
        assertThat(server.postJson("/actuator/republish", "{}", "Authorization", Credentials.ADMINISTRATOR.bearer())
                        .status())
                .isEqualTo(200);
        assertThat(as(Credentials.ADMINISTRATOR, "/visits").status()).isEqualTo(403);
    }

    @Test
    void onAPortOfTheirOwnOperatorsEndpointsAreTheAdministratorsAloneAndNowhereElse(@TempDir Path elsewhere)
            throws Exception {
        // Given
        try (var ported = new VisitsServer(elsewhere, TestIssuer.shared().address(), "--management.server.port=0")) {
            var republish = ported.operators("/actuator/republish");
            var where = ported.address("/actuator/republish");

            // When / Then
            assertThat(posted(republish, "")).isEqualTo(401);
            assertThat(posted(republish, Credentials.MANAGER.bearer())).isEqualTo(403);
            assertThat(posted(republish, Credentials.ADMINISTRATOR.bearer())).isEqualTo(200);
            assertThat(posted(where, "")).isEqualTo(401);
            assertThat(posted(where, Credentials.ADMINISTRATOR.bearer())).isEqualTo(404);
            for (var open : List.of("/actuator/health", "/actuator/health/readiness", "/actuator/prometheus")) {
                assertThat(got(ported.operators(open))).isEqualTo(200);
                assertThat(got(ported.address(open))).isEqualTo(404);
            }
            assertThat(got(ported.address("/openapi"))).isEqualTo(200);
            assertThat(got(ported.operators("/visits"))).isEqualTo(401);
        }
    }

    private static int posted(URI address, String bearer) throws Exception {
        return status(HttpRequest.newBuilder(address)
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private static int got(URI address) throws Exception {
        return status(HttpRequest.newBuilder(address));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        try (var anybody = HttpClient.newHttpClient()) {
            return anybody.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/visits//", "/visits;x=1", "/visits/%2e%2e/caller"})
    void anAddressWithTwoMeaningsReachesNothing(String path) {
        // When
        var refused = as(Credentials.OFFICER, path);

        // Then
        assertThat(refused.status()).isIn(400, 403, 404);
        assertThat(refused.type()).isEqualTo("application/problem+json");
    }

    @Test
    void anIssuerThatIsAwayIsNotTheCallersFaultAndMayComeLater(@TempDir Path elsewhere) throws IOException {
        // Given
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (var waiting = new VisitsServer(elsewhere, URI.create("http://127.0.0.1:" + port))) {
            // When
            var meanwhile = as(waiting, TestIssuer.shared());
            var issuer = new TestIssuer(port);
            var afterwards = as(waiting, issuer);

            // Then
            assertThat(meanwhile.status()).isEqualTo(503);
            assertThat(meanwhile.json().get("rule").asString()).isEqualTo("request.issuer-away");
            assertThat(afterwards.status()).isEqualTo(200);
        }
    }

    private static Response as(VisitsServer server, TestIssuer issuer) {
        var claims = claims();
        claims.put("iss", issuer.address().toString());
        return server.get("/caller", "Authorization", "Bearer " + issuer.sign(claims));
    }

    private static Response as(Credentials credentials, String path) {
        return server.get(path, "Authorization", credentials.bearer());
    }

    private static Map<String, Object> claims() {
        var claims = TestIssuer.shared().claims(Instant.now().plusSeconds(60));
        claims.putAll(Map.of("sub", "M-1", "authority", "825", "roles", List.of("team-manager")));
        return claims;
    }

    private static String part(Map<String, Object> json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8));
    }

    private static void signInAsked(Response response) {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(401);
        assertThat(response.type()).isEqualTo("application/problem+json");
        assertThat(response.json().get("rule").asString()).isEqualTo("request.sign-in");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
