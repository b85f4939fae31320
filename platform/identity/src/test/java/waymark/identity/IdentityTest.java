package waymark.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waymark.identity.RunningIdentity.PORTAL;
import static waymark.identity.RunningIdentity.SECRET;
import static waymark.identity.RunningIdentity.encoded;
import static waymark.identity.RunningIdentity.json;
import static waymark.identity.RunningIdentity.location;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import tools.jackson.databind.JsonNode;
import waymark.web.access.Role;

class IdentityTest {
    private static final String BACK = PORTAL + "/login/oauth2/code/waymark";
    private static final String VERIFIER = "a-verifier-of-the-tests-that-is-forty-three-characters-long";
    private static final List<String> ALL_ROLES =
            Stream.of(Role.values()).map(Role::code).toList();

    @TempDir
    private static Path folder;

    private static volatile Instant now = Instant.parse("2026-01-05T09:00:00Z");
    private static RunningIdentity identity;

    @BeforeAll
    static void start() throws Exception {
        identity = RunningIdentity.start(folder, turned(), Map.of());
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @BeforeEach
    void afterAWhile() {
        now = now.plus(Duration.ofHours(1));
        identity.changeBrowser();
    }

    private static Clock turned() {
        InstantSource hands = () -> now;
        return hands.withZone(ZoneOffset.UTC);
    }

    @Test
    void itSaysOfItselfWhatServicesAndThePortalNeedToKnow() throws Exception {
        // When
        var document = json(identity.get("/.well-known/openid-configuration"));

        // Then
        assertThat(document.get("issuer").asString()).isEqualTo(identity.address());
        for (var place : List.of("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint")) {
            assertThat(document.get(place).asString()).as(place).startsWith(identity.address());
        }
        assertThat(json(identity.get("/oauth2/jwks")).toString())
                .contains("\"kty\":\"RSA\"")
                .doesNotContain("\"d\":");
    }

    @Test
    void aScriptGetsATokenWithEveryRoleOfTheDemonstrationsAuthority() throws Exception {
        // When
        var answer = identity.token("demo", "demo", Map.of("grant_type", "client_credentials"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("expires_in").asInt()).isBetween(290, 300);
        var claims = identity.claims(json(answer).get("access_token").asString());
        assertThat(claims.getIssuer()).isEqualTo(identity.address());
        assertThat(claims.getSubject()).isEqualTo("demo");
        assertThat(claims.getAudience()).containsExactly("waymark");
        assertThat(claims.getStringClaim("authority")).isEqualTo("825");
        assertThat(claims.getStringListClaim("roles")).isEqualTo(ALL_ROLES);
        assertThat(claims.getClaim("teams")).isNull();
        assertThat(claims.getClaim("name")).isNull();
    }

    @Test
    void aScriptWithAnotherSecretGetsNoToken() throws Exception {
        // When
        var answer = identity.token("demo", "guessed", Map.of("grant_type", "client_credentials"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void whoeverSignsInComesBackToThePortalWithTokensThatSayWhoItIs() throws Exception {
        // Given
        var asked = identity.get(authorize(BACK));
        assertThat(location(asked)).isEqualTo(identity.address() + "/sign-in");

        // When
        var tokens = tokens(identity.signIn("duty-12", People.PASSWORD));

        // Then
        var access = identity.claims(tokens.get("access_token").asString());
        assertThat(access.getSubject()).isEqualTo("DUTY-12");
        assertThat(access.getAudience()).containsExactly("waymark");
        assertThat(access.getStringClaim("authority")).isEqualTo("825");
        assertThat(access.getStringListClaim("roles")).containsExactly("duty-worker");
        assertThat(access.getStringListClaim("teams")).containsExactly("aylesbury-assessment", "aylesbury-support");
        assertThat(access.getClaim("name")).isNull();
        var idToken = identity.claims(tokens.get("id_token").asString());
        assertThat(idToken.getSubject()).isEqualTo("DUTY-12");
        assertThat(idToken.getAudience()).containsExactly("portal");
        assertThat(idToken.getStringClaim("name")).isEqualTo("Emrys Longacre");
        assertThat(idToken.getStringListClaim("roles")).containsExactly("duty-worker");
    }

    @Test
    void aTokenIsRenewedOnceAndNeverWithTheOldRefreshToken() throws Exception {
        // Given
        identity.get(authorize(BACK));
        var first = tokens(identity.signIn("MAN-01", People.PASSWORD));
        var refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.get("refresh_token").asString());

        // When
        var renewed = identity.token("portal", SECRET, refresh);
        var again = identity.token("portal", SECRET, refresh);

        // Then
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(identity.claims(json(renewed).get("access_token").asString()).getStringListClaim("roles"))
                .containsExactly("team-manager");
        assertThat(json(renewed).get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
        assertThat(again.statusCode()).isEqualTo(400);
    }

    @Test
    void aCodeIsWorthNothingWithoutTheVerifierOfWhoeverAskedForIt() throws Exception {
        // Given
        identity.get(authorize(BACK));
        var code = code(identity.signIn("CME-07", People.PASSWORD));

        // When
        var stolen = identity.token(
                "portal", SECRET, exchange(code, "another-verifier-that-is-also-forty-three-characters-long"));
        var withoutChallenge = identity.get(authorize(BACK).replaceAll("&code_challenge[^&]*=[^&]*", ""));

        // Then
        assertThat(stolen.statusCode()).isEqualTo(400);
        assertThat(location(withoutChallenge)).contains("error=invalid_request");
    }

    @Test
    void aCodeIsSentToThePortalsAddressesAlone() throws Exception {
        // Given
        identity.signIn("CME-07", People.PASSWORD);

        // When
        var elsewhere = identity.get(authorize("https://elsewhere.example/login/oauth2/code/waymark"));
        var byName = identity.get(authorize("http://localhost:8080/login/oauth2/code/waymark"));

        // Then
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.headers().firstValue("Location")).isEmpty();
        assertThat(elsewhere.body()).contains("Go to the portal");
        assertThat(location(byName)).startsWith("http://localhost:8080/login/oauth2/code/waymark?code=");
    }

    @Test
    void aWrongPasswordIsRefusedInWordsThatDoNotSayWhetherTheAccountExists() throws Exception {
        // When
        var wrong = identity.signIn("CME-07", "guessed");
        var nobody = identity.signIn("\"><script>alert(1)</script>", "guessed");

        // Then
        assertThat(wrong.statusCode()).isEqualTo(nobody.statusCode()).isEqualTo(200);
        var words = "There is no account with this name and password.";
        assertThat(wrong.body())
                .contains("<title>Error: ", words, "value=\"CME-07\"")
                .doesNotContain("guessed");
        assertThat(nobody.body()).contains(words).doesNotContain("<script>");
        assertThat(location(identity.get(authorize(BACK)))).endsWith("/sign-in");
    }

    @Test
    void aFormWithoutItsTokenSignsNobodyIn() throws Exception {
        // When
        var answer = identity.post("/sign-in", Map.of("account", "CME-07", "password", People.PASSWORD));

        // Then
        assertThat(location(answer)).endsWith("/sign-in?late");
        assertThat(identity.get("/sign-in?late").body()).contains("open for too long");
        assertThat(location(identity.get(authorize(BACK)))).endsWith("/sign-in");
    }

    @Test
    void anAccountCanBeTriedFiveTimesAMinute() throws Exception {
        // Given
        for (int attempt = 0; attempt < 5; attempt++) identity.signIn("CME-08", "guess" + attempt);

        // When
        var tooMany = identity.signIn("cme-08", People.PASSWORD);
        var another = identity.signIn("CME-07", People.PASSWORD);
        now = now.plus(Duration.ofMinutes(1));
        var later = identity.signIn("CME-08", People.PASSWORD);

        // Then
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(tooMany.body()).contains("Too many attempts to sign in. Wait ");
        assertThat(another.statusCode()).isEqualTo(302);
        assertThat(later.statusCode()).isEqualTo(302);
    }

    @Test
    void anAddressCanTryTenTimesAMinuteWhateverTheAccounts() throws Exception {
        // Given
        for (int attempt = 0; attempt < 10; attempt++) identity.signIn("guess-" + attempt, "guessed");

        // When
        var tooMany = identity.signIn("CME-07", People.PASSWORD);

        // Then
        assertThat(tooMany.statusCode()).isEqualTo(429);
    }

    @Test
    void signingOutEndsTheSessionAndLeadsBackToThePortal() throws Exception {
        // Given
        identity.get(authorize(BACK));
        var idToken = tokens(identity.signIn("SEN-03", People.PASSWORD))
                .get("id_token")
                .asString();
        assertThat(location(identity.get(authorize(BACK)))).startsWith(BACK);

        // When
        var out = identity.get("/connect/logout?"
                + encoded(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", PORTAL + "/signed-out")));

        // Then
        assertThat(location(out)).isEqualTo(PORTAL + "/signed-out");
        assertThat(location(identity.get(authorize(BACK)))).endsWith("/sign-in");
    }

    @Test
    void thePageIsNotFramedRunsNoScriptAndKeepsItsCookieToItself() throws Exception {
        // When
        var page = identity.get("/sign-in");

        // Then
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'", "form-action 'self' " + PORTAL);
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("waymark-identity=")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(page.body()).contains("<td>Mara Ellwood</td>").doesNotContain("<script", "style=");
        assertThat(identity.get("/identity.css").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingButHealthAndMetricsIsOpenOfWhatOperatorsHave() throws Exception {
        // Then
        assertThat(identity.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(identity.get("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(location(identity.get("/actuator"))).endsWith("/sign-in");
        identity.signIn("ADM-01", People.PASSWORD);
        assertThat(identity.get("/actuator").statusCode()).isEqualTo(403);
    }

    @Test
    void aRestartKeepsTheKeyAndTheOwnerAloneCanReadIt(@TempDir Path ownFolder) throws Exception {
        // Given
        String token;
        try (var first = RunningIdentity.start(ownFolder, turned(), Map.of())) {
            token = json(first.token("demo", "demo", Map.of("grant_type", "client_credentials")))
                    .get("access_token")
                    .asString();
        }

        // When
        try (var second = RunningIdentity.start(ownFolder, turned(), Map.of())) {

            // Then
            assertThat(second.claims(token).getSubject()).isEqualTo("demo");
        }
        assertThat(Files.getPosixFilePermissions(ownFolder.resolve("signing-key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void itDoesNotStartBesideAnotherIssuerOrWithoutASecret() {
        assertThatThrownBy(() -> RunningIdentity.start(
                        folder, turned(), Map.of("waymark.sign-in.issuer", "https://sign-in.council.example")))
                .hasStackTraceContaining("https://sign-in.council.example")
                .hasStackTraceContaining("cannot be switched on beside another provider");
        assertThatThrownBy(() -> RunningIdentity.start(folder, turned(), Map.of("waymark.sign-in.portal-secret", "")))
                .hasStackTraceContaining("waymark.sign-in.portal-secret");
    }

    @Test
    void thereIsSomebodyForEveryRole() {
        // When
        var people = new People(PasswordEncoderFactories.createDelegatingPasswordEncoder());

        // Then
        assertThat(people.all().stream()
                        .map(Person::roles)
                        .filter(roles -> roles.size() == 1)
                        .flatMap(List::stream))
                .containsAll(ALL_ROLES);
        assertThat(people.all()).extracting(Person::account).allMatch(account -> account.matches("[A-Z]+-[0-9]+"));
    }

    private static String authorize(String back) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        var asked = new HashMap<>(Map.of(
                "response_type", "code",
                "client_id", "portal",
                "scope", "openid profile",
                "state", "a-state",
                "redirect_uri", back,
                "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest),
                "code_challenge_method", "S256"));
        return "/oauth2/authorize?" + encoded(asked);
    }

    /** Goes on from the form that was accepted, back to where the portal asked. */
    private static String code(HttpResponse<String> signedIn) throws Exception {
        var back = URI.create(location(identity.get(location(signedIn))));
        assertThat(back.toString()).startsWith(BACK);
        var query = Arrays.stream(back.getQuery().split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        assertThat(query).containsEntry("state", "a-state");
        return query.get("code");
    }

    private static JsonNode tokens(HttpResponse<String> signedIn) throws Exception {
        var answer = identity.token("portal", SECRET, exchange(code(signedIn), VERIFIER));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static Map<String, String> exchange(String code, String verifier) {
        return Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", BACK, "code_verifier", verifier);
    }
}
