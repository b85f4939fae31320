package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that is away takes its own pages down, and nothing else. */
final class ServiceAwayTest {
    @RegisterExtension
    static final Journeys journeys = Journeys.ofItsOwn();

    @Test
    void whicheverServiceStopsTheRestGoesOn() {
        // Given
        var page = journeys.signedIn("MAN-01");

        // When
        journeys.system().stop("reporting");

        // Then
        page.navigate(journeys.portal("/dashboards/cme"));
        assertThat(page.locator("main"))
                .containsText("not answering", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        journeys.logs(new Form(page), "CYP-950001", "Araminta Coldstream");
        assertThat(page.locator("h1").first()).containsText("Araminta Coldstream");

        // When
        journeys.system().stop("referrals");

        // Then
        org.assertj.core.api.Assertions.assertThat(
                        page.navigate(journeys.portal("/referrals")).status())
                .isIn(200, 503);
        assertThat(page.locator("main")).containsText("not answering");
        journeys.logs(new Form(page), "CYP-950002", "Peregrine Ashdown");
        assertThat(page.locator("main")).containsText("social care is not answering");

        // When
        journeys.system().stop("involvements");

        // Then
        page.navigate(journeys.portal("/involvements"));
        assertThat(page.locator("main")).containsText("not answering");
        org.assertj.core.api.Assertions.assertThat(
                        page.navigate(journeys.portal("/assessments")).status())
                .isEqualTo(200);
        page.navigate(journeys.portal("/"));
        assertThat(page.locator("h1")).hasText("Start");
    }
}
