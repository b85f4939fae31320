package waymark.alerts.events;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;

/** The cases whose personal details were erased: about these nothing is raised or written any more. */
public final class ErasedCases {
    private final MongoCollection<Document> collection;

    public ErasedCases(MongoDatabase database) {
        collection = database.getCollection("erased-cases").withWriteConcern(WriteConcern.MAJORITY);
    }

    void add(UUID caseId) {
        collection.replaceOne(
                eq("_id", caseId.toString()),
                new Document("_id", caseId.toString()),
                new ReplaceOptions().upsert(true));
    }

    /** Those of some cases that were erased. */
    public Set<UUID> among(Collection<UUID> caseIds) {
        var erased = new HashSet<UUID>();
        if (caseIds.isEmpty()) return erased;
        collection
                .find(in("_id", caseIds.stream().map(UUID::toString).toList()))
                .forEach(document -> erased.add(UUID.fromString(document.getString("_id"))));
        return erased;
    }
}
