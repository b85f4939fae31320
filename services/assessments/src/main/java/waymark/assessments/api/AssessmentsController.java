package waymark.assessments.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.format.annotation.DateTimeFormat;
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
import waymark.assessments.domain.Assessment;
import waymark.assessments.domain.AssessmentCommand;
import waymark.assessments.domain.AssessmentCourse;
import waymark.assessments.domain.AssessmentEvent;
import waymark.casefile.CaseKind;
import waymark.web.Caller;
import waymark.web.Localities;
import waymark.web.Page;
import waymark.web.Problem;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.Happened;
import waymark.web.cases.KeepingController;
import waymark.web.cases.KeptCases;
import waymark.web.cases.ThenKnown;

/**
 * Education, health and care needs assessments (Children and Families Act 2014 s36) and the plans that come of them. Every answer is bound by the
 * caller's authority. A success means that the record survives a crash; a refusal is a problem document (RFC 9457) whose {@code rule} names the rule.
 * Days are local dates, Europe/London.
 */
@RestController
@RequestMapping("/assessments")
final class AssessmentsController extends KeepingController<Assessment, AssessmentView> {
    private static final List<String> CLOCK_PARAMETERS = List.of("asAt", "asKnownAt");

    private final CaseEndpoint<Assessment, AssessmentCommand, AssessmentView> assessments;
    private final CaseKind<Assessment, AssessmentCommand, AssessmentEvent> kind;
    private final AssessmentCourse course;
    private final Localities localities;

    AssessmentsController(
            KeptCases<Assessment, AssessmentCommand, AssessmentEvent> assessments,
            CaseKind<Assessment, AssessmentCommand, AssessmentEvent> kind,
            AssessmentCourse course,
            Localities localities) {
        super(AssessmentView.endpoint(assessments));
        this.assessments = AssessmentView.endpoint(assessments);
        this.kind = kind;
        this.course = course;
        this.localities = localities;
    }

    /** Records that a request for an assessment was received. The same Idempotency-Key finds the first one again. */
    @PostMapping
    @ApiResponse(responseCode = "201", description = "Opened; Location and ETag say where and at which version.")
    ResponseEntity<AssessmentView> request(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Requests.Requested body) {
        locality(caller, body.locality());
        return assessments.open(caller, idempotencyKey, body);
    }

    /** Records that a child with a plan moved in from another authority. */
    @PostMapping("/moves-in")
    @ApiResponse(responseCode = "201", description = "Opened; Location and ETag say where and at which version.")
    ResponseEntity<AssessmentView> moveIn(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Requests.MovedIn body) {
        locality(caller, body.locality());
        elsewhere(assessments, caller, "fromAuthority", body.fromAuthority());
        return assessments.open(caller, idempotencyKey, body);
    }

    /**
     * The work list: the authority's cases filtered by status, coordinator, assigned (true or false), nextStep, dueClock, dueWithin (days), overdue, locality, primaryNeed, schoolYear,
     * requestSource, childRef (all of one child's) and assessmentRef; several values of one filter are separated by commas. Without {@code sort} the one
     * whose running clock is due first comes first, and those of which nothing is due last. {@code sort} names fields separated by commas, with a minus
     * before one for downwards.
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<AssessmentView> list(
            Caller caller,
            @RequestParam Map<String, String> filters,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return assessments.list(caller, AssessmentList.FIELDS, filters, page, size);
    }

    // Without a Javadoc: it would take the place of the list's in the OpenAPI document.
    @GetMapping(produces = "text/csv")
    void export(Caller caller, @RequestParam Map<String, String> filters, HttpServletResponse response)
            throws IOException {
        assessments.export(caller, AssessmentList.FIELDS, filters, AssessmentList.COLUMNS, response);
    }

    /** One case with its history. */
    @GetMapping("/{id}")
    ResponseEntity<WithHistory> one(Caller caller, @PathVariable UUID id) {
        return assessments.one(caller, id, (file, history) -> new WithHistory(assessments.view(file), history));
    }

    /** @param history oldest first */
    record WithHistory(@JsonUnwrapped AssessmentView assessment, List<Happened> history) {}

    /** The events that led here, as published. */
    @GetMapping("/{id}/history")
    ResponseEntity<HistoryView> history(Caller caller, @PathVariable UUID id) {
        return assessments.one(
                caller, id, (file, history) -> new HistoryView(file.id(), file.reference(), file.version(), history));
    }

    /** The events that led to a case as it stands, oldest first, as published, with who recorded each and the notes taken with it. */
    record HistoryView(UUID id, String assessmentRef, int version, List<Happened> history) {}

    /**
     * Every statutory clock of a case with its working.
     *
     * @param asAt a day, today or earlier: how the clocks stood on it, by all that is known now; left out for today, or for the day of asKnownAt
     * @param asKnownAt an instant that has passed: by what had been recorded up to it
     */
    @GetMapping("/{id}/clocks")
    ResponseEntity<ClocksView> clocks(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate asAt,
            @RequestParam(required = false) Instant asKnownAt,
            @Parameter(hidden = true) @RequestParam Map<String, String> all) {
        all.keySet().stream().filter(name -> !CLOCK_PARAMETERS.contains(name)).forEach(name -> {
            throw Problem.parameter(name, "is not known here").with("permitted", CLOCK_PARAMETERS);
        });
        var then = assessments.then(asAt, asKnownAt);
        return assessments.one(
                caller,
                id,
                (file, history) ->
                        ClocksView.of(file, ThenKnown.state(kind, file, then), course, then.asAt(), asKnownAt));
    }

    @PostMapping("/{id}/circumstances")
    ResponseEntity<AssessmentView> circumstances(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Change body) {
        locality(caller, body.locality());
        return assessments.execute("circumstances", caller, id, http, body);
    }

    @PostMapping("/{id}/assignment")
    ResponseEntity<AssessmentView> assign(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Assignment body) {
        return assessments.execute("assignment", caller, id, http, body);
    }

    /** Annuls the last ending, which was recorded by mistake. */
    @PostMapping("/{id}/reopening")
    ResponseEntity<AssessmentView> reopen(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Reopening body) {
        return assessments.execute("reopening", caller, id, http, body);
    }

    @PostMapping("/{id}/correction")
    ResponseEntity<AssessmentView> correct(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Correcting body) {
        if (body.reason() == null || body.reason().isBlank()) {
            throw assessments.fault("correction-reason", "reason", "Say in a few words why this is corrected.");
        }
        locality(caller, body.locality());
        return assessments.execute("correction", caller, id, http, body);
    }

    @PostMapping("/{id}/voiding")
    ResponseEntity<AssessmentView> makeVoid(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Voiding body) {
        return assessments.execute("voiding", caller, id, http, body);
    }

    /** Refuses the caller's own authority where another is meant. */
    static void elsewhere(CaseEndpoint<?, ?, ?> assessments, Caller caller, String field, String authority) {
        if (caller.authority().equals(authority)) {
            throw assessments.fault(
                    "authority-own", field, "Name the other authority; %s is your own.".formatted(authority));
        }
    }

    private void locality(Caller caller, String locality) {
        localities.check("assessment", caller, locality);
    }
}
