package waymark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What older and newer instances say to each other while one release takes the other's place: the last release's example events, as {@code contracts/releases} keeps them, and this
 * release's as a reader of the last takes them. Examples are whole, with attributes and data, case by case and each in its order.
 */
public final class LastRelease {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EXAMPLE = ".example.json";
    private static final String LATER = "-of-a-later-release";

    private LastRelease() {}

    /** The last release's. */
    public static List<ObjectNode> examples(String service) {
        return examples(folder(), service);
    }

    /** This release's without the fields that the last did not know; of a type that it did not know, the type is one that nobody knows. */
    public static List<ObjectNode> readsOfThisRelease(String service) {
        var events = examples(contracts(), service);
        events.forEach(LastRelease::reduce);
        return events;
    }

    private static List<ObjectNode> examples(Path release, String service) {
        try (var files = Files.walk(release.resolve("events").resolve(service))) {
            return files.filter(file -> file.toString().endsWith(EXAMPLE))
                    .map(LastRelease::read)
                    .sorted(Comparator.comparing((ObjectNode event) -> attribute(event, "ce_subject"))
                            .thenComparingInt(event -> Integer.parseInt(attribute(event, "ce_sequence"))))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void reduce(ObjectNode event) {
        var type = attribute(event, "ce_type");
        var parts = type.split("\\.", -1);
        var schema = newestSchema(parts[1], parts[2]);
        if (schema == null) {
            event.withObject("attributes").put("ce_type", type + LATER);
            return;
        }
        event.withObject("data").retain(List.copyOf(schema.get("properties").propertyNames()));
        if (!event.get("data").has("clocks")) return;
        var form = schema.at("/properties/clocks/$ref").asString();
        var marks = read(folder().resolve("events/common.schema.json"))
                .at(form.substring(form.indexOf('#') + 1) + "/items/properties");
        for (var mark : event.get("data").path("clocks")) {
            ((ObjectNode) mark).retain(List.copyOf(marks.propertyNames()));
        }
    }

    private static JsonNode newestSchema(String service, String type) {
        JsonNode newest = null;
        for (int version = 1; ; version++) {
            var file = folder().resolve("events/%s/v%d/%s.schema.json".formatted(service, version, type));
            if (!Files.exists(file)) return newest;
            newest = read(file);
        }
    }

    private static String attribute(JsonNode event, String name) {
        return event.get("attributes").get(name).asString();
    }

    private static ObjectNode read(Path file) {
        return (ObjectNode) JSON.readTree(file);
    }

    private static Path folder() {
        try (Stream<Path> releases = Files.list(contracts().resolve("releases"))) {
            return releases.max(Comparator.comparingInt(
                            release -> Integer.parseInt(release.getFileName().toString())))
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path contracts() {
        var here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("contracts/releases"))) here = here.getParent();
        if (here == null) throw new IllegalStateException("run this from within Waymark's folder");
        return here.resolve("contracts");
    }
}
