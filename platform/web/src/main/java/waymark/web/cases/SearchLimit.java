package waymark.web.cases;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import waymark.web.Caller;
import waymark.web.Problem;

/** How often one actor may search the cases of a kind, or ask for a child: enough for a day's work, and too little to read the whole register that way. Each instance counts by itself. */
final class SearchLimit {
    /** More people than one council has; beyond it those who have not searched for a while are forgotten. */
    private static final int MOST_ACTORS = 10_000;

    private final int perMinute;
    private final String done;
    private final TimeMeter time;
    private final Map<String, Bucket> actors = new ConcurrentHashMap<>();

    /** @param done what they have done too often: {@code searched} */
    SearchLimit(int perMinute, String done, TimeMeter time) {
        this.perMinute = perMinute;
        this.done = done;
        this.time = time;
    }

    /** @throws Problem where this is one too many: 429 with Retry-After */
    void count(Caller caller) {
        if (actors.size() >= MOST_ACTORS) {
            actors.values().removeIf(bucket -> bucket.getAvailableTokens() == perMinute);
        }
        var taken = actors.computeIfAbsent(caller.authority() + " " + caller.actor(), _ -> bucket())
                .tryConsumeAndReturnRemaining(1);
        if (taken.isConsumed()) return;
        long seconds = Duration.ofNanos(taken.getNanosToWaitForRefill()).toSeconds() + 1;
        throw new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "search.too-many",
                        "You have %s %d times within a minute. Wait %d seconds, then try again."
                                .formatted(done, perMinute, seconds))
                .retryAfter(seconds);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
