package waymark.alerts.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.alerts.domain.Due;
import waymark.alerts.domain.Standing;
import waymark.alerts.domain.Watch;
import waymark.alerts.domain.WatchedCase;
import waymark.calendar.BusinessClock;
import waymark.calendar.LondonTime;
import waymark.events.CaseEvent;
import waymark.events.CaseFold;
import waymark.events.CloudEventRecords;
import waymark.events.DeadLetters;
import waymark.events.GroupFollower;
import waymark.events.KafkaConnection;
import waymark.events.Position;
import waymark.events.UnreadableEvent;

/**
 * Keeps the watches as the topics have it: all events of a child in a batch become one guarded write of its watch. What was seen is dropped, what does not follow parks its
 * case, what cannot be read goes to the dead letters. Where another instance was faster, the events are folded again into what that one left.
 */
public final class WatchReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchReader.class);

    private final Watches watches;
    private final Agenda agenda;
    private final RuleBook rules;
    private final DeadLetters deadLetters;
    private final BusinessClock clock;
    private final MeterRegistry metrics;
    private final Counter deadLettersKept;
    private final Unsettled unsettled = new Unsettled(System::nanoTime);
    private final GroupFollower follower;

    /** @param group of the instances that share the reading */
    public WatchReader(
            KafkaConnection kafka,
            String group,
            Watches watches,
            Agenda agenda,
            RuleBook rules,
            DeadLetters deadLetters,
            BusinessClock clock,
            MeterRegistry metrics) {
        follower = new GroupFollower(kafka, "alerts", group, WatchedEvents.TOPICS, this::fold);
        this.watches = watches;
        this.agenda = agenda;
        this.rules = rules;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.metrics = metrics;
        Gauge.builder("waymark.parked.cases", () -> watches.parked().size())
                .description("Cases whose events do not follow, of all instances' partitions")
                .register(metrics);
        Gauge.builder("waymark.watch.behind", () -> follower.behindFor().toMillis() / 1e3)
                .description("Since this instance last had read what there is of its partitions, but for 1,000 records")
                .baseUnit("seconds")
                .register(metrics);
        deadLettersKept = Counter.builder("waymark.deadletters")
                .description("Records that could not be read")
                .register(metrics);
    }

    public void start() {
        follower.start();
    }

    /** The partition numbers whose watches this instance keeps and has brought up to date. */
    public Set<Integer> caughtUp() {
        return follower.caughtUp();
    }

    /** Whether events of a watch came so lately that more of the same command may be on their way. */
    public boolean isUnsettled(String key) {
        return unsettled.contains(key);
    }

    @Override
    public void close() {
        follower.close();
    }

    /** One record: its event and data, or that it could not be read. */
    private record Read(
            ConsumerRecord<String, byte[]> message, CaseEvent event, JsonNode data, UnreadableEvent unreadable) {}

    private void fold(ConsumerRecords<String, byte[]> records) throws InterruptedException, ExecutionException {
        unsettled.forget();
        if (records.isEmpty()) return;
        var byWatch = new LinkedHashMap<String, List<Read>>();
        for (var message : records) {
            try {
                var event = CloudEventRecords.read(message);
                if (!isWatched(event)) continue;
                byWatch.computeIfAbsent(message.key(), _ -> new ArrayList<>()).add(read(message, event));
            } catch (UnreadableEvent senseless) {
                keep(message, senseless);
                // Only where it names its case is it under its own key.
                if (senseless.caseId() != null)
                    byWatch.computeIfAbsent(message.key(), _ -> new ArrayList<>())
                            .add(new Read(message, null, null, senseless));
            }
        }
        Collection<String> left = byWatch.keySet();
        while (!left.isEmpty()) left = fold(left, byWatch);
    }

    /** What is about no child is a register, or a measure. */
    private static boolean isWatched(CaseEvent event) {
        return event.child() != null || event.type().startsWith(WatchedEvents.MEASURES + ".");
    }

    private static Read read(ConsumerRecord<String, byte[]> message, CaseEvent event) throws UnreadableEvent {
        try {
            var data = JsonMapper.shared().readTree(event.data());
            if (data.isObject()) return new Read(message, event, data, null);
            throw new UnreadableEvent(event.caseId(), event.sequence(), "the data are not an object");
        } catch (JacksonException notJson) {
            throw new UnreadableEvent(event.caseId(), event.sequence(), "the data are not JSON");
        }
    }

    private void keep(ConsumerRecord<String, byte[]> message, UnreadableEvent unreadable)
            throws InterruptedException, ExecutionException {
        deadLetters.keep(message, unreadable.getMessage());
        deadLettersKept.increment();
        log.atWarn()
                .addKeyValue("topic", message.topic())
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .log("a record was put to the dead letters: {}", unreadable.getMessage());
    }

    /** @return the keys of watches that another instance changed meanwhile */
    private Collection<String> fold(Collection<String> keys, Map<String, List<Read>> byWatch)
            throws InterruptedException, ExecutionException {
        var present = watches.find(keys);
        var changed = new ArrayList<Watches.Kept>();
        for (var key : keys) {
            var reads = byWatch.get(key);
            var folding = new Folding(key, reads.getFirst().message().partition(), present.get(key));
            for (var read : reads) {
                if (read.unreadable() != null) {
                    folding.park(read.unreadable());
                    continue;
                }
                try {
                    var result = folding.accept(read);
                    metrics.counter(
                                    "waymark.watch.events",
                                    "result",
                                    result.name().toLowerCase(Locale.ROOT))
                            .increment();
                } catch (UnreadableEvent senseless) {
                    keep(read.message(), senseless);
                    folding.park(senseless);
                }
            }
            if (!folding.changed()) {
                // Another instance may have read it before this one had the partition.
                var kept = present.get(key);
                if (kept != null)
                    agenda.found(kept, rules.of(kept.watch().authority()).version(), clock.now());
                continue;
            }
            changed.add(folding.kept(rules, clock.now()));
        }
        var lost = new HashSet<String>();
        var settling = changed.stream()
                .collect(Collectors.toMap(Watches.Kept::key, kept -> settling(byWatch.get(kept.key()))));
        unsettled.during(settling, () -> lost.addAll(watches.write(changed, agenda)));
        return lost;
    }

    private static Duration settling(List<Read> reads) {
        boolean ofThePast = reads.stream()
                .map(Read::event)
                .filter(Objects::nonNull)
                .anyMatch(event -> event.effectiveOn().isBefore(LondonTime.dateOf(event.recordedAt())));
        return ofThePast ? Unsettled.IN_A_WHILE : Unsettled.SHORTLY;
    }

    /** One child's events into its watch. */
    private static final class Folding implements CaseFold.Cases<WatchedCase> {
        private final String key;
        private final int partition;
        private final Watches.Kept before;
        private final Map<UUID, WatchedCase> cases = new HashMap<>();
        private final Map<UUID, Position> positions = new HashMap<>();
        private final CaseFold<JsonNode, WatchedCase> fold = new CaseFold<>(this, WatchedEvents::evolve);
        private UUID child;
        private boolean changed;

        Folding(String key, int partition, Watches.Kept before) {
            this.key = key;
            this.partition = partition;
            this.before = before;
            if (before == null) return;
            child = before.watch().child();
            cases.putAll(before.watch().cases());
            positions.putAll(before.positions());
            before.mendings().forEach(fold::restore);
        }

        CaseFold.Result accept(Read read) throws UnreadableEvent {
            child = read.event().child();
            try {
                var result = fold.accept(read.event(), read.data(), Instant.now());
                if (result != CaseFold.Result.SEEN) changed = true;
                return result;
            } catch (IllegalArgumentException senseless) {
                throw new UnreadableEvent(read.event().caseId(), read.event().sequence(), senseless.getMessage());
            }
        }

        void park(UnreadableEvent unreadable) {
            fold.park(new CaseFold.Parked(
                    unreadable.caseId(), unreadable.sequence(), unreadable.getMessage(), Instant.now()));
            changed = true;
        }

        boolean changed() {
            return changed;
        }

        Watches.Kept kept(RuleBook rules, Instant now) {
            var authority = key.substring(0, key.indexOf('/'));
            var watch = new Watch(authority, child, cases);
            var standing = (before == null ? Standing.NONE : before.standing()).heldBy(begun());
            var settings = rules.of(authority);
            var due = Due.of(watch, standing, settings, now);
            return new Watches.Kept(
                    key,
                    before == null ? 0 : before.version(),
                    partition,
                    settings.version(),
                    due.isNow() ? now : due.next(),
                    watch,
                    standing,
                    positions,
                    fold.mendings());
        }

        /** Who has the cases that are new here: there is no alert about these as yet. */
        private Map<UUID, Standing.Holder> begun() {
            var begun = new HashMap<UUID, Standing.Holder>();
            cases.forEach((id, about) -> {
                if (before == null || !before.watch().cases().containsKey(id)) begun.put(id, Standing.Holder.of(about));
            });
            return begun;
        }

        @Override
        public Position position(UUID caseId) {
            return positions.getOrDefault(caseId, Position.START);
        }

        @Override
        public WatchedCase state(UUID caseId) {
            return cases.get(caseId);
        }

        @Override
        public void put(CaseEvent event, WatchedCase state) {
            positions.put(event.caseId(), event.position());
            cases.put(event.caseId(), state);
        }
    }
}
