package waymark.portal.desk;

import java.util.List;
import java.util.Set;
import waymark.web.access.Role;

/**
 * Who is signed in.
 *
 * @param account staff number or account name, by which cases are assigned
 * @param name as the provider gives it, for the page's head alone
 * @param authority DfE number
 * @param teams empty for every team
 */
public record Person(String account, String name, String authority, Set<Role> roles, List<String> teams) {
    public boolean is(Role... any) {
        for (var role : any) if (roles.contains(role)) return true;
        return false;
    }

    /** For templates: by the role's code. */
    public boolean has(String code) {
        return roles.stream().anyMatch(role -> role.code().equals(code));
    }
}
