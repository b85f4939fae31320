package waymark.launcher;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoCommandException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** A store as it stood at one moment, whatever is written while it is read: of a MongoDB by a snapshot session, of the embedded store by its own commands. */
sealed interface StoreMoment extends AutoCloseable {

    /** A collection of a database. */
    record Name(String database, String collection) {}

    interface Reader {
        void accept(RawBsonDocument document) throws IOException;
    }

    /** What belongs to a MongoDB and to nobody who uses it. */
    Set<String> ITS_OWN = Set.of("admin", "config", "local");

    /** @throws Refusal where the store cannot be read at one moment */
    static StoreMoment of(MongoClient client) throws Refusal {
        var hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        if (hello.containsKey("setName") || "isdbgrid".equals(hello.get("msg"))) return new OfMongo(client);
        try {
            return new OfEmbedded(client);
        } catch (MongoCommandException unknown) {
            throw new Refusal(
                    "The store is a MongoDB on its own, which cannot be read at one moment. Waymark keeps its data in a replica set: make one of it (one member will do), or use the store's own tools while Waymark is stopped.");
        }
    }

    /** Every collection, by database and name. */
    List<Name> collections();

    void read(Name collection, Reader reader) throws IOException;

    @Override
    void close();

    /** The first read fixes the cluster's time, at which all others read; it is good for as long as minSnapshotHistoryWindowInSeconds says, usually five minutes. */
    record OfMongo(MongoClient client, ClientSession session) implements StoreMoment {
        private static final int PORTION = 500;

        OfMongo(MongoClient client) {
            this(
                    client,
                    client.startSession(
                            ClientSessionOptions.builder().snapshot(true).build()));
        }

        @Override
        public List<Name> collections() {
            var names = new ArrayList<Name>();
            for (var database : client.listDatabaseNames()) {
                if (ITS_OWN.contains(database)) continue;
                for (var collection : client.getDatabase(database).listCollectionNames()) {
                    if (!collection.startsWith("system.")) names.add(new Name(database, collection));
                }
            }
            return names;
        }

        @Override
        public void read(Name name, Reader reader) throws IOException {
            var collection =
                    client.getDatabase(name.database()).getCollection(name.collection(), RawBsonDocument.class);
            try (var documents = collection.find(session).batchSize(PORTION).cursor()) {
                while (documents.hasNext()) reader.accept(documents.next());
            }
        }

        @Override
        public void close() {
            session.close();
        }
    }

    record OfEmbedded(MongoClient client, Document begun) implements StoreMoment {
        OfEmbedded(MongoClient client) {
            this(client, client.getDatabase("admin").runCommand(new Document("waymarkMoment", 1)));
        }

        @Override
        public List<Name> collections() {
            return begun.getList("collections", String.class).stream()
                    .map(name -> name.split("\\.", 2))
                    .map(parts -> new Name(parts[0], parts[1]))
                    .toList();
        }

        @Override
        public void read(Name name, Reader reader) throws IOException {
            var question = new Document("waymarkMomentRead", name.collection()).append("moment", begun.get("moment"));
            for (boolean more = true; more; ) {
                BsonDocument portion = client.getDatabase(name.database()).runCommand(question, RawBsonDocument.class);
                var documents = portion.getArray("documents");
                for (var document : documents) reader.accept((RawBsonDocument) document);
                more = !documents.isEmpty();
                question.append("after", portion.get("last"));
            }
        }

        @Override
        public void close() {
            client.getDatabase("admin").runCommand(new Document("waymarkMomentEnd", 1));
        }
    }
}
