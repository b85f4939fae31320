package waymark.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import waymark.web.Caller;

/** Lets a request in where one of its caller's roles permits it, and leaves with the request who that caller is. */
final class Gate implements AuthorizationManager<RequestAuthorizationContext> {
    private static final String DECIDED = Gate.class.getName();

    private final Function<HttpServletRequest, Set<Role>> permissions;

    private record Decided(Caller caller, Set<Role> permitting) {}

    Gate(Function<HttpServletRequest, Set<Role>> permissions) {
        this.permissions = permissions;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> signedIn, RequestAuthorizationContext context) {
        if (!(signedIn.get() instanceof JwtAuthenticationToken token)) return new AuthorizationDecision(false);
        var request = context.getRequest();
        var permitting = permissions.apply(request);
        var caller = Claims.caller(token.getToken(), permitting);
        request.setAttribute(DECIDED, new Decided(caller, permitting));
        return new AuthorizationDecision(!caller.roles().isEmpty());
    }

    /** Of a request that was let in. */
    static Caller caller(HttpServletRequest request) {
        if (request.getAttribute(DECIDED) instanceof Decided decided) return decided.caller();
        throw new IllegalStateException("a request without a caller reached " + request.getRequestURI());
    }

    /** The roles that would have let a request in; none where nothing would have. */
    static Set<Role> permitting(HttpServletRequest request) {
        return request.getAttribute(DECIDED) instanceof Decided decided ? decided.permitting() : Set.of();
    }
}
