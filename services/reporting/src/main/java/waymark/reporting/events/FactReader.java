package waymark.reporting.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import waymark.calendar.BusinessClock;
import waymark.events.CaseEvent;
import waymark.events.CaseFold;
import waymark.events.DeadLetters;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;

/**
 * Keeps the running table: one thread that reads all topics, folds what it read under the table's lock, keeps what cannot be read as dead letters,
 * and saves the facts from time to time. While Kafka is away it tries again and the table stays as it is.
 */
public final class FactReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FactReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAG_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private final KafkaConnection kafka;
    private final Collection<? extends Source<?, ?, ?>> sources;
    private final Facts facts;
    private final FactFile file;
    private final Duration saveEvery;
    private final DeadLetters deadLetters;
    private final BusinessClock clock;
    private final Counter deadLettersKept;
    private final Map<CaseFold.Result, Counter> results = new EnumMap<>(CaseFold.Result.class);
    private final Timer delay;
    private final AtomicReference<Successor> successor = new AtomicReference<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("fact-reader").daemon().unstarted(this::run);
    private volatile TopicReader reader;
    /** Not a number while Kafka does not say: a lag of 0 would look as if all were well. */
    private volatile double lag = Double.NaN;

    private long laggedAt;
    private boolean finishing;
    private volatile Map<TopicPartition, Long> reached = Map.of();
    private Thread saving;
    private long savedRevision = -1;
    private long savedAt = System.nanoTime();

    /**
     * @param folder of the file of facts
     * @param clock of the events' recorded time
     */
    public FactReader(
            KafkaConnection kafka,
            Collection<? extends Source<?, ?, ?>> sources,
            Facts facts,
            Path folder,
            Duration saveEvery,
            DeadLetters deadLetters,
            BusinessClock clock,
            MeterRegistry metrics) {
        this.kafka = kafka;
        this.sources = sources;
        this.facts = facts;
        this.file = new FactFile(folder);
        this.saveEvery = saveEvery;
        this.deadLetters = deadLetters;
        this.clock = clock;
        deadLettersKept = Counter.builder("waymark.deadletters")
                .description("Records that could not be read")
                .register(metrics);
        for (var result : CaseFold.Result.values()) {
            results.put(
                    result,
                    metrics.counter(
                            "waymark.fold.events", "result", result.name().toLowerCase(Locale.ROOT)));
        }
        delay = Timer.builder("waymark.fold.delay")
                .description("From an event's recorded time until it is in the figures")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        Gauge.builder("waymark.fold.lag", () -> lag)
                .description("Records yet to be read")
                .register(metrics);
        Gauge.builder("waymark.parked.cases", () -> facts.inspect(Folding::parkedCount))
                .register(metrics);
        Gauge.builder("waymark.facts.revision", facts::revision).register(metrics);
    }

    public void start() {
        thread.start();
    }

    /** Saves the facts and ends, within ten seconds even where Kafka does not answer; a start after it reads on from here. */
    @Override
    public void close() {
        closing.countDown();
        var now = reader;
        if (now != null) now.close();
        try {
            if (thread.join(PATIENCE)) return;
            // It waits for Kafka, or is making the table anew.
            synchronized (closing) {
                if (!finishing) thread.interrupt();
            }
            if (!thread.join(MOST_PATIENCE)) log.warn("the facts were not saved in time; the next start reads more");
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next offset of each partition, as of the last batch. */
    Map<TopicPartition, Long> reached() {
        return reached;
    }

    /**
     * Hands over a table made anew: it takes the running one's place once it has all that the running one has, within a second.
     *
     * @return completed with the revision it then has
     */
    CompletableFuture<Long> succeed(Folding folding) {
        var handed = new Successor(folding, new CompletableFuture<>());
        successor.set(handed);
        return handed.done;
    }

    private record Successor(Folding folding, CompletableFuture<Long> done) {}

    private void takeTheFactsOf(Successor next, Map<TopicPartition, Long> offsets) throws Exception {
        try {
            // What the running table has is on the topics: read to their end, the other has all of it too.
            next.folding.readOn(kafka);
            next.folding.offsets().putAll(offsets);
            facts.replace(next.folding, facts.revision() + 1);
            log.info("a table made anew took the running one's place at revision {}", facts.revision());
            // A restart must not count on from a revision that had other facts.
            saveNow();
            next.done.complete(facts.revision());
        } catch (Exception away) {
            next.done.completeExceptionally(away);
            throw away;
        }
    }

    private void run() {
        load();
        while (closing.getCount() > 0) {
            try {
                readOn();
            } catch (Exception away) {
                if (closing.getCount() == 0) break;
                lag = Double.NaN;
                log.warn("the topics cannot be read now, trying again: {}", away.toString());
                pause();
            }
        }
        synchronized (closing) {
            finishing = true;
            Thread.interrupted();
        }
        try {
            saveNow();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void load() {
        if (!file.exists()) return;
        try {
            var read = file.read(sources);
            facts.replace(read.folding(), read.revision());
            savedRevision = facts.revision();
            log.info("facts were loaded at revision {}", facts.revision());
        } catch (IOException unusable) {
            log.warn("facts are made anew from the topics: {}", unusable.getMessage());
        }
    }

    private void readOn() throws Exception {
        try (var admin = kafka.admin()) {
            Topics.ensure(admin, sources.stream().map(Source::topic).distinct().toList());
            if (facts.folding().offsets().isEmpty()) foldAnew(admin);
        }
        var present = reader();
        present.readToPresentEnd(records -> fold(present, records));
        facts.becomeReady();
        var live = reader();
        live.readOn(records -> fold(live, records));
    }

    private void foldAnew(Admin admin) throws InterruptedException, ExecutionException {
        var unread = new AtomicLong(recordsOf(admin, facts.folding().partitions()));
        lag = unread.get();
        var folded =
                Folding.anew(kafka, sources, event -> true, records -> lag = unread.addAndGet(-records), this::keep);
        facts.replace(folded, folded.applied());
    }

    private static long recordsOf(Admin admin, Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        var latest = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        // Nothing on these topics is ever deleted.
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private TopicReader reader() {
        var folding = facts.folding();
        reader = new TopicReader(kafka, "reporting", folding.partitions(), folding.offsets());
        if (closing.getCount() == 0) reader.close();
        return reader;
    }

    private void fold(TopicReader from, ConsumerRecords<String, byte[]> records) throws Exception {
        if (!records.isEmpty()) foldAll(records);
        var offsets = from.positions();
        facts.folding().offsets().putAll(offsets);
        reached = offsets;
        if (System.nanoTime() - laggedAt >= LAG_EVERY.toNanos()) {
            var left = from.lag();
            lag = left.isPresent() ? left.getAsLong() : Double.NaN;
            laggedAt = System.nanoTime();
        }
        var next = successor.getAndSet(null);
        if (next != null) takeTheFactsOf(next, offsets);
        saveInBackground();
    }

    /** One record, and what became of it. */
    private record Step(
            ConsumerRecord<String, byte[]> message, Instant recordedAt, FoldStep folding, UnreadableEvent unreadable) {
        static Step of(ConsumerRecord<String, byte[]> message, UnreadableEvent unreadable) {
            return new Step(message, null, null, unreadable);
        }
    }

    /** Folds one event that has been decoded. */
    @FunctionalInterface
    private interface FoldStep {
        CaseFold.Result apply(Instant now) throws UnreadableEvent;
    }

    private void foldAll(ConsumerRecords<String, byte[]> records) throws InterruptedException, ExecutionException {
        var steps = new ArrayList<Step>(records.count());
        // Of cases that begin in this batch, and so are not in the table yet.
        var begun = new HashMap<UUID, FoldedTopic<?, ?, ?>>();
        for (var message : records) steps.add(decode(facts.folding(), message, begun));
        var failed = new ArrayList<Step>();
        var parked = new ArrayList<Step>();
        facts.change(folding -> foldAll(folding, steps, failed, parked));
        for (var step : parked) warn(step.message, "its case is parked");
        for (var step : failed) keep(step.message, step.unreadable);
    }

    private void keep(ConsumerRecord<String, byte[]> message, UnreadableEvent unreadable)
            throws InterruptedException, ExecutionException {
        deadLetters.keep(message, unreadable.getMessage());
        deadLettersKept.increment();
        warn(message, "it was put to the dead letters: " + unreadable.getMessage());
    }

    private int foldAll(Folding folding, List<Step> steps, List<Step> failed, List<Step> parked) {
        int applied = 0;
        var now = Instant.now();
        var recordingNow = clock.now();
        for (var step : steps) {
            var unreadable = step.unreadable;
            if (unreadable == null) {
                try {
                    var result = step.folding.apply(now);
                    results.get(result).increment();
                    if (result == CaseFold.Result.APPLIED) {
                        applied++;
                        var passed = Duration.between(step.recordedAt, recordingNow);
                        // A clock set back for a whole system is behind what was recorded before.
                        delay.record(passed.isNegative() ? Duration.ZERO : passed);
                    }
                    if (result == CaseFold.Result.PARKED) parked.add(step);
                    if (log.isDebugEnabled()) traced(step.message, () -> log.debug("event {}", result));
                    continue;
                } catch (UnreadableEvent senseless) {
                    unreadable = senseless;
                }
            }
            folding.park(step.message, unreadable, now);
            failed.add(Step.of(step.message, unreadable));
        }
        return applied;
    }

    private static Step decode(
            Folding folding, ConsumerRecord<String, byte[]> message, Map<UUID, FoldedTopic<?, ?, ?>> begun) {
        try {
            var event = FoldedTopic.envelope(message);
            var topic = begun.get(event.caseId());
            if (topic == null) topic = folding.of(message, event);
            if (topic == null) {
                throw new UnreadableEvent(event.caseId(), event.sequence(), "its type is of no kind of case here");
            }
            if (event.sequence() == 1) begun.put(event.caseId(), topic);
            return decode(topic, message, event);
        } catch (UnreadableEvent unreadable) {
            return Step.of(message, unreadable);
        }
    }

    private static <F extends Fact, E, S extends FactShard<F>> Step decode(
            FoldedTopic<F, E, S> topic, ConsumerRecord<String, byte[]> message, CaseEvent event)
            throws UnreadableEvent {
        var decoded = topic.decode(message, event);
        return new Step(message, decoded.event().recordedAt(), now -> topic.apply(decoded, now), null);
    }

    private static void warn(ConsumerRecord<String, byte[]> message, String what) {
        traced(
                message,
                () -> log.atWarn()
                        .addKeyValue("topic", message.topic())
                        .addKeyValue("partition", message.partition())
                        .addKeyValue("offset", message.offset())
                        .log("a record could not be folded: {}", what));
    }

    /** Logs under the trace of the request that caused the event. */
    private static void traced(ConsumerRecord<String, byte[]> message, Runnable logging) {
        var header = message.headers().lastHeader("ce_traceparent");
        boolean absent = header == null || header.value() == null;
        var trace = TRACEPARENT.matcher(absent ? "" : new String(header.value(), StandardCharsets.UTF_8));
        if (!trace.matches()) {
            logging.run();
            return;
        }
        MDC.put("traceId", trace.group(1));
        try {
            logging.run();
        } finally {
            MDC.remove("traceId");
        }
    }

    private void saveInBackground() {
        boolean due = System.nanoTime() - savedAt >= saveEvery.toNanos();
        if (!due || facts.revision() == savedRevision || (saving != null && saving.isAlive())) return;
        var copy = FactFile.Copy.of(facts.folding(), facts.revision());
        saving = Thread.ofPlatform().name("fact-saver").start(() -> write(copy));
        savedRevision = copy.revision();
        savedAt = System.nanoTime();
    }

    private void saveNow() throws InterruptedException {
        if (saving != null) saving.join();
        if (facts.revision() == savedRevision) return;
        write(FactFile.Copy.of(facts.folding(), facts.revision()));
        savedRevision = facts.revision();
        savedAt = System.nanoTime();
    }

    private void write(FactFile.Copy copy) {
        try {
            file.write(copy);
        } catch (IOException full) {
            log.warn("the facts could not be saved; a restart will read more from the topics: {}", full.toString());
        }
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
