package waymark.involvements.events;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import waymark.involvements.domain.Codes;

/** Reads the code lists from the CSV files of contracts/registers, or from files an authority puts in their place. */
public final class CodeLists {
    private final ResourceLoader resources;
    private final String folder;

    /** @param folder of the four files, as a Spring resource location ending in a slash */
    public CodeLists(ResourceLoader resources, String folder) {
        this.resources = resources;
        this.folder = folder;
    }

    /** @throws IllegalStateException where a file is missing or cannot be understood; it names the file */
    public Codes read() {
        return new Codes(
                rows(
                        "closure-outcomes.csv",
                        row -> new Codes.Outcome(
                                row.getField("code"),
                                row.getField("meaning"),
                                row.getField("group"),
                                day(row.getField("valid_from")),
                                day(row.getField("valid_to")))),
                rows("localities.csv", row -> new Codes.Locality(row.getField("authority"), row.getField("locality"))),
                codes("agencies.csv"),
                codes("enquiry-results.csv"));
    }

    private SequencedSet<String> codes(String file) {
        return new LinkedHashSet<>(rows(file, row -> row.getField("code")));
    }

    private <T> List<T> rows(String file, Function<NamedCsvRecord, T> meaning) {
        Resource resource = resources.getResource(folder + file);
        try (InputStream bytes = resource.getInputStream();
                var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return rows.stream().map(meaning).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("waymark.involvements.code-lists: cannot read " + file, missing);
        } catch (RuntimeException malformed) {
            throw new IllegalStateException("waymark.involvements.code-lists: cannot understand " + file, malformed);
        }
    }

    private static LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
