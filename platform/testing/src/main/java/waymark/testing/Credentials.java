package waymark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who tests, drills and benchmarks say they are: an access token on each request, renewed before it ends. All of them take it from here. Safe for use
 * by several threads.
 */
public final class Credentials {
    /** The codes of all roles, in the order in which they go before one another. */
    public static final List<String> ROLES = List.of(
            "cme-officer",
            "send-coordinator",
            "duty-worker",
            "reviewing-officer",
            "team-manager",
            "performance-analyst",
            "councillor",
            "administrator");

    /** Has every role, as the client {@code demo} has: for tests of anything but who may do what. */
    public static final Credentials OFFICER = new Credentials("825", "CME-07");

    public static final Credentials OFFICER_ELSEWHERE = new Credentials("826", "CME-99");
    public static final Credentials CME_OFFICER = new Credentials("825", "CME-08", "cme-officer");
    public static final Credentials COORDINATOR = new Credentials("825", "SEN-04", "send-coordinator");
    public static final Credentials DUTY_WORKER = new Credentials("825", "SW-01", "duty-worker");
    public static final Credentials REVIEWING_OFFICER = new Credentials("825", "IRO-02", "reviewing-officer");
    public static final Credentials MANAGER = new Credentials("825", "MAN-01", "team-manager");
    public static final Credentials ANALYST = new Credentials("825", "AN-01", "performance-analyst");
    public static final Credentials COUNCILLOR = new Credentials("825", "CLLR-1", "councillor");
    public static final Credentials ADMINISTRATOR = new Credentials("825", "OPS-1", "administrator");

    private final String authority;
    private final String actor;
    private final List<String> roles;
    private final Supplier<Token> source;
    private volatile Token token = new Token("", Instant.MIN);

    private record Token(String text, Instant renewAt) {}

    /** @param roles codes; none for every role */
    public Credentials(String authority, String actor, String... roles) {
        this(authority, actor, roles.length == 0 ? ROLES : List.of(roles), null);
    }

    private Credentials(String authority, String actor, List<String> roles, List<String> teams) {
        this.authority = authority;
        this.actor = actor;
        this.roles = roles;
        source = () -> fromTestIssuer(authority, actor, roles, teams);
    }

    private Credentials(URI issuer) {
        authority = "825";
        actor = "demo";
        roles = ROLES;
        source = () -> fromClientCredentials(issuer);
    }

    private Credentials(String accessToken) {
        authority = null;
        actor = null;
        roles = List.of();
        source = () -> new Token(accessToken, Instant.MAX);
    }

    /**
     * The client {@code demo} of a running system: authority 825, every role. Its first request throws {@link UncheckedIOException} where the issuer
     * is away.
     */
    public static Credentials demo(URI issuer) {
        return new Credentials(issuer);
    }

    /** Whoever has this access token, for as long as it lasts; what it says of them is not looked at. */
    public static Credentials of(String accessToken) {
        return new Credentials(accessToken);
    }

    /** The same person, of these teams alone. */
    public Credentials inTeams(String... teams) {
        return new Credentials(authority, actor, roles, List.of(teams));
    }

    /** Null where only a token is known; the actor too. */
    public String authority() {
        return authority;
    }

    public String actor() {
        return actor;
    }

    /** The value of the header Authorization. */
    public String bearer() {
        var present = token;
        if (!Instant.now().isBefore(present.renewAt())) {
            synchronized (this) {
                if (!Instant.now().isBefore(token.renewAt())) token = source.get();
                present = token;
            }
        }
        return "Bearer " + present.text();
    }

    public HttpRequest.Builder on(HttpRequest.Builder request) {
        return request.header("Authorization", bearer());
    }

    private static Token fromTestIssuer(String authority, String actor, List<String> roles, List<String> teams) {
        var until = Instant.now().plus(Duration.ofHours(1));
        var claims = TestIssuer.shared().claims(until);
        claims.put("sub", actor);
        claims.put("authority", authority);
        claims.put("roles", roles);
        if (teams != null) claims.put("teams", teams);
        return new Token(TestIssuer.shared().sign(claims), until.minus(Duration.ofMinutes(10)));
    }

    private static Token fromClientCredentials(URI issuer) {
        var basic = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.US_ASCII));
        var form = "grant_type=client_credentials";
        var request = HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the issuer refused the client demo: " + answer.statusCode());
            }
            var granted = JsonMapper.shared().readTree(answer.body());
            var lives = Duration.ofSeconds(granted.get("expires_in").asLong());
            return new Token(
                    granted.get("access_token").asString(), Instant.now().plus(lives.dividedBy(2)));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
