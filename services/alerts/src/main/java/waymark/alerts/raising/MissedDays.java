package waymark.alerts.raising;

import static com.mongodb.client.model.Filters.in;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.Rules;
import waymark.alerts.events.ErasedCases;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.Watches;
import waymark.calendar.BusinessClock;
import waymark.casefile.CaseFiles;

/**
 * Whether every deadline that was missed has its alert: the days that the watches know are held against the alerts that there are, whatever the watches say was raised. Reads
 * every watch.
 */
public final class MissedDays {
    /** What was missed, or learned of, so lately is being raised. */
    private static final Duration BEING_RAISED = Duration.ofMinutes(1);

    private static final int PORTION = 1_000;

    private final Watches watches;
    private final RuleBook rules;
    private final CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private final ErasedCases erasedCases;
    private final BusinessClock clock;

    public MissedDays(
            Watches watches,
            RuleBook rules,
            CaseFiles<Alert, AlertCommand, AlertEvent> alerts,
            ErasedCases erasedCases,
            BusinessClock clock) {
        this.watches = watches;
        this.rules = rules;
        this.alerts = alerts;
        this.erasedCases = erasedCases;
        this.clock = clock;
    }

    /**
     * Of the last thirteen months and the rules that are on.
     *
     * @param missed days that were missed
     * @param withoutAlert of these, those that have none, save of erased cases: there should be none of these
     */
    public record Count(long missed, long withoutAlert) {
        private Count and(Count more) {
            return new Count(missed + more.missed, withoutAlert + more.withoutAlert);
        }
    }

    /** By authority. */
    public Map<String, Count> count() {
        var counts = new TreeMap<String, Count>();
        var open = new TreeMap<String, Map<UUID, UUID>>();
        var until = clock.now().minus(BEING_RAISED);
        watches.each(kept -> {
            var authority = kept.watch().authority();
            var ids = open.computeIfAbsent(authority, _ -> new HashMap<>());
            for (var missed : Rules.missed(kept.watch(), rules.of(authority), until)) {
                if (!missed.about().recordedAt().isAfter(until))
                    ids.put(Settlement.idOf(authority, missed.key()), missed.caseId());
            }
            if (ids.size() < PORTION) return;
            counts.merge(authority, held(authority, ids), Count::and);
            ids.clear();
        });
        open.forEach((authority, ids) -> counts.merge(authority, held(authority, ids), Count::and));
        return counts;
    }

    /** @param ids of the alerts, each with its case */
    private Count held(String authority, Map<UUID, UUID> ids) {
        var without = new HashMap<>(ids);
        alerts.names(
                authority,
                in("_id", ids.keySet().stream().map(UUID::toString).toList()),
                alert -> without.remove(alert.id()));
        without.values().removeAll(erasedCases.among(Set.copyOf(without.values())));
        return new Count(ids.size(), without.size());
    }
}
