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

    private Locator group(String question) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(question))
                .first();
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
    }
}
