package waymark.drills;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import waymark.testing.Credentials;

/** What the store alone takes of the documents that an import made: the baseline of imports. */
final class BareInserts {
    private static final int WARM_UP_DOCUMENTS = 3_000;
    private static final int BATCH = 1_000;
    private static final int TIMES = 3;

    private BareInserts() {}

    /** Into collections of their own in the same store; the best of several, in documents a second. */
    static double measure(WaymarkProcess waymark, String collection) {
        try (var client = MongoClients.create(waymark.address("store"))) {
            var database = client.getDatabase("waymark");
            var documents = database.getCollection(collection)
                    .find(new Document("authority", Credentials.OFFICER.authority()))
                    .batchSize(BATCH)
                    .into(new ArrayList<>());
            insert(database.getCollection("baseline-warm-up"), documents.subList(0, WARM_UP_DOCUMENTS));
            double best = 0;
            for (int time = 1; time <= TIMES; time++) {
                long began = System.nanoTime();
                insert(database.getCollection("baseline-" + time), documents);
                best = Math.max(best, documents.size() * 1e9 / (System.nanoTime() - began));
            }
            return best;
        }
    }

    private static void insert(MongoCollection<Document> collection, List<Document> documents) {
        for (int from = 0; from < documents.size(); from += BATCH) {
            collection.insertMany(documents.subList(from, Math.min(from + BATCH, documents.size())));
        }
    }
}
