package waymark.journeys;

import com.microsoft.playwright.Page;

/** Somebody who has a keyboard alone, and sees what has the focus. */
record Keys(Page page) {
    private static final int MOST = 250;

    /** What has the focus: its label or words, and before it the question that it is an answer to. */
    private static final String HERE = """
            () => {
              const here = document.activeElement;
              const words = here.labels?.length ? here.labels[0].textContent : here.getAttribute('aria-label') || here.textContent;
              const question = here.closest('fieldset')?.querySelector('legend')?.textContent || '';
              return (question + ' ' + words).replace(/\\s+/g, ' ').trim();
            }""";

    String here() {
        return page.evaluate(HERE).toString();
    }

    /** Goes on by Tab until the focus is on what has these words. */
    Keys to(String words) {
        for (int pressed = 0; pressed < MOST; pressed++) {
            page.keyboard().press("Tab");
            if (here().contains(words)) return this;
        }
        throw new AssertionError("Tab does not lead to: " + words);
    }

    /** Writes into the field of this question, in the place of what stands there. */
    Keys type(String question, String answer) {
        to(question);
        page.keyboard().press("Control+A");
        page.keyboard().type(answer);
        return this;
    }

    /** Goes to a list and to its answer that begins so. */
    Keys choose(String question, String answer) {
        to(question);
        page.keyboard().type(answer);
        return this;
    }

    /** Goes to a question's answers and with the arrows to one of them. */
    Keys mark(String question, String answer) {
        to(question);
        for (int pressed = 0; pressed < MOST; pressed++) {
            if (here().endsWith(answer)) {
                page.keyboard().press("Space");
                return this;
            }
            page.keyboard().press("ArrowDown");
        }
        throw new AssertionError("no answer: " + answer);
    }

    /** Goes on to the button that sends the form, and waits until the next page has come. */
    Keys send() {
        for (int pressed = 0; pressed < MOST; pressed++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("document.activeElement.matches('main form button[type=submit]')")) {
                return leave();
            }
        }
        throw new AssertionError("Tab does not lead to the form's button");
    }

    /** Follows a link or presses a button, and waits until its page has come. */
    Keys enter(String words) {
        return to(words).leave();
    }

    private Keys leave() {
        page.evaluate("() => { window.left = true; }");
        page.keyboard().press("Enter");
        page.waitForFunction("() => !window.left && document.readyState === 'complete'");
        return this;
    }
}
