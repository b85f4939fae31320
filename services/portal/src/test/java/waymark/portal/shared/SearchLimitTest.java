package waymark.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import waymark.portal.desk.Person;

class SearchLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final SearchLimit limit = new SearchLimit(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void onePersonSearchesThirtyTimesAMinuteAndNobodyElseWaitsForIt() {
        // Given
        var person = person("CME-07");
        for (int search = 0; search < SearchLimit.A_MINUTE; search++)
            assertThat(limit.permits(person)).isTrue();

        // When
        boolean oneMore = limit.permits(person);
        boolean another = limit.permits(person("CME-08"));
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        boolean later = limit.permits(person);

        // Then
        assertThat(oneMore).isFalse();
        assertThat(another).isTrue();
        assertThat(later).isTrue();
    }

    private static Person person(String account) {
        return new Person(account, account, "825", Set.of(), List.of());
    }
}
