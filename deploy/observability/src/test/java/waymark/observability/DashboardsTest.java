package waymark.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DashboardsTest {

    private static final Path DASHBOARDS = Path.of("grafana", "dashboards");
    private static final Pattern METRIC = Pattern.compile("\\b(waymark|http|jvm)_[a-z0-9_]+\\b");

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

    /** A running system is held to the same list by the drills' test of the whole path. */
    @Test
    void whatIsWatchedIsOnTheListOfMetrics() throws IOException {
        var watched = new TreeSet<String>();
        dashboards()
                .forEach(dashboard -> dashboard
                        .get("panels")
                        .forEach(panel -> panel.get("targets")
                                .forEach(target -> watched.addAll(
                                        metrics(target.get("expr").asString())))));
        for (var group :
                new YAMLMapper().readTree(Path.of("prometheus", "rules.yml")).get("groups")) {
            group.get("rules")
                    .forEach(rule -> watched.addAll(metrics(rule.get("expr").asString())));
        }
        assertThat(Files.readAllLines(Path.of("metrics.txt"))).containsExactlyElementsOf(watched);
    }

    private static List<String> metrics(String expression) {
        return METRIC.matcher(expression).results().map(MatchResult::group).toList();
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (var files = Files.list(DASHBOARDS)) {
            return files.sorted().map(JsonMapper.shared()::readTree).toList();
        }
    }
}
