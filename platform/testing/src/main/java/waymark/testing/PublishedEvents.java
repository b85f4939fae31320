package waymark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;

/**
 * Holds what is published to its contract: the envelope's schema, the newest schema of its type, and no field that is not declared there, so that
 * nothing can leak. (Consumers accept undeclared fields, for a later version may have them; a publisher of today has none.)
 */
public final class PublishedEvents {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern TYPE = Pattern.compile("waymark\\.(?<service>[a-z]+)\\.(?<type>[a-z-]+)");
    private static final Pattern URN =
            Pattern.compile("urn:waymark:events:(?:(?<service>[a-z]+):)?(?<type>[a-z-]+):(?<version>[0-9]+)");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(PublishedEvents::closedSchema));

    private PublishedEvents() {}

    /** Fails with every violation of every event; passes where there is no event at all, which a test has to see for itself. */
    public static void assertMeetContract(Collection<CaseEvent> events) {
        assertThat(violations(events)).isEmpty();
    }

    /** As {@link #assertMeetContract(Collection)}, of what was read from a topic. */
    public static void assertRecordsMeetContract(Collection<ConsumerRecord<String, byte[]>> records) {
        assertThat(records.stream()
                        .flatMap(record -> violations(record.headers(), record.value()).stream())
                        .toList())
                .isEmpty();
    }

    public static List<String> violations(Collection<CaseEvent> events) {
        return events.stream()
                .flatMap(event -> {
                    var topic = event.type().substring(0, event.type().lastIndexOf('.'));
                    var record = CloudEventRecords.write(topic, event, 1);
                    return violations(record.headers(), record.value()).stream();
                })
                .toList();
    }

    /** What is on a topic at present, in order within each partition. */
    public static List<ConsumerRecord<String, byte[]>> on(KafkaConnection kafka, String topic) {
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        try {
            new TopicReader(kafka, "test", TopicReader.partitionsOf(List.of(topic)), Map.of())
                    .readToPresentEnd(records -> records.forEach(all::add));
        } catch (Exception unreadable) {
            throw new IllegalStateException("topic " + topic + " could not be read", unreadable);
        }
        return all;
    }

    private static List<String> violations(Headers headers, byte[] value) {
        var envelope = JSON.createObjectNode();
        headers.forEach(header -> envelope.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        var violations = new ArrayList<>(errors("urn:waymark:events:envelope:1", envelope, "header"));

        var type = TYPE.matcher(envelope.path("ce_type").asString(""));
        var urn = type.matches() ? newest(type.group("service"), type.group("type")) : null;
        if (urn == null) {
            violations.add("no schema for its type");
        } else {
            try {
                violations.addAll(errors(urn, JSON.readTree(value), "data"));
            } catch (JacksonException notJson) {
                violations.add("data is not JSON");
            }
        }
        var event = "%s of sequence %s: "
                .formatted(
                        envelope.path("ce_type").asString("?"),
                        envelope.path("ce_sequence").asString("?"));
        return violations.stream().map(event::concat).toList();
    }

    private static List<String> errors(String urn, JsonNode value, String part) {
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(urn));
        return schema.validate(value).stream()
                .map(error -> part + error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static String newest(String service, String type) {
        String newest = null;
        for (int version = 1; ; version++) {
            var urn = "urn:waymark:events:%s:%s:%d".formatted(service, type, version);
            if (PublishedEvents.class.getResource(resource(urn)) == null) return newest;
            newest = urn;
        }
    }

    private static String resource(String urn) {
        var parts = URN.matcher(urn);
        if (!parts.matches()) return "/not-ours";
        var folder = parts.group("service") == null ? "" : parts.group("service") + "/v" + parts.group("version") + "/";
        return "/contracts/events/" + folder + parts.group("type") + ".schema.json";
    }

    /** The contract's schema, with every object in it closed to what it does not declare. */
    private static String closedSchema(String urn) {
        try (var file = PublishedEvents.class.getResourceAsStream(resource(urn))) {
            if (file == null) return null;
            var schema = JSON.readTree(file);
            close(schema);
            return schema.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("type").asString("").equals("object")
                && object.has("properties")) {
            object.put("unevaluatedProperties", false);
        }
        schema.forEach(PublishedEvents::close);
    }
}
