package waymark.reporting.api.paper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import waymark.reporting.api.scorecard.Checked;
import waymark.reporting.domain.paper.Content;
import waymark.reporting.papers.Release.Said;
import waymark.web.Problem;

/** What an analyst says in a paper: words, kept as they are, and for whoever prints them to escape. */
final class Commentary {
    private static final String INTRODUCTION = "introduction";
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final String OF = "text ";

    private Commentary() {}

    /** Where something may be said: before the tables, and beside each. */
    static Set<String> sections(Content content) {
        var sections = new LinkedHashSet<>(Set.of(INTRODUCTION));
        content.tables().forEach(table -> sections.add(table.id()));
        return sections;
    }

    /** Null where nothing is left of it. */
    static String title(String title) {
        return Checked.text("paper.title", "title", title, LONGEST_TITLE);
    }

    /** @param commentary null is nothing */
    static List<Said> checked(List<Said> commentary, Set<String> sections) {
        var checked = new ArrayList<Said>();
        var seen = new LinkedHashSet<String>();
        for (var said : commentary == null ? List.<Said>of() : commentary) {
            var section = said == null ? null : said.section();
            if (!sections.contains(section)) {
                throw Problem.ofField("paper.section", "commentary", "There is no such section to say something in.")
                        .with("permitted", sections);
            }
            if (!seen.add(section)) {
                throw Problem.ofField("paper.section", "commentary", "Say what there is to say of a section once.");
            }
            var text = Checked.text("paper.commentary", "commentary", said.text(), LONGEST_TEXT);
            if (text != null) checked.add(new Said(section, text));
        }
        return List.copyOf(checked);
    }

    /** As a ledger keeps it. */
    static Map<String, String> fields(List<Said> commentary) {
        var fields = new HashMap<String, String>();
        commentary.forEach(said -> fields.put(OF + said.section(), said.text()));
        return fields;
    }

    static List<Said> said(Map<String, String> fields) {
        var said = new ArrayList<Said>();
        new TreeMap<>(fields).forEach((name, text) -> {
            if (name.startsWith(OF)) said.add(new Said(name.substring(OF.length()), text));
        });
        return said;
    }
}
