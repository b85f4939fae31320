package waymark.alerts.notices;

import java.util.Set;

/**
 * Whom e-mails about alerts go to.
 *
 * @param account staff number, as of an alert's officer
 * @param roles codes; what is nobody's goes to everyone of its role
 * @param teams codes of those whose alerts come to them; empty for every team's
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

    /** @param team of an alert; null where it is no team's */
    boolean isTold(String team) {
        return team == null || teams.isEmpty() || teams.contains(team);
    }

    /** Whether a manager of some teams keeps them: whoever is told of another team's alerts too is not theirs alone. */
    boolean isKeptBy(Set<String> managed) {
        return managed.isEmpty() || (!teams.isEmpty() && managed.containsAll(teams));
    }

    /** Without the address, in case it is ever logged. */
    @Override
    public String toString() {
        return "Recipient[authority=%s, account=%s]".formatted(authority, account);
    }
}
