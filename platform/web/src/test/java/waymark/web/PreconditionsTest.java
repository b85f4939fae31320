package waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", " \"3\" "})
    void theVersionIsTheEntityTag(String ifMatch) {
        assertThat(Preconditions.version(ifMatch)).hasValue(3);
    }

    @Test
    void anEntityTagComesBackAsTheVersionItWasMadeOf() {
        assertThat(Preconditions.version(Preconditions.entityTag(42))).hasValue(42);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "*")
    void withoutATagAnyVersionWillDo(String ifMatch) {
        assertThat(Preconditions.version(ifMatch)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "\"0\"", "\"-1\"", "\"x\"", "\"1\", \"2\"", "\"9999999999\"", ""})
    void whatIsNoEntityTagIsRefused(String ifMatch) {
        assertThatThrownBy(() -> Preconditions.version(ifMatch))
                .isInstanceOf(Problem.class)
                .hasMessage("request.header");
    }

    @Test
    void equalRequestsHaveEqualFingerprintsAndOthersDoNot() {
        // When
        var first = Preconditions.request("key", "open", "CYP-1");
        var same = Preconditions.request("key", "open", "CYP-1");
        var other = Preconditions.request("key", "open", "CYP-2");
        var shifted = Preconditions.request("key", "openC", "YP-1");

        // Then
        assertThat(same).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(shifted).isNotEqualTo(first);
        assertThat(first.fingerprint()).doesNotContain("CYP");
    }

    @Test
    void withoutAKeyThereIsNoRequestToRepeat() {
        assertThat(Preconditions.request(null, "open")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ké"})
    void aKeyThatCannotBeAHeaderIsRefused(String key) {
        assertThatThrownBy(() -> Preconditions.request(key, "open")).isInstanceOf(Problem.class);
    }

    @Test
    void aKeyHasAnEnd() {
        assertThatThrownBy(() -> Preconditions.request("k".repeat(201), "open")).isInstanceOf(Problem.class);
    }
}
