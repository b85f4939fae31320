package waymark.alerts.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.alerts.domain.Due;
import waymark.alerts.domain.Settings;
import waymark.alerts.domain.Standing;
import waymark.alerts.domain.Watch;
import waymark.alerts.domain.WatchedCase;
import waymark.alerts.domain.WatchedCase.What;
import waymark.calendar.LondonTime;
import waymark.events.CaseEvent;
import waymark.testing.LastRelease;

/** Every example of every event of every service can be watched. */
class WatchedEventsTest {
    record History(String service, List<JsonNode> events) {
        @Override
        public String toString() {
            return service + " of " + events.size();
        }
    }

    private static final List<String> SERVICES = List.of("involvements", "assessments", "referrals");

    /** Of this release, of the last one, and of this one as instances of the last read it beside newer ones. */
    static Stream<History> histories() throws IOException {
        var byCase = new LinkedHashMap<String, List<JsonNode>>();
        for (var service : SERVICES) {
            try (var files = Files.walk(Path.of("../../contracts/events/" + service))) {
                files.filter(file -> file.toString().endsWith(".example.json"))
                        .map(WatchedEventsTest::read)
                        .sorted(Comparator.comparing(WatchedEventsTest::sequence))
                        .forEach(event -> add(byCase, service, event));
            }
            LastRelease.examples(service).forEach(event -> add(byCase, "last release's " + service, event));
            LastRelease.readsOfThisRelease(service)
                    .forEach(event -> add(byCase, "to the last release, " + service, event));
        }
        return byCase.entrySet().stream().map(one -> new History(one.getKey(), one.getValue()));
    }

    private static void add(Map<String, List<JsonNode>> byCase, String what, JsonNode event) {
        byCase.computeIfAbsent(what + event.at("/attributes/ce_subject").asString(), _ -> new ArrayList<>())
                .add(event);
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int sequence(JsonNode event) {
        return Integer.parseInt(event.at("/attributes/ce_sequence").asString());
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aHistoryOfExamplesIsWatched(History history) {
        // Given
        WatchedCase watched = null;
        boolean isRegister = false;

        // When
        for (var example : history.events()) {
            var attributes = example.get("attributes");
            isRegister |= attributes.get("ce_type").asString().endsWith("register-declared");
            watched = WatchedEvents.evolve(watched, event(attributes), example.get("data"));
        }

        // Then
        assertThat(watched == null).isEqualTo(isRegister);
    }

    @Test
    void whatAStatusIsIsKnownFromWhenItWasRecorded() {
        // Given
        var id = UUID.randomUUID();
        var opened = WatchedEvents.evolve(null, happened(id, 1, "opened", "2022-03-01"), data("""
                {"reference": "CME-1", "openedOn": "2022-03-01", "socialCareStatus": "none"}"""));

        // When
        var changed = WatchedEvents.evolve(opened, happened(id, 2, "circumstances-changed", "2022-03-20"), data("""
                        {"changedOn": "2022-03-20", "socialCareStatus": "child-in-need"}"""));
        var said = WatchedEvents.evolve(changed, happened(id, 3, "circumstances-changed", "2022-03-25"), data("""
                        {"changedOn": "2022-03-25", "socialCareStatus": "child-in-need"}"""));

        // Then
        var due = Due.of(new Watch("825", null, Map.of(id, said)), Standing.NONE, Settings.USUAL, at("2022-03-26"));
        assertThat(due.raise())
                .filteredOn(one -> one.milestone().equals("opened"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.since()).isEqualTo(at("2022-03-20"));
                    assertThat(one.knownAt()).isEqualTo(at("2022-03-20"));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a later month without a value; 2022-05-31; none; ; true",
                "the same month whose value was taken back; 2022-04-30; none; ; false",
                "a later month whose target is gone; 2022-05-31; none; 12.5; false",
                "a later month on track; 2022-05-31; green; 3; false"
            })
    void aRedMeasureStaysRedUntilItsNextValue(String what, String periodTo, String rag, String value, boolean isRed) {
        // Given
        var id = UUID.randomUUID();
        var red = WatchedEvents.evolve(null, rated(id, 1), data("""
                {"measure": "repeats", "periodFrom": "2022-01-01", "periodTo": "2022-04-30", "rag": "red", "value": 31}"""));

        // When
        var then = WatchedEvents.evolve(
                red, rated(id, 2), data("""
                {"measure": "repeats", "periodFrom": "2022-01-01", "periodTo": "%s", "rag": "%s"%s}""".formatted(periodTo, rag, value == null ? "" : ", \"value\": " + value)));

        // Then
        assertThat(then.has(What.RED)).as(what).isEqualTo(isRed);
    }

    private static CaseEvent rated(UUID id, int sequence) {
        return event("waymark.measures.rated", id, sequence, "2022-06-01");
    }

    private static JsonNode data(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static Instant at(String day) {
        return LondonTime.startOf(LocalDate.parse(day));
    }

    private static CaseEvent happened(UUID id, int sequence, String what, String on) {
        return event("waymark.involvements." + what, id, sequence, on);
    }

    private static CaseEvent event(String type, UUID id, int sequence, String on) {
        return new CaseEvent(
                UUID.randomUUID(),
                type,
                "825",
                UUID.randomUUID(),
                id,
                sequence,
                sequence == 1 ? null : UUID.randomUUID(),
                LocalDate.parse(on),
                at(on),
                "cme-officer",
                null,
                "{}");
    }

    private static CaseEvent event(JsonNode attributes) {
        Map<String, String> text = new LinkedHashMap<>();
        attributes
                .properties()
                .forEach(one -> text.put(one.getKey(), one.getValue().asString()));
        int sequence = Integer.parseInt(text.get("ce_sequence"));
        return new CaseEvent(
                UUID.fromString(text.get("ce_id")),
                text.get("ce_type"),
                text.get("ce_authority"),
                text.containsKey("ce_childkey") ? UUID.fromString(text.get("ce_childkey")) : null,
                UUID.fromString(text.get("ce_subject")),
                sequence,
                sequence == 1 ? null : UUID.fromString(text.get("ce_previous")),
                LocalDate.parse(text.get("ce_effectiveon")),
                Instant.parse(text.get("ce_time")),
                text.get("ce_actorrole"),
                null,
                "{}");
    }
}
