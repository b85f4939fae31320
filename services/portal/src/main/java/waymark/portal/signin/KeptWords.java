package waymark.portal.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;

/**
 * What was typed into a form that could not be carried out: its session had ended, or a service that the page needs was away. It waits here until the same
 * person sends the form again, and stands in it as it was typed whenever they open it until then ({@link FormsOnPages}), whichever form it is.
 */
@Component
public final class KeptWords implements AccessDeniedHandler {
    /** Hidden in every form: whose words these are. */
    static final String BY = "kept.by";

    /** Hidden in every form: the page to go back to. */
    static final String PAGE = "kept.page";

    /** Where on its page a form stands that was filled in again. */
    static final String PLACE = "kept";

    private static final String CSRF = "_csrf";
    private static final Set<String> OWN = Set.of(BY, PAGE, CSRF);
    private static final String KEPT = KeptWords.class.getName();
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);
    /** As many windows as one works in; of more the oldest is forgotten. */
    private static final int MOST_OF_A_SESSION = 5;

    /** Of one form, names and all. */
    private static final int MOST_CHARACTERS = 200_000;
    /** Nobody has to be signed in to have something kept here, so all of it together has a limit too: 40 MB at most. */
    private static final long MOST_OF_ALL = 20_000_000;

    private static final int LONGEST_ACCOUNT = 64;
    private static final int LONGEST_PAGE = 2_000;

    private final HttpSessionRequestCache afterwards = new HttpSessionRequestCache();
    private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>();

    /**
     * @param from the address that sent it
     * @param page that has the form
     * @param action where the form is sent
     * @param words none where they were too long
     * @param characters how much of the place for all it takes
     * @param withFile whether a file was chosen, which cannot be kept
     * @param tooLong whether its words were too long to be kept
     * @param signedOut whether it was not sent because the session had ended
     */
    public record Kept(
            String id,
            String by,
            String from,
            String page,
            String action,
            Map<String, List<String>> words,
            long characters,
            boolean withFile,
            boolean tooLong,
            boolean signedOut,
            Instant until) {
        private boolean isOver() {
            return !Instant.now().isBefore(until);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        boolean signedIn = SecurityContextHolder.getContext().getAuthentication() != null;
        boolean leaving = request.getRequestURI().equals("/sign-out");
        if (leaving && !signedIn) {
            response.sendRedirect("/signed-out");
            return;
        }
        var form = leaving ? null : keep(request, !signedIn);
        if (form == null) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            request.getRequestDispatcher("/not-sent").forward(request, response);
            return;
        }
        afterwards.removeRequest(request, response);
        response.sendRedirect(again(form.page));
    }

    /** The way to a page by way of signing in, where that is needed. */
    public static String again(String page) {
        return "/sign-in-again?to=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }

    /** Whether a redirect to it stays on this site. */
    public static boolean isLocal(String page) {
        return page.startsWith("/")
                && !page.startsWith("//")
                && page.chars().allMatch(letter -> letter > ' ' && letter != '\\' && letter < 127);
    }

    /** The place on the page of the form that was filled in again. */
    public static String place(String page) {
        return page + "#" + PLACE;
    }

    /**
     * Keeps what was sent.
     *
     * @param signedOut whether that is because the session had ended
     * @return null where nothing was kept, because it was no form of ours
     */
    public Kept keep(HttpServletRequest request, boolean signedOut) {
        if (!"POST".equals(request.getMethod()) || !isOurs(request)) return null;
        var by = request.getParameter(BY);
        var page = page(request);
        if (by == null || by.length() > LONGEST_ACCOUNT || page.length() > LONGEST_PAGE) return null;
        var words = new LinkedHashMap<String, List<String>>();
        long own = (long) by.length() + page.length();
        long characters = own;
        for (var sent : request.getParameterMap().entrySet()) {
            if (OWN.contains(sent.getKey())) continue;
            words.put(sent.getKey(), List.of(sent.getValue()));
            characters += sent.getKey().length();
            for (var value : sent.getValue()) characters += value.length();
        }
        boolean tooLong = characters > MOST_CHARACTERS;
        var type = request.getContentType();
        var one = new Kept(
                UUID.randomUUID().toString(),
                by,
                request.getRemoteAddr(),
                page,
                request.getRequestURI(),
                tooLong ? Map.of() : words,
                tooLong ? own : characters,
                type != null && type.startsWith("multipart/"),
                tooLong,
                signedOut,
                Instant.now().plus(KEPT_FOR));
        put(request.getSession(), one);
        return one;
    }

    /** Of a form that is shown again, because it was not in order, the page on which it stood at first. */
    static String page(HttpServletRequest request) {
        var query = request.getQueryString();
        var here = request.getRequestURI() + (query == null ? "" : "?" + query);
        if (!"POST".equals(request.getMethod())) return here;
        var carried = request.getParameter(PAGE);
        return carried != null && isLocal(carried) ? carried : here;
    }

    /** Whether the form stood on a page of ours: a page elsewhere must not have words of its own put before somebody. */
    private static boolean isOurs(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) return site.equals("same-origin");
        var origin = request.getHeader("Origin");
        return origin != null && origin.endsWith("//" + request.getHeader("Host"));
    }

    private void put(HttpSession session, Kept one) {
        synchronized (kept) {
            kept.values().removeIf(Kept::isOver);
            var ids = ids(session);
            ids.add(one.id);
            if (ids.size() > MOST_OF_A_SESSION) kept.remove(ids.removeFirst());
            kept.put(one.id, one);
            while (total() > MOST_OF_ALL) kept.remove(oldestOfWhoHasMost());
            session.setAttribute(KEPT, new ArrayList<>(ids));
        }
    }

    private long total() {
        return kept.values().stream().mapToLong(Kept::characters).sum();
    }

    /** So that whoever fills the place loses their own words first, and not those of others. */
    private String oldestOfWhoHasMost() {
        var most = kept.values().stream()
                .collect(Collectors.groupingBy(Kept::from, Collectors.summingLong(Kept::characters)))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return kept.values().stream()
                .filter(one -> one.from.equals(most))
                .findFirst()
                .orElseThrow()
                .id;
    }

    /** What waits for this person in this browser, newest first. */
    List<Kept> of(HttpSession session, String account) {
        synchronized (kept) {
            return ids(session).reversed().stream()
                    .map(kept::get)
                    .filter(Objects::nonNull)
                    .filter(one -> !one.isOver() && one.by.equals(account))
                    .toList();
        }
    }

    /** A form that is sent again is kept no longer; should it fail once more, it is kept anew. */
    void sentAgain(HttpSession session, String account, String action) {
        synchronized (kept) {
            for (var one : of(session, account)) if (one.action.equals(action)) kept.remove(one.id);
        }
    }

    /** Those that are forgotten meanwhile are left out. */
    private List<String> ids(HttpSession session) {
        var ids = new ArrayList<String>();
        if (session.getAttribute(KEPT) instanceof List<?> known) {
            for (var id : known) if (id instanceof String one && kept.containsKey(one)) ids.add(one);
        }
        return ids;
    }
}
