package waymark.alerts.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * When each watch of this instance's partitions is to be looked at, in memory: a store that has to be searched for what is due is searched every half second in vain. The store has
 * the same beside each watch, from which this is made when a partition comes. For a watch at which another instance wrote meanwhile it may be too early, never too late: whoever
 * reads a partition reads its last events again.
 * A partition that is still being read is not on it, so that nothing is raised for what was long ago.
 */
public final class Agenda {
    /** @param version of the watch as it was written or read; an older one changes nothing */
    private record Entry(String key, int partition, int version, Instant next) {}

    private final Map<String, Entry> entries = new HashMap<>();
    private final TreeSet<Entry> order =
            new TreeSet<>(Comparator.comparing(Entry::next).thenComparing(Entry::key));
    private final Set<Integer> partitions = new HashSet<>();

    /**
     * As a watch was read that another instance wrote.
     *
     * @param settings the present version of its authority's: where it followed another, it is looked at now
     */
    void found(Watches.Kept kept, int settings, Instant now) {
        set(kept.key(), kept.partition(), kept.version(), kept.settings() == settings ? kept.next() : now);
    }

    /**
     * @param version of the watch, as of next
     * @param next null for never
     */
    synchronized void set(String key, int partition, int version, Instant next) {
        var before = entries.get(key);
        if (before != null && before.version() > version) return;
        if (before != null && before.next() != null) order.remove(before);
        var entry = new Entry(key, partition, version, next);
        entries.put(key, entry);
        if (next != null) order.add(entry);
    }

    /** Has one that cannot be dealt with wait. */
    public synchronized void putOff(String key, Instant until) {
        var entry = entries.get(key);
        if (entry != null) set(key, entry.partition(), entry.version(), until);
    }

    /** Has all of an authority looked at now. */
    public synchronized void lookAgain(String authority, Instant now) {
        for (var entry : List.copyOf(entries.values())) {
            if (authorityOf(entry.key()).equals(authority)) {
                set(entry.key(), entry.partition(), entry.version(), now);
            }
        }
    }

    /** Lets go of all others, and answers those that are new and have to be loaded. */
    public synchronized Set<Integer> keepOnly(Set<Integer> present) {
        if (present.equals(partitions)) return Set.of();
        for (var entry : List.copyOf(entries.values())) {
            if (present.contains(entry.partition())) continue;
            entries.remove(entry.key());
            if (entry.next() != null) order.remove(entry);
        }
        partitions.retainAll(present);
        var fresh = new HashSet<>(present);
        fresh.removeAll(partitions);
        return fresh;
    }

    /** Once what the store has of them is here. */
    public synchronized void loaded(Collection<Integer> fresh) {
        partitions.addAll(fresh);
    }

    /**
     * The keys of what is due, the longest due first.
     *
     * @param waits of which keys nothing is to be done as yet: they stand in nobody's way
     */
    public synchronized List<String> due(Instant now, int most, Predicate<String> waits) {
        var due = new ArrayList<String>();
        for (var entry : order) {
            if (entry.next().isAfter(now) || due.size() == most) break;
            if (partitions.contains(entry.partition()) && !waits.test(entry.key())) due.add(entry.key());
        }
        return due;
    }

    public synchronized Set<String> authorities() {
        var all = new HashSet<String>();
        for (var key : entries.keySet()) all.add(authorityOf(key));
        return all;
    }

    private static String authorityOf(String key) {
        return key.substring(0, key.indexOf('/'));
    }
}
