package waymark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RenderingTest {

    private static List<String> overlays() {
        return Overlay.NAMES;
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyDocumentIsOneThatTheModelKnowsFieldByField(String overlay) {
        assertThat(Overlay.read(overlay).all()).hasSizeGreaterThan(30);
    }

    @Test
    void aFieldThatTheModelDoesNotKnowIsRefused() {
        var misspelt = Yaml.documents("""
                apiVersion: v1
                kind: Service
                metadata: {name: one}
                spec: {sessionAfinity: ClientIP}
                """);
        assertThatThrownBy(() -> Overlay.strictly(misspelt.getFirst()))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("sessionAfinity");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void kustomizeItselfComesToTheSame(String overlay) throws Exception {
        var kustomized = kustomized(overlay);
        assertThat(byName(Kustomization.render(Overlay.folder(overlay)))).isEqualTo(byName(Yaml.documents(kustomized)));
    }

    private static String kustomized(String overlay) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(
                            "kubectl", "kustomize", Overlay.folder(overlay).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return text;
        } catch (IOException absent) {
            return abort("There is no kubectl here, so what Kustomize makes of " + overlay + " was not compared.");
        }
    }

    private static Map<String, JsonNode> byName(List<ObjectNode> documents) {
        var byName = new TreeMap<String, JsonNode>();
        documents.forEach(document -> byName.put(
                Kustomization.kind(document) + " " + Kustomization.name(document), Kustomization.inOrder(document)));
        assertThat(byName).hasSameSizeAs(documents);
        return byName;
    }
}
