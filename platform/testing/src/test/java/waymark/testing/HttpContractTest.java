package waymark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class HttpContractTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void theDocumentThatIsCheckedInPassesWhereverItIsServed() throws IOException {
        // Given
        var served = checkedIn();
        served.putArray("servers").addObject().put("url", "http://127.0.0.1:8081");

        // When
        HttpContract.assertCheckedIn(served, "involvements");

        // Then
        assertThat(JSON.readTree(Files.readString(Path.of("target/involvements.json"))))
                .isEqualTo(checkedIn());
    }

    @Test
    void anyOtherDocumentFailsWithWhatToDo() throws IOException {
        // Given
        var served = checkedIn();
        ((ObjectNode) served.get("paths")).remove("/involvements");

        // When / Then
        assertThatThrownBy(() -> HttpContract.assertCheckedIn(served, "involvements"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("put target/involvements.json in the place of contracts/http/involvements.json");
        assertThatThrownBy(() -> HttpContract.assertCheckedIn(served, "nothing"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("contracts/http/nothing.json is missing");
    }

    private static ObjectNode checkedIn() throws IOException {
        try (var contract = HttpContractTest.class.getResourceAsStream("/contracts/http/involvements.json")) {
            return (ObjectNode) JSON.readTree(contract);
        }
    }
}
