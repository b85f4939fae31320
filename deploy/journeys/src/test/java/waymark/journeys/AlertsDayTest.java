package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts from end to end: raised by a person or by a deadline, seen without looking for them, followed until they are resolved or resolve themselves. */
final class AlertsDayTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    @Test
    void aReviewingOfficersAlertReachesTheManagerByItselfAndIsFollowedToItsEnd() {
        // Given
        var officer = journeys.signedIn("CME-07");
        journeys.logs(new Form(officer), "CYP-980001", "Araminta Holloway");
        var reviewer = journeys.signedIn("REV-02");
        var raising = new Form(reviewer);
        var manager = journeys.signedIn("MAN-01");
        var form = new Form(manager);
        manager.waitForResponse(response -> response.url().endsWith("/alerts/badge"), () -> manager.reload());
        // The second answer comes after the first is on the page.
        manager.waitForResponse(response -> response.url().endsWith("/alerts/badge"), () -> {});
        int before = waiting(manager);
        var stands = manager.url();

        // When
        reviewer.navigate(officer.url());
        raising.follow("Raise an alert");
        assertThat(reviewer.locator("main")).containsText("Effect of another child in the placement");
        Accessible.assertAccessible(reviewer);
        raising.send();
        assertThat(reviewer.locator(".govuk-error-summary")).containsText("What is your concern?");
        Accessible.assertAccessible(reviewer);
        raising.answer("concern", "delay-in-education-provision")
                .write("asked", "a school place within the week")
                .write("ownAction", "spoke to the head teacher")
                .send();
        assertThat(reviewer.locator("dl")).containsText("a school place within the week");
        raising.send();
        reviewer.waitForURL(url -> url.matches(".*/alerts/[0-9a-f-]{36}"));

        // Then
        assertThat(reviewer.locator("h1")).containsText("Delay in education provision");
        assertThat(reviewer.locator("main")).containsText("a school place within the week");
        manager.waitForCondition(
                () -> waiting(manager) > before, new Page.WaitForConditionOptions().setTimeout(30_000));
        org.assertj.core.api.Assertions.assertThat(manager.url()).isEqualTo(stands);
        assertThat(manager.locator("#alerts-said")).containsText("more to acknowledge");

        // When
        var caseId = officer.url().substring(officer.url().lastIndexOf('/') + 1);
        manager.navigate(journeys.portal("/alerts?caseId=" + caseId));
        Accessible.assertAccessible(manager);
        manager.locator("main tbody a[href^='/alerts/']").first().click();
        var itsPage = manager.url();
        Accessible.assertAccessible(manager);
        form.follow("Acknowledge the alert");
        form.write("notes", "asked the admissions team").send();

        // Then
        assertThat(manager.locator("h1")).containsText("Acknowledged, to resolve");

        // When
        form.follow("Add a comment");
        form.send();
        assertThat(manager.locator(".govuk-error-summary")).containsText("What is there to say?");
        form.write("notes", "the panel sits on Thursday").send();
        form.follow("Take it one level up");
        form.write("notes", "the panel needs the head of service").send();

        // Then
        assertThat(manager.locator("h1")).containsText("To acknowledge");
        assertThat(manager.locator(".moj-timeline")).containsText("Taken to level 2");
        assertThat(manager.locator(".moj-timeline")).containsText("the panel sits on Thursday");

        // When
        form.follow("Resolve the alert");
        form.answer("outcome", "action-taken")
                .write("notes", "a place was found")
                .send();

        // Then
        assertThat(manager.locator("h1")).containsText("Resolved");
        assertThat(manager.locator(".moj-timeline")).containsText("something was done about it");
        Accessible.assertAccessible(manager);
        reviewer.navigate(officer.url());
        assertThat(reviewer.locator("section[aria-labelledby=alerts]"))
                .not()
                .containsText("Delay in education provision");
        raising.follow("Alerts of this case that have ended");
        assertThat(reviewer.locator("main")).containsText("Delay in education provision");
        org.assertj.core.api.Assertions.assertThat(reviewer.locator("main tbody a[href^='/alerts/']")
                        .first()
                        .getAttribute("href"))
                .isEqualTo(itsPage.substring(itsPage.indexOf("/alerts/")));
    }

    @Test
    void anOpenInboxAndAnOpenCaseShowWhatSomebodyElseRaises() {
        // Given
        var officer = journeys.signedIn("CME-07");
        journeys.logs(new Form(officer), "CYP-980003", "Leopold Ashdown");
        var caseId = officer.url().substring(officer.url().lastIndexOf('/') + 1);
        var inbox = journeys.signedIn("MAN-01");
        inbox.navigate(journeys.portal("/alerts?whose=all&caseId=" + caseId));
        inbox.locator("#filter-severity").selectOption("important");
        assertThat(inbox.locator("#lists")).not().containsText("Delay in education provision");
        assertThat(officer.locator("#case-alerts")).containsText("No alert is open.");
        for (var page : List.of(inbox, officer)) page.evaluate("window.stays = true");
        var reviewer = journeys.signedIn("REV-02");
        var raising = new Form(reviewer);

        // When
        reviewer.navigate(officer.url());
        raising.follow("Raise an alert");
        raising.answer("concern", "delay-in-education-provision")
                .write("asked", "a school place within the week")
                .send();
        raising.send();
        reviewer.waitForURL(url -> url.matches(".*/alerts/[0-9a-f-]{36}"));

        // Then
        var within = new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
        assertThat(inbox.locator("#lists")).containsText("Delay in education provision", within);
        assertThat(officer.locator("#case-alerts")).containsText("Delay in education provision", within);
        assertThat(inbox.locator("#filter-severity")).hasValue("important");
        for (var page : List.of(inbox, officer)) {
            org.assertj.core.api.Assertions.assertThat(page.evaluate("window.stays"))
                    .isEqualTo(true);
        }
        Accessible.assertAccessible(inbox);
    }

    @Test
    void aMissedDayIsInItsOfficersInboxAndGoesAwayWithTheStep() {
        // Given
        var page = journeys.signedIn("SEN-03");
        var form = new Form(page);
        page.navigate(journeys.portal("/assessments/new/request"));
        form.write("childRef", "CYP-980002").write("requestedOn", "1/6/2022").send();
        form.send();
        page.waitForURL(url -> url.matches(".*/assessments/[0-9a-f-]{36}"));
        var assessment = page.url();
        var list = journeys.portal("/alerts?caseId=" + assessment.substring(assessment.lastIndexOf('/') + 1));

        // When
        appears(page, list, true);

        // Then
        assertThat(page.locator("section[aria-labelledby=waiting] tbody")).containsText("Decision whether to assess");
        page.locator("main tbody a[href^='/alerts/']").first().click();
        var alert = page.url();
        assertThat(page.locator("main")).containsText("13 July 2022");
        assertThat(page.locator("main")).containsText("The day was missed");

        // When
        page.navigate(assessment);
        assertThat(page.locator("section[aria-labelledby=alerts]")).containsText("Decision whether to assess");
        page.navigate(assessment + "/record/decision");
        form.answer("decision", "assess").write("decidedOn", "1/8/2022").send();
        form.send();
        assertThat(page.locator(".govuk-notification-banner")).isVisible();

        // Then
        appears(page, list, false);
        page.navigate(alert);
        assertThat(page.locator("h1")).containsText("Resolved itself");
        assertThat(page.locator(".moj-timeline")).containsText("what it waited for was done");
    }

    @Test
    void aManagerSeesWhatAChangeOfARuleMeansBeforeItIsSaved() {
        // Given
        var page = journeys.signedIn("MAN-01");
        var form = new Form(page);
        page.navigate(journeys.portal("/alerts"));
        form.follow("Rules: what is watched, and who is told");
        Accessible.assertAccessible(page);
        page.locator("a[href='/alerts/rules/ehc-between-post-16']").click();
        Accessible.assertAccessible(page);

        // When
        form.answer("on", "no").write("reason", "none of them is ours").send();

        // Then
        assertThat(page.locator("#preview")).containsText("with this change");
        Accessible.assertAccessible(page);
        form.press("Change the answers");
        assertThat(page.locator("#form [name=reason]")).hasValue("none of them is ours");

        // When
        form.send();
        form.press("Change it");

        // Then
        assertThat(page.locator(".govuk-notification-banner")).containsText("The rule is changed");
        assertThat(page.locator("tr")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions()
                                .setHasText("between post-16 institutions")))
                .containsText("Off");
    }

    @Test
    void alertsFitAPhoneAndWorkWithoutJavaScript() {
        // Given
        var alert = "/alerts/" + journeys.world().cases().get("alerts");
        var page = journeys.signedIn(
                "MAN-01",
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(360, 740));
        var form = new Form(page);

        // When
        for (var path : new String[] {"/alerts", "/alerts?whose=all", alert, "/alerts/rules"}) {
            page.navigate(journeys.portal(path));
            assertThat(page.locator("h1")).isVisible();
            Accessible.assertReflows(page);
        }
        page.navigate(journeys.portal(alert));
        form.follow("Add a comment");
        form.write("notes", "seen on the way").send();

        // Then
        assertThat(page.locator(".moj-timeline")).containsText("seen on the way");
    }

    /** How many the page says are to acknowledge. */
    private static int waiting(Page page) {
        return Integer.parseInt(page.locator("#alerts-number [data-waiting]").getAttribute("data-waiting"));
    }

    /** Looks again until the list has alerts, or has none. */
    private static void appears(Page page, String list, boolean there) {
        page.waitForCondition(
                () -> {
                    page.navigate(list);
                    return page.locator("main tbody a[href^='/alerts/']").count() > 0 == there;
                },
                new Page.WaitForConditionOptions().setTimeout(30_000));
    }
}
