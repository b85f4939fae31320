package waymark.portal.records;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.signin.Desks;
import waymark.web.access.Role;

/**
 * Whose pages these are: whoever may not send a form is told before typing, not after. The services decide again. A restricted case is opened with a reason
 * by those whose work its kind is, which {@link GlassController} asks.
 */
@Configuration(proxyBeanMethods = false)
class RecordsAccess implements WebMvcConfigurer, HandlerInterceptor {
    private static final String GLASS = "/records/glass";

    /** A part of a page that asks for itself, and looks who asks. */
    private static final String UNSEEN = "/records/broken-glass/badge";

    /** What else is under this address is the manager's alone. */
    private static final Map<String, List<Role>> ALSO = Map.of(
            "/records", List.of(Role.ADMINISTRATOR),
            "/records/audit", List.of(Role.ADMINISTRATOR),
            "/records/retention", List.of(Role.ADMINISTRATOR),
            "/records/notices", List.of(Role.ADMINISTRATOR),
            "/records/notices/again", List.of(Role.ADMINISTRATOR));

    private final Desks desks;

    RecordsAccess(Desks desks) {
        this.desks = desks;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/records/**").excludePathPatterns(GLASS, UNSEEN);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        check(desks.of(request, response).person(), request.getRequestURI());
        return true;
    }

    static void check(Person person, String path) {
        if (person.is(Role.TEAM_MANAGER)) return;
        var also = ALSO.getOrDefault(path, List.of());
        if (person.is(also.toArray(Role[]::new))) return;
        throw refusal(
                also.isEmpty()
                        ? "This is the team manager’s work. Your role does not include it."
                        : "This is the work of the team manager and the administrator. Your role does not include it.");
    }

    static CannotShow refusal(String words) {
        return new CannotShow(new Answer.Refused(403, "request.role", null, words, Doc.EMPTY));
    }
}
