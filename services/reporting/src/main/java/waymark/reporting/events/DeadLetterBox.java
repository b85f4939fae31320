package waymark.reporting.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import waymark.events.DeadLetters;
import waymark.events.DeadLetters.DeadLetter;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;

/** For operators: what could not be read, and sending it again once its reader is mended. */
public final class DeadLetterBox {
    private static final int MOST_LISTED = 1000;

    private final KafkaConnection kafka;
    private final List<String> topics;
    private final DeadLetters deadLetters;

    public DeadLetterBox(
            KafkaConnection kafka, Collection<? extends Source<?, ?, ?>> sources, DeadLetters deadLetters) {
        this.kafka = kafka;
        this.topics = sources.stream()
                .map(source -> Topics.deadLettersOf(source.topic()))
                .distinct()
                .toList();
        this.deadLetters = deadLetters;
    }

    /** At most 1,000 of them. */
    public List<DeadLetter> list() throws Exception {
        var letters = new ArrayList<DeadLetter>();
        read(letter -> {
            if (letters.size() < MOST_LISTED) letters.add(DeadLetters.read(letter));
        });
        return letters;
    }

    /**
     * Sends all of them again to where they came from and then deletes them; what was mended meanwhile is dropped there as seen, what still cannot be
     * read becomes a dead letter again. Answers how many.
     */
    public synchronized int replay() throws Exception {
        var letters = new ArrayList<ConsumerRecord<String, byte[]>>();
        read(letters::add);
        int replayed = deadLetters.replay(letters);
        var read = new HashMap<TopicPartition, RecordsToDelete>();
        for (var letter : letters) {
            read.put(
                    new TopicPartition(letter.topic(), letter.partition()),
                    RecordsToDelete.beforeOffset(letter.offset() + 1));
        }
        try (var admin = kafka.admin()) {
            admin.deleteRecords(read).all().get();
        }
        return replayed;
    }

    private void read(Consumer<ConsumerRecord<String, byte[]>> each) throws Exception {
        new TopicReader(kafka, "reporting-dead-letters", TopicReader.partitionsOf(topics), Map.of())
                .readToPresentEnd(records -> records.forEach(each));
    }
}
