package waymark.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What every page is held to. */
final class Accessible {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessible() {}

    /** No violation that axe finds, a title of the page's own, one main heading, and no scrolling sideways. */
    static void assertAccessible(Page page) {
        var found = new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .map(violation -> violation.getId() + ": " + violation.getHelp() + " "
                                + violation.getNodes().stream()
                                        .map(node -> String.valueOf(node.getHtml()))
                                        .limit(3)
                                        .toList())
                        .toList();
        assertThat(found).as(page.url()).isEmpty();
        assertThat(page.title()).as(page.url()).endsWith(" – Waymark");
        assertThat(page.locator("h1").count())
                .as("main headings of " + page.url())
                .isEqualTo(1);
        assertReflows(page);
    }

    static void assertReflows(Page page) {
        var beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) beyond).intValue())
                .as("pixels beyond the edge of " + page.url())
                .isLessThanOrEqualTo(0);
    }
}
