package waymark.alerts.domain;

import static waymark.casefile.course.Decision.accept;

import java.util.List;
import java.util.Optional;
import waymark.alerts.domain.Settings.Change;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Forms;

/** How an authority's managers have set the rules: a case of its own without a child, so that every version is kept with who made it and why. */
public sealed interface RuleSettings {
    RuleSettings INITIAL = new AsDeclared();
    int MOST_DAYS = 366;
    int MOST_DAYS_OF_A_LEVEL = 60;
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
        var fault = fault(set);
        return fault.isPresent()
                ? new Decision.Refused<>(fault.get().breach())
                : accept(new Event.RulesChanged(set.changes(), set.days(), set.roles()));
    }

    /**
     * Why a change is refused.
     *
     * @param about id of the rule whose change it is; null where it is no rule's
     * @param breach whose field is the place in the request: {@code changes.0.leads}, {@code days.1}
     */
    record Fault(String about, Breach breach) {}

    static Optional<Fault> fault(Set set) {
        for (int place = 0; place < set.changes().size(); place++) {
            var change = set.changes().get(place);
            var rule = change.rule() == null ? null : Rules.of(change.rule()).orElse(null);
            var breach = rule == null
                    ? new Breach("alert-rules.rule-unknown", "rule", "There is no such rule.")
                    : breach(rule, change, set.known());
            if (breach != null) return Optional.of(of(place, rule, breach));
        }
        if (!set.days().isEmpty() || !set.roles().isEmpty()) return levels(set);
        return set.changes().isEmpty()
                ? Optional.of(new Fault(null, new Breach("alert-rules.nothing", "changes", "Say what is to change.")))
                : Optional.empty();
    }

    private static Fault of(int place, Rule rule, Breach breach) {
        var field = "changes.%d.%s".formatted(place, breach.field());
        return rule == null
                ? new Fault(null, new Breach(breach.rule(), field, breach.reason()))
                : new Fault(rule.id(), new Breach(breach.rule(), field, rule.title() + ": " + breach.reason()));
    }

    private static Optional<Fault> levels(Set set) {
        for (int level = 0; level < set.days().size(); level++) {
            var days = set.days().get(level);
            if (days == null || days < 1 || days > MOST_DAYS_OF_A_LEVEL)
                return levels("days." + level, "Give 1 to %d working days.".formatted(MOST_DAYS_OF_A_LEVEL));
        }
        for (int above = 0; above < set.roles().size(); above++) {
            if (set.roles().get(above) == null
                    || !set.known().contains(set.roles().get(above)))
                return levels("roles." + above, "There is no such role.");
            if (!Kind.rolesOfAll().contains(set.roles().get(above)))
                return levels(
                        "roles." + above,
                        "This role does not open cases of every kind, and alerts of all of them go up. Give one of: "
                                + String.join(", ", Kind.rolesOfAll()) + ".");
        }
        return set.roles().size() == set.days().size() - 1
                ? Optional.empty()
                : levels(
                        set.days().isEmpty() ? "days" : "roles",
                        "Give working days for each level, and a role for each above the first.");
    }

    private static Optional<Fault> levels(String field, String reason) {
        return Optional.of(new Fault(null, new Breach("alert-rules.levels", field, reason)));
    }

    private static Breach breach(Rule rule, Change change, List<String> roles) {
        if (change.leads() != null) {
            if (rule.family() != Rule.Family.DEADLINE)
                return new Breach("alert-rules.no-leads", "leads", "Only a deadline is told of beforehand.");
            boolean all = change.leads().equals(Change.NO_LEADS)
                    || (change.leads().size() <= MOST_LEADS
                            && change.leads().stream()
                                    .allMatch(lead -> Lead.of(lead).isPresent()));
            if (!all)
                return new Breach(
                        "alert-rules.leads",
                        "leads",
                        "Give at most %d leads, each of 1 to 366 days (P14D) or 1 to 72 hours (PT4H)."
                                .formatted(MOST_LEADS));
        }
        if (change.days() != null && (rule.days() == null || change.days() < 1 || change.days() > MOST_DAYS))
            return new Breach("alert-rules.days", "days", "Only a rule that counts days has days, 1 to 366.");
        if (change.role() != null && (!Forms.CODE.fits(change.role()) || !roles.contains(change.role())))
            return new Breach("alert-rules.role", "role", "There is no such role.");
        if (change.role() != null && rule.kind() != null && !rule.kind().roles().contains(change.role()))
            return new Breach(
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
