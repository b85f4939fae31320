package waymark.casefile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import waymark.events.HashedUuid;

/** Ids of new cases: derived from what the sender repeats when it tries again, so that a repetition finds the first case. */
public final class CaseIds {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private CaseIds() {}

    public static UUID fromRequest(String authority, String kind, String idempotencyKey) {
        return derived(authority, kind, "request", idempotencyKey);
    }

    public static UUID fromReference(String authority, String kind, String reference) {
        return derived(authority, kind, "reference", reference);
    }

    /** A reference that people can read out, for a case whose source gave none: 50 bits of its id. */
    public static String referenceOf(String prefix, UUID id) {
        long bits = id.getLeastSignificantBits();
        var text = new StringBuilder(prefix.toUpperCase(Locale.ROOT)).append('-');
        for (int place = 0; place < 10; place++, bits >>>= 5) text.append(CROCKFORD.charAt((int) (bits & 31)));
        return text.toString();
    }

    private static UUID derived(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HashedUuid.of(digest.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
