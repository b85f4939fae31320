package waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** The one place that says who a request's caller is. Until there is sign-in, the headers X-Authority and X-Actor may say so. */
final class Callers implements HandlerMethodArgumentResolver {
    private static final Pattern AUTHORITY = Pattern.compile("[0-9]{3}");
    private static final Pattern ACTOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final WaymarkSettings settings;

    Callers(WaymarkSettings settings) {
        this.settings = settings;
    }

    Caller of(HttpServletRequest request) {
        return new Caller(
                header(
                        request,
                        "X-Authority",
                        AUTHORITY,
                        "the three digits of an authority's DfE number",
                        settings.authority()),
                header(request, "X-Actor", ACTOR, "a staff number or account name", settings.actor()),
                settings.roles());
    }

    private static String header(
            HttpServletRequest request, String name, Pattern form, String meaning, String otherwise) {
        var value = request.getHeader(name);
        if (value == null) return otherwise;
        if (form.matcher(value).matches()) return value;
        throw new Problem(
                        HttpStatus.BAD_REQUEST, "request.header", "The header %s must be %s.".formatted(name, meaning))
                .with("header", name);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer model,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        return of(request.getNativeRequest(HttpServletRequest.class));
    }
}
