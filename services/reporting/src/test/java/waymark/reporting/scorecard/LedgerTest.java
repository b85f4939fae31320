package waymark.reporting.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.testing.EmbeddedStack;

class LedgerTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Instant NOON = Instant.parse("2017-07-03T12:00:00Z");
    private static final String AUTHORITY = "825";

    private final Ledger ledger = new Ledger(stack.freshDatabase(), "things");

    @Test
    void noEntryIsLostToAnotherAtTheSameTime() throws Exception {
        // Given
        int writers = 6;
        int each = 10;

        // When
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var done = IntStream.range(0, writers)
                    .mapToObj(writer -> threads.submit(() -> {
                        for (int at = 0; at < each; at++) enter("target", "w%d-%d".formatted(writer, at), NOON);
                    }))
                    .toList();
            for (var one : done) one.get();
        }

        // Then
        var account = ledger.find(AUTHORITY, "subject");
        assertThat(account.version()).isEqualTo(writers * each);
        assertThat(account.newest("target")).hasSize(writers * each);
    }

    @Test
    void recordedTimeNeverRunsBackwards() {
        // Given
        enter("target", "one", NOON);

        // When
        enter("target", "two", NOON.minusSeconds(60));

        // Then
        assertThat(ledger.find(AUTHORITY, "subject").entries())
                .extracting(Entry::at)
                .containsExactly(NOON, NOON);
    }

    @Test
    void whatWasKnownThenIsWhatHadBeenEnteredByThen() {
        // Given
        enter("target", "one", NOON);
        enter("target", "two", NOON.plusSeconds(60));

        // When
        var then = ledger.find(AUTHORITY, "subject").asKnownAt(NOON.plusSeconds(59));

        // Then
        assertThat(then.newest("target").keySet()).containsExactly("one");
    }

    @Test
    void anAuthoritySeesItsOwnAloneAndNoReadGoesOverTheWholeCollection() {
        // Given
        enter("target", "one", NOON);
        ledger.enter("826", "subject", OptionalInt.empty(), new Entry("target", "other", Map.of(), NOON, "X-1"));
        long before = stack.scans();

        // When
        var all = ledger.all(AUTHORITY);

        // Then
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().newest("target").keySet()).containsExactly("one");
        assertThat(stack.scans()).isEqualTo(before);
    }

    private void enter(String of, String key, Instant at) {
        ledger.enter(AUTHORITY, "subject", OptionalInt.empty(), new Entry(of, key, Map.of("value", "1"), at, "AN-01"));
    }
}
