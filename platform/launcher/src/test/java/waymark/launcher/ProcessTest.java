package waymark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;

/** The system as an operator meets it: a process with an environment, a console and an exit status. */
class ProcessTest {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path place;

    private record Ended(int status, List<String> console) {}

    @Test
    void itSaysWhenItIsReadyAndStopsCleanlyWhenToldTo() throws Exception {
        // Given
        var process = start(place.resolve("data"), Integer.toString(Ports.freeFrom()));
        var console = process.inputReader();
        assertThat(console.readLine()).isEqualTo("Waymark is ready");
        assertThat(console.readLine()).contains("open this:").contains("http://127.0.0.1:");
        for (var service : Somewhere.SERVICES) {
            assertThat(console.readLine()).contains(service.name()).contains("http://127.0.0.1:");
        }

        assertThat(Files.readString(place.resolve("data/addresses")))
                .contains("identity=http://127.0.0.1:", "store=mongodb://");

        // When
        var second = ended(start(place.resolve("data"), Integer.toString(Ports.freeFrom())));
        // By its handle, which leaves the console open.
        process.toHandle().destroy();
        var first = ended(process);

        // Then
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.console()).singleElement().asString().contains("in use by another Waymark");
        assertThat(first.status()).isEqualTo(TERMINATED);
        assertThat(first.console()).noneMatch(line -> line.contains("Exception"));
        assertThat(place.resolve("data/addresses")).doesNotExist();
        assertThat(Files.readAllLines(place.resolve("data/logs/waymark.log")))
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void aSettingThatCannotBeUsedIsRefusedInOneLine() throws Exception {
        // When
        var ended = ended(start(place.resolve("data"), "eighty"));

        // Then
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.console()).singleElement().asString().startsWith("PORTS_FROM=eighty");
        assertThat(place.resolve("data")).doesNotExist();
    }

    @Test
    void aProgramInAServicesPlaceFindsTheStoreAndTheBrokerAsAServiceDoes() throws Exception {
        // Given: files of secrets, named for their settings, and no setting of our own
        var secrets = Files.createDirectory(place.resolve("secrets"));
        try (var store = EmbeddedStore.start(place.resolve("store"), 0);
                var broker = EmbeddedBroker.start(place.resolve("kafka"), 0, 0);
                var client = MongoClients.create(store.uri())) {
            Files.writeString(secrets.resolve("spring.mongodb.uri"), store.uri());
            Files.writeString(secrets.resolve("waymark.kafka.settings.client.dns.lookup"), "no such lookup");
            var told = Map.of(
                    "SPRING_CONFIG_IMPORT", "optional:configtree:" + secrets + "/",
                    "WAYMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                    "TO", place.resolve("backup").toString(),
                    "FROM", place.resolve("backup").toString());
            var cases = client.getDatabase("waymark").getCollection("involvements");
            cases.insertOne(new Document("_id", "case-1"));

            // When
            var backup = ended(start(Backup.class, told));
            cases.drop();
            var nonsense = ended(start(Restore.class, told));
            Files.writeString(secrets.resolve("waymark.kafka.settings.client.dns.lookup"), "use_all_dns_ips");
            var restore = ended(start(Restore.class, told));

            // Then
            assertThat(backup.console()).anyMatch(line -> line.matches(" +1 +waymark.involvements"));
            assertThat(backup.status()).isZero();
            assertThat(nonsense.console()).anyMatch(line -> line.contains("no such lookup"));
            assertThat(nonsense.status()).isEqualTo(1);
            assertThat(restore.status()).as("%s", restore.console()).isZero();
            assertThat(cases.countDocuments()).isEqualTo(1);
        }
    }

    private Process start(Path data, String portsFrom) throws IOException {
        return start(Waymark.class, Map.of("DATA", data.toString(), "PORTS_FROM", portsFrom));
    }

    private Process start(Class<?> program, Map<String, String> environment) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var options = Path.of("jvm.options").toAbsolutePath();
        var builder = new ProcessBuilder(
                        java, "@" + options, "-cp", System.getProperty("java.class.path"), program.getName())
                .directory(place.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended ended(Process process) throws InterruptedException {
        var console = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), console);
    }
}
