package waymark.reporting.events;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import waymark.events.CaseFold;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;

/** The running table of facts, as the rest of the program reads it: a reader sees the facts of one revision. */
public final class Facts {
    /** The facts of one kind as they were at one revision; to be used only while it is lent. */
    public record AtRevision<S extends FactShard<?>>(FactTable<S> table, long revision) {}

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final CopyOnWriteArrayList<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Folding folding;
    private final AtomicLong revision = new AtomicLong();
    private volatile boolean ready;

    public Facts(Collection<? extends Source<?, ?, ?>> sources) {
        folding = new Folding(sources);
    }

    /** Lends the facts: nothing changes until the reading returns, so it is to be short and to hand on nothing of the table. */
    public <S extends FactShard<?>, T> T read(Source<?, ?, S> source, Function<AtRevision<S>, T> reading) {
        lock.readLock().lock();
        try {
            return reading.apply(new AtRevision<>(folding.table(source), revision.get()));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** How many events have been folded since the table began; it never goes back, over restarts and rebuilds too. */
    public long revision() {
        return revision.get();
    }

    /** Whether everything that was on the topics at the start has been folded. */
    public boolean ready() {
        return ready;
    }

    /** @param changed called after every change, on the thread that folds: it only passes the word on */
    public void watch(Runnable changed) {
        watchers.add(changed);
    }

    public void unwatch(Runnable changed) {
        watchers.remove(changed);
    }

    void becomeReady() {
        ready = true;
    }

    /** The cases that wait for their history. */
    public List<CaseFold.Parked> parked() {
        return inspect(Folding::parked);
    }

    /** For the thread that folds: no other changes it. */
    Folding folding() {
        return folding;
    }

    /** The fold, for reading by whoever checks it. */
    <T> T inspect(Function<Folding, T> inspection) {
        lock.readLock().lock();
        try {
            return inspection.apply(folding);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** @param change answers how many events it applied */
    void change(Function<Folding, Integer> change) {
        int applied;
        lock.writeLock().lock();
        try {
            applied = change.apply(folding);
            revision.addAndGet(applied);
        } finally {
            lock.writeLock().unlock();
        }
        if (applied > 0) watchers.forEach(Runnable::run);
    }

    /** @param least the revision is made at least this, and higher than it was */
    void replace(Folding other, long least) {
        lock.writeLock().lock();
        try {
            folding = other;
            revision.set(Math.max(revision.get() + 1, least));
        } finally {
            lock.writeLock().unlock();
        }
        watchers.forEach(Runnable::run);
    }
}
