package waymark.portal.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import waymark.portal.cases.CasePages;
import waymark.portal.cases.Told;
import waymark.portal.cases.Warned;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/** An alert as people read it: on its own page, and in the document of all that is recorded of a child. */
@Component
public final class AlertTelling {
    private final CasePages pages;

    public AlertTelling(CasePages pages) {
        this.pages = pages;
    }

    /** What happened to it, the latest first. */
    public List<Told> history(Doc one) {
        return AlertStory.of(one);
    }

    /** As it stands, in words, by what each is; what does not apply is left out. */
    public Map<String, String> facts(Doc one, Warned alert) {
        var facts = new LinkedHashMap<String, String>();
        put(facts, "Severity", alert.severity());
        put(facts, "Level", one.text("level"));
        put(facts, "Who has it", alert.who());
        if (one.has("clock") && alert.area() != null) {
            put(
                    facts,
                    "Clock",
                    Words.capital(pages.telling(alert.area()).clock(one.text("clock"), one.text("subject"))));
        }
        put(facts, "Holds since", alert.since());
        put(facts, "Raised", one.moment("raisedAt"));
        put(facts, "Respond by", Warned.isOpen(one) ? one.day("respondBy") : null);
        put(facts, "Acknowledged", one.moment("acknowledgedAt"));
        put(facts, "Resolved", one.moment("resolvedAt"));
        put(facts, "What came of it", Meanings.of(AlertForms.OUTCOMES, one.text("outcome")));
        if (!one.has("resolvedAt")) put(facts, "Ended", one.moment("endedAt"));
        put(facts, "Why it ended", one.has("why") ? AlertStory.why(one.text("why")) : null);
        if (one.number("ownActions") > 0) put(facts, "Own actions", one.text("ownActions"));
        put(facts, "Raised by", one.has("origin") ? raisedBy(one) : null);
        return facts;
    }

    private static String raisedBy(Doc one) {
        if (one.text("origin").equals("rule")) {
            return one.number("settings") == 0
                    ? "A rule, as it comes"
                    : "A rule, by version " + one.text("settings") + " of the settings";
        }
        return one.docs("history").stream()
                .findFirst()
                .map(first -> first.has("role")
                        ? first.text("actor") + ", " + Told.role(first.text("role"))
                        : first.text("actor"))
                .orElse("A person");
    }

    private static void put(Map<String, String> facts, String name, String words) {
        if (words != null && !words.isEmpty()) facts.put(name, words);
    }
}
