package waymark.portal.forms;

/**
 * What is wrong with an answer, or with the whole form.
 *
 * @param field the question's name, or null where it is none's in particular
 * @param to where the error's link leads instead, or null
 */
public record Fault(String field, String words, String to) {
    public Fault(String field, String words) {
        this(field, words, null);
    }

    /** Where a link in the error summary leads. */
    public String href() {
        if (to != null) return to;
        return field == null ? "#form" : "#" + field.replace('.', '-');
    }
}
