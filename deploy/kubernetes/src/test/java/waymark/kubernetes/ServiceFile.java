package waymark.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What a service's own configuration says: the truth to which the cluster's files are held. */
record ServiceFile(String name, int port, Set<String> talksTo) {

    static final List<String> NAMES =
            List.of("involvements", "assessments", "referrals", "alerts", "reporting", "portal");

    /** Of the operators' addresses, in every image. */
    static final int MANAGEMENT = 9080;

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern SECONDS = Pattern.compile("([0-9]+)s");

    static Map<String, ServiceFile> all() {
        var all = new TreeMap<String, ServiceFile>();
        for (var name : NAMES) all.put(name, read(name));
        return all;
    }

    private static ServiceFile read(String name) {
        var file = first(ROOT.resolve("services/%1$s/src/main/resources/%1$s/%1$s.yml".formatted(name)));
        return new ServiceFile(
                name,
                file.at("/server/port").asInt(),
                new TreeSet<>(file.at("/waymark/services").propertyNames()));
    }

    /** How long the requests under way may take when a service ends. */
    static Duration grace() {
        var text = first(ROOT.resolve("platform/web/src/main/resources/web/platform.yml"))
                .at("/spring/lifecycle/timeout-per-shutdown-phase")
                .asString();
        var seconds = SECONDS.matcher(text);
        if (!seconds.matches()) throw new IllegalStateException(text);
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    }

    private static ObjectNode first(Path file) {
        return Yaml.documents(file).getFirst();
    }
}
