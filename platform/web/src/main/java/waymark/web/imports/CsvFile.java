package waymark.web.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import waymark.casefile.course.Breach;
import waymark.web.Problem;
import waymark.web.imports.SourceReader.Read.Rejected;

/** A register as CSV, kept on disk until its rows are in and checked as a whole before the first of them is taken. */
final class CsvFile<C> implements SourceFile<C> {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_FIELD = 1 << 15;
    private static final int LONGEST_RECORD = 1 << 16;
    private static final int MOST_NAMED = 50;
    private static final int LONGEST_NAME = 60;
    private static final Pattern LINE = Pattern.compile("line (\\d+)");
    private static final String SAVE_AS =
            "Save it as UTF-8 (in a spreadsheet: \"CSV UTF-8, comma delimited\") and send it again.";

    private final Upload bytes;
    private final RowReader<C> reader;
    private long start;
    private List<String> header = List.of();
    private long rows;

    /** @throws Problem where the file cannot be taken as a whole */
    CsvFile(Upload bytes, RowReader<C> reader, long mostRows) throws IOException {
        this.bytes = bytes;
        this.reader = reader;
        try {
            checkEncoding();
            checkRecords(mostRows);
        } catch (CsvParseException malformed) {
            throw malformed(malformed);
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public List<Finding> oddities(Context context) {
        return List.of();
    }

    @Override
    public Records<C> records(Context context) {
        var records = parsed();
        var iterator = records.iterator();
        iterator.next();
        return new Records<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Found<C> next() {
                return found(iterator.next(), context);
            }

            @Override
            public void close() throws IOException {
                records.close();
            }
        };
    }

    private Found<C> found(CsvRecord record, Context context) {
        long line = record.getStartingLineNumber();
        if (record.getFieldCount() != header.size()) {
            var width = new Fault(
                    null,
                    null,
                    "has %d fields, but the header has %d".formatted(record.getFieldCount(), header.size()));
            return new Found<>(
                    line,
                    null,
                    null,
                    () -> new Rejected<>(List.of(width)),
                    breach -> new Fault(null, null, breach.rule(), breach.reason()));
        }
        var cells = LinkedHashMap.<String, String>newLinkedHashMap(header.size());
        for (int place = 0; place < header.size(); place++) {
            cells.put(header.get(place), record.getField(place).strip());
        }
        var row = new Row(line, cells);
        return new Found<>(
                line,
                null,
                row.get(reader.referenceColumn()),
                () -> reader.read(row, context),
                breach -> at(row, breach));
    }

    private Fault at(Row row, Breach breach) {
        var column = reader.placeOf(breach);
        return new Fault(column, column == null ? null : row.get(column), breach.rule(), breach.reason());
    }

    /** The records, the header first; read anew from the disk each time. */
    private CsvReader<CsvRecord> parsed() {
        return CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_RECORD)
                .build(
                        CsvRecordHandler.builder()
                                .maxFieldSize(LONGEST_FIELD)
                                .maxRecordSize(LONGEST_RECORD)
                                .build(),
                        new InputStreamReader(bytes.from(start), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        bytes.close();
    }

    private void checkEncoding() throws IOException {
        var mark = ByteBuffer.allocate(4);
        bytes.read(mark, 0);
        int first = mark.getInt(0);
        if (first >>> 8 == 0xEFBBBF) start = 3;
        if (first == 0x0000FEFF || first >>> 16 == 0xFEFF || first >>> 16 == 0xFFFE) {
            throw encoding("The file is UTF-16 or UTF-32.", 1);
        }
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var taken = ByteBuffer.allocate(BUFFER);
        var text = CharBuffer.allocate(BUFFER);
        long line = 1;
        char before = 0;
        boolean ended = false;
        for (long at = start; !ended; ) {
            int got = bytes.read(taken, at);
            ended = got < 0;
            at += Math.max(got, 0);
            var result = decoder.decode(taken.flip(), text, ended);
            text.flip();
            while (text.hasRemaining()) {
                char next = text.get();
                if (next == 0) throw encoding("The file holds bytes that are no text, as UTF-16 does.", line);
                if (next == '\r' || (next == '\n' && before != '\r')) line++;
                before = next;
            }
            if (result.isError()) throw encoding("The file is not UTF-8 throughout.", line);
            text.clear();
            taken.compact();
        }
    }

    private void checkRecords(long mostRows) throws IOException {
        try (var records = parsed()) {
            var iterator = records.iterator();
            if (!iterator.hasNext()) {
                throw new Problem(
                        HttpStatus.BAD_REQUEST,
                        "import.empty",
                        "The file is empty. Its first line must name the columns, even where no row follows.");
            }
            header = iterator.next().getFields().stream().map(String::strip).toList();
            checkHeader();
            for (; iterator.hasNext(); iterator.next()) {
                if (++rows > mostRows) {
                    throw new Problem(
                                    HttpStatus.CONTENT_TOO_LARGE,
                                    "import.too-many-rows",
                                    "A file may have at most %d rows. Send it in parts, with partial=true."
                                            .formatted(mostRows))
                            .with("limit", mostRows);
                }
            }
        }
    }

    private void checkHeader() {
        var permitted = Stream.concat(reader.requiredColumns().stream(), reader.optionalColumns().stream())
                .toList();
        var missing = reader.requiredColumns().stream()
                .filter(column -> !header.contains(column))
                .toList();
        var once = new LinkedHashSet<String>();
        var unknown = new ArrayList<String>();
        var repeated = new ArrayList<String>();
        for (var column : header) {
            if (!permitted.contains(column)) unknown.add(column.isEmpty() ? "(no name)" : cut(column));
            else if (!once.add(column)) repeated.add(column);
        }
        if (missing.isEmpty() && unknown.isEmpty() && repeated.isEmpty()) return;
        var faults = Stream.of(
                        named("is missing", missing), named("is unknown", unknown), named("is there twice", repeated))
                .flatMap(List::stream)
                .limit(MOST_NAMED)
                .toList();
        throw new Problem(
                        HttpStatus.BAD_REQUEST,
                        "import.header",
                        "The first line must name the columns, with commas between them; nothing was taken. "
                                + String.join("; ", faults) + ".")
                .with("line", 1)
                .with("missing", missing)
                .with("unknown", unknown.stream().limit(MOST_NAMED).toList())
                .with("repeated", repeated.stream().limit(MOST_NAMED).toList())
                .with("permitted", permitted);
    }

    private static List<String> named(String fault, List<String> columns) {
        return columns.stream().map(column -> column + " " + fault).toList();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    private static Problem encoding(String what, long line) {
        return new Problem(HttpStatus.BAD_REQUEST, "import.encoding", what + " Nothing was taken. " + SAVE_AS)
                .with("line", line);
    }

    /** The parser's own words may quote the file, so only the line is taken from them. */
    private static Problem malformed(CsvParseException fault) {
        var line = LINE.matcher(String.valueOf(fault.getMessage()));
        var problem = new Problem(
                HttpStatus.BAD_REQUEST,
                "import.csv",
                "The record cannot be told from the next, or is far too long: a quote is not closed, or something follows a closing quote"
                        + " without a comma. A quote within a quoted field is doubled. Nothing was taken.");
        return line.find() ? problem.with("line", Long.parseLong(line.group(1))) : problem;
    }
}
