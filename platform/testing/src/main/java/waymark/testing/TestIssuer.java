package waymark.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tests' issuer of access tokens: a key of its own, discovery and keys served on loopback, so that services check signature, issuer, audience
 * and expiry as they do of any other. It gives a token to whoever asks in Java; nobody can ask over HTTP.
 */
public final class TestIssuer {
    public static final String AUDIENCE = "waymark";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY_ID = "of-the-tests";

    private final KeyPair key;
    private final URI address;

    /** With a key that no other has, on a free port. It ends with the JVM. */
    public TestIssuer() {
        this(0);
    }

    /** @param port 0 for a free one */
    public TestIssuer(int port) {
        try {
            var keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            key = keys.generateKeyPair();
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            serve(server, "/.well-known/openid-configuration", discovery());
            serve(server, "/keys", keys());
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            // The server's thread is a daemon where the one that starts it is: it keeps no JVM alive.
            Thread.ofPlatform().daemon().start(server::start).join();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        } catch (GeneralSecurityException noRsa) {
            throw new IllegalStateException("every Java platform has RSA", noRsa);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The one whose tokens {@link Credentials} bear and whose address {@link RunningService} sets. */
    public static TestIssuer shared() {
        return Shared.ISSUER;
    }

    /** Setting {@code waymark.sign-in.issuer} of a service that is to trust it. */
    public URI address() {
        return address;
    }

    /** What every token says beside who its bearer is: from this issuer, for Waymark, ending at the time. */
    public Map<String, Object> claims(Instant until) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", address.toString());
        claims.put("aud", List.of(AUDIENCE));
        claims.put("iat", until.getEpochSecond() - 3_600);
        claims.put("exp", until.getEpochSecond());
        return claims;
    }

    /** A signed token with just these claims, which may be as wrong as a test likes. */
    public String sign(Map<String, Object> claims) {
        var head = Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID);
        var signed = base64(JSON.writeValueAsBytes(head)) + "." + base64(JSON.writeValueAsBytes(claims));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the issuer's key cannot sign", unusable);
        }
    }

    private Object discovery() {
        return Map.of(
                "issuer",
                address.toString(),
                "jwks_uri",
                address + "/keys",
                "authorization_endpoint",
                address + "/nobody-signs-in-here",
                "token_endpoint",
                address + "/nobody-signs-in-here",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private Object keys() {
        var rsa = (RSAPublicKey) key.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        KEY_ID,
                        "n",
                        base64(unsigned(rsa.getModulus())),
                        "e",
                        base64(unsigned(rsa.getPublicExponent())))));
    }

    private static void serve(HttpServer server, String path, Object document) {
        var body = JSON.writeValueAsBytes(document);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Made when it is first asked for. */
    private static final class Shared {
        private static final TestIssuer ISSUER = new TestIssuer();
    }
}
