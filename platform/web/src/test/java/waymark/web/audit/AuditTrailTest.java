package waymark.web.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.map;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waymark.embedded.EmbeddedStore;
import waymark.web.Caller;
import waymark.web.Problem;
import waymark.web.access.Role;

class AuditTrailTest {
    private static final Caller OFFICER = new Caller("825", "CME-07", Set.of(Role.CME_OFFICER), Set.of());

    @TempDir
    static Path folder;

    private static EmbeddedStore store;
    private static MongoClient client;

    private MongoDatabase database;
    private MongoCollection<Document> entries;

    @BeforeAll
    static void start() {
        store = EmbeddedStore.start(folder, 0);
        client = MongoClients.create(store.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
    }

    @BeforeEach
    void anew() {
        database = client.getDatabase("test-" + UUID.randomUUID());
        entries = database.getCollection(Chain.COLLECTION);
    }

    private AuditTrail trail() {
        return new AuditTrail(database, "visits", Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private static void read(AuditTrail trail) {
        trail.record(OFFICER, "read", "visits", List.of(UUID.randomUUID()), "team", null);
    }

    @Test
    void anEntryIsDurableWhenItIsRecordedAndTheChainBeginsWithItsStartAndEndsWithItsEnd() {
        // Given
        var id = UUID.randomUUID();
        try (var trail = trail()) {
            // When
            trail.record(OFFICER, "read", "visits", List.of(id), "own-case", "<b>{\"$gt\": 1}");

            // Then
            assertThat(entries.find(eq("cases", id.toString())).first())
                    .containsEntry("actor", "CME-07")
                    .containsEntry("roles", List.of("cme-officer"))
                    .containsEntry("purpose", "own-case")
                    .containsEntry("number", 2L)
                    .extractingByKey("words", as(map(String.class, Object.class)))
                    .containsEntry("text", "<b>{\"$gt\": 1}");
        }
        assertThat(AuditVerification.verify(database))
                .singleElement()
                .satisfies(chain -> assertThat(chain.fault()).isNull())
                .satisfies(chain -> assertThat(chain.entries()).isEqualTo(3))
                .satisfies(chain -> assertThat(chain.ended()).isTrue());
    }

    @Test
    void aReasonCanBeErasedWithItsCaseAndNotBeChanged() {
        // Given
        var id = UUID.randomUUID();
        try (var trail = trail()) {
            trail.record(OFFICER, "glass", "visits", List.of(id), "broken-glass", "Zoë Bell is at the door.");
            trail.record(OFFICER, "erasure", "visits", List.of(id), "team", "Its time is past.");
            trail.record(OFFICER, "glass", "visits", List.of(UUID.randomUUID()), "broken-glass", "Another.");

            // When
            trail.erase(List.of(id));
        }

        // Then
        assertThat(entries.find().map(Document::toJson).into(new ArrayList<>()).toString())
                .contains("Its time is past.", "Another.")
                .doesNotContain("Zoë");
        assertThat(AuditVerification.verify(database).getFirst().fault()).isNull();

        // When
        entries.updateOne(eq("words.text", "Another."), Updates.set("words.text", "A better one."));

        // Then
        assertThat(AuditVerification.verify(database).getFirst().fault())
                .isEqualTo("the words of entry 4 were changed");
    }

    @Test
    void tenThousandReadsAtOnceAreOneWholeChain() throws Exception {
        // Given
        try (var trail = trail();
                var readers =
                        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            // When
            var reading = new ArrayList<Future<?>>();
            for (int reader = 0; reader < 200; reader++) {
                reading.add(readers.submit(() -> {
                    for (int count = 0; count < 50; count++) read(trail);
                }));
            }
            for (var done : reading) done.get();
        }

        // Then
        var chain = AuditVerification.verify(database).getFirst();
        assertThat(chain.fault()).isNull();
        assertThat(chain.entries()).isEqualTo(10_002);
    }

    private enum Tampering {
        CHANGED,
        ADDED_TO,
        REMOVED,
        INSERTED,
        EXCHANGED,
        REWRITTEN,
        WITHOUT_ITS_START
    }

    private void tamper(Tampering tampering) {
        var fourth = new Document(entries.find(eq("number", 4L)).first());
        var fifth = new Document(entries.find(eq("number", 5L)).first());
        switch (tampering) {
            case CHANGED -> entries.updateOne(eq("number", 4L), Updates.set("actor", "CME-08"));
            case ADDED_TO -> entries.updateOne(eq("number", 4L), Updates.set("note", "harmless"));
            case REMOVED -> entries.deleteOne(eq("number", 4L));
            case WITHOUT_ITS_START -> entries.deleteOne(eq("number", 1L));
            case INSERTED -> {
                fourth.put("_id", fourth.getString("_id") + "a");
                entries.insertOne(fourth);
            }
            case EXCHANGED -> {
                var id = fourth.put("_id", fifth.get("_id"));
                fourth.put("number", 5L);
                fifth.put("_id", id);
                fifth.put("number", 4L);
                entries.deleteMany(in("number", 4L, 5L));
                entries.insertMany(List.of(fourth, fifth));
            }
            case REWRITTEN -> {
                fourth.put("actor", "CME-08");
                fourth.put("hash", Chain.hashOf(fourth));
                entries.replaceOne(eq("number", 4L), fourth);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverTampersWithAnEntryIsFound(Tampering tampering) {
        // Given
        try (var trail = trail()) {
            for (int count = 0; count < 8; count++) read(trail);
        }
        var lines = new ArrayList<String>();
        assertThat(AuditVerification.verify(client, List.of(database.getName()), lines::add))
                .isTrue();

        // When
        tamper(tampering);

        // Then
        assertThat(AuditVerification.verify(client, List.of(database.getName()), lines::add))
                .isFalse();
        assertThat(lines).anyMatch(line -> line.contains("FAULT"));
    }

    @Test
    void aChainThatIsCutShortIsFoundByTheNextStart() {
        // Given
        try (var first = trail()) {
            read(first);
        }
        try (var second = trail()) {
            read(second);
        }
        assertThat(AuditVerification.verify(database)).hasSize(2).allMatch(chain -> chain.fault() == null);
        var cut = AuditVerification.verify(database).getFirst();

        // When
        entries.deleteOne(eq("_id", Chain.id(cut.chain(), cut.entries())));

        // Then
        assertThat(AuditVerification.verify(database))
                .extracting(AuditVerification.Checked::fault)
                .anySatisfy(fault -> assertThat(fault).contains("is not there"));
    }

    @Test
    void aKilledProcessLeavesAChainWithoutAnEndWhichIsNoFault() {
        // Given
        try (var trail = trail()) {
            read(trail);
        }

        // When
        entries.deleteOne(eq("action", Chain.ENDED));

        // Then
        assertThat(AuditVerification.verify(database))
                .singleElement()
                .satisfies(chain -> assertThat(chain.fault()).isNull())
                .satisfies(chain -> assertThat(chain.ended()).isFalse())
                .satisfies(chain -> assertThat(chain.toString()).contains("without an end"));
    }

    private static MongoClientSettings impatient(String uri) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(300, TimeUnit.MILLISECONDS))
                .build();
    }

    @Test
    void whereItCannotBeRecordedNothingIsShownAndAnotherChainFollowsTheOneInDoubt() {
        // Given
        var folderOfItsOwn = folder.resolve("away-" + UUID.randomUUID());
        var away = EmbeddedStore.start(folderOfItsOwn, 0);
        int port = away.port();
        try (var itsClient = MongoClients.create(impatient(away.uri()));
                var trail = new AuditTrail(
                        itsClient.getDatabase("visits"), "visits", Clock.systemUTC(), new SimpleMeterRegistry())) {
            read(trail);

            // When
            away.close();

            // Then
            assertThatThrownBy(() -> read(trail))
                    .isInstanceOfSatisfying(
                            Problem.class, refused -> assertThat(refused.rule()).isEqualTo("audit.away"));
            away = EmbeddedStore.start(folderOfItsOwn, port);
            await().ignoreExceptions().until(() -> {
                read(trail);
                return true;
            });
            assertThat(AuditVerification.verify(itsClient.getDatabase("visits")))
                    .hasSize(2)
                    .allMatch(chain -> chain.fault() == null);
        } finally {
            away.close();
        }
    }
}
