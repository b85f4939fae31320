package waymark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the events promise: never a name, a birth date, an address or free text. */
class NoPersonalDataTest {

    private static final Set<String> FORBIDDEN_WORDS = Set.of(
            "name",
            "names",
            "forename",
            "forenames",
            "surname",
            "surnames",
            "firstname",
            "lastname",
            "fullname",
            "initials",
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "born",
            "age",
            "address",
            "addresses",
            "street",
            "town",
            "postcode",
            "uprn",
            "phone",
            "telephone",
            "mobile",
            "email",
            "mail",
            "upn",
            "uln",
            "nhs",
            "nino",
            "passport",
            "childref",
            "personal",
            "person",
            "note",
            "notes",
            "text",
            "comment",
            "comments",
            "description",
            "details",
            "narrative",
            "summary",
            "remarks",
            "message",
            "title");

    /** What a field that takes free text would take. */
    private static final List<String> FREE_TEXT = List.of(
            "Sam Sample, born 3.5.2011, lives at 1 High Street",
            "seen at home.",
            "sam@example.org",
            "Line one\nline two",
            "a".repeat(200),
            "A".repeat(200),
            "1".repeat(200),
            "Aa".repeat(100));

    static List<Path> schemas() {
        return EventFile.list(EventFile.EVENTS).stream()
                .filter(path -> path.toString().endsWith(".schema.json"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void noSchemaHasAFieldForANameABirthDateAnAddressOrFreeText(Path schema) {
        assertThat(breaches(EventFile.read(schema))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'childName': {'type': 'boolean'}}",
                "{'date_of_birth': {'type': 'boolean'}}",
                "{'homeAddress': {'type': 'boolean'}}",
                "{'dob': {'type': 'boolean'}}",
                "{'remark': {'type': 'string'}}",
                "{'remark': {}}",
                "{'remark': true}",
                "{'remark': {'type': ['string', 'integer']}}",
                "{'remark': {'type': 'string', 'maxLength': 80}}",
                "{'remark': {'type': 'string', 'pattern': '^.{0,80}$'}}",
                "{'remark': {'type': 'string', 'pattern': '^[a-z]+$'}}",
                "{'remark': {'type': 'string', 'pattern': '[0-9]{3}'}}",
                "{'inner': {'type': 'object', 'properties': {'remark': {'type': 'string'}}}}",
                "{'inner': {'type': 'array', 'items': {'type': 'string'}}}",
                "{'inner': {'type': 'array'}}",
                "{'inner': {'type': 'object', 'additionalProperties': {'type': 'string'}}}",
                "{'inner': {'anyOf': [{'type': 'string'}]}}",
            })
    void aSchemaThatHadOneWouldBeCaught(String properties) {
        JsonNode schema = JsonMapper.shared()
                .readTree("{'type': 'object', 'properties': %s}"
                        .formatted(properties)
                        .replace('\'', '"'));

        assertThat(breaches(schema)).isNotEmpty();
    }

    @Test
    void everySharedDefinitionIsHeldToTheSameRule() {
        JsonNode definitions =
                EventFile.read(EventFile.EVENTS.resolve("common.schema.json")).get("$defs");

        assertThat(definitions.propertyNames()).hasSizeGreaterThan(10);
        definitions.propertyStream().forEach(definition -> {
            List<String> breaches = new ArrayList<>();
            holdValue(definition.getKey(), definition.getValue(), breaches);
            assertThat(breaches).isEmpty();
        });
    }

    private static List<String> breaches(JsonNode schema) {
        List<String> breaches = new ArrayList<>();
        holdFields(schema, breaches);
        return breaches;
    }

    /** Every "properties" and "patternProperties", wherever it stands in a schema. */
    private static void holdFields(JsonNode schema, List<String> breaches) {
        schema.path("properties").propertyStream().forEach(field -> {
            if (Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
                    .splitAsStream(field.getKey())
                    .anyMatch(word -> FORBIDDEN_WORDS.contains(word.toLowerCase(Locale.ROOT)))) {
                breaches.add(field.getKey() + " is a forbidden name");
            }
            holdValue(field.getKey(), field.getValue(), breaches);
        });
        for (String open : List.of("patternProperties", "additionalProperties", "unevaluatedProperties")) {
            if (schema.has(open)) {
                breaches.add(open + " is not looked into by this test");
            }
        }
        schema.propertyStream()
                .filter(keyword -> !keyword.getKey().equals("properties"))
                .forEach(keyword -> {
                    JsonNode value = keyword.getValue();
                    if (value.isObject()) {
                        holdFields(value, breaches);
                    }
                    value.valueStream().filter(JsonNode::isObject).forEach(inner -> holdFields(inner, breaches));
                });
    }

    private static void holdValue(String field, JsonNode schema, List<String> breaches) {
        if (schema.has("$ref")) {
            holdReference(field, schema.get("$ref").asString(), breaches);
            return;
        }
        switch (schema.path("type").asString("")) {
            case "boolean", "integer", "number" -> {}
            case "array" -> holdValue(field, schema.path("items"), breaches);
            case "object" -> holdFields(schema, breaches);
            case "string" -> holdString(field, schema, breaches);
            default -> breaches.add(field + " has no single type");
        }
    }

    /** References lead to the shared definitions alone, which have a test of their own. */
    private static void holdReference(String field, String reference, List<String> breaches) {
        String definition = reference.startsWith("#/$defs/") ? "urn:waymark:events:common:1" + reference : reference;
        if (!definition.startsWith("urn:waymark:events:common:1#/$defs/")
                || EventSchemas.of("urn:waymark:events:common:1")
                        .getSchemaNode()
                        .at(definition.substring(definition.indexOf('#') + 1))
                        .isMissingNode()) {
            breaches.add(field + " refers to " + reference);
        }
    }

    private static void holdString(String field, JsonNode schema, List<String> breaches) {
        if (schema.has("enum") || schema.has("const")) {
            return;
        }
        String pattern = schema.path("pattern").asString("");
        if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
            breaches.add(field + " has no pattern from ^ to $");
            return;
        }
        Schema compiled = EventSchemas.of(schema);
        FREE_TEXT.stream()
                .filter(text -> compiled.validate(
                                JsonMapper.shared().getNodeFactory().stringNode(text))
                        .isEmpty())
                .forEach(text -> breaches.add(field + " admits '" + text + "'"));
    }
}
