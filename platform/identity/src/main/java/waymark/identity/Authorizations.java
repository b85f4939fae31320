package waymark.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * What was granted to people, in memory: after a restart they sign in again. Of many sign-ins only the newest can be renewed, and what a program
 * gets for its own secret is not kept at all, or scripts that ask often would fill the memory.
 */
@Component
final class Authorizations implements OAuth2AuthorizationService {
    private static final int MOST = 10_000;

    private final InMemoryOAuth2AuthorizationService kept = new InMemoryOAuth2AuthorizationService();
    private final Deque<String> oldestFirst = new ArrayDeque<>();

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) return;
        if (kept.findById(authorization.getId()) == null) oldestFirst.addLast(authorization.getId());
        kept.save(authorization);
        if (oldestFirst.size() > MOST) {
            var oldest = kept.findById(oldestFirst.removeFirst());
            if (oldest != null) kept.remove(oldest);
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        kept.remove(authorization);
    }

    @Override
    public OAuth2Authorization findById(String id) {
        return kept.findById(id);
    }

    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
        return kept.findByToken(token, type);
    }
}
