package waymark.embedded;

import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * An index that is not unique: of every document a row with the values of the index's fields. Lists are filtered, sorted and counted on rows, which
 * are a fraction of the documents, and only the documents of the answer are read.
 *
 * <p>Rows stand in the order of their documents and are asked in the library's own words, so an answer is the one that a scan would give.
 */
final class ListIndex extends EmptyIndex<Object> {

    /** The row of a document with a list or a document in one of the fields: only the document itself can answer for these. */
    static final List<Object> UNTOLD = List.of();

    /** @param values by column, {@link Missing} where the document has no such field */
    record Row(Object position, List<@Nullable Object> values) {

        boolean isUntold() {
            return values.isEmpty();
        }
    }

    private final List<String> fields;
    private final List<List<String>> paths;
    private final MVMap<Object, List<@Nullable Object>> rows;

    ListIndex(String name, List<IndexKey> keys, MVMap<Object, List<@Nullable Object>> rows) {
        super(name, keys);
        this.fields = List.copyOf(keys());
        this.paths = fields.stream().map(Utils::splitPath).toList();
        this.rows = rows;
    }

    /** The place of a field in every row, or -1. */
    int column(String field) {
        return fields.indexOf(field);
    }

    void put(Object position, Document document) {
        rows.put(position, row(document));
    }

    /** Most updates touch no field of the index, and what is not written costs nothing in the file. */
    void update(Object position, Document before, Document after) {
        List<@Nullable Object> row = row(after);
        if (!row.equals(row(before))) {
            rows.put(position, row);
        }
    }

    void remove(Object position) {
        rows.remove(position);
    }

    /** Makes the rows of documents that were there before the index. */
    void complete(MVMap<Object, Document> documents) {
        if (rows.sizeAsLong() != documents.sizeAsLong()) {
            rows.clear();
            documents.forEach(this::put);
        }
    }

    RootReference<Object, List<@Nullable Object>> present() {
        return rows.getRoot();
    }

    void forEach(RootReference<Object, List<@Nullable Object>> present, Consumer<Row> reader) {
        Cursor<Object, List<@Nullable Object>> cursor = rows.cursor(present, null, null, false);
        while (cursor.hasNext()) {
            Object position = cursor.next();
            reader.accept(new Row(position, cursor.getValue()));
        }
    }

    /** The row of a document whose own row is untold: with all lists, as a sort takes them. */
    Row untold(Object position, Document document) {
        return new Row(
                position,
                fields.stream()
                        .map(field -> Utils.getSubdocumentValueCollectionAware(document, field))
                        .toList());
    }

    private List<@Nullable Object> row(Document document) {
        var row = new Object[paths.size()];
        for (int column = 0; column < row.length; column++) {
            Object value = document;
            for (String step : paths.get(column)) {
                if (value instanceof Collection) {
                    return UNTOLD;
                }
                value = value instanceof Document inner ? inner.getOrMissing(step) : Missing.getInstance();
            }
            if (value instanceof Collection || value instanceof Document) {
                return UNTOLD;
            }
            row[column] = RowFormat.shared(value);
        }
        return Arrays.asList(row);
    }

    /** Never empty for the library, which would read the collection twice to fill it: {@link StoreCollection} does that once. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getCount() {
        return rows.sizeAsLong();
    }
}
