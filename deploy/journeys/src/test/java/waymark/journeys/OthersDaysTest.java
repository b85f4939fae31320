package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A coordinator's, a duty worker's, a manager's and an analyst's day. */
final class OthersDaysTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    @Test
    void aCoordinatorTakesARequestToTheFinalPlan() {
        // Given
        var page = journeys.signedIn("SEN-03");
        var form = new Form(page);

        // When
        page.navigate(journeys.portal("/assessments/new/request"));
        form.write("childRef", "CYP-920001")
                .write("personal.name", "Leopold Starling")
                .write("requestedOn", "1/3/2022");
        form.send();
        checked(form);
        page.waitForURL(url -> url.matches(".*/assessments/[0-9a-f-]{36}"));
        var itsPage = page.url();
        assertThat(page.locator("main")).containsText("19 July 2022");

        at(page, itsPage, "decision");
        form.answer("decision", "assess").write("decidedOn", "5/4/2022").send();
        checked(form);
        assertThat(page.locator(".govuk-notification-banner")).isVisible();
        at(page, itsPage, "advice-requests");
        form.answer("body", "educational-psychologist")
                .write("requestedOn", "6/4/2022")
                .send();
        at(page, itsPage, "advice");
        form.answer("body", "educational-psychologist")
                .write("receivedOn", "10/5/2022")
                .send();
        assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Advice asked for, by body")))
                .containsText("10 May 2022");
        at(page, itsPage, "drafts");
        form.write("sentOn", "20/6/2022").send();
        checked(form);
        at(page, itsPage, "exceptions");
        form.answer("clock", "ehc-plan").write("evidence", "DOC-17").write("from", "1/7/2022");
        page.locator("#form input[name=code]").first().check();
        form.send();
        assertThat(page.locator("main")).containsText("DOC-17");
        at(page, itsPage, "plan");
        form.write("issuedOn", "15/7/2022").send();
        assertThat(page.locator("dl")).containsText("15 July 2022");
        checked(form);

        // Then
        assertThat(page.locator("main")).containsText("Plan in force");
        Accessible.assertAccessible(page);
    }

    @Test
    void aCoordinatorSeesWhatFallsDueThisWeek() {
        // Given
        var page = journeys.signedIn("SEN-03");
        var form = new Form(page);
        page.navigate(journeys.portal("/assessments/new/request"));
        form.write("childRef", "CYP-920002").write("requestedOn", "22/6/2022").write("assessmentRef", "EHC-22-920002");
        form.send();
        checked(form);
        page.waitForURL(url -> url.matches(".*/assessments/[0-9a-f-]{36}"));

        // When
        page.navigate(journeys.portal("/assessments/week"));

        // Then
        assertThat(page.locator("main")).containsText("EHC-22-920002");
        assertThat(page.locator("main")).containsText("3 August 2022");
    }

    @Test
    void aDutyWorkerReadsTheChildsStoryDecidesAContactAndGoesOnToTheConference() {
        // Given
        var page = journeys.signedIn("DUTY-11");
        var form = new Form(page);

        // When
        page.navigate(journeys.portal("/referrals/new/contact"));
        form.write("children.0.childRef", "CYP-930001").write("children.0.personal.name", "Marigold Penhallow");
        form.answer("source", "2A").send();
        checked(form);
        page.waitForURL(url -> url.matches(".*/referrals/[0-9a-f-]{36}"));
        var itsPage = page.url();
        page.navigate(journeys.portal("/referrals"));
        assertThat(page.getByRole(
                        AriaRole.REGION,
                        new Page.GetByRoleOptions()
                                .setName("Contacts to decide, and their referrals to record")
                                .setExact(true)))
                .containsText("Marigold Penhallow");

        at(page, itsPage, "decision");
        var story =
                page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What has happened to this child"));
        assertThat(story).isVisible();
        org.assertj.core.api.Assertions.assertThat(
                        (Boolean)
                                story.evaluate(
                                        "story => !!(story.compareDocumentPosition(document.getElementById('form')) & Node.DOCUMENT_POSITION_FOLLOWING)"))
                .as("the story comes before the question")
                .isTrue();
        Accessible.assertAccessible(page);
        form.answer("decision", "referral").answer("referral.primaryNeed", "N1").send();
        checked(form);
        at(page, itsPage, "assessments");
        form.send();
        checked(form);
        at(page, itsPage, "strategy-discussions");
        form.answer("outcome", "section-47").send();
        checked(form);
        at(page, itsPage, "enquiry-conclusions");
        form.answer("outcome", "conference").send();
        checked(form);
        at(page, itsPage, "conferences");
        page.locator("#form [name=outcome]").first().check();
        page.locator("#form [name=category]").first().check();
        form.send();
        checked(form);

        // Then
        assertThat(page.locator("main")).containsText("onference");
        page.waitForCondition(() -> {
            page.navigate(journeys.portal("/children/CYP-930001/chronology"));
            return page.locator("main").innerText().contains("onference");
        });
        Accessible.assertAccessible(page);
    }

    @Test
    void aManagerAssignsSeveralAtOnceAndReadsWhoLookedAtWhat() {
        // Given
        journeys.world();
        var page = journeys.signedIn("MAN-02");
        var form = new Form(page);

        // When
        page.navigate(journeys.portal("/involvements?officer=all&locality=Wycombe"));
        var rows = page.locator("main table tbody tr");
        var taken = List.of(
                rows.nth(0).locator("th a").innerText(),
                rows.nth(1).locator("th a").innerText());
        page.locator("input[name=one]").nth(0).check();
        page.locator("input[name=one]").nth(1).check();
        form.press("Assign those ticked");
        form.type("Who takes them?", "CME-08").press("Assign");

        // Then
        assertThat(page.locator("h1")).containsText("2 of 2 assigned to CME-08");
        Accessible.assertAccessible(page);
        var officer = journeys.signedIn("CME-08");
        officer.navigate(journeys.portal("/involvements"));
        // Others' journeys may have given CME-08 more.
        for (var reference : taken) assertThat(officer.locator("main table")).containsText(reference);
        officer.locator("main table th a").last().click();
        page.navigate(journeys.portal("/records/audit?actor=CME-08"));
        assertThat(page.locator("main table")).containsText("CME-08");
        assertThat(page.locator("main table")).not().containsText("CME-07");
    }

    @Test
    void anAnalystTakesInARegisterFollowsAFigureToItsCasesAndToAFile() throws IOException {
        // Given
        journeys.world();
        var page = journeys.signedIn("ANA-01");

        // When
        page.navigate(journeys.portal("/involvements/import"));
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("register.csv", "text/csv", """
                                involvement_ref,child_ref,opened_on,closed_on,outcome,school_year,sen_status,social_care_status,locality,referred_by
                                CME-98-0001,CYP-9800001,2022-07-04,,,6,none,none,Wycombe,school
                                CME-98-0002,CYP-9800002,2022-02-30,,,6,none,none,Wycombe,school
                                """.getBytes(StandardCharsets.UTF_8)));
        page.getByLabel("Yes, a part").check();
        new Form(page).press("Import");

        // Then
        assertThat(page.locator("h1"))
                .containsText("Import is done", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("opened_on")))
                .containsText("2022-02-30");
        Accessible.assertAccessible(page);

        // When
        page.navigate(journeys.portal("/dashboards/cme"));
        page.locator("details summary").first().click();
        page.getByLabel("Locality").selectOption("Wycombe");
        new Form(page).press("Show");
        page.waitForURL("**locality=Wycombe**");
        var open = page.locator(".waymark-tile")
                .filter(new Locator.FilterOptions().setHasText("Open at the end"))
                .first()
                .locator("a")
                .first();
        var figure = open.innerText();
        open.click();

        // Then
        assertThat(page.locator("h1")).containsText("Open at the end");
        org.assertj.core.api.Assertions.assertThat(
                        page.locator("main table tbody tr").count())
                .isEqualTo(Math.min(50, Integer.parseInt(figure)));
        Download file = page.waitForDownload(
                () -> page.locator("a[download], a[href*='.csv']").first().click());
        org.assertj.core.api.Assertions.assertThat(Files.readAllLines(file.path()))
                .hasSize(Integer.parseInt(figure) + 1);
    }

    @Test
    void anAnalystReleasesThePaperAndACouncillorReadsIt() {
        // Given
        var analyst = journeys.signedIn("ANA-01");
        var form = new Form(analyst);

        // When
        analyst.navigate(journeys.portal("/papers/cme/2022-05-01/2022-05-31"));
        analyst.locator("textarea").first().fill("Fewer children than a year ago. <script>alert(1)</script>");
        Accessible.assertAccessible(analyst);
        form.press("Save and go on to release");
        analyst.getByLabel("Small numbers left out").check();
        form.send();
        form.press("Release it");

        // Then
        var councillor = journeys.signedIn("CLR-04");
        councillor
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("1 May 2022"))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(councillor.locator("main"))
                .containsText("Fewer children than a year ago. <script>alert(1)</script>");
        Accessible.assertAccessible(councillor);
        councillor.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(councillor.getByRole(AriaRole.TABLE).first()).isVisible();
        assertThat(councillor.getByRole(AriaRole.BUTTON)).hasCount(0);
    }

    @Test
    void everyKindOfCaseTakesAStepWithoutJavaScript() {
        // Given
        var cases = journeys.world().cases();
        var page = journeys.signedIn(
                "MAN-01",
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(360, 740));
        var form = new Form(page);

        for (var step :
                List.of("involvements/reviews", "assessments/reminders", "referrals/visits", "early-help/progress")) {
            var area = step.substring(0, step.indexOf('/'));
            var itsPage = journeys.portal("/%s/%s".formatted(area, cases.get(area)));

            // When
            at(page, itsPage, step.substring(step.indexOf('/') + 1));
            var body = page.locator("#form [name=body]");
            if (body.count() > 0) body.first().check();
            form.send();
            checked(form);

            // Then
            assertThat(page).hasURL(itsPage);
            assertThat(page.locator(".govuk-notification-banner")).isVisible();
        }
    }

    private static void at(Page page, String itsPage, String step) {
        page.navigate(itsPage + "/record/" + step);
    }

    /** Confirms what was answered, where the answers are shown once more. */
    private static void checked(Form form) {
        var confirm = form.page().locator("button[name=confirmed][value=yes]");
        if (confirm.count() > 0) confirm.click();
    }
}
