package waymark.web.imports;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import waymark.web.imports.ImportReport.State;

/**
 * What is remembered of the imports of one kind: a document for each, and one for the findings of each portion, so that no document grows with the
 * file. Its times are the system clock's.
 */
final class ImportLog {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final MongoCollection<Document> imports;
    private final MongoCollection<Document> findings;
    private final InstantSource system = InstantSource.system();

    ImportLog(String kind, MongoDatabase database) {
        imports = database.getCollection(kind + "-imports").withWriteConcern(WriteConcern.MAJORITY);
        findings = database.getCollection(kind + "-import-findings").withWriteConcern(WriteConcern.MAJORITY);
        imports.createIndex(Indexes.ascending("startedAt"));
        findings.createIndex(Indexes.ascending("startedAt"));
    }

    /** What is older than ninety days goes. */
    void forgetOld() {
        var old = lt("startedAt", keptSince());
        findings.deleteMany(old);
        imports.deleteMany(old);
    }

    Running begin(UUID id, String authority, String sender, long rows) {
        var now = system.instant();
        var running = new Running(id, authority, now);
        imports.insertOne(running.tally()
                .append("_id", id.toString())
                .append("authority", authority)
                .append("sender", sender)
                .append("startedAt", Date.from(now))
                .append("beat", Date.from(now))
                .append("state", State.RUNNING.name())
                .append("rows", rows));
        return running;
    }

    private Date keptSince() {
        return Date.from(system.instant().minus(KEPT));
    }

    void forget(UUID id) {
        imports.deleteOne(eq("_id", id.toString()));
    }

    /** Shows that this instance is still at work on them. */
    void beat(Collection<UUID> ids) {
        if (ids.isEmpty()) return;
        imports.updateMany(
                in("_id", ids.stream().map(UUID::toString).toList()), Updates.set("beat", Date.from(system.instant())));
    }

    /**
     * An import of the authority; one that is said to run but has not been heard of for a minute is set down as interrupted.
     *
     * @param sender whose it has to be; null for anybody's
     */
    Optional<ImportReport> find(String authority, String sender, UUID id, boolean runsHere) {
        var silentSince = Date.from(system.instant().minus(SILENCE));
        var ofAuthority = and(eq("_id", id.toString()), eq("authority", authority), gte("startedAt", keptSince()));
        var which = sender == null ? ofAuthority : and(ofAuthority, eq("sender", sender));
        if (!runsHere) {
            imports.updateOne(
                    and(which, eq("state", State.RUNNING.name()), lt("beat", silentSince)),
                    Updates.set("state", State.INTERRUPTED.name()));
        }
        return Optional.ofNullable(imports.find(which).first())
                .map(kept -> new ImportReport(
                        id,
                        State.valueOf(kept.getString("state")),
                        kept.getLong("rows"),
                        kept.getLong("accepted"),
                        kept.getLong("changed"),
                        kept.getLong("unchanged"),
                        kept.getLong("rejected"),
                        new Kept(kept, "warnings"),
                        new Kept(kept, "errors")));
    }

    /** An import that this instance is taking in, and the counts so far. Used by one thread. */
    final class Running {
        private final UUID id;
        private final String authority;
        private final Instant startedAt;
        private final List<Finding> warnings = new ArrayList<>();
        private final List<Finding> errors = new ArrayList<>();
        private long warned;
        private long erred;
        private int portions;
        long accepted;
        long changed;
        long unchanged;
        long rejected;

        private Running(UUID id, String authority, Instant startedAt) {
            this.id = id;
            this.authority = authority;
            this.startedAt = startedAt;
        }

        UUID id() {
            return id;
        }

        String authority() {
            return authority;
        }

        void warning(Finding finding) {
            warnings.add(finding);
        }

        void error(Finding finding) {
            errors.add(finding);
        }

        /** Keeps the findings, then the counts: whoever reads a count can read its findings. */
        void keep(State state) {
            if (!warnings.isEmpty() || !errors.isEmpty()) {
                findings.insertOne(new Document("_id", portionId(id.toString(), portions))
                        .append("authority", authority)
                        .append("startedAt", Date.from(startedAt))
                        .append("warnings", documents(warnings))
                        .append("errors", documents(errors)));
                portions++;
                warned += warnings.size();
                erred += errors.size();
                warnings.clear();
                errors.clear();
            }
            var set = tally().append("state", state.name()).append("beat", Date.from(system.instant()));
            imports.updateOne(eq("_id", id.toString()), new Document("$set", set));
        }

        private Document tally() {
            return new Document("accepted", accepted)
                    .append("changed", changed)
                    .append("unchanged", unchanged)
                    .append("rejected", rejected)
                    .append("warnings", warned)
                    .append("errors", erred)
                    .append("portions", portions);
        }
    }

    private static String portionId(String id, int portion) {
        return id + "/" + portion;
    }

    private static List<Document> documents(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Document("line", finding.line())
                        .append("record", finding.record())
                        .append("column", finding.column())
                        .append("value", finding.value())
                        .append("rule", finding.rule())
                        .append("reason", finding.reason()))
                .toList();
    }

    /** The warnings or errors of an import as they were when it was read; one portion at a time is in memory. */
    private final class Kept extends AbstractCollection<Finding> {
        private final Document of;
        private final String sort;

        private Kept(Document of, String sort) {
            this.of = of;
            this.sort = sort;
        }

        @Override
        public int size() {
            return Math.toIntExact(of.getLong(sort));
        }

        @Override
        public Iterator<Finding> iterator() {
            return IntStream.range(0, of.getInteger("portions"))
                    .mapToObj(portion -> findings.find(eq("_id", portionId(of.getString("_id"), portion)))
                            .first())
                    .flatMap(portion -> portion == null ? null : portion.getList(sort, Document.class).stream())
                    .map(finding -> new Finding(
                            finding.getLong("line"),
                            finding.getString("record"),
                            finding.getString("column"),
                            finding.getString("value"),
                            finding.getString("rule"),
                            finding.getString("reason")))
                    .iterator();
        }
    }
}
