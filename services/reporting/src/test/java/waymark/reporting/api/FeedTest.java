package waymark.reporting.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void valuesThatChangeWithTheDayAloneAreSentThoughNoFactChanged() throws InterruptedException {
        // Given
        var today = new AtomicLong(1);
        var feed = new Feed(
                () -> new Feed.Values(7, Map.of("cme.opened", today.get())),
                Duration.ofMillis(1),
                () -> Duration.ofMillis(20));
        feed.join();
        var first = feed.next(null, PATIENCE);

        // When
        today.set(2);
        var second = feed.next(first, PATIENCE);

        // Then
        assertThat(first.values()).containsEntry("cme.opened", 1L);
        assertThat(second.values()).containsEntry("cme.opened", 2L);
        assertThat(second.revision()).isEqualTo(7);
        assertThat(feed.leave()).isTrue();
    }
}
