package waymark.involvements.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import waymark.involvements.domain.Involvement;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.InvolvementEvent;
import waymark.web.Caller;
import waymark.web.Localities;
import waymark.web.Page;
import waymark.web.Problem;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.Happened;
import waymark.web.cases.KeepingController;
import waymark.web.cases.KeptCases;

/**
 * Involvements with children missing education. Every answer is bound by the caller's authority. A success means that the record survives a crash;
 * a refusal is a problem document (RFC 9457) whose {@code rule} names the rule. Days are local dates, Europe/London.
 */
@RestController
@RequestMapping("/involvements")
final class InvolvementsController extends KeepingController<Involvement, InvolvementView> {
    private static final int MOST_CHANGES = 1_000;

    private final CaseEndpoint<Involvement, InvolvementCommand, InvolvementView> involvements;
    private final Localities localities;

    InvolvementsController(
            KeptCases<Involvement, InvolvementCommand, InvolvementEvent> involvements, Localities localities) {
        super(involvements.endpoint("involvement", "CME", InvolvementView::of));
        this.involvements = involvements.endpoint("involvement", "CME", InvolvementView::of);
        this.localities = localities;
    }

    /** Opens an involvement. The same Idempotency-Key finds the first one again. */
    @PostMapping
    @ApiResponse(responseCode = "201", description = "Opened; Location and ETag say where and at which version.")
    ResponseEntity<InvolvementView> open(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Requests.Opened body) {
        if (body.closedOn() != null || body.outcome() != null) {
            throw involvements.fault("open-first", "closedOn", "Open the involvement first, then record its closing.");
        }
        locality(caller, body.locality());
        return involvements.open(caller, idempotencyKey, body);
    }

    /**
     * The authority's involvements, filtered by status, officer, assigned (true or false), locality, schoolYear, senStatus, socialCareStatus, referredBy, outcome, childRef (all
     * of one child's), openLongerThan (days) and reviewOverdue; several values of one filter are separated by commas. {@code sort} names fields separated
     * by commas, with a minus before one for downwards.
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<InvolvementView> list(
            Caller caller,
            @RequestParam Map<String, String> filters,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return involvements.list(caller, InvolvementList.FIELDS, filters, page, size);
    }

    // Without a Javadoc: it would take the place of the list's in the OpenAPI document.
    @GetMapping(produces = "text/csv")
    void export(Caller caller, @RequestParam Map<String, String> filters, HttpServletResponse response)
            throws IOException {
        involvements.export(caller, InvolvementList.FIELDS, filters, InvolvementList.COLUMNS, response);
    }

    /** One involvement with its history. */
    @GetMapping("/{id}")
    ResponseEntity<WithHistory> one(Caller caller, @PathVariable UUID id) {
        return involvements.one(caller, id, (file, history) -> new WithHistory(involvements.view(file), history));
    }

    /** @param history oldest first */
    record WithHistory(@JsonUnwrapped InvolvementView involvement, List<Happened> history) {}

    /** The events that led here, as published. */
    @GetMapping("/{id}/history")
    ResponseEntity<HistoryView> history(Caller caller, @PathVariable UUID id) {
        return involvements.one(
                caller, id, (file, history) -> new HistoryView(file.id(), file.reference(), file.version(), history));
    }

    /** The events that led to an involvement as it stands, oldest first, as published, with who recorded each and the notes taken with it. */
    record HistoryView(UUID id, String involvementRef, int version, List<Happened> history) {}

    @PostMapping("/{id}/checks")
    ResponseEntity<InvolvementView> check(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Check body) {
        return involvements.execute("check", caller, id, http, body);
    }

    @PostMapping("/{id}/enquiries")
    ResponseEntity<InvolvementView> enquire(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Enquiry body) {
        return involvements.execute("enquiry", caller, id, http, body);
    }

    @PostMapping("/{id}/reviews")
    ResponseEntity<InvolvementView> review(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Review body) {
        return involvements.execute("review", caller, id, http, body);
    }

    @PostMapping("/{id}/concerns")
    ResponseEntity<InvolvementView> concern(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Concern body) {
        return involvements.execute("concern", caller, id, http, body);
    }

    @PostMapping("/{id}/circumstances")
    ResponseEntity<InvolvementView> circumstances(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Change body) {
        locality(caller, body.locality());
        return involvements.execute("circumstances", caller, id, http, body);
    }

    @PostMapping("/{id}/assignment")
    ResponseEntity<InvolvementView> assign(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Assignment body) {
        return involvements.execute("assignment", caller, id, http, body);
    }

    @PostMapping("/{id}/closure")
    ResponseEntity<InvolvementView> close(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Closing body) {
        return involvements.execute("closure", caller, id, http, body);
    }

    @PostMapping("/{id}/reopening")
    ResponseEntity<InvolvementView> reopen(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Reopening body) {
        return involvements.execute("reopening", caller, id, http, body);
    }

    @PostMapping("/{id}/correction")
    ResponseEntity<InvolvementView> correct(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Correcting body) {
        if (body.reason() == null || body.reason().isBlank()) {
            throw involvements.fault("correction-reason", "reason", "Say in a few words why this is corrected.");
        }
        locality(caller, body.locality());
        return involvements.execute("correction", caller, id, http, body);
    }

    @PostMapping("/{id}/voiding")
    ResponseEntity<InvolvementView> makeVoid(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Voiding body) {
        return involvements.execute("voiding", caller, id, http, body);
    }

    /** What became of one change among many: the involvement's new version, or the rule that forbade it. */
    record Changed(int index, UUID id, Integer version, String rule, String field, String reason) {}

    /** @param accepted how many were recorded or were so already */
    record ChangesAnswer(int accepted, int refused, List<Changed> results) {}

    /** The monthly refresh of circumstances: each change stands or falls by itself. */
    @PostMapping("/circumstances")
    ChangesAnswer refresh(Caller caller, @RequestBody Requests.Changes body) {
        if (body.changes() == null || body.changes().isEmpty() || body.changes().size() > MOST_CHANGES) {
            throw involvements.fault("changes", "changes", "Give 1 to %d changes.".formatted(MOST_CHANGES));
        }
        if (body.changes().contains(null)) throw involvements.fault("changes", "changes", "Give no empty change.");
        var results = new ArrayList<Changed>();
        for (int index = 0; index < body.changes().size(); index++) {
            var change = body.changes().get(index);
            try {
                if (change.id() == null) throw Problem.notFound("case");
                locality(caller, change.locality());
                var file = involvements.execute("circumstances", caller, change.id(), change.change());
                results.add(new Changed(index, change.id(), file.version(), null, null, null));
            } catch (Problem refusal) {
                results.add(new Changed(index, change.id(), null, refusal.rule(), refusal.field(), refusal.detail()));
            }
        }
        int refused =
                (int) results.stream().filter(result -> result.rule() != null).count();
        return new ChangesAnswer(results.size() - refused, refused, results);
    }

    private void locality(Caller caller, String locality) {
        localities.check("involvement", caller, locality);
    }
}
