package waymark.portal.dashboards;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Service;

/**
 * One question to reporting's live figures, asked once for all who follow it, and its latest answer. It is asked in the name of one of them; where that one's
 * token has ended, in another's. What is lost is asked for again, ever less often.
 */
final class LiveQuestion {
    /**
     * @param values by measure, the latest known; null before the first
     * @param lostSince null while the feed runs
     * @param refused why it is never answered; null where it is
     */
    record State(Map<String, Number> values, Instant lostSince, String refused) {
        private static final State NONE = new State(null, null, null);
    }

    private static final Logger log = LoggerFactory.getLogger(LiveQuestion.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String path;
    private final Duration silence;
    private final List<LiveClient> followers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile State state = State.NONE;
    private volatile boolean ended;
    private volatile InputStream feed;
    private volatile long heardAt;

    /** @param silence after which a feed that says nothing counts as lost; it says something every 15 seconds */
    LiveQuestion(String path, Duration silence) {
        this.path = path;
        this.silence = silence;
    }

    void start() {
        Thread.ofVirtual().name("live-figures").start(this::run);
    }

    State state() {
        return state;
    }

    /** @return false where it has ended meanwhile */
    boolean join(LiveClient client) {
        lock.lock();
        try {
            if (ended) return false;
            followers.add(client);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether this was the last one, with whom it ends */
    boolean leave(LiveClient client) {
        lock.lock();
        try {
            followers.remove(client);
            if (followers.isEmpty()) end();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        close(feed);
    }

    private void run() {
        var pause = FIRST_PAUSE;
        try {
            for (var asker = asker(); asker != null; asker = asker()) {
                var before = heardAt;
                ask(asker);
                if (ended) return;
                if (asker.spent()) continue;
                // A feed that has run may end for no bad reason, such as a new day: it is lost if it cannot be had at
                // once.
                if (heardAt != before) {
                    pause = FIRST_PAUSE;
                    continue;
                }
                lost();
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            log.error("live figures could not be followed", defect);
            refuse("The live figures cannot be shown.");
        }
    }

    /** One in whose name can be asked; null at the end. */
    private LiveClient asker() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended) {
                for (var follower : followers) if (!follower.spent()) return follower;
                changed.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void ask(LiveClient asker) {
        try {
            read(asker, asker.desk());
        } catch (CannotShow | IOException away) {
            log.debug("live figures are away", away);
        } finally {
            feed = null;
        }
    }

    private void read(LiveClient asker, Desk desk) throws IOException {
        var answer = desk.open(Service.REPORTING, "text/event-stream", path);
        try (var body = answer.body()) {
            int status = answer.statusCode();
            if (status == 401 || status == 403) {
                asker.spend();
                return;
            }
            if (status >= 400 && status < 500) refuse("These figures cannot be followed.");
            if (status != 200) return;
            feed = body;
            if (ended) return;
            var watch = watch(body);
            try {
                read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
            } finally {
                watch.interrupt();
            }
        }
    }

    /** Closes a feed that has fallen silent, so that reading it ends. */
    private Thread watch(InputStream body) {
        heardAt = System.nanoTime();
        return Thread.ofVirtual().name("live-watch").start(() -> {
            try {
                for (long left = silence.toNanos(); left > 0; left = heardAt + silence.toNanos() - System.nanoTime()) {
                    Thread.sleep(Duration.ofNanos(left));
                }
                close(body);
            } catch (InterruptedException heardEnough) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void read(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            heardAt = System.nanoTime();
            if (line.startsWith("data:")) take(line.substring("data:".length()));
        }
    }

    private void take(String data) throws IOException {
        try {
            var known = state.values;
            var values = known == null ? new LinkedHashMap<String, Number>() : new LinkedHashMap<>(known);
            JSON.readValue(data, FIELDS).forEach((name, value) -> {
                if (name.contains(".")) values.put(name, (Number) value);
            });
            say(new State(values, null, null));
        } catch (JacksonException | ClassCastException garbled) {
            throw new IOException("reporting's live figures cannot be read", garbled);
        }
    }

    private void lost() {
        if (state.lostSince == null) say(new State(state.values, Instant.now(), null));
    }

    private void refuse(String why) {
        say(new State(state.values, state.lostSince, why));
        end();
    }

    /** Wakes all who follow; none of them can hold it up. */
    private void say(State latest) {
        state = latest;
        followers.forEach(LiveClient::wake);
    }

    private void rest(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = pause.toNanos();
            while (!ended && left > 0) left = changed.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    private static void close(InputStream feed) {
        if (feed == null) return;
        try {
            feed.close();
        } catch (IOException gone) {
            log.debug("a feed was gone already", gone);
        }
    }
}
