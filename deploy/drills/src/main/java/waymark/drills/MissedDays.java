package waymark.drills;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.LondonTime;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;

/**
 * Each missed day has its alert, once: the deadlines that are over and run on, worked out from the marks on the topics of cases and not by the service, against
 * the alerts on its own topic.
 */
final class MissedDays {
    private static final long LONGEST_CATCH_UP_NANOS = 120_000_000_000L;
    private static final String ALERTS = "waymark.alerts.";

    /** What names an alert. */
    private record Name(String caseId, String rule, String milestone, String deadline) {}

    private final RunningSystem waymark;
    private final Http http;
    private final JsonMapper json = JsonMapper.shared();

    MissedDays(RunningSystem waymark, Http http) {
        this.waymark = waymark;
        this.http = http;
    }

    boolean print(String title) throws Exception {
        var rules = rules();
        Set<Name> missed;
        Alerts alerts;
        long deadline = System.nanoTime() + LONGEST_CATCH_UP_NANOS;
        do {
            Thread.sleep(1_000);
            missed = missed(rules);
            alerts = alerts();
        } while (!alerts.openMissed().equals(missed) && System.nanoTime() < deadline);
        var without = new HashSet<>(missed);
        without.removeAll(alerts.openMissed());
        var baseless = new HashSet<>(alerts.openMissed());
        baseless.removeAll(missed);
        long withoutByService = withoutByService();
        new Table(title + ": each alert once", "")
                .row("alerts raised", alerts.raised().size())
                .row("  raised twice", alerts.twice().size())
                .row("missed days that run on in the cases", missed.size())
                .row("  without an open alert", without.size())
                .row("  open alerts without such a day", baseless.size())
                .row("missed days without an alert, as the service counts", withoutByService)
                .print();
        alerts.twice().stream().limit(10).forEach(name -> System.out.println(name + " was raised twice"));
        without.stream().limit(10).forEach(name -> System.out.println(name + " has no open alert"));
        baseless.stream().limit(10).forEach(name -> System.out.println(name + " is open and ought not to be"));
        return alerts.twice().isEmpty() && without.isEmpty() && baseless.isEmpty() && withoutByService == 0;
    }

    private Set<String> rules() {
        var rules = new HashSet<String>();
        for (var rule :
                http.get(waymark.uri("alerts", "/alerts/rules")).orFail().json().get("rules")) {
            if (rule.get("on").asBoolean()) rules.add(rule.get("id").asString());
        }
        return rules;
    }

    private long withoutByService() {
        long without = 0;
        for (var count :
                http.get(waymark.uri("alerts", "/actuator/missed")).orFail().json()) {
            without += count.get("withoutAlert").asLong();
        }
        return without;
    }

    /**
     * A clock of a case as its newest marks have it.
     *
     * @param dueAt null of a clock of days
     */
    private record Run(String deadline, LocalDate dueOn, Instant dueAt, boolean running, boolean toBeDone) {
        boolean isMissed() {
            if (!running || !toBeDone) return false;
            return dueAt == null
                    ? dueOn.isBefore(LondonTime.dateOf(Instant.now()))
                    : !Instant.now().isBefore(dueAt);
        }
    }

    private Set<Name> missed(Set<String> rules) throws Exception {
        var runs = new HashMap<UUID, Map<String, Run>>();
        var voided = new HashSet<UUID>();
        var topics = Trade.ALL.stream().map(trade -> Topics.of(trade.service())).toList();
        read(topics, event -> {
            if (event.type().endsWith(".voided")) voided.add(event.caseId());
            var ofCase = runs.computeIfAbsent(event.caseId(), _ -> new HashMap<>());
            for (var mark : json.readTree(event.data()).path("clocks")) apply(mark, ofCase);
        });
        runs.keySet().removeAll(voided);
        var missed = new HashSet<Name>();
        runs.forEach((id, ofCase) -> ofCase.forEach((key, run) -> {
            var clock = key.substring(0, key.indexOf('/'));
            if (run.isMissed() && rules.contains(clock))
                missed.add(new Name(id.toString(), clock, "missed", run.deadline()));
        }));
        return missed;
    }

    private static void apply(JsonNode mark, Map<String, Run> runs) {
        var clock = Trade.text(mark, "clock");
        var instance = mark.hasNonNull("instance") ? "/" + mark.get("instance").asInt() : "";
        var key = clock + "/" + instance;
        switch (Trade.text(mark, "action")) {
            case "start" -> {
                var dueAt = Trade.text(mark, "dueAt");
                var sense = Trade.text(mark, "sense");
                runs.put(
                        key,
                        new Run(
                                Trade.text(mark, "startedOn") + "/"
                                        + (dueAt == null ? Trade.text(mark, "dueOn") : dueAt) + instance,
                                Trade.day(mark, "dueOn"),
                                dueAt == null ? null : Instant.parse(dueAt),
                                true,
                                sense == null || sense.equals("at-most")));
            }
            // An excused day may pass; what was stopped or lapsed is over.
            case "stop", "lapse", "excuse" ->
                runs.computeIfPresent(
                        key, (_, run) -> new Run(run.deadline(), run.dueOn(), run.dueAt(), false, run.toBeDone()));
            case String other -> throw new IllegalStateException("a mark is " + other);
        }
    }

    /**
     * @param twice named by more than one raising
     * @param openMissed of missed days, and not ended since
     */
    private record Alerts(Set<Name> raised, List<Name> twice, Set<Name> openMissed) {}

    private Alerts alerts() throws Exception {
        var raising = new HashMap<UUID, UUID>();
        var names = new HashMap<UUID, Name>();
        var ids = new HashMap<Name, UUID>();
        var twice = new ArrayList<Name>();
        var open = new HashSet<UUID>();
        var read = new HashMap<UUID, Integer>();
        read(List.of(Topics.of("alerts")), event -> {
            // What was delivered before comes to nothing new, unless it is another event.
            if (event.sequence() <= read.getOrDefault(event.caseId(), 0)) {
                if (event.sequence() == 1 && !event.id().equals(raising.get(event.caseId())))
                    twice.add(names.get(event.caseId()));
                return;
            }
            read.put(event.caseId(), event.sequence());
            switch (event.type().substring(ALERTS.length())) {
                case "raised" -> {
                    var data = json.readTree(event.data());
                    var name = new Name(
                            Trade.text(data, "caseId"),
                            Trade.text(data, "rule"),
                            Trade.text(data, "milestone"),
                            Trade.text(data, "deadline"));
                    raising.put(event.caseId(), event.id());
                    names.put(event.caseId(), name);
                    if (ids.put(name, event.caseId()) != null) twice.add(name);
                    open.add(event.caseId());
                }
                case "reinstated" -> open.add(event.caseId());
                case "resolved", "settled", "withdrawn" -> open.remove(event.caseId());
                case String _ -> {}
            }
        });
        var openMissed = new HashSet<Name>();
        for (var id : open) if (names.get(id).milestone().equals("missed")) openMissed.add(names.get(id));
        return new Alerts(Set.copyOf(names.values()), twice, openMissed);
    }

    @FunctionalInterface
    private interface Reader {
        void read(CaseEvent event);
    }

    private void read(List<String> topics, Reader reader) throws Exception {
        var kafka = new KafkaConnection(waymark.kafka(), Map.of());
        try (var topic = new TopicReader(kafka, "drill", TopicReader.partitionsOf(topics), Map.of())) {
            topic.readToPresentEnd(records -> {
                for (var message : records) reader.read(CloudEventRecords.read(message));
            });
        }
    }
}
