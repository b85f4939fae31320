package waymark.drills;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.launcher.LaunchedSystem;
import waymark.launcher.Logs;
import waymark.launcher.Ports;
import waymark.launcher.Settings;
import waymark.testing.Credentials;

/** The walk beside the demonstration's provider; beside another one it is a part of {@link WholePathTest}. */
class SmokeTest {

    @Test
    void oneOfTheDemonstrationsPeopleSeesTheCaseOnItsPage(@TempDir Path folder) throws Exception {
        // Given
        Logs.keepIn(folder.resolve("logs"));
        var given = Map.of(
                "DATA", folder.resolve("data").toString(),
                "PORTS_FROM", Integer.toString(Ports.freeFrom()),
                "AS_AT", "2022-07-31");
        try (var waymark = new LaunchedSystem(Settings.from(given::get))) {
            waymark.start();
            var addresses = waymark.addresses();
            try (var http = new Http(Credentials.demo(URI.create(addresses.get("identity"))))) {
                var smoke = new Smoke(addresses::get, http, false);

                // When / Then
                smoke.walk(smoke::seenByTheDemonstrationsOfficer);
            }
        }
    }
}
