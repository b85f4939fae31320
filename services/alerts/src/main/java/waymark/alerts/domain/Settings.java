package waymark.alerts.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an authority has set the rules.
 *
 * @param version 0 as long as nobody has
 * @param changes by the rule's id
 */
public record Settings(int version, Map<String, Change> changes, Levels levels) {
    public static final Settings USUAL = new Settings(0, Map.of(), Levels.USUAL);

    /**
     * What of a rule differs from its declaration; null where it does not.
     *
     * @param leads ISO 8601, or {@link #NO_LEADS}; empty is as null, for an event has no empty lists
     */
    public record Change(String rule, List<String> leads, Integer days, String role, Boolean on) {
        /** For no due-soon alerts. */
        public static final List<String> NO_LEADS = List.of("none");

        public Change {
            leads = leads == null || leads.isEmpty() ? null : List.copyOf(leads);
        }

        Change then(Change later) {
            return new Change(
                    rule,
                    later.leads == null ? leads : later.leads,
                    later.days == null ? days : later.days,
                    later.role == null ? role : later.role,
                    later.on == null ? on : later.on);
        }
    }

    public Settings changed(List<Change> more, Levels newLevels) {
        var all = new LinkedHashMap<>(changes);
        for (var change : more) all.merge(change.rule(), change, Change::then);
        return new Settings(version + 1, all, newLevels);
    }

    public Rule.Set of(Rule rule) {
        var change = changes.get(rule.id());
        if (change == null) return new Rule.Set(rule, rule.leads(), rule.days(), rule.role(), true);
        var leads = change.leads() == null
                ? rule.leads()
                : change.leads().stream()
                        .flatMap(text -> Lead.of(text).stream())
                        .sorted()
                        .toList();
        return new Rule.Set(
                rule,
                leads,
                change.days() == null ? rule.days() : change.days(),
                change.role() == null ? rule.role() : change.role(),
                change.on() == null || change.on());
    }
}
