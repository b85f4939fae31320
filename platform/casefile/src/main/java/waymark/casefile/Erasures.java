package waymark.casefile;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.Topics;

/**
 * Tells whoever keeps people's words about a case elsewhere that its personal details were erased, so that those words go too: at least once, as a record
 * of the form of an event, which is about no child. That it is to be told is written with the erasure itself, and stays in the case's document until Kafka
 * has it. It is no event of the case, and says of the child that there is one to nobody.
 */
public final class Erasures {
    public static final String TOPIC = Topics.of("erasures");
    /** The type of its records. */
    public static final String ERASED = TOPIC + ".erased";

    /** Field of the document: the case's id while it is to be told. */
    static final String UNTOLD = "erasureUntold";

    private static final Logger log = LoggerFactory.getLogger(Erasures.class);
    private static final int PORTION = 1_000;

    private final String kind;
    private final MongoCollection<Document> collection;
    private final Producer<String, byte[]> producer;
    private final Consumer<Collection<UUID>> here;

    /** @param here takes the ids of erased cases before they are told, to erase what this service keeps beside them; it may be given one again */
    Erasures(
            String kind,
            MongoCollection<Document> collection,
            Producer<String, byte[]> producer,
            Consumer<Collection<UUID>> here) {
        this.here = here;
        this.kind = kind;
        this.collection = collection;
        this.producer = producer;
    }

    /** Tells what is to be told; what Kafka does not take is told another time. */
    void tell() throws InterruptedException {
        boolean more = true;
        while (more) more = tellSome();
    }

    /** @return whether there may be more that Kafka would take */
    private boolean tellSome() throws InterruptedException {
        var sending = new LinkedHashMap<String, Future<?>>();
        var untold = collection
                .find(exists(UNTOLD))
                .projection(Projections.include("authority", "erased"))
                .limit(PORTION)
                .into(new ArrayList<>());
        if (untold.isEmpty()) return false;
        here.accept(untold.stream()
                .map(document -> UUID.fromString(document.getString("_id")))
                .toList());
        for (var document : untold) {
            var sent = producer.send(CloudEventRecords.write(TOPIC, event(document), 1));
            sending.put(document.getString("_id"), sent);
            // Each attempt may wait seconds for a broker that is away: one such wait is enough.
            if (sent.state() == Future.State.FAILED) break;
        }
        for (var sent : sending.entrySet()) {
            try {
                sent.getValue().get();
                collection.updateOne(eq("_id", sent.getKey()), Updates.unset(UNTOLD));
            } catch (ExecutionException refused) {
                log.warn(
                        "an erasure could not be told, and will be again: {}",
                        refused.getCause().toString());
                return false;
            }
        }
        return untold.size() == PORTION;
    }

    private CaseEvent event(Document document) {
        var authority = document.getString("authority");
        var caseId = UUID.fromString(document.getString("_id"));
        var erased = document.get("erased", Document.class);
        return new CaseEvent(
                CaseIds.fromReference(authority, TOPIC, caseId.toString()),
                ERASED,
                authority,
                null,
                caseId,
                1,
                null,
                LocalDate.parse(erased.getString("on")),
                Instant.parse(erased.getString("at")),
                erased.get("role", "system"),
                null,
                new Document("kind", kind)
                        .append("erasedOn", erased.getString("on"))
                        .toJson());
    }
}
