package waymark.portal.forms;

import java.time.LocalDate;
import java.util.function.BiFunction;
import waymark.portal.desk.Doc;

/**
 * One question of a form.
 *
 * @param name the place in the request's body: {@code personal.dateOfBirth}, {@code children.0.childRef}
 * @param hint what helps to answer, or null
 * @param needed whether the form asks for an answer before it asks the service
 * @param initially what stands in the field at first, by the case and the day: of a moment its day as typed or an instant, of several their codes with
 *     commas between; null for nothing
 */
public record Field(
        String name,
        String label,
        String hint,
        Input input,
        boolean needed,
        BiFunction<Doc, LocalDate, String> initially) {

    private static Field of(String name, String label, Input input) {
        return new Field(name, label, null, input, false, (_, _) -> null);
    }

    public static Field day(String name, String label) {
        return of(name, label, new Input.Day());
    }

    public static Field moment(String name, String label) {
        return of(name, label, new Input.Moment());
    }

    public static Field line(String name, String label) {
        return of(name, label, new Input.Line(30, false));
    }

    public static Field shortLine(String name, String label) {
        return of(name, label, new Input.Line(10, false));
    }

    /** Somebody's staff number, and a button for one's own. */
    public static Field staff(String name, String label) {
        return of(name, label, new Input.Line(10, true));
    }

    boolean isStaff() {
        return input instanceof Input.Line line && line.staff();
    }

    public static Field paragraph(String name, String label) {
        return of(name, label, new Input.Paragraph());
    }

    public static Field one(String name, String label, Choices of) {
        return of(name, label, new Input.One(of));
    }

    /** Chosen by its number in the history. */
    public static Field entry(String name, String label, Choices of) {
        return of(name, label, new Input.Entry(of));
    }

    public static Field several(String name, String label, Choices of) {
        return of(name, label, new Input.Several(of));
    }

    public static Field yesNo(String name, String label) {
        return of(name, label, new Input.YesNo());
    }

    public static Field whole(String name, String label, int least, int most) {
        return of(name, label, new Input.Whole(least, most));
    }

    /** Not shown; in the form's address when it is opened. */
    public static Field carried(String name, String label) {
        return of(name, label, new Input.Carried(false));
    }

    /** Not shown, and always yes: what this form is, where the same command has others. */
    public static Field always(String name) {
        return of(name, name, new Input.Carried(true)).initially((_, _) -> "yes");
    }

    public Field required() {
        return new Field(name, label, hint, input, true, initially);
    }

    public Field hint(String words) {
        return new Field(name, label, words, input, needed, initially);
    }

    public Field initially(BiFunction<Doc, LocalDate, String> value) {
        return new Field(name, label, hint, input, needed, value);
    }

    /** A day that is today unless another is typed. */
    public Field today() {
        return initially((_, today) -> Words.typed(today));
    }

    /** As the case has it now, so that a correction starts from what is recorded. */
    public Field asRecorded(String path) {
        return initially((subject, _) -> !subject.has(path)
                ? null
                : switch (input) {
                    case Input.Day _ -> Words.typed(subject.date(path));
                    case Input.YesNo _ -> subject.flag(path) ? "yes" : "no";
                    case Input.Several _ -> String.join(",", subject.texts(path));
                    case Input.Moment _,
                            Input.Line _,
                            Input.Paragraph _,
                            Input.One _,
                            Input.Entry _,
                            Input.Whole _,
                            Input.Carried _ -> subject.text(path);
                });
    }

    /** Its place on the page. */
    public String id() {
        return name.replace('.', '-');
    }
}
