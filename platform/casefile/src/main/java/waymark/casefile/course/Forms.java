package waymark.casefile.course;

import java.util.regex.Pattern;

/** The forms of codes and references, with the words that say what is expected. They bound what can reach Kafka: no name and no sentence fits. */
public final class Forms {
    public static final Form REFERENCE =
            form("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}", "1 to 40 letters, digits and . _ / -");
    public static final Form CHILD =
            form("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}", "the council's person number: letters, digits and . _ / -");
    public static final Form SCHOOL_YEAR = form("N1|N2|[0-9]|1[0-3]|post-16", "N1, N2, 0 to 13 or post-16");
    public static final Form CODE = form("[a-z0-9][a-z0-9-]{1,39}", "a code of small letters, digits and hyphens");
    public static final Form OFFICER =
            form("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9-]{0,19}", "a staff number with at least one digit, never a name");
    public static final Form SEX = form("[FMU]", "F, M or U");
    public static final Form ETHNICITY = form("[A-Z]{4}", "the DfE's code of four capitals");
    public static final Form SCHOOL = form("[0-9]{6,7}", "a URN or DfE number of 6 or 7 digits");
    public static final Form AUTHORITY = form("[0-9]{3}", "an authority's DfE number of 3 digits");
    public static final Form UPN =
            form("[A-Z][0-9]{11}[0-9A-Z]", "a unique pupil number: a capital, 11 digits, and a digit or capital");

    private Forms() {}

    /** @param words follow "must be" */
    public record Form(Pattern pattern, String words) {
        public boolean fits(String value) {
            return pattern.matcher(value).matches();
        }
    }

    private static Form form(String pattern, String words) {
        return new Form(Pattern.compile(pattern), words);
    }
}
