package waymark.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A business clock that stands still until a test turns it, forwards or back. Safe to turn while others read it. */
public final class TurnableClock implements BusinessClock {

    private final AtomicReference<Instant> instant;

    public TurnableClock(Instant start) {
        instant = new AtomicReference<>(start.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Stands at noon, London time, of the given day. */
    public static TurnableClock at(LocalDate day) {
        return new TurnableClock(LondonTime.at(day.atTime(12, 0)));
    }

    @Override
    public Instant instant() {
        return instant.get();
    }

    /** Turns to a day and keeps the time of day on the wall. */
    public void turnTo(LocalDate day) {
        instant.updateAndGet(now ->
                LondonTime.at(LocalDateTime.of(day, LondonTime.timeOf(now).toLocalTime())));
    }

    public void turnTo(Instant to) {
        instant.set(to.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Turns by elapsed time: 24 hours is not always a day. */
    public void turnBy(Duration elapsed) {
        instant.updateAndGet(now -> now.plus(elapsed).truncatedTo(ChronoUnit.MILLIS));
    }
}
