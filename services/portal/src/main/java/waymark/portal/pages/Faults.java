package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.NotHere;
import waymark.web.Problem;

/** Whatever keeps a page from being shown, as a page that says what happened and what can be done. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private final Layout layout;

    Faults(Layout layout) {
        this.layout = layout;
    }

    @ExceptionHandler
    ModelAndView cannotShow(CannotShow fault, HttpServletRequest request, HttpServletResponse response) {
        return switch (fault.because()) {
            case Answer.Refused refused
            when refused.rule().equals("case.restricted") -> {
                var page = page(request, response, HttpStatus.FORBIDDEN, "This case is restricted", refused.words());
                page.addObject("glass", request.getRequestURI());
                yield page;
            }
            case Answer.Refused refused when refused.status() == 404 -> notHere(request, response);
            case Answer.Refused refused ->
                page(
                        request,
                        response,
                        HttpStatus.valueOf(refused.status()),
                        refused.status() == 403 ? "This is not yours to see" : "This cannot be shown",
                        refused.words());
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

    @ExceptionHandler({NotHere.class, NoResourceFoundException.class, MethodArgumentTypeMismatchException.class})
    ModelAndView notHere(HttpServletRequest request, HttpServletResponse response) {
        return page(
                request,
                response,
                HttpStatus.NOT_FOUND,
                "Page not found",
                "There is nothing at this address, or it belongs to another authority. Check the address, or start from the lists.");
    }

    @ExceptionHandler
    ModelAndView tooLarge(
            MaxUploadSizeExceededException fault, HttpServletRequest request, HttpServletResponse response) {
        return page(
                request,
                response,
                HttpStatus.CONTENT_TOO_LARGE,
                "The file is too large",
                "A file sent from here may have 64 MB. Send a larger one in parts, marked as part of a register.");
    }

    /** Security's own filters know what to do with these. */
    @ExceptionHandler
    void signInAgain(ClientAuthorizationException fault) {
        throw new ClientAuthorizationRequiredException(fault.getClientRegistrationId());
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void denied(RuntimeException fault) {
        throw fault;
    }

    @ExceptionHandler
    ModelAndView problem(Problem fault, HttpServletRequest request, HttpServletResponse response) {
        return page(request, response, HttpStatus.BAD_REQUEST, "This cannot be shown", fault.detail());
    }

    @ExceptionHandler
    ModelAndView other(Exception fault, HttpServletRequest request, HttpServletResponse response) {
        // Of an answer that is under way, such as a feed, the browser has had a part, and has mostly left.
        if (response.isCommitted()) {
            log.debug("An answer was broken off", fault);
            return new ModelAndView();
        }
        log.error("A page could not be made", fault);
        return page(
                request,
                response,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong",
                "Waymark could not make this page. Nothing that was saved is lost. Try again in a minute, and tell the support team if it stays so.");
    }

    private ModelAndView page(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String title, String words) {
        var page = new ModelAndView("fault", status);
        var model = new org.springframework.ui.ExtendedModelMap();
        layout.around(request, response, model);
        page.addAllObjects(model);
        page.addObject("title", title);
        page.addObject("words", words);
        return page;
    }
}
