package waymark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static Process start(Path data, String portsFrom) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                        java, "@jvm.options", "-cp", System.getProperty("java.class.path"), Waymark.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("DATA", data.toString());
        builder.environment().put("PORTS_FROM", portsFrom);
        return builder.start();
    }

    private static Ended ended(Process process) throws InterruptedException {
        var console = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), console);
    }
}
