package waymark.reporting.scorecard;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was entered about one subject: a measure, a worker, a week.
 *
 * @param version how many entries there have been; 0 where there is none
 * @param entries oldest first
 */
public record Account(String subject, int version, List<Entry> entries) {
    static Account empty(String subject) {
        return new Account(subject, 0, List.of());
    }

    /** As it was at an instant; its version is what it was then. */
    public Account asKnownAt(Instant instant) {
        var known =
                entries.stream().filter(entry -> !entry.at().isAfter(instant)).toList();
        return new Account(subject, known.size(), known);
    }

    /** The newest entry under a key. */
    public Optional<Entry> newest(String of, String key) {
        return entries.reversed().stream()
                .filter(entry -> entry.isOf(of) && entry.key().equals(key))
                .findFirst();
    }

    /** The newest entry under each key. */
    public Map<String, Entry> newest(String of) {
        var newest = new HashMap<String, Entry>();
        entries.stream().filter(entry -> entry.isOf(of)).forEach(entry -> newest.put(entry.key(), entry));
        return newest;
    }
}
