package waymark.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml promises. */
class CompositionTest {

    private static final Map<String, Integer> PORTS = Map.of(
            "involvements",
            8081,
            "assessments",
            8082,
            "referrals",
            8083,
            "alerts",
            8084,
            "reporting",
            8085,
            "portal",
            8080);
    private static final int MANAGEMENT = 9080;
    private static final int MEGABYTES = 8 * 1024;

    private final Map<String, Map<String, Object>> all = services();

    @Test
    void everyServiceIsPublishedOnLoopbackAloneAndOnItsOwnPort() {
        all.forEach((name, service) ->
                assertThat(list(service, "ports")).as(name).allMatch(port -> port.startsWith("127.0.0.1:")));
        PORTS.forEach((name, port) -> assertThat(list(all.get(name), "ports"))
                .containsExactly(
                        "127.0.0.1:%1$d:%1$d".formatted(port), "127.0.0.1:%d:%d".formatted(port + 1000, MANAGEMENT)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void prometheusAsksEveryServiceAtThePortThatIsForOperators() {
        var jobs = (List<Map<String, Object>>) yaml(folder().resolve("deploy/observability/prometheus/prometheus.yml"))
                .get("scrape_configs");
        assertThat(jobs).hasSameSizeAs(PORTS.keySet()).allSatisfy(job -> {
            var asked = ((List<Map<String, Object>>) job.get("dns_sd_configs")).getFirst();
            assertThat(PORTS).containsKey((String) job.get("job_name"));
            assertThat(asked.get("names")).isEqualTo(List.of(job.get("job_name")));
            assertThat(asked.get("port")).isEqualTo(MANAGEMENT);
        });
    }

    @Test
    void whatStandsInTheFileIsNoSecret() throws IOException {
        assertThat(Files.readString(file())
                        .lines()
                        .filter(line -> line.matches(" +[A-Z_]*(SECRET|PASSWORD)[A-Z_]*:.*")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*: \\$\\{[A-Z_]+:\\?[^}]+}"));
    }

    @Test
    void allTogetherFitEightGibibytes() {
        assertThat(all.values().stream()
                        .filter(service -> !service.containsKey("profiles"))
                        .mapToInt(service -> megabytes((String) service.get("mem_limit")))
                        .sum())
                .isLessThanOrEqualTo(MEGABYTES);
    }

    @Test
    void aClusterHasThreeBrokersAndASecondInstanceOfEveryService() {
        assertThat(all).containsKeys("kafka-1", "kafka-2", "kafka-3");
        PORTS.keySet().forEach(name -> {
            assertThat(list(all.get(name + "-2"), "profiles")).containsExactly("cluster");
            assertThat(all.get(name + "-2").get("environment"))
                    .isEqualTo(all.get(name).get("environment"));
            // Under one name both are found: by each other, and by Prometheus.
            assertThat(networks(name + "-2").get("services")).isEqualTo(Map.of("aliases", List.of(name)));
        });
    }

    @Test
    void theFiveLinesOfAClusterNameBrokersThatThereAreAndThreeCopies() throws IOException {
        // given: the lines of .env.example, taken in
        var lines = new Properties();
        lines.load(new StringReader(Files.readString(folder().resolve(".env.example"))
                .replaceAll("(?m)^#(?=(COMPOSE_PROFILES|KAFKA_[A-Z_]+)=)", "")));

        // then
        assertThat(lines)
                .containsEntry("COMPOSE_PROFILES", "cluster")
                .containsEntry("KAFKA_COPIES", "3")
                .containsEntry("KAFKA_COPIES_AT_LEAST", "2");
        var brokers =
                all.keySet().stream().filter(name -> name.startsWith("kafka-")).toList();
        assertThat(lines.getProperty("KAFKA_SERVERS").split(",", -1))
                .containsExactlyElementsOf(
                        brokers.stream().map(name -> name + ":9092").toList());
        assertThat(lines.getProperty("KAFKA_VOTERS").split(",", -1))
                .containsExactlyElementsOf(brokers.stream()
                        .map(name -> environment(name).get("KAFKA_NODE_ID") + "@" + name + ":9093")
                        .toList());
        for (var broker : brokers) {
            assertThat(environment(broker))
                    .containsEntry("KAFKA_ADVERTISED_LISTENERS", "CLIENTS://" + broker + ":9092")
                    .containsEntry("KAFKA_CONTROLLER_QUORUM_VOTERS", "${KAFKA_VOTERS:-1@kafka-1:9093}")
                    .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "${KAFKA_COPIES:-1}")
                    .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "${KAFKA_COPIES_AT_LEAST:-1}");
        }
    }

    @Test
    void programsBesideTheServicesAreToldOfStoreAndBrokerAndOfNoOtherSecret() {
        for (var program : List.of("backup", "restore", "verify-audit")) {
            assertThat(list(all.get(program), "profiles")).containsExactly("tools");
            assertThat(all.get(program))
                    .containsEntry("restart", "no")
                    .containsEntry("read_only", true)
                    .containsEntry("networks", List.of("data"));
            assertThat(environment(program).keySet())
                    .containsExactlyInAnyOrder("SPRING_MONGODB_URI", "WAYMARK_KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @Test
    void whateverGoesOnIsStartedAgainAndNoServiceMayMoreThanItMust() {
        all.values().stream()
                .filter(service -> !list(service, "profiles").contains("tools"))
                .forEach(service -> assertThat(service).containsEntry("restart", "unless-stopped"));
        PORTS.keySet()
                .forEach(name -> assertThat(all.get(name))
                        .containsEntry("read_only", true)
                        .containsEntry("cap_drop", List.of("ALL")));
        // The portal reaches neither broker nor store.
        assertThat(all.get("portal").get("networks")).isEqualTo(List.of("services"));
    }

    private static int megabytes(String limit) {
        int number = Integer.parseInt(limit.substring(0, limit.length() - 1));
        return limit.endsWith("g") ? number * 1024 : number;
    }

    private static List<String> list(Map<String, Object> service, String name) {
        return service.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment(String service) {
        return (Map<String, Object>) all.get(service).get("environment");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> networks(String service) {
        return (Map<String, Object>) all.get(service).get("networks");
    }

    private static Path folder() {
        return Path.of("..", "..");
    }

    private static Path file() {
        return folder().resolve("docker-compose.yml");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return new TreeMap<>((Map<String, Map<String, Object>>) yaml(file()).get("services"));
    }

    private static Map<String, Object> yaml(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            return new Yaml().load(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
