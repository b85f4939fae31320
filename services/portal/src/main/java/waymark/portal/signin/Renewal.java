package waymark.portal.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The access token of whoever is signed in, renewed before it ends. One request of a session renews it and the others wait for that, because a refresh
 * token is good for one use and a second use ends the sign-in.
 */
@Component
final class Renewal {
    /** How long before its end a token is renewed. */
    static final Duration BEFOREHAND = Duration.ofMinutes(1);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final String FAILED_AT = Renewal.class.getName() + ".failedAt";

    private static final Logger log = LoggerFactory.getLogger(Renewal.class);

    private final OAuth2AuthorizedClientManager tokens;
    private final OAuth2AuthorizedClientRepository kept;

    Renewal(OAuth2AuthorizedClientManager tokens, OAuth2AuthorizedClientRepository kept) {
        this.tokens = tokens;
        this.kept = kept;
    }

    /**
     * @throws ClientAuthorizationRequiredException where one has to sign in again
     * @throws ProviderAway where the token has ended and the provider did not answer
     */
    String token(OAuth2AuthenticationToken person, HttpServletRequest request, HttpServletResponse response) {
        var now = stored(person, request);
        if (lasts(now, BEFOREHAND)) return now.getAccessToken().getTokenValue();
        synchronized (WebUtils.getSessionMutex(request.getSession())) {
            now = stored(person, request);
            if (lasts(now, BEFOREHAND) || (hasJustFailed(request) && lasts(now, Duration.ZERO))) {
                return now.getAccessToken().getTokenValue();
            }
            if (hasJustFailed(request)) throw new ProviderAway(null);
            return renewed(now, person, request, response).getAccessToken().getTokenValue();
        }
    }

    private OAuth2AuthorizedClient renewed(
            OAuth2AuthorizedClient now,
            OAuth2AuthenticationToken person,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var renewed = tokens.authorize(OAuth2AuthorizeRequest.withAuthorizedClient(now)
                    .principal(person)
                    .attribute(HttpServletRequest.class.getName(), request)
                    .attribute(HttpServletResponse.class.getName(), response)
                    .build());
            // A provider that lets nothing be renewed: the token is good to its end.
            if (renewed == null || !lasts(renewed, Duration.ZERO)) throw signIn();
            return renewed;
        } catch (ClientAuthorizationException fault) {
            if (fault.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)) throw signIn();
            if (fault instanceof ClientAuthorizationRequiredException required) throw required;
            request.getSession().setAttribute(FAILED_AT, Instant.now());
            if (lasts(now, Duration.ZERO)) return now;
            log.warn("A token could not be renewed: {}", fault.getError().getErrorCode());
            throw new ProviderAway(fault);
        }
    }

    /** So that those who wait for a provider that hangs wait for it once, and not one after the other. */
    private static boolean hasJustFailed(HttpServletRequest request) {
        return request.getSession().getAttribute(FAILED_AT) instanceof Instant failedAt
                && failedAt.plus(PAUSE_AFTER_FAILURE).isAfter(Instant.now());
    }

    private OAuth2AuthorizedClient stored(OAuth2AuthenticationToken person, HttpServletRequest request) {
        OAuth2AuthorizedClient stored = kept.loadAuthorizedClient(SignInConfiguration.CLIENT, person, request);
        if (stored == null) throw signIn();
        return stored;
    }

    private static ClientAuthorizationRequiredException signIn() {
        return new ClientAuthorizationRequiredException(SignInConfiguration.CLIENT);
    }

    private static boolean lasts(OAuth2AuthorizedClient client, Duration more) {
        var ends = client.getAccessToken().getExpiresAt();
        return ends != null && ends.isAfter(Instant.now().plus(more));
    }
}
