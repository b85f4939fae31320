package waymark.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's pictures, made anew by {@code make pictures}: the main pages with the demonstration's data, on a desk and on a phone. Not a test of anything. */
class Pictures {
    @RegisterExtension
    static final Journeys journeys = Journeys.ofItsOwn();

    private static final Path FOLDER = Path.of("..", "..", "services", "portal", "pictures");
    private static final double LONGEST_FILLING = 600_000;

    private record Screen(String name, int width, int height) {}

    private static final List<Screen> SCREENS =
            List.of(new Screen("desktop", 1280, 900), new Screen("phone", 360, 740));

    /**
     * @param opened where there is one, the first of this list's cases is the picture, and not the list
     */
    private record Sight(String name, String account, String path, boolean opened) {}

    private static final List<Sight> SIGHTS = List.of(
            new Sight("alerts", "CME-07", "/alerts", false),
            new Sight("involvements", "CME-07", "/involvements", false),
            new Sight("involvement", "CME-07", "/involvements", true),
            new Sight("log-an-involvement", "CME-07", "/involvements/new/involvement", false),
            new Sight("assessments", "SEN-03", "/assessments?coordinator=all&status=assessing", false),
            new Sight("assessment", "SEN-03", "/assessments?coordinator=all&status=assessing", true),
            new Sight("week", "SEN-03", "/assessments/week", false),
            new Sight("referrals", "DUTY-11", "/referrals", false),
            new Sight("referral", "DUTY-11", "/referrals?status=open", true),
            new Sight("dashboard-cme", "MAN-01", "/dashboards/cme", false),
            new Sight("dashboard-ehc", "MAN-01", "/dashboards/ehc", false),
            new Sight("dashboard-social-care", "MAN-01", "/dashboards/social-care", false),
            new Sight("scorecard", "ANA-01", "/dashboards/scorecard", false),
            new Sight("paper", "ANA-01", "/papers/cme/2022-07-01/2022-07-31", false),
            new Sight("audit", "MAN-01", "/records/audit", false));

    @Test
    void areTaken() throws Exception {
        var manager = journeys.signedIn("MAN-01");
        manager.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fill it with the demonstration"))
                .click();
        manager.getByText("have cases on their lists")
                .waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_FILLING));
        Files.createDirectories(FOLDER);
        for (var screen : SCREENS) {
            var desks = new HashMap<String, Page>();
            for (var sight : SIGHTS) {
                var page = desks.computeIfAbsent(
                        sight.account(),
                        account -> journeys.signedIn(
                                account,
                                new Browser.NewContextOptions().setViewportSize(screen.width(), screen.height())));
                page.navigate(journeys.portal(sight.path()));
                if (sight.opened()) page.locator("main table tbody a").first().click();
                page.waitForLoadState();
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(FOLDER.resolve("%s-%s.png".formatted(sight.name(), screen.name()))));
            }
        }
    }
}
