package waymark.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Stands in for Kafka's image where it cannot be had: Kafka itself, of its jars, told by the same environment. */
final class Broker {

    private static final String PREFIX = "KAFKA_";
    private static final Path SETTINGS = Path.of("/tmp/server.properties");

    private Broker() {}

    public static void main(String[] none) throws IOException {
        Files.writeString(
                SETTINGS,
                settings(System.getenv()).entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        var words = new String[] {
            "format", "--ignore-formatted", "--config", SETTINGS.toString(), "--cluster-id", System.getenv("CLUSTER_ID")
        };
        int status = StorageTool.execute(words, System.out);
        if (status != 0) System.exit(status);
        Kafka.main(new String[] {SETTINGS.toString()});
    }

    /** KAFKA_LOG_DIRS is log.dirs, as in Kafka's own image: a line is a dot, two are a line, three a hyphen. */
    static Map<String, String> settings(Map<String, String> environment) {
        var settings = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (!name.startsWith(PREFIX)) return;
            settings.put(
                    name.substring(PREFIX.length())
                            .toLowerCase(Locale.ROOT)
                            .replace("___", "-")
                            .replace("__", "\0")
                            .replace('_', '.')
                            .replace('\0', '_'),
                    value);
        });
        return settings;
    }
}
