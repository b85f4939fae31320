package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that is away takes its own pages down and nothing else, and what it took down mends itself when it is back. */
final class ServiceAwayTest {
    @RegisterExtension
    static final Journeys journeys = Journeys.ofItsOwn();

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    /** By the service a page that cannot be without it. */
    private static final Map<String, String> PAGES = Map.of(
            "involvements", "/involvements",
            "assessments", "/assessments",
            "referrals", "/referrals",
            "reporting", "/dashboards/cme",
            "alerts", "/alerts");

    @Test
    void whicheverServiceStopsTheRestGoesOnAndItComesBack() throws Exception {
        // Given
        var page = journeys.signedIn("MAN-01");

        for (var stopped : PAGES.keySet()) {
            // When
            journeys.system().stop(stopped);

            // Then
            PAGES.forEach((service, path) -> {
                page.navigate(journeys.portal(path));
                if (service.equals(stopped)) {
                    assertThat(page.locator("main")).containsText("not answering");
                    Accessible.assertAccessible(page);
                } else {
                    assertThat(page.locator("main")).not().containsText("not answering");
                }
            });
            page.navigate(journeys.portal("/"));
            assertThat(page.locator("h1")).hasText("Start");

            // When
            journeys.system().startAgain(stopped);

            // Then
            mends(page, PAGES.get(stopped));
        }
    }

    @Test
    void aCaseIsLoggedAndSaysWhichOfItsPartsIsMissing() throws Exception {
        // Given
        var page = journeys.signedIn("MAN-01");
        journeys.system().stop("referrals");

        // When
        journeys.logs(new Form(page), "CYP-950002", "Peregrine Ashdown");

        // Then
        assertThat(page.locator("main")).containsText("social care is not answering");
        journeys.system().startAgain("referrals");
        mends(page, page.url().substring(page.url().indexOf("/involvements/")));
    }

    @Test
    void whoIsSignedInWorksOnWithoutTheProviderAndOthersSignInWhenItIsBack() throws Exception {
        // Given
        var page = journeys.signedIn("CME-07");

        // When
        journeys.system().stop("identity");

        // Then
        journeys.logs(new Form(page), "CYP-950003", "Isolde Wrenfield");
        assertThat(page.locator("h1")).containsText("Isolde Wrenfield");
        journeys.system().startAgain("identity");
        page.reload();
        assertThat(page.locator("h1")).containsText("Isolde Wrenfield");
        assertThat(journeys.signedIn("CME-08").locator("h1")).hasText("Start");
    }

    @Test
    void figuresThatAreLostWhileOneLooksMendThemselves() throws Exception {
        // Given
        var page = journeys.signedIn("CME-07");
        page.navigate(journeys.portal("/dashboards/cme"));
        assertThat(page.locator("[data-live-state]")).containsText("Live", SOON);
        var before = page.locator("[data-live]").allInnerTexts();

        // When
        journeys.system().stop("reporting");

        // Then
        assertThat(page.locator("[data-live-lost]")).containsText("were lost at", SOON);
        Accessible.assertAccessible(page);

        // When
        journeys.system().startAgain("reporting");
        journeys.opens("CYP-950004");

        // Then
        assertThat(page.locator("[data-live-lost]"))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(60_000));
        assertThat(page.locator("[data-live-state]")).containsText("Live", SOON);
        page.waitForCondition(
                () -> !page.locator("[data-live]").allInnerTexts().equals(before),
                new Page.WaitForConditionOptions().setTimeout(30_000));
    }

    /** Looks again until the page is whole, as its reader would. */
    private static void mends(Page page, String path) {
        page.waitForCondition(
                () -> {
                    page.navigate(journeys.portal(path));
                    return page.getByRole(AriaRole.MAIN).innerText().indexOf("not answering") < 0;
                },
                new Page.WaitForConditionOptions().setTimeout(30_000));
    }
}
