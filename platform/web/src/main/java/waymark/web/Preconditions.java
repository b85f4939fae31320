package waymark.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import waymark.casefile.Instruction;

/** What a request's headers say about the version it saw (If-Match) and about being a repetition (Idempotency-Key). */
public final class Preconditions {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"([1-9][0-9]{0,8})\"");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private Preconditions() {}

    /** The version that If-Match names; empty where it names none or any. */
    public static OptionalInt version(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) return OptionalInt.empty();
        var tag = ENTITY_TAG.matcher(ifMatch.strip());
        if (tag.matches()) return OptionalInt.of(Integer.parseInt(tag.group(1)));
        throw new Problem(
                        HttpStatus.BAD_REQUEST,
                        "request.header",
                        "The header If-Match must be the ETag of the case as you read it, such as \"3\".")
                .with("header", "If-Match");
    }

    /**
     * A day as people and files write it.
     *
     * @throws DateTimeParseException where there is no such day, or it is outside the years 1900 to 2099 that events admit
     */
    public static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) return day;
        throw new DateTimeParseException("not in the years 1900 to 2099", text, 0);
    }

    public static String entityTag(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The request under its key, or null where it has none.
     *
     * @param asked all that was asked, in a form that is equal for equal requests; only its digest is kept
     */
    public static Instruction.Request request(String idempotencyKey, Object... asked) {
        if (idempotencyKey == null) return null;
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "request.header",
                            "The header Idempotency-Key must be 1 to 200 printable characters without spaces.")
                    .with("header", "Idempotency-Key");
        }
        return new Instruction.Request(idempotencyKey, fingerprint(asked));
    }

    /** @param said in a form that is equal for what is equal */
    public static String fingerprint(Object... said) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : said) digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
