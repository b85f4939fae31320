package waymark.alerts.notices;

import java.util.Set;

/**
 * Whom e-mails about alerts go to.
 *
 * @param account staff number, as of an alert's officer
 * @param roles codes; what is nobody's goes to everyone of its role
 * @param teams codes of those whose cases open to them; empty for every team's
 * @param urgent whether they get an e-mail of their own about each urgent alert
 * @param digest whether they get the morning's digest
 */
record Recipient(
        String authority,
        String account,
        String email,
        Set<String> roles,
        Set<String> teams,
        boolean urgent,
        boolean digest) {
    Recipient {
        if (!EmailAddress.isOne(email)) throw new IllegalArgumentException("a recipient needs an e-mail address");
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** Without the address, in case it is ever logged. */
    @Override
    public String toString() {
        return "Recipient[authority=%s, account=%s]".formatted(authority, account);
    }
}
