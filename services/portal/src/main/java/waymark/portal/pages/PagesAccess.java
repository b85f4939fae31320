package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import waymark.portal.cases.Told;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.NotHere;
import waymark.portal.signin.Desks;
import waymark.web.access.Permissions;
import waymark.web.access.Role;

/**
 * Whose pages these are, as {@code portal/permissions.txt} has it: whoever may not send a form is told before typing, not after. The services decide again,
 * and of single cases they alone.
 */
@Component
class PagesAccess implements WebMvcConfigurer, HandlerInterceptor {
    private final Permissions permissions = Permissions.of("portal");
    private final Desks desks;

    PagesAccess(Desks desks) {
        this.desks = desks;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/error");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod)) return true;
        var roles = permissions.permitting(request);
        // Of pages for everybody it is not asked who comes: some are for the signed out, and some keep nobody signed
        // in.
        if (roles.equals(EnumSet.allOf(Role.class))) return true;
        if (roles.isEmpty()) throw new NotHere();
        if (desks.of(request, response).person().is(roles.toArray(Role[]::new))) return true;
        throw CannotShow.ofRole("This is for others: %s. Your role does not include it."
                .formatted(roles.stream().map(Role::code).map(Told::role).collect(Collectors.joining(", "))));
    }
}
