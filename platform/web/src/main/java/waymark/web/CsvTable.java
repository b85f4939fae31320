package waymark.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A table as CSV (RFC 4180, UTF-8) that a spreadsheet can open without running what somebody typed into a field. */
public final class CsvTable implements AutoCloseable {
    private final CsvWriter csv;

    public CsvTable(OutputStream out, List<String> header) {
        csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(header);
    }

    /** @param cells a null is an empty cell */
    public void row(List<?> cells) {
        csv.writeRecord(cells.stream().map(CsvTable::cell).toList());
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What would start a formula is preceded by an apostrophe; numbers stay numbers. */
    static String cell(Object value) {
        if (value instanceof Number) return value.toString();
        var text = Objects.toString(value, "");
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
