package waymark.portal.cases;

import java.util.List;
import java.util.Map;

/**
 * An entry of a case's history as people read it.
 *
 * @param number in the history, by which corrections name it
 * @param title what happened
 * @param when it happened, in words; null of what has no day of its own
 * @param recordedAt in words
 * @param actor staff number
 * @param role as in a sentence, or null
 * @param details what else is recorded with it, in words, by what it is
 * @param note words recorded with it, or null
 * @param standing what has become of it since: "Put right since", "Annulled since"; or null
 * @param links to the forms by which it is put right
 */
public record Told(
        int number,
        String title,
        String when,
        String recordedAt,
        String actor,
        String role,
        Map<String, String> details,
        String note,
        String standing,
        List<Link> links) {

    public record Link(String href, String words) {}

    /** A role as in a sentence: CME officer, team manager. Null for null. */
    public static String role(String code) {
        return code == null
                ? null
                : code.replace("cme-", "CME ").replace("send-", "SEND ").replace('-', ' ');
    }
}
