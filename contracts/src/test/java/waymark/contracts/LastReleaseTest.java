package waymark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * While a release takes the place of the last, older and newer instances stand beside each other and read each other's events. Reporting refuses what its schemas refuse and nothing else (its own test holds it to that),
 * so what either release's readers take is said by either release's schemas.
 */
class LastReleaseTest {
    private static final Path RELEASE = newest();
    private static final String ENVELOPE = EventSchemas.ENVELOPE;
    private static final SchemaRegistry THEN = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(LastReleaseTest::schemaThen));

    private static Path newest() {
        try (Stream<Path> releases = Files.list(Path.of("releases"))) {
            return releases.max(Comparator.comparingInt(
                            release -> Integer.parseInt(release.getFileName().toString())))
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Path fileThen(String urn) {
        var parts = urn.substring("urn:waymark:events:".length()).split(":", -1);
        return RELEASE.resolve("events")
                .resolve(
                        parts.length == 2
                                ? parts[0] + ".schema.json"
                                : "%s/v%s/%s.schema.json".formatted(parts[0], parts[2], parts[1]));
    }

    private static String schemaThen(String urn) {
        try {
            return Files.readString(fileThen(urn));
        } catch (IOException missing) {
            throw new AssertionError(urn, missing);
        }
    }

    private static List<Error> errorsThen(String urn, JsonNode value) {
        return THEN.getSchema(SchemaLocation.of(urn)).validate(value);
    }

    static List<Path> examplesThen() {
        return EventFile.list(RELEASE).stream()
                .filter(file -> file.toString().endsWith(".example.json"))
                .toList();
    }

    /** Those whose type the last release knew, in the version that it knew. */
    static List<EventFile> examplesNow() {
        return EventFile.all().stream()
                .filter(event -> Files.exists(fileThen(event.urn())))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examplesThen")
    void whatTheLastReleaseSaidIsReadByThisOne(Path file) {
        var event = EventFile.read(file);
        var type = event.at("/attributes/ce_type").asString().split("\\.", -1);
        var now = new EventFile(type[1], 1, type[2]).newest();

        assertThat(EventSchemas.errors(now.urn(), event.get("data"))).isEmpty();
        assertThat(EventSchemas.errors(ENVELOPE, event.get("attributes"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examplesNow")
    void whatThisReleaseSaysIsReadByTheLast(EventFile event) {
        assertThat(errorsThen(event.urn(), event.data()))
                .as("to the last release's readers this is a dead letter: say it in an event type of its own")
                .isEmpty();
        assertThat(errorsThen(ENVELOPE, event.attributes())).isEmpty();
    }

    @Test
    void everyTypeOfTheLastReleaseIsStillThere() {
        assertThat(EventFile.list(RELEASE.resolve("events")))
                .map(file -> Path.of("events").resolve(RELEASE.resolve("events").relativize(file)))
                .allMatch(Files::exists);
    }

    @Test
    void aFieldMayBeAddedButNoCodeAndNothingLeftOut() {
        // Given
        var opened = new EventFile("involvements", 1, "opened");
        ObjectNode added = opened.data().put("addedLater", "anything");
        ObjectNode code = opened.data().put("senStatus", "a-code-of-later");
        ObjectNode without = opened.data();
        without.remove("openedOn");

        // Then
        assertThat(errorsThen(opened.urn(), added)).isEmpty();
        assertThat(errorsThen(opened.urn(), code)).isNotEmpty();
        assertThat(errorsThen(opened.urn(), without)).isNotEmpty();
    }
}
