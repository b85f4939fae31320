package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChildKeysTest {
    private final ChildKeys keys = new ChildKeys(secret("one"));

    private static byte[] secret(String word) {
        return ("a secret for tests and nothing else: " + word).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aKeyIsAVersion8UuidAndStaysTheSame() {
        assertThat(IntStream.range(0, 1_000).mapToObj(child -> keys.of("825", "CYP-" + child)))
                .allSatisfy(key -> {
                    assertThat(key.version()).isEqualTo(8);
                    assertThat(key.variant()).isEqualTo(2);
                })
                .doesNotHaveDuplicates();
        assertThat(new ChildKeys(secret("one")).of("825", "CYP-1")).isEqualTo(keys.of("825", "CYP-1"));
    }

    @Test
    void aKeyDiffersByAuthorityChildAndSecret() {
        assertThat(keys.of("825", "CYP-1"))
                .isNotEqualTo(keys.of("826", "CYP-1"))
                .isNotEqualTo(keys.of("825", "CYP-2"))
                .isNotEqualTo(new ChildKeys(secret("two")).of("825", "CYP-1"));
    }

    @Test
    void aShortSecretIsRefusedByTheSettingsName() {
        assertThatThrownBy(() -> new ChildKeys(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waymark.child-key-secret");
    }
}
