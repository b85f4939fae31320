package waymark.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardsTest {

    private static final Path DASHBOARDS = Path.of("grafana", "dashboards");

    @Test
    void everyDashboardHasAnIdOfItsOwnAndPanelsThatDoNotLieOverEachOther() throws IOException {
        var ids = new HashSet<String>();
        for (var dashboard : dashboards()) {
            assertThat(ids.add(dashboard.get("uid").asString())).isTrue();
            var places = new HashSet<String>();
            for (var panel : dashboard.get("panels")) {
                assertThat(places.add(panel.get("gridPos").toString()))
                        .as(panel.get("title").asString())
                        .isTrue();
                assertThat(panel.at("/datasource/uid").asString()).isEqualTo("prometheus");
                assertThat(panel.get("targets")).isNotEmpty();
            }
        }
        assertThat(ids).hasSize(3);
    }

    static List<JsonNode> dashboards() throws IOException {
        try (var files = Files.list(DASHBOARDS)) {
            return files.sorted().map(JsonMapper.shared()::readTree).toList();
        }
    }
}
