package waymark.alerts;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;
import waymark.testing.HttpContract;
import waymark.testing.RunningService;

/** What this service promises others over HTTP is what is checked in. */
class PublishedContractTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Test
    void theHttpSideIsTheOneThatIsCheckedIn(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        var settings = Map.<String, Object>of("waymark.alerts.group", stack.fresh("alerts"));
        try (var service = RunningService.start(AlertsApplication.class, "alerts", stack, clock, folder, settings)) {
            HttpContract.assertCheckedIn(service, "alerts");
        }
    }
}
