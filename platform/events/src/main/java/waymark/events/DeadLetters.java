package waymark.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keeps what could not be read, as it came, with the reason; and sends it again once the reader or the message is mended. */
public final class DeadLetters {
    /** @param reason says what was wrong and quotes no data */
    public record DeadLetter(String topic, int partition, long offset, String consumer, String reason) {}

    private static final String PREFIX = "dead-letter-";

    private final Producer<String, byte[]> producer;
    private final String consumer;

    public DeadLetters(Producer<String, byte[]> producer, String consumer) {
        this.producer = producer;
        this.consumer = consumer;
    }

    /** Returns once the dead letter is safe on Kafka, so that its reader may move on. */
    public void keep(ConsumerRecord<String, byte[]> message, String reason)
            throws InterruptedException, ExecutionException {
        var letter = new ProducerRecord<>(Topics.deadLettersOf(message.topic()), message.key(), message.value());
        message.headers().forEach(header -> letter.headers().add(header));
        put(letter, "consumer", consumer);
        put(letter, "reason", reason);
        put(letter, "topic", message.topic());
        put(letter, "partition", Integer.toString(message.partition()));
        put(letter, "offset", Long.toString(message.offset()));
        producer.send(letter).get();
    }

    public static DeadLetter read(ConsumerRecord<String, byte[]> letter) {
        return new DeadLetter(
                get(letter, "topic"),
                Integer.parseInt(get(letter, "partition")),
                Long.parseLong(get(letter, "offset")),
                get(letter, "consumer"),
                get(letter, "reason"));
    }

    /** Sends the original records again to the topic they came from, and returns how many once all are acknowledged. */
    public int replay(List<ConsumerRecord<String, byte[]>> letters) throws InterruptedException, ExecutionException {
        var sent = new ArrayList<Future<?>>();
        for (var letter : letters) {
            var again = new ProducerRecord<>(get(letter, "topic"), letter.key(), letter.value());
            letter.headers().forEach(header -> {
                if (!header.key().startsWith(PREFIX)) again.headers().add(header);
            });
            sent.add(producer.send(again));
        }
        for (var one : sent) one.get();
        return sent.size();
    }

    private static void put(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String get(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(PREFIX + name).value(), StandardCharsets.UTF_8);
    }
}
