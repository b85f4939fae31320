package waymark.drills;

import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import waymark.calendar.BusinessClock;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.UnreadableEvent;

/** Compares what clients were promised with what is in the cases, on Kafka and in the figures. */
final class Reckoning {

    private static final String TOPIC = "waymark.involvements";
    private static final long LONGEST_CATCH_UP_NANOS = 90_000_000_000L;

    private final WaymarkProcess waymark;
    private final Http http;
    private final List<Clerk.Sent> sent;
    private final LocalDate today = BusinessClock.system().today();
    private final Map<UUID, JsonNode> histories = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    Reckoning(WaymarkProcess waymark, Http http, List<Clerk.Sent> sent) {
        this.waymark = waymark;
        this.http = http;
        this.sent = sent;
    }

    /** Prints the counts, and answers whether nothing was lost, doubled, out of order or half done. */
    boolean print(String title) throws Exception {
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
        for (int page = 0, pages = 1; page < pages; page++) {
            var list = get("involvements", "/involvements?size=500&sort=involvementRef&page=" + page);
            pages = Math.ceilDiv(list.get("total").asInt(), 500);
            for (var item : list.get("items")) {
                var id = item.get("id").asString();
                histories.put(UUID.fromString(id), get("involvements", "/involvements/" + id + "/history"));
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
                if (!Objects.equals(text(event, "previous"), previous)) {
                    faults.add(id + " breaks its chain at sequence " + sequence);
                }
                previous = text(event, "event");
                if (event.hasNonNull("note")) found.merge(text(event, "note"), 1, Integer::sum);
            }
            if (file.get("version").asInt() != sequence) faults.add(id + " is half written");
        });
        found.forEach((key, times) -> {
            if (times > 1) faults.add("command " + key + " was carried out " + times + " times");
        });
        var acknowledged = sent.stream().filter(Clerk.Sent::acknowledged).toList();
        long kept = acknowledged.stream()
                .filter(one -> found.containsKey(one.key()))
                .count();
        acknowledged.stream()
                .filter(one -> !found.containsKey(one.key()))
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
            for (var event : file.get("history")) inCase.add(UUID.fromString(text(event, "event")));
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
        var kafka = new KafkaConnection(waymark.address("broker"), Map.of());
        try (var topic = new TopicReader(kafka, "drill", TopicReader.partitionsOf(List.of(TOPIC)), Map.of())) {
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

    private record Course(LocalDate openedOn, LocalDate closedOn, String outcome) {}

    private void reckonFigures(Table table) throws InterruptedException {
        var courses = histories.values().stream().map(Reckoning::course).toList();
        var from = today.minusDays(60);
        var closed =
                courses.stream().filter(course -> course.closedOn() != null).toList();
        var expected = new HashMap<String, Object>();
        expected.put("totalInvolvements", courses.size());
        expected.put("opened", courses.size());
        expected.put("closed", closed.size());
        expected.put("openAtEnd", courses.size() - closed.size());
        for (var outcome : closed.stream().map(Course::outcome).distinct().toList()) {
            expected.put(
                    "byOutcome/" + outcome + "/closed",
                    closed.stream()
                            .filter(course -> course.outcome().equals(outcome))
                            .count());
        }
        expected.put("closedWithin2WeeksPercent", percentWithin(14, closed));
        expected.put("closedWithin4WeeksPercent", percentWithin(28, closed));
        var path = "/reports/cme/summary?from=" + from + "&to=" + today;
        await(() -> differences(expected, get("reporting", path)).isEmpty());
        var differences = differences(expected, get("reporting", path));
        faults.addAll(differences);
        table.row(
                "figures that agree with the cases", (expected.size() - differences.size()) + " of " + expected.size());
    }

    private static List<String> differences(Map<String, Object> expected, JsonNode summary) {
        var differences = new ArrayList<String>();
        expected.forEach((field, value) -> {
            var printed = summary.at("/" + field).asString();
            if (!printed.equals(value.toString())) {
                differences.add("the summary says %s for %s, the cases say %s".formatted(printed, field, value));
            }
        });
        return differences;
    }

    private static double percentWithin(int days, List<Course> closed) {
        long within = closed.stream()
                .filter(course -> ChronoUnit.DAYS.between(course.openedOn(), course.closedOn()) <= days)
                .count();
        return Math.round(within * 1000.0 / closed.size()) / 10.0;
    }

    /** What the case's events come to; folded here anew, so that the figures are held against something that is not theirs. */
    private static Course course(JsonNode file) {
        var course = new Course(null, null, null);
        for (var event : file.get("history")) {
            var data = event.get("data");
            var type = text(event, "type");
            course = switch (type.substring(type.lastIndexOf('.') + 1)) {
                case "opened" -> new Course(day(data, "openedOn"), null, null);
                case "closed" -> new Course(course.openedOn(), day(data, "closedOn"), text(data, "outcome"));
                case "reopened" -> new Course(course.openedOn(), null, null);
                case "corrected" -> new Course(course.openedOn(), day(data, "closedOn"), course.outcome());
                default -> course;
            };
        }
        return course;
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asString() : null;
    }

    private static LocalDate day(JsonNode node, String field) {
        return LocalDate.parse(text(node, field));
    }

    private JsonNode get(String service, String path) {
        URI address = waymark.uri(service, path);
        return http.get(address).orFail().json();
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CATCH_UP_NANOS;
        while (!reached.getAsBoolean() && System.nanoTime() < deadline) Thread.sleep(250);
    }
}
