package waymark.drills;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;
import waymark.events.UnreadableEvent;

/** Compares what clients were promised with what is in the cases, on Kafka and in the figures. */
final class Reckoning {

    private static final long LONGEST_CATCH_UP_NANOS = 90_000_000_000L;
    private static final int SELF_CHECKS = 12;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Trade trade;
    private final RunningSystem waymark;
    private final Http http;
    private final List<Clerk.Sent> sent;
    private final LocalDate today = BusinessClock.system().today();
    private final Map<UUID, JsonNode> histories = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private Reckoning(Trade trade, RunningSystem waymark, Http http, List<Clerk.Sent> sent) {
        this.trade = trade;
        this.waymark = waymark;
        this.http = http;
        this.sent = sent.stream()
                .filter(one -> one.service().equals(trade.service()))
                .toList();
    }

    /** Reckons up every kind of case on which clerks worked. */
    static boolean print(String title, RunningSystem waymark, Http http, List<Clerk.Sent> sent) throws Exception {
        return print(title, Trade.ALL, waymark, http, sent);
    }

    static boolean print(String title, List<Trade> trades, RunningSystem waymark, Http http, List<Clerk.Sent> sent)
            throws Exception {
        boolean sound = true;
        for (var trade : trades) {
            sound = new Reckoning(trade, waymark, http, sent).print(title + ": " + trade.service()) && sound;
        }
        for (var view : waymark.views()) sound = reportingAgreesWithTopics(title, view, http) && sound;
        return sound;
    }

    /** Reporting's own check, which folds the cases of one partition anew each time. */
    private static boolean reportingAgreesWithTopics(String title, RunningSystem waymark, Http http) {
        int cases = 0;
        var differing = new TreeSet<String>();
        for (int check = 0; check < SELF_CHECKS; check++) {
            var result = http.post(waymark.uri("reporting", "/actuator/selfcheck"), "{}")
                    .orFail()
                    .json();
            cases += result.get("cases").asInt();
            for (var id : result.get("differing")) differing.add(id.asString());
        }
        new Table(title + ": reporting's self-check", "")
                .row("cases folded anew", cases)
                .row("faults", differing.size())
                .print();
        differing.forEach(id -> System.out.println(id + " has other facts than its events say"));
        return cases > 0 && differing.isEmpty();
    }

    /** Prints the counts, and answers whether nothing was lost, doubled, out of order or half done. */
    private boolean print(String title) throws Exception {
        readHistories();
        var table = new Table(title, "");
        reckonCases(table);
        reckonTopic(table);
        reckonFigures(table);
        table.row("faults", faults.size()).print();
        faults.stream().limit(20).forEach(System.out::println);
        return faults.isEmpty();
    }

    private void readHistories() {
        for (var cases : trade.cases()) {
            for (int page = 0, pages = 1; page < pages; page++) {
                var address = cases.address();
                var list = get(
                        trade.service(), "/%s?size=500&sort=%s&page=%d".formatted(address, cases.reference(), page));
                pages = Math.ceilDiv(list.get("total").asInt(), 500);
                for (var item : list.get("items")) {
                    var id = item.get("id").asString();
                    histories.put(UUID.fromString(id), get(trade.service(), "/%s/%s".formatted(address, id)));
                }
            }
        }
    }

    private void reckonCases(Table table) {
        var found = new HashMap<String, Integer>();
        histories.forEach((id, file) -> {
            int sequence = 0;
            String previous = null;
            for (var event : file.get("history")) {
                sequence++;
                if (event.get("sequence").asInt() != sequence) faults.add(id + " has no event of sequence " + sequence);
                if (!Objects.equals(Trade.text(event, "previous"), previous)) {
                    faults.add(id + " breaks its chain at sequence " + sequence);
                }
                previous = Trade.text(event, "event");
                if (event.hasNonNull("note")) found.merge(Trade.text(event, "note"), 1, Integer::sum);
            }
            if (file.get("version").asInt() != sequence) faults.add(id + " is half written");
        });
        var asked = sent.stream().collect(Collectors.toMap(Clerk.Sent::key, Clerk.Sent::cases));
        found.forEach((key, times) -> {
            if (times > asked.getOrDefault(key, 1))
                faults.add("command " + key + " was carried out " + times + " times");
        });
        var acknowledged = sent.stream().filter(Clerk.Sent::acknowledged).toList();
        Predicate<Clerk.Sent> isKept = one -> found.getOrDefault(one.key(), 0) >= one.cases();
        long kept = acknowledged.stream().filter(isKept).count();
        acknowledged.stream()
                .filter(isKept.negate())
                .forEach(one -> faults.add("acknowledged command " + one.key() + " of " + one.child() + " is lost"));
        int givenUp = sent.size() - acknowledged.size();
        long done = sent.stream()
                .filter(one -> !one.acknowledged() && found.containsKey(one.key()))
                .count();
        table.row("commands", sent.size())
                .row("  answered", acknowledged.size())
                .row(
                        "  answered only when sent again",
                        acknowledged.stream().filter(one -> one.attempts() > 1).count())
                .row(
                        "  given up without an answer",
                        "%d (%d wholly done, %d not at all)".formatted(givenUp, done, givenUp - done))
                .row("cases", histories.size())
                .row("answered commands in their cases", kept + " of " + acknowledged.size())
                .row("events in the cases", eventsInCases());
    }

    private int eventsInCases() {
        return histories.values().stream()
                .mapToInt(file -> file.get("version").asInt())
                .sum();
    }

    /** First deliveries must come in sequence, each once its predecessor has; whatever was delivered before is a duplicate. */
    private void reckonTopic(Table table) throws Exception {
        var delivered = new HashMap<UUID, List<UUID>>();
        int wanted = eventsInCases();
        await(() -> eventsOn(delivered) >= wanted);
        var records = new int[1];
        var duplicates = new int[1];
        delivered.clear();
        read(event -> {
            records[0]++;
            var before = delivered.computeIfAbsent(event.caseId(), id -> new ArrayList<>());
            if (event.sequence() <= before.size()) {
                duplicates[0]++;
                if (!before.get(event.sequence() - 1).equals(event.id())) {
                    faults.add(event.caseId() + " has two events of sequence " + event.sequence() + " on Kafka");
                }
            } else if (event.sequence() == before.size() + 1
                    && Objects.equals(event.previous(), before.isEmpty() ? null : before.getLast())) {
                before.add(event.id());
            } else {
                faults.add(event.caseId() + " misses an event before sequence " + event.sequence() + " on Kafka");
            }
        });
        histories.forEach((id, file) -> {
            var inCase = new ArrayList<UUID>();
            for (var event : file.get("history")) inCase.add(UUID.fromString(Trade.text(event, "event")));
            if (!inCase.equals(delivered.getOrDefault(id, List.of()))) {
                faults.add(id + " has other events on Kafka than in its case");
            }
        });
        Set<UUID> unknown = new HashSet<>(delivered.keySet());
        unknown.removeAll(histories.keySet());
        unknown.forEach(id -> faults.add(id + " is on Kafka but in no case"));
        table.row("records on Kafka", records[0])
                .row("  delivered more than once", duplicates[0])
                .row(
                        "  events, each once and in sequence",
                        delivered.values().stream().mapToInt(List::size).sum());
    }

    private int eventsOn(Map<UUID, List<UUID>> events) {
        events.clear();
        try {
            read(event -> {
                var seen = events.computeIfAbsent(event.caseId(), id -> new ArrayList<>());
                if (!seen.contains(event.id())) seen.add(event.id());
            });
        } catch (Exception unreadable) {
            throw new IllegalStateException("the topic cannot be read", unreadable);
        }
        return events.values().stream().mapToInt(List::size).sum();
    }

    private void read(Consumer<CaseEvent> reader) throws Exception {
        var kafka = new KafkaConnection(waymark.kafka(), Map.of());
        try (var topic = new TopicReader(
                kafka, "drill", TopicReader.partitionsOf(List.of(Topics.of(trade.service()))), Map.of())) {
            topic.readToPresentEnd(records -> {
                for (var message : records) {
                    try {
                        reader.accept(CloudEventRecords.read(message));
                    } catch (UnreadableEvent unreadable) {
                        faults.add("offset %d of partition %d is no event: %s"
                                .formatted(message.offset(), message.partition(), unreadable.getMessage()));
                    }
                }
            });
        }
    }

    private void reckonFigures(Table table) throws InterruptedException {
        int figures = 0;
        int agreeing = 0;
        long standings = 0;
        long listed = 0;
        for (var view : waymark.views()) {
            for (var expected : trade.expected(histories.values(), today)) {
                await(() -> differences(view, expected).isEmpty());
                var differences = differences(view, expected);
                faults.addAll(differences);
                figures += expected.figures().size();
                agreeing += expected.figures().size() - differences.size();
            }
            for (var standing : trade.standings(today)) {
                standings++;
                if (isListed(view, standing)) listed++;
            }
        }
        table.row("figures that agree with the cases", agreeing + " of " + figures)
                .row("  that agree with the list", listed + " of " + standings);
    }

    private List<String> differences(RunningSystem view, Trade.Expected expected) {
        var differences = new ArrayList<String>();
        var figures = get(view, "reporting", expected.address());
        expected.figures().forEach((field, value) -> {
            var printed = figures.at("/" + field);
            // As it would be printed, so that the kinds of numbers are the same.
            var said = JSON.readTree(JSON.writeValueAsString(value));
            if (!said.equals(printed)) {
                differences.add("the figures say %s for %s, the cases say %s".formatted(printed, field, said));
            }
        });
        return differences;
    }

    private boolean isListed(RunningSystem view, Trade.Standing standing) {
        int listed = get(view, trade.service(), "/%s&size=1".formatted(standing.list()))
                .get("total")
                .asInt();
        // Of a status that no case has nothing is printed.
        int printed = get(view, "reporting", standing.figures())
                .at("/" + standing.field())
                .asInt(0);
        if (listed != printed) {
            faults.add("the list has %d cases of %s, %s of the figures says %d"
                    .formatted(listed, standing.list(), standing.field(), printed));
        }
        return listed == printed;
    }

    private JsonNode get(String service, String path) {
        return get(waymark, service, path);
    }

    private JsonNode get(RunningSystem view, String service, String path) {
        return http.get(view.uri(service, path)).orFail().json();
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CATCH_UP_NANOS;
        while (!reached.getAsBoolean() && System.nanoTime() < deadline) Thread.sleep(250);
    }
}
