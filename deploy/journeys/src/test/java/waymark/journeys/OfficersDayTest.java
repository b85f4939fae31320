package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A CME officer logs a case, works on it, closes it and finds it in the figures. */
final class OfficersDayTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    @Test
    void aCaseIsLoggedCheckedEnquiredAfterClosedAndFoundInTheFigures() {
        // Given
        var page = journeys.signedIn("CME-07");
        var form = new Form(page);

        // When
        journeys.logs(form, "CYP-900001", "Wilhelmina Fennimore");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("Wilhelmina Fennimore");
        var itsPage = page.url().substring(page.url().indexOf("/involvements/"));

        form.follow("Record a check");
        form.mark("Which service was asked?", "Social care").mark("Is the child known there?", "No");
        form.send();
        assertThat(page.locator(".govuk-notification-banner")).containsText("Record a check");

        form.follow("Record an enquiry");
        form.choose("Who was asked?", "gp").mark("What came of it?", "Child located");
        form.send();
        assertThat(page.locator("table").first()).containsText("General practitioner");

        form.follow("Close the involvement");
        form.choose("With which outcome?", "BUSC");
        form.send();
        form.send();

        // Then
        assertThat(page.locator("h1 .govuk-tag")).containsText("Closed");
        page.waitForCondition(() -> {
            page.navigate(journeys.portal("/dashboards/cases?measure=cme.closed&from=2022-08-01&to=2022-08-31"));
            return page.locator("main a[href='" + itsPage + "']").isVisible();
        });
    }

    @Test
    void whatIsWrongIsSaidInPlainWordsAndNothingTypedIsLost() {
        // Given
        var page = journeys.signedIn("CME-07");
        var form = new Form(page);
        page.navigate(journeys.portal("/involvements/new/involvement"));

        // When
        form.type("Child's name", "<b>Tomás</b> O’Brannigan {$ne: 1}").type("When was it opened?", "31/2/2022");
        form.send();

        // Then
        assertThat(page.locator(".govuk-error-summary")).containsText("type a day that exists");
        assertThat(page.locator(".govuk-error-summary")).containsText("Child's number");
        assertThat(page).hasTitle("Error: Log an involvement – Waymark");
        assertThat(page.getByLabel("Child's name").first()).hasValue("<b>Tomás</b> O’Brannigan {$ne: 1}");
        Accessible.assertAccessible(page);
    }

    @Test
    void whatAnotherChangedMeanwhileIsSaidBeforeAnythingIsSent() {
        // Given
        var page = journeys.signedIn("CME-07");
        var form = new Form(page);
        journeys.logs(form, "CYP-900006", "Lysander Copperfield");
        var itsPage = page.url();
        page.navigate(itsPage + "/record/reviews");
        var another = journeys.signedIn("CME-08");
        another.navigate(itsPage + "/record/concerns");
        another.locator("#form [name=concern]").first().check();
        new Form(another).send();
        assertThat(another.locator(".govuk-notification-banner")).isVisible();

        // When
        form.send();

        // Then
        assertThat(page.locator(".govuk-error-summary")).containsText("was changed since you opened the form");
        Accessible.assertAccessible(page);
        form.send();
        assertThat(page.locator(".govuk-notification-banner")).isVisible();
    }

    @Test
    void everythingWorksWithoutJavaScriptOnAPhone() {
        // Given
        var page = journeys.signedIn(
                "CME-07",
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(360, 740));
        var form = new Form(page);

        // When
        journeys.logs(form, "CYP-900003", "Ottoline Greystoke");
        form.follow("Record a review");
        form.type("When was the review held?", "today");
        form.send();

        // Then
        assertThat(page.locator(".govuk-notification-banner")).containsText("Record a review");
        assertThat(page.locator(".moj-timeline")).containsText("eview");
    }

    @Test
    void aChildWhoIsKnownIsSaidToBe() {
        // Given
        var page = journeys.signedIn("CME-07");
        var form = new Form(page);
        journeys.logs(form, "CYP-900004", "Barnaby Quillfeather");

        // When
        page.navigate(journeys.portal("/involvements/new/involvement"));
        form.type("Child's number", "CYP-900004");
        form.send();

        // Then
        assertThat(page.locator("main")).containsText("This child is known");
    }

    @Test
    void aNameIsFoundInAnotherSpelling() {
        // Given
        var page = journeys.signedIn("CME-07");
        var form = new Form(page);
        journeys.logs(form, "CYP-900005", "Katharine Smyth");

        // When
        page.navigate(journeys.portal("/involvements/search"));
        page.locator("#form input[name=name]").fill("Catherine Smith");
        page.locator("#form button[type=submit]").click();

        // Then
        assertThat(page.locator("section[aria-labelledby=found] table")).containsText("Katharine Smyth");
        org.assertj.core.api.Assertions.assertThat(page.url()).doesNotContain("Smith");
    }
}
