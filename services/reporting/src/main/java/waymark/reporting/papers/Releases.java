package waymark.reporting.papers;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.http.HttpStatus;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.paper.Disclosure;
import waymark.reporting.scorecard.Ledger;
import waymark.web.Problem;

/**
 * The releases, one document each, inserted once and never written again: there is no way to change or remove one here. Where the store is away all this is
 * refused with 503.
 */
public final class Releases {
    private static final Comparator<Release> NEWEST_FIRST = Comparator.<Release, LocalDate>comparing(
                    release -> release.period().to())
            .thenComparing(Release::releasedAt)
            .reversed();

    private final MongoCollection<Document> collection;
    private volatile boolean indexed;

    public Releases(MongoDatabase database) {
        collection = database.getCollection("releases").withWriteConcern(WriteConcern.MAJORITY);
    }

    /**
     * Keeps a release, unless there is one of its id already.
     *
     * @param asked what is equal for the same request repeated
     * @return the one that is kept
     * @throws Problem 422 where that one is of another request
     */
    public Release keep(String authority, Release.Whole whole, String asked) {
        try {
            Ledger.answered(collection, () -> collection.insertOne(document(authority, whole, asked)));
            return whole.release();
        } catch (MongoWriteException fault) {
            if (fault.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) throw fault;
            return first(authority, whole.release().id(), asked);
        }
    }

    private Release first(String authority, String id, String asked) {
        var kept = Ledger.answered(
                collection, () -> collection.find(eq("_id", key(authority, id))).first());
        if (kept.getString("asked").equals(asked)) return release(kept);
        throw new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "request.idempotency-key",
                "This Idempotency-Key was sent before with another request. Use a new one.");
    }

    /** Without their content; the newest period first. */
    public List<Release> all(String authority) {
        return Ledger.answered(collection, () -> {
            if (!indexed) collection.createIndex(Indexes.ascending("authority"));
            indexed = true;
            var all = new ArrayList<Release>();
            for (var document :
                    collection.find(eq("authority", authority)).projection(exclude("content", "commentary"))) {
                all.add(release(document));
            }
            all.sort(NEWEST_FIRST);
            return all;
        });
    }

    public Optional<Release.Whole> find(String authority, String id) {
        return Ledger.answered(
                collection,
                () -> Optional.ofNullable(
                                collection.find(eq("_id", key(authority, id))).first())
                        .map(Releases::whole));
    }

    private static String key(String authority, String id) {
        return authority + "/" + id;
    }

    private static Document document(String authority, Release.Whole whole, String asked) {
        var release = whole.release();
        return new Document("_id", key(authority, release.id()))
                .append("authority", authority)
                .append("id", release.id())
                .append("paper", release.paper())
                .append("from", release.period().from().toString())
                .append("to", release.period().to().toString())
                .append("title", release.title())
                .append("disclosure", release.disclosure().name())
                .append("forCouncillors", release.forCouncillors())
                .append("replaces", release.replaces())
                .append("releasedAt", Date.from(release.releasedAt()))
                .append("releasedBy", release.releasedBy())
                .append("revision", release.revision())
                .append("asked", asked)
                .append(
                        "commentary",
                        whole.commentary().stream()
                                .map(said -> new Document("section", said.section()).append("text", said.text()))
                                .toList())
                .append("content", whole.content());
    }

    private static Release.Whole whole(Document document) {
        var commentary = document.getList("commentary", Document.class).stream()
                .map(said -> new Release.Said(said.getString("section"), said.getString("text")))
                .toList();
        return new Release.Whole(release(document), commentary, document.getString("content"));
    }

    private static Release release(Document document) {
        return new Release(
                document.getString("id"),
                document.getString("paper"),
                new Period(LocalDate.parse(document.getString("from")), LocalDate.parse(document.getString("to"))),
                document.getString("title"),
                Disclosure.Setting.valueOf(document.getString("disclosure")),
                document.getBoolean("forCouncillors"),
                document.getString("replaces"),
                document.getDate("releasedAt").toInstant(),
                document.getString("releasedBy"),
                document.get("revision", Number.class).longValue());
    }
}
