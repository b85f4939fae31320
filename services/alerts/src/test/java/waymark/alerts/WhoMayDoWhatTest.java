package waymark.alerts;

import static org.awaitility.Awaitility.await;
import static waymark.testing.Credentials.MANAGER;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.TurnableClock;
import waymark.testing.AccessContract;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

class WhoMayDoWhatTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Test
    void everyoneMayWhatTheTableSaysAndNobodyAnythingElse(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        try (var caseServices = new CaseServicesStandIn();
                var service = RunningService.start(
                        AlertsApplication.class,
                        "alerts",
                        stack,
                        clock,
                        folder,
                        caseServices.with("waymark.alerts.group", stack.fresh("alerts")));
                var cases = new SomeCases(stack.kafka())) {
            // Given: about no case, so that only the roles count
            var measure = UUID.randomUUID();
            cases.happens("waymark.measures.rated", null, measure, "2022-07-31", """
                    {"measure": "repeat-referrals", "periodFrom": "2022-01-01", "periodTo": "2022-06-30", "rag": "red"}""");
            var list = "/alerts?rule=measure-off-track";
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.get(MANAGER, list).json().get("total").asInt() == 1);
            var alert = UUID.fromString(
                    service.get(MANAGER, list).json().at("/items/0/id").asString());

            // When / Then
            AccessContract.assertHeld(service, "alerts", Map.of("/alerts/", alert));
            AccessContract.assertOthersFindNothing(
                    service, "alerts", Map.of(), List.of(new AccessContract.Case(alert, null, null)));
        }
    }
}
