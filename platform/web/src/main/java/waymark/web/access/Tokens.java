package waymark.web.access;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;
import waymark.web.WaymarkSettings;

/**
 * Checks tokens: signature, issuer, audience, expiry and the forms of {@link Claims}. The issuer is asked for its keys when a token first needs them:
 * it may start after the service, and be away for a time.
 */
final class Tokens implements JwtDecoder {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);
    private static final int PATIENCE_MILLIS = 2_000;

    private final WaymarkSettings.SignIn settings;
    private volatile JwtDecoder decoder;

    Tokens(WaymarkSettings.SignIn settings) {
        this.settings = settings;
    }

    /** Nobody can be told whether the token is good: not the caller's fault, and to be tried again. */
    static final class IssuerAway extends AuthenticationException {
        private static final long serialVersionUID = 1;

        IssuerAway(Throwable cause) {
            super("the issuer of tokens did not answer", cause);
        }
    }

    @Override
    public Jwt decode(String token) {
        try {
            return decoder().decode(token);
        } catch (BadJwtException refused) {
            throw refused;
        } catch (JwtException noKeys) {
            throw away(noKeys);
        }
    }

    private JwtDecoder decoder() {
        var known = decoder;
        if (known != null) return known;
        try {
            var found = discover();
            decoder = found;
            return found;
        } catch (IllegalArgumentException | IllegalStateException undiscovered) {
            throw away(undiscovered);
        }
    }

    private JwtDecoder discover() {
        var http = new SimpleClientHttpRequestFactory();
        http.setConnectTimeout(PATIENCE_MILLIS);
        http.setReadTimeout(PATIENCE_MILLIS);
        var expiry = new JwtTimestampValidator(CLOCKS_DIFFER_BY);
        expiry.setAllowEmptyExpiryClaim(false);
        var found = NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(new RestTemplate(http))
                .build();
        found.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                expiry,
                new JwtIssuerValidator(settings.issuer()),
                new JwtAudienceValidator(settings.audience()),
                new Claims()));
        return found;
    }

    private IssuerAway away(RuntimeException cause) {
        log.atWarn().addKeyValue("issuer", settings.issuer()).setCause(cause).log("the issuer of tokens is away");
        return new IssuerAway(cause);
    }
}
