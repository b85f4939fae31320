package waymark.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/** Opens collections and indexes with our own formats, under the map names by which the library drops them. */
final class StoreDatabase extends H2Database {

    private final MVStore file;
    private final Accesses accesses;

    StoreDatabase(String name, MVStore file, CursorRegistry cursors, Accesses accesses) {
        // Before super(), which opens the collections that are in the file.
        this.file = file;
        this.accesses = accesses;
        super(name, file, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collectionName, CollectionOptions options) {
        String fullName = getFullCollectionNamespace(collectionName);
        MVMap<Object, Document> documents = file.openMap(
                "databases." + fullName, new MVMap.Builder<Object, Document>().valueType(new DocumentFormat()));
        return new StoreCollection(
                this, collectionName, options, documents, file.openMap("meta." + fullName), cursorRegistry, accesses);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        MVMap<byte[], Object> positions = file.openMap(
                getFullCollectionNamespace(collectionName) + "._index_" + indexName,
                new MVMap.Builder<byte[], Object>().keyType(ByteArrayDataType.INSTANCE));
        return new StoreIndex(indexName, keys, sparse, positions);
    }

    /** The library has no index that is not unique; its stand-in reads the whole collection at every start. */
    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        MVMap<Object, List<@Nullable Object>> rows = file.openMap(
                getFullCollectionNamespace(collectionName) + "._index_" + indexName,
                new MVMap.Builder<Object, List<@Nullable Object>>().valueType(new RowFormat()));
        return new ListIndex(indexName, keys, rows);
    }
}
