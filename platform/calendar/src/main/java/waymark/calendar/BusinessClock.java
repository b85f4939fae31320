package waymark.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * What the business takes for the present: "today" in commands and deadlines, and the recorded time of events. It can be
 * set for a whole system, so tokens, sessions and Kafka never use it. All instants are cut to milliseconds, which is
 * what the store keeps.
 */
@FunctionalInterface
public interface BusinessClock extends InstantSource {

    /** The recorded time: the same as {@link #instant()}. */
    default Instant now() {
        return instant();
    }

    /** Today in Europe/London. */
    default LocalDate today() {
        return LondonTime.dateOf(instant());
    }

    /** The machine's time. */
    static BusinessClock system() {
        return InstantSource.tick(InstantSource.system(), Duration.ofMillis(1))::instant;
    }

    /** Begins on the given day, at the present time of day in London, and runs on at normal speed. */
    static BusinessClock startingOn(LocalDate day) {
        return startingOn(day, system());
    }

    /** As {@link #startingOn(LocalDate)}, over another source of the present. */
    static BusinessClock startingOn(LocalDate day, InstantSource real) {
        Instant present = real.instant();
        Instant start =
                LondonTime.at(LocalDateTime.of(day, LondonTime.timeOf(present).toLocalTime()));
        return InstantSource.offset(real, Duration.between(present, start))::instant;
    }
}
