package waymark.web.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import waymark.web.Caller;
import waymark.web.Problem;

/**
 * Records who read whose record before they get to see it. An entry is durable when {@link #record} returns; where it cannot be made durable nothing is
 * shown, and there is no setting to do without. Entries stand in a chain of this instance and start (see {@link Chain}); one thread writes them, all that
 * wait in one go. Their time is the system clock's: what the business clock is set to is no evidence.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    /** Of one width, so that instants sort as texts. */
    static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    private static final long PATIENCE_SECONDS = 10;

    private final MongoCollection<Document> collection;
    private final String service;
    private final Clock clock;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Counter entries;
    private final Counter failures;
    private final Thread thread;
    private volatile boolean closing;

    // Of the writing thread alone.
    private String chain;
    private long number;
    private String last;
    private Head abandoned;

    /** Where a request comes from, for what is recorded after it was answered. */
    public record Origin(String address, String traceId) {
        /** Of the present request. */
        public static Origin here() {
            return new Origin(AuditTrail.address(), MDC.get("traceId"));
        }
    }

    private record Waiting(Document said, CompletableFuture<Void> durable) {}

    /** The newest entry of a chain that is known to be in the store. */
    private record Head(String chain, long number, String hash) {}

    /** @param service as the entries name it */
    public AuditTrail(MongoDatabase database, String service, Clock clock, MeterRegistry metrics) {
        this.service = service;
        this.clock = clock;
        collection = database.getCollection(Chain.COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
        entries = Counter.builder("waymark.audit.entries")
                .description("entries of the audit trail that are durable")
                .register(metrics);
        failures = Counter.builder("waymark.audit.failures")
                .description("attempts to write the audit trail that failed; what was to be read was refused")
                .register(metrics);
        Gauge.builder("waymark.audit.waiting", waiting, Collection::size)
                .description("entries of the audit trail that wait to be written")
                .register(metrics);
        thread = Thread.ofPlatform().name("audit").start(this::write);
    }

    /**
     * Records what somebody is about to see; returns when that is durable.
     *
     * @param action what they do: {@code read}, {@code list}, {@code export}, {@code search}...
     * @param kind of the cases, as in the addresses; null where it is about none
     * @param cases at most some thousands
     * @param purpose follows from role and assignment: {@code own-case}, {@code team}, {@code manager}, {@code analysis}...
     * @param reason what the caller gave as one; of a report of an import its id; or null
     * @throws Problem 503 where it cannot be recorded: then it is not to be shown
     */
    public void record(
            Caller caller, String action, String kind, Collection<UUID> cases, String purpose, String reason) {
        record(caller, Origin.here(), action, kind, cases, purpose, reason);
    }

    /** As {@link #record(Caller, String, String, Collection, String, String)}, of what a request of before leads to. */
    public void record(
            Caller caller,
            Origin origin,
            String action,
            String kind,
            Collection<UUID> cases,
            String purpose,
            String reason) {
        var said = new Document("at", AT.format(clock.instant()))
                .append("service", service)
                .append("authority", caller.authority())
                .append("actor", caller.actor())
                .append(
                        "roles",
                        caller.roles().stream()
                                .sorted()
                                .map(role -> role.code())
                                .toList())
                .append("action", action)
                .append("kind", kind)
                .append("cases", cases.stream().map(UUID::toString).toList())
                .append("purpose", purpose)
                .append("address", origin.address())
                .append("traceId", origin.traceId());
        if (reason != null) {
            var about = cases.size() == 1 ? cases.iterator().next().toString() : null;
            var words = Chain.words(reason, about);
            said.append(Chain.WORDS, words).append(Chain.FINGERPRINT, Chain.hashOf(words));
        }
        var entry = new Waiting(said, new CompletableFuture<>());
        try {
            if (closing || !waiting.offer(entry, PATIENCE_SECONDS, TimeUnit.SECONDS)) throw notRecorded();
            entry.durable().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw notRecorded();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw notRecorded();
        }
    }

    /** Erases what people gave as reasons about some cases, but for the reason of their erasure. That there was one, and who gave it, stays. */
    public void erase(Collection<UUID> cases) {
        collection.updateMany(
                and(in(Chain.WORDS + ".case", cases.stream().map(UUID::toString).toList()), ne("action", "erasure")),
                Updates.unset(Chain.WORDS));
    }

    /** Whose request it was by what its sender says, which is the portal's word for its people, and the address it came from, which nobody can make up. */
    private static String address() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)) return null;
        var request = current.getRequest();
        var said = request.getHeader("X-Forwarded-For");
        return said != null && ADDRESS.matcher(said).matches()
                ? said + " by way of " + request.getRemoteAddr()
                : request.getRemoteAddr();
    }

    private static Problem notRecorded() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "audit.away",
                "Who reads a record is set down first, and that cannot be done at the moment. Try again in a minute.");
    }

    /** Writes what waits, and the end of the chain. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        boolean begun = attempt(List.of());
        while (!closing || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) continue;
                var batch = new ArrayList<Waiting>(List.of(first));
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                begun = attempt(batch);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (begun) {
            attempt(List.of(new Waiting(ofTheChain(Chain.ENDED), new CompletableFuture<>())));
        }
    }

    private boolean attempt(List<Waiting> batch) {
        try {
            append(batch);
            batch.forEach(entry -> entry.durable().complete(null));
            return true;
        } catch (RuntimeException failure) {
            failures.increment();
            log.atError()
                    .addKeyValue("entries", batch.size())
                    .setCause(failure)
                    .log("the audit trail could not be written; what was to be read was refused");
            // Whether they are in the store nobody knows: they are never written again, and the next go into a new
            // chain.
            if (chain != null) abandoned = new Head(chain, number, last);
            chain = null;
            batch.forEach(entry -> entry.durable().completeExceptionally(failure));
            return false;
        }
    }

    private void append(List<Waiting> batch) {
        var documents = new ArrayList<Document>(batch.size() + 1);
        // Fields change only after the store has it all: a chain of which nothing is known to be there is named by
        // none.
        var itsChain = chain == null ? UUID.randomUUID().toString() : chain;
        var before = chain == null ? 0 : number;
        var previous = chain == null ? Chain.NOTHING : last;
        if (chain == null) {
            var started = ofTheChain(Chain.STARTED);
            Optional.ofNullable(abandoned)
                    .or(this::newestInStore)
                    .ifPresent(head -> started.append(
                            "after",
                            new Document("chain", head.chain())
                                    .append("number", head.number())
                                    .append("hash", head.hash())));
            documents.add(Chain.entry(itsChain, 1, previous, started));
            previous = Chain.hash(documents.getFirst());
        }
        for (var entry : batch) {
            documents.add(Chain.entry(itsChain, before + documents.size() + 1, previous, entry.said()));
            previous = Chain.hash(documents.getLast());
        }
        if (documents.isEmpty()) return;
        collection.insertMany(documents);
        chain = itsChain;
        number = before + documents.size();
        last = previous;
        abandoned = null;
        entries.increment(documents.size());
    }

    /** Where the service's last start had come to: named by the next, it can no longer be cut short unseen. */
    private Optional<Head> newestInStore() {
        collection.createIndex(Indexes.compoundIndex(
                Indexes.ascending("authority"),
                Indexes.descending("at", "number"),
                Indexes.ascending("actor", "action")));
        collection.createIndex(Indexes.ascending("chain", "number"));
        collection.createIndex(Indexes.ascending(Chain.WORDS + ".case"));
        var started = collection
                .find(eq("action", Chain.STARTED))
                .sort(Sorts.descending("at"))
                .limit(1)
                .first();
        if (started == null) return Optional.empty();
        var head = collection
                .find(eq("chain", started.getString("chain")))
                .sort(Sorts.descending("number"))
                .limit(1)
                .first();
        return Optional.of(new Head(
                head.getString("chain"), head.get("number", Number.class).longValue(), Chain.hash(head)));
    }

    private Document ofTheChain(String action) {
        Instant now = clock.instant();
        return new Document("at", AT.format(now)).append("service", service).append("action", action);
    }
}
