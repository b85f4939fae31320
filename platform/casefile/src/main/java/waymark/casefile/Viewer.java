package waymark.casefile;

import java.time.LocalDate;
import java.util.Set;

/**
 * Who looks at cases, as far as it decides which of them open.
 *
 * @param teams codes of those whose cases open, beside the cases that have no team; empty for every team's
 * @param today the business day, for how long broken glass stays open
 */
public record Viewer(String authority, String actor, Set<String> teams, LocalDate today) {
    /** @param team null where a case has none */
    boolean isOfTeam(String team) {
        return team == null || teams.isEmpty() || teams.contains(team);
    }
}
