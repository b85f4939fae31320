package waymark.web.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;

/**
 * The form of a chain of entries. Each entry has its number in the chain, from 1, the hash of the entry before it, and its own over all that it says:
 * whoever changes, removes, inserts or exchanges one would have to write anew all that follow, and the chain that names this one as its predecessor.
 */
final class Chain {
    static final String COLLECTION = "audit";
    static final String STARTED = "started";
    static final String ENDED = "ended";
    /** Beside an entry, until they are erased. */
    static final String WORDS = "words";
    /** In the entry, for good. */
    static final String FINGERPRINT = "wordsHash";
    /** Before the first entry. */
    static final String NOTHING = "";

    private static final String HASH = "hash";

    private Chain() {}

    static String id(String chain, long number) {
        return chain + "/" + number;
    }

    /**
     * A reason as it stands beside the entry, which has its fingerprint alone: so the words can be erased with the case that they are about, and the chain stays whole. The
     * salt goes with them, lest anybody find the words by trying.
     *
     * @param caseId that they are about; null where about none
     */
    static Document words(String text, String caseId) {
        return new Document("text", text)
                .append("case", caseId)
                .append("salt", UUID.randomUUID().toString());
    }

    /** @param said what the entry tells; what makes it part of the chain is added */
    static Document entry(String chain, long number, String previous, Document said) {
        var entry = new Document("_id", id(chain, number))
                .append("chain", chain)
                .append("number", number)
                .append("previous", previous);
        entry.putAll(said);
        return entry.append(HASH, hashOf(entry));
    }

    static String hash(Document entry) {
        return entry.getString(HASH);
    }

    /** SHA-256 over all fields but the hash itself and the words beside it, in the order of their names, each with its length. */
    static String hashOf(Document entry) {
        var fields = new TreeMap<String, Object>(entry);
        fields.remove(HASH);
        fields.remove(WORDS);
        var text = new StringBuilder();
        write(fields, text);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static void write(Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append("n;");
            case Map<?, ?> fields -> {
                text.append('{');
                new TreeMap<>(fields).forEach((name, field) -> {
                    write(name, text);
                    write(field, text);
                });
                text.append('}');
            }
            case List<?> items -> {
                text.append('[');
                items.forEach(item -> write(item, text));
                text.append(']');
            }
            case Number number -> text.append(number).append(';');
            default -> {
                var said = value.toString();
                text.append(said.length()).append(':').append(said).append(';');
            }
        }
    }
}
