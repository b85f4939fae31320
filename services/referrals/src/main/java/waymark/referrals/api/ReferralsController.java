package waymark.referrals.api;

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
import waymark.casefile.CaseKind;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralCourse;
import waymark.referrals.domain.ReferralEvent;
import waymark.web.Caller;
import waymark.web.Localities;
import waymark.web.Page;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.Happened;
import waymark.web.cases.KeepingController;
import waymark.web.cases.KeptCases;
import waymark.web.cases.ThenKnown;

/**
 * Referrals to children's social care (Children Act 1989 s17), with the contacts that they came from. Every answer is bound by the caller's authority. A
 * success means that the record survives a crash; a refusal is a problem document (RFC 9457) whose {@code rule} names the rule. Days are local dates,
 * Europe/London.
 */
@RestController
@RequestMapping("/referrals")
final class ReferralsController extends KeepingController<Referral, ReferralView> {
    private final CaseEndpoint<Referral, ReferralCommand, ReferralView> referrals;
    private final CaseKind<Referral, ReferralCommand, ReferralEvent> kind;
    private final ReferralCourse course;
    private final Localities localities;

    ReferralsController(
            KeptCases<Referral, ReferralCommand, ReferralEvent> cases,
            CaseKind<Referral, ReferralCommand, ReferralEvent> kind,
            ReferralCourse course,
            Localities localities) {
        super(ReferralView.referrals(cases));
        this.referrals = ReferralView.referrals(cases);
        this.kind = kind;
        this.course = course;
        this.localities = localities;
    }

    /** Records a referral of which no contact is recorded. None is recorded while the child's case is open. The same Idempotency-Key finds the first one again. */
    @PostMapping
    @ApiResponse(responseCode = "201", description = "Opened; Location and ETag say where and at which version.")
    ResponseEntity<ReferralView> refer(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Requests.Referred body) {
        localities.check(ReferralView.WORD, caller, body.locality());
        if (body.childRef() != null) {
            References.check(referrals, "referralRef", body.referralRef(), List.of(body.childRef()));
        }
        References.checkReplaced(referrals, caller, body.replaces());
        return referrals.open(caller, idempotencyKey, body);
    }

    /**
     * The duty team's list: the authority's contacts and referrals filtered by status, nextStep, dueClock, dueWithin (days), overdue, plan, decision, worker,
     * assigned (true or false), team, source, primaryNeed, locality, sharedContact, childRef (all of one child's), reference and referralRef; several values of one filter are separated
     * by commas. Without {@code sort} the one whose running clock is due first comes first, and those of which nothing is due last. {@code sort} names fields
     * separated by commas, with a minus before one for downwards. With {@code Accept: text/csv} the whole list comes, not a page of it, as CSV that no
     * spreadsheet will run.
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ReferralView> list(
            Caller caller,
            @RequestParam Map<String, String> filters,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return referrals.list(caller, ReferralList.FIELDS, filters, page, size);
    }

    // Without a Javadoc: it would take the place of the list's in the OpenAPI document.
    @GetMapping(produces = "text/csv")
    void export(Caller caller, @RequestParam Map<String, String> filters, HttpServletResponse response)
            throws IOException {
        referrals.export(caller, ReferralList.FIELDS, filters, ReferralList.COLUMNS, response);
    }

    /** One case with its history. */
    @GetMapping("/{id}")
    ResponseEntity<WithHistory> one(Caller caller, @PathVariable UUID id) {
        return referrals.one(caller, id, (file, history) -> new WithHistory(referrals.view(file), history));
    }

    /** @param history oldest first */
    record WithHistory(@JsonUnwrapped ReferralView referral, List<Happened> history) {}

    /** The events that led here, as published. */
    @GetMapping("/{id}/history")
    ResponseEntity<HistoryView> history(Caller caller, @PathVariable UUID id) {
        return referrals.one(
                caller, id, (file, history) -> new HistoryView(file.id(), file.reference(), file.version(), history));
    }

    /** The events that led to a case as it stands, oldest first, as published, with who recorded each and the notes taken with it. */
    record HistoryView(UUID id, String reference, int version, List<Happened> history) {}

    /**
     * Every clock of a case with its working.
     *
     * @param asAt a day, today or earlier: how the clocks stood on it, by all that is known now; left out for the present, or for the day of asKnownAt
     * @param asKnownAt an instant that has passed: by what had been recorded up to it
     */
    @GetMapping("/{id}/clocks")
    ResponseEntity<ClocksView> clocks(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate asAt,
            @RequestParam(required = false) Instant asKnownAt,
            @Parameter(hidden = true) @RequestParam Map<String, String> all) {
        ClocksView.check(all);
        var then = referrals.then(asAt, asKnownAt);
        return referrals.one(
                caller, id, (file, history) -> ClocksView.of(file, ThenKnown.state(kind, file, then), course, then));
    }

    /**
     * A worker has the case from that day on, or nobody any more.
     *
     * @param body with worker and team, or neither where nobody has the case any more
     */
    @PostMapping("/{id}/allocation")
    ResponseEntity<ReferralView> allocate(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Allocation body) {
        return referrals.execute("allocation", caller, id, http, body);
    }

    /** Another team has the case from that day on. */
    @PostMapping("/{id}/transfer")
    ResponseEntity<ReferralView> transfer(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Transfer body) {
        return referrals.execute("transfer", caller, id, http, body);
    }

    /** The case is closed: refused while a protection plan is in force or an assessment under way. */
    @PostMapping("/{id}/closing")
    ResponseEntity<ReferralView> close(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Closing body) {
        return referrals.execute("closing", caller, id, http, body);
    }

    /** Annuls the closing, which was recorded by mistake. */
    @PostMapping("/{id}/reopening")
    ResponseEntity<ReferralView> reopen(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Reopening body) {
        return referrals.execute("reopening", caller, id, http, body);
    }

    /** Annuls an entry that tells of what did not happen. */
    @PostMapping("/{id}/annulment")
    ResponseEntity<ReferralView> annul(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Annulment body) {
        why("annulment-reason", body.reason(), "Say in a few words why this is annulled.");
        return referrals.execute("annulment", caller, id, http, body);
    }

    /** Puts right what was recorded wrongly, with the reason; personal details alone without an event. */
    @PostMapping("/{id}/correction")
    ResponseEntity<ReferralView> correct(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Correcting body) {
        why("correction-reason", body.reason(), "Say in a few words why this is corrected.");
        localities.check(ReferralView.WORD, caller, body.locality());
        return referrals.execute("correction", caller, id, http, body);
    }

    /** The case should never have been opened: it is in no figure, and nothing more can happen to it. */
    @PostMapping("/{id}/voiding")
    ResponseEntity<ReferralView> makeVoid(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Voiding body) {
        return referrals.execute("voiding", caller, id, http, body);
    }

    private void why(String rule, String reason, String words) {
        if (reason == null || reason.isBlank()) throw referrals.fault(rule, "reason", words);
    }
}
