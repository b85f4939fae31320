package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Figures that move by themselves, can be paused, are lost and mend. */
final class LiveFiguresTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

    @Test
    void aFigureMovesWhenSomebodyElseLogsACase() throws Exception {
        // Given
        var page = journeys.signedIn("CME-07");
        page.navigate(journeys.portal("/dashboards/cme"));
        assertThat(page.locator("[data-live-state]")).containsText("Live", SOON);
        var before = page.locator("[data-live]").allInnerTexts();

        // When
        opens("CYP-940001");

        // Then
        page.waitForCondition(() -> !page.locator("[data-live]").allInnerTexts().equals(before));
        assertThat(page.locator("[data-live-state]")).containsText("Last change", SOON);
    }

    @Test
    void aPauseLasts() throws Exception {
        // Given
        var page = journeys.signedIn("CME-07");
        page.navigate(journeys.portal("/dashboards/cme"));
        page.getByText("Pause updates").click();

        // When
        page.reload();

        // Then
        assertThat(page.locator("[data-live-pause]")).hasText("Resume updates");
        assertThat(page.locator("[data-live-state]")).containsText("paused");
    }

    @Test
    void whenTheFeedIsLostThePageSaysSinceWhenAndMendsItself() {
        // Given
        var page = journeys.signedIn("CME-07");
        var lost = Pattern.compile(".*/dashboards/live.*");
        page.route(lost, route -> route.abort());

        // When
        page.navigate(journeys.portal("/dashboards/cme"));

        // Then
        assertThat(page.locator("[data-live-lost]")).containsText("were lost at", SOON);
        page.unroute(lost);
        assertThat(page.locator("[data-live-state]"))
                .containsText("Live", new LocatorAssertions.ContainsTextOptions().setTimeout(45_000));
        assertThat(page.locator("[data-live-lost]")).isHidden();
    }

    private static void opens(String child) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(journeys.address("involvements") + "/involvements"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"childRef\": \"" + child + "\"}"));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(journeys.demo().on(request).build(), HttpResponse.BodyHandlers.ofString());
            org.assertj.core.api.Assertions.assertThat(answer.statusCode()).isEqualTo(201);
        }
    }
}
