package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.BusinessClock;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.DeadLetters;
import waymark.events.Topics;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.cme.InvolvementEvent;
import waymark.reporting.domain.cme.InvolvementFacts;
import waymark.reporting.domain.cme.Involvements;
import waymark.testing.EmbeddedStack;

/** What is kept on disk, and what the self-check sees. */
@Tag("containers-too")
class FactReaderTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Instant THEN = Instant.parse("2022-08-01T09:00:00Z");

    @TempDir
    Path folder;

    private final Source<InvolvementFacts, InvolvementEvent, Involvements> source = new Source<>(
            stack.fresh("waymark.involvements"),
            InvolvementEvents.SOURCE.kind(),
            type -> true,
            InvolvementEvents.SOURCE.reader());

    @Test
    void theFileHoldsFactsRegistersOffsetsAndHalfMendedCases() throws Exception {
        // Given
        var sources = List.of(InvolvementEvents.SOURCE, AssessmentEvents.SOURCE);
        var folding = new Folding(sources);
        for (var event : new RandomRegister(7).delivered()) fold(folding, event);
        for (var event : new RandomAssessments(7).delivered()) {
            fold(folding, CaseStory.received(CloudEventRecords.write(AssessmentStory.TOPIC, event, 1), 0));
        }
        var story = story().and("closed", "2022-07-02", THEN, "\"closedOn\":\"2022-07-02\"")
                .and("reopened", "2022-07-03", THEN, "\"reopenedOn\":\"2022-07-03\"");
        for (int at : List.of(0, 2, 0, 1)) fold(folding, story.events().get(at));
        fold(
                folding,
                new CaseStory("825", null, UUID.randomUUID())
                        .and("register-declared", "2021-09-01", THEN, "\"completeFrom\":\"2021-09-01\"")
                        .events()
                        .getFirst());
        folding.offsets().put(new TopicPartition(CaseStory.TOPIC, 3), 77L);
        var file = new FactFile(folder);

        // When
        file.write(FactFile.Copy.of(folding, 1234));
        var read = file.read(sources);

        // Then
        assertThat(read.revision()).isEqualTo(1234);
        assertThat(read.folding().offsets()).isEqualTo(folding.offsets());
        for (var one : sources) {
            assertThat(contents(one, read.folding()))
                    .isEqualTo(contents(one, folding))
                    .isNotEmpty();
        }
        assertThat(read.folding().parked()).isEqualTo(folding.parked()).hasSize(1);
        fold(read.folding(), story.events().get(2));
        assertThat(read.folding().parkedCount()).isZero();
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        // Given
        var file = new FactFile(folder);
        file.write(FactFile.Copy.of(new Folding(List.of(InvolvementEvents.SOURCE)), 5));
        var bytes = Files.readAllBytes(folder.resolve("facts"));

        // When
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("facts"), bytes);

        // Then
        assertThatThrownBy(() -> file.read(List.of(InvolvementEvents.SOURCE))).isInstanceOf(IOException.class);
    }

    @Test
    void theSelfCheckSeesAFactThatIsNotWhatItsEventsSay() throws Exception {
        // Given
        var metrics = new SimpleMeterRegistry();
        var sources = List.of(source);
        var facts = new Facts(sources);
        var story = new CaseStory(source.topic(), "825", UUID.randomUUID(), UUID.randomUUID())
                .and("opened", "2022-07-01", THEN, "\"reference\":\"R-1\",\"openedOn\":\"2022-07-01\"");
        try (var producer = stack.kafka().producer("test");
                var reader = new FactReader(
                        stack.kafka(),
                        sources,
                        facts,
                        folder,
                        Duration.ofSeconds(1),
                        new DeadLetters(producer, "test"),
                        BusinessClock.system(),
                        metrics);
                var check = new SelfCheck(stack.kafka(), sources, facts, reader, 100, new Random(), metrics)) {
            try (var admin = stack.kafka().admin()) {
                Topics.ensure(admin, List.of(source.topic()));
            }
            int partition = producer.send(story.records().getFirst()).get().partition();
            reader.start();
            await().until(() -> facts.ready() && facts.revision() > 0);
            assertThat(check.run(partition, 0).differing()).isEmpty();

            // When
            facts.change(folding -> {
                var shard = folding.table(source).shard("825", partition);
                var right = (InvolvementFacts) shard.factOf(story.caseId());
                var wrong = InvolvementEvents.SOURCE
                        .kind()
                        .evolve(right, new InvolvementEvent.Closed(19_000, "BUSC", null, 19_000), 2, THEN);
                shard.put(
                        story.caseId(),
                        UUID.randomUUID(),
                        wrong,
                        1,
                        story.events().getFirst().id());
                return 0;
            });

            // Then
            assertThat(check.run(partition, 0).differing()).containsExactly(story.caseId());
            assertThat(metrics.counter("waymark.selfcheck.differences").count()).isEqualTo(1);

            // When
            var invented = UUID.randomUUID();
            facts.change(folding -> {
                var shard = folding.table(source).shard("825", partition);
                var fact = (InvolvementFacts) shard.factOf(story.caseId());
                shard.put(invented, UUID.randomUUID(), fact, 1, UUID.randomUUID());
                return 0;
            });

            // Then
            assertThat(check.run(partition, 0).differing()).containsExactlyInAnyOrder(story.caseId(), invented);
        }
    }

    @Test
    void whatCannotBeReadWhileTheTableIsMadeAnewAtAStartIsADeadLetterToo() throws Exception {
        // Given
        var sources = List.of(source);
        var facts = new Facts(sources);
        var story = new CaseStory(source.topic(), "825", UUID.randomUUID(), UUID.randomUUID())
                .and("opened", "2022-07-01", THEN, "\"reference\":\"R-1\",\"openedOn\":\"2022-07-01\"");
        try (var producer = stack.kafka().producer("test");
                var admin = stack.kafka().admin()) {
            Topics.ensure(admin, List.of(source.topic()));
            var deadLetters = new DeadLetters(producer, "test");
            producer.send(new ProducerRecord<>(source.topic(), "nobody", new byte[] {'?'}))
                    .get();
            producer.send(story.records().getFirst()).get();

            // When
            try (var reader = new FactReader(
                    stack.kafka(),
                    sources,
                    facts,
                    folder,
                    Duration.ofSeconds(1),
                    deadLetters,
                    BusinessClock.system(),
                    new SimpleMeterRegistry())) {
                reader.start();
                await().until(() -> facts.ready() && facts.revision() > 0);
            }

            // Then
            assertThat(new DeadLetterBox(stack.kafka(), sources, deadLetters).list())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).contains("ce_specversion is missing"));
        }
    }

    @Test
    void whileTheTableIsMadeAnewItIsKnownHowMuchIsYetToBeRead() throws Exception {
        // Given
        var metrics = new SimpleMeterRegistry();
        var lags = new ConcurrentLinkedQueue<Double>();
        var watched =
                List.of(new Source<>(source.topic(), InvolvementEvents.SOURCE.kind(), source.types(), (type, json) -> {
                    lags.add(metrics.get("waymark.fold.lag").gauge().value());
                    return source.reader().read(type, json);
                }));
        var facts = new Facts(watched);
        var story = new CaseStory(source.topic(), "825", UUID.randomUUID(), UUID.randomUUID())
                .and("opened", "2022-07-01", THEN, "\"reference\":\"R-1\",\"openedOn\":\"2022-07-01\"");
        try (var producer = stack.kafka().producer("test");
                var admin = stack.kafka().admin()) {
            Topics.ensure(admin, List.of(source.topic()));
            producer.send(story.records().getFirst()).get();

            // When
            try (var reader = new FactReader(
                    stack.kafka(),
                    watched,
                    facts,
                    folder,
                    Duration.ofSeconds(1),
                    new DeadLetters(producer, "test"),
                    BusinessClock.system(),
                    metrics)) {
                reader.start();
                await().until(() -> facts.ready() && facts.revision() > 0);
            }

            // Then
            assertThat(lags).containsExactly(1.0);
        }
    }

    private static CaseStory story() {
        return new CaseStory("825", UUID.randomUUID(), UUID.randomUUID())
                .and("opened", "2022-07-01", THEN, "\"reference\":\"R-1\",\"openedOn\":\"2022-07-01\"");
    }

    private void fold(Folding folding, CaseEvent event) throws Exception {
        fold(folding, CaseStory.received(event, 0));
    }

    private static void fold(Folding folding, ConsumerRecord<String, byte[]> message) throws Exception {
        folding.fold(message, any -> true, Instant.EPOCH, Folding.Unreadable.KEPT_ALREADY);
    }

    private static <S extends FactShard<?>> Set<String> contents(Source<?, ?, S> source, Folding folding) {
        var contents = new TreeSet<String>();
        var table = folding.table(source);
        table.authorities()
                .forEach((authority, shards) ->
                        shards.forEach(shard -> shard.keepAll((caseId, child, sequence, event, fact) ->
                                contents.add(authority + caseId + child + sequence + event + fact))));
        return contents;
    }
}
