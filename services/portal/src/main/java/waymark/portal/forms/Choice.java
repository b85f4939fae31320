package waymark.portal.forms;

/**
 * @param hint a line beneath it, or null
 * @param group the heading that it stands under in a long list, or null
 */
public record Choice(String code, String words, String hint, String group) {
    public Choice(String code, String words, String hint) {
        this(code, words, hint, null);
    }

    public static Choice of(String code) {
        return of(code, Words.code(code));
    }

    public static Choice of(String code, String words) {
        return new Choice(code, words, null);
    }

    public Choice in(String heading) {
        return new Choice(code, words, hint, heading);
    }
}
