package waymark.alerts.api;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.Kind;
import waymark.casefile.CaseFile;
import waymark.web.Caller;
import waymark.web.Constants;
import waymark.web.Problem;
import waymark.web.access.CaseServices;
import waymark.web.access.Role;
import waymark.web.cases.Bounds;

/**
 * An alert opens to nobody to whom its case does not: to those alone whose roles work on such cases, and where the case is restricted, to its named officers. Who they are only
 * the service knows that keeps it, so it is asked with the caller's own token; the team stands in the alert itself. An alert about a measure is about no case.
 */
@Component
final class AboutCases implements Bounds<Alert> {
    private static final String WARNING = "state.particulars.warning.";
    private static final String AWAY = AboutCases.class.getName() + ".away";
    private static final String RESTRICTED = "/hidden?restricted=true";

    private final CaseServices services;

    AboutCases(CaseServices services) {
        this.services = services;
    }

    @Override
    public Optional<Bson> opening(Caller caller) {
        var asked = new EnumMap<Kind, CompletableFuture<Optional<JsonNode>>>(Kind.class);
        for (var kind : Kind.values()) {
            if (worksOn(caller, kind)) asked.put(kind, services.ask(kind.keptAs(), RESTRICTED, request()));
        }
        var readable = new ArrayList<String>();
        var closed = new ArrayList<String>();
        var away = new ArrayList<Kind>();
        asked.forEach((kind, answer) -> {
            try {
                CaseServices.inTime(answer).ifPresent(cases -> {
                    readable.add(Constants.code(kind));
                    ids(cases).forEach(id -> closed.add(id.toString()));
                });
            } catch (Problem notAnswering) {
                away.add(kind);
            }
        });
        request().setAttribute(AWAY, List.copyOf(away));
        var conditions = new ArrayList<Bson>();
        if (readable.size() < Kind.values().length)
            conditions.add(or(eq(WARNING + "kind", null), in(WARNING + "kind", readable)));
        if (!closed.isEmpty()) conditions.add(nin(WARNING + "caseId", closed));
        return conditions.isEmpty() ? Optional.empty() : Optional.of(and(conditions));
    }

    /** Of this request's {@link #opening}: the kinds whose service did not answer, so that no alert about them is among those that open. */
    @SuppressWarnings("unchecked")
    List<Kind> away() {
        var away = (List<Kind>) request().getAttribute(AWAY);
        return away == null ? List.of() : away;
    }

    @Override
    public boolean isOpening(Caller caller, CaseFile<Alert> file) {
        var warning = file.state().about().warning();
        if (warning.kind() == null) return true;
        return worksOn(caller, warning.kind())
                && CaseServices.inTime(services.ask(warning.kind().keptAs(), RESTRICTED, request()))
                        .filter(cases -> !ids(cases).contains(warning.caseId()))
                        .isPresent();
    }

    /** Whether a case opens to the caller, its team considered, and still has its personal details: only then may something be written about it. */
    boolean isWorkedOn(Caller caller, Kind kind, UUID caseId) {
        return worksOn(caller, kind)
                && CaseServices.inTime(services.ask(kind.keptAs(), "/" + caseId + "/keeping", request()))
                        .filter(keeping -> keeping.path("erasedOn").isNull())
                        .isPresent();
    }

    /** An analyst sees lists of every kind. */
    private static boolean worksOn(Caller caller, Kind kind) {
        return caller.is(Role.PERFORMANCE_ANALYST)
                || caller.roles().stream().map(Role::code).anyMatch(kind.roles()::contains);
    }

    private static Set<UUID> ids(JsonNode hidden) {
        return hidden.get("cases")
                .valueStream()
                .map(id -> UUID.fromString(id.asString()))
                .collect(Collectors.toSet());
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
