package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a reader of a group calls caught up, of a topic of two partitions. */
class GroupReaderTest {
    private static final TopicPartition FIRST = new TopicPartition("topic", 0);
    private static final TopicPartition SECOND = new TopicPartition("topic", 1);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
    private final GroupReader reader = new GroupReader(consumer, List.of("topic"));
    private long offset;

    private void add(int records) {
        for (int number = 0; number < records; number++) {
            consumer.addRecord(new ConsumerRecord<>("topic", 0, offset++, "key", new byte[0]));
        }
    }

    /** What is caught up while each poll's records are read. */
    private List<Set<Integer>> read(List<Runnable> polls) throws Exception {
        var seen = new ArrayList<Set<Integer>>();
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
            consumer.updateEndOffsets(Map.of(FIRST, 0L, SECOND, 0L));
            consumer.rebalance(List.of(FIRST, SECOND));
        });
        for (var poll : polls) consumer.schedulePollTask(poll);
        consumer.schedulePollTask(reader::close);
        reader.readOn(_ -> seen.add(reader.caughtUp()));
        return seen;
    }

    private void ends(long end) {
        consumer.updateEndOffsets(Map.of(FIRST, end));
    }

    @Test
    void aPartitionWithMuchToReadIsNotCaughtUpUntilThatIsRead() throws Exception {
        // When
        var seen = read(List.of(
                () -> {},
                () -> {
                    ends(3_000);
                    add(500);
                },
                () -> add(2_400),
                () -> add(100),
                () -> {}));

        // Then
        assertThat(seen.subList(1, 6)).containsExactly(Set.of(0, 1), Set.of(1), Set.of(1), Set.of(1), Set.of(0, 1));
    }

    @Test
    void aPartitionWithLittleToReadStaysCaughtUp() throws Exception {
        // When
        var seen = read(List.of(
                () -> {},
                () -> {
                    ends(1_500);
                    add(500);
                },
                () -> add(1_000)));

        // Then
        assertThat(seen.subList(1, 4)).allMatch(Set.of(0, 1)::equals);
    }

    @Test
    void itIsNotCaughtUpBeforeItWasGivenItsShareNorBeforeThatIsRead() throws Exception {
        // Given
        var seen = new ArrayList<Boolean>();
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(FIRST, 0L));
            ends(1);
            consumer.rebalance(List.of(FIRST));
        });
        consumer.schedulePollTask(() -> add(1));
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(reader::close);

        // When
        reader.readOn(_ -> seen.add(reader.isCaughtUp()));

        // Then
        assertThat(seen.subList(0, 4)).containsExactly(false, false, false, true);
    }
}
