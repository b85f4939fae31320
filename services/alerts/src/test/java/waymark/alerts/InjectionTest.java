package waymark.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.EmbeddedStack;
import waymark.testing.InjectionContract;

class InjectionTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Test
    void whateverIsTypedIsWordsAndNothingElse(@TempDir Path folder) {
        // Given
        try (var caseServices = new CaseServicesStandIn();
                var contract = InjectionContract.start(
                        AlertsApplication.class,
                        "alerts",
                        stack,
                        folder,
                        caseServices.with("waymark.alerts.group", stack.fresh("alerts")))) {
            // When
            int requests = contract.assertInert();

            // Then
            assertThat(requests).isGreaterThan(300);
        }
    }
}
