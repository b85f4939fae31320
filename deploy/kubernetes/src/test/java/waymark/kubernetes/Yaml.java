package waymark.kubernetes;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** YAML as it is written, and what it comes to in the Kubernetes model, in which every field must be known. */
final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new NoCatchAll())
            .build();

    private Yaml() {}

    /** Of one file, in order; empty documents are left out. */
    static List<ObjectNode> documents(Path file) {
        try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll().stream()
                    .filter(document -> !document.isNull())
                    .map(JsonNode::asObject)
                    .toList();
        }
    }

    static List<ObjectNode> documents(String text) {
        try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll().stream()
                    .filter(document -> !document.isNull())
                    .map(JsonNode::asObject)
                    .toList();
        }
    }

    /** @throws tools.jackson.core.JacksonException where a field is unknown or its value has another form */
    static <T> T strictly(ObjectNode document, Class<T> type) {
        return MAPPER.treeToValue(document, type);
    }

    /** The model keeps fields that it does not know in a map of their own; here they are faults. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
            return null;
        }
    }
}
