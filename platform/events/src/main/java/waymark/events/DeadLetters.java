package waymark.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Keeps what could not be read, as it came, with the reason; and sends it again once the reader or the message is mended. */
public final class DeadLetters {
    /** @param reason says what was wrong and quotes no data */
    public record DeadLetter(String topic, int partition, long offset, String consumer, String reason) {}

    private static final String PREFIX = "dead-letter-";
    private static final String CUT = "cut";

    /** Of a record that is too large as a dead letter: enough to see what it was. */
    private static final int MOST_KEPT = 65_536;

    private final Producer<String, byte[]> producer;
    private final String consumer;

    public DeadLetters(Producer<String, byte[]> producer, String consumer) {
        this.producer = producer;
        this.consumer = consumer;
    }

    /**
     * Returns once the dead letter is safe on Kafka, so that its reader may move on. One that is too large together with the reason is kept without
     * what makes it so: the record as it came is still where it was.
     */
    public void keep(ConsumerRecord<String, byte[]> message, String reason)
            throws InterruptedException, ExecutionException {
        var whole = new ProducerRecord<>(Topics.deadLettersOf(message.topic()), message.key(), message.value());
        message.headers().forEach(header -> whole.headers().add(header));
        address(whole, message, reason);
        try {
            producer.send(whole).get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof RecordTooLargeException)) throw refused;
            var cut = new ProducerRecord<>(whole.topic(), cut(message.key()), cut(message.value()));
            put(cut, CUT, "true");
            address(cut, message, reason);
            producer.send(cut).get();
        }
    }

    private void address(ProducerRecord<String, byte[]> letter, ConsumerRecord<String, byte[]> message, String reason) {
        put(letter, "consumer", consumer);
        put(letter, "reason", reason);
        put(letter, "topic", message.topic());
        put(letter, "partition", Integer.toString(message.partition()));
        put(letter, "offset", Long.toString(message.offset()));
    }

    private static String cut(String key) {
        return key == null || key.length() <= MOST_KEPT ? key : key.substring(0, MOST_KEPT);
    }

    private static byte[] cut(byte[] value) {
        return value == null || value.length <= MOST_KEPT ? value : Arrays.copyOf(value, MOST_KEPT);
    }

    public static DeadLetter read(ConsumerRecord<String, byte[]> letter) {
        return new DeadLetter(
                get(letter, "topic"),
                Integer.parseInt(get(letter, "partition")),
                Long.parseLong(get(letter, "offset")),
                get(letter, "consumer"),
                get(letter, "reason"));
    }

    /**
     * Sends the original records again to the topic they came from, and returns how many once all are acknowledged; the letters may then be deleted.
     * One that was cut is not the original: it becomes a letter anew.
     */
    public int replay(List<ConsumerRecord<String, byte[]>> letters) throws InterruptedException, ExecutionException {
        var sent = new ArrayList<Future<?>>();
        int replayed = 0;
        for (var letter : letters) {
            if (letter.headers().lastHeader(PREFIX + CUT) != null) {
                var kept = new ProducerRecord<>(letter.topic(), letter.key(), letter.value());
                letter.headers().forEach(header -> kept.headers().add(header));
                sent.add(producer.send(kept));
                continue;
            }
            var again = new ProducerRecord<>(get(letter, "topic"), letter.key(), letter.value());
            letter.headers().forEach(header -> {
                if (!header.key().startsWith(PREFIX)) again.headers().add(header);
            });
            sent.add(producer.send(again));
            replayed++;
        }
        for (var one : sent) one.get();
        return replayed;
    }

    private static void put(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String get(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(PREFIX + name).value(), StandardCharsets.UTF_8);
    }
}
