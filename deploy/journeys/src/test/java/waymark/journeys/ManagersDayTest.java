package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a team manager decides about a record: who may open it, how long it is kept, and its end. */
final class ManagersDayTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    @Test
    void aHeldCaseIsNotErasedAndOnceItIsErasedNothingMoreIsOffered() {
        // Given
        var page = journeys.signedIn("MAN-01");
        var form = new Form(page);
        var closed = closed(form, "CYP-940001", "Valentine Ottershaw", "1/8/2022", "1/8/2022");
        var keeping = keeping(closed);
        // Somebody stands on the form already when another decides that it is kept.
        var early = page.context().newPage();
        early.navigate(keeping);

        // When
        page.navigate(keeping);
        Accessible.assertAccessible(page);
        because(page, "Why it must be kept", "a complaint is with the ombudsman");
        form.press("Put it on hold");

        // Then
        assertThat(page.locator(".govuk-notification-banner")).containsText("The case is on legal hold");
        assertThat(page.locator("main")).containsText("a complaint is with the ombudsman");
        assertThat(button(page, "Continue")).hasCount(0);
        Accessible.assertAccessible(page);

        // When
        because(early, "Why they are erased", "the family asked");
        new Form(early).press("Continue");
        Accessible.assertAccessible(early);
        new Form(early).press("Erase the personal details");

        // Then
        assertThat(early.locator(".govuk-error-summary")).containsText("legal hold keeps this case from being erased");
        org.assertj.core.api.Assertions.assertThat(Accessible.faultsOfErrors(early))
                .isEmpty();
        Accessible.assertAccessible(early);

        // When
        because(page, "Why the hold ends", "the ombudsman has decided");
        form.press("End the hold");

        // Then
        assertThat(page.locator("h1")).containsText("End the legal hold?");
        assertThat(page.locator("main")).containsText("a complaint is with the ombudsman");
        assertThat(page.locator("main")).containsText("the ombudsman has decided");
        Accessible.assertAccessible(page);

        // When
        form.press("Change the reason");
        assertThat(page.getByLabel("Why the hold ends")).hasValue("the ombudsman has decided");
        form.press("End the hold");
        form.press("End the legal hold");

        // Then
        assertThat(page.locator(".govuk-notification-banner")).containsText("The legal hold has ended");

        // When
        because(page, "Why they are erased", "the time has passed");
        form.press("Continue");
        assertThat(page.locator("h1")).containsText("Erase the personal details?");
        assertThat(page.locator("main")).containsText("the time has passed");
        Accessible.assertAccessible(page);
        form.press("Erase the personal details");

        // Then
        assertThat(page.locator("main")).containsText("The personal details were erased on 1 August 2022");
        assertThat(page.locator("main form")).hasCount(0);
        Accessible.assertAccessible(page);
        page.navigate(closed);
        assertThat(page.locator("main")).containsText("Personal details were erased on 1 August 2022");
        assertThat(page.locator("main")).not().containsText("Valentine");
        assertThat(page.locator("main")).not().containsText("CYP-940001");
        assertThat(page.locator("main a[href*='/record/']")).hasCount(0);
        Accessible.assertAccessible(page);
    }

    @Test
    void aRestrictionEndsOnceItWasChecked() {
        // Given
        var page = journeys.signedIn("MAN-01");
        var form = new Form(page);
        journeys.logs(form, "CYP-940002", "Wilhelmina Farthing");
        var opened = page.url();
        var officer = journeys.signedIn("CME-08");
        page.navigate(keeping(opened));

        // When
        form.type("Accounts of those who may open it", "CME-07");
        because(page, "Why", "the parent works here");
        form.press("Restrict it to them");

        // Then
        assertThat(page.locator("main")).containsText("CME-07");
        Accessible.assertAccessible(page);
        officer.navigate(opened);
        assertThat(officer.locator("h1")).containsText("restricted");

        // When
        because(page, "Why the restriction ends", "the parent has left");
        form.press("End the restriction");
        assertThat(page.locator("h1")).containsText("End the restriction?");
        assertThat(page.locator("main")).containsText("the parent has left");
        Accessible.assertAccessible(page);
        form.press("End the restriction");

        // Then
        assertThat(page.locator(".govuk-notification-banner")).containsText("The restriction has ended");
        officer.navigate(opened);
        assertThat(officer.locator("h1")).containsText("Wilhelmina Farthing");
    }

    @Test
    void whatIsPastItsTimeIsCountedCheckedAndErased() {
        // Given
        var page = journeys.signedIn("MAN-01");
        var form = new Form(page);
        var old = closed(form, "CYP-940003", "Barnabas Quillfeather", "3/2/1992", "4/5/1992");

        // When
        page.navigate(journeys.portal("/records/retention"));
        Accessible.assertAccessible(page);
        form.press("Count what is due");

        // Then
        assertThat(involvements(page)).containsText("25 years");
        assertThat(figure(page)).hasText("1");
        Accessible.assertAccessible(page);

        // When
        form.press("Erase what is due");
        assertThat(page.locator("h1")).containsText("Erase what is due?");
        assertThat(page.locator("main dl")).containsText("1 case");
        Accessible.assertAccessible(page);
        form.press("Erase them");

        // Then
        assertThat(page.locator("h1")).containsText("Retention: what was done");
        assertThat(figure(page)).hasText("1");
        Accessible.assertAccessible(page);
        form.follow("Count what is due now");
        assertThat(figure(page)).hasText("0");
        page.navigate(old);
        assertThat(page.locator("main")).containsText("because the time for which such cases are kept had passed");
    }

    @Test
    void whoeverMayNotDecideIsToldBeforeTyping() {
        // Given
        var officer = journeys.signedIn("CME-07");
        journeys.logs(new Form(officer), "CYP-940004", "Rosalind Thistlewood");

        // When
        var answer = officer.navigate(keeping(officer.url()));

        // Then
        org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(403);
        assertThat(officer.locator("main")).containsText("This is for others: team manager");
        Accessible.assertAccessible(officer);
    }

    /** Logs an involvement and closes it; answers its page's address. */
    private static String closed(Form form, String child, String name, String openedOn, String closedOn) {
        var page = form.page();
        page.navigate(journeys.portal("/involvements/new/involvement"));
        form.type("Child's number", child).type("Child's name", name).type("When was it opened?", openedOn);
        form.press("Continue");
        form.press("Log the involvement");
        page.waitForURL(url -> url.matches(".*/involvements/[0-9a-f-]{36}"));
        var opened = page.url();
        page.navigate(opened + "/record/closure");
        form.write("closedOn", closedOn).answer("outcome", "BUSC").send();
        var confirm = page.locator("button[name=confirmed][value=yes]");
        if (confirm.count() > 0) confirm.click();
        page.waitForURL(opened);
        return opened;
    }

    private static String keeping(String address) {
        return journeys.portal("/records/case" + address.substring(address.indexOf("/involvements/")));
    }

    private static void because(Page page, String label, String reason) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(reason);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator involvements(Page page) {
        return page.locator("main tbody tr")
                .filter(new Locator.FilterOptions().setHasText("nvolvements"))
                .first();
    }

    /** How many are due, or were erased. */
    private static Locator figure(Page page) {
        return involvements(page).locator("td").nth(1);
    }
}
