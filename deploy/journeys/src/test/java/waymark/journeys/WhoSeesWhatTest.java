package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Restricted cases, the glass, the audit, and pages that are not one's own. */
final class WhoSeesWhatTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    @Test
    void aRestrictedCaseOpensToOthersWithAReasonOnlyAndTheManagerSeesIt() {
        // Given
        var officer = journeys.signedIn("CME-07");
        journeys.logs(new Form(officer), "CYP-910001", "Persephone Lightbody");
        var address = officer.url();
        var path = address.substring(address.indexOf("/involvements/"));
        var manager = journeys.signedIn("MAN-01");
        manager.navigate(journeys.portal("/records/case" + path));
        manager.getByLabel("Accounts of those who may open it").fill("CME-07");
        manager.getByLabel("Why", new Page.GetByLabelOptions().setExact(true)).fill("the parent works here");
        new Form(manager).press("Restrict it to them");
        assertThat(manager.locator("main")).containsText("the parent works here");

        // When
        var other = journeys.signedIn("CME-08");
        other.navigate(address);
        assertThat(other.locator("h1")).containsText("restricted");
        assertThat(other.locator("main")).not().containsText("Persephone");
        Accessible.assertAccessible(other);
        new Form(other).follow("Open it all the same, with a reason");
        other.getByLabel("Why do you need to open it?").fill("the child was seen at the station");
        new Form(other).press("Open the case");

        // Then
        assertThat(other.locator("h1")).containsText("Persephone Lightbody");
        manager.navigate(journeys.portal("/"));
        assertThat(manager.locator("main")).containsText("opened with a reason");
        manager.navigate(journeys.portal("/records/broken-glass"));
        assertThat(manager.locator("main")).containsText("the child was seen at the station");
        manager.navigate(journeys.portal("/records/audit?actor=CME-08"));
        assertThat(manager.locator("main table")).containsText("Broken glass");
    }

    @Test
    void anotherAuthoritysCaseIsNotThere() {
        // Given
        var officer = journeys.signedIn("CME-07");
        journeys.logs(new Form(officer), "CYP-910002", "Ferdinand Oakapple");

        // When
        var elsewhere = journeys.signedIn("CME-99");
        var answer = elsewhere.navigate(officer.url());

        // Then
        org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(404);
        assertThat(elsewhere.locator("main")).not().containsText("Ferdinand");
        Accessible.assertAccessible(elsewhere);
    }

    @Test
    void aCouncillorReachesReleasesAndNothingLive() {
        // Given
        var councillor = journeys.signedIn("CLR-04");

        // Then
        assertThat(councillor).hasURL(journeys.portal("/releases"));
        org.assertj.core.api.Assertions.assertThat(
                        councillor.navigate(journeys.portal("/dashboards/cme")).status())
                .isEqualTo(403);
        org.assertj.core.api.Assertions.assertThat(
                        councillor.navigate(journeys.portal("/involvements")).status())
                .isEqualTo(403);
        Accessible.assertAccessible(councillor);
    }

    @Test
    void signingOutEndsTheSession() {
        // Given
        var page = journeys.signedIn("CME-07");

        // When
        new Form(page).press("Sign out");

        // Then
        assertThat(page.locator("h1")).containsText("signed out");
        page.navigate(journeys.portal("/involvements"));
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }

    @Test
    void aSessionThatEndedLosesNoTypedText() {
        // Given
        var page = journeys.signedIn("CME-07");
        page.navigate(journeys.portal("/involvements/new/involvement"));
        new Form(page).type("Child's number", "CYP-910003").type("Child's name", "Hyacinth Merriweather");
        page.context().clearCookies();

        // When
        new Form(page).press("Continue");
        Journeys.signIn(page, "CME-07");

        // Then
        assertThat(page.locator("main")).containsText("You had been signed out");
        Accessible.assertAccessible(page);
        assertThat(page.getByLabel("Child's name").first()).hasValue("Hyacinth Merriweather");
    }
}
