package waymark.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Loads the schemas by their urn from the class path. */
final class EventSchemas {

    static final String ENVELOPE = "urn:waymark:events:envelope:1";

    private static final Pattern URN =
            Pattern.compile("urn:waymark:events:(?:(?<service>[a-z]+):)?(?<type>[a-z-]+):(?<version>[0-9]+)");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(
                    ids -> ids.mappings(urn -> URN.matcher(urn).matches(), EventSchemas::resource)));

    private EventSchemas() {}

    static Schema of(String urn) {
        return REGISTRY.getSchema(SchemaLocation.of(urn));
    }

    static Schema of(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    static List<Error> errors(String urn, JsonNode value) {
        return of(urn).validate(value);
    }

    private static String resource(String urn) {
        Matcher parts = URN.matcher(urn);
        if (!parts.matches()) {
            throw new IllegalArgumentException(urn);
        }
        String folder =
                parts.group("service") == null ? "" : parts.group("service") + "/v" + parts.group("version") + "/";
        return "classpath:contracts/events/" + folder + parts.group("type") + ".schema.json";
    }
}
