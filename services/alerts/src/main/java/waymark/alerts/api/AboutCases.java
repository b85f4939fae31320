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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.Kind;
import waymark.alerts.events.AlertKinds;
import waymark.casefile.CaseFile;
import waymark.web.Caller;
import waymark.web.Constants;
import waymark.web.Problem;
import waymark.web.access.CaseServices;
import waymark.web.access.Role;
import waymark.web.cases.Bounds;

/**
 * An alert opens to whom its case does, and to nobody else: to those alone whose roles work on such cases, within their teams, and where the case is restricted, to its named
 * officers. Who they are only the service knows that keeps it, so it is asked with the caller's own token. It says what opens otherwise than by the team, which stands in
 * the alert itself. An alert about a measure is about no case.
 */
@Component
final class AboutCases implements Bounds<Alert> {
    private static final String WARNING = "state.particulars.warning.";
    private static final String EXCEPTIONS = "/exceptions";
    private static final String AWAY = AboutCases.class.getName() + ".away";

    private final CaseServices services;

    AboutCases(CaseServices services) {
        this.services = services;
    }

    @Override
    public Optional<Bson> opening(Caller caller) {
        var asked = new EnumMap<Kind, CompletableFuture<Optional<JsonNode>>>(Kind.class);
        for (var kind : Kind.values()) {
            if (worksOn(caller, kind)) asked.put(kind, services.ask(kind.keptAs(), EXCEPTIONS, request()));
        }
        var readable = new ArrayList<String>();
        var closed = new ArrayList<String>();
        var opened = new ArrayList<String>();
        var away = new ArrayList<Kind>();
        asked.forEach((kind, answer) -> {
            try {
                CaseServices.inTime(answer).ifPresent(exceptions -> {
                    readable.add(Constants.code(kind));
                    closed.addAll(ids(exceptions.get("closed")));
                    opened.addAll(ids(exceptions.get("opened")));
                });
            } catch (Problem notAnswering) {
                away.add(kind);
            }
        });
        request().setAttribute(AWAY, List.copyOf(away));
        var conditions = new ArrayList<Bson>();
        if (readable.size() < Kind.values().length)
            conditions.add(or(eq(WARNING + "kind", null), in(WARNING + "kind", readable)));
        if (!closed.isEmpty()) conditions.add(nin(AlertKinds.CASE_ID, closed));
        if (!caller.teams().isEmpty()) {
            conditions.add(or(AlertKinds.ofTeams(caller.teams()), in(AlertKinds.CASE_ID, opened)));
        }
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
        boolean ofTeam = warning.team() == null
                || caller.teams().isEmpty()
                || caller.teams().contains(warning.team());
        var caseId = warning.caseId().toString();
        return worksOn(caller, warning.kind())
                && CaseServices.inTime(services.ask(warning.kind().keptAs(), EXCEPTIONS, request()))
                        .filter(exceptions -> !ids(exceptions.get("closed")).contains(caseId)
                                && (ofTeam || ids(exceptions.get("opened")).contains(caseId)))
                        .isPresent();
    }

    /** Whether a case opens to the caller, its team considered, and still has its personal details: only then may something be raised about it. */
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

    private static List<String> ids(JsonNode ids) {
        return ids.valueStream().map(JsonNode::asString).toList();
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
