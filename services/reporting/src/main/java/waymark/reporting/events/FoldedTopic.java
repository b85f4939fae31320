package waymark.reporting.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import waymark.events.CaseEvent;
import waymark.events.CaseFold;
import waymark.events.CloudEventRecords;
import waymark.events.Position;
import waymark.events.Topics;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Register;

/**
 * One kind of case of a topic, folded into a table of facts. Each partition has a fold and shards of its own, so two threads may fold different partitions at the same
 * time; decoding needs no care at all.
 */
final class FoldedTopic<F extends Fact, E, S extends FactShard<F>> {
    /** An event with its data read, ready to be folded. */
    record Decoded<E>(int partition, CaseEvent event, Data<E> data) {}

    private final Source<F, E, S> source;
    private final FactTable<S> table;
    private final List<PartitionCases> cases;
    private final List<CaseFold<Data<E>, Fact>> folds;

    FoldedTopic(Source<F, E, S> source) {
        this.source = source;
        table = FactTable.of(source.kind(), Topics.PARTITIONS);
        cases = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(PartitionCases::new)
                .toList();
        folds = cases.stream()
                .map(partition -> new CaseFold<>(partition, this::evolve))
                .toList();
    }

    Source<F, E, S> source() {
        return source;
    }

    FactTable<S> table() {
        return table;
    }

    CaseFold<Data<E>, Fact> fold(int partition) {
        return folds.get(partition);
    }

    /** Whether it has the case, or waits for its history. */
    boolean has(String authority, int partition, UUID caseId) {
        var shard = table.find(authority, partition);
        if (shard != null && shard.sequence(caseId) > 0) return true;
        return folds.get(partition).parked(caseId).isPresent();
    }

    /** @throws UnreadableEvent where the record is no event of this topic or its data break the schema */
    Decoded<E> decode(ConsumerRecord<String, byte[]> message) throws UnreadableEvent {
        return decode(message, envelope(message));
    }

    Decoded<E> decode(ConsumerRecord<String, byte[]> message, CaseEvent event) throws UnreadableEvent {
        try {
            var data = source.reader().read(typeOf(event, source.topic()), event.data());
            boolean childless = event.child() == null;
            boolean sound = switch (data) {
                case Data.OfCase<E> ofCase -> !childless || source.kind().mayBeAboutNoChild();
                case Data.OfRegister<E> ofRegister -> childless;
                case Data.Unchanging<E> unchanging -> true;
            };
            if (!sound) {
                throw new UnreadableEvent(
                        event.caseId(), event.sequence(), "only the declaration of a register is about no child");
            }
            return new Decoded<>(message.partition(), event, data);
        } catch (Source.Malformed malformed) {
            throw new UnreadableEvent(event.caseId(), event.sequence(), malformed.getMessage());
        } catch (RuntimeException defect) {
            throw unreadable(event, defect);
        }
    }

    /** Without the topic's name. */
    static String typeOf(CaseEvent event, String topic) throws UnreadableEvent {
        var type = event.type();
        if (!type.startsWith(topic) || type.length() <= topic.length() || type.charAt(topic.length()) != '.') {
            throw new UnreadableEvent(event.caseId(), event.sequence(), "its type is none of this topic");
        }
        return type.substring(topic.length() + 1);
    }

    static CaseEvent envelope(ConsumerRecord<String, byte[]> message) throws UnreadableEvent {
        try {
            return CloudEventRecords.read(message);
        } catch (RuntimeException defect) {
            throw new UnreadableEvent(null, 0, unexpected(defect));
        }
    }

    /** A defect of the reader, found by this one event: the others are to go on. */
    private static UnreadableEvent unreadable(CaseEvent event, RuntimeException defect) {
        return new UnreadableEvent(event.caseId(), event.sequence(), unexpected(defect));
    }

    /** Without the message, which may quote data. */
    private static String unexpected(RuntimeException defect) {
        return "it could not be read or folded: " + defect.getClass().getSimpleName();
    }

    /** @throws UnreadableEvent where it makes no sense in its case; the case is as it was */
    CaseFold.Result apply(Decoded<E> decoded, Instant now) throws UnreadableEvent {
        var event = decoded.event();
        cases.get(decoded.partition()).authority = event.authority();
        try {
            return folds.get(decoded.partition()).accept(event, decoded.data(), now);
        } catch (IllegalStateException senseless) {
            throw new UnreadableEvent(event.caseId(), event.sequence(), senseless.getMessage());
        } catch (RuntimeException defect) {
            throw unreadable(event, defect);
        }
    }

    /** Of a record that names a case: only then is its key that of its headers, the authority, a slash and the child. */
    static String authority(ConsumerRecord<String, byte[]> message) {
        return message.key().substring(0, message.key().indexOf('/'));
    }

    /** Parks the case of a record that could not be read. */
    void park(ConsumerRecord<String, byte[]> message, UnreadableEvent unreadable, Instant now) {
        cases.get(message.partition()).authority = authority(message);
        folds.get(message.partition())
                .park(new CaseFold.Parked(unreadable.caseId(), unreadable.sequence(), unreadable.getMessage(), now));
    }

    Map<UUID, CaseFold.Parked> parked() {
        var all = new TreeMap<UUID, CaseFold.Parked>();
        folds.forEach(fold -> all.putAll(fold.parked()));
        return all;
    }

    int parkedCount() {
        return folds.stream().mapToInt(CaseFold::parkedCount).sum();
    }

    @SuppressWarnings("unchecked") // a case with a child has facts of the topic's kind, a register a Register
    private Fact evolve(Fact fact, CaseEvent event, Data<E> data) {
        return switch (data) {
            case Data.OfCase<E>(var happened)
            when fact instanceof Register -> throw new IllegalStateException("a register does not become a case");
            case Data.OfCase<E>(var happened) ->
                source.kind().evolve((F) fact, happened, event.sequence(), event.recordedAt());
            case Data.OfRegister<E> declared
            when fact != null && !(fact instanceof Register) ->
                throw new IllegalStateException("a case does not become a register");
            case Data.OfRegister<E>(var register) -> register;
            case Data.Unchanging<E> unchanging
            when fact == null -> throw new IllegalStateException("a case must begin with its opening");
            case Data.Unchanging<E> unchanging -> fact;
        };
    }

    /** The cases of one partition, of the authority whose event is being folded. */
    private final class PartitionCases implements CaseFold.Cases<Fact> {
        private final int partition;
        private String authority;

        private PartitionCases(int partition) {
            this.partition = partition;
        }

        @Override
        public Position position(UUID caseId) {
            var shard = table.find(authority, partition);
            int sequence = shard == null ? 0 : shard.sequence(caseId);
            return sequence == 0 ? Position.START : new Position(sequence, shard.event(caseId));
        }

        @Override
        public Fact state(UUID caseId) {
            var shard = table.find(authority, partition);
            return shard == null ? null : shard.factOf(caseId);
        }

        @Override
        @SuppressWarnings("unchecked") // see evolve
        public void put(CaseEvent event, Fact fact) {
            if (fact instanceof Register register) {
                shard().put(event.caseId(), register, event.sequence(), event.id());
            } else {
                // What is about no child stands alone.
                var child = event.child() == null ? event.caseId() : event.child();
                shard().put(event.caseId(), child, (F) fact, event.sequence(), event.id());
            }
        }

        private S shard() {
            return table.shard(authority, partition);
        }
    }
}
