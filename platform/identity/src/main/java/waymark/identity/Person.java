package waymark.identity;

import java.util.List;

/**
 * Somebody who can sign in, as tokens describe them.
 *
 * @param account staff number
 * @param authority DfE number
 * @param roles their codes
 * @param teams their codes; empty for every team
 * @param work what they do, in the words of the sign-in page
 */
record Person(String account, String name, String authority, List<String> roles, List<String> teams, String work) {
    Person {
        roles = List.copyOf(roles);
        teams = List.copyOf(teams);
    }
}
