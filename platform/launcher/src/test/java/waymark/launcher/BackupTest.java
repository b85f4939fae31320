package waymark.launcher;

import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;
import waymark.events.KafkaConnection;
import waymark.events.Topics;

class BackupTest {
    private static final String SECRET = "0123456789abcdef";

    @TempDir
    private Path place;

    private EmbeddedStore store;
    private MongoClient client;

    @BeforeEach
    void start() {
        Logs.keepIn(place.resolve("logs"));
        store = EmbeddedStore.start(place.resolve("elsewhere"), 0);
        client = MongoClients.create(store.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    private MongoCollection<Document> cases() {
        return client.getDatabase("waymark").getCollection("involvements");
    }

    private static Document openCase(int number) {
        return new Document("_id", "case-" + number)
                .append("child", "CYP-" + number)
                .append("slot", "open")
                .append("version", 1)
                .append("published", new Document("generation", 3).append("upTo", 1));
    }

    private Settings elsewhere() throws Settings.Unusable {
        return Somewhere.in(place.resolve("nothing"), Map.of("MONGO", store.uri()));
    }

    private Path backedUp() throws Exception {
        var to = place.resolve("backup");
        Backup.back(elsewhere(), to);
        return to;
    }

    @Test
    void everythingComesBackFromADataFolderAndCasesArePublishedAnew() throws Exception {
        // Given
        var settings = Somewhere.in(place.resolve("before"));
        var anything = new Document("_id", new ObjectId())
                .append("text", "Łódź €")
                .append("int", 1)
                .append("long", Long.MAX_VALUE)
                .append("double", 0.1)
                .append("decimal", Decimal128.parse("17.40"))
                .append("bytes", new Binary(new byte[] {1, 2, 3}))
                .append("at", Date.from(Instant.parse("2022-07-31T16:00:00.123Z")))
                .append("nothing", null)
                .append("list", List.of(1, "two", new Document("three", true)));
        try (var folder = DataFolder.open(settings.data());
                var before = EmbeddedStore.start(folder.of("store"), 0);
                var writer = MongoClients.create(before.uri())) {
            folder.keep(DataFolder.CHILD_KEY_SECRET, SECRET);
            writer.getDatabase("waymark").getCollection("involvements").insertOne(openCase(1));
            writer.getDatabase("other").getCollection("anything").insertOne(anything);
            writer.getDatabase("waymark").createCollection("empty");
        }
        Backup.back(settings, place.resolve("backup"));
        var target = Somewhere.in(place.resolve("after"));

        // When
        var manifest = Restore.restore(target, place.resolve("backup"));

        // Then
        assertThat(manifest.documents()).isEqualTo(2);
        try (var folder = DataFolder.open(target.data());
                var after = EmbeddedStore.start(folder.of("store"), 0);
                var reader = MongoClients.create(after.uri())) {
            assertThat(folder.childKeySecret()).isEqualTo(SECRET);
            assertThat(reader.getDatabase("other")
                            .getCollection("anything")
                            .find()
                            .first())
                    .isEqualTo(anything);
            assertThat(reader.getDatabase("waymark")
                            .getCollection("involvements")
                            .find()
                            .first())
                    .isEqualTo(openCase(1)
                            .append("published", new Document("generation", 4).append("upTo", 0))
                            .append("behind", "case-1"));
        }
    }

    @Test
    void aBackupIsOfOneMomentWhateverIsWrittenMeanwhile() throws Exception {
        // Given: every case is open or another's place, and the log has as many entries as the counter says
        cases().createIndex(Indexes.ascending("child", "slot"), new IndexOptions().unique(true));
        cases().createIndex(Indexes.ascending("version"));
        cases().createIndex(
                        Indexes.ascending("behind"),
                        new IndexOptions().sparse(true).unique(true));
        cases().insertMany(
                        IntStream.range(0, 3_000).mapToObj(BackupTest::openCase).toList());
        var counter = client.getDatabase("waymark").getCollection("counter");
        var log = client.getDatabase("audit").getCollection("log");
        counter.insertOne(new Document("_id", "written").append("count", 0));
        var ended = new AtomicBoolean();
        var writing = Thread.ofPlatform().start(() -> {
            for (int count = 1; !ended.get(); count++) {
                log.insertOne(new Document("_id", count));
                counter.updateOne(new Document("_id", "written"), inc("count", 1));
            }
        });

        // When
        var folder = backedUp();
        ended.set(true);
        writing.join();

        // Then
        try (var other = EmbeddedStore.start(place.resolve("other"), 0);
                var reader = MongoClients.create(other.uri())) {
            Restore.restore(Somewhere.in(place.resolve("nothing"), Map.of("MONGO", other.uri())), folder);
            var restored = reader.getDatabase("waymark").getCollection("involvements");
            int counted = reader.getDatabase("waymark")
                    .getCollection("counter")
                    .find()
                    .first()
                    .getInteger("count");
            assertThat(restored.countDocuments()).isEqualTo(3_000);
            assertThat(reader.getDatabase("audit").getCollection("log").countDocuments())
                    .isBetween((long) counted, counted + 1L);
            assertThatThrownBy(() -> restored.insertOne(openCase(1).append("_id", "another")))
                    .isInstanceOf(MongoWriteException.class);
            assertThat(indexes(restored)).isEqualTo(indexes(cases()));
        }
    }

    private static List<Document> indexes(MongoCollection<Document> of) {
        var indexes = of.listIndexes().into(new ArrayList<>());
        assertThat(indexes).hasSize(4);
        return indexes;
    }

    @Test
    void aBackupThatTheStoreBreaksOffIsNone() throws Exception {
        // Given
        cases().insertMany(
                        IntStream.range(0, 1_000).mapToObj(BackupTest::openCase).toList());
        var to = place.resolve("broken");
        var refused = new AtomicBoolean();
        var ending = Thread.ofPlatform().start(() -> {
            // A later moment ends the one that is being copied.
            while (!refused.get()) client.getDatabase("admin").runCommand(new Document("waymarkMomentEnd", 1));
        });

        // When
        assertThatThrownBy(() -> Backup.back(elsewhere(), to))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is no backup: remove it and try again")
                .hasMessageContaining("minSnapshotHistoryWindowInSeconds");
        refused.set(true);
        ending.join();

        // Then
        assertThatThrownBy(() -> new BackupFolder(to).verified())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("never finished");
    }

    @Test
    void aBackupIsItsOwnersAloneAndNeverWrittenOverAnother() throws Exception {
        // Given
        cases().insertOne(openCase(1));
        var folder = backedUp();

        // When
        assertThatThrownBy(this::backedUp).isInstanceOf(Refusal.class).hasMessageContaining("TO=folder");

        // Then
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void ofTheBackupsInAFolderTheNewestStayAndWhatIsNoneIsLeftAlone() throws Exception {
        // Given: four backups, one that was never finished, and something else
        cases().insertOne(openCase(1));
        var all = place.resolve("backups");
        for (var name : List.of("d", "c", "b", "a")) Backup.back(elsewhere(), all.resolve(name));
        Files.delete(all.resolve("b/manifest.json.sha256"));
        Files.createDirectory(all.resolve("lost+found"));

        // When
        var gone = new BackupFolder(all.resolve("a")).forgetOlder(2);

        // Then
        assertThat(gone).containsExactly(all.resolve("d"));
        assertThat(all.resolve("d")).doesNotExist();
        new BackupFolder(all.resolve("a")).verified();
        new BackupFolder(all.resolve("c")).verified();
        assertThat(all).isDirectoryContaining("glob:**/b").isDirectoryContaining("glob:**/lost+found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"waymark.involvements.bson.gz", "manifest.json"})
    void aDamagedBackupIsRefusedBeforeAnythingIsWritten(String file) throws Exception {
        // Given
        cases().insertMany(
                        IntStream.range(0, 100).mapToObj(BackupTest::openCase).toList());
        var folder = backedUp();
        var bytes = Files.readAllBytes(folder.resolve(file));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve(file), bytes);
        var target = Somewhere.in(place.resolve("after"));

        // When
        assertThatThrownBy(() -> Restore.restore(target, folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(file)
                .hasMessageContaining("take an older one; nothing was restored");

        // Then
        assertThat(target.data().resolve("store")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"waymark.involvements.bson.gz", "manifest.json.sha256"})
    void aBackupThatLacksAFileIsRefused(String file) throws Exception {
        // Given
        cases().insertOne(openCase(1));
        var folder = backedUp();
        Files.delete(folder.resolve(file));
        var target = Somewhere.in(place.resolve("after"));

        // Then
        assertThatThrownBy(() -> Restore.restore(target, folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("nothing was restored");
    }

    @Test
    void aBackupOfALaterFormatIsRefused() throws Exception {
        // Given
        cases().insertOne(openCase(1));
        var folder = new BackupFolder(backedUp());
        var manifest =
                Files.readString(folder.path().resolve("manifest.json")).replace("\"format\" : 1", "\"format\" : 2");
        Files.writeString(folder.path().resolve("manifest.json"), manifest);
        Files.writeString(folder.path().resolve("manifest.json.sha256"), folder.sha256("manifest.json"));

        // Then
        assertThatThrownBy(folder::verified).isInstanceOf(Refusal.class).hasMessageContaining("format 2");
    }

    @Test
    void aStoreWithDocumentsIsRefusedAndLeftAsItIs() throws Exception {
        // Given
        cases().insertOne(openCase(1));
        var folder = backedUp();
        cases().updateOne(new Document("_id", "case-1"), inc("version", 1));

        // When
        assertThatThrownBy(() -> Restore.restore(elsewhere(), folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("waymark.involvements has documents")
                .hasMessageContaining("stop Waymark, name another store, or drop the database");

        // Then
        assertThat(cases().find().first().getInteger("version")).isEqualTo(2);
    }

    @Test
    void aDataFolderThatASystemUsedIsRefused() throws Exception {
        // Given
        cases().insertOne(openCase(1));
        var folder = backedUp();
        var used = Somewhere.in(place.resolve("used"));
        Files.createDirectories(used.data().resolve("kafka"));

        // Then
        assertThatThrownBy(() -> Restore.restore(used, folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("it has kafka")
                .hasMessageContaining("DATA=folder");
    }

    @Test
    void aBrokerThatHasEventsIsRefused() throws Exception {
        // Given
        cases().insertOne(openCase(1));
        var folder = backedUp();
        try (var broker = EmbeddedBroker.start(place.resolve("broker"), 0, 0);
                var other = EmbeddedStore.start(place.resolve("other"), 0)) {
            var kafka = new KafkaConnection(broker.bootstrapServers(), Map.of());
            var target = Somewhere.in(
                    place.resolve("nothing"), Map.of("MONGO", other.uri(), "KAFKA", broker.bootstrapServers()));
            try (var admin = kafka.admin();
                    var producer = kafka.producer("test")) {
                Topics.ensure(admin, List.of(Topics.of("involvements")));
                producer.send(new ProducerRecord<>(
                                Topics.of("involvements"), "key", "an event".getBytes(StandardCharsets.UTF_8)))
                        .get();
            }

            // Then
            assertThatThrownBy(() -> Restore.restore(target, folder))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("waymark.involvements")
                    .hasMessageContaining("delete the topics waymark.*");
        }
    }
}
