package waymark.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.Document;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is typed is words and nothing else, held against a running service: every field, parameter and path of its OpenAPI document in turn carries
 * what would be markup, a formula, an operator of the store, a line of the log or too long elsewhere. No answer is a fault of the server, no other case is
 * changed, what is kept is kept as text, nothing of it stands in a log, and no cell of a list as CSV runs.
 */
public final class InjectionContract {
    private static final JsonMapper JSON = RunningService.JSON;
    private static final List<String> WORDS = List.of(
            "<script>alert(1)</script>",
            "=HYPERLINK(\"http://x\")",
            "{\"$gt\":\"\"}",
            "$where",
            "a\r\nERROR forged line",
            "%0d%0a",
            "a\0b",
            "\u202Egnp.exe",
            "x".repeat(10_000));
    /** By which each of the words is known again. */
    private static final List<String> TRACES =
            List.of("<script", "HYPERLINK", "$gt", "$where", "forged line", "%0d%0a", "\0", "\u202E", "x".repeat(100));

    private static final List<ObjectNode> OPERATORS = List.of(operator("$gt", ""), operator("$where", "true"));
    /** A cell that a spreadsheet would run; a negative number is none. */
    private static final Pattern FORMULA = Pattern.compile("(?m)(?:^|,)\"?(?:[=+@\t]|-(?![0-9]))");
    /** What the publication to Kafka moves by itself. */
    private static final List<String> PUBLICATION = List.of("published", "behind");

    private static final String A_WORD = "X1";

    private final RunningService service;
    private final JsonNode contract;
    private final Map<String, Supplier<UUID>> cases = new LinkedHashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<UUID, Document> bystanders = new LinkedHashMap<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private int requests;

    private InjectionContract(RunningService service, String name) {
        this.service = service;
        try (var document = InjectionContract.class.getResourceAsStream("/contracts/http/" + name + ".json")) {
            contract = JSON.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param name of the service and its document */
    public static InjectionContract of(RunningService service, String name) {
        return new InjectionContract(service, name);
    }

    /** @param opened a case of authority 825, another each time, that {@code {id}} below an address stands for: {@code "/involvements/"} */
    public InjectionContract cases(String address, Supplier<UUID> opened) {
        cases.put(address, opened);
        return this;
    }

    /** @param json with which an endpoint ({@code "POST /involvements"}) comes to each of its fields; {@code {n}} in it is a number that is new each time */
    public InjectionContract body(String endpoint, String json) {
        bodies.put(endpoint, json);
        return this;
    }

    /**
     * Fails with every fault found.
     *
     * @return how many requests were sent
     */
    public int assertInert() {
        cases.values().forEach(opened -> {
            var bystander = opened.get();
            bystanders.put(bystander, kept(bystander).orElseThrow());
        });
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var own = (Logger) LoggerFactory.getLogger("waymark");
        var console = root.getAppender("console");
        var level = root.getLevel();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        own.setLevel(Level.DEBUG);
        if (console != null) root.detachAppender(console);
        try {
            contract.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(operation -> endpoint(
                                    operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())));
            everythingKeptIsText();
        } finally {
            root.detachAppender(log);
            root.setLevel(level);
            own.setLevel(null);
            if (console != null) root.addAppender(console);
        }
        if (!faults.isEmpty())
            throw new AssertionError(
                    String.join("\n", faults.stream().distinct().limit(50).toList()));
        return requests;
    }

    private void endpoint(String method, String path, JsonNode operation) {
        var endpoint = new Endpoint(method, path, target(path));
        var before = endpoint.target() == null ? null : kept(endpoint.target()).orElseThrow();
        for (var parameter : operation.path("parameters")) {
            var name = parameter.path("name").asString();
            var schema = parameter.path("schema");
            switch (parameter.path("in").asString()) {
                case "path" -> WORDS.forEach(words -> ask(endpoint.at(name, words), name, null));
                case "header" ->
                    WORDS.stream()
                            .filter(words -> words.chars().allMatch(letter -> letter >= ' ' && letter < 127))
                            .forEach(words -> ask(endpoint.with(name, words), name, null));
                default -> {
                    var names = schema.path("type").asString("").equals("object") ? filters(path) : List.of(name);
                    names.forEach(one -> WORDS.forEach(words -> ask(endpoint.asking(one, words), one, null)));
                }
            }
        }
        var content = operation.path("requestBody").path("content").path("application/json");
        if (!content.isMissingNode()) fields(endpoint, content.path("schema"));
        if (path.endsWith("/imports")) register(endpoint);
        if (method.equals("GET") && !path.contains("{")) table(endpoint);
        if (before != null) changedInItself(endpoint, before);
        bystanders.forEach((id, was) -> {
            if (!same(was, kept(id).orElse(null))) faults.add(endpoint + ": a case that it was not about has changed");
        });
    }

    private UUID target(String path) {
        return cases.entrySet().stream()
                .filter(one -> path.startsWith(one.getKey() + "{id}"))
                .findFirst()
                .map(one -> one.getValue().get())
                .orElse(null);
    }

    /** The names that a list can be filtered by, as it tells whoever gets one wrong. */
    private List<String> filters(String path) {
        return service.get(Credentials.OFFICER, path + "?no-such-filter=1")
                .json()
                .path("permitted")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private void fields(Endpoint endpoint, JsonNode schema) {
        var given = bodies.get(endpoint.toString());
        var example = example(schema, 0);
        if (!(example instanceof ObjectNode whole)) return;
        var places = new ArrayList<List<Object>>();
        texts(whole, List.of(), places);
        for (var place : places) {
            var values = new ArrayList<JsonNode>(OPERATORS);
            WORDS.forEach(words -> values.add(JSON.getNodeFactory().stringNode(words)));
            for (var value : values) {
                var body = given == null
                        ? withoutWords(whole)
                        : (ObjectNode) JSON.readTree(given.replace("{n}", Integer.toString(requests)));
                set(body, whole, place, value);
                ask(endpoint, place.toString(), body.toString());
            }
        }
    }

    /** A register whose every column in turn carries the words, each in a row of its own. */
    private void register(Endpoint endpoint) {
        var header = service.postCsv(Credentials.OFFICER, endpoint.path(), "no-such-column\n".getBytes(UTF_8))
                .json()
                .path("permitted")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        if (header.isEmpty()) faults.add(endpoint + " does not say which columns it takes");
        var rows = new StringBuilder(String.join(",", header)).append('\n');
        for (int column = 0; column < header.size(); column++) {
            for (var words : WORDS) {
                if (words.indexOf('\0') >= 0) continue;
                var cells = new ArrayList<String>();
                for (int other = 0; other < header.size(); other++) {
                    cells.add(other == column ? '"' + words.replace("\"", "\"\"") + '"' : "");
                }
                rows.append(String.join(",", cells)).append('\n');
            }
        }
        for (var file : List.of(rows.toString(), String.join(",", header) + "\na\0b\n")) {
            requests++;
            var answer = service.postCsv(
                    Credentials.OFFICER, endpoint.path() + "?partial=true", file.getBytes(UTF_8), "Prefer", "wait=60");
            if (answer.status() >= 500)
                faults.add(endpoint + " of a register: " + answer.status() + " " + answer.text());
            logged(endpoint + " of a register");
        }
    }

    private void table(Endpoint endpoint) {
        var answer = service.get(Credentials.OFFICER, endpoint.path(), "Accept", "text/csv");
        if (!answer.http().headers().firstValue("Content-Type").orElse("").startsWith("text/csv")) return;
        if (answer.status() != 200 || FORMULA.matcher(answer.text()).find()) {
            faults.add(endpoint + " has a cell that runs in its table");
        }
    }

    private void ask(Endpoint endpoint, String what, String body) {
        requests++;
        var place = endpoint + ", " + what;
        try {
            var request = endpoint.request(service, body);
            Credentials.OFFICER.on(request);
            var answer = service.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 500) faults.add(place + ": " + answer.statusCode() + " " + answer.body());
            var type = answer.headers().firstValue("Content-Type").orElse("");
            // The container itself refuses what is no address at all, before a line of ours is reached.
            boolean isRefusedByContainer =
                    answer.statusCode() == 400 && !answer.headers().map().containsKey("X-Content-Type-Options");
            if (type.startsWith("text/html") && !isRefusedByContainer) faults.add(place + " is answered as " + type);
            if (isRefusedByContainer && TRACES.stream().anyMatch(answer.body()::contains))
                faults.add(place + " is shown again");
        } catch (IOException failed) {
            throw new UncheckedIOException(place, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        logged(place);
    }

    private void logged(String place) {
        List<ILoggingEvent> events;
        synchronized (log) {
            events = List.copyOf(log.list);
            log.list.clear();
        }
        for (var event : events) {
            var said = new StringBuilder(event.getFormattedMessage());
            if (event.getKeyValuePairs() != null)
                event.getKeyValuePairs().forEach(pair -> said.append(' ').append(pair));
            for (IThrowableProxy fault = event.getThrowableProxy(); fault != null; fault = fault.getCause()) {
                said.append(' ').append(fault.getMessage());
            }
            var text = said.toString();
            if (TRACES.stream().anyMatch(text::contains)) {
                faults.add(place + " stands in the log of " + event.getLoggerName() + ": " + text);
            }
        }
    }

    private void changedInItself(Endpoint endpoint, Document before) {
        var after = kept(endpoint.target()).orElse(null);
        if (after == null) {
            faults.add(endpoint + " took its case away");
            return;
        }
        for (var fixed : List.of("authority", "reference")) {
            if (!before.get(fixed).equals(after.get(fixed))) faults.add(endpoint + " changed " + fixed);
        }
    }

    private void everythingKeptIsText() {
        var database = service.bean(MongoDatabase.class);
        for (var name : database.listCollectionNames()) {
            for (var document : database.getCollection(name).find()) names(name, document);
        }
    }

    private void names(String collection, Object kept) {
        switch (kept) {
            case Map<?, ?> fields ->
                fields.forEach((name, value) -> {
                    var text = String.valueOf(name);
                    if (text.startsWith("$") || TRACES.stream().anyMatch(text::contains)) {
                        faults.add(collection + " has a field by the name " + text);
                    }
                    names(collection, value);
                });
            case Collection<?> values -> values.forEach(value -> names(collection, value));
            case null, default -> {}
        }
    }

    private Optional<Document> kept(UUID id) {
        var database = service.bean(MongoDatabase.class);
        for (var name : database.listCollectionNames()) {
            var found = database.getCollection(name)
                    .find(Filters.eq("_id", id.toString()))
                    .first();
            if (found != null) return Optional.of(found);
        }
        return Optional.empty();
    }

    private static boolean same(Document was, Document is) {
        return is != null && without(was).equals(without(is));
    }

    private static Document without(Document document) {
        var copy = new Document(document);
        PUBLICATION.forEach(copy::remove);
        return copy;
    }

    private static ObjectNode operator(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    private JsonNode example(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asString().replaceFirst(".*/", "");
            return depth > 8
                    ? null
                    : example(contract.path("components").path("schemas").path(name), depth + 1);
        }
        if (schema.has("enum")) return schema.path("enum").get(0);
        var nodes = JSON.getNodeFactory();
        return switch (schema.path("type").asString("object")) {
            case "string" ->
                nodes.stringNode(
                        switch (schema.path("format").asString("")) {
                            case "date" -> "2022-07-01";
                            case "date-time" -> "2022-07-01T10:00:00Z";
                            case "uuid" -> UUID.randomUUID().toString();
                            default -> A_WORD;
                        });
            case "integer", "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(true);
            case "array" -> {
                var items = nodes.arrayNode();
                var item = example(schema.path("items"), depth + 1);
                yield item == null ? items : items.add(item);
            }
            default -> {
                var fields = nodes.objectNode();
                schema.path("properties").properties().forEach(property -> {
                    var value = example(property.getValue(), depth + 1);
                    if (value != null) fields.set(property.getKey(), value);
                });
                yield fields;
            }
        };
    }

    private static void texts(JsonNode node, List<Object> at, List<List<Object>> places) {
        switch (node) {
            case ObjectNode fields ->
                fields.properties().forEach(field -> texts(field.getValue(), and(at, field.getKey()), places));
            case ArrayNode items -> {
                for (int place = 0; place < items.size(); place++) texts(items.get(place), and(at, place), places);
            }
            default -> {
                if (node.isString()) places.add(at);
            }
        }
    }

    private static List<Object> and(List<Object> at, Object step) {
        var longer = new ArrayList<>(at);
        longer.add(step);
        return longer;
    }

    /** What has a form of its own stays; a word would be an unknown code, which is refused before the field that is tried. */
    private static ObjectNode withoutWords(ObjectNode whole) {
        var body = whole.deepCopy();
        var names = Set.copyOf(body.propertyNames());
        for (var name : names) if (body.get(name).toString().contains('"' + A_WORD + '"')) body.remove(name);
        return body;
    }

    private static void set(ObjectNode body, JsonNode whole, List<Object> place, JsonNode value) {
        JsonNode at = body;
        JsonNode like = whole;
        for (int step = 0; step < place.size(); step++) {
            boolean last = step == place.size() - 1;
            switch (place.get(step)) {
                case String name -> {
                    like = like.get(name);
                    var fields = (ObjectNode) at;
                    if (last) fields.set(name, value);
                    else if (!fields.has(name)) fields.set(name, like.deepCopy());
                    at = fields.get(name);
                }
                case Integer number -> {
                    like = like.get(number);
                    var items = (ArrayNode) at;
                    if (last) items.set(number, value);
                    at = items.get(number);
                }
                default -> throw new IllegalStateException("a step is a name or a number");
            }
        }
    }

    /** @param target the case that it is about, or null */
    private record Endpoint(String method, String path, UUID target, String query, Map<String, String> headers) {
        Endpoint(String method, String path, UUID target) {
            this(method, path, target, "", Map.of());
        }

        Endpoint at(String name, String words) {
            return new Endpoint(method, path.replace("{" + name + "}", encoded(words)), target, query, headers);
        }

        Endpoint asking(String name, String words) {
            return new Endpoint(method, path, target, "?" + name + "=" + encoded(words), headers);
        }

        Endpoint with(String header, String words) {
            return new Endpoint(method, path, target, query, Map.of(header, words));
        }

        HttpRequest.Builder request(RunningService service, String body) {
            var id = target == null ? UUID.randomUUID() : target;
            var address = service.address(path.replace("{id}", id.toString()).replaceAll("\\{[^}]+}", "1") + query);
            var request = HttpRequest.newBuilder(address).header("Content-Type", "application/json");
            headers.forEach(request::header);
            boolean hasBody = !method.equals("GET") && (body != null || !method.equals("DELETE"));
            return request.method(
                    method, hasBody ? BodyPublishers.ofString(body == null ? "{}" : body) : BodyPublishers.noBody());
        }

        private static String encoded(String words) {
            return URLEncoder.encode(words, UTF_8).replace("+", "%20");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
