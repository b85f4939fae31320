package waymark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {

    private final JsonNode document = new YAMLMapper().readTree(EventFile.EVENTS.resolve("asyncapi.yaml"));

    @Test
    void theDocumentIsAsyncApiThreeWithEveryTopicAndItsDeadLetters() {
        assertThat(document.get("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.get("channels")
                        .valueStream()
                        .map(channel -> channel.get("address").asString()))
                .containsExactlyInAnyOrderElementsOf(EventFile.all().stream()
                        .map(event -> "waymark." + event.service())
                        .distinct()
                        .flatMap(topic -> Stream.of(topic, topic + ".dead-letters"))
                        .toList());
        assertThat(EventFile.all())
                .allSatisfy(event -> assertThat(
                                document.at("/channels/%s/bindings/kafka/partitions".formatted(event.service()))
                                        .asInt())
                        .isEqualTo(12));
        assertThat(document.at("/components/messages/dead-letter/headers/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly(
                        "dead-letter-reason",
                        "dead-letter-topic",
                        "dead-letter-partition",
                        "dead-letter-offset",
                        "dead-letter-consumer");
    }

    @Test
    void everyNewestSchemaAndTheEnvelopeAreReferredToAndNoOtherFile() {
        Stream<Path> schemas = EventFile.all().stream().map(EventFile::newest).map(EventFile::schemaFile);

        assertThat(references(document)
                        .filter(reference -> !reference.startsWith("#"))
                        .map(this::file))
                .hasSameElementsAs(Stream.concat(schemas, Stream.of(EventFile.EVENTS.resolve("envelope.schema.json")))
                        .toList())
                .hasSize((int) EventFile.all().stream()
                                .map(EventFile::newest)
                                .distinct()
                                .count()
                        + 1);
    }

    @Test
    void everyReferenceWithinTheDocumentLeadsSomewhere() {
        List<String> inner = references(document)
                .filter(reference -> reference.startsWith("#"))
                .toList();

        assertThat(inner)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyMessageOfAChannelIsNamedAsItsTypeAndRefersToItsSchema() {
        for (EventFile event : EventFile.all()) {
            JsonNode message = document.at("/components/messages/%s.%s".formatted(event.service(), event.type()));
            assertThat(message.get("name").asString()).isEqualTo("waymark.%s.%s", event.service(), event.type());
            assertThat(file(message.at("/payload/schema/$ref").asString()))
                    .isEqualTo(event.newest().schemaFile());
            assertThat(document.at("/channels/%s/messages/%s/$ref".formatted(event.service(), event.type()))
                            .asString())
                    .isEqualTo("#/components/messages/%s.%s", event.service(), event.type());
        }
    }

    @Test
    void theKeyOfARecordIsAuthorityAndChildOrAuthorityAndCase() {
        String pattern = document.at("/components/messageTraits/event/bindings/kafka/key/pattern")
                .asString();

        for (EventFile event : EventFile.all()) {
            String whose = event.attribute("ce_childkey").isMissingNode() ? "ce_subject" : "ce_childkey";
            assertThat(event.attribute("ce_authority").asString() + "/"
                            + event.attribute(whose).asString())
                    .matches(pattern);
        }
    }

    private Path file(String reference) {
        return EventFile.EVENTS.resolve(reference).normalize();
    }

    private static Stream<String> references(JsonNode node) {
        Stream<String> own =
                node.path("$ref").isString() ? Stream.of(node.get("$ref").asString()) : Stream.empty();
        return Stream.concat(own, node.valueStream().flatMap(AsyncApiTest::references));
    }
}
