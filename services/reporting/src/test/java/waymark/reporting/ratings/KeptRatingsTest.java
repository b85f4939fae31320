package waymark.reporting.ratings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.events.ChildKeys;
import waymark.events.TopicReader;
import waymark.reporting.ratings.Rating.Rate;
import waymark.reporting.ratings.Rating.Standing;
import waymark.testing.EmbeddedStack;

class KeptRatingsTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final String AUTHORITY = "861";
    private static final Instant NOW = Instant.parse("2025-07-01T06:00:00Z");

    private Producer<String, byte[]> producer;
    private final List<KeptRatings> instances = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        producer = stack.kafka().producer("test");
        var in = new Ratings.Keeping(
                stack.kafka(),
                stack.freshDatabase(),
                producer,
                new ChildKeys("any secret that is long enough to be one".getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(30),
                new SimpleMeterRegistry());
        for (int number = 0; number < 3; number++) instances.add(new KeptRatings(in));
    }

    @AfterEach
    void stop() {
        instances.forEach(KeptRatings::close);
        producer.close();
    }

    @Test
    void whatSeveralInstancesSeeAtTheSameTimeIsToldOnceAndOnlyWhereItIsOtherwise() throws Exception {
        // Given
        var rates = Stream.of(
                        rate("one", Standing.AMBER),
                        rate("one", Standing.AMBER),
                        rate("one", Standing.RED),
                        rate("two", Standing.NONE),
                        rate("one", Standing.GREEN))
                .toList();

        // When
        for (var rate : rates) everyInstanceRecords(List.of(rate, rate("three", Standing.GREEN)));
        everyInstanceRecords(List.of(rate("three", Standing.GREEN)));

        // Then
        await().until(() -> told().size() >= 6);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "1 {\"measure\":\"one\",\"periodFrom\":\"2025-06-01\",\"periodTo\":\"2025-06-30\",\"rag\":\"amber\",\"value\":30.0}",
                        "2 {\"measure\":\"one\",\"periodFrom\":\"2025-06-01\",\"periodTo\":\"2025-06-30\",\"rag\":\"red\",\"value\":30.0}",
                        "3 {\"measure\":\"one\",\"periodFrom\":\"2025-06-01\",\"periodTo\":\"2025-06-30\",\"rag\":\"none\"}",
                        "4 {\"measure\":\"one\",\"periodFrom\":\"2025-06-01\",\"periodTo\":\"2025-06-30\",\"rag\":\"green\",\"value\":30.0}",
                        "5 {\"measure\":\"one\",\"periodFrom\":\"2025-06-01\",\"periodTo\":\"2025-06-30\",\"rag\":\"none\"}",
                        "1 {\"measure\":\"three\",\"periodFrom\":\"2025-06-01\",\"periodTo\":\"2025-06-30\",\"rag\":\"green\",\"value\":30.0}");
    }

    @Test
    void aMeasuresIdBecomesACodeThatIsItsOwn() {
        assertThat(Stream.of(
                                "repeat-referrals",
                                "cme.openAtEnd",
                                "cme.closedWithin2WeeksPercent",
                                "socialCare.earlyHelpFamilyContactedWithin24HoursPercent",
                                "socialCare.earlyHelpFamilyContactedWithin24Hours")
                        .map(Rating::codeOf))
                .containsExactly(
                        "repeat-referrals",
                        "cme-open-at-end",
                        "cme-closed-within-2-weeks-percent",
                        "social-care-early-help-family-c-c4fb2569",
                        "social-care-early-help-family-c-2d403e3f")
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z0-9][a-z0-9-]{1,39}"));
    }

    private void everyInstanceRecords(List<Rate> rates) throws Exception {
        try (var threads = Executors.newFixedThreadPool(instances.size())) {
            var tasks = instances.stream()
                    .<Callable<Void>>map(instance -> () -> {
                        instance.record(AUTHORITY, rates, NOW);
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(tasks)) done.get();
        }
    }

    private static Rate rate(String measure, Standing standing) {
        return new Rate(
                measure,
                LocalDate.of(2025, 6, 1),
                LocalDate.of(2025, 6, 30),
                standing,
                standing == Standing.NONE ? null : new BigDecimal("30.0"));
    }

    /** Sequence and data of what was published, each once. */
    private static List<String> told() throws Exception {
        var told = new ArrayList<String>();
        new TopicReader(stack.kafka(), "test", TopicReader.partitionsOf(List.of(Rating.TOPIC)), Map.of())
                .readToPresentEnd(records -> records.forEach(message -> {
                    if (!message.key().startsWith(AUTHORITY)) return;
                    var sequence = new String(
                            message.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8);
                    told.add(sequence + " " + new String(message.value(), StandardCharsets.UTF_8));
                }));
        return told.stream().distinct().toList();
    }
}
