package waymark.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** No rule and no panel watches what nobody exports: each is held to what a running system was recorded to say. */
class RecordedMetricsTest {

    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern WRITTEN = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?([a-z]+) ?}}");
    /** Prometheus' own, of every series. */
    private static final Set<String> OWN = Set.of("instance");

    private final List<Series> recorded = Series.recorded();

    /** What a rule or a panel asks for, and the words for people that name labels. */
    private record Watch(String name, String expression, String words) {

        Set<String> labels() {
            var labels = new TreeSet<String>();
            GROUPED.matcher(expression)
                    .results()
                    .forEach(found -> labels.addAll(List.of(found.group(1).split(", ?", -1))));
            WRITTEN.matcher(words).results().forEach(found -> labels.add(found.group(1)));
            labels.removeAll(OWN);
            return labels;
        }
    }

    /** A running system is held to the same list by the drills' test of the whole path. */
    @Test
    void whatIsWatchedIsOnTheListOfMetrics() throws IOException {
        var watched = new TreeSet<String>();
        watches().forEach(watch -> Selector.of(watch.expression()).forEach(selector -> watched.add(selector.name())));
        assertThat(Files.readAllLines(Path.of("metrics.txt"))).containsExactlyElementsOf(watched);
    }

    @Test
    void everythingThatIsWatchedFindsARecordedSeriesWithTheLabelsItNames() throws IOException {
        assertThat(watches())
                .allSatisfy(watch -> assertThat(Selector.of(watch.expression()))
                        .allSatisfy(selector -> assertThat(recorded)
                                .as("%s: %s with %s", watch.name(), selector, watch.labels())
                                .anyMatch(series -> selector.finds(series)
                                        && series.labels().keySet().containsAll(watch.labels()))));
    }

    @Test
    void everyRuleFiresOnSeriesAsTheyWereRecorded() {
        for (var test : RulesTest.read("rules.test.yml").get("tests")) {
            for (var input : test.get("input_series")) {
                var series = Series.parse(input.get("series").asString());
                // Whether it answers at all is Prometheus' own to say.
                if (!series.name().equals("up")) assertThat(recorded).contains(series);
            }
        }
    }

    private static List<Watch> watches() throws IOException {
        var watches = new ArrayList<Watch>();
        for (var rule : RulesTest.rules())
            watches.add(new Watch(text(rule, "/alert"), text(rule, "/expr"), text(rule, "/annotations/summary")));
        for (var dashboard : DashboardsTest.dashboards())
            for (var panel : dashboard.get("panels"))
                for (var target : panel.get("targets"))
                    watches.add(new Watch(
                            text(panel, "/title"),
                            // Which services to show is chosen above the panels.
                            text(target, "/expr").replace("$job", ".*"),
                            text(target, "/legendFormat")));
        return watches;
    }

    private static String text(JsonNode node, String place) {
        return node.at(place).asString();
    }
}
