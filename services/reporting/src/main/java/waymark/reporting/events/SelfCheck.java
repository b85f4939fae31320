package waymark.reporting.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.events.KafkaConnection;
import waymark.events.Topics;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;

/** Folds a sample of cases anew from the topics and compares them with the running table: what differs is a defect, and is counted and logged. */
public final class SelfCheck implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SelfCheck.class);

    /** @param differing ids of cases whose facts are not what their events say */
    public record Result(int partition, int cases, List<UUID> differing) {}

    private record Key(String authority, UUID caseId) {}

    private record Known(UUID child, int sequence, UUID event, Fact fact) {}

    private final KafkaConnection kafka;
    private final Collection<? extends Source<?, ?, ?>> sources;
    private final Facts facts;
    private final FactReader reader;
    private final int most;
    private final Random random;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Counter checked;
    private final Counter differences;

    /** @param most cases in one check */
    public SelfCheck(
            KafkaConnection kafka,
            Collection<? extends Source<?, ?, ?>> sources,
            Facts facts,
            FactReader reader,
            int most,
            Random random,
            MeterRegistry metrics) {
        this.kafka = kafka;
        this.sources = sources;
        this.facts = facts;
        this.reader = reader;
        this.most = most;
        this.random = random;
        checked = Counter.builder("waymark.selfcheck.cases")
                .description("Cases folded anew and compared")
                .register(metrics);
        differences = Counter.builder("waymark.selfcheck.differences")
                .description("Cases whose facts are not what their events say")
                .register(metrics);
    }

    /** Runs every so often until {@link #close}. */
    public void start(Duration every) {
        Thread.ofPlatform().name("self-check").daemon().start(() -> {
            try {
                while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) runOrWarn();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void runOrWarn() throws InterruptedException {
        try {
            run();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception away) {
            log.warn("the self-check could not be made: {}", away.toString());
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }

    /** Checks some cases of a partition taken at random. */
    public synchronized Result run() throws Exception {
        return run(random.nextInt(Topics.PARTITIONS), random.nextInt());
    }

    Result run(int partition, int salt) throws Exception {
        int size = facts.inspect(folding -> size(folding, partition));
        int oneIn = Math.max(1, size / most);
        Predicate<UUID> sampled = caseId -> sampled(caseId, salt, oneIn);
        var again = anew(partition, sampled);
        // What the check read and the running table has not yet read is no difference.
        if (!waitedFor(again.offsets())) return new Result(partition, 0, List.of());
        var differing = new ArrayList<UUID>();
        int cases = 0;
        for (var topic : again.kinds()) {
            var name = topic.source().kind().id();
            var expected = known(topic, partition, sampled);
            var actual = facts.inspect(folding -> known(folding.kind(name), partition, sampled));
            var parked = facts.inspect(folding -> folding.kind(name).parked().keySet());
            cases += expected.size();
            expected.forEach((key, fact) -> {
                var other = actual.get(key);
                boolean movedOn = other != null && other.sequence > fact.sequence;
                if (!movedOn && !fact.equals(other) && !parked.contains(key.caseId)) differing.add(key.caseId);
            });
            var unexpected = new HashSet<>(actual.keySet());
            unexpected.removeAll(expected.keySet());
            unexpected.removeIf(key -> parked.contains(key.caseId));
            for (var key : notOnTheTopics(unexpected, name, partition)) {
                if (!differing.contains(key.caseId)) differing.add(key.caseId);
            }
        }
        checked.increment(cases);
        differences.increment(differing.size());
        for (var caseId : differing) {
            log.atError().addKeyValue("case", caseId).log("the facts of a case are not what its events say");
        }
        return new Result(partition, cases, differing);
    }

    /** Of cases that the running table has, those that are not on the topics now either: the others began after the check's reading. */
    private Set<Key> notOnTheTopics(Set<Key> unexpected, String kind, int partition)
            throws InterruptedException, ExecutionException {
        if (unexpected.isEmpty()) return Set.of();
        var ids = unexpected.stream().map(Key::caseId).collect(Collectors.toSet());
        var found = known(anew(partition, ids::contains).kind(kind), partition, ids::contains);
        var missing = new HashSet<>(unexpected);
        missing.removeAll(found.keySet());
        return missing;
    }

    private Folding anew(int partition, Predicate<UUID> wanted) throws InterruptedException, ExecutionException {
        return Folding.anew(
                kafka,
                sources,
                List.of(partition),
                event -> wanted.test(event.caseId()),
                records -> {},
                Folding.Unreadable.KEPT_ALREADY);
    }

    private boolean waitedFor(Map<TopicPartition, Long> offsets) throws InterruptedException {
        for (int times = 0; times < 50 && !reached(offsets); times++) Thread.sleep(Duration.ofMillis(100));
        return reached(offsets);
    }

    private boolean reached(Map<TopicPartition, Long> offsets) {
        var reached = reader.reached();
        return offsets.entrySet().stream()
                .allMatch(offset -> reached.getOrDefault(offset.getKey(), 0L) >= offset.getValue());
    }

    private static int size(Folding folding, int partition) {
        int size = 0;
        for (var topic : folding.kinds()) {
            for (var shards : topic.table().authorities().values()) {
                size += shards.get(partition).total();
            }
        }
        return size;
    }

    private static boolean sampled(UUID caseId, int salt, int oneIn) {
        return Math.floorMod((caseId.hashCode() ^ salt) * 0x9E3779B9, oneIn) == 0;
    }

    private static <F extends Fact, E, S extends FactShard<F>> Map<Key, Known> known(
            FoldedTopic<F, E, S> topic, int partition, Predicate<UUID> wanted) {
        var known = new HashMap<Key, Known>();
        topic.table()
                .authorities()
                .forEach((authority, shards) -> shards.get(partition)
                        .keepAll((caseId, child, sequence, event, fact) -> {
                            if (wanted.test(caseId)) {
                                known.put(new Key(authority, caseId), new Known(child, sequence, event, fact));
                            }
                        }));
        return known;
    }
}
