package waymark.kubernetes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of Kustomize as the files here use, so that they can be tested on a JDK alone: resources, patches by strategic merge, images, one
 * namespace. What it does not know is refused. {@link RenderingTest} holds it to Kustomize itself.
 */
final class Kustomization {

    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "resources", "patches", "images");
    private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace");

    /** By which field a list's items are told apart, by the list's name; every other list is replaced. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "containers", List.of("name"),
            "volumes", List.of("name"),
            "env", List.of("name"),
            "ports", List.of("containerPort"),
            "volumeMounts", List.of("mountPath"),
            "topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable"));

    private Kustomization() {}

    /** The documents that come of a folder's kustomization.yaml. */
    static List<ObjectNode> render(Path folder) {
        var file = Yaml.documents(folder.resolve("kustomization.yaml")).getFirst();
        file.propertyNames().forEach(name -> {
            if (!KNOWN.contains(name)) throw new IllegalArgumentException(folder + " has " + name);
        });
        var documents = new ArrayList<ObjectNode>();
        for (var resource : file.path("resources")) {
            var path = folder.resolve(resource.asString()).normalize();
            documents.addAll(path.toString().endsWith(".yaml") ? Yaml.documents(path) : render(path));
        }
        for (var patch : file.path("patches")) patch(documents, folder, patch);
        for (var image : file.path("images")) documents.forEach(document -> name(document, image));
        if (file.has("namespace")) {
            documents.stream()
                    .filter(document -> !OF_THE_CLUSTER.contains(kind(document)))
                    .forEach(document -> document.withObject("metadata")
                            .put("namespace", file.get("namespace").asString()));
        }
        return documents;
    }

    static String kind(JsonNode document) {
        return document.path("kind").asString();
    }

    static String name(JsonNode document) {
        return document.at("/metadata/name").asString();
    }

    private static void patch(List<ObjectNode> documents, Path folder, JsonNode patch) {
        for (var content : Yaml.documents(folder.resolve(patch.get("path").asString()))) {
            var target = patch.has("target") ? patch.get("target") : itself(content);
            var meant = documents.stream()
                    .filter(document -> kind(document).equals(kind(target)))
                    .filter(document -> !target.has("name")
                            || name(document).matches(target.get("name").asString()))
                    .toList();
            if (meant.isEmpty()) throw new IllegalArgumentException(patch + " in " + folder + " meets nothing");
            // A targeted patch is laid onto whatever it meets, which keeps its own kind and name.
            var laidOn = content.deepCopy();
            laidOn.remove("kind");
            laidOn.withObject("metadata").remove("name");
            meant.forEach(document -> merge(document, laidOn));
        }
    }

    private static JsonNode itself(ObjectNode content) {
        return content.objectNode().put("kind", kind(content)).put("name", name(content));
    }

    private static void merge(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(field -> {
            var name = field.getKey();
            var value = field.getValue();
            var present = into.get(name);
            if (name.startsWith("$") || value.isNull()) {
                throw new IllegalArgumentException("a patch that takes away is not known here: " + name);
            }
            if (present instanceof ObjectNode old && value instanceof ObjectNode fresh) {
                merge(old, fresh);
            } else if (present instanceof ArrayNode old && value instanceof ArrayNode fresh && KEYS.containsKey(name)) {
                merge(old, fresh, KEYS.get(name));
            } else {
                into.set(name, value.deepCopy());
            }
        });
    }

    private static void merge(ArrayNode into, ArrayNode patch, List<String> keys) {
        for (var fresh : patch) {
            JsonNode old = null;
            for (var one : into) {
                if (keys.stream().allMatch(key -> one.get(key).equals(fresh.get(key)))) old = one;
            }
            if (old == null) into.add(fresh.deepCopy());
            else merge((ObjectNode) old, (ObjectNode) fresh);
        }
    }

    private static void name(ObjectNode document, JsonNode image) {
        var workload = document.at("/spec/jobTemplate").isMissingNode() ? document : document.at("/spec/jobTemplate");
        for (var container : workload.at("/spec/template/spec/containers")) {
            if (!container.get("image").equals(image.get("name"))) continue;
            ((ObjectNode) container)
                    .put(
                            "image",
                            image.get("newName").asString() + ":"
                                    + image.get("newTag").asString());
        }
    }

    /** As a tree in which fields, and items that have keys, stand in one order, so that two renderings can be compared. */
    static JsonNode inOrder(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                var ordered = object.objectNode();
                var names = new TreeSet<>(object.propertyNames());
                names.forEach(name -> {
                    var value = inOrder(object.get(name));
                    ordered.set(name, KEYS.containsKey(name) && value instanceof ArrayNode list ? sorted(list) : value);
                });
                return ordered;
            }
            case ArrayNode list -> {
                var ordered = list.arrayNode();
                list.forEach(item -> ordered.add(inOrder(item)));
                return ordered;
            }
            default -> {
                return node;
            }
        }
    }

    private static ArrayNode sorted(ArrayNode list) {
        var items = new ArrayList<JsonNode>();
        list.forEach(items::add);
        items.sort((one, other) -> one.toString().compareTo(other.toString()));
        return list.arrayNode().addAll(items);
    }
}
