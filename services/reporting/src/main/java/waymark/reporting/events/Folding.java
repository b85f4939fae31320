package waymark.reporting.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import waymark.events.CaseEvent;
import waymark.events.CaseFold;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;

/** All topics folded into facts, and how far they were read. Its owner sees to it that one partition is folded by one thread at a time. */
final class Folding {
    /** As many as read side by side when a table is made anew: one would leave a processor idle, more gained nothing. */
    private static final int THREADS = 2;

    /** Where records that cannot be read go, beside the parking of their cases. Called from several threads. */
    @FunctionalInterface
    interface Unreadable {
        /** For whoever folds beside the live reader, which has kept them already. */
        Unreadable KEPT_ALREADY = (message, why) -> {};

        void keep(ConsumerRecord<String, byte[]> message, UnreadableEvent why)
                throws InterruptedException, ExecutionException;
    }

    /** By the id of the kind of case. */
    private final Map<String, FoldedTopic<?, ?, ?>> kinds = new LinkedHashMap<>();

    private final Map<String, List<FoldedTopic<?, ?, ?>>> topics = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final LongAdder applied = new LongAdder();

    Folding(Collection<? extends Source<?, ?, ?>> sources) {
        for (var source : sources) {
            var folded = new FoldedTopic<>(source);
            kinds.put(source.kind().id(), folded);
            topics.computeIfAbsent(source.topic(), first -> new ArrayList<>()).add(folded);
        }
    }

    /**
     * Folds the topics from their beginning to their present end, side by side.
     *
     * @param wanted which events; a case without its first event is parked
     * @param progress told how many records were read, from several threads
     */
    static Folding anew(
            KafkaConnection kafka,
            Collection<? extends Source<?, ?, ?>> sources,
            Predicate<CaseEvent> wanted,
            LongConsumer progress,
            Unreadable unreadable)
            throws InterruptedException, ExecutionException {
        var all = IntStream.range(0, Topics.PARTITIONS).boxed().toList();
        return anew(kafka, sources, all, wanted, progress, unreadable);
    }

    /** As above, of some partitions only. */
    static Folding anew(
            KafkaConnection kafka,
            Collection<? extends Source<?, ?, ?>> sources,
            Collection<Integer> numbers,
            Predicate<CaseEvent> wanted,
            LongConsumer progress,
            Unreadable unreadable)
            throws InterruptedException, ExecutionException {
        var folding = new Folding(sources);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var running = new ArrayList<Future<Map<TopicPartition, Long>>>();
            for (int thread = 0; thread < THREADS; thread++) {
                int share = thread;
                var partitions = folding.partitions().stream()
                        .filter(partition -> numbers.contains(partition.partition()))
                        .filter(partition -> partition.partition() % THREADS == share)
                        .toList();
                if (partitions.isEmpty()) continue;
                Callable<Map<TopicPartition, Long>> reading =
                        () -> folding.readToPresentEnd(kafka, partitions, Map.of(), wanted, progress, unreadable);
                running.add(threads.submit(reading));
            }
            for (var one : running) folding.offsets.putAll(one.get());
        } finally {
            // Where one failed or nobody waits any more, the other need not go on.
            threads.shutdownNow();
        }
        return folding;
    }

    /** Reads on to the present end, from where this folding stands. */
    void readOn(KafkaConnection kafka) throws Exception {
        offsets.putAll(
                readToPresentEnd(kafka, partitions(), offsets, event -> true, records -> {}, Unreadable.KEPT_ALREADY));
    }

    private Map<TopicPartition, Long> readToPresentEnd(
            KafkaConnection kafka,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> from,
            Predicate<CaseEvent> wanted,
            LongConsumer progress,
            Unreadable unreadable)
            throws Exception {
        var reached = new HashMap<TopicPartition, Long>();
        var reader = new TopicReader(kafka, "reporting-again", partitions, from);
        reader.readToPresentEnd(records -> {
            var now = Instant.now();
            for (var message : records) fold(message, wanted, now, unreadable);
            progress.accept(records.count());
            reached.putAll(reader.positions());
        });
        return reached;
    }

    void fold(ConsumerRecord<String, byte[]> message, Predicate<CaseEvent> wanted, Instant now, Unreadable refused)
            throws InterruptedException, ExecutionException {
        try {
            var event = FoldedTopic.envelope(message);
            if (!wanted.test(event)) return;
            var topic = of(message, event);
            if (topic != null && accept(topic, message, event, now)) applied.increment();
        } catch (UnreadableEvent unreadable) {
            park(message, unreadable, now);
            refused.keep(message, unreadable);
        }
    }

    private static <F extends Fact, E, S extends FactShard<F>> boolean accept(
            FoldedTopic<F, E, S> topic, ConsumerRecord<String, byte[]> message, CaseEvent event, Instant now)
            throws UnreadableEvent {
        return topic.apply(topic.decode(message, event), now) == CaseFold.Result.APPLIED;
    }

    /** Whose event it is; null where it is of a kind that is not folded here. */
    FoldedTopic<?, ?, ?> of(ConsumerRecord<String, byte[]> message, CaseEvent event) throws UnreadableEvent {
        var sharing = topics.get(message.topic());
        // A case's kind is known by its first event; what comes after it may be of a type newer than this program.
        if (sharing.size() > 1) {
            for (var topic : sharing) {
                if (topic.has(event.authority(), message.partition(), event.caseId())) return topic;
            }
        }
        var type = FoldedTopic.typeOf(event, message.topic());
        for (var topic : sharing) if (topic.source().types().test(type)) return topic;
        return null;
    }

    /** Parks the case of a record that could not be read, where the record names one. */
    void park(ConsumerRecord<String, byte[]> message, UnreadableEvent unreadable, Instant now) {
        if (unreadable.caseId() == null) return;
        var sharing = topics.get(message.topic());
        var authority = FoldedTopic.authority(message);
        sharing.stream()
                .filter(topic -> topic.has(authority, message.partition(), unreadable.caseId()))
                .findFirst()
                .orElseGet(() -> typed(sharing, message))
                .park(message, unreadable, now);
    }

    private static FoldedTopic<?, ?, ?> typed(
            List<FoldedTopic<?, ?, ?>> sharing, ConsumerRecord<String, byte[]> message) {
        var type = message.headers().lastHeader("ce_type");
        var name = type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
        for (var topic : sharing) {
            boolean prefixed = name.startsWith(message.topic() + ".");
            if (prefixed
                    && topic.source()
                            .types()
                            .test(name.substring(message.topic().length() + 1))) return topic;
        }
        return sharing.getFirst();
    }

    List<TopicPartition> partitions() {
        return TopicReader.partitionsOf(topics.keySet());
    }

    /** The next offset of each partition to be read; none for one of which nothing was read. */
    Map<TopicPartition, Long> offsets() {
        return offsets;
    }

    Collection<FoldedTopic<?, ?, ?>> kinds() {
        return kinds.values();
    }

    /** Null where there is none of that id. */
    FoldedTopic<?, ?, ?> kind(String id) {
        return kinds.get(id);
    }

    @SuppressWarnings("unchecked") // a kind is folded by its source alone
    <S extends FactShard<?>> FactTable<S> table(Source<?, ?, S> source) {
        return (FactTable<S>) kinds.get(source.kind().id()).table();
    }

    /** How many events were applied when it was made anew. */
    long applied() {
        return applied.sum();
    }

    List<CaseFold.Parked> parked() {
        return kinds.values().stream()
                .flatMap(topic -> topic.parked().values().stream())
                .toList();
    }

    int parkedCount() {
        return kinds.values().stream().mapToInt(FoldedTopic::parkedCount).sum();
    }
}
