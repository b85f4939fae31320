package waymark.alerts.events;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The watches of which events came so lately that more of the same command may be on their way: a command may lead to several events, which are published one after the other, and
 * nothing is raised between them. However long the write of a watch takes, its time counts from the end of that.
 */
final class Unsettled {
    private static final Duration SETTLES = Duration.ofMillis(300);

    private final LongSupplier nanos;
    private final Set<String> beingWritten = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> writtenAt = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime} */
    Unsettled(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The writing, with its watches unsettled until it returned and for a while after. */
    void during(Collection<String> keys, Runnable writing) {
        beingWritten.addAll(keys);
        try {
            writing.run();
        } finally {
            for (var key : keys) writtenAt.put(key, nanos.getAsLong());
            beingWritten.removeAll(keys);
        }
    }

    boolean contains(String key) {
        if (beingWritten.contains(key)) return true;
        var at = writtenAt.get(key);
        return at != null && nanos.getAsLong() - at < SETTLES.toNanos();
    }

    /** Lets go of those whose time is over. */
    void forget() {
        writtenAt.values().removeIf(at -> nanos.getAsLong() - at >= SETTLES.toNanos());
    }
}
