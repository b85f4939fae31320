package waymark.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerApi;
import com.mongodb.ServerApiVersion;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {

    @TempDir
    Path folder;

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Conformance extends StoreConformance {

        private EmbeddedStore store;
        private MongoClient client;

        @BeforeAll
        void start(@TempDir Path own) {
            store = EmbeddedStore.start(own, 0);
            client = MongoClients.create(store.uri());
        }

        @AfterAll
        void stop() {
            client.close();
            store.close();
        }

        @Override
        protected MongoClient client() {
            return client;
        }
    }

    private static MongoCollection<Document> cases(MongoClient client) {
        MongoCollection<Document> cases = client.getDatabase("involvements").getCollection("cases");
        cases.createIndex(
                Indexes.ascending("authority", "child", "slot"),
                new IndexOptions().unique(true).name("one_open_case"));
        cases.createIndex(
                Indexes.ascending("authority", "reference"),
                new IndexOptions().unique(true).name("one_reference"));
        cases.createIndex(Indexes.ascending("officer"));
        return cases;
    }

    private static Document openCase(int number) {
        return new Document("_id", "case-" + number)
                .append("authority", "825")
                .append("child", "child-" + number)
                .append("slot", "open")
                .append("reference", "R" + number)
                .append("version", 1);
    }

    @Test
    void aMomentIsReadAsItStoodWhateverIsWrittenMeanwhile() {
        // Given
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.uri())) {
            var cases = cases(client);
            cases.insertMany(IntStream.range(0, 1_000)
                    .mapToObj(EmbeddedStoreTest::openCase)
                    .toList());
            var alerts = client.getDatabase("alerts").getCollection("raised");
            alerts.insertOne(new Document("_id", "one"));
            var admin = client.getDatabase("admin");

            // When
            var moment = admin.runCommand(new Document("waymarkMoment", 1));
            for (int round = 0; round < 20; round++) cases.updateMany(eq("authority", "825"), inc("version", 1));
            cases.deleteOne(eq("_id", "case-7"));
            cases.insertOne(openCase(1_000));
            alerts.drop();

            // Then
            assertThat(moment.getList("collections", String.class))
                    .containsExactly("alerts.raised", "involvements.cases");
            assertThat(read(client, moment, "involvements", "cases"))
                    .isEqualTo(IntStream.range(0, 1_000)
                            .mapToObj(EmbeddedStoreTest::openCase)
                            .toList());
            assertThat(read(client, moment, "alerts", "raised")).containsExactly(new Document("_id", "one"));
            admin.runCommand(new Document("waymarkMomentEnd", 1));
            assertThat(catchThrowable(() -> read(client, moment, "involvements", "cases")))
                    .hasMessageContaining("that moment is over");
        }
    }

    private static List<Document> read(MongoClient client, Document moment, String database, String collection) {
        var documents = new ArrayList<Document>();
        Long after = null;
        for (boolean more = true; more; ) {
            var portion = client.getDatabase(database)
                    .runCommand(new Document("waymarkMomentRead", collection)
                            .append("moment", moment.getLong("moment"))
                            .append("after", after));
            documents.addAll(portion.getList("documents", Document.class));
            after = portion.getLong("last");
            more = !portion.getList("documents", Document.class).isEmpty();
        }
        return documents;
    }

    @Test
    void filtersThatNameAUniqueKeyNeverScan() {
        // Given
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.uri())) {
            var cases = cases(client);
            cases.insertMany(IntStream.range(0, 100)
                    .mapToObj(EmbeddedStoreTest::openCase)
                    .toList());
            var guarded = and(eq("_id", "case-1"), and(eq("authority", "825"), eq("version", 1)));
            var slot = and(eq("slot", "open"), eq("authority", "825"), eq("child", "child-2"), gt("version", 0));
            var references = and(eq("authority", "825"), in("reference", "R3", "R4", "none"));
            long before = store.scans();

            // When
            cases.insertOne(openCase(100));
            long updated = cases.updateOne(guarded, inc("version", 1)).getModifiedCount();
            long replaced = cases.replaceOne(
                            slot, openCase(2).append("_id", "case-2").append("version", 7))
                    .getModifiedCount();
            Document modified = cases.findOneAndUpdate(and(eq("_id", "case-5"), eq("version", 1)), set("version", 9));
            long bulk = cases.bulkWrite(List.of(
                            new InsertOneModel<>(openCase(101)),
                            new UpdateOneModel<>(and(eq("_id", "case-6"), eq("version", 1)), inc("version", 1)),
                            new UpdateOneModel<>(
                                    and(eq("_id", "case-200"), eq("authority", "825")),
                                    combine(set("child", "child-200"), set("version", 1)),
                                    new UpdateOptions().upsert(true))))
                    .getModifiedCount();
            long many = cases.updateMany(references, set("officer", "S1")).getModifiedCount();
            long deleted =
                    cases.deleteOne(and(eq("_id", "case-7"), eq("version", 1))).getDeletedCount();
            int found = cases.find(and(in("_id", "case-8", "case-9"), eq("slot", "open")))
                    .into(new ArrayList<>())
                    .size();
            long counted = cases.countDocuments(references);
            long none = cases.countDocuments(and(eq("_id", "case-8"), eq("version", 44)));

            // Then
            assertThat(store.scans() - before).isZero();
            assertThat(List.of(updated, replaced, bulk, many, deleted, counted, none))
                    .containsExactly(1L, 1L, 1L, 2L, 1L, 2L, 0L);
            assertThat(modified.getInteger("version")).isEqualTo(1);
            assertThat(found).isEqualTo(2);
        }
    }

    @Test
    void otherFiltersScanAndAreCounted() {
        // Given
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.uri())) {
            var cases = cases(client);
            cases.insertOne(openCase(1));
            long before = store.scans();

            // When
            cases.find(eq("locality", "Wycombe")).first();
            cases.find(eq("authority", "825")).first();
            cases.find(gt("_id", "a")).first();
            cases.countDocuments(eq("version", 1));

            // Then
            assertThat(store.scans() - before).isEqualTo(4);
        }
    }

    @Test
    void aRestartFindsDocumentsAndIndexesOnWhateverPort() {
        // Given
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.uri())) {
            var cases = cases(client);
            cases.insertMany(IntStream.range(0, 500)
                    .mapToObj(EmbeddedStoreTest::openCase)
                    .toList());
            cases.updateOne(eq("_id", "case-1"), set("slot", "case-1"));
        }

        // When
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.uri())) {
            var cases = client.getDatabase("involvements").getCollection("cases");
            var sameSlot = catchThrowable(() -> cases.insertOne(openCase(2).append("_id", "other")));
            cases.insertOne(openCase(1).append("_id", "again").append("reference", "R-again"));
            long bySlot = cases.countDocuments(
                    and(eq("authority", "825"), eq("child", "child-1"), in("slot", "open", "case-1")));

            // Then
            assertThat(sameSlot).isInstanceOf(MongoWriteException.class).hasMessageContaining("index: one_");
            assertThat(bySlot).isEqualTo(2);
            assertThat(cases.estimatedDocumentCount()).isEqualTo(501);
            assertThat(store.scans()).isZero();
        }
    }

    @Test
    void everyTypeOfValueComesBackFromTheFile() {
        // Given
        var settings = MongoClientSettings.builder().uuidRepresentation(UuidRepresentation.STANDARD);
        var document = new Document("_id", UUID.randomUUID())
                .append("text", "Łódź €")
                .append("int", 1)
                .append("long", Long.MAX_VALUE)
                .append("double", 0.1)
                .append("decimal", Decimal128.parse("12.50"))
                .append("yes", true)
                .append("at", Date.from(Instant.now().truncatedTo(ChronoUnit.MILLIS)))
                .append("object", new ObjectId())
                .append("nothing", null)
                .append("list", List.of(new Document("a", List.of(1, "b")), List.of()))
                .append("inner", new Document());
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(settings.applyConnectionString(new ConnectionString(store.uri()))
                        .build())) {
            client.getDatabase("types").getCollection("all").insertOne(document);
        }

        // When
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(settings.applyConnectionString(new ConnectionString(store.uri()))
                        .build())) {
            Document found = client.getDatabase("types")
                    .getCollection("all")
                    .find(eq("_id", document.get("_id")))
                    .first();

            // Then
            assertThat(found).isEqualTo(document);
            assertThat(store.scans()).isZero();
        }
    }

    @Test
    void helloIsAnsweredAsADriverExpects() {
        // Given
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(store.uri()))
                        .serverApi(
                                ServerApi.builder().version(ServerApiVersion.V1).build())
                        .build())) {

            // When
            Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));

            // Then
            assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
            assertThat(hello.getInteger("maxWireVersion")).isPositive();
        }
    }

    @Test
    void aSecondOwnerOfTheFolderIsRefused() {
        try (var store = EmbeddedStore.start(folder, 0)) {
            // When
            var refused = catchThrowable(() -> EmbeddedStore.start(folder, 0));

            // Then
            assertThat(refused).isInstanceOf(IllegalStateException.class).hasMessageContaining("locked");
            assertThat(store.port()).isPositive();
        }
    }

    @Test
    void everyCommitCanBeForcedToTheDisk() {
        // Given
        var settings = new EmbeddedStore.Settings(true, 16);
        try (var store = EmbeddedStore.start(folder, 0, settings);
                var client = MongoClients.create(store.uri())) {

            // When
            cases(client).insertOne(openCase(1));

            // Then
            assertThat(cases(client).countDocuments()).isEqualTo(1);
        }
    }
}
