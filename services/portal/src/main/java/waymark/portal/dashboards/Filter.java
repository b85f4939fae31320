package waymark.portal.dashboards;

import java.util.List;
import waymark.portal.forms.Choice;

/**
 * A field of a filter bar.
 *
 * @param chosen a code, or what was typed in its place; null for all
 * @param choices empty where the code is typed
 * @param fault what is wrong with what was typed, or null
 */
public record Filter(String id, String label, String chosen, List<Choice> choices, String fault) {
    /** Whether what is chosen is none of the choices, so that it must be shown beside them. */
    public boolean strange() {
        return chosen != null
                && !chosen.isBlank()
                && choices.stream().noneMatch(choice -> choice.code().equals(chosen));
    }
}
