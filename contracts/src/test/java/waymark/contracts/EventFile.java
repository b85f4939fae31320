package waymark.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event type in a version: {@code events/<service>/v<version>/<type>.schema.json} and the example beside it. */
record EventFile(String service, int version, String type) {

    static final Path EVENTS = Path.of("events");

    /** Every type in every version for which there is a schema or an example. */
    static List<EventFile> all() {
        return list(EVENTS).stream()
                .filter(path -> path.getNameCount() == 4)
                .map(EventFile::of)
                .distinct()
                .toList();
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode read(Path json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private static EventFile of(Path path) {
        String name = path.getFileName().toString();
        return new EventFile(
                path.getName(1).toString(),
                Integer.parseInt(path.getName(2).toString().substring(1)),
                name.substring(0, name.indexOf('.')));
    }

    Path schemaFile() {
        return folder().resolve(type + ".schema.json");
    }

    Path exampleFile() {
        return folder().resolve(type + ".example.json");
    }

    ObjectNode schema() {
        return read(schemaFile());
    }

    ObjectNode example() {
        return read(exampleFile());
    }

    ObjectNode attributes() {
        return (ObjectNode) example().get("attributes");
    }

    ObjectNode data() {
        return (ObjectNode) example().get("data");
    }

    JsonNode attribute(String name) {
        return attributes().path(name);
    }

    String urn() {
        return "urn:waymark:events:%s:%s:%d".formatted(service, type, version);
    }

    /** The newest version of this type, against which consumers check. */
    EventFile newest() {
        return all().stream()
                .filter(other -> other.service.equals(service) && other.type.equals(type))
                .max((a, b) -> Integer.compare(a.version, b.version))
                .orElseThrow();
    }

    @Override
    public String toString() {
        return service + " " + type + " v" + version;
    }

    private Path folder() {
        return EVENTS.resolve(service).resolve("v" + version);
    }
}
