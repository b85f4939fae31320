package waymark.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

final class SomeEvents {
    private SomeEvents() {}

    /** A case's whole history. */
    static List<CaseEvent> history(UUID caseId, int length) {
        return continued(caseId, List.of(), length);
    }

    /** The history with other events after it, up to a length. */
    static List<CaseEvent> continued(UUID caseId, List<CaseEvent> soFar, int length) {
        var events = new ArrayList<>(soFar);
        while (events.size() < length) {
            var previous = events.isEmpty() ? null : events.getLast().id();
            events.add(event(caseId, events.size() + 1, previous));
        }
        return List.copyOf(events);
    }

    static CaseEvent event(UUID caseId, int sequence, UUID previous) {
        return new CaseEvent(
                UUID.randomUUID(),
                "waymark.errands.step-taken",
                "825",
                new UUID(1, 2),
                caseId,
                sequence,
                previous,
                LocalDate.of(2022, 2, 28),
                Instant.parse("2022-02-28T09:30:00.125Z"),
                "cme-officer",
                "00-249e32bef7ef53c09d0253b2046994d0-4e7970cff0b952b1-01",
                "{\"step\":" + sequence + "}");
    }

    /** As a consumer would receive it. */
    static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                3,
                17,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers().toArray()),
                Optional.empty());
    }
}
