package waymark.web.imports;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLStreamException;
import org.springframework.http.HttpStatus;
import waymark.casefile.course.Breach;
import waymark.web.Problem;
import waymark.web.imports.SourceReader.Read.Nothing;

/** A register as an XML document, kept on disk until its records are in and checked as a whole before the first of them is taken. */
final class XmlFile<C> implements SourceFile<C> {
    private final Upload bytes;
    private final DocumentReader<C> reader;
    private final Element header;
    private final List<XmlUnits.Unread> unread;
    private final long rows;

    /** @throws Problem where the document cannot be taken as a whole */
    XmlFile(Upload bytes, DocumentReader<C> reader, long mostRecords) {
        this.bytes = bytes;
        this.reader = reader;
        long records = 0;
        boolean isEmpty = true;
        try (var units = new XmlUnits(bytes.from(0), reader)) {
            for (var unit = units.next(); unit != null; unit = units.next()) {
                isEmpty = false;
                records += unit.all(reader.record()).size();
                if (records > mostRecords) throw tooMany(mostRecords);
            }
            // Taken as the whole register it would say of every case that it has vanished.
            if (isEmpty) {
                throw refused("The document has nothing in it: no %s.".formatted(reader.unit()), units.line());
            }
            header = units.header();
            unread = units.unread();
        } catch (XMLStreamException broken) {
            throw broken(broken);
        }
        rows = records;
    }

    static Problem refused(String why, long line) {
        return new Problem(HttpStatus.BAD_REQUEST, "import.xml", why + " Nothing was taken.").with("line", line);
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public List<Finding> oddities(Context context) {
        var oddities = new ArrayList<Finding>();
        for (var fault : reader.header(header, context)) {
            oddities.add(new Finding(header.line(), null, fault.column(), fault.value(), fault.rule(), fault.reason()));
        }
        for (var one : unread) {
            var reason = one.path() == null
                    ? "more elements that are not known; what they hold is not taken (%d times)"
                    : "is not read: what it holds is not taken (%d times in the file)";
            oddities.add(new Finding(
                    one.line(), null, one.path(), null, "import.element-unread", reason.formatted(one.times())));
        }
        return oddities;
    }

    @Override
    public Records<C> records(Context context) {
        try {
            return new Found(new XmlUnits(bytes.from(0), reader), context);
        } catch (XMLStreamException broken) {
            throw new IllegalStateException("it was whole when it came", broken);
        }
    }

    @Override
    public void close() {
        bytes.close();
    }

    private List<SourceFile.Found<C>> found(Element unit, Context context) {
        var name = reader.nameOf(unit);
        var records = unit.all(reader.record());
        if (records.isEmpty()) {
            var read = new Nothing<C>(reader.withoutRecord(unit));
            return List.of(new SourceFile.Found<>(
                    unit.line(), name, null, () -> read, breach -> at(new DocumentRecord(unit, unit), breach)));
        }
        var found = new ArrayList<SourceFile.Found<C>>();
        for (var said : records) {
            var record = new DocumentRecord(unit, said);
            var which = "%s %d".formatted(reader.record(), found.size() + 1);
            found.add(new SourceFile.Found<>(
                    said.line(),
                    name == null ? which : name + ", " + which,
                    null,
                    () -> reader.read(record, context),
                    breach -> at(record, breach)));
        }
        return found;
    }

    private Fault at(DocumentRecord record, Breach breach) {
        var path = reader.placeOf(breach);
        var value = path == null ? null : valueAt(record.said(), path);
        return new Fault(
                path,
                path != null && value == null ? valueAt(record.unit(), path) : value,
                breach.rule(),
                breach.reason());
    }

    private static String valueAt(Element within, String path) {
        int slash = path.indexOf('/');
        if (slash < 0) return within.get(path);
        return within.parts().stream()
                .filter(part -> part.place().equals(path.substring(0, slash)))
                .findFirst()
                .map(part -> valueAt(part, path.substring(slash + 1)))
                .orElse(null);
    }

    private static Problem tooMany(long mostRecords) {
        return new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "import.too-many-rows",
                        "A document may have at most %d records. Send it in parts, with partial=true."
                                .formatted(mostRecords))
                .with("limit", mostRecords);
    }

    /** The parser's own words may quote the document, so only the line is taken from them. */
    private static Problem broken(XMLStreamException fault) {
        var place = fault.getLocation();
        boolean isTooLong = fault.getNestedException() instanceof PieceLimit.TooLong;
        return refused(
                isTooLong
                        ? "The document has a tag, a comment or a text of more than %d bytes."
                                .formatted(PieceLimit.LONGEST_PIECE)
                        : "The document is not whole: a tag is not closed, a character is not permitted or not of the encoding that the document names, or a name stands for something outside of it.",
                place == null ? 1 : Math.max(1, place.getLineNumber()));
    }

    /** The records of one unit after the other. */
    private final class Found implements Records<C> {
        private final XmlUnits units;
        private final Context context;
        private final Deque<SourceFile.Found<C>> ready = new ArrayDeque<>();

        private Found(XmlUnits units, Context context) {
            this.units = units;
            this.context = context;
        }

        @Override
        public boolean hasNext() {
            try {
                if (!ready.isEmpty()) return true;
                var unit = units.next();
                if (unit != null) ready.addAll(found(unit, context));
                return unit != null;
            } catch (XMLStreamException broken) {
                throw new IllegalStateException("it was whole when it came", broken);
            }
        }

        @Override
        public SourceFile.Found<C> next() {
            if (!hasNext()) throw new NoSuchElementException();
            return ready.remove();
        }

        @Override
        public void close() throws IOException {
            try {
                units.close();
            } catch (XMLStreamException fault) {
                throw new IOException(fault);
            }
        }
    }
}
