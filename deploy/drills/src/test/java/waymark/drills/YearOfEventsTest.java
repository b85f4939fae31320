package waymark.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waymark.events.CaseEvent;

class YearOfEventsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate OPENED = LocalDate.of(2021, 9, 6);
    private static final UUID CHILD = new UUID(1, 1);

    @Test
    void eachCaseIsWholeUpToTodayAndFallsIntoTheYear() {
        // Given
        var year = year(7);

        // When
        var cases = new HashMap<UUID, List<CaseEvent>>();
        year.make(
                600,
                (_, event) -> cases.computeIfAbsent(event.caseId(), _ -> new ArrayList<>())
                        .add(event));

        // Then
        assertThat(cases).hasSizeGreaterThan(200);
        cases.values().forEach(events -> {
            UUID previous = null;
            for (int place = 0; place < events.size(); place++) {
                var event = events.get(place);
                assertThat(event.sequence()).isEqualTo(place + 1);
                assertThat(event.previous()).isEqualTo(previous);
                assertThat(event.effectiveOn()).isBetween(TODAY.minusDays(371), TODAY);
                previous = event.id();
            }
            var first = events.getFirst();
            assertThat(first.effectiveOn().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(first.data()).isEqualTo("{\"openedOn\":\"%s\"}".formatted(first.effectiveOn()));
            assertThat(first.child()).isNotEqualTo(CHILD);
        });
    }

    @Test
    void theSameSeedMakesTheSameEvents() {
        assertThat(made(year(7))).isEqualTo(made(year(7))).isNotEqualTo(made(year(8)));
    }

    private static Map<UUID, String> made(YearOfEvents year) {
        var made = new HashMap<UUID, String>();
        year.make(50, (topic, event) -> made.put(event.id(), topic + event.key() + event.data()));
        return made;
    }

    private static YearOfEvents year(long seed) {
        var year = new YearOfEvents(3, TODAY, seed);
        var id = new UUID(2, 1);
        year.add(
                "waymark.involvements",
                List.of(
                        event(id, 1, null, OPENED, "opened", "{\"openedOn\":\"%s\"}"),
                        event(new UUID(2, 2), 2, id, OPENED.plusDays(20), "closed", "{\"closedOn\":\"%s\"}")),
                600);
        return year;
    }

    private static CaseEvent event(UUID id, int sequence, UUID previous, LocalDate on, String type, String data) {
        return new CaseEvent(
                id,
                "waymark.involvements." + type,
                "825",
                CHILD,
                new UUID(3, 3),
                sequence,
                previous,
                on,
                Instant.parse("2022-01-01T09:00:00Z"),
                "cme-officer",
                null,
                data.formatted(on));
    }
}
