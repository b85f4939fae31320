package waymark.involvements;

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
        try (var contract =
                InjectionContract.start(InvolvementsApplication.class, "involvements", stack, folder, Map.of())) {
            contract.body(
                            "POST /involvements",
                            "{\"childRef\": \"C-{n}\", \"openedOn\": \"2022-07-01\", \"notes\": \"Rang.\", \"personal\": {\"name\": \"Made Up\"}}")
                    .cases("/involvements/", "POST /involvements");

            // When
            int requests = contract.assertInert();

            // Then
            assertThat(requests).isGreaterThan(1000);
        }
    }
}
