package waymark.events;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads topics together with the other instances of a service, each its share of the partition numbers: whoever has a number has it of every topic, and so all events of
 * its children. How far a batch reached is committed once its reader returned; after a crash, the batch comes again. One thread runs it.
 */
public final class GroupReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    /** Whoever has more records of a partition before it is reading up, and not following. */
    static final int MOST_BEHIND = 1_000;

    private final Consumer<String, byte[]> consumer;
    private final AtomicBoolean closing = new AtomicBoolean();
    /** Where each partition ended when it was given to this instance, or when there was last much to read, until it was read so far. */
    private final Map<TopicPartition, Long> behind = new HashMap<>();

    private volatile Set<Integer> caughtUp = Set.of();
    private boolean hasShare;

    public GroupReader(KafkaConnection kafka, String clientId, String group, List<String> topics) {
        this(kafka.consumer(clientId, group), topics);
    }

    GroupReader(Consumer<String, byte[]> consumer, List<String> topics) {
        this.consumer = consumer;
        consumer.subscribe(topics, new Shares());
    }

    /** Reads until {@link #close}; hands on empty batches too. */
    public void readOn(TopicReader.Batch batch) throws Exception {
        try {
            while (!closing.get()) {
                var records = poll();
                noteWhatLags();
                batch.read(records);
                if (!records.isEmpty()) commit();
                noteWhatIsCaughtUp();
            }
        } catch (WakeupException stopped) {
            if (!closing.get()) throw stopped;
        } finally {
            caughtUp = Set.of();
            consumer.close();
        }
    }

    /**
     * The partition numbers that are this instance's and were read, of every topic, as far as they went when it got them, and of which there are no more than 1,000 records yet to be
     * read: otherwise as far as they went then. From any thread.
     */
    public Set<Integer> caughtUp() {
        return caughtUp;
    }

    /** Whether all of its share, which may be none, is {@link #caughtUp}; not before it was given one. For the reading thread only. */
    boolean isCaughtUp() {
        return hasShare && behind.isEmpty();
    }

    /** Ends the reading from any thread; the reading thread then lets go of the connection. */
    @Override
    public void close() {
        closing.set(true);
        consumer.wakeup();
    }

    private ConsumerRecords<String, byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException gone) {
            // The topic was lost or cut while we read: what is there now is read from its beginning.
            consumer.seekToBeginning(gone.partitions());
            return ConsumerRecords.empty();
        }
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (RebalanceInProgressException | RetriableCommitFailedException later) {
            // The next batch commits this one too; whoever reads it again drops it.
        }
    }

    private void noteWhatIsCaughtUp() {
        behind.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        noteWhatLags();
    }

    /** Before what was polled is read: it may be half of a history. */
    private void noteWhatLags() {
        for (var partition : consumer.assignment()) {
            long lag = consumer.currentLag(partition).orElse(0);
            if (lag > MOST_BEHIND) behind.putIfAbsent(partition, consumer.position(partition) + lag);
        }
        var slow = behind.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
        var numbers = consumer.assignment().stream()
                .map(TopicPartition::partition)
                .filter(number -> !slow.contains(number))
                .collect(Collectors.toUnmodifiableSet());
        if (!numbers.equals(caughtUp)) caughtUp = numbers;
    }

    private final class Shares implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> given) {
            var committed = consumer.committed(Set.copyOf(given));
            var beginnings = consumer.beginningOffsets(given);
            var ends = consumer.endOffsets(given);
            for (var partition : given) {
                var offset = committed.get(partition);
                boolean isThere = offset != null
                        && offset.offset() >= beginnings.get(partition)
                        && offset.offset() <= ends.get(partition);
                consumer.seek(partition, isThere ? offset.offset() : beginnings.get(partition));
            }
            behind.putAll(ends);
            hasShare = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            var numbers = taken.stream().map(TopicPartition::partition).collect(Collectors.toSet());
            var left = new HashSet<>(caughtUp);
            left.removeAll(numbers);
            caughtUp = Set.copyOf(left);
            behind.keySet().removeAll(taken);
        }
    }
}
