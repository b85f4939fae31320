package waymark.portal.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What was typed into a form whose session had ended. It is not carried out, because nobody knows any more who sent it: it waits on the server until the
 * same person has signed in again, and then stands in the form as it was typed.
 */
@Component
public final class KeptWords implements AccessDeniedHandler {
    /** A form's hidden field: whose words these are. */
    public static final String BY = "by";

    private static final String KEPT = KeptWords.class.getName();
    private static final int MOST_CHARACTERS = 100_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);

    private final AccessDeniedHandler otherwise = new AccessDeniedHandlerImpl();
    private final HttpSessionRequestCache afterwards = new HttpSessionRequestCache();

    private record Kept(String path, String by, HashMap<String, String[]> words) implements Serializable {}

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        boolean signedIn = SecurityContextHolder.getContext().getAuthentication() != null;
        if (signedIn || !"POST".equals(request.getMethod()) || request.getParameter(BY) == null || !isOurs(request)) {
            otherwise.handle(request, response, denied);
            return;
        }
        var session = request.getSession();
        // Nobody has to be signed in to have something kept here, so it is not kept for long.
        session.setMaxInactiveInterval((int) KEPT_FOR.toSeconds());
        if (length(request.getParameterMap()) <= MOST_CHARACTERS) {
            session.setAttribute(
                    KEPT,
                    new Kept(
                            request.getRequestURI(),
                            request.getParameter(BY),
                            new HashMap<>(request.getParameterMap())));
        }
        afterwards.removeRequest(request, response);
        response.sendRedirect("/sign-in-again?to="
                + java.net.URLEncoder.encode(request.getRequestURI(), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Whether the form stood on a page of ours: a page elsewhere must not have words of its own put before somebody. */
    private static boolean isOurs(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) return site.equals("same-origin");
        var origin = request.getHeader("Origin");
        return origin != null && origin.endsWith("//" + request.getHeader("Host"));
    }

    /** The words kept for this form and person, once; whatever else was kept is forgotten. */
    public Optional<MultiValueMap<String, String>> take(HttpSession session, String path, String account) {
        if (!(session.getAttribute(KEPT) instanceof Kept kept) || !kept.path().equals(path)) return Optional.empty();
        session.removeAttribute(KEPT);
        session.setMaxInactiveInterval(session.getServletContext().getSessionTimeout() * 60);
        if (!kept.by().equals(account)) return Optional.empty();
        var words = new LinkedMultiValueMap<String, String>();
        kept.words().forEach((name, values) -> words.put(name, java.util.List.of(values)));
        return Optional.of(words);
    }

    private static long length(Map<String, String[]> words) {
        long length = 0;
        for (var values : words.values()) for (var value : values) length += value.length();
        return length;
    }
}
