package waymark.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import waymark.calendar.TurnableClock;

/**
 * Whatever is typed is words and nothing else, held against a running service: every field, parameter and path of its OpenAPI document in turn carries
 * what would be markup, a formula, an operator of the store, a line of the log or too long elsewhere. No answer is a fault of the server, no other case is
 * changed, what is kept is kept as text, nothing of it stands in a log, no cell of a list as CSV runs, and no page shows it as markup.
 */
public final class InjectionContract implements AutoCloseable {
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

    private static final int ATTEMPTS = 5;
    private static final String A_WORD = "X1";
    private static final String CSV = "text/csv";
    private static final String HTML = "text/html";

    private final RunningService service;
    private final JsonNode contract;
    private final Map<String, String> cases = new LinkedHashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final Map<String, List<String>> addresses = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<UUID, Document> bystanders = new LinkedHashMap<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private int requests;
    private int numbers;

    private InjectionContract(RunningService service, String name) {
        this.service = service;
        try (var document = InjectionContract.class.getResourceAsStream("/contracts/http/" + name + ".json")) {
            contract = JSON.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Starts the service, at the end of July 2022, and takes it along when it is closed.
     *
     * @param name of the service, its configuration and its document
     * @param settings beside those of every test
     */
    public static InjectionContract start(
            Class<?> application, String name, EmbeddedStack stack, Path folder, Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("waymark.searches-a-minute", 1_000_000);
        all.put("waymark.lookups-a-minute", 1_000_000);
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        var service = RunningService.start(application, name, stack, clock, folder, all);
        Awaitility.await()
                .until(() -> service.get(Credentials.OFFICER, "/actuator/health/readiness")
                                .status()
                        == 200);
        return new InjectionContract(service, name);
    }

    public RunningService service() {
        return service;
    }

    @Override
    public void close() {
        service.close();
    }

    /**
     * @param address of which {@code {id}} stands for a case: {@code "/involvements/"}
     * @param endpoint that opens such a case with its {@link #body}: {@code "POST /involvements"}
     */
    public InjectionContract cases(String address, String endpoint) {
        cases.put(address, endpoint);
        return this;
    }

    /**
     * @param endpoint such as {@code "POST /involvements"}
     * @param given with which it comes to each of its fields: JSON, or of a register a row; {@code {n}} in it is a number that is new each time
     */
    public InjectionContract body(String endpoint, String given) {
        bodies.put(endpoint, given);
        return this;
    }

    /**
     * @param path as the document has it: {@code "/workers/{staffNumber}"}
     * @param address with which it comes to each of its parameters; a path may have several
     */
    public InjectionContract address(String path, String address) {
        addresses.computeIfAbsent(path, none -> new ArrayList<>()).add(address);
        return this;
    }

    /**
     * Fails with every fault found.
     *
     * @return how many requests were sent
     */
    public int assertInert() {
        cases.values().forEach(endpoint -> {
            var bystander = opened(endpoint);
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
            operations(this::endpoint);
            operations(this::shown);
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

    private UUID opened(String endpoint) {
        var path = endpoint.substring(endpoint.indexOf('/'));
        var opened = service.post(Credentials.OFFICER, path, given(endpoint));
        if (opened.status() != 201) throw new AssertionError(endpoint + ": " + opened.status() + " " + opened.text());
        return UUID.fromString(opened.json().path("id").asString());
    }

    /** Null where nothing is. */
    private String given(String endpoint) {
        var given = bodies.get(endpoint);
        return given == null ? null : given.replace("{n}", Integer.toString(++numbers));
    }

    private void operations(BiConsumer<Endpoint, JsonNode> each) {
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> addresses
                                .getOrDefault(path.getKey(), List.of(path.getKey()))
                                .forEach(address -> {
                                    var method = operation.getKey().toUpperCase(Locale.ROOT);
                                    var target = target(path.getKey());
                                    each.accept(
                                            Endpoint.of(method, path.getKey(), address, target), operation.getValue());
                                })));
    }

    private void endpoint(Endpoint endpoint, JsonNode operation) {
        var path = endpoint.path();
        var before = endpoint.target() == null ? null : kept(endpoint.target()).orElseThrow();
        var asked = new LinkedHashSet<String>();
        if (endpoint.method().equals("GET") && addresses.containsKey(path)) asked.addAll(filters(endpoint));
        for (var parameter : operation.path("parameters")) {
            var name = parameter.path("name").asString();
            var schema = parameter.path("schema");
            switch (parameter.path("in").asString()) {
                case "path" -> WORDS.forEach(words -> ask(endpoint.at(name, words), name, given(endpoint.toString())));
                case "header" ->
                    WORDS.stream()
                            .filter(words -> words.chars().allMatch(letter -> letter >= ' ' && letter < 127))
                            .forEach(words -> ask(endpoint.with(name, words), name, given(endpoint.toString())));
                default -> {
                    if (schema.path("type").asString("").equals("object")) asked.addAll(filters(endpoint));
                    else asked.add(name);
                }
            }
        }
        asked.forEach(name -> WORDS.forEach(words -> ask(endpoint.asking(name, words), name, null)));
        var content = operation.path("requestBody").path("content").path("application/json");
        if (!content.isMissingNode()) fields(endpoint, content.path("schema"));
        boolean isRegister = path.endsWith("/imports")
                || operation.path("requestBody").path("content").has(CSV);
        if (isRegister) register(endpoint);
        if (before != null) changedInItself(endpoint, before);
        bystanders.forEach((id, was) -> {
            if (!same(was, kept(id).orElse(null))) faults.add(endpoint + ": a case that it was not about has changed");
        });
    }

    private UUID target(String path) {
        return cases.entrySet().stream()
                .filter(one -> path.startsWith(one.getKey() + "{id}"))
                .findFirst()
                .map(one -> opened(one.getValue()))
                .orElse(null);
    }

    /** The names that a list can be filtered by, as it tells whoever gets one wrong. */
    private List<String> filters(Endpoint endpoint) {
        var refused = service.get(
                Credentials.OFFICER, endpoint.asking("no-such-filter", "1").address());
        if (refused.status() != 400) return List.of();
        return refused.json()
                .path("permitted")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private void fields(Endpoint endpoint, JsonNode schema) {
        boolean isGiven = bodies.containsKey(endpoint.toString());
        var example = example(schema, 0);
        if (!(example instanceof ObjectNode whole)) return;
        // What the document keeps to itself.
        if (isGiven) {
            JSON.readTree(given(endpoint.toString())).properties().forEach(field -> {
                if (!whole.has(field.getKey())) whole.set(field.getKey(), field.getValue());
            });
        }
        var places = new ArrayList<List<Object>>();
        texts(whole, List.of(), places);
        for (var place : places) {
            var values = new ArrayList<JsonNode>(OPERATORS);
            WORDS.forEach(words -> values.add(JSON.getNodeFactory().stringNode(words)));
            for (var value : values) {
                var body = isGiven ? (ObjectNode) JSON.readTree(given(endpoint.toString())) : withoutWords(whole);
                set(body, whole, place, value);
                ask(endpoint, place.toString(), body.toString());
            }
        }
    }

    /** A register whose every column in turn carries the words, each in a row of its own; where a row is given, in a file of its own. */
    private void register(Endpoint endpoint) {
        var header = sent(endpoint, "no-such-column\n")
                .json()
                .path("permitted")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        if (header.isEmpty()) faults.add(endpoint + " does not say which columns it takes");
        var rows = new ArrayList<String>();
        for (int column = 0; column < header.size(); column++) {
            for (var words : WORDS) {
                if (words.indexOf('\0') >= 0) continue;
                var given = given(endpoint.toString());
                var cells = new ArrayList<>(
                        given == null ? Collections.nCopies(header.size(), "") : List.of(given.split(",", -1)));
                cells.set(column, '"' + words.replace("\"", "\"\"") + '"');
                rows.add(String.join(",", cells) + '\n');
            }
        }
        var files = new ArrayList<>(bodies.containsKey(endpoint.toString()) ? rows : List.of(String.join("", rows)));
        files.add("a\0b\n");
        for (var file : files) {
            requests++;
            var answer = sent(endpoint, String.join(",", header) + '\n' + file);
            if (answer.status() >= 500)
                faults.add(endpoint + " of a register: " + answer.status() + " " + answer.text());
            logged(endpoint + " of a register");
        }
    }

    private RunningService.Response sent(Endpoint endpoint, String file) {
        var bytes = file.getBytes(UTF_8);
        return endpoint.method().equals("PUT")
                ? service.putCsv(Credentials.OFFICER, endpoint.path(), bytes)
                : service.postCsv(Credentials.OFFICER, endpoint.path() + "?partial=true", bytes, "Prefer", "wait=60");
    }

    /** After all was typed. */
    private void shown(Endpoint endpoint, JsonNode operation) {
        boolean isList = endpoint.method().equals("GET")
                && (!endpoint.path().contains("{") || addresses.containsKey(endpoint.path()));
        if (!isList || operation.path("responses").path("200").path("content").isEmpty()) return;
        var table = service.get(Credentials.OFFICER, endpoint.address(), "Accept", CSV);
        if (isOf(CSV, table)
                && (table.status() != 200 || FORMULA.matcher(table.text()).find())) {
            faults.add(endpoint + " has a cell that runs in its table");
        }
        var page = service.get(Credentials.OFFICER, endpoint.address(), "Accept", HTML);
        if (isOf(HTML, page) && (page.status() != 200 || page.text().contains(WORDS.getFirst()))) {
            faults.add(endpoint + " shows markup in its page");
        }
    }

    private static boolean isOf(String type, RunningService.Response answer) {
        return answer.http().headers().firstValue("Content-Type").orElse("").startsWith(type);
    }

    private void ask(Endpoint endpoint, String what, String body) {
        requests++;
        var place = endpoint + ", " + what;
        try {
            var request = endpoint.request(service, body);
            Credentials.OFFICER.on(request);
            var answer = answered(request.build());
            var type = answer.headers().firstValue("Content-Type").orElse("");
            var said = said(answer.body(), type);
            if (answer.statusCode() >= 500) faults.add(place + ": " + answer.statusCode() + " " + said);
            // The container itself refuses what is no address at all, before a line of ours is reached.
            boolean isRefusedByContainer =
                    answer.statusCode() == 400 && !answer.headers().map().containsKey("X-Content-Type-Options");
            if (type.startsWith(HTML) && !isRefusedByContainer) faults.add(place + " is answered as " + type);
            if (isRefusedByContainer && TRACES.stream().anyMatch(said::contains)) faults.add(place + " is shown again");
        } catch (IOException failed) {
            throw new UncheckedIOException(place, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        logged(place);
    }

    /**
     * The container closes the connection on a head that is too long while it is still being sent: instead of its refusal the sender may see a reset, or
     * find gone the connection that it kept. Then it asks again.
     */
    private HttpResponse<InputStream> answered(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return service.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
            } catch (IOException cut) {
                if (attempt == ATTEMPTS) throw cut;
            }
        }
    }

    /** Of events that go on without end, the first. */
    private static String said(InputStream answer, String type) throws IOException {
        try (var text = new BufferedReader(new InputStreamReader(answer, UTF_8))) {
            var lines = text.lines();
            return (type.startsWith("text/event-stream") ? lines.takeWhile(line -> !line.isEmpty()) : lines)
                    .collect(Collectors.joining("\n"));
        }
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

    /**
     * @param values of the parameters, by their names
     * @param target the case that it is about, or null
     */
    private record Endpoint(
            String method,
            String path,
            Map<String, String> values,
            Map<String, String> query,
            UUID target,
            Map<String, String> headers) {
        private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

        /** @param address the path itself where no other is given */
        static Endpoint of(String method, String path, String address, UUID target) {
            var values = new HashMap<String, String>();
            var steps = path.split("/", -1);
            var given = address.replaceFirst("\\?.*", "").split("/", -1);
            for (int step = 0; step < steps.length; step++) {
                var name = PARAMETER.matcher(steps[step]);
                if (name.matches() && !given[step].equals(steps[step])) values.put(name.group(1), given[step]);
            }
            var query = new LinkedHashMap<String, String>();
            if (method.equals("GET") && address.contains("?")) {
                for (var one : address.substring(address.indexOf('?') + 1).split("&", -1)) {
                    query.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
                }
            }
            values.putIfAbsent("id", (target == null ? UUID.randomUUID() : target).toString());
            return new Endpoint(method, path, values, query, target, Map.of());
        }

        Endpoint at(String name, String words) {
            return new Endpoint(method, path, with(values, name, encoded(words)), query, target, headers);
        }

        Endpoint asking(String name, String words) {
            return new Endpoint(method, path, values, with(query, name, encoded(words)), target, headers);
        }

        Endpoint with(String header, String words) {
            return new Endpoint(method, path, values, query, target, Map.of(header, words));
        }

        private static Map<String, String> with(Map<String, String> given, String name, String value) {
            var with = new LinkedHashMap<>(given);
            with.put(name, value);
            return with;
        }

        String address() {
            var asked = query.entrySet().stream()
                    .map(one -> one.getKey() + "=" + one.getValue())
                    .collect(Collectors.joining("&"));
            var where = PARAMETER
                    .matcher(path)
                    .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "1")));
            return asked.isEmpty() ? where : where + "?" + asked;
        }

        HttpRequest.Builder request(RunningService service, String body) {
            var request = HttpRequest.newBuilder(service.address(address())).header("Content-Type", "application/json");
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
