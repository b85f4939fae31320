package waymark.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that answers a filter by the keys of a unique index wherever the filter names them, whatever else it demands, and
 * that is read without holding up its writers: a document in the map is never changed, only replaced.
 */
final class StoreCollection extends H2Collection {

    private final MVMap<Object, Document> documents;
    private final Accesses accesses;
    private volatile List<StoreIndex> uniqueIndexes = List.of();

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> meta,
            CursorRegistry cursors,
            Accesses accesses) {
        super(database, name, options, documents, meta, cursors);
        this.documents = documents;
        this.accesses = accesses;
    }

    @Override
    public synchronized void addIndex(Index<Object> index) {
        try {
            super.addIndex(index);
        } catch (IndexBuildFailedException e) {
            // Left half built, it would pass for complete at the next attempt.
            if (index instanceof StoreIndex half) {
                half.clear();
            }
            throw e;
        }
        indexesChanged();
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        super.dropIndex(indexName);
        indexesChanged();
    }

    private void indexesChanged() {
        uniqueIndexes = getIndexes().stream()
                .filter(StoreIndex.class::isInstance)
                .map(StoreIndex.class::cast)
                .toList();
    }

    /**
     * Documents stand in the order in which they came, and not by their ids, which are random: what is written together then stands
     * together, and a commit writes few pages of the file instead of one for every document.
     */
    @Override
    protected Object addDocumentInternal(Document document) {
        var last = (Long) documents.lastKey();
        Long position = last == null ? 0 : last + 1;
        documents.put(position, document);
        return position;
    }

    /** Not kept up: it costs an encoding or two of the document at every write, and nobody asks for the size. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    /** Without the lock that the overridden method takes, or a list of all cases would hold up every write. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public QueryResult handleQuery(QueryParameters parameters) {
        Document selector = parameters.getQuerySelector();
        Document filter = selector;
        Document order = null;
        if (selector.containsKey("$query")) {
            filter = (Document) selector.get("$query");
            order = (Document) selector.get("$orderby");
        } else if (selector.get("query") instanceof Document query) {
            // How findAndModify asks.
            filter = query;
            order = (Document) selector.get("orderby");
        } else if (selector.isEmpty() && StoreBackend.LEADING_MATCH.isBound()) {
            filter = Optional.ofNullable(StoreBackend.LEADING_MATCH.get().getAndSet(null))
                    .orElse(selector);
        }
        return queryDocuments(
                filter,
                order,
                parameters.getNumberToSkip(),
                parameters.getLimit(),
                parameters.getBatchSize(),
                parameters.getProjection());
    }

    @Override
    protected QueryResult queryDocuments(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        Stream<Document> candidates = KeyLookup.of(filter, uniqueIndexes)
                .map(KeyLookup::positions)
                .or(() -> presence(filter))
                .map(this::lookUp)
                .orElseGet(() -> scan(order));
        if (Thread.holdsLock(this)) {
            // An update or a deletion asks, and the library changes the very document that it is given.
            candidates = candidates.map(Document::clone);
        }
        return matchDocumentsFromStream(candidates, filter, order, skip, limit, batchSize, projection);
    }

    /** A sparse unique index holds exactly the documents that have its field (a field that is there and null is not found). */
    private Optional<Stream<Object>> presence(Document filter) {
        return uniqueIndexes.stream()
                .filter(index -> index.answersPresence(filter))
                .findFirst()
                .map(StoreIndex::allPositions);
    }

    private Stream<Document> lookUp(Stream<Object> positions) {
        accesses.lookedUp();
        return positions.map(this::getDocument).filter(Objects::nonNull);
    }

    private Stream<Document> scan(@Nullable Document order) {
        if (!getCollectionName().startsWith("system.")) {
            accesses.scanned();
        }
        Stream<DocumentWithPosition<Object>> all = streamAllDocumentsWithPosition();
        if (isNaturalDescending(order)) {
            all = all.sorted(Comparator.comparing(DocumentWithPosition::getPosition, ValueComparator.desc()));
        }
        return all.map(DocumentWithPosition::getDocument);
    }
}
