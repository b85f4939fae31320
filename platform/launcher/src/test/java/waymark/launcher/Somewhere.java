package waymark.launcher;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import waymark.web.LaunchableService;

/** Where a test can launch the system: a folder and ports that nobody else uses. */
final class Somewhere {

    static final List<LaunchableService> SERVICES = ServiceLoader.load(LaunchableService.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(LaunchableService::portOffset))
            .toList();

    private Somewhere() {}

    static Settings in(Path folder) throws Settings.Unusable {
        return in(folder, Map.of());
    }

    /** @param others further settings */
    static Settings in(Path folder, Map<String, String> others) throws Settings.Unusable {
        var given = new HashMap<>(others);
        given.put("DATA", folder.toString());
        given.put("PORTS_FROM", Integer.toString(Ports.freeFrom()));
        return Settings.from(given::get);
    }
}
