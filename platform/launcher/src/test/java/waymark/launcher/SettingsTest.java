package waymark.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void withoutAnySettingDataIsHereAndPortsBeginAt8080() throws Exception {
        // When
        var settings = from(Map.of("PORTS_FROM", " "));

        // Then
        assertThat(settings.data()).isAbsolute().hasFileName("data");
        assertThat(settings.portsFrom()).isEqualTo(8080);
        assertThat(settings.asAt()).isNull();
        assertThat(settings.kafka()).isNull();
        assertThat(settings.mongo()).isNull();
    }

    @Test
    void aDayToStartOnHasADataFolderOfItsOwn() throws Exception {
        // When
        var settings = from(Map.of("AS_AT", "2022-07-31"));

        // Then
        assertThat(settings.asAt()).isEqualTo(LocalDate.of(2022, 7, 31));
        assertThat(settings.data()).hasFileName("data-as-at-2022-07-31");
    }

    @Test
    void theNamedDataFolderIsTakenWhateverTheDay() throws Exception {
        // When
        var settings = from(Map.of("AS_AT", "2022-07-31", "DATA", "elsewhere"));

        // Then
        assertThat(settings.data()).hasFileName("elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "-1", "0", "80", "65530", "123456", "8080.5"})
    void whatIsNoPortToBeginWithIsRefusedByName(String portsFrom) {
        assertThatThrownBy(() -> from(Map.of("PORTS_FROM", portsFrom)))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageStartingWith("PORTS_FROM=" + portsFrom)
                .hasMessageContaining("such as 18080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "31/07/2022", "2022-02-30", "2022-7-1"})
    void whatIsNoDayIsRefusedByName(String asAt) {
        assertThatThrownBy(() -> from(Map.of("AS_AT", asAt)))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageStartingWith("AS_AT=" + asAt)
                .hasMessageContaining("such as 2022-07-31");
    }

    private static Settings from(Map<String, String> given) throws Settings.Unusable {
        return Settings.from(given::get);
    }
}
