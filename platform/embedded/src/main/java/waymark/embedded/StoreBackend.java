package waymark.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.mvstore.MVStore;

/** The server's commands: which of them change something, and what has to differ from the library's answer. */
final class StoreBackend extends H2Backend {

    /** An aggregation's leading {@code $match}, until the collection has taken it as its filter. */
    static final ScopedValue<AtomicReference<Document>> LEADING_MATCH = ScopedValue.newInstance();

    /** How a driver counts what a filter matches. */
    private static final Document COUNT =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    private final Accesses accesses;
    private final Commits commits;
    private final Moments moments;

    StoreBackend(MVStore file, boolean sync, Accesses accesses) {
        // Before super(), which opens the databases that are in the file.
        this.accesses = accesses;
        var fileCommits = new Commits(file, sync);
        this.commits = fileCommits;
        this.moments = new Moments(file, fileCommits);
        super(file);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new StoreDatabase(databaseName, getMvStore(), getCursorRegistry(), accesses);
    }

    /** Answers refusals itself: the library's handler would log the whole command, and with it people's data. */
    @Override
    public Document handleMessage(MongoMessage message) {
        try {
            return super.handleMessage(message);
        } catch (MongoServerException e) {
            var refusal = new Document("ok", 0.0).append("errmsg", e.getMessageWithoutErrorCode());
            if (e instanceof MongoServerError error) {
                refusal.append("code", error.getCode());
                refusal.putIfNotNull("codeName", error.getCodeName());
            }
            return refusal;
        }
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        moments.letGo();
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "hello" ->
                super.handleCommand(channel, database, "isMaster", query).append("isWritablePrimary", true);
            case "ismaster", "ping", "buildinfo", "getmore", "killcursors", "endsessions" ->
                super.handleCommand(channel, database, command, query);
            case "find", "count", "distinct", "listcollections", "listindexes" ->
                commits.read(() -> run(channel, database, command, query));
            case "aggregate" ->
                writes(query)
                        ? commits.change(() -> aggregate(channel, database, command, query))
                        : commits.read(() -> aggregate(channel, database, command, query));
            case Moments.BEGIN -> moments.begin();
            case Moments.READ -> moments.read(database, query);
            case Moments.END -> moments.end();
            case "insert" -> commits.change(() -> insert(channel, database, command, query));
            case "update" -> commits.change(() -> update(channel, database, command, query));
            default -> commits.change(() -> run(channel, database, command, query));
        };
    }

    /** Runs a command while the pages that it reads stay in the file, whatever is committed meanwhile. */
    private Document run(Channel channel, String database, String command, Document query) {
        MVStore.TxCounter usage = getMvStore().registerVersionUsage();
        try {
            return super.handleCommand(channel, database, command, query);
        } finally {
            getMvStore().deregisterVersionUsage(usage);
        }
    }

    private static boolean writes(Document aggregate) {
        return stages(aggregate).stream().anyMatch(stage -> stage.containsKey("$out") || stage.containsKey("$merge"));
    }

    /** The library aggregates over whole collections; a leading {@code $match} becomes the collection's filter instead. */
    private Document aggregate(Channel channel, String database, String command, Document query) {
        List<Document> stages = stages(query);
        if (stages.isEmpty() || !(stages.getFirst().get("$match") instanceof Document match)) {
            return run(channel, database, command, query);
        }
        if (stages.size() == 2 && stages.getLast().equals(COUNT)) {
            return count(channel, database, query, match);
        }
        var rest = new Document(query).append("pipeline", stages.subList(1, stages.size()));
        return ScopedValue.where(LEADING_MATCH, new AtomicReference<>(match))
                .call(() -> run(channel, database, command, rest));
    }

    /** By the command that counts without collecting documents, which an index can answer without reading them. */
    private Document count(Channel channel, String database, Document aggregate, Document match) {
        Object collection = aggregate.get("aggregate");
        Object number = run(channel, database, "count", new Document("count", collection).append("query", match))
                .get("n");
        List<Document> batch =
                Objects.equals(number, 0) ? List.of() : List.of(new Document("_id", 1).append("n", number));
        var result = new Document(
                "cursor",
                new Document("id", 0L).append("ns", database + "." + collection).append("firstBatch", batch));
        Utils.markOkay(result);
        return result;
    }

    private static List<Document> stages(Document aggregate) {
        return documents(aggregate, "pipeline");
    }

    /** The library reports all documents as inserted, even those that it refused. */
    private Document insert(Channel channel, String database, String command, Document query) {
        Document result = run(channel, database, command, query);
        List<Document> errors = documents(result, "writeErrors");
        if (!errors.isEmpty()) {
            int inserted = Utils.isTrue(query.get("ordered"))
                    ? ((Number) errors.getFirst().get("index")).intValue()
                    : documents(query, "documents").size() - errors.size();
            result.put("n", inserted);
        }
        return result;
    }

    /** The library goes on after a statement that fails; an ordered command has to stop there. */
    private Document update(Channel channel, String database, String command, Document query) {
        List<Document> statements = documents(query, "updates");
        if (statements.size() == 1 || !Utils.isTrue(query.get("ordered"))) {
            return run(channel, database, command, query);
        }
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int index = 0; index < statements.size() && errors.isEmpty(); index++) {
            var single = new Document(query).append("updates", List.of(statements.get(index)));
            Document result = run(channel, database, command, single);
            matched += ((Number) result.get("n")).intValue();
            modified += ((Number) result.get("nModified")).intValue();
            for (Document upsert : documents(result, "upserted")) {
                upserted.add(upsert.append("index", index));
            }
            for (Document error : documents(result, "writeErrors")) {
                errors.add(error.append("index", index));
            }
        }
        var result = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            result.append("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            result.append("writeErrors", errors);
        }
        Utils.markOkay(result);
        return result;
    }

    private static List<Document> documents(Document command, String field) {
        return command.get(field) instanceof List<?> list
                ? list.stream().map(Document.class::cast).toList()
                : List.of();
    }
}
