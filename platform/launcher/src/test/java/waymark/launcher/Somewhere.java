package waymark.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import waymark.web.LaunchableService;

/** Where a test can launch the system: a folder and ports that nobody else uses. */
final class Somewhere {

    static final List<LaunchableService> SERVICES = ServiceLoader.load(LaunchableService.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Somewhere() {}

    static Settings in(Path folder) throws Settings.Unusable {
        var given = Map.of("DATA", folder.toString(), "PORTS_FROM", Integer.toString(Ports.freeFrom()));
        return Settings.from(given::get);
    }
}
