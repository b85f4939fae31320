package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A coordinator's, a duty worker's and an analyst's day. */
final class OthersDaysTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    @Test
    void aCoordinatorTakesARequestIntoAssessment() {
        // Given
        var page = journeys.signedIn("SEN-03");
        var form = new Form(page);

        // When
        page.navigate(journeys.portal("/assessments/new/request"));
        page.locator("[name=childRef]").fill("CYP-920001");
        page.locator("[name='personal.name']").fill("Leopold Starling");
        page.locator("[name=requestedOn]").fill("25/7/2022");
        form.press("Continue");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        page.waitForURL(url -> url.matches(".*/assessments/[0-9a-f-]{36}"));
        form.press("Decide whether to assess");
        form.mark("What was decided?", "To assess");
        form.press("Continue");
        assertThat(page.locator("h1")).hasText("Check your answers");
        form.press("Save");

        // Then
        assertThat(page.locator(".govuk-notification-banner")).containsText("Decide whether to assess");
        assertThat(page.locator("main")).containsText("12 December 2022");
        Accessible.assertAccessible(page);
        page.navigate(journeys.portal("/assessments"));
        assertThat(page.locator("h1")).isVisible();
    }

    @Test
    void aDutyWorkerReadsTheChildsStoryAndDecidesAContact() {
        // Given
        var page = journeys.signedIn("DUTY-11");
        var form = new Form(page);

        // When
        page.navigate(journeys.portal("/referrals/new/contact"));
        page.locator("[name='children.0.childRef']").fill("CYP-930001");
        page.locator("[name='children.0.personal.name']").fill("Marigold Penhallow");
        page.locator("[name=source]").selectOption("2A");
        form.press("Continue");
        form.press("Record the contact");
        page.waitForURL(url -> url.matches(".*/referrals/[0-9a-f-]{36}"));
        var itsPage = page.url();
        page.navigate(itsPage + "/record/decision");
        assertThat(page.locator("main")).containsText("Decide the contact");
        Accessible.assertAccessible(page);
        form.mark("What becomes of the contact?", "Referral");
        page.locator("[name='referral.primaryNeed']").selectOption("N1");
        form.press("Continue");
        form.press("Record the decision");

        // Then
        assertThat(page.locator(".govuk-notification-banner")).containsText("Decide the contact");
        page.waitForCondition(() -> {
            page.navigate(journeys.portal("/children/CYP-930001/chronology"));
            return page.locator("main").innerText().contains("eferral");
        });
        Accessible.assertAccessible(page);
    }

    @Test
    void anAnalystReleasesThePaperAndACouncillorReadsIt() {
        // Given
        var analyst = journeys.signedIn("ANA-01");
        var form = new Form(analyst);

        // When
        analyst.navigate(journeys.portal("/papers/cme/2022-07-01/2022-07-31"));
        analyst.locator("textarea").first().fill("Fewer children than a year ago. <script>alert(1)</script>");
        Accessible.assertAccessible(analyst);
        form.press("Save and go on to release");
        analyst.getByLabel("Small numbers left out").check();
        form.press("Continue");
        form.press("Release it");

        // Then
        var councillor = journeys.signedIn("CLR-04");
        councillor
                .locator("main table a, main li a, main dt a, main h2 a")
                .first()
                .click();
        assertThat(councillor.locator("main"))
                .containsText("Fewer children than a year ago. <script>alert(1)</script>");
        Accessible.assertAccessible(councillor);
    }
}
