package waymark.reporting.domain.social;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An authority's requests for early help by each child of their families. A family is whoever shares a child; its requests may be kept under different children
 * and so lie in different shards, which are folded side by side: safe for use by several threads.
 */
final class Families {
    /**
     * @param on day of the request, as {@link waymark.reporting.domain.Days}
     * @param at its moment
     */
    record Request(UUID caseId, int on, long at) {
        private static final Comparator<Request> IN_ORDER =
                Comparator.comparingLong(Request::at).thenComparing(Request::caseId);
    }

    private final ConcurrentHashMap<UUID, List<Request>> requests = new ConcurrentHashMap<>();

    /** @param counts false of a request that was voided */
    void keep(List<UUID> children, Request request, boolean counts) {
        for (var child : children) {
            requests.compute(child, (key, known) -> {
                var all = new ArrayList<Request>(known == null ? List.of() : known);
                all.removeIf(other -> other.caseId.equals(request.caseId));
                if (counts) all.add(request);
                return all.isEmpty() ? null : List.copyOf(all);
            });
        }
    }

    /** Whether the family had another request in the months before this one. */
    boolean isRepeat(Iterable<UUID> children, Request request, LookBack lookBack) {
        int from = lookBack.from(request.on);
        for (var child : children) {
            for (var other : requests.getOrDefault(child, List.of())) {
                if (other.on >= from && Request.IN_ORDER.compare(other, request) < 0) return true;
            }
        }
        return false;
    }
}
