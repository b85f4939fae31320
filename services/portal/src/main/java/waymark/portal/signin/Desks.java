package waymark.portal.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.text.ParseException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import waymark.calendar.BusinessClock;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;
import waymark.portal.desk.Services;
import waymark.web.access.Role;

/** Gives a page's method the {@link Desk} of the person who asks, with a token that is good for a while. */
@Component
public final class Desks implements HandlerMethodArgumentResolver {
    private static final String DESK = Desks.class.getName();

    /** In the session: when its person last asked for something. */
    static final String ASKED = DESK + ".asked";

    /** A header of what a page asks by itself; see {@link #unasked}. */
    static final String BY_ITSELF = "Waymark-By-Itself";

    private static final Logger log = LoggerFactory.getLogger(Desks.class);

    private final Renewal tokens;
    private final Services services;
    private final BusinessClock clock;

    Desks(Renewal tokens, Services services, BusinessClock clock) {
        this.tokens = tokens;
        this.services = services;
        this.clock = clock;
    }

    /** Null where nobody is signed in. */
    public Desk of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(DESK) instanceof Desk desk) return desk;
        var desk = made(request, response);
        if (desk != null && request.getHeader(BY_ITSELF) == null) {
            request.getSession().setAttribute(ASKED, Instant.now());
        }
        return desk;
    }

    /**
     * For what a page asks by itself as long as it is open: that alone keeps no session alive. Null where nobody is signed in any more, or it cannot be known
     * just now.
     */
    public Desk unasked(HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session == null) return null;
        if (session.getAttribute(ASKED) instanceof Instant asked && isIdle(session, asked)) {
            session.invalidate();
            return null;
        }
        try {
            return made(request, response);
        } catch (ProviderAway | OAuth2AuthorizationException unknown) {
            log.debug("Nobody can be asked for just now", unknown);
            return null;
        }
    }

    private static boolean isIdle(HttpSession session, Instant asked) {
        int longest = session.getMaxInactiveInterval();
        return longest > 0 && asked.plusSeconds(longest).isBefore(Instant.now());
    }

    private Desk made(HttpServletRequest request, HttpServletResponse response) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken signedIn)) {
            return null;
        }
        var token = tokens.token(signedIn, request, response);
        var name = signedIn.getPrincipal().<String>getAttribute("name");
        var desk = new Desk(person(token, name), clock.today(), services, token, request.getRemoteAddr());
        request.setAttribute(DESK, desk);
        return desk;
    }

    /** The token came from the provider itself, not by way of the browser; the services check its signature. */
    private static Person person(String token, String name) {
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            var roles = EnumSet.noneOf(Role.class);
            for (var role : Role.values()) if (texts(claims, "roles").contains(role.code())) roles.add(role);
            return new Person(
                    claims.getSubject(),
                    name == null ? claims.getSubject() : name,
                    claims.getStringClaim("authority"),
                    roles,
                    texts(claims, "teams"));
        } catch (ParseException unreadable) {
            throw new IllegalStateException(
                    "the provider's access tokens must be JWTs with the claims of Waymark", unreadable);
        }
    }

    private static List<String> texts(JWTClaimsSet claims, String name) throws ParseException {
        var texts = claims.getStringListClaim(name);
        return texts == null ? List.of() : texts;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Desk.class;
    }

    @Override
    public Desk resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer model,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        return of(
                request.getNativeRequest(HttpServletRequest.class),
                request.getNativeResponse(HttpServletResponse.class));
    }
}
