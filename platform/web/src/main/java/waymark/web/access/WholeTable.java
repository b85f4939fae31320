package waymark.web.access;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import waymark.web.access.Permissions.Endpoint;

/** Before the service takes its first request: every endpoint has its line in the table, and every line its endpoint, or it does not start. */
final class WholeTable implements SmartLifecycle {
    /** What the platform itself answers, which no service's table decides of. */
    private static final Set<String> OF_THE_PLATFORM = Set.of("/error", "/openapi", "/openapi.yaml");

    private final Permissions permissions;
    private final Collection<RequestMappingHandlerMapping> mappings;
    private boolean running;

    WholeTable(Permissions permissions, Collection<RequestMappingHandlerMapping> mappings) {
        this.permissions = permissions;
        this.mappings = mappings;
    }

    /** @throws IllegalStateException naming what the table has too little or too much */
    @Override
    public void start() {
        var endpoints = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(WholeTable::endpoints)
                .filter(endpoint -> !OF_THE_PLATFORM.contains(endpoint.path()))
                .collect(Collectors.toSet());
        var lines = permissions.endpoints();
        var withoutLine = named(endpoints, endpoint -> !lines.contains(endpoint));
        var withoutEndpoint = named(lines, line -> !endpoints.contains(line));
        if (!withoutLine.isEmpty() || !withoutEndpoint.isEmpty()) {
            throw new IllegalStateException(
                    "permissions.txt does not say who may: %s; and has lines without an endpoint: %s"
                            .formatted(withoutLine, withoutEndpoint));
        }
        running = true;
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(path -> methods.isEmpty()
                        ? Stream.of(new Endpoint("(any)", path))
                        : methods.stream().map(method -> new Endpoint(method.name(), path)));
    }

    private static Set<String> named(Set<Endpoint> endpoints, Predicate<Endpoint> which) {
        return endpoints.stream().filter(which).map(Endpoint::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
