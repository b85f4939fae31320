package waymark.casefile;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.RetriableException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;

/**
 * Sends every written event to Kafka: within a case one after the other, each acknowledged before the next; cases in parallel. Then it moves the
 * case's {@code published}, guarded by its generation. One thread does so, in batches; whatever it cannot send stays marked {@code behind} in the
 * store, where a sweep at the start, every half minute and after an outage finds it. So any instance may die at any time: an event may come twice,
 * but never first out of order and never not at all.
 */
public final class Publication implements Consumer<Unpublished>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publication.class);
    private static final int BATCH = 1_000;
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_REMEMBERED = 20_000;
    private static final int MOST_SWEPT = 100_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long IDLE = 0;

    private final String topic;
    private final MongoCollection<Document> collection;
    private final Producer<String, byte[]> producer;
    private final Erasures erasures;
    private final long sweepEveryNanos;
    private final BlockingQueue<Unpublished> waiting;
    private final Map<UUID, Progress> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Progress> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Counter published;
    private final Counter failed;
    private final Thread thread;
    private volatile boolean sweepSoon = true;
    private volatile boolean closing;
    private volatile int behindAtSweep;
    private volatile boolean brokerAway;
    private volatile long busySince = IDLE;

    private record Progress(int generation, int upTo) {}

    private record Sending(Unpublished written, CaseEvent event, Future<?> acknowledgement) {}

    /**
     * @param sweepEvery how often the store is searched for cases left behind
     * @param erased takes the ids of cases whose personal details were erased, maybe more than once, to erase what is kept beside them
     */
    public Publication(
            CaseKind<?, ?, ?> kind,
            MongoDatabase database,
            Producer<String, byte[]> producer,
            Duration sweepEvery,
            Consumer<Collection<UUID>> erased,
            MeterRegistry metrics) {
        this(kind, database, producer, sweepEvery, erased, metrics, MOST_WAITING);
    }

    Publication(
            CaseKind<?, ?, ?> kind,
            MongoDatabase database,
            Producer<String, byte[]> producer,
            Duration sweepEvery,
            Consumer<Collection<UUID>> erased,
            MeterRegistry metrics,
            int mostWaiting) {
        topic = kind.topic();
        collection = database.getCollection(kind.name()).withWriteConcern(WriteConcern.MAJORITY);
        this.producer = producer;
        erasures = new Erasures(kind.name(), collection, producer, erased);
        sweepEveryNanos = sweepEvery.toNanos();
        waiting = new LinkedBlockingQueue<>(mostWaiting);
        published = Counter.builder("waymark.publication.events")
                .description("events acknowledged by Kafka")
                .tag("kind", kind.name())
                .register(metrics);
        failed = Counter.builder("waymark.publication.failures")
                .description("attempts to publish that will be repeated")
                .tag("kind", kind.name())
                .register(metrics);
        Gauge.builder("waymark.publication.waiting", waiting, BlockingQueue::size)
                .description("writes handed to publication and not yet begun")
                .tag("kind", kind.name())
                .register(metrics);
        Gauge.builder("waymark.publication.lag", this, Publication::lagSeconds)
                .description("for how long publication has been failing or busy with its present batch")
                .baseUnit("seconds")
                .tag("kind", kind.name())
                .register(metrics);
        Gauge.builder("waymark.publication.behind", this, publication -> publication.behindAtSweep)
                .description("cases with events that Kafka had not got, at the last sweep")
                .tag("kind", kind.name())
                .register(metrics);
        thread = Thread.ofPlatform().name("publication-" + kind.name()).start(this::publishOn);
    }

    /** Where it publishes. */
    public String topic() {
        return topic;
    }

    /** Never waits and never fails: what cannot be taken now is found in the store later. */
    @Override
    public void accept(Unpublished written) {
        if (!waiting.offer(written)) sweepSoon = true;
    }

    /** Publishes one case's whole history again, as a new generation. Answers whether the authority has that case. */
    public boolean republish(String authority, UUID caseId) {
        var again = collection.updateOne(
                and(eq("_id", caseId.toString()), eq("authority", authority)), newGeneration(caseId.toString()));
        sweepSoon = true;
        return again.getMatchedCount() > 0;
    }

    /** Publishes every case's whole history again, as a new generation, and tells every erasure again, after a topic was lost or the store restored. Answers how many. */
    public long republishAll() {
        long cases = 0;
        var portion = new ArrayList<UpdateOneModel<Document>>();
        for (var document :
                collection.find().projection(Projections.include("erased")).batchSize(BATCH)) {
            var id = document.getString("_id");
            var again = document.containsKey("erased")
                    ? Updates.combine(newGeneration(id), Updates.set(Erasures.UNTOLD, id))
                    : newGeneration(id);
            portion.add(new UpdateOneModel<>(eq("_id", id), again));
            if (portion.size() == BATCH) cases += begin(portion);
        }
        cases += begin(portion);
        sweepSoon = true;
        return cases;
    }

    /**
     * Changes the document of a case that is being restored as {@link #republishAll} would change it in the store: whatever Kafka has of it, its whole history is published, and its erasure
     * told. A document that is no case's stays as it is.
     */
    public static void beginAnew(Document restored) {
        if (!(restored.get("published") instanceof Document published)
                || !(published.get("generation") instanceof Integer generation)) return;
        var id = restored.getString("_id");
        published.append("generation", generation + 1).append("upTo", 0);
        restored.append("behind", id);
        if (restored.containsKey("erased")) restored.append(Erasures.UNTOLD, id);
    }

    private long begin(List<UpdateOneModel<Document>> generations) {
        if (generations.isEmpty()) return 0;
        long begun = collection
                .bulkWrite(generations, new BulkWriteOptions().ordered(false))
                .getMatchedCount();
        generations.clear();
        return begun;
    }

    /** Stops after the batch under way; what is left is found at the next start. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static Bson newGeneration(String caseId) {
        return Updates.combine(
                Updates.inc("published.generation", 1),
                Updates.set("published.upTo", 0),
                Updates.set("behind", caseId));
    }

    private double lagSeconds() {
        long since = busySince;
        return since == IDLE ? 0 : (System.nanoTime() - since) / 1e9;
    }

    private void publishOn() {
        long swept = System.nanoTime();
        while (!closing) {
            try {
                // Under load the queue is never empty: then what it could not hold waits for the regular sweep.
                if ((sweepSoon && waiting.isEmpty()) || System.nanoTime() - swept > sweepEveryNanos) {
                    sweepSoon = false;
                    swept = System.nanoTime();
                    sweep();
                }
                var first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    var batch = new ArrayList<Unpublished>(List.of(first));
                    waiting.drainTo(batch, BATCH - 1);
                    publish(batch);
                }
                busySince = IDLE;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error failure) {
                // Whatever it was, this thread must go on, and nothing is lost: the cases are still marked in the
                // store.
                sweepSoon = true;
                failed.increment();
                if (failure instanceof BrokerAway) {
                    log.warn("publication to {} is held up and will be repeated: {}", topic, failure.getMessage());
                } else {
                    log.error("publication to {} failed and will be repeated", topic, failure);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE_AFTER_FAILURE.toNanos());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    /** Publishes what is marked behind at this moment; what is written meanwhile comes by the queue. */
    private void sweep() throws InterruptedException {
        List<String> behind;
        do {
            behind = collection
                    .find(exists("behind"))
                    .projection(Projections.include("_id"))
                    .limit(MOST_SWEPT)
                    .batchSize(BATCH)
                    .map(document -> document.getString("_id"))
                    .into(new ArrayList<>());
            behindAtSweep = behind.size();
            for (int from = 0; from < behind.size() && !closing; from += BATCH) {
                publishFromStore(behind.subList(from, Math.min(from + BATCH, behind.size())));
            }
        } while (behind.size() == MOST_SWEPT && !closing);
        erasures.tell();
    }

    private void publish(List<Unpublished> batch) throws InterruptedException {
        var portion = new LinkedHashMap<UUID, Unpublished>();
        var withGaps = new LinkedHashSet<String>();
        for (var written : batch) {
            var before = portion.get(written.caseId());
            var joined = before == null ? unsent(written) : join(before, written);
            if (joined == null) {
                withGaps.add(written.caseId().toString());
            } else {
                portion.put(written.caseId(), joined);
            }
        }
        portion.values()
                .removeIf(written -> written.events().isEmpty()
                        || withGaps.contains(written.caseId().toString()));
        sendAndMark(portion.values());
        if (!withGaps.isEmpty()) publishFromStore(withGaps);
    }

    private void publishFromStore(Collection<String> ids) throws InterruptedException {
        var portion = collection
                .find(in("_id", ids))
                .projection(Projections.include("authority", "childKey", "published", "history"))
                .map(document -> unsent(fromStore(document)))
                .into(new ArrayList<>());
        sendAndMark(portion);
    }

    private static Unpublished fromStore(Document document) {
        var published = document.get("published", Document.class);
        return new Unpublished(
                UUID.fromString(document.getString("_id")),
                published.getInteger("generation"),
                published.getInteger("upTo"),
                HistoryForm.read(document).stream().map(Entry::event).toList());
    }

    /** What of it Kafka has not got, or null where events before it are missing too. */
    private Unpublished unsent(Unpublished written) {
        var known = remembered.get(written.caseId());
        int upTo = known != null && known.generation() == written.generation()
                ? Math.max(known.upTo(), written.publishedUpTo())
                : written.publishedUpTo();
        return written.events().getFirst().sequence() > upTo + 1 ? null : after(written, upTo);
    }

    private static Unpublished join(Unpublished before, Unpublished written) {
        if (before.generation() != written.generation() || before.events().isEmpty()) return null;
        if (written.events().getFirst().sequence() > before.upTo() + 1) return null;
        var events = new ArrayList<>(before.events());
        events.addAll(after(written, before.upTo()).events());
        return new Unpublished(before.caseId(), before.generation(), before.publishedUpTo(), events);
    }

    private static Unpublished after(Unpublished written, int upTo) {
        var events = written.events().stream()
                .filter(event -> event.sequence() > upTo)
                .toList();
        return new Unpublished(written.caseId(), written.generation(), upTo, events);
    }

    /** Sends the next event of every case, waits until all are acknowledged, and so on; then marks the cases of which all were. */
    private void sendAndMark(Collection<Unpublished> portion) throws InterruptedException {
        if (busySince == IDLE) busySince = System.nanoTime();
        brokerAway = false;
        var whole = new ArrayList<Unpublished>();
        Collection<Unpublished> going = portion;
        for (int step = 0; !going.isEmpty(); step++) {
            var sending = new ArrayList<Sending>();
            for (var written : going) {
                if (step == written.events().size()) {
                    whole.add(written);
                } else {
                    var event = written.events().get(step);
                    sending.add(new Sending(written, event, send(event, written.generation())));
                }
            }
            var acknowledged = new ArrayList<Unpublished>();
            for (var sent : sending) if (isAcknowledged(sent)) acknowledged.add(sent.written());
            going = acknowledged;
        }
        mark(whole);
        if (brokerAway) throw new BrokerAway();
    }

    private Future<?> send(CaseEvent event, int generation) {
        // Each attempt may wait seconds for a broker that is away: one such wait is enough for a whole portion.
        if (brokerAway) return CompletableFuture.failedFuture(new BrokerAway());
        return producer.send(CloudEventRecords.write(topic, event, generation), (metadata, failure) -> {
            if (failure instanceof RetriableException) brokerAway = true;
        });
    }

    /** One case that Kafka refuses holds up no other; it stays behind and is tried again by each sweep. */
    private boolean isAcknowledged(Sending sent) throws InterruptedException {
        try {
            sent.acknowledgement().get();
            published.increment();
            var progress =
                    new Progress(sent.written().generation(), sent.event().sequence());
            remembered.put(sent.written().caseId(), progress);
            return true;
        } catch (ExecutionException refused) {
            if (!brokerAway) {
                failed.increment();
                log.error(
                        "an event of case {} was refused by Kafka",
                        sent.written().caseId(),
                        refused.getCause());
            }
            return false;
        }
    }

    /** A case that was written to in the meantime stays behind: that write is on its way here too. */
    private void mark(List<Unpublished> whole) {
        if (whole.isEmpty()) return;
        var marks = new ArrayList<UpdateOneModel<Document>>();
        for (var written : whole) {
            int upTo = written.events().isEmpty() ? written.publishedUpTo() : written.upTo();
            marks.add(new UpdateOneModel<>(
                    and(
                            eq("_id", written.caseId().toString()),
                            eq("published.generation", written.generation()),
                            eq("version", upTo)),
                    Updates.combine(Updates.max("published.upTo", upTo), Updates.unset("behind"))));
        }
        collection.bulkWrite(marks, new BulkWriteOptions().ordered(false));
    }

    private static final class BrokerAway extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokerAway() {
            super("the broker does not answer");
        }
    }
}
