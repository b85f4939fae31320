package waymark.web;

import java.util.Set;
import waymark.web.access.Role;

/**
 * Who asks. Every request has one, from its access token alone, and every query is bound by its authority.
 *
 * @param authority DfE number, three digits
 * @param actor a staff number or account name
 * @param roles of the caller's, those that permit this request; never empty in a request
 * @param teams codes; empty for every team
 */
public record Caller(String authority, String actor, Set<Role> roles, Set<String> teams) {
    public Caller {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** The role that is published with an event: of those that permit the request, the first in the order of {@link Role}. */
    public String role() {
        return roles.stream().sorted().findFirst().orElseThrow().code();
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
