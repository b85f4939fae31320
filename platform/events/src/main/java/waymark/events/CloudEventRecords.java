package waymark.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A case event as a Kafka record and back: CloudEvents 1.0, binary content mode, JSON data. */
public final class CloudEventRecords {
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Pattern AUTHORITY = Pattern.compile("[0-9]{3}");

    private CloudEventRecords() {}

    /** @param generation which publication of the case's history this belongs to, for operators to see; not part of the event */
    public static ProducerRecord<String, byte[]> write(String topic, CaseEvent event, int generation) {
        var message = new ProducerRecord<>(topic, event.key(), bytes(event.data()));
        var headers = message.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.id().toString());
        put(headers, "ce_type", event.type());
        put(headers, "ce_source", "/" + topic.replace('.', '/'));
        put(headers, "ce_subject", event.caseId().toString());
        put(headers, "ce_time", event.recordedAt().toString());
        put(headers, "ce_authority", event.authority());
        put(headers, "ce_sequence", Integer.toString(event.sequence()));
        put(headers, "ce_effectiveon", event.effectiveOn().toString());
        put(headers, "ce_actorrole", event.actorRole());
        put(headers, "ce_generation", Integer.toString(generation));
        if (event.child() != null) put(headers, "ce_childkey", event.child().toString());
        if (event.previous() != null)
            put(headers, "ce_previous", event.previous().toString());
        if (event.traceparent() != null) put(headers, "ce_traceparent", event.traceparent());
        put(headers, "content-type", "application/json");
        return message;
    }

    /** @throws UnreadableEvent where it is not a CloudEvent of ours; it names the case wherever the record still does and is under its key */
    public static CaseEvent read(ConsumerRecord<String, byte[]> message) throws UnreadableEvent {
        var attributes = new Attributes(message.headers(), message.key());
        try {
            return read(attributes, message);
        } catch (IllegalArgumentException malformed) {
            throw attributes.unreadable(malformed.getMessage());
        }
    }

    private static CaseEvent read(Attributes attributes, ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) throw new IllegalArgumentException("the record has no value");
        if (!"1.0".equals(attributes.required("ce_specversion"))) {
            throw new IllegalArgumentException("header ce_specversion is not 1.0");
        }
        if (!attributes.required("content-type").startsWith("application/json")) {
            throw new IllegalArgumentException("header content-type is not application/json");
        }
        attributes.required("ce_source");
        int sequence = attributes.sequence();
        var previous = attributes.orNull("ce_previous");
        if ((sequence == 1) != (previous == null)) {
            throw new IllegalArgumentException("header ce_previous must stand exactly where ce_sequence is above 1");
        }
        var child = attributes.orNull("ce_childkey");
        var event = new CaseEvent(
                attributes.required("ce_id", CloudEventRecords::uuid),
                attributes.required("ce_type"),
                attributes.authority(),
                child == null ? null : attributes.required("ce_childkey", CloudEventRecords::uuid),
                attributes.caseId(),
                sequence,
                previous == null ? null : attributes.required("ce_previous", CloudEventRecords::uuid),
                attributes.required("ce_effectiveon", CloudEventRecords::day),
                attributes.required("ce_time", CloudEventRecords::time),
                attributes.required("ce_actorrole"),
                attributes.orNull("ce_traceparent"),
                new String(message.value(), StandardCharsets.UTF_8));
        if (!event.key().equals(message.key())) {
            throw new IllegalArgumentException("the record's key is not the event's authority and child");
        }
        return event;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static UUID uuid(String text) {
        // The JDK would read 1-1-1-1-1 as well.
        if (text.length() != 36) throw new IllegalArgumentException("not 36 characters");
        return UUID.fromString(text);
    }

    private static Instant time(String text) {
        var time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) throw new IllegalArgumentException("out of range");
        return time;
    }

    private static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.getYear() < 1900 || day.getYear() > 2099) throw new IllegalArgumentException("out of range");
        return day;
    }

    /** The headers by name. What is wrong with one is said without quoting it. */
    private record Attributes(Headers headers, String key) {
        String orNull(String name) {
            Header header = headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }

        String required(String name) {
            var value = orNull(name);
            if (value == null || value.isEmpty()) throw new IllegalArgumentException("header " + name + " is missing");
            return value;
        }

        <T> T required(String name, Function<String, T> form) {
            var value = required(name);
            try {
                return form.apply(value);
            } catch (IllegalArgumentException | DateTimeException malformed) {
                throw new IllegalArgumentException("header " + name + " is malformed", malformed);
            }
        }

        String authority() {
            return required("ce_authority", text -> {
                if (!AUTHORITY.matcher(text).matches()) throw new IllegalArgumentException("not 3 digits");
                return text;
            });
        }

        UUID caseId() {
            return required("ce_subject", CloudEventRecords::uuid);
        }

        int sequence() {
            int sequence = required("ce_sequence", Integer::parseInt);
            if (sequence < 1) throw new IllegalArgumentException("header ce_sequence is less than 1");
            return sequence;
        }

        UnreadableEvent unreadable(String reason) {
            // Under another key than its own, the record may be in a partition where the case is not.
            var caseId = orElse(this::keyed, false) ? orElse(this::caseId, null) : null;
            return new UnreadableEvent(caseId, orElse(this::sequence, 0), reason);
        }

        private boolean keyed() {
            var child = orNull("ce_childkey");
            return (authority() + "/" + (child == null ? caseId() : child)).equals(key);
        }

        private static <T> T orElse(Supplier<T> attribute, T otherwise) {
            try {
                return attribute.get();
            } catch (IllegalArgumentException alsoMalformed) {
                return otherwise;
            }
        }
    }
}
