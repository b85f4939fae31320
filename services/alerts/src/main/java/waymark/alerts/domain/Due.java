package waymark.alerts.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import waymark.alerts.domain.Alert.Settling;
import waymark.alerts.domain.Alert.Withdrawal;

/**
 * What is to be done about a watch at an instant.
 *
 * @param raise oldest first
 * @param note missed days that became known when they were over, and had no alert
 * @param reassign alerts whose case was given to somebody else, or may have been meanwhile
 * @param moved cases that another team has now than when their alerts were told; all of them, whoever raised them, go there
 * @param end alerts that were raised, or may have been, for what holds no more
 * @param ahead to be written before any of that is done
 * @param then what has an alert once all is done
 * @param next when something is to be done again if nothing happens; null for never
 */
public record Due(
        List<Condition> raise,
        List<Over> note,
        List<Reassigning> reassign,
        Map<UUID, Standing.Holder> moved,
        List<Ending> end,
        Standing ahead,
        Standing then,
        Instant next) {
    /** @param settling why its alert settles at once */
    public record Over(Condition condition, Settling settling) {}

    /** @param role of the rule as it is set now */
    public record Reassigning(Condition.Key key, String role, Standing.Holder to) {}

    /** Exactly one of the two says why. */
    public record Ending(Condition.Key key, Settling settling, Withdrawal withdrawal) {}

    public static Due of(Watch watch, Standing standing, Settings settings, Instant now) {
        var holding = new LinkedHashMap<Condition.Key, Condition>();
        Instant next = null;
        for (var found : Rules.conditions(watch, settings)) {
            var condition = found.unbroken(standing.raised());
            if (condition.holdsAt(now)) holding.put(condition.key(), condition);
            var change = condition.since().isAfter(now) ? condition.since() : condition.until();
            if (change != null && change.isAfter(now) && (next == null || change.isBefore(next))) next = change;
        }
        var raise = new ArrayList<>(holding.values());
        raise.removeIf(condition -> standing.isRaised(condition.key()));
        raise.sort(Comparator.comparing(Condition::since));
        var end = new ArrayList<Ending>();
        for (var key : standing.raised()) {
            if (!holding.containsKey(key)) end.add(ending(key, watch, settings, holding));
        }
        var over = new HashSet<Condition.Key>();
        var note = new ArrayList<Over>();
        for (var missed : Rules.over(watch, settings, now)) {
            var key = missed.condition().key();
            over.add(key);
            // Where the rule was off then, nobody wanted to be told.
            if (missed.on() && !standing.isRaised(key) && !standing.over().contains(key))
                note.add(new Over(missed.condition(), missed.done() ? Settling.PROGRESS : Settling.CASE_ENDED));
        }
        var reassign = new ArrayList<Reassigning>();
        holding.forEach((key, condition) -> {
            var holder = Standing.Holder.of(condition.about());
            var rule = settings.of(condition.rule());
            var to = rule.isOfItsOfficer() ? holder : holder.withoutOfficer();
            // What was about to be raised may have been, for whoever had the case then.
            boolean given = holder.equals(standing.holder(key.caseId()))
                    ? standing.pending().contains(key)
                    : standing.raised().contains(key);
            if (given) reassign.add(new Reassigning(key, rule.role(), to));
        });
        var holders = new HashMap<UUID, Standing.Holder>();
        var moved = new HashMap<UUID, Standing.Holder>();
        watch.cases().forEach((id, about) -> {
            var holder = Standing.Holder.of(about);
            holders.put(id, holder);
            if (!Objects.equals(holder.team(), standing.holder(id).team())) moved.put(id, holder);
        });
        return new Due(
                raise,
                note,
                reassign,
                moved,
                end,
                standing.ahead(touched(raise, reassign, end)),
                new Standing(holding.keySet(), Set.of(), over, holders),
                next);
    }

    /** What is done about any of these may be undone by what the case says next, and is then done again. */
    private static List<Condition.Key> touched(List<Condition> raise, List<Reassigning> reassign, List<Ending> end) {
        return Stream.of(
                        raise.stream().map(Condition::key),
                        reassign.stream().map(Reassigning::key),
                        end.stream().map(Ending::key))
                .flatMap(keys -> keys)
                .distinct()
                .toList();
    }

    /** All that is written ahead. */
    public List<Condition.Key> touched() {
        return touched(raise, reassign, end);
    }

    /** Whether anything is to be done now. */
    public boolean isNow() {
        return !raise.isEmpty() || !note.isEmpty() || !reassign.isEmpty() || !moved.isEmpty() || !end.isEmpty();
    }

    private static Ending ending(
            Condition.Key key, Watch watch, Settings settings, Map<Condition.Key, Condition> holding) {
        var about = watch.cases().get(key.caseId());
        if (about == null || about.voided()) return new Ending(key, null, Withdrawal.CASE_VOIDED);
        var rule = Rules.of(key.rule()).map(settings::of).orElse(null);
        if (rule == null || !rule.on()) return new Ending(key, null, Withdrawal.RULE_CHANGED);
        return switch (rule.rule().family()) {
            // Red again, of a later month.
            case MEASURE ->
                new Ending(key, isHeldBy(key, holding) ? Settling.SUPERSEDED : Settling.BACK_ON_TRACK, null);
            case DEADLINE -> deadline(key, about, rule, holding);
            // Nothing was recorded meanwhile: the days are others.
            case DRIFT ->
                about.isOpen() && key.deadline().equals(about.activeOn().toString())
                        ? new Ending(key, null, Withdrawal.RULE_CHANGED)
                        : progressed(key, about);
            // A plan goes on after the assessment has ended.
            case ACROSS_SERVICES, PERSON ->
                about.hasPlan() ? new Ending(key, Settling.PROGRESS, null) : progressed(key, about);
        };
    }

    private static Ending progressed(Condition.Key key, WatchedCase about) {
        return new Ending(key, about.isOpen() ? Settling.PROGRESS : Settling.CASE_ENDED, null);
    }

    /** Whether the same rule holds of the same case for another deadline. */
    private static boolean isHeldBy(Condition.Key key, Map<Condition.Key, Condition> holding) {
        return holding.keySet().stream()
                .anyMatch(other ->
                        other.caseId().equals(key.caseId()) && other.rule().equals(key.rule()));
    }

    private static Ending deadline(
            Condition.Key key, WatchedCase about, Rule.Set rule, Map<Condition.Key, Condition> holding) {
        var run = about.runs().stream()
                .filter(one -> one.clock().equals(key.rule()) && one.deadline().equals(key.deadline()))
                .findFirst();
        // The run is there with another day, or is not there any more.
        if (run.isEmpty()) return new Ending(key, null, Withdrawal.DATE_CORRECTED);
        if (!run.get().isRunning()) {
            return switch (run.get().ending()) {
                case DONE -> new Ending(key, Settling.PROGRESS, null);
                case LAPSED -> new Ending(key, Settling.CASE_ENDED, null);
                case CORRECTED -> new Ending(key, null, Withdrawal.DATE_CORRECTED);
            };
        }
        boolean known = key.milestone().equals("missed")
                || rule.leads().stream().anyMatch(lead -> lead.milestone().equals(key.milestone()));
        if (!known) return new Ending(key, null, Withdrawal.RULE_CHANGED);
        boolean superseded = holding.keySet().stream()
                .anyMatch(other -> other.caseId().equals(key.caseId())
                        && other.rule().equals(key.rule())
                        && other.deadline().equals(key.deadline()));
        // Otherwise an exception excuses it.
        return new Ending(key, superseded ? Settling.SUPERSEDED : Settling.PROGRESS, null);
    }
}
