package waymark.embedded;

import java.util.concurrent.atomic.LongAdder;

/** Counts how filters were answered, so that a test can hold a query to its index. */
final class Accesses {

    private final LongAdder scans = new LongAdder();
    private final LongAdder lookups = new LongAdder();

    void scanned() {
        scans.increment();
    }

    void lookedUp() {
        lookups.increment();
    }

    long scans() {
        return scans.sum();
    }

    long lookups() {
        return lookups.sum();
    }
}
