package waymark.referrals.api;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseIds;
import waymark.casefile.course.Forms;
import waymark.referrals.domain.ContactDecision;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralEvent;
import waymark.web.Caller;
import waymark.web.Localities;
import waymark.web.Problem;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.KeptCases;
import waymark.web.cases.OpeningBody;

/**
 * Contacts with children's social care, and what becomes of them. Every answer is bound by the caller's authority. A success means that the record
 * survives a crash; a refusal is a problem document (RFC 9457) whose {@code rule} names the rule. Contacts that wait to be decided are in the list of
 * referrals under {@code status=received}.
 */
@RestController
@RequestMapping("/contacts")
final class ContactsController {
    private static final int MOST_CHILDREN = 20;
    private static final int LONGEST_KEY = 197;

    private final CaseEndpoint<Referral, ReferralCommand, ReferralView> contacts;
    private final Localities localities;

    ContactsController(KeptCases<Referral, ReferralCommand, ReferralEvent> cases, Localities localities) {
        this.contacts = ReferralView.contacts(cases);
        this.localities = localities;
    }

    /**
     * Records a contact: a case for each child that it is about, which the same Idempotency-Key finds again. Were it broken off half-way, sending it again
     * under its key completes it; so a contact about several children needs one, of 197 characters at most.
     */
    @PostMapping
    @ApiResponse(responseCode = "201", description = "Recorded; Location is the first child's case.")
    ResponseEntity<Recorded> receive(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Requests.Contact body) {
        localities.check(ReferralView.WORD, caller, body.locality());
        check(body);
        checkKey(idempotencyKey, body);
        References.checkReplaced(contacts, caller, body.replaces());
        var children = body.children();
        var numbers = children.stream().map(Requests.Child::childRef).toList();
        var shared = children.size() == 1
                ? null
                : body.contactRef() == null ? sharedReference(caller, idempotencyKey) : body.contactRef();
        var filings = new ArrayList<Filed>();
        for (int number = 1; number <= children.size(); number++) {
            var reference = shared == null ? body.contactRef() : shared + "-" + number;
            var key = idempotencyKey == null ? null : idempotencyKey + "/" + number;
            if (body.contactRef() != null) References.check(contacts, "contactRef", reference, numbers);
            if (shared != null) contacts.checkFree(caller, key, reference);
            filings.add(new Filed(key, body.about(children.get(number - 1), reference, shared)));
        }
        return answer(filings.stream()
                .map(one -> contacts.open(caller, one.key(), one.body()).getBody())
                .toList());
    }

    private record Filed(String key, OpeningBody<ReferralCommand> body) {}

    /** @param cases one for each child, in the order of the request */
    record Recorded(List<ReferralView> cases) {}

    /** Decides what becomes of a contact. A referral is recorded with the decision, and opens the child's case; there is never a second one open. */
    @PostMapping("/{id}/decision")
    ResponseEntity<ReferralView> decide(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Decision body) {
        if (body.decision() == ContactDecision.REFERRAL && body.referral() == null) {
            throw contacts.fault(
                    "referral-needed", "referral", "Say with the decision what is referred: primaryNeed at least.");
        }
        if (body.referral() != null && body.decision() != null && body.decision() != ContactDecision.REFERRAL) {
            throw contacts.fault(
                    "not-referral",
                    "referral",
                    "Only a contact that becomes a referral has one. Leave it out, or decide the contact as referral.");
        }
        var child = contacts.find(caller, id).child();
        if (body.referral() != null) {
            References.check(contacts, "referralRef", body.referral().referralRef(), List.of(child));
        }
        boolean links = body.decision() == ContactDecision.LINKED_TO_OPEN_CASE;
        var theirs = links ? contacts.openCase(caller, child) : Optional.<CaseFile<Referral>>empty();
        boolean isClosedToCaller = theirs.isPresent() && !contacts.opens(caller, theirs.get());
        var openCase = links
                ? theirs.filter(_ -> !isClosedToCaller)
                        .map(CaseFile::id)
                        .filter(open ->
                                body.openCase() == null || body.openCase().equals(open))
                        .orElse(null)
                : body.openCase();
        // Whether there has to be one is decided with the contact, after the repetition of a request has been seen: the
        // case may have been closed since.
        try {
            return contacts.execute("decision", caller, id, http, body.with(openCase, CaseIds.referenceOf("REF", id)));
        } catch (Problem refused) {
            if (!refused.rule().equals("referral.no-open-case")) throw refused;
            if (isClosedToCaller) throw contacts.secondOpen(caller, theirs.get());
            if (body.openCase() == null) throw refused;
            throw contacts.fault(
                    "no-open-case",
                    "openCase",
                    "That is not the child's open case. Leave it out to have the right one found.");
        }
    }

    /** Before the first of several is recorded, so that a fault in the last leaves none behind. */
    private void check(Requests.Contact body) {
        var children = body.children();
        if (children == null || children.isEmpty() || children.size() > MOST_CHILDREN) {
            throw contacts.fault(
                    "children-needed",
                    "children",
                    "Say whom the contact is about: 1 to %d children.".formatted(MOST_CHILDREN));
        }
        var seen = new HashSet<String>();
        for (var child : children) {
            if (child == null || child.childRef() == null || !Forms.CHILD.fits(child.childRef())) {
                throw contacts.fault("child-needed", "childRef", "Say which child: " + Forms.CHILD.words() + ".");
            }
            if (!seen.add(child.childRef())) {
                throw contacts.fault("child-twice", "children", "Name each child once.");
            }
            form(Forms.SEX, "sex", child.sex());
            form(Forms.ETHNICITY, "ethnicity", child.ethnicity());
            contacts.check(child.personal());
        }
        boolean tooLong = children.size() > 1
                && body.contactRef() != null
                && !Forms.REFERENCE.fits(body.contactRef() + "-" + children.size());
        if (tooLong) {
            throw contacts.fault(
                    "reference-form",
                    "contactRef",
                    "It must leave room for a number behind it: " + Forms.REFERENCE.words() + ".");
        }
        if (children.size() > 1 && body.replaces() != null) {
            throw contacts.fault("replaces-one", "replaces", "A case is replaced by a contact about one child.");
        }
    }

    /** Without a key what was broken off half-way could never be completed; the longest derived from it must be one too. */
    private static void checkKey(String idempotencyKey, Requests.Contact body) {
        if (idempotencyKey == null && body.children().size() > 1) {
            throw key(
                    "A contact about several children needs the header Idempotency-Key: sent again under it, one that was broken off is completed.");
        }
        if (idempotencyKey != null && idempotencyKey.length() > LONGEST_KEY) {
            throw key(
                    "The header Idempotency-Key must leave room for a child's number behind it: %d characters at most."
                            .formatted(LONGEST_KEY));
        }
    }

    private static Problem key(String reason) {
        return new Problem(HttpStatus.BAD_REQUEST, "request.header", reason).with("header", "Idempotency-Key");
    }

    private void form(Forms.Form form, String field, String value) {
        if (value != null && !form.fits(value)) {
            throw contacts.fault("code-form", field, "It must be " + form.words() + ".");
        }
    }

    private static String sharedReference(Caller caller, String idempotencyKey) {
        return CaseIds.referenceOf("CON", CaseIds.fromRequest(caller.authority(), "contacts", idempotencyKey));
    }

    private static ResponseEntity<Recorded> answer(List<ReferralView> cases) {
        return ResponseEntity.created(
                        URI.create("/referrals/" + cases.getFirst().id()))
                .body(new Recorded(cases));
    }
}
