package waymark.alerts.notices;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import waymark.web.Caller;
import waymark.web.Problem;
import waymark.web.access.Role;
import waymark.web.audit.AuditTrail;

/**
 * Whom e-mails about the authority's alerts go to. A manager of some teams keeps those whom the alerts of these teams alone come to. Every reading and every change is set down in
 * the audit trail, without the address.
 */
@RestController
@RequestMapping("/alerts/recipients")
final class RecipientsController {
    /** Never an e-mail address, which has no place in an address of a page. */
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern TEAM = ACCOUNT;
    private static final int MOST_TEAMS = 100;
    private static final Set<String> ROLES =
            Stream.of(Role.values()).map(Role::code).collect(Collectors.toSet());

    private final Recipients recipients;
    private final AuditTrail audit;

    RecipientsController(Recipients recipients, AuditTrail audit) {
        this.recipients = recipients;
        this.audit = audit;
    }

    /**
     * @param roles codes; alerts that are nobody's go to everyone of their role
     * @param teams codes of those whose alerts come to them; left out or empty for every team's, which a manager of some teams cannot set
     * @param urgent whether they get an e-mail about each urgent alert; left out, they do
     * @param digest whether they get the morning's digest; left out, they do
     */
    record RecipientSet(String email, List<String> roles, List<String> teams, Boolean urgent, Boolean digest) {
        /** Without the address, in case it is ever logged. */
        @Override
        public String toString() {
            return "RecipientSet[roles=%s]".formatted(roles);
        }
    }

    /** Somebody whom e-mails go to. */
    record RecipientView(
            String account, String email, List<String> roles, List<String> teams, boolean urgent, boolean digest) {
        static RecipientView of(Recipient recipient) {
            return new RecipientView(
                    recipient.account(),
                    recipient.email(),
                    recipient.roles().stream().sorted().toList(),
                    recipient.teams().stream().sorted().toList(),
                    recipient.urgent(),
                    recipient.digest());
        }

        /** Without the address, in case it is ever logged. */
        @Override
        public String toString() {
            return "RecipientView[account=%s]".formatted(account);
        }
    }

    /** Everybody whom e-mails go to and the caller keeps, by account. */
    @GetMapping
    List<RecipientView> recipients(Caller caller) {
        setDown(caller, "list-recipients", null);
        return recipients.of(caller.authority()).stream()
                .filter(recipient -> recipient.isKeptBy(caller.teams()))
                .map(RecipientView::of)
                .toList();
    }

    /** One of them. */
    @GetMapping("/{account}")
    RecipientView recipient(Caller caller, @PathVariable String account) {
        setDown(caller, "read-recipient", checked(account));
        return RecipientView.of(present(caller, account).orElseThrow(() -> Problem.notFound("recipient")));
    }

    /** @throws Problem where it is not the caller's to keep */
    private Optional<Recipient> present(Caller caller, String account) {
        var present = recipients.find(caller.authority(), account);
        if (present.isPresent() && !present.get().isKeptBy(caller.teams()))
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "recipient.other-team",
                    "The alerts of other teams come to this person too: a manager of those teams, or of every team, sets what they get.");
        return present;
    }

    /** Sets all that is known of one, who may be new. */
    @PutMapping("/{account}")
    RecipientView setRecipient(Caller caller, @PathVariable String account, @RequestBody RecipientSet body) {
        checked(account);
        if (!EmailAddress.isOne(body.email()))
            throw Problem.ofField(
                    "recipient.email", "email", "Give one plain e-mail address, as name@council.example.");
        var roles = body.roles() == null ? List.<String>of() : body.roles();
        if (roles.isEmpty() || roles.stream().anyMatch(role -> role == null || !ROLES.contains(role)))
            throw Problem.ofField("recipient.roles", "roles", "Give one role or more, by code.")
                    .with("permitted", ROLES.stream().sorted().toList());
        var teams = body.teams() == null ? List.<String>of() : body.teams();
        if (teams.size() > MOST_TEAMS
                || teams.stream()
                        .anyMatch(team -> team == null || !TEAM.matcher(team).matches()))
            throw Problem.ofField("recipient.teams", "teams", "Give teams by code, %d at most.".formatted(MOST_TEAMS));
        if (!caller.teams().isEmpty() && (teams.isEmpty() || !caller.teams().containsAll(teams)))
            throw Problem.ofField("recipient.own-teams", "teams", "Give one team or more of your own.")
                    .with("permitted", caller.teams().stream().sorted().toList());
        var recipient = new Recipient(
                caller.authority(),
                account,
                body.email(),
                Set.copyOf(roles),
                Set.copyOf(teams),
                !Boolean.FALSE.equals(body.urgent()),
                !Boolean.FALSE.equals(body.digest()));
        setDown(caller, "set-recipient", account);
        boolean done = present(caller, account)
                .map(before -> recipients.replace(before, recipient))
                .orElseGet(() -> recipients.add(recipient));
        if (!done) throw changed();
        return RecipientView.of(recipient);
    }

    /** No more e-mails go there; what waits is dropped. */
    @DeleteMapping("/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeRecipient(Caller caller, @PathVariable String account) {
        setDown(caller, "remove-recipient", checked(account));
        var present = present(caller, account).orElseThrow(() -> Problem.notFound("recipient"));
        if (!recipients.remove(present)) throw changed();
    }

    private static Problem changed() {
        return new Problem(
                HttpStatus.CONFLICT, "recipient.changed", "Somebody else set this at the same moment. Read it again.");
    }

    private static String checked(String account) {
        if (!ACCOUNT.matcher(account).matches()) throw Problem.notFound("recipient");
        return account;
    }

    private void setDown(Caller caller, String action, String account) {
        audit.record(caller, action, null, List.of(), "manager", account);
    }
}
