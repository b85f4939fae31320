package waymark.web;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Code lists are CSV files: those of contracts/registers, or what an authority puts in their place. A list that is missing or cannot be understood ends
 * the start with the setting's name and the file's.
 */
public final class CodeLists {
    private final String setting;
    private final String folder;

    /** @param setting whose value is the files' folder, as a Spring resource location ending in a slash */
    public CodeLists(Environment settings, String setting) {
        this.setting = setting;
        folder = settings.getRequiredProperty(setting);
    }

    /** What each row means, in the file's order. */
    public <T> List<T> rows(String file, Function<NamedCsvRecord, T> meaning) {
        return read(file, rows -> rows.map(meaning).toList());
    }

    /** What the rows mean together; one that they cannot mean together is as bad as one that cannot be understood alone. */
    <T> T read(String file, Function<Stream<NamedCsvRecord>, T> meaning) {
        var resource = new DefaultResourceLoader().getResource(folder + file);
        try (var bytes = resource.getInputStream();
                var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return meaning.apply(rows.stream());
        } catch (IOException missing) {
            throw new UncheckedIOException(setting + ": cannot read " + file, missing);
        } catch (RuntimeException malformed) {
            throw new IllegalStateException(setting + ": cannot understand " + file, malformed);
        }
    }

    /** The codes of a list of which nothing else matters. */
    public SequencedSet<String> codes(String file) {
        return new LinkedHashSet<>(rows(file, row -> row.getField("code")));
    }

    /** The list {@code localities.csv}. */
    public Localities localities() {
        return new Localities(rows(
                "localities.csv", row -> new Localities.Locality(row.getField("authority"), row.getField("locality"))));
    }

    /** A day of a list's validity; null where its field is blank. */
    public static LocalDate day(NamedCsvRecord row, String column) {
        var text = row.getField(column);
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
