package waymark.alerts.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.LondonTime;

class NoticeHoursTest {
    private static final OfficeHours HOURS = new OfficeHours(LocalTime.of(8, 0), LocalTime.of(18, 0));

    private static Instant at(String time) {
        return LondonTime.at(LocalDateTime.parse(time));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-05-04T08:00, 2022-05-04T08:00",
        "2022-05-04T17:59, 2022-05-04T17:59",
        "2022-05-04T18:00, 2022-05-05T08:00",
        "2022-05-04T03:12, 2022-05-04T08:00",
        // A weekend, and the bank holiday after it.
        "2022-04-29T18:30, 2022-05-03T08:00",
        "2022-05-02T11:00, 2022-05-03T08:00",
        // Christmas to the first working day after it.
        "2022-12-23T19:00, 2022-12-28T08:00",
        // Beyond the bank holidays that are known.
        "2028-12-29T19:00, 2029-01-01T08:00",
        "2031-05-03T09:00, 2031-05-05T08:00"
    })
    void whatComesOutsideTheHoursWaitsForTheNextWorkingMorning(String came, String goes) {
        // Given / When / Then
        assertThat(HOURS.onOrAfter(at(came))).isEqualTo(at(goes));
        assertThat(HOURS.isOpen(at(goes))).isTrue();
    }

    @Test
    void theMorningIsTheOneOnTheWallAcrossTheChangesOfTheClocks() {
        // Given: Friday evening before each change
        var spring = HOURS.onOrAfter(at("2022-03-25T20:00"));
        var autumn = HOURS.onOrAfter(at("2022-10-28T20:00"));

        // Then: Monday 08:00, which is another hour of UTC than on Friday
        assertThat(spring).isEqualTo(Instant.parse("2022-03-28T07:00:00Z"));
        assertThat(autumn).isEqualTo(Instant.parse("2022-10-31T08:00:00Z"));
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        // Given
        var settings = settings();

        // When / Then
        assertThat(settings.pauseAfter(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.pauseAfter(2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.pauseAfter(6)).isEqualTo(Duration.ofMinutes(32));
        assertThat(settings.pauseAfter(7)).isEqualTo(Duration.ofHours(1));
        assertThat(settings.pauseAfter(60)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "o.neil+work@council.example, true",
        "me@demonstration.invalid, true",
        "me@localhost, false",
        "'Me <me@council.example>', false",
        "'me@council.example,you@council.example', false",
        "'me@council.example\r\nBcc: you@council.example', false",
        "'me@council.example\n', false",
        "'\"a b\"@council.example', false",
        "me..you@council.example, false"
    })
    void nothingButOnePlainAddressIsWrittenTo(String text, boolean isOne) {
        // Given / When / Then
        assertThat(EmailAddress.isOne(text)).isEqualTo(isOne);
    }

    @Test
    void aWebhookIsUnderCoverOrOfThisMachineAndSigned() {
        // Given
        var secret = "0123456789abcdef0123456789abcdef";

        // When / Then
        for (var url : new String[] {
            "http://hooks.council.example/in", "ftp://127.0.0.1/in", "https://me:word@hooks.council.example", "//x"
        }) {
            assertThatThrownBy(() -> new NoticeSettings.Webhook(URI.create(url), secret))
                    .hasMessageContaining("url");
        }
        var webhook = new NoticeSettings.Webhook(URI.create("https://hooks.council.example/in"), secret);
        assertThatThrownBy(() -> new NoticeSettings.Webhook(webhook.url(), "short"))
                .hasMessageContaining("secret");
        assertThat(webhook.toString()).doesNotContain(secret);
    }

    static NoticeSettings.Notices settings() {
        return new NoticeSettings.Notices(
                "alerts-notices",
                Duration.ofMillis(20),
                "08:00",
                "18:00",
                "waymark@waymark.invalid",
                8,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                20,
                Duration.ofDays(7),
                Duration.ofDays(30));
    }
}
