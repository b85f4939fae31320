package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.events.Position.Standing.BROKEN;
import static waymark.events.Position.Standing.FOLLOWS;
import static waymark.events.Position.Standing.SEEN;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PositionTest {
    private final UUID caseId = UUID.randomUUID();

    @Test
    void aHistoryBeginsWithItsFirstEventAlone() {
        assertThat(Position.START.standingOf(SomeEvents.event(caseId, 1, null))).isEqualTo(FOLLOWS);
        assertThat(Position.START.standingOf(SomeEvents.event(caseId, 2, UUID.randomUUID())))
                .isEqualTo(BROKEN);
    }

    @Test
    void onlyTheNextEventOfTheSameHistoryFollows() {
        // Given
        var history = SomeEvents.history(caseId, 5);
        var third = history.get(2).position();

        // Then
        assertThat(history).extracting(third::standingOf).containsExactly(SEEN, SEEN, SEEN, FOLLOWS, BROKEN);
        assertThat(third.standingOf(SomeEvents.event(caseId, 3, history.get(1).id())))
                .isEqualTo(BROKEN);
        assertThat(third.standingOf(SomeEvents.event(caseId, 4, UUID.randomUUID())))
                .isEqualTo(BROKEN);
    }
}
