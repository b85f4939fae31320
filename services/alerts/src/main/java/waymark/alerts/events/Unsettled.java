package waymark.alerts.events;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The watches of which events came so lately that more of the same command may be on their way: a command may lead to several events, which are published one after the other, and
 * nothing is raised between them. However long the write of a watch takes, its time counts from the end of that.
 */
final class Unsettled {
    /** For what is told as it happens. */
    static final Duration SHORTLY = Duration.ofMillis(300);

    /** For what is told days later: a register tells a case's whole past, in many events, while thousands of others are published. */
    static final Duration IN_A_WHILE = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Set<String> beingWritten = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> settledAt = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime} */
    Unsettled(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The writing, with its watches unsettled until it returned and for a while after.
     *
     * @param settling how long after, by watch
     */
    void during(Map<String, Duration> settling, Runnable writing) {
        beingWritten.addAll(settling.keySet());
        try {
            writing.run();
        } finally {
            settling.forEach((key, time) -> settledAt.put(key, nanos.getAsLong() + time.toNanos()));
            beingWritten.removeAll(settling.keySet());
        }
    }

    boolean contains(String key) {
        if (beingWritten.contains(key)) return true;
        var at = settledAt.get(key);
        return at != null && nanos.getAsLong() - at < 0;
    }

    /** Lets go of those whose time is over. */
    void forget() {
        settledAt.values().removeIf(at -> nanos.getAsLong() - at >= 0);
    }
}
