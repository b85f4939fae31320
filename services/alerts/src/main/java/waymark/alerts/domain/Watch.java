package waymark.alerts.domain;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All that is watched of one child: the cases of every service. Or one measure's rating, which is about no child.
 *
 * @param child the child's key; null of a measure
 */
public record Watch(String authority, UUID child, Map<UUID, WatchedCase> cases) {
    public Watch {
        cases = new TreeMap<>(cases);
    }

    Stream<WatchedCase> others(WatchedCase than) {
        return cases.values().stream().filter(other -> !Objects.equals(other, than));
    }
}
