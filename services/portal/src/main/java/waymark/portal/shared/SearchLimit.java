package waymark.portal.shared;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import waymark.portal.desk.Person;

/** How often one person may search by name: enough for a day's work, and too little to read the whole register that way. */
@Component
class SearchLimit {
    static final int A_MINUTE = 30;
    /** More people than one portal serves; beyond it those who have not searched for a while are forgotten. */
    private static final int MOST_PEOPLE = 10_000;

    private final Map<String, Bucket> people = new ConcurrentHashMap<>();
    private final TimeMeter time;

    @Autowired
    SearchLimit() {
        this(TimeMeter.SYSTEM_MILLISECONDS);
    }

    SearchLimit(TimeMeter time) {
        this.time = time;
    }

    boolean permits(Person person) {
        if (people.size() >= MOST_PEOPLE) {
            people.values().removeIf(bucket -> bucket.getAvailableTokens() == A_MINUTE);
        }
        return people.computeIfAbsent(person.authority() + " " + person.account(), _ -> bucket())
                .tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(A_MINUTE).refillGreedy(A_MINUTE, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
