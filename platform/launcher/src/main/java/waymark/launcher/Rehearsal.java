package waymark.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * Starts the system once, on a folder to be thrown away, and ends as soon as it is ready: under {@code -XX:AOTCacheOutput} the JVM then writes down what
 * a start needs, and later starts take half the processor time. Run after a build.
 */
final class Rehearsal {

    private Rehearsal() {}

    /** @param folder one, which is the caller's to remove */
    public static void main(String[] folder) throws Exception {
        var given = Map.of("DATA", folder[0], "PORTS_FROM", Integer.toString(Ports.freeFrom()));
        Logs.keepIn(Path.of(folder[0], "logs"));
        try (var system = new LaunchedSystem(Settings.from(given::get))) {
            system.start();
        }
        System.exit(0);
    }
}
