package waymark.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
        assertThat(settings.provider()).isNull();
    }

    @Test
    void aProviderElsewhereIsTakenWithThePortalsSecretThere() throws Exception {
        // When
        var settings = from(Map.of("ISSUER", "https://sign-in.council.example/realm", "PORTAL_SECRET", "known-there"));

        // Then
        assertThat(settings.provider())
                .isEqualTo(new Settings.Provider(
                        URI.create("https://sign-in.council.example/realm"), "portal", "known-there"));
        assertThat(settings.toString()).doesNotContain("known-there");
    }

    @Test
    void demonstrationUsersBesideAProviderElsewhereAreRefused() {
        assertThatThrownBy(() -> from(Map.of(
                        "ISSUER",
                        "https://sign-in.council.example",
                        "PORTAL_SECRET",
                        "known-there",
                        "DEMO_USERS",
                        "on")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageStartingWith("ISSUER and DEMO_USERS=on exclude each other");
    }

    @Test
    void aProviderOfWhichOnlyAPartIsGivenIsRefused() {
        assertThatThrownBy(() -> from(Map.of("ISSUER", "https://sign-in.council.example")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("needs PORTAL_SECRET");
        assertThatThrownBy(() -> from(Map.of("PORTAL_SECRET", "known-there")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("give ISSUER=https://");
        assertThatThrownBy(() -> from(Map.of("DEMO_USERS", "off")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("nobody who can sign in");
        assertThatThrownBy(() -> from(Map.of("DEMO_USERS", "maybe")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("neither on nor off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign-in",
                "http://sign-in.council.example",
                "https:///realm",
                "https://a b",
                "https://a.example?b",
                "//a.example"
            })
    void whatIsNoAddressToSendTokensToIsRefusedByName(String issuer) {
        assertThatThrownBy(() -> from(Map.of("ISSUER", issuer, "PORTAL_SECRET", "known-there")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageStartingWith("ISSUER=" + issuer)
                .hasMessageContaining("such as https://");
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
