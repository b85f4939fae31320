package waymark.portal.ehc;

import waymark.portal.cases.Left;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Known;

/**
 * A case in a list, in words.
 *
 * @param child name, or the number where no name is recorded
 * @param coordinator null where nobody has it
 * @param due what is due first; null where nothing is
 * @param dueOn its last day in time
 * @param left how far off that is
 */
record Listed(
        String id,
        String reference,
        String child,
        String childRef,
        String coordinator,
        String status,
        String nextStep,
        String opened,
        String due,
        String dueOn,
        Left left) {

    static Listed of(Doc one) {
        var childRef = one.text(Known.CHILD);
        var name = one.text("personal.name");
        return new Listed(
                one.text("id"),
                one.text("assessmentRef"),
                name == null ? childRef : name,
                childRef,
                one.text("coordinator"),
                EhcWords.status(one.text("status")),
                EhcWords.nextStep(one.text("nextStep")),
                one.day("openedOn"),
                one.has("dueClock") ? EhcWords.clock(one.text("dueClock"), one.text("dueSubject")) : null,
                one.day("dueOn"),
                ClockWords.ofListed(one));
    }
}
