package waymark.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A metric with its labels, as Prometheus writes it; without the instance, of which each system has its own. */
record Series(String name, Map<String, String> labels) {

    private static final Pattern TEXT = Pattern.compile("([a-z_]+)(?:\\{(.*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** Of every service, as it was running: ./record */
    static List<Series> recorded() {
        try (var files = Files.list(Path.of("recorded"))) {
            return files.flatMap(Series::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Series> of(Path file) {
        try {
            // Prometheus adds the name of the job.
            var job = file.getFileName().toString().replace(".txt", "");
            return Files.readAllLines(file).stream()
                    .map(line -> parse(line.substring(0, line.lastIndexOf(' '))).with("job", job));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Series parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) throw new IllegalArgumentException(text);
        var labels = new TreeMap<String, String>();
        if (matcher.group(2) != null)
            LABEL.matcher(matcher.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        labels.remove("instance");
        return new Series(matcher.group(1), labels);
    }

    private Series with(String label, String value) {
        var more = new TreeMap<>(labels);
        more.put(label, value);
        return new Series(name, more);
    }
}
