package waymark.embedded;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A unique index: from a key's values, as BSON bytes, to the document's place in its collection. */
final class StoreIndex extends AbstractUniqueIndex<Object> {

    private final MVMap<byte[], Object> positions;

    StoreIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<byte[], Object> positions) {
        super(name, keys, sparse);
        this.positions = positions;
    }

    List<String> fields() {
        return keys();
    }

    /** Where all documents stand that have the field of this sparse index. */
    Stream<Object> allPositions() {
        return positions.values().stream();
    }

    /** Whether a filter asks for documents that have the field of this sparse index, whatever its value. */
    boolean answersPresence(Document filter) {
        return isSparse()
                && fields().size() == 1
                && filter.get(fields().getFirst()) instanceof Document condition
                && Boolean.TRUE.equals(condition.get("$exists"));
    }

    void clear() {
        positions.clear();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return positions.get(bytes(key));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(bytes(key), Missing.ofNullable(position)) == null;
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return positions.remove(bytes(key));
    }

    /** Never called: {@link StoreCollection} decides itself how it answers a filter. */
    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        throw new UnsupportedOperationException("keys are not listed");
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    private static byte[] bytes(KeyValue key) {
        var values = new Document();
        for (int i = 0; i < key.size(); i++) {
            values.put(Integer.toString(i), key.get(i));
        }
        ByteBuf buffer = Unpooled.buffer(128);
        BsonEncoder.encodeDocument(values, buffer);
        return ByteBufUtil.getBytes(buffer);
    }
}
