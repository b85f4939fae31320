package waymark.reporting.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.Topics;

/** One case's events as its service would publish them. */
public final class CaseStory {
    public static final String TOPIC = Topics.of("involvements");

    private final String topic;
    private final String authority;
    private final UUID child;
    private final UUID caseId;
    private final List<CaseEvent> events = new ArrayList<>();

    public CaseStory(String authority, UUID child, UUID caseId) {
        this(TOPIC, authority, child, caseId);
    }

    public CaseStory(String topic, String authority, UUID child, UUID caseId) {
        this.topic = topic;
        this.authority = authority;
        this.child = child;
        this.caseId = caseId;
    }

    /** @param data JSON without its braces */
    public CaseStory and(String type, String effectiveOn, Instant recordedAt, String data) {
        var previous = events.isEmpty() ? null : events.getLast().id();
        events.add(new CaseEvent(
                UUID.randomUUID(),
                topic + "." + type,
                authority,
                child,
                caseId,
                events.size() + 1,
                previous,
                LocalDate.parse(effectiveOn),
                recordedAt,
                "cme-officer",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "{" + data + "}"));
        return this;
    }

    public UUID caseId() {
        return caseId;
    }

    public List<CaseEvent> events() {
        return events;
    }

    public List<ProducerRecord<String, byte[]>> records() {
        return events.stream()
                .map(event -> CloudEventRecords.write(topic, event, 1))
                .toList();
    }

    static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent, long offset) {
        return new ConsumerRecord<>(
                sent.topic(),
                Utils.toPositive(Utils.murmur2(sent.key().getBytes(StandardCharsets.UTF_8))) % Topics.PARTITIONS,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    static ConsumerRecord<String, byte[]> received(CaseEvent event, long offset) {
        return received(CloudEventRecords.write(TOPIC, event, 1), offset);
    }
}
