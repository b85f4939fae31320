package waymark.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The provider on a free port, and a browser that keeps cookies but follows no redirect by itself. */
final class RunningIdentity implements AutoCloseable {
    static final String SECRET = "a secret of the tests";
    static final String PORTAL = "http://127.0.0.1:8080";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final ConfigurableApplicationContext context;
    private final String address;
    private HttpClient browser = newBrowser();

    private RunningIdentity(ConfigurableApplicationContext context, String address) {
        this.context = context;
        this.address = address;
    }

    /** @param others settings that go before those of every test */
    static RunningIdentity start(Path folder, Clock clock, Map<String, String> others) throws IOException {
        int port = freePort();
        var address = "http://127.0.0.1:" + port;
        var given = new HashMap<>(Map.of(
                "server.port",
                Integer.toString(port),
                "waymark.folder",
                folder.toString(),
                "waymark.sign-in.issuer",
                address,
                "waymark.sign-in.portal-secret",
                SECRET));
        given.putAll(others);
        var context = new SpringApplicationBuilder(IdentityApplication.class)
                .properties(
                        "spring.config.name=identity",
                        "spring.config.location=classpath:/identity/",
                        "spring.main.register-shutdown-hook=false")
                .initializers(starting ->
                        ((GenericApplicationContext) starting).registerBean("clock", Clock.class, () -> clock))
                .run(given.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        return new RunningIdentity(context, address);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    /** Another browser, without the cookies of the one before. */
    void changeBrowser() {
        browser.close();
        browser = newBrowser();
    }

    String address() {
        return address;
    }

    HttpResponse<String> get(String place) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(at(place))
                        .header("Accept", "text/html, */*;q=0.1")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String place, Map<String, String> form, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(at(place))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        if (headers.length > 0) request.headers(headers);
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String place) {
        return place.startsWith("http") ? URI.create(place) : URI.create(address + place);
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Opens the page and sends its form. */
    HttpResponse<String> signIn(String account, String password) throws Exception {
        return post("/sign-in", Map.of("account", account, "password", password, "_csrf", csrf(get("/sign-in"))));
    }

    private static String csrf(HttpResponse<String> page) {
        var token = CSRF.matcher(page.body());
        if (!token.find()) throw new AssertionError("No form with a CSRF token: " + page.body());
        return token.group(1);
    }

    HttpResponse<String> token(String client, String secret, Map<String, String> form) throws Exception {
        var basic = Base64.getEncoder()
                .encodeToString(
                        (URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8)).getBytes(UTF_8));
        return post("/oauth2/token", form, "Authorization", "Basic " + basic);
    }

    /** The claims, once the signature is found to be of a published key. */
    JWTClaimsSet claims(String token) throws Exception {
        var jwt = SignedJWT.parse(token);
        var key = JWKSet.parse(get("/oauth2/jwks").body())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        if (!jwt.verify(new RSASSAVerifier(key.toRSAKey())))
            throw new AssertionError("The signature is not this provider's");
        return jwt.getJWTClaimsSet();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer + answer.body()));
    }

    @Override
    public void close() {
        browser.close();
        context.close();
    }
}
