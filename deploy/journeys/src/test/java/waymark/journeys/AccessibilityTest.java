package waymark.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every page, as the people see it whose work it is for. */
final class AccessibilityTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    private static final Map<String, List<String>> PAGES = Map.of(
            "CME-07",
            List.of(
                    "/",
                    "/accessibility",
                    "/involvements?officer=all",
                    "/involvements/search",
                    "/involvements/import",
                    "/involvements/refresh",
                    "/involvements/new/involvement",
                    "/dashboards/cme"),
            "SEN-03",
            List.of(
                    "/assessments",
                    "/assessments/week",
                    "/assessments/search",
                    "/assessments/new/request",
                    "/assessments/new/move-in",
                    "/dashboards/ehc"),
            "DUTY-11",
            List.of(
                    "/referrals",
                    "/early-help",
                    "/referrals/new/contact",
                    "/referrals/new/referral",
                    "/early-help/new/request",
                    "/dashboards/social-care"),
            "ANA-01",
            List.of("/dashboards/scorecard", "/papers", "/releases"),
            "MAN-01",
            List.of(
                    "/",
                    "/records",
                    "/records/audit",
                    "/records/broken-glass",
                    "/records/retention",
                    "/records/subject-access"),
            "CLR-04",
            List.of("/releases"));

    @Test
    void noPageBreaksARuleThatAxeKnows() {
        everywhere(new Browser.NewContextOptions().setViewportSize(1280, 900), Accessible::assertAccessible);
    }

    /** 320 CSS pixels are also what a screen of 1280 shows at 400 %. */
    @Test
    void noPageScrollsSidewaysAt320Pixels() {
        everywhere(new Browser.NewContextOptions().setViewportSize(320, 640), Accessible::assertReflows);
    }

    @Test
    void forcedColoursAndReducedMotionTakeNothingAway() {
        everywhere(
                new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setReducedMotion(ReducedMotion.REDUCE),
                page -> org.assertj.core.api.Assertions.assertThat(page.evaluate(
                                "[...document.querySelectorAll('*')].filter(e => e.getAnimations().length).length"))
                        .as("moving parts of " + page.url())
                        .isEqualTo(0));
    }

    private interface Look {
        void at(Page page);
    }

    private static void everywhere(Browser.NewContextOptions screen, Look look) {
        var faults = new ArrayList<String>();
        PAGES.forEach((account, paths) -> {
            var page = journeys.signedIn(account, screen);
            for (var path : paths) {
                try {
                    var answer = page.navigate(journeys.portal(path));
                    if (answer.status() != 200) faults.add(path + ": " + answer.status());
                    look.at(page);
                } catch (AssertionError fault) {
                    faults.add(path + ": " + fault.getMessage());
                }
            }
            page.context().close();
        });
        org.assertj.core.api.Assertions.assertThat(faults).isEmpty();
    }
}
