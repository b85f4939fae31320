package waymark.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.portal.forms.Field;
import waymark.portal.forms.Input;

/** Every form that is declared: as it opens, with what is wrong in it, with its answers to be checked, and with what somebody of ill will types. */
final class EveryFormTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    private static final String SCRIPT =
            "=1+1<script>window.ran=1</script>\"><img src=x onerror=window.ran=1>'{\"$gt\":\"\"}";
    private static final String LINES = SCRIPT + "\r\nERROR a forged line";

    private final List<String> faults = new ArrayList<>();

    @Test
    void everyFormSaysWhatIsWrongAndTakesTextForNothingButText() {
        // Given
        var cases = journeys.world().spent();
        var page = watched();

        // When
        int children = 0;
        for (var form : PortalPages.forms()) {
            var path = form.path(cases.get(form.area().id())) + about(form, cases.get("involvements"));
            try {
                goesThrough(page, path, form.step().fields());
                if (form.opens()) opens(page, path, form.step().fields(), "CYP-97%04d".formatted(++children));
            } catch (PlaywrightException broken) {
                faults.add(path + ": " + broken.getMessage());
            }
        }
        for (var path : List.of(
                "/involvements?officer=all&sort=-openedOn",
                "/assessments?coordinator=all",
                "/referrals?status=any",
                "/early-help?status=any",
                "/alerts?whose=all",
                "/alerts/" + cases.get("alerts"),
                "/records/subject-access/CYP-970001",
                "/children/CYP-970001/chronology",
                "/records/audit")) {
            page.navigate(journeys.portal(path));
            inert(page, path);
        }
        finds(page);

        // Then
        assertThat(faults).isEmpty();
    }

    @Test
    void theFormsThatAreMadeByHandSayWhatIsWrongAsWell() {
        // Given
        var world = journeys.world();
        var page = watched();
        var form = new Form(page);

        // When
        sendsEmpty(page, "/involvements/import", "Import");
        sendsEmpty(page, "/involvements/search", "Search");
        sendsEmpty(page, "/records/glass?case=/involvements/" + world.restricted(), "Open the case");
        sendsEmpty(page, "/records/case/involvements/" + world.cases().get("involvements"), "Restrict it to them");
        sendsEmpty(page, "/alerts/rules/ehc-plan", "Continue");
        sendsEmpty(page, "/alerts/rules/levels", "Continue");
        page.navigate(journeys.portal("/involvements?officer=all"));
        page.locator("input[name=one]").first().check();
        form.press("Assign those ticked");
        look(page, "/involvements/assign");
        form.type("Who takes them?", "").press("Assign");
        wrong(page, "/involvements/assign");
        var analyst = journeys.signedIn("ANA-01");
        sendsEmpty(analyst, "/papers/cme/2022-07-01/2022-07-31/release", "Continue");

        // Then
        assertThat(faults).isEmpty();
    }

    /** What the page that leads to a form knows: an alert is raised on the page of a case. */
    private static String about(PortalPages.Declared form, String involvement) {
        if (!form.opens() || !form.area().id().equals("alerts")) return "";
        var sender = new World.Sender(journeys.system().addresses(), journeys.demo());
        return "?kind=involvement&caseId=%s&childRef=%s".formatted(involvement, sender.child(involvement));
    }

    private void sendsEmpty(Page page, String path, String button) {
        page.navigate(journeys.portal(path));
        new Form(page).press(button);
        wrong(page, path);
    }

    private void goesThrough(Page page, String path, List<Field> fields) {
        page.navigate(journeys.portal(path));
        if (fields.stream().anyMatch(EveryFormTest::canBeWrong)) submitsNothing(page, path);
        var texts = texts(fields);
        sends(page, path, texts);
        if (!texts.isEmpty() && page.url().endsWith(path)) say(!kept(page).isEmpty(), path, "what was typed is gone");
    }

    /** Whether there is something wrong where it is left empty, or has a day that does not exist. */
    private static boolean canBeWrong(Field field) {
        return switch (field.input()) {
            case Input.Day _, Input.Moment _ -> true;
            case Input.Carried _ -> false;
            case Input.Line _,
                    Input.Paragraph _,
                    Input.One _,
                    Input.Entry _,
                    Input.Several _,
                    Input.YesNo _,
                    Input.Whole _ -> field.needed();
        };
    }

    private void finds(Page page) {
        page.navigate(journeys.portal("/involvements/search"));
        page.locator("#form [name=name]").fill(SCRIPT);
        page.locator("#form button[type=submit]").click();
        assertThat(page.locator("main").innerText()).contains("<script>");
        inert(page, "search");
    }

    /** A manager's desk that notices what should not happen. */
    private Page watched() {
        var page = journeys.signedIn("MAN-01");
        page.onDialog(dialog -> {
            faults.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) faults.add(page.url() + ": " + message.text());
        });
        return page;
    }

    private void say(boolean holds, String path, String words) {
        if (!holds) faults.add(path + ": " + words);
    }

    private void look(Page page, String path) {
        for (var fault : Accessible.faults(page)) faults.add(path + ": " + fault);
    }

    /** Nothing is answered, but for days that do not exist. */
    private void submitsNothing(Page page, String path) {
        page.evaluate("""
                () => {
                  for (const field of document.getElementById('form').elements) {
                    if (field.type === 'hidden') continue;
                    if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
                    else field.value = field.closest('.moj-datepicker') || document.getElementsByName(field.name + '.time').length ? '32/13/2022' : '';
                  }
                }""");
        submit(page);
        wrong(page, path);
    }

    /** The page that has come says what is wrong, as every page does. */
    private void wrong(Page page, String path) {
        say(page.title().startsWith("Error: "), path, "the title does not say that there is an error: " + page.title());
        for (var fault : Accessible.faultsOfErrors(page)) faults.add(path + ": " + fault);
        look(page, path + " with errors");
    }

    /** What each field that takes words is to be given. */
    private static Map<String, String> texts(List<Field> fields) {
        var texts = new HashMap<String, String>();
        for (var field : fields) {
            switch (field.input()) {
                case Input.Line _ -> texts.put(field.name(), SCRIPT);
                case Input.Paragraph _ -> texts.put(field.name(), LINES);
                case Input.Day _,
                        Input.Moment _,
                        Input.One _,
                        Input.Entry _,
                        Input.Several _,
                        Input.YesNo _,
                        Input.Whole _,
                        Input.Carried _ -> {}
            }
        }
        return texts;
    }

    /** Answers every question, and goes on past the page on which answers are checked. */
    private void sends(Page page, String path, Map<String, String> texts) {
        answer(page, texts, true);
        submit(page);
        inert(page, path);
        confirm(page, path);
    }

    private void opens(Page page, String path, List<Field> fields, String child) {
        page.navigate(journeys.portal(path));
        var texts = new HashMap<String, String>();
        for (var field : fields) {
            var name = field.name();
            if (name.matches("children\\.[2-9].*")) continue;
            if (name.matches(".*(name|address|notes)")) texts.put(name, LINES);
            if (name.endsWith("childRef") || name.equals("children.0"))
                texts.put(name, name.contains("1.") ? child + "1" : child);
            if (name.equals("fromAuthority")) texts.put(name, "826");
        }
        answer(page, texts, false);
        submit(page);
        confirm(page, path);
        say(
                page.url().matches(".*/[0-9a-f-]{36}"),
                path,
                "opened nothing: " + page.locator(".govuk-error-summary").allInnerTexts());
        inert(page, "the case that was opened by " + path);
    }

    private void confirm(Page page, String path) {
        var yes = page.locator("button[name=confirmed][value=yes]");
        if (yes.count() == 0) return;
        look(page, path + ", checked");
        yes.click();
        page.waitForLoadState();
        inert(page, path);
    }

    /** @param all whether questions that need no answer get one too */
    private static void answer(Page page, Map<String, String> texts, boolean all) {
        page.evaluate("""
                ([texts, all]) => {
                  const answered = new Set();
                  for (const field of document.getElementById('form').elements) {
                    if (field.type === 'hidden' || !field.name) continue;
                    const optional = field.closest('.govuk-form-group')?.querySelector('.waymark-optional');
                    if (field.name in texts) field.value = texts[field.name];
                    else if (field.closest('.moj-datepicker')) { if (all || !optional) field.value = '1/8/2022'; }
                    else if (field.name.endsWith('.time')) { if (all) field.value = '9:30'; }
                    else if (document.getElementsByName(field.name + '.time').length) { if (all) field.value = '1/8/2022'; }
                    else if (optional && !all) continue;
                    else if (field.type === 'radio' || field.type === 'checkbox') field.checked = !answered.has(field.name);
                    else if (field.tagName === 'SELECT') field.selectedIndex = Math.min(1, field.options.length - 1);
                    else field.value = '1';
                    answered.add(field.name);
                  }
                }""", List.of(texts, all));
    }

    private static void submit(Page page) {
        page.locator("#form button[type=submit]").first().click();
        page.waitForLoadState();
    }

    private static List<?> kept(Page page) {
        return (List<?>)
                page.evaluate(
                        "[...document.querySelectorAll('input, textarea')].filter(field => field.value.includes('<script>window.ran')).map(field => field.name)");
    }

    /** Neither ran what was typed, nor is it anything on the page but text. */
    private void inert(Page page, String path) {
        var alive = page.evaluate(
                "window.ran !== undefined || document.querySelector('img[src=x]') !== null || [...document.scripts].some(script => script.textContent.includes('window.ran'))");
        say(!(Boolean) alive, path, "what was typed came to life");
    }
}
