package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.NotHere;
import waymark.portal.forms.CaseArea;
import waymark.portal.signin.KeptWords;
import waymark.portal.signin.ProviderAway;
import waymark.web.Problem;

/**
 * Whatever keeps a page from being shown, as a page that says what happened and what can be done, with the status that the service gave. What was typed into
 * a form that ends here is kept, and the page leads back to it.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private static final String TOO_LARGE = "The file is too large";
    private static final String TOO_LARGE_WORDS =
            "A file sent from here may have 64 MB. Send a larger one in parts, marked as part of a register.";

    private static final Pattern CASE_PAGE = Pattern.compile("/[a-z-]+/[0-9a-f-]{36}(/.*)?");

    /** Rules by which a case does not open, each with the page's title. */
    private static final Map<String, String> CLOSED_CASES =
            Map.of("case.restricted", "This case is restricted", "case.other-team", "This case is another team’s");

    private static final String GLASS_WORDS =
            "It does not open to you. Where you must see it now, you can open it with a reason: it is then open to you until the end of the next working day, "
                    + "and the manager is told.";

    private final Layout layout;
    private final KeptWords keptWords;
    private final List<CaseArea> areas;

    Faults(Layout layout, KeptWords keptWords, List<CaseArea> areas) {
        this.layout = layout;
        this.keptWords = keptWords;
        this.areas = areas;
    }

    /** A way on from a page that is none. */
    record Way(String href, String words) {}

    @ExceptionHandler
    ModelAndView cannotShow(CannotShow fault, HttpServletRequest request, HttpServletResponse response) {
        return switch (fault.because()) {
            case Answer.Refused refused -> refused(refused, request, response);
            case Answer.Away(var service) ->
                page(
                        request,
                        response,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Part of Waymark is not answering",
                        "The service for %s is not answering. The rest works. Try this page again in a minute."
                                .formatted(service.words()));
            case Answer.Done done -> throw new IllegalStateException("an answer that was given: " + done.status());
        };
    }

    private ModelAndView refused(Answer.Refused refused, HttpServletRequest request, HttpServletResponse response) {
        if (refused.status() == 404) return notHere(request, response);
        var closed = CLOSED_CASES.get(refused.rule());
        if (closed == null) return page(request, response, HttpStatusCode.valueOf(refused.status()), refused.words());
        var path = request.getRequestURI();
        boolean ofCase = areas.stream().anyMatch(area -> path.startsWith("/" + area.id() + "/"));
        var page = page(request, response, HttpStatus.FORBIDDEN, closed, ofCase ? GLASS_WORDS : refused.words());
        if (ofCase && CASE_PAGE.matcher(path).matches()) page.addObject("glass", path);
        return page;
    }

    @ExceptionHandler({NotHere.class, MethodArgumentTypeMismatchException.class})
    ModelAndView notHere(HttpServletRequest request, HttpServletResponse response) {
        return page(
                request,
                response,
                HttpStatus.NOT_FOUND,
                title(HttpStatus.NOT_FOUND),
                "There is nothing at this address, or it belongs to another authority. Check the address, or start from the lists.");
    }

    @ExceptionHandler
    ModelAndView tooLarge(
            MaxUploadSizeExceededException fault, HttpServletRequest request, HttpServletResponse response) {
        return page(request, response, HttpStatus.CONTENT_TOO_LARGE, TOO_LARGE, TOO_LARGE_WORDS);
    }

    /** Security's own filter leads to the provider, and from there back to a page; a form is kept for that. */
    @ExceptionHandler
    ModelAndView signInAgain(
            ClientAuthorizationRequiredException fault, HttpServletRequest request, HttpServletResponse response) {
        var form = keptWords.keep(request, response, true);
        if (form == null) throw fault;
        return new ModelAndView("redirect:" + KeptWords.again(form.page()));
    }

    @ExceptionHandler
    ModelAndView providerAway(ProviderAway fault, HttpServletRequest request, HttpServletResponse response) {
        return page(
                request,
                response,
                HttpStatus.SERVICE_UNAVAILABLE,
                "The sign-in service is not answering",
                "You are still signed in, but Waymark cannot go on for you until the sign-in service answers. Try this page again in a minute.");
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void denied(RuntimeException fault) {
        throw fault;
    }

    /** From the filter that stands before all pages. */
    @ExceptionHandler
    ModelAndView problem(Problem fault, HttpServletRequest request, HttpServletResponse response) {
        return fault.rule().equals("request.too-large")
                ? page(request, response, HttpStatus.CONTENT_TOO_LARGE, TOO_LARGE, TOO_LARGE_WORDS)
                : page(request, response, HttpStatus.BAD_REQUEST, fault.detail());
    }

    @ExceptionHandler
    ModelAndView other(Exception fault, HttpServletRequest request, HttpServletResponse response) {
        // Of an answer that is under way, such as a feed, the browser has had a part, and has mostly left.
        if (response.isCommitted()) {
            log.debug("An answer was broken off", fault);
            return new ModelAndView();
        }
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return known.getStatusCode().value() == HttpStatus.BAD_REQUEST.value()
                    ? page(
                            request,
                            response,
                            HttpStatus.BAD_REQUEST,
                            "The address is not complete, or something in it cannot be read. Start from the lists.")
                    : notHere(request, response);
        }
        log.error("A page could not be made", fault);
        return page(
                request,
                response,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Waymark could not make this page. Nothing that was saved is lost. Try again in a minute, and tell the support team if it stays so.");
    }

    private ModelAndView page(
            HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, String words) {
        return page(request, response, status, title(status), words);
    }

    private static String title(HttpStatusCode status) {
        return switch (HttpStatus.resolve(status.value())) {
            case UNAUTHORIZED -> "Your sign-in is not accepted any more";
            case FORBIDDEN -> "This is not yours to see";
            case NOT_FOUND -> "Page not found";
            case CONFLICT -> "This does not go with what is recorded";
            case PRECONDITION_FAILED -> "This was changed meanwhile";
            case TOO_MANY_REQUESTS -> "Too many requests";
            case INTERNAL_SERVER_ERROR -> "Something went wrong";
            case null, default -> status.is5xxServerError() ? "Something went wrong" : "This cannot be shown";
        };
    }

    private ModelAndView page(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatusCode status,
            String title,
            String words) {
        var page = new ModelAndView("fault");
        page.setStatus(status);
        page.addAllObjects(layout.aroundFault(request, response));
        page.addObject("title", title);
        page.addObject("words", words);
        page.addObject("ways", ways(request, response, status));
        return page;
    }

    private List<Way> ways(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status) {
        var ways = new ArrayList<Way>();
        var path = request.getRequestURI();
        // What was too large to be read has no words to keep.
        var form = status.value() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? null
                : keptWords.keep(request, response, false);
        if (form != null) {
            ways.add(new Way(
                    KeptWords.place(form.page()),
                    form.tooLong()
                            ? "Go back to the form: what you typed was too long to be kept"
                            : "Go back to the form: what you typed is kept"));
        } else if (status.is5xxServerError() && "GET".equals(request.getMethod())) {
            ways.add(new Way(
                    path + (request.getQueryString() == null ? "" : "?" + request.getQueryString()), "Try again"));
        }
        for (var area : areas) {
            if (path.startsWith("/" + area.id() + "/")) {
                ways.add(new Way(
                        "/" + area.id(), "Go to the list of " + area.service().words()));
            }
        }
        ways.add(new Way("/", "Go to the start page"));
        return ways;
    }
}
