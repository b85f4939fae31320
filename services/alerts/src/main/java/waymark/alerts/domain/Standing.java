package waymark.alerts.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What of a watch has an alert. It is written before anything is raised, so that whoever changes the watch meanwhile carries it on.
 *
 * @param raised what has an open alert, or may have
 * @param pending of these, what was about to be raised: its alert may not be there
 * @param over missed days that are over and had their alert, or need none
 * @param holders whom the alerts of a case go to, by the case, as they were last told; not there where to nobody
 */
public record Standing(
        Set<Condition.Key> raised, Set<Condition.Key> pending, Set<Condition.Key> over, Map<UUID, Holder> holders) {
    public static final Standing NONE = new Standing(Set.of(), Set.of(), Set.of(), Map.of());

    /**
     * @param officer null for anybody
     * @param team null for none
     */
    public record Holder(String officer, String team) {
        static final Holder NOBODY = new Holder(null, null);

        public static Holder of(WatchedCase about) {
            return new Holder(about.officer(), about.team());
        }

        Holder withoutOfficer() {
            return new Holder(null, team);
        }
    }

    public Standing {
        raised = Set.copyOf(raised);
        pending = Set.copyOf(pending);
        over = Set.copyOf(over);
        holders = holders.entrySet().stream()
                .filter(one -> !one.getValue().equals(Holder.NOBODY))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** With more that is about to be raised. */
    public Standing ahead(Collection<Condition.Key> more) {
        var all = new HashSet<>(raised);
        all.addAll(more);
        var open = new HashSet<>(pending);
        open.addAll(more);
        return new Standing(all, open, over, holders);
    }

    /** With who has a case, of which alerts were told, or which had none as yet. */
    public Standing heldBy(Map<UUID, Holder> told) {
        var all = new HashMap<>(holders);
        all.putAll(told);
        return new Standing(raised, pending, over, all);
    }

    Holder holder(UUID caseId) {
        return holders.getOrDefault(caseId, Holder.NOBODY);
    }

    boolean isRaised(Condition.Key key) {
        return raised.contains(key) && !pending.contains(key);
    }
}
