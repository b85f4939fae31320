package waymark.drills;

import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.testing.EmbeddedStack;

/** The programs as an operator runs them, on a store elsewhere: the embedded one, and again a MongoDB of a replica set, whose moment is a snapshot session's. */
@Tag("containers-too")
class BackupAndRestoreTest {
    private static final int CASES = 3_000;

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @TempDir
    private Path place;

    private final MongoDatabase database = stack.freshDatabase();

    private static Document openCase(int number) {
        return new Document("_id", "case-" + number)
                .append("child", "CYP-" + number)
                .append("slot", "open")
                .append("at", Date.from(Instant.parse("2022-07-31T16:00:00.123Z")))
                .append("share", Decimal128.parse("17.40"))
                .append("days", List.of(1, 2L, 0.5));
    }

    @Test
    void whatIsWrittenMeanwhileIsWhollyInABackupOrNotAtAllAndAllOfItComesBack() throws Exception {
        // given: every case is open, and a log has as many entries as a counter says
        var cases = database.getCollection("involvements");
        cases.createIndex(Indexes.ascending("child", "slot"), new IndexOptions().unique(true));
        cases.createIndex(Indexes.ascending("behind"), new IndexOptions().sparse(true));
        cases.insertMany(IntStream.range(0, CASES)
                .mapToObj(BackupAndRestoreTest::openCase)
                .toList());
        var counter = database.getCollection("counter");
        var log = database.getCollection("log");
        counter.insertOne(new Document("_id", "written").append("count", 0));
        var indexes = indexes();

        // when: it is backed up while the log is written, and restored where nothing is left
        var ended = new AtomicBoolean();
        var writing = Thread.ofPlatform().start(() -> {
            for (int count = 1; !ended.get(); count++) {
                log.insertOne(new Document("_id", count));
                counter.updateOne(new Document("_id", "written"), inc("count", 1));
            }
        });
        run("Backup", "TO");
        ended.set(true);
        writing.join();
        database.drop();
        run("Restore", "FROM");

        // then
        int counted = counter.find().first().getInteger("count");
        assertThat(log.countDocuments()).isBetween((long) counted, counted + 1L);
        assertThat(cases.find().into(new HashSet<>()))
                .isEqualTo(Set.copyOf(IntStream.range(0, CASES)
                        .mapToObj(BackupAndRestoreTest::openCase)
                        .toList()));
        assertThat(indexes()).isEqualTo(indexes);
    }

    private Set<Document> indexes() {
        return database.getCollection("involvements").listIndexes().into(new HashSet<>());
    }

    private void run(String program, String folder) throws Exception {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "@" + WaymarkProcess.home().resolve("platform/launcher/jvm.options"),
                "-cp",
                System.getProperty("java.class.path"),
                "waymark.launcher." + program));
        var builder = new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true);
        builder.environment()
                .put("MONGO", stack.uri().replaceFirst("^(mongodb://[^/?]+)/?", "$1/" + database.getName()));
        builder.environment().put(folder, place.resolve("backup").toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
