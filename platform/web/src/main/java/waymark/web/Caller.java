package waymark.web;

import java.util.Set;

/**
 * Who asks. Every request has one, from {@link Callers} alone, and every query is bound by its authority.
 *
 * @param authority DfE number, three digits
 */
public record Caller(String authority, String actor, Set<String> roles) {
    /** The role that is published with an event: one, and the same one each time. */
    public String role() {
        return roles.stream().sorted().findFirst().orElse("none");
    }
}
