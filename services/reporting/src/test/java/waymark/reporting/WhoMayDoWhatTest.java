package waymark.reporting;

import static org.awaitility.Awaitility.await;
import static waymark.testing.Credentials.OFFICER;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.TurnableClock;
import waymark.testing.AccessContract;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

class WhoMayDoWhatTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Test
    void everyoneMayWhatTheTableSaysAndNobodyAnythingElse(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        try (var service =
                RunningService.start(ReportingApplication.class, "reporting", stack, clock, folder, Map.of())) {
            // Given
            await().until(() ->
                    service.get(OFFICER, "/actuator/health/readiness").status() == 200);

            // When / Then
            AccessContract.assertHeld(service, "reporting", Map.of());
        }
    }
}
