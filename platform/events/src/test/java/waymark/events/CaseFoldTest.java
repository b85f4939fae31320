package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.events.CaseFold.Result.APPLIED;
import static waymark.events.CaseFold.Result.PARKED;
import static waymark.events.CaseFold.Result.SEEN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state folded here is the list of the events' ids, so that order, gaps and repetitions show. */
class CaseFoldTest {
    private static final Instant NOW = Instant.parse("2022-02-28T09:30:00Z");

    private final UUID caseId = UUID.randomUUID();
    private final List<CaseEvent> history = SomeEvents.history(caseId, 7);
    private final Kept cases = new Kept();
    private final CaseFold<String, List<UUID>> fold = new CaseFold<>(cases, CaseFoldTest::evolve);

    private static final class Kept implements CaseFold.Cases<List<UUID>> {
        final Map<UUID, Position> positions = new HashMap<>();
        final Map<UUID, List<UUID>> states = new HashMap<>();

        @Override
        public Position position(UUID caseId) {
            return positions.getOrDefault(caseId, Position.START);
        }

        @Override
        public List<UUID> state(UUID caseId) {
            return states.get(caseId);
        }

        @Override
        public void put(CaseEvent event, List<UUID> state) {
            positions.put(event.caseId(), event.position());
            states.put(event.caseId(), state);
        }
    }

    private static List<UUID> evolve(List<UUID> state, CaseEvent event, String data) {
        assertThat(data).isEqualTo(event.data());
        var next = state == null ? new ArrayList<UUID>() : new ArrayList<>(state);
        next.add(event.id());
        return next;
    }

    private CaseFold.Result accept(CaseEvent event) {
        return fold.accept(event, event.data(), NOW);
    }

    private List<CaseFold.Result> accept(List<CaseEvent> events) {
        return events.stream().map(this::accept).toList();
    }

    private static List<UUID> ids(List<CaseEvent> events) {
        return events.stream().map(CaseEvent::id).toList();
    }

    private void park(int sequence) {
        fold.park(new CaseFold.Parked(caseId, sequence, "unreadable", NOW));
    }

    private void assertFolded(List<CaseEvent> events) {
        assertThat(cases.state(caseId)).isEqualTo(ids(events));
    }

    @Test
    void eventsSeenAlreadyAreDropped() {
        // When
        var results = accept(List.of(history.get(0), history.get(0), history.get(1), history.get(0), history.get(1)));

        // Then
        assertThat(results).containsExactly(APPLIED, SEEN, APPLIED, SEEN, SEEN);
        assertFolded(history.subList(0, 2));
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void aGapParksItsCaseAndNoOther() {
        // Given
        var other = SomeEvents.history(UUID.randomUUID(), 2);
        accept(history.subList(0, 2));

        // When
        var results = accept(List.of(history.get(3), history.get(4), other.get(0), other.get(1)));

        // Then
        assertThat(results).containsExactly(PARKED, PARKED, APPLIED, APPLIED);
        assertFolded(history.subList(0, 2));
        assertThat(fold.parked(caseId)).hasValueSatisfying(parked -> {
            assertThat(parked.heldFrom()).isEqualTo(4);
            assertThat(parked.reason()).isEqualTo("sequence 4 does not follow sequence 2");
            assertThat(parked.since()).isEqualTo(NOW);
        });
        assertThat(fold.parked()).containsOnlyKeys(caseId);
    }

    @Test
    void aGapHealsByTheWholeHistoryAgain() {
        // Given
        accept(history.subList(0, 2));
        accept(history.subList(3, 6));

        // When
        accept(history);

        // Then
        assertFolded(history);
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void aGapHealsByTheMissingEventsAndThoseThatWereHeld() {
        // Given
        accept(history.subList(0, 2));
        accept(history.subList(3, 5));

        // When
        var results = accept(history.subList(2, 7));

        // Then
        assertThat(results).containsOnly(APPLIED);
        assertFolded(history);
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void theMissingEventAloneDoesNotHealWhileEventsThatWereHeldAreMissing() {
        // Given
        accept(history.subList(0, 2));
        park(3);
        accept(history.subList(3, 5));

        // When
        accept(history.get(2));

        // Then
        assertFolded(history.subList(0, 3));
        assertThat(fold.parkedCount()).isEqualTo(1);

        // When
        accept(history);

        // Then
        assertFolded(history);
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void aCaseUnknownBeforeHealsAsWell() {
        // Given
        accept(history.subList(4, 5));

        // When
        accept(history.subList(0, 4));

        // Then
        assertFolded(history.subList(0, 4));
        assertThat(fold.parkedCount()).isEqualTo(1);

        // When
        accept(history.subList(4, 7));

        // Then
        assertFolded(history);
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void aHistoryThatDiffersTakesThePlaceOfTheOneFoldedBefore() {
        // Given
        var restored = SomeEvents.continued(caseId, history.subList(0, 2), 6);
        accept(history.subList(0, 4));

        // When
        var parking = accept(restored.get(4));
        var healing = accept(restored);

        // Then
        assertThat(parking).isEqualTo(PARKED);
        assertThat(healing).containsExactly(PARKED, PARKED, PARKED, PARKED, APPLIED, APPLIED);
        assertFolded(restored);
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void aHistoryWithDuplicatesOrStartedAnewOnItsWayHealsAsWell() {
        // Given
        var restored = SomeEvents.continued(caseId, List.of(), 6);
        accept(history.subList(0, 4));
        accept(restored.get(5));

        // When
        accept(restored.subList(0, 3));
        accept(restored.subList(1, 2));
        accept(restored.subList(0, 2));
        accept(restored);

        // Then
        assertFolded(restored);
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void anUnreadableEventParksItsCaseUntilItComesReadable() {
        // Given
        accept(history.subList(0, 2));
        park(3);

        // When
        accept(history.get(2));

        // Then
        assertFolded(history.subList(0, 3));
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void anUnreadableEventOfUnknownSequenceHealsByTheNextEventOrTheHistory() {
        // Given
        accept(history.subList(0, 2));
        park(0);

        // When
        accept(history.subList(0, 1));

        // Then
        assertFolded(history.subList(0, 2));
        assertThat(fold.parkedCount()).isEqualTo(1);

        // When
        accept(history.get(2));

        // Then
        assertFolded(history.subList(0, 3));
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void anUnreadableEventOfASequenceThatNeverComesDoesNotHoldItsCaseForEver() {
        // Given
        accept(history.subList(0, 3));
        park(999);
        assertThat(fold.parkedCount()).isEqualTo(1);

        // When
        accept(history.subList(0, 3));

        // Then
        assertFolded(history.subList(0, 3));
        assertThat(fold.parkedCount()).isZero();
    }

    @Test
    void aParkedCaseNeverGoesBack() {
        // Given
        accept(history.subList(0, 5));
        park(2);

        // When
        accept(history.subList(0, 4));

        // Then
        assertFolded(history.subList(0, 5));

        // When
        accept(history.get(4));

        // Then
        assertFolded(history.subList(0, 5));
        assertThat(fold.parkedCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsLostRepeatedOrUnreadableOneWholeHistoryMakesTheStateExact(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            // Given
            var kept = new Kept();
            var one = new CaseFold<String, List<UUID>>(kept, CaseFoldTest::evolve);
            for (int step = 0; step < 12; step++) {
                var event = history.get(random.nextInt(history.size()));
                if (random.nextInt(5) == 0) {
                    one.park(new CaseFold.Parked(caseId, random.nextInt(history.size() + 1), "unreadable", NOW));
                } else {
                    one.accept(event, event.data(), NOW);
                }
                var folded = kept.states.getOrDefault(caseId, List.of());
                assertThat(folded).isEqualTo(ids(history).subList(0, folded.size()));
            }

            // When
            for (var event : history) one.accept(event, event.data(), NOW);

            // Then
            assertThat(kept.state(caseId)).isEqualTo(ids(history));
            assertThat(one.parkedCount()).isZero();
        }
    }
}
