package waymark.alerts.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.alerts.domain.Alert;

/** Every example of an alert's events can be read, those from before a field was added too. */
class AlertKindsTest {
    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void anAlertThatHeldAgainAndWentWithItsCaseIsReadFromItsEvents() throws IOException {
        // Given
        var kind = AlertKinds.alerts();
        var alert = kind.initial();

        // When
        try (var files = Files.list(Path.of("../../contracts/events/alerts/v1"))) {
            var history = files.filter(file -> file.toString().endsWith(".example.json"))
                    .map(AlertKindsTest::read)
                    .filter(event ->
                            event.at("/attributes/ce_subject").asString().startsWith("24049b3f"))
                    .sorted(Comparator.comparingInt(event ->
                            Integer.parseInt(event.at("/attributes/ce_sequence").asString())))
                    .toList();
            for (var event : history) {
                var type = event.at("/attributes/ce_type").asString();
                alert = kind.evolve()
                        .apply(alert, kind.events().read(type, event.get("data").toString()));
            }
        }

        // Then
        assertThat(alert).isInstanceOf(Alert.Raised.class);
        assertThat(alert.about().events()).isEqualTo(6);
        assertThat(alert.about().officer()).isEqualTo("S-2214");
        assertThat(alert.about().warning().team()).isEqualTo("north");
    }
}
