package waymark.launcher;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import waymark.casefile.Publication;
import waymark.embedded.EmbeddedStore;
import waymark.events.KafkaConnection;

/**
 * Puts a backup into an empty store, before the system is started on it: nothing is written until the whole backup was held to its checksums. Every case is marked as not yet published, so
 * that the services send its whole history to the new broker as soon as they start.
 */
public final class Restore {
    private static final int PORTION = 500;
    /** What a system makes in its data folder; logs may be there. */
    private static final List<String> MADE_BY_A_SYSTEM = List.of("store", "kafka", DataFolder.CHILD_KEY_SECRET);

    private Restore() {}

    /** Takes FROM, the backup's folder, beside what {@link Beside} takes. Ends with 1 where it is not wholly restored. */
    public static void main(String[] arguments) throws Exception {
        Beside.run(settings -> {
            var from = Beside.given("FROM");
            if (from == null) throw new Refusal("Name the backup's folder: FROM=folder.");
            restore(settings, Path.of(from).toAbsolutePath().normalize());
        });
    }

    /** Tells on standard output what was restored, and what is to be done next. */
    static Manifest restore(Settings settings, Path from)
            throws IOException, InterruptedException, Refusal, CannotStart {
        if (settings.mongo() == null) refuseUsed(settings.data());
        var backup = new BackupFolder(from);
        var manifest = backup.verified();
        if (settings.kafka() != null) refuseRecords(settings.kafka(), settings.kafkaSettings());
        if (settings.mongo() != null) {
            fill(settings.mongo(), backup, manifest);
        } else {
            try (var folder = DataFolder.open(settings.data());
                    var store = EmbeddedStore.start(folder.of("store"), 0)) {
                fill(store.uri(), backup, manifest);
                for (var secret : manifest.secrets()) {
                    folder.keep(secret.file(), new String(backup.bytes(secret.file()), StandardCharsets.US_ASCII));
                }
            }
        }
        say(manifest, settings);
        return manifest;
    }

    private static void refuseUsed(Path data) throws Refusal {
        for (var name : MADE_BY_A_SYSTEM) {
            if (Files.exists(data.resolve(name))) {
                throw new Refusal(
                        "%s is a system's data folder already (it has %s), and a backup is restored into a new one. Name it, DATA=folder; nothing was restored."
                                .formatted(data, name));
            }
        }
    }

    /** Topics that have events of after the backup would contradict the cases for ever. */
    private static void refuseRecords(String kafka, Map<String, String> settings) throws InterruptedException, Refusal {
        try (var admin = new KafkaConnection(kafka, settings).admin()) {
            var topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith("waymark."))
                    .sorted()
                    .toList();
            var descriptions = admin.describeTopics(topics).allTopicNames().get();
            for (var topic : topics) {
                var ends = descriptions.get(topic).partitions().stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                _ -> OffsetSpec.latest()));
                boolean used =
                        admin.listOffsets(ends).all().get().values().stream().anyMatch(end -> end.offset() > 0);
                if (used) {
                    throw new Refusal(
                            "The broker %s has events on %s, some of which the backup may not know. With every service stopped, delete the topics waymark.* and the consumer groups, and try again; nothing was restored, and the cases' histories will be published again from the store."
                                    .formatted(kafka, topic));
                }
            }
        } catch (ExecutionException away) {
            throw new Refusal("The broker %s cannot be asked whether it is empty (%s); nothing was restored."
                    .formatted(kafka, away.getCause()));
        }
    }

    private static void fill(String uri, BackupFolder backup, Manifest manifest) throws IOException, Refusal {
        try (var client = MongoClients.create(uri)) {
            refuseDocuments(client, manifest);
            for (var collection : manifest.collections()) fill(client, backup, collection);
        }
    }

    private static void refuseDocuments(MongoClient client, Manifest manifest) throws Refusal {
        var databases = manifest.collections().stream()
                .map(Manifest.Collection::database)
                .distinct()
                .toList();
        for (var database : databases) {
            for (var name : client.getDatabase(database).listCollectionNames()) {
                if (name.startsWith("system.")) continue;
                if (client.getDatabase(database)
                                .getCollection(name)
                                .find()
                                .limit(1)
                                .first()
                        != null) {
                    throw new Refusal(
                            "The store is not empty: %s.%s has documents. A backup is restored into an empty store, while no service runs on it: stop Waymark, name another store, or drop the database %s if nothing in it is wanted; nothing was restored."
                                    .formatted(database, name, database));
                }
            }
        }
    }

    private static void fill(MongoClient client, BackupFolder backup, Manifest.Collection described)
            throws IOException, Refusal {
        var database = client.getDatabase(described.database());
        if (!described.indexes().isEmpty()) {
            var indexes = described.indexes().stream().map(Restore::index).toList();
            database.runCommand(new Document("createIndexes", described.name()).append("indexes", indexes));
        }
        var collection = database.getCollection(described.name()).withWriteConcern(WriteConcern.MAJORITY);
        var portion = new ArrayList<Document>(PORTION);
        var codec = new DocumentCodec();
        try {
            backup.read(described.file(), raw -> {
                var document = raw.decode(codec);
                Publication.beginAnew(document);
                portion.add(document);
                if (portion.size() == PORTION) insert(collection, portion);
            });
            insert(collection, portion);
        } catch (MongoBulkWriteException refused) {
            // Its own message would quote the document.
            throw unfinished(described, "a document was refused");
        } catch (MongoException away) {
            throw unfinished(described, away.getMessage());
        }
        long there = collection.countDocuments();
        if (there != described.documents()) {
            throw unfinished(described, "%d documents are there instead of %d".formatted(there, described.documents()));
        }
    }

    private static Refusal unfinished(Manifest.Collection described, String reason) {
        return new Refusal(
                "%s.%s was not wholly restored: %s. Is a service running on the store? Empty it (a new data folder, or drop the database) and begin again."
                        .formatted(described.database(), described.name(), reason));
    }

    private static Document index(String json) {
        var index = Document.parse(json);
        index.remove("v");
        index.remove("ns");
        return index;
    }

    private static void insert(MongoCollection<Document> collection, List<Document> portion) {
        if (portion.isEmpty()) return;
        collection.insertMany(portion, new InsertManyOptions().ordered(false));
        portion.clear();
    }

    private static void say(Manifest manifest, Settings settings) {
        System.out.printf(
                "%,d documents of %d collections, as they stood at %s, are restored, and counted.%n",
                manifest.documents(), manifest.collections().size(), manifest.takenAt());
        if (settings.mongo() == null) {
            System.out.printf("Now: make run DATA=%s%n", settings.data());
        } else {
            System.out.println(
                    "Now start the services with an empty broker, without reporting's old folder, and with the child key secret of before.");
        }
        System.out.println(
                "Each service publishes its cases' histories again as it starts; figures are whole when nothing waits any more.");
    }
}
