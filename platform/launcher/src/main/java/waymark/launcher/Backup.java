package waymark.launcher;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * Copies every collection of every database as they stand at one moment, while the system runs or not, and of a data folder the secret of its child keys. Nothing is copied of what others
 * are made from: topics, figures, logs.
 */
public final class Backup {
    private static final int SNAPSHOT_TOO_OLD = 239;

    private Backup() {}

    /**
     * Takes TO, the folder to be made, beside what {@link Beside} takes, and KEEP, how many backups may then stand in the folder that TO is in: the oldest go. Ends with 1 where there is no
     * backup afterwards.
     */
    public static void main(String[] arguments) throws Exception {
        Beside.run(settings -> {
            if (!KeptStore.isThere(settings)) {
                throw new Refusal(
                        "There is nothing in %s to be copied. Name the data folder, DATA=folder, or the store, MONGO=mongodb://..."
                                .formatted(settings.data()));
            }
            var to = Beside.given("TO");
            if (to == null) throw new Refusal("Name the folder that the backup is to be: TO=folder.");
            var keep = Beside.given("KEEP");
            if (keep != null && !keep.matches("[1-9][0-9]{0,4}")) {
                throw new Settings.Unusable(
                        "KEEP=%s is not how many backups are to stay: give a number, such as 48.".formatted(keep));
            }
            var path = Path.of(to).toAbsolutePath().normalize();
            back(settings, path);
            if (keep == null) return;
            for (var gone : new BackupFolder(path).forgetOlder(Integer.parseInt(keep))) {
                System.out.printf("%s is gone: KEEP=%s.%n", gone, keep);
            }
        });
    }

    /** Tells on standard output what was copied. */
    static Manifest back(Settings settings, Path to) throws IOException, Refusal {
        try (var store = KeptStore.open(settings);
                var client = MongoClients.create(store.uri())) {
            var only = settings.mongo() == null ? null : new ConnectionString(settings.mongo()).getDatabase();
            var folder = BackupFolder.make(to);
            var begun = Instant.now();
            var collections = new ArrayList<Manifest.Collection>();
            try (var moment = StoreMoment.of(client)) {
                for (var name : moment.collections()) {
                    if (only == null || only.equals(name.database()))
                        collections.add(copy(client, moment, name, folder));
                }
            } catch (MongoException broken) {
                throw unfinished(to, broken);
            }
            var manifest = new Manifest(Manifest.FORMAT, begun, collections, secrets(settings, folder));
            folder.finish(manifest);
            say(manifest, to);
            return manifest;
        }
    }

    private static Refusal unfinished(Path to, MongoException broken) {
        var longer = broken.getCode() == SNAPSHOT_TOO_OLD
                ? " Copying took longer than the store keeps a moment: raise its minSnapshotHistoryWindowInSeconds."
                : "";
        return new Refusal(
                "The store did not give everything (%s). What is in %s is no backup: remove it and try again.%s"
                        .formatted(broken.getMessage(), to, longer));
    }

    private static Manifest.Collection copy(
            MongoClient client, StoreMoment moment, StoreMoment.Name name, BackupFolder folder) throws IOException {
        var file = "%s.%s.bson.gz".formatted(name.database(), name.collection());
        long documents;
        try (var writing = folder.writing(file)) {
            moment.read(name, writing::write);
            documents = writing.documents();
        }
        var indexes = new ArrayList<String>();
        for (var index : client.getDatabase(name.database())
                .getCollection(name.collection())
                .listIndexes()) {
            if (!index.get("key").equals(new Document("_id", 1))) indexes.add(index.toJson());
        }
        return new Manifest.Collection(
                name.database(), name.collection(), file, documents, folder.size(file), folder.sha256(file), indexes);
    }

    /** Without the secret no child of the backup is found again. A system whose store is elsewhere has it elsewhere too. */
    private static List<Manifest.Secret> secrets(Settings settings, BackupFolder folder) throws IOException {
        var secret = settings.data().resolve(DataFolder.CHILD_KEY_SECRET);
        if (settings.mongo() != null || !Files.exists(secret)) return List.of();
        folder.write(DataFolder.CHILD_KEY_SECRET, Files.readString(secret).getBytes(StandardCharsets.US_ASCII));
        return List.of(new Manifest.Secret(DataFolder.CHILD_KEY_SECRET, folder.sha256(DataFolder.CHILD_KEY_SECRET)));
    }

    private static void say(Manifest manifest, Path to) {
        for (var collection : manifest.collections()) {
            System.out.printf("  %,10d  %s.%s%n", collection.documents(), collection.database(), collection.name());
        }
        System.out.printf(
                "%,d documents of %d collections, as they stood at %s, are in %s.%n",
                manifest.documents(), manifest.collections().size(), manifest.takenAt(), to);
        System.out.println("They are people's records in the clear: encrypt the folder before it goes anywhere.");
        if (manifest.secrets().isEmpty()) {
            System.out.println("The secret of the child keys is not in it: keep that too, apart.");
        }
    }
}
