package waymark.reporting.scorecard;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import waymark.web.Problem;

/**
 * What people entered, one document for each authority and subject. Nothing is ever changed in it: an entry is appended by ONE update guarded by the version
 * that was read, so no two are lost to each other. Where the store is away everything here is refused with 503, and the service goes on.
 */
public final class Ledger {
    private static final Logger log = LoggerFactory.getLogger(Ledger.class);
    private static final int MOST_RACES = 50;
    /** Documents in one reply: the embedded store would put all into one. */
    private static final int PORTION = 1_000;

    private final MongoCollection<Document> collection;
    private volatile boolean indexed;

    public Ledger(MongoDatabase database, String name) {
        collection = database.getCollection(name).withWriteConcern(WriteConcern.MAJORITY);
    }

    /** All of an authority. */
    public List<Account> all(String authority) {
        return asked(() -> {
            var accounts = new ArrayList<Account>();
            for (var document : collection.find(eq("authority", authority)).batchSize(PORTION)) {
                accounts.add(account(document));
            }
            return accounts;
        });
    }

    /** Those of which anything was entered. */
    List<String> authorities() {
        return asked(() -> collection.distinct("authority", String.class).into(new ArrayList<>()));
    }

    /** Empty where nothing was entered. */
    public Account find(String authority, String subject) {
        return asked(() -> {
            var document = collection.find(eq("_id", id(authority, subject))).first();
            return document == null ? Account.empty(subject) : account(document);
        });
    }

    /**
     * Appends an entry, unless the newest under its key says the same already: so a repeated request changes nothing.
     *
     * @param seen the version on which the caller decided; empty where the caller names none
     * @throws Problem 412 where it is another by now; 503 where the store is away
     */
    public Account enter(String authority, String subject, OptionalInt seen, Entry entry) {
        for (int race = 0; race < MOST_RACES; race++) {
            var now = find(authority, subject);
            if (seen.isPresent() && seen.getAsInt() != now.version()) throw stale(now.version());
            boolean said = now.newest(entry.of(), entry.key())
                    .filter(entry::saysTheSameAs)
                    .isPresent();
            if (said) return now;
            if (asked(() -> append(authority, now, entry))) return find(authority, subject);
        }
        throw new IllegalStateException("lost " + MOST_RACES + " races for " + collection.getNamespace());
    }

    private boolean append(String authority, Account now, Entry entry) {
        var id = id(authority, now.subject());
        // Recorded time runs backwards within no account, whatever the clock of an instance says.
        var at = now.entries().isEmpty()
                ? entry.at()
                : latest(entry.at(), now.entries().getLast().at());
        var added = new Document("of", entry.of())
                .append("key", entry.key())
                .append("fields", new Document(new HashMap<>(entry.fields())))
                .append("at", Date.from(at))
                .append("by", entry.by());
        if (now.version() > 0) {
            return collection
                            .updateOne(
                                    and(eq("_id", id), eq("version", now.version())),
                                    Updates.combine(Updates.push("entries", added), Updates.inc("version", 1)))
                            .getModifiedCount()
                    == 1;
        }
        try {
            collection.insertOne(new Document("_id", id)
                    .append("authority", authority)
                    .append("subject", now.subject())
                    .append("version", 1)
                    .append("entries", List.of(added)));
            return true;
        } catch (MongoWriteException fault) {
            if (fault.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) return false;
            throw fault;
        }
    }

    private <T> T asked(Supplier<T> question) {
        return answered(collection, () -> {
            // Not at the start: figures are answered without the store.
            if (!indexed) collection.createIndex(Indexes.ascending("authority"));
            indexed = true;
            return question.get();
        });
    }

    /** @throws Problem 503 where the store is away */
    public static <T> T answered(MongoCollection<?> collection, Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoTimeoutException
                | MongoSocketException
                | MongoNotPrimaryException
                | MongoNodeIsRecoveringException away) {
            throw away(collection, away);
        }
    }

    private static Problem away(MongoCollection<?> collection, MongoException fault) {
        log.atWarn()
                .addKeyValue("collection", collection.getNamespace())
                .log("the store does not answer: {}", fault.getClass().getSimpleName());
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "reporting.store-away",
                "What people entered cannot be read or changed now, because the store does not answer. The reports go on; try this again in a minute.");
    }

    private static Problem stale(int version) {
        return new Problem(
                        HttpStatus.PRECONDITION_FAILED,
                        "request.stale",
                        "This was changed after you read it. Read it again, then decide whether yours still holds.")
                .with("version", version);
    }

    private static String id(String authority, String subject) {
        return authority + "/" + subject;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Account account(Document document) {
        var entries = document.getList("entries", Document.class).stream()
                .map(Ledger::entry)
                .toList();
        return new Account(document.getString("subject"), document.getInteger("version"), entries);
    }

    private static Entry entry(Document kept) {
        var fields = new HashMap<String, String>();
        kept.get("fields", Document.class).forEach((name, value) -> fields.put(name, (String) value));
        return new Entry(
                kept.getString("of"),
                kept.getString("key"),
                fields,
                kept.getDate("at").toInstant(),
                kept.getString("by"));
    }
}
