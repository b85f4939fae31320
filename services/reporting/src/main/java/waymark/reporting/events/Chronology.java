package waymark.reporting.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;
import waymark.events.CaseEvent;
import waymark.events.CaseFold;
import waymark.events.ChildKeys;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.Position;
import waymark.events.TopicReader;
import waymark.events.Topics;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.FactShard;

/**
 * One child's story over all services, read from the topics: all of a child's events are in one partition number, so one partition of each topic has all of
 * them, and one more for each family whose early help is kept under a brother or sister.
 */
public final class Chronology {
    /** Each reads a twelfth of the topics; more at a time would only share the same line to Kafka. */
    private static final int AT_A_TIME = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A case of the child, and the service that keeps it. */
    public record OfService(String service, UUID caseId) {}

    /** All that was published of a child; who asks says of which cases it is told. */
    public static final class Story {
        private final List<CaseHistory> histories;
        private final boolean incomplete;

        private Story(List<CaseHistory> histories, boolean incomplete) {
            this.histories = histories;
            this.incomplete = incomplete;
        }

        /** None of a child of whom nothing is known. */
        public List<OfService> cases() {
            return histories.stream()
                    .map(one -> new OfService(one.service(), one.caseId()))
                    .toList();
        }

        /** Of these cases, by day. No line names another case. */
        public List<ChronologyLine> lines(Predicate<UUID> shown) {
            var references = new HashMap<String, String>();
            var unnamed = new HashSet<String>();
            for (var one : histories) {
                if (one.reference() == null) continue;
                if (shown.test(one.caseId())) references.put(one.caseId().toString(), one.reference());
                else unnamed.add(one.reference());
            }
            return histories.stream()
                    .filter(one -> shown.test(one.caseId()))
                    .flatMap(one -> one.lines(references, unnamed).stream())
                    .sorted(ChronologyLine.BY_DAY)
                    .toList();
        }

        /** How many lines there are of these cases. */
        public long count(Predicate<UUID> which) {
            return histories.stream()
                    .filter(one -> which.test(one.caseId()))
                    .mapToLong(CaseHistory::size)
                    .sum();
        }

        /** Whether some case waits for its history, so that what came after is left out. */
        public boolean incomplete() {
            return incomplete;
        }
    }

    private static final List<String> TOPICS =
            List.of(Topics.of("involvements"), Topics.of("assessments"), ReferralEvents.TOPIC);

    private final KafkaConnection kafka;
    private final Facts facts;
    private final ChildKeys keys;
    private final JsonMapper json;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    public Chronology(KafkaConnection kafka, Facts facts, ChildKeys keys, JsonMapper json) {
        this.kafka = kafka;
        this.facts = facts;
        this.keys = keys;
        this.json = json;
    }

    /**
     * @param childRef the council's person number; neither kept nor logged
     * @param knownAt what was recorded later is left out
     * @throws TimeoutException where Kafka does not answer in time
     */
    public Story of(String authority, String childRef, Instant knownAt)
            throws InterruptedException, ExecutionException, TimeoutException {
        var child = keys.of(authority, childRef);
        var place = place(authority, child);
        if (place.partitions.isEmpty()) return new Story(List.of(), false);
        if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("those asked for before are still being read");
        }
        try {
            return told(inTime(authority + "/" + child, place, knownAt));
        } finally {
            turns.release();
        }
    }

    private Story told(Histories histories) {
        var cases = histories.byCase.values().stream()
                .map(history -> new CaseHistory(history, json))
                .toList();
        return new Story(cases, histories.fold.parkedCount() > 0);
    }

    /** A reading waits for Kafka as long as that is away; whoever asks does not. */
    private Histories inTime(String key, Place place, Instant knownAt)
            throws InterruptedException, ExecutionException, TimeoutException {
        var reading = new FutureTask<>(() -> read(key, place, knownAt));
        Thread.ofPlatform().name("chronology").daemon().start(reading);
        try {
            return reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            reading.cancel(true);
        }
    }

    /**
     * @param families cases of early help that are kept under another child
     * @param partitions where the child's events and these are
     */
    private record Place(Set<UUID> families, Set<Integer> partitions) {}

    private Place place(String authority, UUID child) {
        return facts.inspect(folding -> {
            var partitions = new HashSet<Integer>();
            for (var kind : folding.kinds())
                partitions.addAll(partitionsOf(child, kind.table().shards(authority)));
            var families = new HashSet<UUID>();
            var earlyHelp = folding.table(EarlyHelpEvents.SOURCE).shards(authority);
            for (int partition = 0; partition < earlyHelp.size(); partition++) {
                var about = earlyHelp.get(partition).alsoAbout(child);
                if (!about.isEmpty()) partitions.add(partition);
                families.addAll(about);
            }
            return new Place(families, partitions);
        });
    }

    private static Set<Integer> partitionsOf(UUID child, List<? extends FactShard<?>> shards) {
        var partitions = new HashSet<Integer>();
        for (int partition = 0; partition < shards.size(); partition++) {
            if (shards.get(partition).knows(child)) partitions.add(partition);
        }
        return partitions;
    }

    private Histories read(String key, Place place, Instant knownAt) throws Exception {
        var histories = new Histories(knownAt);
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : TOPICS) for (var number : place.partitions) partitions.add(new TopicPartition(topic, number));
        new TopicReader(kafka, "reporting-chronology", partitions, Map.of()).readToPresentEnd(records -> {
            for (var message : records) {
                if (key.equals(message.key()) || isOf(message, place.families)) histories.take(message);
            }
        });
        return histories;
    }

    private static boolean isOf(ConsumerRecord<String, byte[]> message, Set<UUID> cases) {
        if (cases.isEmpty()) return false;
        var subject = message.headers().lastHeader("ce_subject");
        return subject != null
                && cases.stream()
                        .anyMatch(one -> one.toString().equals(new String(subject.value(), StandardCharsets.UTF_8)));
    }

    /** What was published of each case, each event once and in order, whatever was delivered twice or published again. */
    private static final class Histories implements CaseFold.Cases<List<CaseEvent>> {
        private final Instant knownAt;
        private final Map<UUID, List<CaseEvent>> byCase = new LinkedHashMap<>();
        private final Map<UUID, Position> positions = new HashMap<>();
        private final CaseFold<CaseEvent, List<CaseEvent>> fold = new CaseFold<>(this, (before, event, same) -> {
            var all = new ArrayList<CaseEvent>(before == null ? List.of() : before);
            all.add(event);
            return all;
        });

        private Histories(Instant knownAt) {
            this.knownAt = knownAt;
        }

        private void take(ConsumerRecord<String, byte[]> message) {
            try {
                var event = CloudEventRecords.read(message);
                if (!event.recordedAt().isAfter(knownAt)) fold.accept(event, event, Instant.EPOCH);
            } catch (UnreadableEvent kept) {
                // The figures' reader keeps it as a dead letter; what follows it in its case waits, here as there.
                if (kept.caseId() != null) {
                    fold.park(new CaseFold.Parked(kept.caseId(), kept.sequence(), kept.getMessage(), Instant.EPOCH));
                }
            }
        }

        @Override
        public Position position(UUID caseId) {
            return positions.getOrDefault(caseId, Position.START);
        }

        @Override
        public List<CaseEvent> state(UUID caseId) {
            return byCase.get(caseId);
        }

        @Override
        public void put(CaseEvent event, List<CaseEvent> history) {
            byCase.put(event.caseId(), history);
            positions.put(event.caseId(), event.position());
        }
    }
}
