package waymark.reporting.ratings;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.calendar.BusinessClock;
import waymark.events.ChildKeys;
import waymark.events.KafkaConnection;
import waymark.reporting.events.Facts;
import waymark.reporting.ratings.Rating.Rate;
import waymark.reporting.scorecard.Scorecard;

/**
 * Looks every so often how the measures stand that have a target, each in its latest period that is over, and records what changed. The service neither
 * starts later nor fails where the store or Kafka is away: it looks again.
 */
public final class Ratings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ratings.class);

    /** What the ratings are kept in. */
    public record Keeping(
            KafkaConnection kafka,
            MongoDatabase database,
            Producer<String, byte[]> producer,
            ChildKeys childKeys,
            Duration sweepEvery,
            MeterRegistry metrics) {}

    private final Scorecard scorecard;
    private final Facts facts;
    private final Keeping keeping;
    private final BusinessClock clock;
    private final Duration every;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("ratings").daemon().unstarted(this::lookOn);
    /** Null until the store has answered. */
    private KeptRatings kept;

    public Ratings(Scorecard scorecard, Facts facts, Keeping keeping, BusinessClock clock, Duration every) {
        this.scorecard = scorecard;
        this.facts = facts;
        this.keeping = keeping;
        this.clock = clock;
        this.every = every;
    }

    public void start() {
        thread.start();
    }

    private void lookOn() {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                if (facts.ready()) lookOrWarn();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (kept != null) kept.close();
        }
    }

    private void lookOrWarn() throws InterruptedException {
        try {
            look();
        } catch (ExecutionException | RuntimeException away) {
            log.warn("how the measures stand cannot be told now, trying again: {}", away.toString());
        }
    }

    private void look() throws InterruptedException, ExecutionException {
        var over = YearMonth.from(clock.today()).minusMonths(1);
        for (var authority : scorecard.authorities()) {
            var present = scorecard.withTargets(authority, over).stream()
                    .map(Rate::of)
                    .toList();
            if (kept == null) kept = new KeptRatings(keeping);
            kept.record(authority, present, clock.now());
        }
    }

    /** Waits for the look under way: it may be writing. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
