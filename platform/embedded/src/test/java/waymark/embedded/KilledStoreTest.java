package waymark.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** What a store in another process acknowledged before that process was killed is there afterwards. */
class KilledStoreTest {

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void aKilledProcessTakesNothingAcknowledgedWithIt() throws Exception {
        // Given
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Integer> acknowledged = new HashMap<>();

        // When
        try (BufferedReader lines = process.inputReader()) {
            int read = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 3) {
                    acknowledged.merge(words[0], Integer.parseInt(words[1]), Math::max);
                }
                if (++read == 3000) {
                    // By its handle: Process.destroyForcibly would close the output, which is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();

        // Then
        assertThat(acknowledged).hasSizeGreaterThan(100);
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.uri())) {
            MongoCollection<Document> cases = client.getDatabase("killed").getCollection("cases");
            List<Document> found = cases.find().into(new ArrayList<>());
            Map<String, Integer> versions = new HashMap<>();
            for (Document document : found) {
                versions.put(document.getString("_id"), document.getInteger("version"));
                assertThat(document.getList("history", Document.class)).hasSize(document.getInteger("version"));
                assertThat(cases.countDocuments(eq("_id", document.getString("_id"))))
                        .isEqualTo(1);
                assertThat(cases.countDocuments(eq("child", document.getString("child"))))
                        .isEqualTo(1);
            }
            assertThat(acknowledged)
                    .allSatisfy((id, version) -> assertThat(versions.get(id)).isGreaterThanOrEqualTo(version));
            assertThat(cases.find(gt("version", 0)).into(new ArrayList<>())).isEqualTo(found);
            assertThat(store.scans()).isEqualTo(1);
        }
    }

    /** Inserts cases and appends to them from four threads, and says on its output what was acknowledged. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) {
            var store = EmbeddedStore.start(Path.of(arguments[0]), 0);
            var client = MongoClients.create(store.uri());
            MongoCollection<Document> cases = client.getDatabase("killed").getCollection("cases");
            cases.createIndex(Indexes.ascending("child"), new IndexOptions().unique(true));
            cases.createIndex(Indexes.ascending("version"));
            Thread.setDefaultUncaughtExceptionHandler(
                    (thread, failure) -> Runtime.getRuntime().halt(1));
            for (int thread = 0; thread < 4; thread++) {
                String prefix = "t" + thread + "-";
                Thread.ofPlatform().start(() -> write(cases, prefix));
            }
        }

        private static void write(MongoCollection<Document> cases, String prefix) {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                cases.insertOne(new Document("_id", id)
                        .append("child", "child-" + id)
                        .append("version", 1)
                        .append("history", List.of(new Document("type", "opened"))));
                System.out.println(id + " 1 .");
                for (int version = 1; version < 4; version++) {
                    cases.updateOne(
                            and(eq("_id", id), eq("version", version)),
                            combine(inc("version", 1), push("history", new Document("type", "check"))));
                    System.out.println(id + " " + (version + 1) + " .");
                }
            }
        }
    }
}
