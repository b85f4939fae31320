package waymark.alerts.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The time in which more of the same command may come. */
class UnsettledTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Unsettled unsettled = new Unsettled(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aWriteThatTakesLongIsUnsettledUntilAWhileAfter() {
        // When
        unsettled.during(Map.of("825/child", Unsettled.SHORTLY), () -> {
            pass(Duration.ofSeconds(5));
            assertThat(unsettled.contains("825/child")).isTrue();
        });

        // Then
        pass(Duration.ofMillis(299));
        unsettled.forget();
        assertThat(unsettled.contains("825/child")).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(unsettled.contains("825/child")).isFalse();
        assertThat(unsettled.contains("825/other")).isFalse();
    }

    @Test
    void whatIsToldOfThePastSettlesMoreSlowly() {
        // When
        unsettled.during(Map.of("825/child", Unsettled.IN_A_WHILE, "825/other", Unsettled.SHORTLY), () -> {});

        // Then
        pass(Duration.ofMillis(4_999));
        unsettled.forget();
        assertThat(unsettled.contains("825/child")).isTrue();
        assertThat(unsettled.contains("825/other")).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(unsettled.contains("825/child")).isFalse();
    }
}
