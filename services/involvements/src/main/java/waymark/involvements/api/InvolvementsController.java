package waymark.involvements.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseIds;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.involvements.domain.Codes;
import waymark.involvements.domain.Forms;
import waymark.involvements.domain.Involvement;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.InvolvementEvent;
import waymark.involvements.events.InvolvementKinds;
import waymark.web.Answers;
import waymark.web.Caller;
import waymark.web.CsvTable;
import waymark.web.Page;
import waymark.web.Preconditions;
import waymark.web.Problem;
import waymark.web.Recorders;

/**
 * Involvements with children missing education. Every answer is bound by the caller's authority. A success means that the record survives a crash;
 * a refusal is a problem document (RFC 9457) whose {@code rule} names the rule. Days are local dates, Europe/London.
 */
@RestController
@RequestMapping("/involvements")
final class InvolvementsController {
    private static final int MOST_CHANGES = 1_000;
    private static final List<String> COLUMNS = List.of(
            "involvement_ref",
            "child_ref",
            "opened_on",
            "closed_on",
            "outcome",
            "school_year",
            "sen_status",
            "social_care_status",
            "locality",
            "referred_by",
            "officer",
            "status",
            "days_open",
            "review_due_on");

    private final CaseFiles<Involvement, InvolvementCommand, InvolvementEvent> involvements;
    private final Codes codes;
    private final Recorders recorders;
    private final BusinessClock clock;
    private final Answers answers;
    private final JsonMapper json;

    InvolvementsController(
            CaseFiles<Involvement, InvolvementCommand, InvolvementEvent> involvements,
            Codes codes,
            Recorders recorders,
            BusinessClock clock,
            Answers answers,
            JsonMapper json) {
        this.involvements = involvements;
        this.codes = codes;
        this.recorders = recorders;
        this.clock = clock;
        this.answers = answers;
        this.json = json;
    }

    /** Opens an involvement. The same Idempotency-Key finds the first one again. */
    @PostMapping
    @ApiResponse(responseCode = "201", description = "Opened; Location and ETag say where and at which version.")
    ResponseEntity<InvolvementView> open(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Requests.Opened body) {
        if (body.childRef() == null || !Forms.CHILD.fits(body.childRef())) {
            throw fault("involvement.child-needed", "childRef", "Say which child: " + Forms.CHILD.words() + ".");
        }
        if (body.closedOn() != null || body.outcome() != null) {
            throw fault("involvement.open-first", "closedOn", "Open the involvement first, then record its closing.");
        }
        locality(caller, body.locality());
        personal(body.personal());
        var request = Preconditions.request(idempotencyKey, "open", body);
        var id = request != null
                ? CaseIds.fromRequest(caller.authority(), InvolvementKinds.INVOLVEMENTS, idempotencyKey)
                : body.involvementRef() != null
                        ? CaseIds.fromReference(
                                caller.authority(), InvolvementKinds.INVOLVEMENTS, body.involvementRef())
                        : UUID.randomUUID();
        var reference = body.involvementRef() == null ? CaseIds.referenceOf("CME", id) : body.involvementRef();
        var instruction = new Instruction<InvolvementCommand>(
                body.command(clock.today(), reference),
                body.notes(),
                body.personal() == null ? Map.of() : body.personal().known(),
                Preconditions.version(null),
                request);
        var answer = involvements.open(
                recorders.of(caller), new Filing<>(id, body.childRef(), reference, instruction, false));
        return answers.created(answer, this::view);
    }

    /**
     * The authority's involvements, filtered by status, officer, locality, schoolYear, senStatus, socialCareStatus, referredBy, outcome, childRef (all
     * of one child's), openLongerThan (days) and reviewOverdue; several values of one filter are separated by commas. {@code sort} names fields separated
     * by commas, with a minus before one for downwards.
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<InvolvementView> list(
            Caller caller,
            @RequestParam Map<String, String> filters,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page.check(page, size);
        var today = clock.today();
        var query = ListQuery.of(filters, today);
        var items = new ArrayList<InvolvementView>();
        involvements.list(
                caller.authority(),
                query.filter(),
                query.sort(),
                page * size,
                size,
                file -> items.add(InvolvementView.of(file, today)));
        return new Page<>(items, page, size, involvements.count(caller.authority(), query.filter()));
    }

    /** The whole list, not a page of it, as CSV that no spreadsheet will run. */
    @GetMapping(produces = "text/csv")
    void export(Caller caller, @RequestParam Map<String, String> filters, HttpServletResponse response)
            throws IOException {
        var today = clock.today();
        var query = ListQuery.of(filters, today);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"involvements.csv\"");
        try (var table = new CsvTable(response.getOutputStream(), COLUMNS)) {
            involvements.list(
                    caller.authority(),
                    query.filter(),
                    query.sort(),
                    0,
                    0,
                    file -> table.row(row(InvolvementView.of(file, today))));
        }
    }

    /** One involvement with its history. */
    @GetMapping("/{id}")
    ResponseEntity<WithHistory> one(Caller caller, @PathVariable UUID id) {
        var file = find(caller, id);
        return ResponseEntity.ok()
                .eTag(Preconditions.entityTag(file.version()))
                .body(new WithHistory(
                        InvolvementView.of(file, clock.today()),
                        HistoryView.of(file, json).history()));
    }

    /** @param history oldest first */
    record WithHistory(@JsonUnwrapped InvolvementView involvement, List<HistoryView.Happened> history) {}

    /** The events that led here, as published. */
    @GetMapping("/{id}/history")
    ResponseEntity<HistoryView> history(Caller caller, @PathVariable UUID id) {
        var file = find(caller, id);
        return ResponseEntity.ok().eTag(Preconditions.entityTag(file.version())).body(HistoryView.of(file, json));
    }

    @PostMapping("/{id}/checks")
    ResponseEntity<InvolvementView> check(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Check body) {
        return execute("check", caller, id, http, body);
    }

    @PostMapping("/{id}/enquiries")
    ResponseEntity<InvolvementView> enquire(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Enquiry body) {
        return execute("enquiry", caller, id, http, body);
    }

    @PostMapping("/{id}/reviews")
    ResponseEntity<InvolvementView> review(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Review body) {
        return execute("review", caller, id, http, body);
    }

    @PostMapping("/{id}/concerns")
    ResponseEntity<InvolvementView> concern(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Concern body) {
        return execute("concern", caller, id, http, body);
    }

    @PostMapping("/{id}/circumstances")
    ResponseEntity<InvolvementView> circumstances(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Change body) {
        locality(caller, body.locality());
        return execute("circumstances", caller, id, http, body);
    }

    @PostMapping("/{id}/assignment")
    ResponseEntity<InvolvementView> assign(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Assignment body) {
        return execute("assignment", caller, id, http, body);
    }

    @PostMapping("/{id}/closure")
    ResponseEntity<InvolvementView> close(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Closing body) {
        return execute("closure", caller, id, http, body);
    }

    @PostMapping("/{id}/reopening")
    ResponseEntity<InvolvementView> reopen(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Reopening body) {
        return execute("reopening", caller, id, http, body);
    }

    @PostMapping("/{id}/correction")
    ResponseEntity<InvolvementView> correct(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Correcting body) {
        if (body.reason() == null || body.reason().isBlank()) {
            throw fault("involvement.correction-reason", "reason", "Say in a few words why this is corrected.");
        }
        locality(caller, body.locality());
        personal(body.personal());
        return execute("correction", caller, id, http, body);
    }

    @PostMapping("/{id}/voiding")
    ResponseEntity<InvolvementView> makeVoid(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Voiding body) {
        return execute("voiding", caller, id, http, body);
    }

    /** What became of one change among many: the involvement's new version, or the rule that forbade it. */
    record Changed(int index, UUID id, Integer version, String rule, String field, String reason) {}

    /** @param accepted how many were recorded or were so already */
    record ChangesAnswer(int accepted, int refused, List<Changed> results) {}

    /** The monthly refresh of circumstances: each change stands or falls by itself. */
    @PostMapping("/circumstances")
    ChangesAnswer refresh(Caller caller, @RequestBody Requests.Changes body) {
        if (body.changes() == null || body.changes().isEmpty() || body.changes().size() > MOST_CHANGES) {
            throw fault("involvement.changes", "changes", "Give 1 to %d changes.".formatted(MOST_CHANGES));
        }
        if (body.changes().contains(null)) throw fault("involvement.changes", "changes", "Give no empty change.");
        var by = recorders.of(caller);
        var results = new ArrayList<Changed>();
        for (int index = 0; index < body.changes().size(); index++) {
            var change = body.changes().get(index);
            try {
                if (change.id() == null) throw Problem.notFound("case");
                locality(caller, change.locality());
                var answer = involvements.execute(
                        by, change.id(), Instruction.of(change.change().command(clock.today())));
                var done = answers.done("circumstances", answer);
                results.add(new Changed(index, change.id(), done.file().version(), null, null, null));
            } catch (Problem refusal) {
                results.add(new Changed(index, change.id(), null, refusal.rule(), refusal.field(), refusal.detail()));
            }
        }
        int refused =
                (int) results.stream().filter(result -> result.rule() != null).count();
        return new ChangesAnswer(results.size() - refused, refused, results);
    }

    private ResponseEntity<InvolvementView> execute(
            String command, Caller caller, UUID id, HttpServletRequest http, Requests.OfCase body) {
        var instruction = new Instruction<>(
                body.command(clock.today()),
                body.notes(),
                body.personal() == null ? Map.of() : body.personal().known(),
                Preconditions.version(http.getHeader("If-Match")),
                Preconditions.request(http.getHeader("Idempotency-Key"), command, id, body));
        return answers.changed(command, involvements.execute(recorders.of(caller), id, instruction), this::view);
    }

    private CaseFile<Involvement> find(Caller caller, UUID id) {
        return involvements.find(caller.authority(), id).orElseThrow(() -> Problem.notFound("involvement"));
    }

    private InvolvementView view(CaseFile<Involvement> file) {
        return InvolvementView.of(file, clock.today());
    }

    private void locality(Caller caller, String locality) {
        var known = codes.localitiesOf(caller.authority());
        if (locality != null && !known.contains(locality)) {
            throw fault("involvement.locality-unknown", "locality", "Use one of: " + String.join(", ", known) + ".");
        }
    }

    private void personal(Requests.Personal personal) {
        if (personal == null) return;
        if (personal.upn() != null && !Forms.UPN.fits(personal.upn())) {
            throw fault("involvement.upn-form", "personal.upn", "The UPN must be " + Forms.UPN.words() + ".");
        }
        if (personal.dateOfBirth() != null && personal.dateOfBirth().isAfter(clock.today())) {
            throw fault("involvement.date-in-future", "personal.dateOfBirth", "The date of birth has not come yet.");
        }
    }

    private static Problem fault(String rule, String field, String reason) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, rule, reason).with("field", field);
    }

    private static List<Object> row(InvolvementView view) {
        var cells = new ArrayList<Object>();
        for (var cell : new Object[] {
            view.involvementRef(),
            view.childRef(),
            view.openedOn(),
            view.closedOn(),
            view.outcome(),
            view.schoolYear(),
            code(view.senStatus()),
            code(view.socialCareStatus()),
            view.locality(),
            code(view.referredBy()),
            view.officer(),
            view.status(),
            view.daysOpen(),
            view.reviewDueOn()
        }) cells.add(cell);
        return cells;
    }

    private static String code(Enum<?> constant) {
        return constant == null
                ? null
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
