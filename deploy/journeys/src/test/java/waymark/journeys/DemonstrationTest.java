package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first start: one button, and the pages are full of cases whose figures are known. */
final class DemonstrationTest {
    @RegisterExtension
    static final Journeys journeys = Journeys.ofItsOwn();

    /** What the register of assessments comes to as at 31 July 2022, worked out apart from Waymark; none of it moves with the business day here. */
    private static final Map<String, String> EXPECTED = expected();

    private static Map<String, String> expected() {
        var expected = new LinkedHashMap<String, String>();
        expected.put("Within 20 weeks, including exceptions", "69.9%");
        expected.put("Within 20 weeks, excluding exceptions", "72.8%");
        expected.put("Plans issued", "395");
        expected.put("Average weeks to issue", "22.0");
        expected.put("Open at the end", "153");
        expected.put("Open over 20 weeks", "38");
        return expected;
    }

    @Test
    void oneButtonFillsThePagesAndTheFiguresAreThoseExpected() {
        // Given
        var page = journeys.signedIn("MAN-01");
        assertThat(page.locator("main")).containsText("There are no cases yet");
        Accessible.assertAccessible(page);

        // When
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("demonstration")))
                .click();

        // Then
        page.waitForURL("**/start/demonstration?**");
        Accessible.assertAccessible(page);
        page.waitForCondition(
                () -> {
                    page.reload();
                    return done(page, "Assessments") && done(page, "Involvements");
                },
                new Page.WaitForConditionOptions().setTimeout(240_000));
        page.waitForCondition(
                () -> {
                    page.navigate(journeys.portal("/dashboards/ehc?from=1/1/2022&to=31/7/2022"));
                    return figure(page, "Plans issued").equals("395");
                },
                new Page.WaitForConditionOptions().setTimeout(60_000));
        EXPECTED.forEach((title, value) -> org.assertj.core.api.Assertions.assertThat(figure(page, title))
                .as(title)
                .isEqualTo(value));
        page.navigate(journeys.portal("/"));
        assertThat(page.locator("main")).not().containsText("There are no cases yet");
    }

    private static boolean done(Page page, String register) {
        var row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(register));
        return row.count() > 0 && row.first().innerText().contains("Done");
    }

    private static String figure(Page page, String title) {
        return page.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(title).setExact(true))))
                .first()
                .getByRole(AriaRole.LINK)
                .first()
                .innerText();
    }
}
