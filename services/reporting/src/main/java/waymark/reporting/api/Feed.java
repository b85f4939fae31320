package waymark.reporting.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest values of one question, shared by all clients that ask it: worked out once when the facts have changed or a day has ended, and at
 * most once in a given time. A client takes the latest whenever it is ready to, so a slow one skips what came between and holds nobody up.
 */
final class Feed {
    /** @param values by measure; a figure may be null */
    record Values(long revision, Map<String, Number> values) {}

    private static final Logger log = LoggerFactory.getLogger(Feed.class);

    private final Supplier<Values> question;
    private final Duration every;
    private final Supplier<Duration> lasting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition factsChanged = lock.newCondition();
    private final Condition valuesChanged = lock.newCondition();
    private boolean stale = true;
    private boolean closed;
    private volatile Values latest;
    private int clients;

    /** @param lasting how long the question stays the same, though no fact change */
    Feed(Supplier<Values> question, Duration every, Supplier<Duration> lasting) {
        this.question = question;
        this.every = every;
        this.lasting = lasting;
        Thread.ofVirtual().name("feed").start(this::run);
    }

    /** Says that the facts have changed; returns at once. */
    void touch() {
        lock.lock();
        try {
            stale = true;
            factsChanged.signal();
        } finally {
            lock.unlock();
        }
    }

    /** @return false where the feed has ended meanwhile, and another is to be asked for */
    boolean join() {
        lock.lock();
        try {
            if (!closed) clients++;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether this was the last client, with whom the feed ends */
    boolean leave() {
        lock.lock();
        try {
            if (--clients == 0) end();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        closed = true;
        factsChanged.signalAll();
        valuesChanged.signalAll();
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for other values than those; answers the latest at any rate, which are null before the first were worked out. */
    Values next(Values than, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!newerThan(than) && !closed && left > 0) left = valuesChanged.awaitNanos(left);
            return latest;
        } finally {
            lock.unlock();
        }
    }

    private boolean newerThan(Values than) {
        return than == null ? latest != null : !latest.values.equals(than.values);
    }

    private void run() {
        try {
            while (awaitChange()) {
                publish(question.get());
                if (endedWithin(every)) return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            log.error("a live question could not be answered; its clients are let go", defect);
            close();
        }
    }

    private boolean awaitChange() throws InterruptedException {
        long left = lasting.get().toNanos();
        lock.lockInterruptibly();
        try {
            while (!stale && !closed && left > 0) left = factsChanged.awaitNanos(left);
            stale = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void publish(Values values) {
        lock.lock();
        try {
            if (latest == null || !latest.values.equals(values.values)) {
                latest = values;
                valuesChanged.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean endedWithin(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.NANOSECONDS.convert(time);
            while (!closed && left > 0) left = valuesChanged.awaitNanos(left);
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
