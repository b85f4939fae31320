package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Figures that move by themselves, and how soon; a pause; a feed that does not come through. */
final class LiveFiguresTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    private static final int MEASURED = 20;

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

    /** Prints how long it takes; what is too long on a machine that does much else is judged by its reader. */
    @Test
    void aFigureMovesWhenSomebodyElseLogsACase() {
        // Given
        var page = following();
        var officer = journeys.signedIn("CME-08");
        officer.navigate(journeys.portal("/involvements/new/involvement"));
        var token = officer.locator("#form [name=_csrf]").inputValue();
        var after = new ArrayList<Integer>();

        // When
        for (int command = 1; command <= MEASURED; command++) {
            page.evaluate(
                    "() => { window.moved = new Promise((moved, never) => { setTimeout(() => never('nothing moved within 15 seconds'), 15000); new MutationObserver(() => moved(Date.now()))"
                            + ".observe(document.querySelector('.waymark-tiles'), { subtree: true, childList: true, characterData: true }); }); }");
            var answer = logs(officer, token, "CYP-99%04d".formatted(command));
            long answered = System.currentTimeMillis();

            // Then
            org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(302);
            after.add((int) (((Number) page.evaluate("window.moved")).longValue() - answered));
        }
        assertThat(page.locator("[data-live-state]")).containsText("Last change", SOON);
        Collections.sort(after);
        System.out.printf(
                "From the answer to a form until another's figure has moved, %d times, ms: least %d, median %d, 19th %d, most %d%n",
                MEASURED, after.getFirst(), after.get(MEASURED / 2), after.get(MEASURED - 2), after.getLast());
    }

    @Test
    void aPauseLasts() {
        // Given
        var page = journeys.signedIn("CME-07");
        page.navigate(journeys.portal("/dashboards/cme"));
        page.getByText("Pause updates").click();
        var before = page.locator("[data-live]").allInnerTexts();

        // When
        page.reload();
        journeys.opens("CYP-991001");

        // Then
        var other = following();
        assertThat(page.locator("[data-live-pause]")).hasText("Resume updates");
        assertThat(page.locator("[data-live-state]")).containsText("paused");
        other.waitForCondition(
                () -> !other.locator("[data-live]").allInnerTexts().equals(before));
        org.assertj.core.api.Assertions.assertThat(page.locator("[data-live]").allInnerTexts())
                .isEqualTo(before);

        // When
        page.getByText("Resume updates").click();

        // Then
        page.waitForCondition(() -> page.locator("[data-live]")
                .allInnerTexts()
                .equals(other.locator("[data-live]").allInnerTexts()));
    }

    @Test
    void aFeedThatDoesNotComeThroughIsToldAndMendsItself() {
        // Given
        var page = journeys.signedIn("CME-07");
        var lost = java.util.regex.Pattern.compile(".*/dashboards/live.*");
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

    private static Page following() {
        var page = journeys.signedIn("CME-07");
        page.navigate(journeys.portal("/dashboards/cme"));
        assertThat(page.locator("[data-live-state]")).containsText("Live", SOON);
        return page;
    }

    /** Sends the form past its check, as its last button does. */
    private static APIResponse logs(Page officer, String token, String child) {
        return officer.request()
                .post(
                        journeys.portal("/involvements/new/involvement"),
                        RequestOptions.create()
                                .setMaxRedirects(0)
                                .setForm(FormData.create()
                                        .set("_csrf", token)
                                        .set("by", "CME-08")
                                        .set("key", UUID.randomUUID().toString())
                                        .set("childRef", child)
                                        .set("openedOn", "1/8/2022")
                                        .set("confirmed", "yes")));
    }
}
