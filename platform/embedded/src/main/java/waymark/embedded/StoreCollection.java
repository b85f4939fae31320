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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.Page;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * A collection that answers a filter by the keys of a unique index wherever the filter names them, whatever else it demands, else by the rows of a
 * {@link ListIndex}, and that is read without holding up its writers: a document in the map is never changed, only replaced.
 */
final class StoreCollection extends H2Collection {

    private final MVMap<Object, Document> documents;
    private final Accesses accesses;
    /** Held while a document and its rows change, and while a reader takes both as they stand. */
    private final Object together = new Object();

    private volatile List<StoreIndex> uniqueIndexes = List.of();
    private volatile List<ListIndex> listIndexes = List.of();

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
        if (index instanceof ListIndex added && getIndexes().contains(index)) {
            added.complete(documents);
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
        listIndexes = getIndexes().stream()
                .filter(ListIndex.class::isInstance)
                .map(ListIndex.class::cast)
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
        synchronized (together) {
            documents.put(position, document);
            listIndexes.forEach(index -> index.put(position, document));
        }
        return position;
    }

    @Override
    protected void handleUpdate(Object position, Document oldDocument, Document newDocument) {
        synchronized (together) {
            documents.put(position, newDocument);
            listIndexes.forEach(index -> index.update(position, oldDocument, newDocument));
        }
    }

    @Override
    protected void removeDocument(Object position) {
        synchronized (together) {
            super.removeDocument(position);
            listIndexes.forEach(index -> index.remove(position));
        }
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
        var asked = new Question(filter, order, skip, limit, batchSize, projection);
        Optional<Stream<Object>> positions =
                KeyLookup.of(filter, uniqueIndexes).map(KeyLookup::positions).or(() -> presence(filter));
        if (positions.isPresent()) {
            return answer(lookUp(positions.get()), asked);
        }
        return Listing.of(filter, order, listIndexes)
                .map(listing -> list(listing, asked))
                .orElseGet(() -> answer(scan(order), asked));
    }

    private record Question(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {

        /** What is left to ask where the documents come in their order and as many as are wanted. */
        Question ofPage() {
            return new Question(filter, null, 0, 0, batchSize, projection);
        }
    }

    private QueryResult answer(Stream<Document> candidates, Question asked) {
        if (Thread.holdsLock(this)) {
            // An update or a deletion asks, and the library changes the very document that it is given.
            candidates = candidates.map(Document::clone);
        }
        Comparator<Document> order = deriveComparator(asked.order());
        if (order != null && asked.limit() > 0) {
            // The library would hold all documents to sort them.
            var first = new FirstInOrder<>(order, (long) asked.skip() + asked.limit());
            candidates
                    .filter(document -> documentMatchesQuery(document, asked.filter()))
                    .forEach(first::add);
            return answer(first.sorted().stream().skip(asked.skip()), asked.ofPage());
        }
        return matchDocumentsFromStream(
                candidates,
                asked.filter(),
                asked.order(),
                asked.skip(),
                asked.limit(),
                asked.batchSize(),
                asked.projection());
    }

    private QueryResult list(Listing listing, Question asked) {
        accesses.lookedUp();
        Snapshot present = present(listing.index());
        if (listing.whole() && listing.order() != null) {
            var first =
                    new FirstInOrder<>(listing.order(), asked.limit() > 0 ? (long) asked.skip() + asked.limit() : 0);
            read(listing, asked.filter(), present, first::add);
            return answer(documents(first.sorted().stream().skip(asked.skip()), present), asked.ofPage());
        }
        var rows = new ArrayList<ListIndex.Row>();
        read(listing, asked.filter(), present, rows::add);
        return answer(documents(rows.stream(), present), asked);
    }

    /** Documents and rows as they stand at one moment; nothing changes in them. */
    private record Snapshot(Page<Object, Document> documents, RootReference<Object, List<@Nullable Object>> rows) {}

    private Snapshot present(ListIndex index) {
        synchronized (together) {
            return new Snapshot(documents.getRootPage(), index.present());
        }
    }

    private Stream<Document> documents(Stream<ListIndex.Row> rows, Snapshot present) {
        return rows.map(row -> documents.get(present.documents(), row.position()));
    }

    /** Gives on the rows that meet the listing's conditions, in the order of their documents. */
    private void read(Listing listing, Document filter, Snapshot present, Consumer<ListIndex.Row> found) {
        listing.index().forEach(present.rows(), row -> {
            if (row.isUntold()) {
                Document document = documents.get(present.documents(), row.position());
                if (documentMatchesQuery(document, filter)) {
                    found.accept(listing.index().untold(row.position(), document));
                }
            } else if (listing.admits(row)) {
                found.accept(row);
            }
        });
    }

    @Override
    public int count(@Nullable Document filter, int skip, int limit) {
        if (filter == null
                || filter.isEmpty()
                || KeyLookup.of(filter, uniqueIndexes).isPresent()) {
            return super.count(filter, skip, limit);
        }
        Optional<Listing> listing = Listing.of(filter, null, listIndexes).filter(Listing::whole);
        if (listing.isEmpty()) {
            return super.count(filter, skip, limit);
        }
        accesses.lookedUp();
        var found = new AtomicInteger();
        read(listing.get(), filter, present(listing.get().index()), row -> found.incrementAndGet());
        int rest = Math.max(0, found.get() - skip);
        return limit > 0 ? Math.min(limit, rest) : rest;
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
