package waymark.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.testing.EmbeddedStack;
import waymark.testing.InjectionContract;

class InjectionTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Test
    void whateverIsTypedIsWordsAndNothingElse(@TempDir Path folder) {
        // Given
        var settings = Map.<String, Object>of("waymark.alerts.group", stack.fresh("alerts"));
        try (var contract = InjectionContract.start(AlertsApplication.class, "alerts", stack, folder, settings)) {
            // When
            int requests = contract.assertInert();

            // Then
            assertThat(requests).isGreaterThan(300);
        }
    }
}
