package waymark.alerts.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waymark.alerts.domain.Standing;
import waymark.alerts.domain.Watch;

/** When the watches of two partitions are looked at. */
class AgendaTest {
    private static final Instant NOW = Instant.parse("2022-05-21T08:00:00Z");

    private final Agenda agenda = new Agenda();

    private static Watches.Kept kept(int settings, Instant next) {
        var watch = new Watch("825", null, Map.of());
        return new Watches.Kept("825/child", 4, 3, settings, next, watch, Standing.NONE, Map.of(), List.of());
    }

    private List<String> due() {
        agenda.loaded(Set.of(3));
        return agenda.due(NOW, 10, _ -> false);
    }

    @Test
    void whatHasToWaitStandsInNobodysWay() {
        // Given
        agenda.loaded(List.of(0));
        agenda.set("825/one", 0, 1, NOW.minusSeconds(2));
        agenda.set("825/two", 0, 1, NOW.minusSeconds(1));

        // When / Then
        assertThat(agenda.due(NOW, 1, "825/one"::equals)).containsExactly("825/two");
    }

    @Test
    void aWatchThatFollowedOtherSettingsIsLookedAtNow() {
        // When
        agenda.found(kept(1, NOW.plusSeconds(900)), 2, NOW);

        // Then
        assertThat(due()).containsExactly("825/child");
    }

    @Test
    void aWatchThatFollowsThePresentSettingsIsLookedAtInItsTime() {
        // When
        agenda.found(kept(2, NOW.plusSeconds(900)), 2, NOW);

        // Then
        assertThat(due()).isEmpty();
    }

    @Test
    void whatCannotBeDealtWithWaits() {
        // Given
        agenda.found(kept(2, NOW), 2, NOW);

        // When
        agenda.putOff("825/child", NOW.plusSeconds(60));

        // Then
        assertThat(due()).isEmpty();
        agenda.loaded(Set.of(3));
        assertThat(agenda.due(NOW.plusSeconds(60), 10, _ -> false)).containsExactly("825/child");
    }

    @Test
    void whatFellDueInADayOfDowntimeIsLookedAtInItsOrderInBatches() {
        // Given
        for (int hours : new int[] {3, 20, 1, 12}) agenda.set("825/" + hours, 3, 1, NOW.minusSeconds(hours * 3600L));
        agenda.loaded(Set.of(3));

        // When
        var first = agenda.due(NOW, 2, _ -> false);
        for (var key : first) agenda.set(key, 3, 2, null);

        // Then
        assertThat(first).containsExactly("825/20", "825/12");
        assertThat(agenda.due(NOW, 10, _ -> false)).containsExactly("825/3", "825/1");
    }
}
