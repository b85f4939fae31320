package waymark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds what a service serves to its OpenAPI document in contracts/http. */
public final class HttpContract {
    private static final JsonMapper JSON = JsonMapper.shared();

    private HttpContract() {}

    /** Fails where the document served is not the one that is checked in; leaves what is served in {@code target/<service>.json}. */
    public static void assertCheckedIn(RunningService running, String service) {
        assertCheckedIn(running.get(Credentials.OFFICER, "/openapi").json(), service);
    }

    static void assertCheckedIn(JsonNode served, String service) {
        // Where it runs is no part of the promise.
        ((ObjectNode) served).remove("servers");
        var name = service + ".json";
        try (var contract = HttpContract.class.getResourceAsStream("/contracts/http/" + name)) {
            Files.createDirectories(Path.of("target"));
            Files.writeString(
                    Path.of("target", name),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n");
            assertThat(contract)
                    .as("contracts/http/%s is missing; target/%s is what is served", name, name)
                    .isNotNull();
            assertThat(served)
                    .as("if the change is meant, put target/%s in the place of contracts/http/%s", name, name)
                    .isEqualTo(JSON.readTree(contract));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
