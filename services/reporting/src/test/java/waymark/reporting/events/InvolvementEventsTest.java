package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waymark.reporting.events.Source.Malformed;

/** The reader refuses what the schema refuses, and nothing else. */
class InvolvementEventsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String URN = "urn:waymark:events:";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(
                    ids -> ids.mappings(urn -> urn.startsWith(URN), InvolvementEventsTest::resource)));

    /** Each is right for some field and wrong for most. */
    private static final List<JsonNode> VALUES = Stream.of(
                    "null",
                    "\"\"",
                    "\"x\"",
                    "\" \"",
                    "5",
                    "1",
                    "1.0",
                    "1.5",
                    "0",
                    "-1",
                    "99999999999",
                    "true",
                    "false",
                    "[]",
                    "{}",
                    "[1]",
                    "[{}]",
                    "\"true\"",
                    "\"1\"",
                    "\"2022-02-28\"",
                    "\"2022-02-30\"",
                    "\"2024-02-29\"",
                    "\"2023-02-29\"",
                    "\"1900-02-29\"",
                    "\"2000-02-29\"",
                    "\"1899-12-31\"",
                    "\"2099-12-31\"",
                    "\"2100-01-01\"",
                    "\"2022-13-01\"",
                    "\"2022-4-01\"",
                    "\"2022-04-31\"",
                    "\"2022-04-01T00:00:00Z\"",
                    "\"none\"",
                    "\"ehcp\"",
                    "\"EHCP\"",
                    "\"N1\"",
                    "\"13\"",
                    "\"14\"",
                    "\"post-16\"",
                    "\"Aylesbury\"",
                    "\"King's Wood & Vale\"",
                    "\"aylesbury\"",
                    "\"BUSC\"",
                    "\"busc\"",
                    "\"B\"",
                    "\"ABCDEFGHIJKLM\"",
                    "\"WBRI\"",
                    "\"school\"",
                    "\"teacher\"",
                    "\"F\"",
                    "\"f\"",
                    "\"100200\"",
                    "\"8254001\"",
                    "\"82540012\"",
                    "\"CME-07\"",
                    "\"Jane\"",
                    "\"a b c\"",
                    "\"code-1\"",
                    "\"-code\"",
                    "\"start\"",
                    "\"4bf92f35-77b3-4da6-a3ce-929d0e0e4736\"",
                    "\"4BF92F35-77B3-4DA6-A3CE-929D0E0E4736\"",
                    "\"1-1-1-1-1\"",
                    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")
            .map(JSON::readTree)
            .toList();

    static Stream<String> types() {
        return Stream.of(
                "opened",
                "check-recorded",
                "enquiry-recorded",
                "review-held",
                "concern-recorded",
                "concern-referred",
                "circumstances-changed",
                "assigned",
                "closed",
                "reopened",
                "corrected",
                "voided",
                "register-declared");
    }

    @ParameterizedTest
    @MethodSource("types")
    void readerAndSchemaAgreeOnEveryMutationOfTheExample(String type) {
        // Given
        var schema = SCHEMAS.getSchema(SchemaLocation.of(URN + "involvements:" + type + ":1"));
        var example =
                (ObjectNode) parsed("involvements/v1/" + type + ".example.json").get("data");
        var declared = parsed("involvements/v1/" + type + ".schema.json").get("properties");

        // When
        var mutations = Stream.concat(
                Stream.of(example, example.deepCopy().put("addedLater", "anything at all")),
                declared.propertyNames().stream().flatMap(field -> mutated(example, field)));

        // Then
        var disagreements = mutations
                .filter(data -> reads(type, data) != accepts(schema, data))
                .map(data -> (accepts(schema, data) ? "only the reader refuses " : "only the schema refuses ") + data)
                .toList();
        assertThat(disagreements).isEmpty();
        assertThat(reads(type, example)).isTrue();
    }

    private static Stream<ObjectNode> mutated(ObjectNode example, String field) {
        var without = example.deepCopy();
        without.remove(field);
        var changed = VALUES.stream().map(value -> {
            var with = example.deepCopy();
            with.set(field, value);
            return with;
        });
        var inClocks = field.equals("clocks") ? clocks(example) : Stream.<ObjectNode>of();
        return Stream.concat(Stream.of(without), Stream.concat(changed, inClocks));
    }

    private static Stream<ObjectNode> clocks(ObjectNode example) {
        var clock = (ObjectNode) JSON.readTree("""
                {"clock": "cme-review", "version": 1, "action": "start", "startedOn": "2022-07-01", "dueOn": "2022-07-29"}""");
        return clock.propertyNames().stream()
                .flatMap(field -> mutated(clock, field))
                .map(mutated -> {
                    var with = example.deepCopy();
                    var clocks = with.putArray("clocks");
                    clocks.add(clock).add(mutated);
                    return with;
                });
    }

    @Test
    void everyDayIsTheJdksDay() throws Malformed {
        // Given
        var day = LocalDate.of(1900, 1, 1);

        // When, Then
        for (; day.getYear() < 2100; day = day.plusDays(1)) {
            assertThat(EventShape.day(day.toString())).isEqualTo(Math.toIntExact(day.toEpochDay()));
        }
    }

    @Test
    void whatIsNotOneObjectIsRefused() {
        // Given
        var broken = List.of(
                "",
                "{",
                "[]",
                "null",
                "\"opened\"",
                "{\"reviewedOn\":\"2022-07-01\"}{}",
                "{\"reviewedOn\":\"2022-07-01\",}",
                "nonsense");

        // When, Then
        assertThat(broken)
                .allSatisfy(text ->
                        assertThat(readsText("review-held", text)).as(text).isFalse());
    }

    @Test
    void aTypeThatIsNewerThanTheReaderChangesNoFact() throws Malformed {
        // When
        var data = InvolvementEvents.SOURCE.reader().read("transferred", "{\"to\": 5}");

        // Then
        assertThat(data).isInstanceOf(Data.Unchanging.class);
    }

    private static boolean reads(String type, JsonNode data) {
        return readsText(type, data.toString());
    }

    private static boolean readsText(String type, String data) {
        try {
            return InvolvementEvents.SOURCE.reader().read(type, data) != null;
        } catch (Malformed refused) {
            return false;
        }
    }

    private static boolean accepts(Schema schema, JsonNode data) {
        return schema.validate(data).isEmpty();
    }

    private static JsonNode parsed(String file) {
        try (var in = InvolvementEventsTest.class.getResourceAsStream("/contracts/events/" + file)) {
            return JSON.readTree(in);
        } catch (IOException missing) {
            throw new AssertionError(file, missing);
        }
    }

    private static String resource(String urn) {
        var parts = urn.substring(URN.length()).split(":", -1);
        return "classpath:contracts/events/"
                + (parts.length == 3
                        ? "%s/v%s/%s.schema.json".formatted(parts[0], parts[2], parts[1])
                        : parts[0] + ".schema.json");
    }
}
