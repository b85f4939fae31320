package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventRecordsTest {
    private final CaseEvent event = SomeEvents.history(UUID.randomUUID(), 2).getLast();

    private static ConsumerRecord<String, byte[]> recordOf(CaseEvent event) {
        return SomeEvents.received(CloudEventRecords.write("waymark.errands", event, 1));
    }

    private static ConsumerRecord<String, byte[]> withHeader(CaseEvent event, String name, String value) {
        var message = recordOf(event);
        message.headers().remove(name);
        if (value != null) message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private static UnreadableEvent unreadable(ConsumerRecord<String, byte[]> message) {
        return catchThrowableOfType(UnreadableEvent.class, () -> CloudEventRecords.read(message));
    }

    @Test
    void anEventComesBackAsItWasSent() throws UnreadableEvent {
        var first = SomeEvents.history(UUID.randomUUID(), 1).getFirst();
        var withoutChild = new CaseEvent(
                first.id(),
                first.type(),
                first.authority(),
                null,
                first.caseId(),
                1,
                null,
                first.effectiveOn(),
                first.recordedAt(),
                first.actorRole(),
                null,
                "{\"place\":\"Łódź\"}");

        assertThat(CloudEventRecords.read(recordOf(event))).isEqualTo(event);
        assertThat(CloudEventRecords.read(recordOf(first))).isEqualTo(first);
        assertThat(CloudEventRecords.read(recordOf(withoutChild))).isEqualTo(withoutChild);
    }

    @Test
    void theOfficialSdkReadsTheRecord() {
        // Given
        var message = recordOf(event);

        // When
        CloudEvent read;
        try (var sdk = new CloudEventDeserializer()) {
            read = sdk.deserialize(message.topic(), message.headers(), message.value());
        }

        // Then
        assertThat(read.getId()).isEqualTo(event.id().toString());
        assertThat(read.getType()).isEqualTo("waymark.errands.step-taken");
        assertThat(read.getSource()).isEqualTo(URI.create("/waymark/errands"));
        assertThat(read.getSubject()).isEqualTo(event.caseId().toString());
        assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2022-02-28T09:30:00.125Z"));
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getData().toBytes()).asString(StandardCharsets.UTF_8).isEqualTo(event.data());
        assertThat(read.getExtensionNames())
                .containsExactlyInAnyOrder(
                        "authority",
                        "childkey",
                        "sequence",
                        "previous",
                        "effectiveon",
                        "actorrole",
                        "generation",
                        "traceparent");
        assertThat(read.getExtension("sequence")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion",
                "ce_id",
                "ce_type",
                "ce_source",
                "ce_subject",
                "ce_time",
                "ce_authority",
                "ce_sequence",
                "ce_previous",
                "ce_effectiveon",
                "ce_actorrole",
                "content-type"
            })
    void aMissingHeaderIsNamed(String header) {
        assertThat(unreadable(withHeader(event, header, null))).hasMessageContaining(header);
        assertThat(unreadable(withHeader(event, header, ""))).hasMessageContaining(header);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion,0.3",
        "ce_id,1-1-1-1-1",
        "ce_subject,secret",
        "ce_time,yesterday",
        "ce_time,2022-02-30T10:00:00Z",
        "ce_time,+1000000000-12-31T23:59:59Z",
        "ce_time,1899-12-31T23:59:59Z",
        "ce_time,2100-01-01T00:00:00Z",
        "ce_authority,8255",
        "ce_authority,Kent",
        "ce_sequence,two",
        "ce_sequence,0",
        "ce_sequence,1",
        "ce_sequence,99999999999",
        "ce_previous,secret",
        "ce_childkey,secret-secret-secret-secret-secret12",
        "ce_effectiveon,2022-02-30",
        "ce_effectiveon,+999999999-12-31",
        "content-type,text/plain"
    })
    void aMalformedHeaderIsNamedAndNotQuoted(String header, String value) {
        var unreadable = unreadable(withHeader(event, header, value));

        assertThat(unreadable).hasMessageContaining(header);
        if (value.length() > 4) assertThat(unreadable.getMessage()).doesNotContain(value);
    }

    @Test
    void theCaseAndSequenceAreNamedWhereverTheRecordStillNamesThem() {
        assertThat(unreadable(withHeader(event, "ce_time", "?"))).satisfies(one -> {
            assertThat(one.caseId()).isEqualTo(event.caseId());
            assertThat(one.sequence()).isEqualTo(2);
        });
        assertThat(unreadable(withHeader(event, "ce_subject", "?"))).satisfies(one -> {
            assertThat(one.caseId()).isNull();
            assertThat(one.sequence()).isEqualTo(2);
        });
        assertThat(unreadable(withHeader(event, "ce_sequence", "?"))).satisfies(one -> {
            assertThat(one.caseId()).isEqualTo(event.caseId());
            assertThat(one.sequence()).isZero();
        });
    }

    @Test
    void aRecordWithoutValueOrUnderAnotherKeyIsUnreadable() {
        var whole = recordOf(event);
        var empty = new ConsumerRecord<String, byte[]>("waymark.errands", 3, 17, whole.key(), null);
        whole.headers().forEach(header -> empty.headers().add(header));
        var misplaced = new ConsumerRecord<>("waymark.errands", 3, 17, "826/" + event.child(), whole.value());
        whole.headers().forEach(header -> misplaced.headers().add(header));

        assertThat(unreadable(empty)).hasMessageContaining("no value");
        assertThat(unreadable(empty).caseId()).isEqualTo(event.caseId());
        assertThat(unreadable(misplaced)).hasMessageContaining("key");
        assertThat(unreadable(misplaced).caseId()).isNull();
    }
}
