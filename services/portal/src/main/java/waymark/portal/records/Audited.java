package waymark.portal.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Words;

/**
 * An entry of the audit in words.
 *
 * @param roles in words
 * @param what was done
 * @param cases that it was about
 * @param many how many there are, of which the first stand in {@code cases}
 * @param why the purpose, with the reason where one was given
 * @param from where
 */
record Audited(
        String when, String who, String roles, String what, List<Link> cases, int many, String why, String from) {
    /** @param href null for whoever opens no cases */
    record Link(String href, String words) {}

    private static final int SHOWN_CASES = 50;

    /** Kinds of case whose pages are found by their ids. */
    private static final String WAY = " by way of ";

    private static final Set<String> KINDS = Set.of("involvements", "assessments", "referrals", "early-help");

    /** What is asked for is set down before it is done; where it was refused, that follows. */
    static final List<Choice> ACTIONS = List.of(
            Choice.of("read", "Opened a case"),
            Choice.of("list", "Looked at a list"),
            Choice.of("search", "Searched"),
            Choice.of("export", "Took a list away as a file"),
            Choice.of("known", "Asked whether a child is known"),
            Choice.of("import", "Imported a register"),
            Choice.of("import-report", "Looked at what became of an import"),
            Choice.of("list-recipients", "Looked at who gets notices of alerts"),
            Choice.of("read-recipient", "Looked at how somebody gets notices of alerts"),
            Choice.of("set-recipient", "Set who gets notices of alerts"),
            Choice.of("remove-recipient", "Took somebody off the notices of alerts"),
            Choice.of("replay-notices", "Sent notices of alerts again"),
            Choice.of("glass", "Asked to open a restricted case with a reason"),
            Choice.of("glass-seen", "Marked that as looked at"),
            Choice.of("glass-list", "Looked at restricted cases that were opened"),
            Choice.of("restriction", "Asked to restrict a case"),
            Choice.of("restriction-end", "Asked to end a restriction"),
            Choice.of("legal-hold", "Asked to put a case on legal hold"),
            Choice.of("legal-hold-end", "Asked to end a legal hold"),
            Choice.of("erasure", "Asked to erase personal details"),
            Choice.of("retention-preview", "Counted what is past its time"),
            Choice.of("retention", "Erased what is past its time"),
            Choice.of("chronology", "Read a child’s chronology"),
            Choice.of("audit-search", "Searched the audit"),
            Choice.of("restriction-refused", "Refused: restricting a case"),
            Choice.of("restriction-end-refused", "Refused: ending a restriction"),
            Choice.of("glass-refused", "Refused: opening a restricted case with a reason"),
            Choice.of("glass-seen-refused", "Refused: marking that as looked at"),
            Choice.of("legal-hold-refused", "Refused: putting a case on legal hold"),
            Choice.of("legal-hold-end-refused", "Refused: ending a legal hold"),
            Choice.of("erasure-refused", "Refused: erasing personal details"));

    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("own-case", "Own case"),
            Map.entry("team", "The team’s work"),
            Map.entry("review", "Review"),
            Map.entry("manager", "The manager’s work"),
            Map.entry("analysis", "Analysis"),
            Map.entry("oversight", "Oversight"),
            Map.entry("administration", "Administration"),
            Map.entry("broken-glass", "Broken glass"),
            Map.entry("seen-glass", "Broken glass that another manager has seen"),
            Map.entry("known", "Who else knows the child"),
            Map.entry("audit", "Audit"),
            Map.entry("case.held", "It is on legal hold"),
            Map.entry("case.open", "It is still open"),
            Map.entry("case.restricted", "It is restricted"),
            Map.entry("case.other-team", "It is another team’s"),
            Map.entry("case.by-broken-glass", "Broken glass does not suffice"),
            Map.entry("glass.own", "One’s own broken glass"),
            Map.entry("request.not-found", "There is no such case"));

    private static final Map<String, String> OF = Map.of(
            "involvements", "involvements",
            "assessments", "EHC assessments",
            "referrals", "contacts and referrals",
            "early-help", "early help");

    /**
     * @param references of cases, by their ids, as far as they are known
     * @param opens whether who reads it may open cases
     */
    static Audited of(Doc entry, Map<String, String> references, boolean opens) {
        var kind = entry.text("kind");
        var ids = entry.texts("cases");
        var links = new ArrayList<Link>();
        for (var id : ids.subList(0, Math.min(SHOWN_CASES, ids.size()))) {
            var reference = references.get(id);
            links.add(new Link(
                    opens && kind != null && KINDS.contains(kind) ? "/%s/%s".formatted(kind, id) : null,
                    reference == null ? "Case " + id.substring(0, 8) : reference));
        }
        return new Audited(
                entry.moment("at"),
                entry.text("actor"),
                String.join(", ", entry.texts("roles").stream().map(Told::role).toList()),
                what(entry.text("action"), kind),
                links,
                ids.size(),
                why(entry, opens),
                from(entry.text("address")));
    }

    private static String what(String action, String kind) {
        var words = Choices.words(ACTIONS, action).orElseGet(() -> Words.code(action));
        return kind == null ? words : words + ": " + OF.getOrDefault(kind, Words.uncapital(Words.code(kind)));
    }

    /** A reason may say something of the child, and is for the manager alone. */
    private static String why(Doc entry, boolean opens) {
        var purpose = entry.text("purpose");
        var words = PURPOSES.getOrDefault(purpose, Words.code(purpose));
        return opens && entry.has("reason") ? words + ": “" + entry.text("reason") + "”" : words;
    }

    /** {@code 10.0.0.7 by way of 127.0.0.1}: the first is what the sender said, which anybody can say; the second is who sent it. */
    private static String from(String address) {
        if (address == null) return "Not recorded";
        int way = address.lastIndexOf(WAY);
        return way < 0
                ? address + ", without the portal"
                : "%s, as the portal said; sent from %s"
                        .formatted(address.substring(0, way), address.substring(way + WAY.length()));
    }
}
