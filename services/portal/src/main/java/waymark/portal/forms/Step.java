package waymark.portal.forms;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;

/**
 * A form that records one thing: on a case, or to open one.
 *
 * @param id in the page's address
 * @param title the page's heading
 * @param button what sending it does
 * @param path of the request, with {id} for the case; under the area's own unless it begins with a slash
 * @param checked whether the answers are shown once more before they are sent, as before a dated legal step
 * @param onlyChanges whether answers that stand as they were are left out, as in a correction
 * @param offered whether it may be next, by the case; the service has the last word
 * @param before what stands above the questions, to be read before they are answered; or null
 */
public record Step(
        String id,
        String title,
        String button,
        String path,
        List<Field> fields,
        boolean checked,
        boolean onlyChanges,
        Predicate<Doc> offered,
        Beforehand before) {

    /**
     * @param fragment of a template, such as {@code social/parts :: story}, which finds what is made of the case as {@code beforehand}
     */
    public record Beforehand(String fragment, BiFunction<Desk, Doc, ?> making) {}

    /** On a case, at the address of its own name. */
    public static Step of(String id, String title, Field... fields) {
        return new Step(id, title, "Save", "{id}/" + id, List.of(fields), false, false, _ -> true, null);
    }

    /** Opens a case. */
    public static Step opening(String id, String title, String path, Field... fields) {
        return new Step(id, title, "Save", path, List.of(fields), true, false, _ -> true, null);
    }

    public Step button(String words) {
        return new Step(id, title, words, path, fields, checked, onlyChanges, offered, before);
    }

    public Step at(String otherPath) {
        return new Step(id, title, button, otherPath, fields, checked, onlyChanges, offered, before);
    }

    /** With a page to check the answers before they are sent. */
    public Step withCheck() {
        return new Step(id, title, button, path, fields, true, onlyChanges, offered, before);
    }

    public Step sendingChanges() {
        return new Step(id, title, button, path, fields, checked, true, offered, before);
    }

    public Step when(Predicate<Doc> condition) {
        return new Step(id, title, button, path, fields, checked, onlyChanges, condition, before);
    }

    public Step afterReading(String fragment, BiFunction<Desk, Doc, ?> making) {
        return new Step(
                id, title, button, path, fields, checked, onlyChanges, offered, new Beforehand(fragment, making));
    }
}
