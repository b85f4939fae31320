package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first start: one button, and the pages are full of cases whose figures are known. */
final class DemonstrationTest {
    @RegisterExtension
    static final Journeys journeys = Journeys.ofItsOwn();

    private static final double LONGEST_FILLING = 900_000;

    /** @param group the heading under which the figure stands */
    private record Expected(String dashboard, String group, String title, String value) {}

    private static final String CME = "/dashboards/cme?from=1/9/2021&to=31/7/2022";
    private static final String EHC = "/dashboards/ehc?from=1/1/2022&to=31/7/2022";
    private static final String JULY = "/dashboards/social-care?from=1/7/2022&to=31/7/2022";
    private static final String JUNE = "/dashboards/social-care?from=1/6/2022&to=30/6/2022";
    private static final String MONTH = "This month";
    private static final String WHOLE = "In the whole period";
    private static final String PLANS = "Plans issued in the period, and what stands beside them";

    /**
     * What the registers come to as at 31 July 2022, worked out apart from Waymark; none of it moves with the business day here. The contacts are June's:
     * some of the twelve that duty has to decide on 1 August came in on the last day of July.
     */
    private static final List<Expected> EXPECTED = List.of(
            new Expected(CME, WHOLE, "Involvements", "609"),
            new Expected(CME, WHOLE, "Children", "578"),
            new Expected(CME, WHOLE, "Opened", "547"),
            new Expected(CME, WHOLE, "Closed", "542"),
            new Expected(CME, WHOLE, "Average weeks to close", "5.9"),
            new Expected(CME, WHOLE, "Closed within 2 weeks", "48.0%"),
            new Expected(CME, WHOLE, "Closed within 4 weeks", "66.2%"),
            new Expected(CME, MONTH, "Open at the end", "67"),
            new Expected(CME, MONTH, "Open a month before", "60"),
            new Expected(EHC, PLANS, "Within 20 weeks, including exceptions", "69.9%"),
            new Expected(EHC, PLANS, "Within 20 weeks, excluding exceptions", "72.8%"),
            new Expected(EHC, PLANS, "Plans issued", "395"),
            new Expected(EHC, PLANS, "Average weeks to issue", "22.0"),
            new Expected(EHC, PLANS, "Open at the end", "153"),
            new Expected(EHC, PLANS, "Open over 20 weeks", "38"),
            new Expected(JULY, MONTH, "Referrals", "1,274"),
            new Expected(JULY, MONTH, "Repeat referrals", "27.0%"),
            new Expected(JULY, WHOLE, "Assessments within 45 working days", "85.2%"),
            new Expected(JULY, WHOLE, "Conferences within 15 working days", "66.3%"),
            new Expected(JUNE, MONTH, "Contacts", "2,110"),
            new Expected(JUNE, MONTH, "Contacts decided within 24 hours", "82.0%"),
            new Expected(JUNE, MONTH, "Referrals", "1,300"),
            new Expected(JUNE, WHOLE, "Assessments within 45 working days", "87.1%"),
            new Expected(JUNE, WHOLE, "Conferences within 15 working days", "65.4%"));

    /**
     * @param part of the inbox, by its heading's id
     * @param alerts how many of the rule
     */
    private record Warned(String account, String rule, String part, int alerts) {}

    private static final String WAITING = "waiting";
    private static final String SOON = "soon";

    /**
     * What the inbox of each role shows on 1 August 2022, counted in the registers apart from Waymark. All that are open 45 working days, 20 or 6 weeks after their clocks began; the
     * open involvements of children that social care has; the open referrals that repeat one that was a repeat itself, both within 12 months.
     */
    private static final List<Warned> WARNED = List.of(
            new Warned("DUTY-11", "assessment", WAITING, 137),
            new Warned("DUTY-11", "assessment", SOON, 282 + 355),
            new Warned("SEN-03", "ehc-plan", WAITING, 38),
            new Warned("SEN-03", "ehc-advice", WAITING, 97),
            new Warned("CME-07", "involvement-known-to-social-care", WAITING, 10),
            new Warned("MAN-01", "second-repeat-referral", WAITING, 329),
            new Warned("REV-02", "assessment", WAITING, 0));

    @Test
    void oneButtonFillsThePagesAndPeoplesListsAndTheFiguresAreThoseExpected() {
        // Given
        var page = journeys.signedIn("MAN-01");
        assertThat(page.locator("main")).containsText("There are no cases yet");
        Accessible.assertAccessible(page);

        // When
        // The registers are on their way to the services before the page answers.
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("demonstration")))
                .click(new Locator.ClickOptions().setTimeout(LONGEST_FILLING));

        // Then
        page.waitForURL("**/start/demonstration?**");
        Accessible.assertAccessible(page);
        page.getByText("have cases on their lists").waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_FILLING));
        Accessible.assertAccessible(page);
        for (var register : List.of("Involvements", "Assessments", "Referrals")) {
            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(register)))
                    .containsText("Done");
        }
        EXPECTED.forEach(expected -> isShown(page, expected));
        hasRows("CME-07", "/involvements", "main table tbody tr");
        hasRows("SEN-03", "/assessments", "main table tbody tr");
        hasRows("DUTY-11", "/referrals", "section[aria-labelledby=waiting] tbody tr");
        WARNED.forEach(DemonstrationTest::isWarned);
        page.navigate(journeys.portal("/"));
        assertThat(page.locator("main")).not().containsText("There are no cases yet");
    }

    /** The work of their role, whoever has it; a reviewing officer has none but what is given to them. */
    private static void isWarned(Warned warned) {
        var page = journeys.signedIn(warned.account);
        var inbox = journeys.portal("/alerts?whose=team&rule=" + warned.rule);
        var part = page.locator("section[aria-labelledby=%s]".formatted(warned.part));
        var words = warned.alerts == 0 ? "No alert waits here." : warned.alerts + " alerts, ";
        page.waitForCondition(
                () -> {
                    page.navigate(inbox);
                    return part.innerText().contains(words);
                },
                new Page.WaitForConditionOptions().setTimeout(60_000));
        page.context().close();
    }

    private static void hasRows(String account, String path, String rows) {
        var page = journeys.signedIn(account);
        page.navigate(journeys.portal(path));
        assertThat(page.locator(rows).first()).isVisible();
        page.context().close();
    }

    /** Figures follow the registers at their own pace: asked for anew until they have caught up. */
    private static void isShown(Page page, Expected expected) {
        var latest = new AtomicReference<>("nothing");
        try {
            page.waitForCondition(
                    () -> {
                        if (!page.url().endsWith(expected.dashboard) || !"nothing".equals(latest.get())) {
                            page.navigate(journeys.portal(expected.dashboard));
                        }
                        latest.set(figure(page, expected));
                        return latest.get().equals(expected.value);
                    },
                    new Page.WaitForConditionOptions().setTimeout(60_000));
        } catch (TimeoutError late) {
            throw new AssertionError("%s, but %s".formatted(expected, latest.get()), late);
        }
    }

    private static String figure(Page page, Expected expected) {
        return page.getByRole(
                        AriaRole.REGION,
                        new Page.GetByRoleOptions().setName(expected.group).setExact(true))
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions()
                                        .setName(expected.title)
                                        .setExact(true))))
                .getByRole(AriaRole.LINK)
                .first()
                .innerText();
    }
}
