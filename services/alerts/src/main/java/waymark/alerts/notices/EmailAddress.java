package waymark.alerts.notices;

import java.util.regex.Pattern;

/** The form of an e-mail address that is written to: plain, without names, comments, quotes or line ends, so that nothing else gets into a header. */
final class EmailAddress {
    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
    private static final int LONGEST = 254;

    private EmailAddress() {}

    static boolean isOne(String text) {
        return text != null && text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
