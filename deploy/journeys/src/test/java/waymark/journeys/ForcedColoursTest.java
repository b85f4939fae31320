package waymark.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A system that sets its own colours, and wants nothing to move. */
final class ForcedColoursTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    @Test
    void whatIsDrawnStaysToBeSeenAndNothingMoves() {
        // Given
        var cases = journeys.world().cases();
        var page = journeys.signedIn(
                "MAN-01",
                new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setReducedMotion(ReducedMotion.REDUCE));
        var faults = new ArrayList<String>();
        var drawn = 0;

        // When
        for (var path : List.of(
                "/",
                "/involvements?officer=all",
                "/involvements/" + cases.get("involvements"),
                "/assessments/" + cases.get("assessments"),
                "/referrals",
                "/referrals/" + cases.get("referrals"),
                "/dashboards/cme",
                "/dashboards/ehc",
                "/dashboards/social-care",
                "/dashboards/scorecard")) {
            page.navigate(journeys.portal(path));
            for (var fault : (List<?>) page.evaluate("""
                    () => {
                      const faults = [];
                      const clear = colour => colour === 'none' || colour === 'transparent' || /^rgba\\(.*, 0\\)$/.test(colour);
                      const behind = element => {
                        for (let at = element.parentElement; at; at = at.parentElement) {
                          const colour = getComputedStyle(at).backgroundColor;
                          if (!clear(colour)) return colour;
                        }
                        return 'rgb(255, 255, 255)';
                      };
                      const hidden = (element, ...colours) => {
                        const ground = behind(element);
                        if (colours.every(colour => colour === ground || clear(colour))) faults.push('not to be seen: ' + element.outerHTML.slice(0, 120));
                      };
                      for (const mark of document.querySelectorAll('main svg path, main svg line, main svg circle, main svg rect, main svg text')) {
                        const style = getComputedStyle(mark);
                        if (!mark.closest('[hidden], details:not([open])')) hidden(mark, style.stroke, style.fill);
                      }
                      for (const tag of document.querySelectorAll('.govuk-tag')) {
                        const style = getComputedStyle(tag);
                        hidden(tag, style.color);
                        if (style.borderStyle === 'none') faults.push('a tag without an edge: ' + tag.textContent);
                      }
                      for (const here of document.querySelectorAll('nav a[aria-current]:not([aria-current=false])')) {
                        if (getComputedStyle(here).outlineStyle === 'none') faults.push('not told from its neighbours: ' + here.textContent);
                      }
                      for (const field of document.querySelectorAll('main input:not([type=hidden], .govuk-radios__input, .govuk-checkboxes__input), main select, main button.govuk-button')) {
                        if (field.getClientRects().length) hidden(field, getComputedStyle(field).borderTopColor);
                      }
                      for (const moving of document.getAnimations()) faults.push('moves: ' + moving.effect.target.outerHTML.slice(0, 120));
                      for (const element of document.querySelectorAll('a, button, summary, input, select')) {
                        if (getComputedStyle(element).transitionDuration.split(', ').some(lasts => parseFloat(lasts) > 0)) faults.push('moves when used: ' + element.outerHTML.slice(0, 120));
                      }
                      return faults;
                    }""")) {
                faults.add(path + ": " + fault);
            }
            for (var fault : Accessible.faults(page)) faults.add(path + ": " + fault);
            drawn += page.locator("main svg").count();
        }

        // Then
        assertThat(faults).isEmpty();
        assertThat(drawn).as("pictures looked at").isGreaterThan(5);
    }
}
