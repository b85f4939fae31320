package waymark.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link ListIndex} in the file. An update writes a page of them, so they are kept small. */
final class RowFormat extends BasicDataType<List<@Nullable Object>> {

    private static final byte MISSING = 0;
    private static final byte TEXT = 1;
    private static final byte OTHER = 2;

    private static final String VALUE = "v";

    /** Codes, dates and officers recur in thousands of rows: one string serves those that hash to a place of their own. */
    private static final String[] SHARED = new String[4096];

    private final DocumentFormat documents = new DocumentFormat();

    static @Nullable Object shared(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        int place = text.hashCode() & (SHARED.length - 1);
        String known = SHARED[place];
        if (text.equals(known)) {
            return known;
        }
        SHARED[place] = text;
        return text;
    }

    @Override
    public void write(WriteBuffer file, List<@Nullable Object> row) {
        file.putVarInt(row.size());
        for (Object value : row) {
            switch (value) {
                case Missing _ -> file.put(MISSING);
                case String text -> StringDataType.INSTANCE.write(file.put(TEXT), text);
                case null, default -> documents.write(file.put(OTHER), new Document(VALUE, value));
            }
        }
    }

    @Override
    public List<@Nullable Object> read(ByteBuffer file) {
        var row = new Object[DataUtils.readVarInt(file)];
        Arrays.setAll(row, _ -> value(file));
        return Arrays.asList(row);
    }

    private @Nullable Object value(ByteBuffer file) {
        byte kind = file.get();
        return switch (kind) {
            case MISSING -> Missing.getInstance();
            case TEXT -> shared(StringDataType.INSTANCE.read(file));
            case OTHER -> documents.read(file).get(VALUE);
            default -> throw new IllegalStateException("no kind of value in a row: " + kind);
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<@Nullable Object>[] createStorage(int size) {
        return (List<Object>[]) new List<?>[size];
    }

    /** About how many bytes of heap a row takes, most of its strings being shared. */
    @Override
    public int getMemory(List<@Nullable Object> row) {
        return 40 + 24 * row.size();
    }
}
