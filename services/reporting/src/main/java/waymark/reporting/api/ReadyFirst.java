package waymark.reporting.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import waymark.reporting.events.Facts;
import waymark.web.Problem;

/** No figure is answered until everything that was on the topics at the start is in it: it would be wrong, and nobody could see that. */
@Component
class ReadyFirst implements HandlerInterceptor, WebMvcConfigurer {
    private final Facts facts;

    ReadyFirst(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/reports/**", "/scorecard", "/cases", "/live", "/children/**", "/papers/**", "/releases");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (facts.ready() || isReleased(request)) return true;
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        throw new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "reporting.not-ready",
                "The figures are being made from the records and are not complete yet. Try again in a second.");
    }

    /** What was released does not wait for the facts; a new release does. */
    private static boolean isReleased(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getRequestURI().equals("/releases");
    }
}
