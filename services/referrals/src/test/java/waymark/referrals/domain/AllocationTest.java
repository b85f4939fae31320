package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.Story.allocated;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.transferred;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Who has the case: workers and teams. */
class AllocationTest {
    @Test
    void theCaseIsAllocatedAndWhoHasItAlreadyIsNotRecordedAgain() {
        // Given
        var allocated = allocated(day(3, 5), "SW-1", "duty");
        var story = referred().and(allocated);

        // Then
        referred().when(allocated).then(allocated);
        assertThat(story.present().worker()).isEqualTo("SW-1");
        assertThat(story.present().team()).isEqualTo("duty");
        story.when(allocated(day(3, 6), "SW-1", null)).then();
        story.when(allocated(day(3, 6), "SW-1", "duty")).then();
        story.when(allocated(day(3, 6), "SW-1", "north")).then(allocated(day(3, 6), "SW-1", "north"));
        assertThat(story.and(allocated(day(3, 6), "SW-2", null)).present().team())
                .isEqualTo("duty");
    }

    @Test
    void nobodyMayHaveTheCase() {
        var story = referred().and(allocated(day(3, 5), "SW-1", "duty"), allocated(day(3, 9), null, null));
        assertThat(story.present().worker()).isNull();
        assertThat(story.present().team()).isEqualTo("duty");
    }

    @Test
    void anotherTeamHasTheCaseAndAllocatesItItself() {
        // Given
        var transferred = transferred(day(4, 1), "north", null);
        var story = referred().and(allocated(day(3, 5), "SW-1", "duty"));

        // Then
        story.when(transferred).then(transferred);
        assertThat(story.and(transferred).present().worker()).isNull();
        assertThat(story.and(transferred).present().team()).isEqualTo("north");
    }

    @Test
    void workersAndTeamsAreCodes() {
        referred().refuses(allocated(day(3, 5), "Ann Example", null), "code-form", "worker");
        referred().refuses(allocated(day(3, 5), "SW-1", "North Team"), "code-form", "team");
        referred().refuses(transferred(day(3, 5), null, null), "needed", "team");
        referred().refuses(transferred(day(3, 5), "North Team", null), "code-form", "team");
        referred().refuses(transferred(day(3, 5), "north", "Ann"), "code-form", "worker");
        referred().refuses(allocated((LocalDate) null, "SW-1", null), "needed", "allocatedOn");
    }
}
