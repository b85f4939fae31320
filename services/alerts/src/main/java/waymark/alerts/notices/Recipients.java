package waymark.alerts.notices;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Whom e-mails go to, in the store and nowhere else: no event, log or address of a page holds an e-mail address. */
final class Recipients {
    private final MongoCollection<Document> collection;

    Recipients(MongoDatabase database) {
        collection = database.getCollection("recipients").withWriteConcern(WriteConcern.MAJORITY);
        collection.createIndex(Indexes.ascending("authority"));
        collection.createIndex(Indexes.ascending("digest"));
    }

    Optional<Recipient> find(String authority, String account) {
        return Optional.ofNullable(
                        collection.find(eq("_id", id(authority, account))).first())
                .map(Recipients::read);
    }

    List<Recipient> of(String authority) {
        return list(eq("authority", authority));
    }

    /** Of every authority. */
    List<Recipient> withDigest() {
        return list(eq("digest", true));
    }

    /** @return false, where one is there, who is left alone */
    boolean add(Recipient recipient) {
        try {
            collection.insertOne(document(recipient));
            return true;
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) throw refused;
            return false;
        }
    }

    /** @return false, where {@code before} is gone or of other teams by now */
    boolean replace(Recipient before, Recipient now) {
        return collection.replaceOne(as(before), document(now)).getMatchedCount() == 1;
    }

    /** @return as {@link #replace} */
    boolean remove(Recipient before) {
        return collection.deleteOne(as(before)).getDeletedCount() == 1;
    }

    private static Bson as(Recipient before) {
        return and(eq("_id", id(before.authority(), before.account())), eq("teams", teams(before)));
    }

    private static List<String> teams(Recipient recipient) {
        return recipient.teams().stream().sorted().toList();
    }

    private List<Recipient> list(Bson filter) {
        var found = new ArrayList<Recipient>();
        collection.find(filter).forEach(document -> found.add(read(document)));
        found.sort(Comparator.comparing(Recipient::account));
        return found;
    }

    private static String id(String authority, String account) {
        return authority + "/" + account;
    }

    private static Document document(Recipient recipient) {
        return new Document("_id", id(recipient.authority(), recipient.account()))
                .append("authority", recipient.authority())
                .append("account", recipient.account())
                .append("email", recipient.email())
                .append("roles", recipient.roles().stream().sorted().toList())
                .append("teams", teams(recipient))
                .append("urgent", recipient.urgent())
                .append("digest", recipient.digest());
    }

    private static Recipient read(Document document) {
        return new Recipient(
                document.getString("authority"),
                document.getString("account"),
                document.getString("email"),
                Set.copyOf(document.getList("roles", String.class)),
                Set.copyOf(document.getList("teams", String.class)),
                document.getBoolean("urgent"),
                document.getBoolean("digest"));
    }
}
