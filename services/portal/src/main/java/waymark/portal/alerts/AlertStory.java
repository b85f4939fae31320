package waymark.portal.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/** What happened to an alert, as people read it. */
final class AlertStory {
    /** The role by which the service records what nobody asked it to. */
    private static final String BY_ITSELF = "system";

    private AlertStory() {}

    /** The latest first. */
    static List<Told> of(Doc alert) {
        return alert.docs("history").reversed().stream().map(AlertStory::told).toList();
    }

    private static Told told(Doc happened) {
        var data = happened.doc("data");
        var type = happened.text("type");
        var what = type.substring(type.lastIndexOf('.') + 1);
        boolean ofItself = BY_ITSELF.equals(happened.text("role"));
        return new Told(
                (int) happened.number("sequence"),
                title(what, data),
                happened.day("effectiveOn"),
                happened.moment("recordedAt"),
                ofItself ? "Waymark" : happened.text("actor"),
                ofItself ? null : Told.role(happened.text("role")),
                details(what, data),
                happened.text("note"),
                null,
                List.of());
    }

    private static String title(String what, Doc data) {
        return switch (what) {
            case "raised" -> data.flag("late") ? "Raised, late" : "Raised";
            case "acknowledged" -> "Acknowledged";
            case "commented" -> data.flag("ownAction") ? "Own action of the reviewing officer" : "Comment";
            case "handed-over" ->
                "Handed over to "
                        + (data.has("officer") ? data.text("officer") : "any " + Told.role(data.text("role")));
            case "escalated" ->
                (data.flag("byTime") ? "Not resolved in time: taken to level " : "Taken to level ")
                        + data.text("level");
            case "resolved" -> "Resolved: " + Words.uncapital(Meanings.of(AlertForms.OUTCOMES, data.text("outcome")));
            case "settled" -> ended("Resolved itself", data.text("why"));
            case "withdrawn" -> ended("Withdrawn", data.text("why"));
            case "reinstated" -> "It holds again";
            // A newer service may record what this page has no words for.
            case String other -> Words.code(other);
        };
    }

    private static String ended(String how, String why) {
        return why == null ? how : how + ": " + Words.uncapital(why(why));
    }

    /** Why an alert ended by itself. */
    static String why(String code) {
        return switch (code) {
            case "progress" -> "What it waited for was done";
            case "case-ended" -> "The case ended";
            case "superseded" -> "A later alert says more";
            case "back-on-track" -> "The measure is on track again";
            case "date-corrected" -> "The date was corrected, and the alert holds no more";
            case "case-voided" -> "The case was voided";
            case "rule-changed" -> "The rule was changed";
            case "case-erased" -> "The personal details of the case were erased";
            default -> Words.code(code);
        };
    }

    private static Map<String, String> details(String what, Doc data) {
        var details = new LinkedHashMap<String, String>();
        if (!what.equals("handed-over") || data.has("officer")) put(details, "For", Told.role(data.text("role")));
        put(details, "Respond by", data.day("respondBy"));
        return details;
    }

    private static void put(Map<String, String> details, String name, String words) {
        if (words != null) details.put(name, words);
    }
}
