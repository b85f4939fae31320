package waymark.portal.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import waymark.testing.TestIssuer;

/**
 * A council's OpenID provider at which everybody is signed in already, as the person whom the test names. A refresh token is good for one use; a second use
 * ends what was granted. It can be away.
 */
final class Provider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestIssuer keys = new TestIssuer();
    private final HttpServer server;
    private final String address;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    final AtomicInteger renewals = new AtomicInteger();

    volatile String account = "CME-07";
    volatile List<String> roles = List.of("cme-officer");
    /** In seconds, of access tokens that are given from now on. */
    volatile int tokensLast = 300;

    volatile boolean away;
    volatile boolean refuses;

    Provider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return address;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> say(exchange, 200, discovery());
                case "/authorize" -> {
                    var asked = form(exchange.getRequestURI().getRawQuery());
                    var code = "code-" + number.incrementAndGet();
                    codes.put(code, asked);
                    exchange.getResponseHeaders()
                            .set(
                                    "Location",
                                    "%s?code=%s&state=%s"
                                            .formatted(
                                                    asked.get("redirect_uri"),
                                                    code,
                                                    java.net.URLEncoder.encode(asked.get("state"), UTF_8)));
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/token" -> token(exchange);
                default -> say(exchange, 404, Map.of());
            }
        }
    }

    private Map<String, ?> discovery() {
        return Map.of(
                "issuer",
                address,
                "jwks_uri",
                keys.address() + "/keys",
                "authorization_endpoint",
                address + "/authorize",
                "token_endpoint",
                address + "/token",
                "end_session_endpoint",
                address + "/sign-out",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (away) {
            say(exchange, 503, Map.of());
            return;
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("token_type", "Bearer");
        answer.put("expires_in", tokensLast);
        if (form.get("grant_type").equals("refresh_token")) {
            renewals.incrementAndGet();
            var whose = refuses ? null : refreshTokens.remove(form.get("refresh_token"));
            if (whose == null) {
                // A token that is used twice may have been stolen: nothing of what was granted is good any more.
                refreshTokens.clear();
                say(exchange, 400, Map.of("error", "invalid_grant"));
                return;
            }
        } else {
            var asked = codes.remove(form.get("code"));
            var id = keys.claims(Instant.now().plusSeconds(300));
            id.put("iat", Instant.now().getEpochSecond());
            id.put("iss", address);
            id.put("aud", List.of("portal"));
            id.put("sub", account);
            id.put("name", "Somebody");
            id.put("nonce", asked.get("nonce"));
            answer.put("id_token", keys.sign(id));
        }
        var claims = keys.claims(Instant.now().plusSeconds(300));
        claims.put("iss", address);
        claims.put("sub", account);
        claims.put("authority", "825");
        claims.put("roles", roles);
        answer.put("access_token", keys.sign(claims));
        var refresh = "refresh-" + number.incrementAndGet();
        refreshTokens.put(refresh, account);
        answer.put("refresh_token", refresh);
        say(exchange, 200, answer);
    }

    private static Map<String, String> form(String encoded) {
        var form = new HashMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            var parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }

    private static void say(HttpExchange exchange, int status, Map<String, ?> answer) throws IOException {
        var body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
