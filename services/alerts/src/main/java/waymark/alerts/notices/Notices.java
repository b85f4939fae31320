package waymark.alerts.notices;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import waymark.alerts.notices.Notice.Channel;
import waymark.alerts.notices.Notice.State;
import waymark.web.Constants;

/**
 * The notices in the store. A notice is sent by whoever claims it: one guarded update, whose lease ends by itself where the claimer does. The lease goes by the system's clock,
 * since nobody waits for a business clock that stands.
 */
final class Notices {
    /** Longer than any attempt takes. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final int PORTION = 1_000;
    private static final int DUPLICATE = 11_000;

    private final MongoCollection<Document> collection;

    Notices(MongoDatabase database) {
        collection = database.getCollection("notices").withWriteConcern(WriteConcern.MAJORITY);
        collection.createIndex(Indexes.ascending("state", "channel", "authority", "due"));
        collection.createIndex(Indexes.ascending("state", "endedAt"));
        collection.createIndex(Indexes.ascending("hour"));
        collection.createIndex(Indexes.ascending("authority", "state", "at"));
    }

    /** Writes those that are not there yet. */
    void add(Collection<Notice> notices) {
        if (notices.isEmpty()) return;
        try {
            collection.insertMany(
                    notices.stream().map(Notices::document).toList(), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException partly) {
            if (partly.getWriteConcernError() != null
                    || partly.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE)) throw partly;
        }
    }

    boolean isThere(UUID id) {
        return collection.countDocuments(eq("_id", id.toString())) > 0;
    }

    /** How many a person has of the alerts of an hour. */
    long ofHour(Notice notice) {
        return collection.countDocuments(eq("hour", hour(notice)));
    }

    /** The authorities of which some wait whose time has come. */
    List<String> authoritiesDue(Collection<Channel> channels, Instant now) {
        return collection
                .distinct("authority", isDue(channels, now), String.class)
                .into(new ArrayList<>());
    }

    /** An authority's that wait and whose time has come, the longest due first. */
    List<Notice> due(String authority, Collection<Channel> channels, Instant now, int most) {
        var due = new ArrayList<Notice>();
        collection
                .find(and(isDue(channels, now), eq("authority", authority)))
                .sort(Sorts.ascending("due"))
                .limit(most)
                .batchSize(PORTION)
                .forEach(document -> due.add(read(document)));
        return due;
    }

    private static Bson isDue(Collection<Channel> channels, Instant now) {
        return and(
                eq("state", Constants.code(State.WAITING)),
                in("channel", channels.stream().map(Constants::code).toList()),
                lte("due", now.toEpochMilli()));
    }

    /** A notice that is this claimer's until the lease ends. */
    record Claim(Notice notice, String by) {}

    /** @return empty where another has it, or was faster */
    Optional<Claim> claim(Notice notice) {
        var by = UUID.randomUUID().toString();
        var now = Instant.now();
        var claimed = collection.updateOne(
                and(
                        eq("_id", notice.id().toString()),
                        eq("state", Constants.code(State.WAITING)),
                        eq("attempts", notice.attempts()),
                        lt("leaseUntil", now.toEpochMilli())),
                Updates.combine(
                        Updates.set("by", by),
                        Updates.set("attempts", notice.attempts() + 1),
                        Updates.set("leaseUntil", now.plus(LEASE).toEpochMilli())));
        return claimed.getModifiedCount() == 1 ? Optional.of(new Claim(notice, by)) : Optional.empty();
    }

    /** It went out, was dropped or is dead. */
    void end(Claim claim, State state, String reason, Instant now) {
        change(
                claim,
                Updates.combine(
                        Updates.set("state", Constants.code(state)),
                        Updates.set("reason", reason),
                        Updates.set("endedAt", now.toEpochMilli())));
    }

    /** It failed and is tried again. */
    void again(Claim claim, Instant due, String reason) {
        change(
                claim,
                Updates.combine(
                        Updates.set("due", due.toEpochMilli()),
                        Updates.set("reason", reason),
                        Updates.set("leaseUntil", 0L)));
    }

    /** What another claimed after the lease is that one's. */
    private void change(Claim claim, Bson update) {
        collection.updateOne(and(eq("_id", claim.notice().id().toString()), eq("by", claim.by())), update);
    }

    /** Some of an authority's, the newest first. */
    List<Notice> list(String authority, State state, int page, int size) {
        var listed = new ArrayList<Notice>();
        collection
                .find(ofAuthority(authority, state))
                .sort(Sorts.descending("at"))
                .skip(page * size)
                .limit(size)
                .batchSize(PORTION)
                .forEach(document -> listed.add(read(document)));
        return listed;
    }

    long count(String authority, State state) {
        return collection.countDocuments(ofAuthority(authority, state));
    }

    long dead() {
        return collection.countDocuments(eq("state", Constants.code(State.DEAD)));
    }

    /** Has an authority's dead ones sent again, and answers how many there were. */
    long replay(String authority, Instant now) {
        return collection
                .updateMany(
                        ofAuthority(authority, State.DEAD),
                        Updates.combine(
                                Updates.set("state", Constants.code(State.WAITING)),
                                Updates.set("attempts", 0),
                                Updates.set("leaseUntil", 0L),
                                Updates.set("due", now.toEpochMilli())))
                .getModifiedCount();
    }

    /** Removes what went out or was dropped so long ago; the dead are kept. */
    void forget(Instant before) {
        collection.deleteMany(and(
                in("state", Constants.code(State.SENT), Constants.code(State.DROPPED)),
                lt("endedAt", before.toEpochMilli())));
    }

    private static Bson ofAuthority(String authority, State state) {
        return and(eq("authority", authority), eq("state", Constants.code(state)));
    }

    /** Of single e-mails alone: what is counted for one person and one hour. */
    private static String hour(Notice notice) {
        return notice.channel() == Channel.EMAIL
                ? "%s/%s/%d"
                        .formatted(
                                notice.authority(),
                                notice.recipient(),
                                notice.at().getEpochSecond() / 3_600)
                : null;
    }

    private static Document document(Notice notice) {
        return new Document("_id", notice.id().toString())
                .append("authority", notice.authority())
                .append("channel", Constants.code(notice.channel()))
                .append("recipient", notice.recipient())
                .append("alert", notice.alert() == null ? null : notice.alert().toString())
                .append("sequence", notice.sequence())
                .append("type", notice.type())
                .append("body", notice.body())
                .append("at", notice.at().toEpochMilli())
                .append("due", notice.due().toEpochMilli())
                .append("state", Constants.code(notice.state()))
                .append("attempts", notice.attempts())
                .append("reason", notice.reason())
                .append("hour", hour(notice))
                .append("leaseUntil", 0L);
    }

    private static Notice read(Document document) {
        var alert = document.getString("alert");
        return new Notice(
                UUID.fromString(document.getString("_id")),
                document.getString("authority"),
                constant(Channel.values(), document.getString("channel")),
                document.getString("recipient"),
                alert == null ? null : UUID.fromString(alert),
                document.getInteger("sequence"),
                document.getString("type"),
                document.getString("body"),
                Instant.ofEpochMilli(document.getLong("at")),
                Instant.ofEpochMilli(document.getLong("due")),
                constant(State.values(), document.getString("state")),
                document.getInteger("attempts"),
                document.getString("reason"));
    }

    private static <E extends Enum<E>> E constant(E[] all, String code) {
        for (var one : all) if (Constants.code(one).equals(code)) return one;
        throw new IllegalStateException("there is no " + code);
    }
}
