package waymark.portal.dashboards;

import java.util.List;
import waymark.portal.forms.Choice;

/**
 * A field of a filter bar.
 *
 * @param chosen a code, or null for all
 * @param choices empty where the code is typed
 */
public record Filter(String id, String label, String chosen, List<Choice> choices) {}
