package waymark.embedded;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/**
 * Commits writes before they are acknowledged, those of several connections together.
 *
 * <p>Changes are made side by side under the shared lock, a commit happens under the exclusive one: so a commit never sees half a
 * command. Each write draws a number; whoever gets to commit first commits all numbers drawn so far, and the others find theirs done.
 */
final class Commits {

    /**
     * A commit appends, and a piece of the file is reused once nothing in it is needed any more. So after this much was appended the
     * remains of mostly empty pieces are moved, an eighth as much; without it the file grows to ten times its content.
     */
    private static final int BYTES_PER_COMPACTION = 2 * 1024 * 1024;

    private final MVStore file;
    private final boolean sync;
    private final ReadWriteLock changing = new ReentrantReadWriteLock();
    private final AtomicLong drawn = new AtomicLong();
    private final Object turn = new Object();
    private volatile long committed;
    private int appended;

    Commits(MVStore file, boolean sync) {
        this.file = file;
        this.sync = sync;
    }

    /** Makes a change; it is in the file when this returns, and what it did before it failed when this throws. */
    <T> T change(Supplier<T> command) {
        long number = 0;
        changing.readLock().lock();
        try {
            number = drawn.incrementAndGet();
            return command.get();
        } finally {
            changing.readLock().unlock();
            commit(number);
        }
    }

    /**
     * Reads; what was seen is in the file when this returns. Otherwise a reader could pass on (to Kafka, say) what a kill then takes
     * back. It costs nothing while no write is under way, and never one commit more than the writes need.
     */
    <T> T read(Supplier<T> command) {
        T seen = command.get();
        commit(drawn.get());
        return seen;
    }

    /** Looks at the file between commands: nothing in it is half done, and all of it is committed. */
    <T> T between(Supplier<T> look) {
        synchronized (turn) {
            changing.writeLock().lock();
            try {
                file.commit();
                return look.get();
            } finally {
                changing.writeLock().unlock();
            }
        }
    }

    private void commit(long number) {
        if (committed >= number) {
            return;
        }
        synchronized (turn) {
            if (committed >= number) {
                return;
            }
            long last;
            changing.writeLock().lock();
            try {
                last = drawn.get();
                appended += file.getUnsavedMemory();
                file.commit();
                if (appended >= BYTES_PER_COMPACTION) {
                    file.compact(40, appended / 8);
                    file.commit();
                    appended = 0;
                }
            } finally {
                changing.writeLock().unlock();
            }
            if (file.isClosed()) {
                throw new IllegalStateException("the store's file is closed: the change was not committed");
            }
            if (sync) {
                file.sync();
            }
            committed = last;
        }
    }
}
