package waymark.reporting.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import waymark.events.DeadLetters;
import waymark.events.DeadLetters.DeadLetter;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;

/** For operators: what could not be read, and sending it again once its reader is mended. */
public final class DeadLetterBox {
    private final KafkaConnection kafka;
    private final List<String> topics;
    private final DeadLetters deadLetters;

    public DeadLetterBox(
            KafkaConnection kafka, Collection<? extends Source<?, ?, ?>> sources, DeadLetters deadLetters) {
        this.kafka = kafka;
        this.topics = sources.stream()
                .map(source -> Topics.deadLettersOf(source.topic()))
                .toList();
        this.deadLetters = deadLetters;
    }

    public List<DeadLetter> list() throws Exception {
        return letters().stream().map(DeadLetters::read).toList();
    }

    /** Sends all of them again to where they came from; what was mended meanwhile is dropped there as seen. Answers how many. */
    public int replay() throws Exception {
        return deadLetters.replay(letters());
    }

    private List<ConsumerRecord<String, byte[]>> letters() throws Exception {
        var letters = new ArrayList<ConsumerRecord<String, byte[]>>();
        new TopicReader(kafka, "reporting-dead-letters", TopicReader.partitionsOf(topics), Map.of())
                .readToPresentEnd(records -> records.forEach(letters::add));
        return letters;
    }
}
