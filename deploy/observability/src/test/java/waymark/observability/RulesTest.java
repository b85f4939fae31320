package waymark.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RulesTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path FOLDER = Path.of("prometheus");

    @Test
    void everyRuleFiresOnceAgainstRecordedMetricsAndIsSilentBefore() throws Exception {
        havePromtool();
        assertThat(promtool("test", "rules", "rules.test.yml")).contains("SUCCESS");
    }

    @Test
    void prometheusTakesTheConfiguration() throws Exception {
        havePromtool();
        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
    }

    /** What is not there at the start is not watched: whom to tell would be known minutes later, or never. */
    @Test
    void theFolderInWhichItIsToldWhomToTellIsThere() {
        var files = read("prometheus.yml").at("/alerting/alertmanagers/0/file_sd_configs/0/files/0");
        assertThat(FOLDER.resolve(files.asString()).getParent()).isDirectory();
    }

    @Test
    void everyRuleHasATestInWhichItFires() {
        var fired = new HashSet<String>();
        for (var test : read("rules.test.yml").get("tests")) {
            for (var expected : test.get("alert_rule_test")) {
                if (!expected.get("exp_alerts").isEmpty())
                    fired.add(expected.get("alertname").asString());
            }
        }
        assertThat(fired)
                .containsExactlyInAnyOrderElementsOf(
                        rules().stream().map(rule -> text(rule, "/alert")).toList());
    }

    @Test
    void everyRuleSaysHowBadItIsAndHasAnEntryInTheRunbook() throws IOException {
        var runbook = Files.readString(Path.of("..", "README.md")).lines().toList();
        assertThat(rules()).allSatisfy(rule -> {
            var name = text(rule, "/alert");
            assertThat(Set.of("page", "look")).contains(text(rule, "/labels/severity"));
            assertThat(text(rule, "/annotations/summary")).isNotBlank();
            assertThat(text(rule, "/annotations/runbook"))
                    .isEqualTo("deploy/README.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(runbook).contains("#### " + name);
        });
    }

    static List<JsonNode> rules() {
        var rules = new ArrayList<JsonNode>();
        for (var group : read("rules.yml").get("groups")) group.get("rules").forEach(rules::add);
        return rules;
    }

    private static String text(JsonNode rule, String place) {
        return rule.at(place).asString();
    }

    static JsonNode read(String file) {
        return YAML.readTree(FOLDER.resolve(file));
    }

    /** Of Debian's package prometheus: installed where that can be done, else the test is left out and says so. */
    private static void havePromtool() throws IOException, InterruptedException {
        if (isThere()) return;
        if ("root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            run(Path.of("."), "apt-get", "update", "-q");
            run(Path.of("."), "apt-get", "install", "-q", "-y", "--no-install-recommends", "prometheus");
        }
        if (!isThere()) abort("There is no promtool here (Debian: apt-get install prometheus), so no rule was fired.");
    }

    private static boolean isThere() throws InterruptedException {
        try {
            run(Path.of("."), "promtool", "--version");
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    private static String promtool(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(words));
        return run(FOLDER, command.toArray(String[]::new));
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
