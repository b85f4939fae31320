package waymark.alerts.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Severity;
import waymark.alerts.domain.WatchedCase;
import waymark.alerts.events.AlertKinds;
import waymark.alerts.events.ErasedCases;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.Watches;
import waymark.calendar.BusinessClock;
import waymark.casefile.CaseIds;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.casefile.course.Forms;
import waymark.events.ChildKeys;
import waymark.web.Caller;
import waymark.web.Page;
import waymark.web.Preconditions;
import waymark.web.Problem;
import waymark.web.Recorders;
import waymark.web.access.Role;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.Happened;
import waymark.web.cases.KeptCases;
import waymark.web.cases.ListFields;

/**
 * Alerts: what is about to be missed, was missed, drifts, or matters across services, and what reviewing officers raise. Every answer is bound by the caller's authority. A
 * success means that the record survives a crash; a refusal is a problem document (RFC 9457) whose {@code rule} names the rule.
 */
@RestController
@RequestMapping("/alerts")
final class AlertsController {
    private static final String BY_PERSON = "reviewing-officer";
    /** Who may respond to alerts: to nobody else is one given. */
    static final List<Role> RESPONDING = List.of(
            Role.CME_OFFICER, Role.SEND_COORDINATOR, Role.DUTY_WORKER, Role.REVIEWING_OFFICER, Role.TEAM_MANAGER);

    private final CaseEndpoint<Alert, AlertCommand, AlertView> alerts;
    private final KeptCases<Alert, AlertCommand, AlertEvent> kept;
    private final AboutCases aboutCases;
    private final ErasedCases erasedCases;
    private final Recorders recorders;
    private final Watches watches;
    private final RuleBook rules;
    private final ChildKeys childKeys;
    private final BusinessClock clock;

    AlertsController(
            KeptCases<Alert, AlertCommand, AlertEvent> alerts,
            AboutCases aboutCases,
            ErasedCases erasedCases,
            Recorders recorders,
            Watches watches,
            RuleBook rules,
            ChildKeys childKeys,
            BusinessClock clock) {
        this.alerts = alerts.endpoint("alert", "AL", AlertView::of, aboutCases);
        kept = alerts;
        this.aboutCases = aboutCases;
        this.erasedCases = erasedCases;
        this.recorders = recorders;
        this.watches = watches;
        this.rules = rules;
        this.childKeys = childKeys;
        this.clock = clock;
    }

    /**
     * The authority's alerts, filtered by status, open (true or false), severity, rule, concern, origin, kind, caseId, childRef, role, officer, team, level, toAcknowledge, overdue and
     * mine (the caller's by staff number, or nobody's and of a role of the caller's); several values of one filter are separated by commas. Alerts open to those alone to whom their cases do. {@code sort} names urgency, since, raisedAt,
     * dueOn, respondBy, role or officer, separated by commas, with a minus before one for downwards.
     */
    @GetMapping
    Listed list(
            Caller caller,
            @RequestParam Map<String, String> filters,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        var listed = alerts.list(caller, fields(caller), filters, page, size);
        var away = aboutCases.away();
        return new Listed(away.isEmpty() ? listed : listed.withoutHidden(), away);
    }

    /**
     * @param away kinds of case whose service does not answer now: alerts about these are left out, because nobody can say to whom they open; how many more there are is not
     *     told then
     */
    record Listed(@JsonUnwrapped Page<AlertView> page, List<Kind> away) {}

    private ListFields fields(Caller caller) {
        return AlertList.fields(caller, childRef -> {
            if (!Forms.CHILD.fits(childRef)) throw Problem.parameter("childRef", "must be " + Forms.CHILD.words());
            return childKeys.of(caller.authority(), childRef);
        });
    }

    /**
     * The caller's own open alerts in numbers.
     *
     * @param toAcknowledge that nobody has acknowledged and somebody must
     * @param overdue whose response is over its time
     * @param away kinds of case whose service does not answer now, so that alerts about these are not counted
     */
    record Badge(long toAcknowledge, long urgent, long overdue, long open, List<Kind> away) {}

    /** How many of the caller's own alerts there are: those with the caller's staff number, or nobody's and of a role of the caller's. */
    @GetMapping("/badge")
    Badge badge(Caller caller) {
        var mine = AlertList.mine(caller);
        var counts = alerts.counts(
                caller,
                mine,
                List.of(
                        AlertList.toAcknowledge(),
                        AlertList.urgent(),
                        AlertList.overdue(clock.today()),
                        AlertList.open()));
        return new Badge(counts.get(0), counts.get(1), counts.get(2), counts.get(3), aboutCases.away());
    }

    /** One alert with its history. */
    @GetMapping("/{id}")
    ResponseEntity<WithHistory> one(Caller caller, @PathVariable UUID id) {
        return alerts.one(caller, id, (file, history) -> new WithHistory(alerts.view(file), history));
    }

    /** @param history oldest first */
    record WithHistory(@JsonUnwrapped AlertView alert, List<Happened> history) {}

    /** A reviewing officer raises an alert about a case. It is never resolved by the system. The same Idempotency-Key finds the first one again. */
    @PostMapping
    @ApiResponse(responseCode = "201", description = "Raised; Location and ETag say where and at which version.")
    ResponseEntity<AlertView> raise(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Requests.Raising body) {
        if (body.concern() == null) throw alerts.fault("concern-needed", "concern", "Say what the concern is.");
        words("asked", body.asked(), "Say what is asked for.");
        alerts.words("ownAction", body.ownAction());
        var role = body.role() == null ? Role.TEAM_MANAGER.code() : role(body.role());
        officer(body.officer());
        var now = clock.now();
        var request = Preconditions.request(idempotencyKey, "raise", body);
        var id = request == null
                ? UUID.randomUUID()
                : CaseIds.fromRequest(caller.authority(), AlertKinds.ALERTS, idempotencyKey);
        var childKey = child(caller, body);
        var about = watched(caller, childKey, body);
        opensTo(about.kind(), role);
        var reference = CaseIds.referenceOf("AL", id);
        var warning = new Alert.Warning(
                reference,
                Alert.Origin.PERSON,
                BY_PERSON,
                rules.of(caller.authority()).version(),
                body.concern(),
                Severity.URGENT,
                about.kind(),
                body.caseId(),
                about.reference(),
                about.team(),
                "raised",
                id.toString(),
                null,
                null,
                null,
                null,
                now,
                false,
                true);
        var raise = new AlertCommand.Raise(
                warning,
                role,
                body.officer(),
                rules.refreshed(caller.authority()).levels(),
                now);
        var instruction =
                new Instruction<AlertCommand>(raise, body.asked(), Map.of(), Preconditions.version(null), request);
        var raised = alerts.open(caller, Filing.ofKey(id, childKey, reference, instruction));
        if (body.ownAction() != null && !body.ownAction().isBlank()) record(caller, id, body.ownAction(), request);
        followCase(caller, id, childKey, body.caseId());
        return raised;
    }

    /** What was done already, beside what is asked for; once however often the request comes. */
    private void record(Caller caller, UUID id, String ownAction, Instruction.Request request) {
        var by = recorders.of(caller);
        var command = new AlertCommand.Comment(caller.is(Role.REVIEWING_OFFICER), by.recordedAt());
        var once =
                request == null ? null : new Instruction.Request(request.key() + " own-action", request.fingerprint());
        var _ = kept.files()
                .execute(by, id, new Instruction<>(command, ownAction, Map.of(), OptionalInt.empty(), once));
    }

    /** What became of the case in this very moment becomes of what was just written, too. */
    private void followCase(Caller caller, UUID id, UUID childKey, UUID caseId) {
        var by = recorders.of(caller);
        if (!erasedCases.among(List.of(caseId)).isEmpty())
            kept.files().keeping().eraseWithCase(by, id);
        var about = watches.find(caller.authority() + "/" + childKey)
                .watch()
                .cases()
                .get(caseId);
        var _ = kept.files().execute(by, id, Instruction.of(new AlertCommand.Move(about.team(), by.recordedAt())));
    }

    private UUID child(Caller caller, Requests.Raising body) {
        if (body.childRef() == null || !Forms.CHILD.fits(body.childRef()))
            throw alerts.fault("child-needed", "childRef", "Say which child: " + Forms.CHILD.words() + ".");
        return childKeys.of(caller.authority(), body.childRef());
    }

    /** A case that was opened a moment ago may not be known here yet. */
    private WatchedCase watched(Caller caller, UUID childKey, Requests.Raising body) {
        var kept = watches.find(caller.authority() + "/" + childKey);
        var about = kept == null || body.caseId() == null
                ? null
                : kept.watch().cases().get(body.caseId());
        // Whether the child or the case is another, or does not open, is not to be told apart.
        if (about == null
                || (body.kind() != null && body.kind() != about.kind())
                || !aboutCases.isWorkedOn(caller, about.kind(), body.caseId()))
            throw alerts.fault(
                    "case-unknown",
                    "caseId",
                    "No such case of this child that you may open is known here. If it was opened a moment ago, try again.");
        return about;
    }

    /** Somebody has seen it and takes it on. */
    @PostMapping("/{id}/acknowledgement")
    ResponseEntity<AlertView> acknowledge(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody(required = false) Requests.Acknowledgement body) {
        return alerts.execute(
                "acknowledgement", caller, id, http, body == null ? new Requests.Acknowledgement(null) : body);
    }

    /** A comment, or an action of the reviewing officer's own; of an ended alert, too. */
    @PostMapping("/{id}/comments")
    ResponseEntity<AlertView> comment(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Comment body) {
        words("notes", body.notes(), "Write the comment.");
        if (Boolean.TRUE.equals(body.ownAction()) && !caller.is(Role.REVIEWING_OFFICER))
            throw alerts.fault("own-action", "ownAction", "Own actions are those of the reviewing officer.");
        return alerts.execute("comment", caller, id, http, body);
    }

    /** Another role, or a member of staff, takes it on. */
    @PostMapping("/{id}/handover")
    ResponseEntity<AlertView> handOver(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.HandingOver body) {
        if (body.role() != null) {
            role(body.role());
            var kind = alerts.find(caller, id).state().about().warning().kind();
            opensTo(kind, body.role());
        }
        officer(body.officer());
        return alerts.execute("handover", caller, id, http, body);
    }

    /** One level up, before its time is over. */
    @PostMapping("/{id}/escalation")
    ResponseEntity<AlertView> escalate(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Escalation body) {
        words("notes", body.notes(), "Say why this cannot wait.");
        return alerts.execute(
                "escalation",
                caller,
                id,
                http,
                body.by(rules.refreshed(caller.authority()).levels()));
    }

    /** It is dealt with: the outcome, and what was done. */
    @PostMapping("/{id}/resolution")
    ResponseEntity<AlertView> resolve(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Resolution body) {
        if (body.outcome() == null) throw alerts.fault("outcome-needed", "outcome", "Say what came of it.");
        words("notes", body.notes(), "Say what was done.");
        return alerts.execute("resolution", caller, id, http, body);
    }

    private void words(String field, String words, String missing) {
        if (words == null || words.isBlank()) throw alerts.fault("words-needed", field, missing);
        alerts.words(field, words);
    }

    private String role(String role) {
        for (var one : RESPONDING) if (one.code().equals(role)) return role;
        throw alerts.fault("role-unknown", "role", "Give a role that responds to alerts.");
    }

    /** Whoever is given an alert has to be able to open its case. */
    private void opensTo(Kind kind, String role) {
        if (kind != null && !kind.roles().contains(role))
            throw alerts.fault(
                    "role-elsewhere",
                    "role",
                    "This role does not work on such cases, and could not open it. Give one of: "
                            + String.join(", ", kind.roles()) + ".");
    }

    private void officer(String officer) {
        if (officer != null && !Forms.OFFICER.fits(officer))
            throw alerts.fault("officer-form", "officer", "Give " + Forms.OFFICER.words() + ".");
    }
}
