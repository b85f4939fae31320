package waymark.alerts.domain;

import static waymark.casefile.course.Decision.accept;
import static waymark.casefile.course.Decision.refuse;

import java.util.List;
import waymark.alerts.domain.Settings.Change;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Forms;

/** How an authority's managers have set the rules: a case of its own without a child, so that every version is kept with who made it and why. */
public sealed interface RuleSettings {
    RuleSettings INITIAL = new AsDeclared();
    int MOST_DAYS = 366;
    int MOST_LEADS = 6;

    record AsDeclared() implements RuleSettings {}

    /** @param settings as they stand */
    record AsSet(Settings settings) implements RuleSettings {}

    /** The published form. */
    sealed interface Event {
        /**
         * @param changes what differs from before
         * @param days working days at each level; empty where that did not change
         * @param roles of each level above the first; empty with days
         */
        record RulesChanged(List<Change> changes, List<Integer> days, List<String> roles) implements Event {}
    }

    /**
     * @param days empty to leave the levels
     * @param roles as days
     * @param known the roles that there are
     */
    record Set(List<Change> changes, List<Integer> days, List<String> roles, List<String> known) {}

    static Settings of(RuleSettings state) {
        return switch (state) {
            case AsDeclared _ -> Settings.USUAL;
            case AsSet(var settings) -> settings;
        };
    }

    static Decision<Event> decide(RuleSettings state, Set set) {
        for (var change : set.changes()) {
            var refusal = refusal(change, set.known());
            if (refusal != null) return refusal;
        }
        if (!set.days().isEmpty() || !set.roles().isEmpty()) {
            boolean fits = set.roles().size() == set.days().size() - 1
                    && set.days().stream().allMatch(days -> days != null && days >= 1 && days <= 60)
                    && set.known().containsAll(set.roles());
            if (!fits)
                return refuse(
                        "alert-rules.levels",
                        "days",
                        "Give 1 to 60 working days for each level, and a role for each above the first.");
        }
        return set.changes().isEmpty() && set.days().isEmpty()
                ? refuse("alert-rules.nothing", "changes", "Say what is to change.")
                : accept(new Event.RulesChanged(set.changes(), set.days(), set.roles()));
    }

    private static Decision<Event> refusal(Change change, List<String> roles) {
        var rule = change.rule() == null ? null : Rules.of(change.rule()).orElse(null);
        if (rule == null) return refuse("alert-rules.rule-unknown", "rule", "There is no such rule.");
        if (change.leads() != null) {
            if (rule.family() != Rule.Family.DEADLINE)
                return refuse("alert-rules.no-leads", "leads", "Only a deadline is told of beforehand.");
            boolean all = change.leads().equals(Change.NO_LEADS)
                    || (change.leads().size() <= MOST_LEADS
                            && change.leads().stream()
                                    .allMatch(lead -> Lead.of(lead).isPresent()));
            if (!all)
                return refuse(
                        "alert-rules.leads",
                        "leads",
                        "Give at most %d leads, each of 1 to 366 days (P14D) or 1 to 72 hours (PT4H)."
                                .formatted(MOST_LEADS));
        }
        if (change.days() != null && (rule.days() == null || change.days() < 1 || change.days() > MOST_DAYS))
            return refuse("alert-rules.days", "days", "Only a rule that counts days has days, 1 to 366.");
        if (change.role() != null && (!Forms.CODE.fits(change.role()) || !roles.contains(change.role())))
            return refuse("alert-rules.role", "role", "There is no such role.");
        if (change.role() != null && rule.kind() != null && !rule.kind().roles().contains(change.role()))
            return refuse(
                    "alert-rules.role-elsewhere",
                    "role",
                    "This role does not open such cases. Give one of: "
                            + String.join(", ", rule.kind().roles()) + ".");
        return null;
    }

    static RuleSettings evolve(RuleSettings state, Event event) {
        return switch (event) {
            case Event.RulesChanged changed -> {
                var before = of(state);
                var levels = changed.days().isEmpty() ? before.levels() : new Levels(changed.days(), changed.roles());
                yield new AsSet(before.changed(changed.changes(), levels));
            }
        };
    }
}
