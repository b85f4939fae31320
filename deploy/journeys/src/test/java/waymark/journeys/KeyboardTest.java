package waymark.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A keyboard alone: where the focus goes, whether one sees it, and a day's work. */
final class KeyboardTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    /** After so many a list's rows repeat themselves. */
    private static final int STOPS = 60;

    @Test
    void theFocusGoesInTheOrderOfThePageIsSeenAndIsNowhereCaught() {
        // Given
        var cases = journeys.world().cases();
        var page = journeys.signedIn("MAN-01");
        var faults = new ArrayList<String>();

        // When
        for (var path : List.of(
                "/",
                "/involvements?officer=all&locality=Wycombe",
                "/involvements/" + cases.get("involvements"),
                "/involvements/" + cases.get("involvements") + "/record/closure",
                "/assessments/" + cases.get("assessments"),
                "/referrals",
                "/referrals/" + cases.get("referrals"),
                "/referrals/" + cases.get("referrals") + "/record/decision",
                "/dashboards/cme",
                "/dashboards/scorecard",
                "/records/audit")) {
            page.navigate(journeys.portal(path));
            for (var fault : tabThrough(page)) faults.add(path + ": " + fault);
        }

        // Then
        org.assertj.core.api.Assertions.assertThat(faults).isEmpty();
    }

    /** What is wrong with each stop of the focus, seen from the one before. */
    private static List<String> tabThrough(Page page) {
        page.evaluate("() => { window.stops = []; }");
        var faults = new ArrayList<String>();
        for (int stop = 0; stop < STOPS; stop++) {
            page.keyboard().press("Tab");
            var here = (Map<?, ?>) page.evaluate("""
                    () => {
                      const here = document.activeElement;
                      if (here === document.body || here === window.stops[0]) return { end: true };
                      const before = window.stops.at(-1);
                      const faults = [];
                      const name = here.outerHTML.slice(0, 120);
                      if (window.stops.includes(here)) faults.push('the focus comes back to ' + name);
                      if (here.tabIndex > 0) faults.push('an order of its own: ' + name);
                      if (before && !(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push('the focus goes back to ' + name);
                      const box = here.getBoundingClientRect();
                      if (before) {
                        const last = before.getBoundingClientRect();
                        // Above what came before and not beside it: the eye would have to jump back.
                        if (box.bottom < last.top - 4 && box.left < last.right && box.right > last.left) faults.push('the focus goes up to ' + name);
                      }
                      const looks = () => [here, ...(here.labels || [])].flatMap(one => [undefined, '::before', '::after'].map(part => {
                        const style = getComputedStyle(one, part);
                        return [style.outlineStyle, style.outlineColor, style.boxShadow, style.backgroundColor, style.color, style.borderColor].join();
                      })).join();
                      const focused = looks();
                      here.blur();
                      const seen = focused !== looks();
                      here.focus();
                      if (!seen) faults.push('one does not see the focus on ' + name);
                      if (box.width === 0 || box.height === 0) faults.push('the focus is on nothing that is seen: ' + name);
                      window.stops.push(here);
                      return { end: false, faults };
                    }""");
            if ((Boolean) here.get("end")) return faults;
            ((List<?>) here.get("faults")).forEach(fault -> faults.add(fault.toString()));
        }
        return faults;
    }

    @Test
    void theSkipLinkLeadsPastTheNavigation() {
        // Given
        var page = journeys.signedIn("MAN-01");
        page.navigate(journeys.portal("/involvements?officer=all"));

        // When
        page.keyboard().press("Tab");
        org.assertj.core.api.Assertions.assertThat(new Keys(page).here()).isEqualTo("Skip to main content");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");

        // Then
        org.assertj.core.api.Assertions.assertThat(
                        (Boolean) page.evaluate("document.querySelector('main').contains(document.activeElement)"))
                .isTrue();
    }

    @Test
    void anOfficersDayIsDoneByKeysAlone() {
        // Given
        var page = journeys.signedIn("CME-07");
        var keys = new Keys(page);

        // When
        keys.enter("Log an involvement")
                .type("Child's number", "CYP-900002")
                .type("Child's name", "Evangeline Hartshorn")
                .send()
                .send();
        assertThat(page.locator("h1")).containsText("Evangeline Hartshorn");
        keys.enter("Record a check")
                .mark("Which service was asked?", "Social care")
                .mark("Is the child known there?", "No")
                .send();
        keys.enter("Record an enquiry")
                .choose("Who was asked?", "Gen")
                .mark("What came of it?", "Child located")
                .send();
        keys.enter("Close the involvement")
                .choose("With which outcome?", "BUSC")
                .send()
                .send();

        // Then
        assertThat(page.locator("h1")).containsText("Closed");
    }

    @Test
    void aCoordinatorRecordsARequestByKeysAlone() {
        // Given
        var page = journeys.signedIn("SEN-03");
        var keys = new Keys(page);

        // When
        keys.enter("EHC needs assessments")
                .enter("Record a request")
                .type("Which child?", "CYP-920009")
                .type("On which day was the request received?", "25/7/2022")
                .send();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Check your answers");
        keys.send();

        // Then
        page.waitForURL(url -> url.matches(".*/assessments/[0-9a-f-]{36}"));
        assertThat(page.locator("main")).containsText("12 December 2022");
    }
}
