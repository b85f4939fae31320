package waymark.web.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import waymark.web.Problem;

/** What those read who are not let in: problem documents as everywhere, beside the headers of RFC 6750. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final AccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();
    private final HandlerExceptionResolver problems;

    Refusals(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException, ServletException {
        if (refused instanceof Tokens.IssuerAway) {
            response.setHeader("Retry-After", "5");
            answer(
                    request,
                    response,
                    new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "request.issuer-away",
                            "Who you are cannot be checked at present, because the sign-in service does not answer. Try again in a moment."));
        } else {
            challenge.commence(request, response, refused);
            answer(
                    request,
                    response,
                    new Problem(
                            HttpStatus.UNAUTHORIZED,
                            "request.sign-in",
                            "Sign in: an access token of the council's sign-in service, meant for Waymark and not expired, is needed."));
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        denial.handle(request, response, denied);
        var roles = Gate.permitting(request).stream().sorted().map(Role::code).toList();
        answer(request, response, new Problem(HttpStatus.FORBIDDEN, "request.role", words(roles)).with("roles", roles));
    }

    private static String words(List<String> roles) {
        return roles.isEmpty()
                ? "There is nothing at this address that anyone may do."
                : "Your role does not permit this: it is for " + String.join(", ", roles) + ".";
    }

    /** An address with a doubled slash, a semicolon or the like, which could mean one thing here and another to the endpoint. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected) {
        answer(
                request,
                response,
                new Problem(
                        HttpStatus.BAD_REQUEST,
                        "request.address",
                        "The address or a header has characters that are not taken."));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        problems.resolveException(request, response, null, problem);
    }
}
