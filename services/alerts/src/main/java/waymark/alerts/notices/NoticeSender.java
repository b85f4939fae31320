package waymark.alerts.notices;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.alerts.notices.Notice.State;
import waymark.calendar.BusinessClock;
import waymark.web.Constants;

/**
 * Sends what is due by one way, each notice claimed first, so that any number of instances may run. Every authority has a turn of its own, on a thread of its own: where one's
 * mail server or webhook does not answer, only its own notices wait, and its turn ends there until the next look. A failed notice waits longer each time and is dead after its last
 * attempt. After a crash between sending and noting it, a notice goes out a second time, under the same id.
 */
final class NoticeSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FORGETS_EVERY = Duration.ofHours(1);

    private final Delivery delivery;
    private final Notices notices;
    private final NoticeSettings.Notices settings;
    private final BusinessClock clock;
    private final MeterRegistry metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final ExecutorService turns;
    /** The authorities whose turn goes on. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private long forgotAt;

    NoticeSender(
            Delivery delivery,
            Notices notices,
            NoticeSettings.Notices settings,
            BusinessClock clock,
            MeterRegistry metrics) {
        this.delivery = delivery;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        var name = "notices-by-" + Constants.code(delivery.channels().getFirst());
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
        turns = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 1).factory());
    }

    void start() {
        thread.start();
    }

    /** Waits for the attempts under way: what they come to is to be noted. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(PATIENCE)) thread.interrupt();
            turns.shutdown();
            if (!turns.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) turns.shutdownNow();
        } catch (InterruptedException impatient) {
            turns.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                look();
            } catch (RuntimeException away) {
                log.warn("notices cannot be sent now, trying again: {}", away.toString());
            }
            pause();
        }
    }

    private void pause() {
        try {
            var _ = closing.await(settings.sendEvery().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private void look() {
        var now = clock.now();
        if (forgotAt == 0 || System.nanoTime() - forgotAt >= FORGETS_EVERY.toNanos()) {
            notices.forget(now.minus(settings.keep()));
            forgotAt = System.nanoTime();
        }
        delivery.plan(now);
        if (!delivery.isOpen(now)) return;
        for (var authority : notices.authoritiesDue(delivery.channels(), now)) {
            if (underWay.add(authority)) turns.execute(() -> turn(authority));
        }
    }

    private void turn(String authority) {
        try {
            while (sendSome(authority)) {
                // There may be more.
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            log.warn("notices cannot be sent now, trying again: {}", away.toString());
        } finally {
            underWay.remove(authority);
        }
    }

    /** @return whether there may be more to do at once */
    private boolean sendSome(String authority) throws InterruptedException {
        var now = clock.now();
        if (!delivery.isOpen(now)) return false;
        var due = notices.due(authority, delivery.channels(), now, BATCH);
        boolean claimed = false;
        for (var notice : due) {
            if (closing.getCount() == 0) return false;
            var claim = notices.claim(notice);
            if (claim.isEmpty()) continue;
            claimed = true;
            if (!send(claim.get(), now)) return false;
        }
        return claimed && due.size() == BATCH;
    }

    /** @return whether it did not fail */
    private boolean send(Notices.Claim claim, Instant now) throws InterruptedException {
        return switch (attempt(claim.notice(), now)) {
            case Delivery.Result.Sent _ -> {
                notices.end(claim, State.SENT, null, now);
                count(claim.notice(), "sent");
                yield true;
            }
            case Delivery.Result.Dropped(var reason) -> {
                notices.end(claim, State.DROPPED, reason, now);
                count(claim.notice(), "dropped");
                yield true;
            }
            case Delivery.Result.Failed(var reason) -> {
                failed(claim, reason, now);
                yield false;
            }
        };
    }

    /** What went wrong is named by its kind alone: a mail server's words quote addresses. */
    private Delivery.Result attempt(Notice notice, Instant now) throws InterruptedException {
        try {
            return delivery.deliver(notice, now);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            return new Delivery.Result.Failed(failure.getClass().getSimpleName());
        }
    }

    private void failed(Notices.Claim claim, String reason, Instant now) {
        int failed = claim.notice().attempts() + 1;
        boolean isDead = failed >= settings.attempts();
        if (isDead) notices.end(claim, State.DEAD, reason, now);
        else notices.again(claim, now.plus(settings.pauseAfter(failed)), reason);
        count(claim.notice(), isDead ? "dead" : "failed");
        log.atWarn()
                .addKeyValue("notice", claim.notice().id())
                .addKeyValue("channel", Constants.code(claim.notice().channel()))
                .addKeyValue("attempt", failed)
                .log(isDead ? "a notice is dead: {}" : "a notice could not be sent: {}", reason);
    }

    private void count(Notice notice, String result) {
        metrics.counter("waymark.notices", "channel", Constants.code(notice.channel()), "result", result)
                .increment();
    }
}
