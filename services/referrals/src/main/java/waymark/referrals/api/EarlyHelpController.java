package waymark.referrals.api;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Sorts.ascending;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseKind;
import waymark.casefile.course.Forms;
import waymark.events.ChildKeys;
import waymark.referrals.domain.ContactDecision;
import waymark.referrals.domain.EarlyHelp;
import waymark.referrals.domain.EarlyHelpCommand;
import waymark.referrals.domain.EarlyHelpCourse;
import waymark.referrals.domain.EarlyHelpEvent;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralEvent;
import waymark.referrals.domain.Standing;
import waymark.web.Caller;
import waymark.web.Localities;
import waymark.web.Page;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.CasePlatform;
import waymark.web.cases.Happened;
import waymark.web.cases.KeepingController;
import waymark.web.cases.KeptCases;
import waymark.web.cases.ThenKnown;

/**
 * Early help and family support, per family. The case is kept under the first of the family's children; the others are named by key in what is published.
 * None is recorded while one of the children has one open. Answers and refusals are as of referrals.
 */
@RestController
@RequestMapping("/early-help")
final class EarlyHelpController extends KeepingController<EarlyHelp, EarlyHelpView> {
    private static final int MOST_CHILDREN = 20;

    private final CaseEndpoint<EarlyHelp, EarlyHelpCommand, EarlyHelpView> earlyHelp;
    private final CaseEndpoint<Referral, ReferralCommand, ReferralView> contacts;
    private final CaseFiles<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> files;
    private final CaseKind<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> kind;
    private final EarlyHelpCourse course;
    private final Localities localities;
    private final ChildKeys childKeys;

    EarlyHelpController(
            KeptCases<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> cases,
            KeptCases<Referral, ReferralCommand, ReferralEvent> contacts,
            CaseKind<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> kind,
            EarlyHelpCourse course,
            Localities localities,
            CasePlatform platform) {
        super(EarlyHelpView.endpoint(cases));
        this.earlyHelp = EarlyHelpView.endpoint(cases);
        this.contacts = ReferralView.contacts(contacts);
        files = cases.files();
        this.kind = kind;
        this.course = course;
        this.localities = localities;
        this.childKeys = platform.childKeys();
    }

    @Override
    protected Bson ofChild(String childRef) {
        return EarlyHelpView.ofFamily(List.of(childRef));
    }

    /** Records a family's request. The same Idempotency-Key finds the first one again. */
    @PostMapping
    @ApiResponse(responseCode = "201", description = "Opened; Location and ETag say where and at which version.")
    ResponseEntity<EarlyHelpView> request(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody EarlyHelpRequests.Requested body) {
        localities.check(EarlyHelpView.WORD, caller, body.locality());
        var children = body.children();
        if (children == null || children.isEmpty() || children.size() > MOST_CHILDREN) {
            throw earlyHelp.fault(
                    "children-needed",
                    "children",
                    "Say which children the family has: 1 to %d.".formatted(MOST_CHILDREN));
        }
        var seen = new HashSet<String>();
        for (var child : children) {
            if (child == null || !Forms.CHILD.fits(child)) {
                throw earlyHelp.fault("child-needed", "children", "Each child is " + Forms.CHILD.words() + ".");
            }
            if (!seen.add(child)) throw earlyHelp.fault("child-twice", "children", "Name each child once.");
        }
        References.check(earlyHelp, "requestRef", body.requestRef(), children);
        if (!earlyHelp.isOpened(caller, idempotencyKey)) checkAgainstOthers(caller, body);
        var others = children.stream()
                .skip(1)
                .map(child -> childKeys.of(caller.authority(), child))
                .toList();
        return earlyHelp.open(caller, idempotencyKey, body.ofFamily(others));
    }

    private void checkAgainstOthers(Caller caller, EarlyHelpRequests.Requested body) {
        boolean decided = body.contact() == null
                || contacts.lookUp(caller, body.contact())
                        .filter(file -> file.state() instanceof Referral.Opened opened
                                && opened.standing() != Standing.VOIDED
                                && opened.present().decision() == ContactDecision.EARLY_HELP)
                        .isPresent();
        if (!decided) {
            throw earlyHelp.fault(
                    "contact-unknown",
                    "contact",
                    "That is no contact that was decided as early-help. Decide it so first, or leave it out.");
        }
        boolean voided = body.replaces() == null
                || earlyHelp
                        .lookUp(caller, body.replaces())
                        .filter(file -> file.state() instanceof EarlyHelp.Opened opened
                                && opened.standing() == EarlyHelp.Standing.VOIDED)
                        .isPresent();
        if (!voided) {
            throw earlyHelp.fault(
                    "replaces-unknown",
                    "replaces",
                    "That is no voided early help. Void the case that was opened for the wrong family, then name it by its id.");
        }
        // Of the first child the store itself holds that it has one open; of the others this look is all that does.
        var open = new ArrayList<CaseFile<EarlyHelp>>();
        files.list(
                caller.authority(),
                and(EarlyHelpView.OPEN, EarlyHelpView.ofFamily(body.children())),
                ascending("reference"),
                0,
                1,
                open::add);
        if (!open.isEmpty()) throw earlyHelp.secondOpen(caller, open.getFirst());
    }

    /**
     * The authority's families with early help, filtered by status, dueClock, overdue, team, locality, source, requestRef and childRef, which any of the family's
     * children has. Without {@code sort} the one whose running clock is due first comes first.
     */
    @GetMapping
    Page<EarlyHelpView> list(
            Caller caller,
            @RequestParam Map<String, String> filters,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return earlyHelp.list(caller, EarlyHelpView.FIELDS, filters, page, size);
    }

    /** One case with its history. */
    @GetMapping("/{id}")
    ResponseEntity<FamilyWithHistory> one(Caller caller, @PathVariable UUID id) {
        return earlyHelp.one(caller, id, (file, history) -> new FamilyWithHistory(earlyHelp.view(file), history));
    }

    /** @param history oldest first */
    record FamilyWithHistory(@JsonUnwrapped EarlyHelpView earlyHelp, List<Happened> history) {}

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
        var then = earlyHelp.then(asAt, asKnownAt);
        return earlyHelp.one(
                caller, id, (file, history) -> ClocksView.of(file, ThenKnown.state(kind, file, then), course, then));
    }

    /** The request reached the locality's team. */
    @PostMapping("/{id}/progress")
    ResponseEntity<EarlyHelpView> progress(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.Progress body) {
        return earlyHelp.execute("progress", caller, id, http, body);
    }

    /** The team spoke to the family. */
    @PostMapping("/{id}/family-contact")
    ResponseEntity<EarlyHelpView> contactFamily(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.FamilyContact body) {
        return earlyHelp.execute("family-contact", caller, id, http, body);
    }

    /** Support was arranged for the family. */
    @PostMapping("/{id}/support")
    ResponseEntity<EarlyHelpView> support(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.Support body) {
        return earlyHelp.execute("support", caller, id, http, body);
    }

    /** Early help came to its end; the door stays open for three months. */
    @PostMapping("/{id}/closing")
    ResponseEntity<EarlyHelpView> close(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.EarlyHelpClosing body) {
        return earlyHelp.execute("closing", caller, id, http, body);
    }

    /** The family came back through the open door, which stands open for three months. */
    @PostMapping("/{id}/resumption")
    ResponseEntity<EarlyHelpView> resume(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.Resumption body) {
        return earlyHelp.execute("resumption", caller, id, http, body);
    }

    /** Annuls the closing, which was recorded by mistake. */
    @PostMapping("/{id}/reopening")
    ResponseEntity<EarlyHelpView> reopen(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.EarlyHelpReopening body) {
        return earlyHelp.execute("reopening", caller, id, http, body);
    }

    /** Annuls an entry that tells of what did not happen. */
    @PostMapping("/{id}/annulment")
    ResponseEntity<EarlyHelpView> annul(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.EarlyHelpAnnulment body) {
        why("annulment-reason", body.reason(), "Say in a few words why this is annulled.");
        return earlyHelp.execute("annulment", caller, id, http, body);
    }

    /** Puts right what was recorded wrongly, with the reason; personal details alone without an event. */
    @PostMapping("/{id}/correction")
    ResponseEntity<EarlyHelpView> correct(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.EarlyHelpCorrecting body) {
        why("correction-reason", body.reason(), "Say in a few words why this is corrected.");
        localities.check(EarlyHelpView.WORD, caller, body.locality());
        return earlyHelp.execute("correction", caller, id, http, body);
    }

    /** The case should never have been opened: it is in no figure, and nothing more can happen to it. */
    @PostMapping("/{id}/voiding")
    ResponseEntity<EarlyHelpView> makeVoid(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody EarlyHelpRequests.EarlyHelpVoiding body) {
        return earlyHelp.execute("voiding", caller, id, http, body);
    }

    private void why(String rule, String reason, String words) {
        if (reason == null || reason.isBlank()) throw earlyHelp.fault(rule, "reason", words);
    }
}
