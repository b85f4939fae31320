package waymark.events;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads given partitions from given offsets by plain assignment: to their present end, or for ever. One thread runs it. */
public final class TopicReader implements AutoCloseable {
    @FunctionalInterface
    public interface Batch {
        void read(ConsumerRecords<String, byte[]> records) throws Exception;
    }

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final Consumer<String, byte[]> consumer;
    private final AtomicBoolean closing = new AtomicBoolean();

    /** @param from the next offset of each partition to read; a partition without one is read from its beginning */
    public TopicReader(
            KafkaConnection kafka,
            String clientId,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> from) {
        consumer = kafka.consumer(clientId);
        try {
            consumer.assign(partitions);
            seek(partitions, from);
        } catch (RuntimeException unreachable) {
            consumer.close();
            throw unreachable;
        }
    }

    private void seek(Collection<TopicPartition> partitions, Map<TopicPartition, Long> from) {
        var beginnings = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            long beginning = beginnings.get(partition);
            long offset = Math.max(from.getOrDefault(partition, beginning), beginning);
            // A topic that was lost and made again is shorter than we remember: read it from its beginning.
            consumer.seek(partition, offset > ends.get(partition) ? beginning : offset);
        }
    }

    public static List<TopicPartition> partitionsOf(Collection<String> topics) {
        return topics.stream()
                .flatMap(topic ->
                        IntStream.range(0, Topics.PARTITIONS).mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
    }

    /** Reads until {@link #close}; hands on empty batches too, so that a reader can do its housekeeping. */
    public void readOn(Batch batch) throws Exception {
        try {
            while (!closing.get()) batch.read(poll());
        } catch (WakeupException stopped) {
            if (!closing.get()) throw stopped;
        } finally {
            consumer.close();
        }
    }

    /** Reads up to where the partitions ended when this was called. */
    public void readToPresentEnd(Batch batch) throws Exception {
        try {
            var ends = consumer.endOffsets(consumer.assignment());
            while (!closing.get() && !reached(ends)) batch.read(poll());
        } catch (WakeupException stopped) {
            if (!closing.get()) throw stopped;
        } finally {
            consumer.close();
        }
    }

    /** The next offset of each partition. For the reading thread only. */
    public Map<TopicPartition, Long> positions() {
        var positions = new HashMap<TopicPartition, Long>();
        for (var partition : consumer.assignment()) positions.put(partition, consumer.position(partition));
        return positions;
    }

    /** How many records are yet to be read; empty while Kafka does not say. For the reading thread only. */
    public OptionalLong lag() {
        try {
            var ends = consumer.endOffsets(consumer.assignment(), ANSWER);
            long lag = 0;
            for (var end : ends.entrySet())
                lag += Math.max(0, end.getValue() - consumer.position(end.getKey(), ANSWER));
            return OptionalLong.of(lag);
        } catch (TimeoutException | DisconnectException away) {
            return OptionalLong.empty();
        }
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
            // The topic was lost or cut while we read: what is there now is read from its beginning, and what was seen
            // is dropped.
            consumer.seekToBeginning(gone.partitions());
            return ConsumerRecords.empty();
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
