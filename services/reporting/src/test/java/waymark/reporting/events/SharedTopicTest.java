package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;

/** Referrals and early help share a topic: each event finds the kind that has its case. */
class SharedTopicTest {
    private static final Instant THEN = Instant.parse("2022-08-01T09:00:00Z");
    private static final LocalDate MAY = LocalDate.of(2022, 5, 2);

    private final List<Source<?, ?, ?>> sources = List.of(ReferralEvents.SOURCE, EarlyHelpEvents.SOURCE);
    private final Folding folding = new Folding(sources);
    private final List<String> unreadable = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void everyExampleOfTheTopicIsFoldedByItsOwnKind() throws Exception {
        // Given
        var examples = EventReadersTest.examples("referrals");

        // When
        for (var event : examples) fold(event);

        // Then
        assertThat(unreadable).isEmpty();
        assertThat(folding.parked()).isEmpty();
        var ofEarlyHelp = examples.stream()
                .filter(event ->
                        EarlyHelpEvents.TYPES.contains(event.type().substring(ReferralEvents.TOPIC.length() + 1)))
                .map(CaseEvent::caseId)
                .distinct()
                .count();
        assertThat(folding.table(EarlyHelpEvents.SOURCE).size())
                .isEqualTo(ofEarlyHelp)
                .isPositive();
        assertThat(folding.table(ReferralEvents.SOURCE).size()).isPositive();
    }

    @Test
    void aTypeThatNobodyKnowsYetStaysWithItsCase() throws Exception {
        // Given
        var family = new ReferralStory("825", UUID.randomUUID(), UUID.randomUUID(), THEN)
                .requested(MAY.atTime(9, 0), "")
                .somethingNew(MAY)
                .progressed(MAY.atTime(15, 0), "locality-north");
        var referral = new ReferralStory("825", UUID.randomUUID(), UUID.randomUUID(), THEN)
                .contact(MAY.atTime(9, 0), "C-1", "")
                .somethingNew(MAY)
                .decided(MAY.atTime(15, 0), "referral");

        // When
        for (var story : List.of(family, referral)) for (var event : story.events()) fold(event);

        // Then
        assertThat(folding.parked()).isEmpty();
        assertThat(folding.table(EarlyHelpEvents.SOURCE).size()).isEqualTo(1);
        assertThat(folding.table(ReferralEvents.SOURCE).size()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadParksTheCaseWithTheKindThatHasIt() throws Exception {
        // Given
        var family = new ReferralStory("825", UUID.randomUUID(), UUID.randomUUID(), THEN)
                .requested(LocalDateTime.of(2022, 5, 2, 9, 0), "");
        fold(family.events().getFirst());
        var broken = CloudEventRecords.write(
                ReferralEvents.TOPIC,
                family.somethingNew(MAY)
                        .progressed(MAY.atTime(15, 0), "NOT A CODE")
                        .events()
                        .get(2),
                1);
        fold(family.events().get(1));

        // When
        fold(broken);

        // Then
        assertThat(unreadable).hasSize(1);
        assertThat(folding.kind("early-help").parkedCount()).isEqualTo(1);
        assertThat(folding.kind("social-care").parkedCount()).isZero();
    }

    @Test
    void theFileHoldsBothKinds() throws Exception {
        // Given
        for (var event : EventReadersTest.examples("referrals")) fold(event);
        var file = new FactFile(folder);

        // When
        file.write(FactFile.Copy.of(folding, 7));
        var read = file.read(sources).folding();

        // Then
        for (var kind : List.of("social-care", "early-help")) {
            assertThat(contents(read.kind(kind)))
                    .isEqualTo(contents(folding.kind(kind)))
                    .isNotEmpty();
        }
    }

    private static Map<UUID, Fact> contents(FoldedTopic<?, ?, ?> kind) {
        var contents = new HashMap<UUID, Fact>();
        for (var shards : kind.table().authorities().values()) {
            for (FactShard<?> shard : shards) {
                shard.keepAll((caseId, child, sequence, event, fact) -> contents.put(caseId, fact));
            }
        }
        return contents;
    }

    private void fold(CaseEvent event) throws Exception {
        fold(CloudEventRecords.write(ReferralEvents.TOPIC, event, 1));
    }

    private void fold(ProducerRecord<String, byte[]> message) throws Exception {
        folding.fold(
                CaseStory.received(message, 0), event -> true, THEN, (record, why) -> unreadable.add(why.getMessage()));
    }
}
