package waymark.alerts.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Severity;

class NoticeLetterTest {
    private static final URI PORTAL = URI.create("https://portal.council.example/");
    private static final UUID ID = UUID.fromString("00000000-0000-8000-8000-000000000001");

    private static Letter.Item item() {
        var warning = new Alert.Warning(
                "AL-1",
                Alert.Origin.RULE,
                "ehc-plan",
                1,
                null,
                Severity.URGENT,
                Kind.ASSESSMENT,
                UUID.randomUUID(),
                "Somebody-Named-2022",
                "north",
                "missed",
                "2022-05-20",
                "ehc-plan",
                "Somebody else",
                LocalDate.of(2022, 5, 20),
                null,
                Instant.parse("2022-05-20T23:00:00Z"),
                false,
                true);
        var about = new Alert.Particulars(
                warning,
                1,
                Instant.parse("2022-05-20T23:00:00Z"),
                2,
                "send-coordinator",
                "SEN-03",
                LocalDate.of(2022, 5, 30),
                1,
                LocalDate.of(2022, 5, 21),
                0,
                0,
                null);
        return new Letter.Item(ID, about);
    }

    @Test
    void anUrgentOneSaysWhatAndWhenAndWhereToReadOnAndNothingThatAnybodyWrote() {
        // Given / When
        var letter = Letter.urgent(PORTAL, "escalated", item());

        // Then
        assertThat(letter.subject()).isEqualTo("Urgent alert: Final plan within 20 weeks");
        assertThat(letter.text())
                .contains(
                        "gone up to level 2",
                        "Final plan within 20 weeks (missed)",
                        "Alert AL-1",
                        "Due 20 May 2022",
                        "Respond by 30 May 2022",
                        "https://portal.council.example/alerts/" + ID)
                .doesNotContain("Somebody");
        assertThat(letter.html()).contains("<a href=\"https://portal").doesNotContain("Somebody");
    }

    @Test
    void aDigestCountsAllAndListsTheFirst() {
        // Given
        var groups = List.of(
                new Letter.Group("Missed", 3, List.of(item())),
                new Letter.Group("To acknowledge", 0, List.of()),
                new Letter.Group("Due soon", 1, List.of(item())));

        // When
        var letter = Letter.digest(PORTAL, LocalDate.of(2022, 5, 23), groups);

        // Then
        assertThat(letter.subject()).isEqualTo("Your alerts: 3 missed, 1 due soon");
        assertThat(letter.text())
                .contains(
                        "morning of 23 May 2022",
                        "And 2 more in the portal.",
                        "https://portal.council.example/alerts\n")
                .doesNotContain("To acknowledge", "Somebody");
    }

    @Test
    void whatCouldBeMarkupIsEscaped() {
        // Given
        var portal = URI.create("https://portal.council.example/a&b");

        // When / Then
        assertThat(Letter.urgent(portal, "raised", item()).html()).contains("a&amp;b/alerts/");
    }
}
