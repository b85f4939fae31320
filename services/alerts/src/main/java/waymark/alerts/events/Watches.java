package waymark.alerts.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import waymark.alerts.domain.Condition;
import waymark.alerts.domain.Standing;
import waymark.alerts.domain.Standing.Holder;
import waymark.alerts.domain.Watch;
import waymark.alerts.domain.WatchedCase;
import waymark.casefile.StateForm;
import waymark.events.CaseFold;
import waymark.events.Position;

/**
 * The watches in the store, one document per child. A change is one replacement guarded by the version that was read: where another instance was faster, nothing
 * happens, and whoever changes it reads it again.
 */
public final class Watches {
    private static final StateForm<WatchedCase> CASES = new StateForm<>(WatchedCase.class);
    private static final StateForm<Condition.Key> KEYS = new StateForm<>(Condition.Key.class);
    private static final StateForm<Holder> HOLDERS = new StateForm<>(Holder.class);
    private static final String HAS_PARKED = "hasParked";
    private static final int PORTION = 1_000;

    private final MongoCollection<Document> collection;

    public Watches(MongoDatabase database) {
        collection = database.getCollection("watches").withWriteConcern(WriteConcern.MAJORITY);
        collection.createIndex(Indexes.ascending("partition"));
        collection.createIndex(Indexes.ascending("authority"));
        // Holds the watches with parked cases and no others; its value is the watch's key, so that it is unique and
        // every
        // store can use it.
        collection.createIndex(
                Indexes.ascending(HAS_PARKED), new IndexOptions().sparse(true).unique(true));
    }

    /**
     * A watch as it stands in the store.
     *
     * @param key as of its events: authority, a slash, and the child or, of a measure, the case
     * @param version 0 where it is not there yet
     * @param partition number of its events, which is of every topic the same
     * @param settings version of the authority's settings that its alerts follow
     * @param next when something is to be done; null for never
     * @param standing what has an alert
     * @param positions how far each case was read
     * @param mendings cases whose events did not follow, with their histories on the way
     */
    public record Kept(
            String key,
            int version,
            int partition,
            int settings,
            Instant next,
            Watch watch,
            Standing standing,
            Map<UUID, Position> positions,
            List<CaseFold.Mending<WatchedCase>> mendings) {
        /** With what has an alert, and when to look again. */
        public Kept with(int settings, Instant next, Standing standing) {
            return new Kept(key, version, partition, settings, next, watch, standing, positions, mendings);
        }

        /** As it stands in the store once it was written. */
        public Kept written() {
            return new Kept(key, version + 1, partition, settings, next, watch, standing, positions, mendings);
        }
    }

    /** Those of the keys that are there. */
    public Map<String, Kept> find(Collection<String> keys) {
        var found = new HashMap<String, Kept>();
        collection.find(in("_id", keys)).batchSize(PORTION).forEach(document -> {
            var kept = read(document);
            found.put(kept.key(), kept);
        });
        return found;
    }

    public Kept find(String key) {
        return find(List.of(key)).get(key);
    }

    /**
     * When to look at each watch of some partitions: now, where its authority's rules were set anew since.
     *
     * @param settings the present version of an authority's
     */
    public void load(Collection<Integer> partitions, ToIntFunction<String> settings, Agenda agenda) {
        collection
                .find(in("partition", partitions))
                .projection(Projections.include("authority", "partition", "version", "settings", "next"))
                .batchSize(PORTION)
                .forEach(document -> agenda.set(
                        document.getString("_id"),
                        document.getInteger("partition"),
                        document.getInteger("version"),
                        isUpToDate(document, settings) ? instant(document.getLong("next")) : Instant.EPOCH));
    }

    private static boolean isUpToDate(Document document, ToIntFunction<String> settings) {
        return document.getInteger("settings") == settings.applyAsInt(document.getString("authority"));
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** The cases whose events do not follow, of all instances' partitions. */
    public List<CaseFold.Parked> parked() {
        var parked = new ArrayList<CaseFold.Parked>();
        collection
                .find(exists(HAS_PARKED))
                .projection(Projections.include("parked"))
                .batchSize(PORTION)
                .forEach(document -> {
                    for (var one : document.getList("parked", Document.class))
                        parked.add(mending(one).parked());
                });
        return parked;
    }

    /** All there are, streamed. */
    public void each(Consumer<Kept> reader) {
        collection.find().batchSize(PORTION).forEach(document -> reader.accept(read(document)));
    }

    /** All of an authority, streamed. */
    public void each(String authority, Consumer<Kept> reader) {
        collection
                .find(eq("authority", authority))
                .batchSize(PORTION)
                .forEach(document -> reader.accept(read(document)));
    }

    /** Puts on the agenda what it could write, and answers the keys of those that another changed meanwhile, which are as that one left them. */
    public Set<String> write(Collection<Kept> changed, Agenda agenda) {
        return write(changed, Watches::replacement, agenda);
    }

    /** As {@link #write}, of what has alerts and when to look again alone: what is watched is as it was read. */
    public Set<String> move(Collection<Kept> changed, Agenda agenda) {
        return write(changed, Watches::movement, agenda);
    }

    private Set<String> write(
            Collection<Kept> changed, BiFunction<Kept, String, WriteModel<Document>> form, Agenda agenda) {
        var lost = write(changed, form);
        for (var kept : changed) {
            if (!lost.contains(kept.key())) {
                agenda.set(kept.key(), kept.partition(), kept.version() + 1, kept.next());
            }
        }
        return lost;
    }

    private static WriteModel<Document> replacement(Kept kept, String by) {
        var document = document(kept).append("by", by);
        return kept.version() == 0 ? new InsertOneModel<>(document) : new ReplaceOneModel<>(asRead(kept), document);
    }

    private static WriteModel<Document> movement(Kept kept, String by) {
        return new UpdateOneModel<>(
                asRead(kept), new Document("$set", moved(kept).append("by", by)));
    }

    private static Bson asRead(Kept kept) {
        return and(eq("_id", kept.key()), eq("version", kept.version()));
    }

    private Set<String> write(Collection<Kept> changed, BiFunction<Kept, String, WriteModel<Document>> form) {
        if (changed.isEmpty()) return Set.of();
        var by = UUID.randomUUID().toString();
        var writes = changed.stream().map(kept -> form.apply(kept, by)).toList();
        int written;
        try {
            var result = collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            written = result.getMatchedCount() + result.getInsertedCount();
        } catch (MongoBulkWriteException partly) {
            if (partly.getWriteConcernError() != null
                    || partly.getWriteErrors().stream().anyMatch(error -> error.getCode() != 11_000)) throw partly;
            written = partly.getWriteResult().getMatchedCount()
                    + partly.getWriteResult().getInsertedCount();
        }
        if (written == changed.size()) return Set.of();
        var ours = new HashSet<String>();
        collection
                .find(and(in("_id", changed.stream().map(Kept::key).toList()), eq("by", by)))
                .projection(Projections.include("_id"))
                .forEach(document -> ours.add(document.getString("_id")));
        return changed.stream()
                .map(Kept::key)
                .filter(key -> !ours.contains(key))
                .collect(Collectors.toSet());
    }

    private static Document document(Kept kept) {
        var cases = new Document();
        kept.watch().cases().forEach((id, one) -> cases.append(id.toString(), CASES.write(one)));
        var positions = new Document();
        kept.positions()
                .forEach((id, at) -> positions.append(
                        id.toString(),
                        new Document("sequence", at.sequence())
                                .append("event", at.event().toString())));
        var child = kept.watch().child();
        var document = new Document("_id", kept.key())
                .append("authority", kept.watch().authority())
                .append("child", child == null ? null : child.toString())
                .append("partition", kept.partition())
                .append("cases", cases)
                .append("positions", positions)
                .append("parked", kept.mendings().stream().map(Watches::parked).toList());
        document.putAll(moved(kept));
        if (!kept.mendings().isEmpty()) document.append(HAS_PARKED, kept.key());
        return document;
    }

    private static Document moved(Kept kept) {
        var standing = kept.standing();
        return new Document("version", kept.version() + 1)
                .append("settings", kept.settings())
                .append("next", kept.next() == null ? null : kept.next().toEpochMilli())
                .append("raised", keys(standing.raised()))
                .append("pending", keys(standing.pending()))
                .append("over", keys(standing.over()))
                .append("holders", holders(standing.holders()));
    }

    private static List<Document> holders(Map<UUID, Holder> holders) {
        return holders.entrySet().stream()
                .map(one -> HOLDERS.write(one.getValue())
                        .append("case", one.getKey().toString()))
                .toList();
    }

    private static List<Document> keys(Set<Condition.Key> keys) {
        return keys.stream().map(KEYS::write).toList();
    }

    /** Empty where the field was not written yet. */
    private static Set<Condition.Key> keys(Document document, String field) {
        return document.getList(field, Document.class, List.of()).stream()
                .map(KEYS::read)
                .collect(Collectors.toSet());
    }

    private static Document parked(CaseFold.Mending<WatchedCase> mending) {
        var parked = mending.parked();
        var document = new Document("case", parked.caseId().toString())
                .append("heldFrom", parked.heldFrom())
                .append("reason", parked.reason())
                .append("since", parked.since().toString())
                .append("reach", mending.reach())
                .append("sequence", mending.position().sequence());
        if (mending.position().event() != null)
            document.append("event", mending.position().event().toString());
        if (mending.state() != null) document.append("state", CASES.write(mending.state()));
        return document;
    }

    private static Kept read(Document document) {
        var cases = new HashMap<UUID, WatchedCase>();
        document.get("cases", Document.class)
                .forEach((id, one) -> cases.put(UUID.fromString(id), CASES.read((Document) one)));
        var positions = new HashMap<UUID, Position>();
        document.get("positions", Document.class).forEach((id, one) -> {
            var at = (Document) one;
            positions.put(UUID.fromString(id), position(at));
        });
        var child = document.getString("child");
        var next = document.getLong("next");
        return new Kept(
                document.getString("_id"),
                document.getInteger("version"),
                document.getInteger("partition"),
                document.getInteger("settings"),
                instant(next),
                new Watch(document.getString("authority"), child == null ? null : UUID.fromString(child), cases),
                new Standing(
                        keys(document, "raised"),
                        keys(document, "pending"),
                        keys(document, "over"),
                        document.getList("holders", Document.class, List.of()).stream()
                                .collect(Collectors.toMap(
                                        one -> UUID.fromString(one.getString("case")), HOLDERS::read))),
                positions,
                document.getList("parked", Document.class).stream()
                        .map(Watches::mending)
                        .toList());
    }

    private static Position position(Document at) {
        var event = at.getString("event");
        return event == null ? Position.START : new Position(at.getInteger("sequence"), UUID.fromString(event));
    }

    private static CaseFold.Mending<WatchedCase> mending(Document document) {
        var state = document.get("state", Document.class);
        return new CaseFold.Mending<>(
                new CaseFold.Parked(
                        UUID.fromString(document.getString("case")),
                        document.getInteger("heldFrom"),
                        document.getString("reason"),
                        Instant.parse(document.getString("since"))),
                document.getInteger("reach"),
                position(document),
                state == null ? null : CASES.read(state));
    }
}
