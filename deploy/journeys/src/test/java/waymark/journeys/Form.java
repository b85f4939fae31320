package waymark.journeys;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A page's form as its reader finds it: by the words of its questions. */
record Form(Page page) {
    /** Types into the field of this question. */
    Form type(String question, String answer) {
        page.getByLabel(question).first().fill(answer);
        return this;
    }

    /** Chooses from the list of this question. */
    Form choose(String question, String code) {
        page.getByLabel(question).first().selectOption(code);
        return this;
    }

    /** Marks an answer among those of this question. */
    Form mark(String question, String answer) {
        group(question)
                .getByLabel(answer, new Locator.GetByLabelOptions().setExact(true))
                .check();
        return this;
    }

    /** Answers the question that the body of the request calls so, by the answer's code, whether it is chosen from a list or marked. */
    Form answer(String name, String code) {
        var asked = page.locator("#form [name='%s']".formatted(name));
        if (asked.count() == 1 && asked.evaluate("field => field.tagName").equals("SELECT")) asked.selectOption(code);
        else page.locator("#form [name='%s'][value='%s']".formatted(name, code)).check();
        return this;
    }

    /** Types a day or words into the field that the body of the request calls so. */
    Form write(String name, String words) {
        page.locator("#form [name='%s']".formatted(name)).fill(words);
        return this;
    }

    private Locator group(String question) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(question))
                .first();
    }

    /** Sends the form, whatever its button says; on the page on which answers are checked, what was checked. */
    void send() {
        page.locator("main form button[type=submit]").first().click();
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Some links are drawn as buttons, and say that they are. */
    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .or(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(link).setExact(true)))
                .first()
                .click();
    }
}
