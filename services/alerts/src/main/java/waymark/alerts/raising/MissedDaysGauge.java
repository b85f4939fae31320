package waymark.alerts.raising;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The missed days without an alert, counted from time to time and not when it is asked, because a count reads every watch. Each instance has the number of all. */
public final class MissedDaysGauge implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MissedDaysGauge.class);

    private final MissedDays days;
    private final Duration every;
    private final ScheduledExecutorService counting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("missed-days").daemon().factory());
    /** Not a number as long as it is not known. */
    private volatile double withoutAlert = Double.NaN;

    public MissedDaysGauge(MissedDays days, Duration every, MeterRegistry metrics) {
        this.days = days;
        this.every = every;
        Gauge.builder("waymark.alerts.missed.without.alert", () -> withoutAlert)
                .description("Deadlines missed that have no alert, of which there should be none")
                .register(metrics);
    }

    public void start() {
        var _ = counting.scheduleWithFixedDelay(this::count, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        counting.shutdownNow();
    }

    private void count() {
        try {
            withoutAlert = days.count().values().stream()
                    .mapToLong(MissedDays.Count::withoutAlert)
                    .sum();
        } catch (RuntimeException away) {
            withoutAlert = Double.NaN;
            log.warn("missed days cannot be counted now, trying again: {}", away.toString());
        }
    }
}
