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

/**
 * An event type in a version, {@code events/<service>/v<version>/<type>.schema.json}, and an example beside it.
 *
 * @param number of the example: 1 is {@code <type>.example.json}, 2 is {@code <type>.2.example.json}
 */
record EventFile(String service, int version, String type, int number) {

    static final Path EVENTS = Path.of("events");

    EventFile(String service, int version, String type) {
        this(service, version, type, 1);
    }

    /** Every type in every version for which there is a schema or an example, with each of its examples. */
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
        List<String> name = List.of(path.getFileName().toString().split("\\."));
        return new EventFile(
                path.getName(1).toString(),
                Integer.parseInt(path.getName(2).toString().substring(1)),
                name.getFirst(),
                name.size() == 3 ? 1 : Integer.parseInt(name.get(1)));
    }

    Path schemaFile() {
        return folder().resolve(type + ".schema.json");
    }

    Path exampleFile() {
        return folder().resolve(type + (number == 1 ? "" : "." + number) + ".example.json");
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
                .filter(other -> other.service.equals(service) && other.type.equals(type) && other.number == 1)
                .max((a, b) -> Integer.compare(a.version, b.version))
                .orElseThrow();
    }

    /** The same type in the same version, with another of its examples. */
    EventFile numbered(int other) {
        return new EventFile(service, version, type, other);
    }

    @Override
    public String toString() {
        return service + " " + type + " v" + version + (number == 1 ? "" : " example " + number);
    }

    private Path folder() {
        return EVENTS.resolve(service).resolve("v" + version);
    }
}
