package waymark.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What every page is held to. */
final class Accessible {
    private static final String AXE = text(AxeBuilder.class, "/axe.min.js");
    private static final String RULES = text(Accessible.class, "/journeys/accessible.js");

    private Accessible() {}

    static void assertAccessible(Page page) {
        assertThat(faults(page)).as(page.url()).isEmpty();
    }

    /** Nothing that axe or our own rules find, and no scrolling sideways; in words. */
    static List<String> faults(Page page) {
        return faults(page, "Waymark");
    }

    static List<String> faults(Page page, String product) {
        page.evaluate(AXE);
        var faults = new ArrayList<String>();
        faults.addAll(lines(page.evaluate(RULES, product)));
        faults.addAll(sideways(page));
        return faults;
    }

    /** What is wrong with how a page tells what is wrong: its summary, where the focus is, the fields that it leads to. */
    static List<String> faultsOfErrors(Page page) {
        return lines(page.evaluate("""
                () => {
                  const summary = document.querySelector('.govuk-error-summary');
                  if (!summary) return ['no summary of errors'];
                  const wrong = [];
                  if (document.activeElement !== summary) wrong.push('the summary has no focus');
                  const links = [...summary.querySelectorAll('a')];
                  if (!links.length) wrong.push('the summary leads nowhere');
                  for (const link of links) {
                    const target = document.getElementById(link.hash.slice(1));
                    if (!target) { wrong.push('nothing behind: ' + link.textContent); continue; }
                    // What is wrong with no field in particular.
                    if (link.hash === '#form') continue;
                    link.click();
                    if (document.activeElement !== target) { wrong.push('no focus behind: ' + link.textContent); continue; }
                    if (!target.matches('input, select, textarea')) continue;
                    const group = target.closest('.govuk-form-group');
                    if (!group.querySelector('.govuk-error-message')) wrong.push('no words at the field: ' + link.textContent);
                    const described = [target, target.closest('fieldset')].map(one => one?.getAttribute('aria-describedby') || '').join(' ');
                    if (!described.includes('-error')) wrong.push('its error is not said with the field: ' + link.textContent);
                  }
                  return wrong;
                }"""));
    }

    private static List<String> lines(Object found) {
        return ((List<?>) found).stream().map(Object::toString).toList();
    }

    /** What reaches beyond the edge of a screen of 320 by 256, which is also what one of 1280 by 1024 shows at 400 %. */
    private static List<String> sideways(Page page) {
        var usual = page.viewportSize();
        page.setViewportSize(320, 256);
        var beyond = page.evaluate("""
                () => {
                  const root = document.documentElement;
                  if (root.scrollWidth <= root.clientWidth) return [];
                  return [...document.querySelectorAll('body *')]
                    .filter(element => element.getBoundingClientRect().right > 321 && !element.closest('.waymark-scroll'))
                    .slice(0, 3).map(element => 'beyond 320 pixels: ' + element.outerHTML.slice(0, 150));
                }""");
        page.setViewportSize(usual.width, usual.height);
        return lines(beyond);
    }

    static void assertReflows(Page page) {
        var beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) beyond).intValue())
                .as("pixels beyond the edge of " + page.url())
                .isLessThanOrEqualTo(0);
    }

    private static String text(Class<?> near, String resource) {
        try (var bytes = near.getResourceAsStream(resource)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
