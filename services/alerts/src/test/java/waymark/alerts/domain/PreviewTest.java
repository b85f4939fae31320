package waymark.alerts.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.alerts.domain.Watched.startOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waymark.alerts.domain.WatchedCase.What;
import waymark.casefile.course.ClockMark.Action;

class PreviewTest {
    private static Map<String, Long> april(Watched watched) {
        return Preview.of(watched.watch(), watched.settings(), startOf("2022-04-01"), startOf("2022-05-01"));
    }

    private static Map<String, Long> march(Watched watched) {
        return Preview.of(watched.watch(), watched.settings(), startOf("2022-03-01"), startOf("2022-04-01"));
    }

    @Test
    void whatHeldAcrossServicesAndEndedSinceIsCounted() {
        // Given: both were open for ten days
        var watched = new Watched()
                .with(2, Kind.REFERRAL, What.OPENED, "2022-04-04")
                .with(2, Kind.REFERRAL, What.REFERRED, "2022-04-05")
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-04-10")
                .with(2, Kind.REFERRAL, What.ENDED, "2022-04-20");

        // When / Then
        assertThat(april(watched))
                .isEqualTo(Map.of("involvement-known-to-social-care", 1L, "referral-with-involvement", 1L));
        assertThat(march(watched)).isEmpty();
    }

    @Test
    void whatNeverHeldAtOneTimeIsNot() {
        // Given: the referral had ended before
        var watched = new Watched()
                .with(2, Kind.REFERRAL, What.OPENED, "2022-04-04")
                .with(2, Kind.REFERRAL, What.REFERRED, "2022-04-05")
                .with(2, Kind.REFERRAL, What.ENDED, "2022-04-09")
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-04-10");

        // When / Then
        assertThat(april(watched)).isEmpty();
    }

    @Test
    void whatBecameKnownAnewCountsAnew() {
        // Given: known to social care in March, and again in April
        var watched = new Watched()
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-03-01")
                .with(2, Kind.REFERRAL, What.OPENED, "2022-03-02")
                .with(2, Kind.REFERRAL, What.REFERRED, "2022-03-03")
                .with(2, Kind.REFERRAL, What.ENDED, "2022-03-20")
                .with(3, Kind.REFERRAL, What.OPENED, "2022-04-05")
                .with(3, Kind.REFERRAL, What.REFERRED, "2022-04-05");

        // When / Then
        assertThat(march(watched))
                .isEqualTo(Map.of("involvement-known-to-social-care", 1L, "referral-with-involvement", 1L));
        assertThat(april(watched))
                .containsOnlyKeys(
                        "involvement-known-to-social-care", "referral-with-involvement", "no-activity-involvement");
    }

    @Test
    void aQuietSpellIsKnownAsLongAsItLasts() {
        // Given
        var quiet = new Watched().with(1, Kind.INVOLVEMENT, What.OPENED, "2022-02-25");
        var active = new Watched()
                .with(1, Kind.INVOLVEMENT, What.OPENED, "2022-02-25")
                .with(1, Kind.INVOLVEMENT, What.KNOWN_TO_SEND, "2022-04-20");

        // When / Then
        assertThat(april(quiet)).isEqualTo(Map.of("no-activity-involvement", 1L));
        assertThat(april(active)).isEmpty();
    }

    @Test
    void deadlinesCountAsTheyWouldHaveBeenToldOfAlsoWhereTheyWereMet() {
        // Given
        var watched = new Watched()
                .with(1, Kind.ASSESSMENT, What.OPENED, "2021-12-01")
                .mark(1, "ehc-plan", Action.START, "2021-12-01", "2022-04-20")
                .mark(1, "ehc-plan", Action.STOP, "2021-12-01", "2022-04-20")
                .set(new Settings.Change("ehc-plan", List.of("P10D", "P5D"), null, null, null))
                .set(new Settings.Change("no-activity-assessment", null, null, null, false));

        // When / Then
        assertThat(april(watched)).isEqualTo(Map.of("ehc-plan", 2L));
    }
}
