package waymark.portal.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * What was typed into a form that could not be carried out: its session had ended, or a service that the page needs was away. It waits here until the same
 * person sends the form again in the same browser, at most for a working day, and stands in it as it was typed whenever they open it until then
 * ({@link FormsOnPages}), whichever form it is. No session has it, because sessions end sooner; no disk has it either, so that a portal that starts anew has lost
 * it.
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
    /** Which browser it is, said by nothing else: no account is in it, and it opens nothing to whoever has not signed in. */
    static final String COOKIE = "waymark-words";

    /** A working day, from its first hour to its last. */
    static final Duration KEPT_FOR = Duration.ofHours(12);
    /** As many windows as one works in; of more the oldest is forgotten. */
    private static final int MOST_OF_A_BROWSER = 5;

    /** Of one form, names and all. */
    private static final int MOST_CHARACTERS = 200_000;
    /** Nobody has to be signed in to have something kept here, so all of it together has a limit too: 40 MB at most. */
    private static final long MOST_OF_ALL = 20_000_000;
    /** What a form takes in memory beside its words, as so many characters. */
    private static final long COST_OF_A_FORM = 1_000;

    private static final int LONGEST_ACCOUNT = 64;
    private static final int LONGEST_PAGE = 2_000;

    private final HttpSessionRequestCache afterwards = new HttpSessionRequestCache();
    private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>();
    private final InstantSource clock;
    private final boolean https;

    @Autowired
    KeptWords(@Value("${waymark.portal.https}") boolean https) {
        this(InstantSource.system(), https);
    }

    KeptWords(InstantSource clock, boolean https) {
        this.clock = clock;
        this.https = https;
    }

    /**
     * @param browser that sent it, as its cookie says
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
            String browser,
            String by,
            String from,
            String page,
            String action,
            Map<String, List<String>> words,
            long characters,
            boolean withFile,
            boolean tooLong,
            boolean signedOut,
            Instant until) {}

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        boolean signedIn = SecurityContextHolder.getContext().getAuthentication() != null;
        boolean leaving = request.getRequestURI().equals("/sign-out");
        if (leaving && !signedIn) {
            response.sendRedirect("/signed-out");
            return;
        }
        var form = leaving ? null : keep(request, response, !signedIn);
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
    public Kept keep(HttpServletRequest request, HttpServletResponse response, boolean signedOut) {
        if (!"POST".equals(request.getMethod()) || !isOurs(request)) return null;
        var by = request.getParameter(BY);
        var page = page(request);
        if (by == null || by.length() > LONGEST_ACCOUNT || page.length() > LONGEST_PAGE) return null;
        var words = new LinkedHashMap<String, List<String>>();
        long own = COST_OF_A_FORM + by.length() + page.length();
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
                browser(request, response),
                by,
                request.getRemoteAddr(),
                page,
                request.getRequestURI(),
                tooLong ? Map.of() : words,
                tooLong ? own : characters,
                type != null && type.startsWith("multipart/"),
                tooLong,
                signedOut,
                clock.instant().plus(KEPT_FOR));
        put(one);
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

    /** A name that the browser keeps: the one it has, as long as something waits under it, or a new one, so that nobody can choose it for another. */
    private String browser(HttpServletRequest request, HttpServletResponse response) {
        var known = known(request);
        var name = known == null ? UUID.randomUUID().toString() : known;
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, name)
                        .httpOnly(true)
                        .secure(https || request.isSecure())
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(KEPT_FOR)
                        .build()
                        .toString());
        return name;
    }

    /** Null for a browser for which nothing waits. */
    private String known(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) return null;
        synchronized (kept) {
            return kept.values().stream().anyMatch(one -> one.browser.equals(cookie.getValue()) && !isOver(one))
                    ? cookie.getValue()
                    : null;
        }
    }

    private boolean isOver(Kept one) {
        return !clock.instant().isBefore(one.until);
    }

    private void put(Kept one) {
        synchronized (kept) {
            kept.values().removeIf(this::isOver);
            kept.put(one.id, one);
            var ofBrowser = kept.values().stream()
                    .filter(other -> other.browser.equals(one.browser))
                    .toList();
            if (ofBrowser.size() > MOST_OF_A_BROWSER) kept.remove(ofBrowser.getFirst().id);
            while (total() > MOST_OF_ALL) kept.remove(oldestOfWhoHasMost());
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
    List<Kept> of(HttpServletRequest request, String account) {
        var browser = known(request);
        if (browser == null) return List.of();
        synchronized (kept) {
            return kept.values().stream()
                    .filter(one -> one.browser.equals(browser) && one.by.equals(account) && !isOver(one))
                    .toList()
                    .reversed();
        }
    }

    /** A form that is sent again is kept no longer; should it fail once more, it is kept anew. */
    void sentAgain(HttpServletRequest request, String account) {
        synchronized (kept) {
            for (var one : of(request, account)) if (one.action.equals(request.getRequestURI())) kept.remove(one.id);
        }
    }
}
