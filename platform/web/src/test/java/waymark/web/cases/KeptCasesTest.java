package waymark.web.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import waymark.calendar.BusinessClock;
import waymark.web.visits.Visit;

class KeptCasesTest {
    @Test
    void whereTheStoreIsAwayAtTheStartNothingIsLeftRunning() {
        try (var nowhere = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100")) {
            // Given
            var platform = new CasePlatform(
                    nowhere.getDatabase("visits"),
                    null,
                    null,
                    Duration.ofSeconds(30),
                    null,
                    BusinessClock.system(),
                    new SimpleMeterRegistry(),
                    null,
                    null,
                    null,
                    null);

            // When / Then
            assertThatThrownBy(() -> new KeptCases<>(platform, Visit.KIND)).isInstanceOf(MongoTimeoutException.class);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("publication-visits");
        }
    }
}
