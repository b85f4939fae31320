package waymark.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * The store as it stood at one moment, all collections of all databases, read in portions while others write: what a backup gets from a MongoDB's snapshot session. Commands of our
 * own, each of which answers with the moment's number or takes it. There is one moment at a time: a later one ends the one before, and so does a minute in which nobody
 * asks, because the file grows while it lasts.
 */
final class Moments {
    static final String BEGIN = "waymarkmoment";
    static final String READ = "waymarkmomentread";
    static final String END = "waymarkmomentend";

    /** Far below what a driver takes in one reply, however long histories are. */
    private static final int PORTION = 100;

    private static final long IDLE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final String DOCUMENTS = "databases.";

    private final MVStore file;
    private final Commits commits;
    private volatile @Nullable Moment present;

    private static final class Moment {
        final long number;
        final MVStore.TxCounter usage;
        final Map<String, RootReference<Object, Document>> collections = new HashMap<>();
        volatile long askedAt = System.nanoTime();

        Moment(long number, MVStore.TxCounter usage) {
            this.number = number;
            this.usage = usage;
        }
    }

    Moments(MVStore file, Commits commits) {
        this.file = file;
        this.commits = commits;
    }

    /** Answers the moment's number and the collections, by database and a point before their names. */
    synchronized Document begin() {
        end();
        var moment = commits.between(this::now);
        present = moment;
        return okay(new Document("moment", moment.number)
                .append(
                        "collections",
                        moment.collections.keySet().stream().sorted().toList()));
    }

    private Moment now() {
        var moment = new Moment(file.getCurrentVersion(), file.registerVersionUsage());
        for (var name : file.getMapNames()) {
            if (!name.startsWith(DOCUMENTS)) continue;
            var collection = name.substring(DOCUMENTS.length());
            if (collection.substring(collection.indexOf('.') + 1).startsWith("system.")) continue;
            MVMap<Object, Document> documents =
                    file.openMap(name, new MVMap.Builder<Object, Document>().valueType(new DocumentFormat()));
            moment.collections.put(collection, documents.flushAndGetRoot());
        }
        return moment;
    }

    /**
     * Answers the next documents of a collection, none at its end, and the {@code last} one's place, to be given as {@code after} with the next question.
     *
     * @param query names the collection, the {@code moment} and the place {@code after} which to go on
     */
    synchronized Document read(String database, Document query) {
        var moment = present;
        if (moment == null || !Long.valueOf(moment.number).equals(query.get("moment"))) {
            throw new MongoServerError(239, "SnapshotTooOld", "that moment is over");
        }
        var root = moment.collections.get(
                database + "." + query.get(query.keySet().iterator().next()));
        List<Document> documents = new ArrayList<>();
        Long last = (Long) query.get("after");
        if (root != null) {
            var cursor = new Cursor<>(root, last == null ? null : (Object) (last + 1), null);
            while (documents.size() < PORTION && cursor.hasNext()) {
                last = (Long) cursor.next();
                documents.add(cursor.getValue());
            }
        }
        moment.askedAt = System.nanoTime();
        return okay(new Document("documents", documents).append("last", last));
    }

    synchronized Document end() {
        var moment = present;
        present = null;
        if (moment != null) file.deregisterVersionUsage(moment.usage);
        return okay(new Document());
    }

    /** Lets go of what nobody asked for in a while. */
    void letGo() {
        var moment = present;
        if (moment != null && System.nanoTime() - moment.askedAt > IDLE_NANOS) end();
    }

    private static Document okay(Document answer) {
        Utils.markOkay(answer);
        return answer;
    }
}
