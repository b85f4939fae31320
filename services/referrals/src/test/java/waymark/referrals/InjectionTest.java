package waymark.referrals;

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
        try (var contract = InjectionContract.start(ReferralsApplication.class, "referrals", stack, folder, Map.of())) {
            contract.body("POST /referrals", "{\"childRef\": \"C-{n}\", \"source\": \"6\", \"primaryNeed\": \"N1\"}")
                    .body("POST /contacts", "{\"source\": \"6\", \"children\": [{\"childRef\": \"C-{n}\"}]}")
                    .body("POST /early-help", "{\"children\": [\"C-{n}\"], \"source\": \"5D\"}")
                    .cases("/referrals/", "POST /referrals")
                    .cases("/contacts/", "POST /referrals")
                    .cases("/early-help/", "POST /early-help");

            // When
            int requests = contract.assertInert();

            // Then
            assertThat(requests).isGreaterThan(2000);
        }
    }
}
