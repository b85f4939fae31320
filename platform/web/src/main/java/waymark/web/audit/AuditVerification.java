package waymark.web.audit;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * Checks every chain of the audit trail: its numbers are whole, every hash is that of its entry, every entry and every chain follows the one that it names,
 * and a reason that was not erased is the one that was given.
 * What it cannot see is that the newest entries of the newest chain are missing: the next start names where that chain had come to.
 */
public final class AuditVerification {
    private AuditVerification() {}

    /**
     * @param entries that were checked
     * @param started by its own first entry
     * @param ended false for a chain whose process was killed or still runs: said, and no fault
     * @param fault the first, or null
     */
    public record Checked(
            String database, String service, String chain, String started, long entries, boolean ended, String fault) {
        @Override
        public String toString() {
            return "%s  chain %s  of %s, started %s  entries %d  %s%s"
                    .formatted(
                            database,
                            chain,
                            service,
                            started,
                            entries,
                            ended ? "ended" : "without an end (killed, or at work)",
                            fault == null ? "" : "  FAULT: " + fault);
        }
    }

    /**
     * For operators, with the store's address and, where not all, the names of the databases. Ends with 1 where it found a fault.
     *
     * @param arguments the MongoDB connection string, then names of databases
     */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("give the store's address (mongodb://...) and, where not all are meant, databases");
            System.exit(2);
        }
        boolean whole;
        try (var client = MongoClients.create(arguments[0])) {
            whole = verify(client, List.of(arguments).subList(1, arguments.length), System.out::println);
        }
        if (!whole) System.exit(1);
    }

    /**
     * Checks databases and tells of every chain.
     *
     * @param databases names; empty for all that have an audit trail
     * @param say is given each line of what there is to say
     * @return whether there was no fault
     */
    public static boolean verify(MongoClient client, List<String> databases, Consumer<String> say) {
        var names = databases.isEmpty()
                ? new TreeSet<>(client.listDatabaseNames().into(new ArrayList<>()))
                : new TreeSet<>(databases);
        int chains = 0;
        long entries = 0;
        long faults = 0;
        for (var name : names) {
            for (var checked : verify(client.getDatabase(name))) {
                say.accept(checked.toString());
                chains++;
                entries += checked.entries();
                if (checked.fault() != null) faults++;
            }
        }
        say.accept("%d chains, %d entries, %s"
                .formatted(chains, entries, faults == 0 ? "no fault" : faults + " chains with a fault"));
        return faults == 0;
    }

    /** Every chain of one database, in the order in which they started. */
    public static List<Checked> verify(MongoDatabase database) {
        var chains = database.getCollection(Chain.COLLECTION)
                .distinct("chain", String.class)
                .into(new ArrayList<>());
        return chains.stream()
                .map(chain -> check(database, chain))
                .sorted(Comparator.comparing(Checked::started).thenComparing(Checked::chain))
                .toList();
    }

    private static Checked check(MongoDatabase database, String chain) {
        var audit = database.getCollection(Chain.COLLECTION);
        long number = 0;
        var previous = Chain.NOTHING;
        String fault = null;
        boolean ended = false;
        String service = "?";
        String started = "?";
        for (var entry : audit.find(eq("chain", chain)).sort(Sorts.ascending("number"))) {
            number++;
            if (number == 1) {
                service = String.valueOf(entry.get("service"));
                started = String.valueOf(entry.get("at"));
            }
            fault = faultOf(entry, chain, number, previous);
            if (fault == null && ended) fault = "entry %d comes after the end".formatted(number);
            if (fault == null && number == 1) fault = faultOfPredecessor(database, entry);
            if (fault != null) break;
            previous = Chain.hash(entry);
            ended = Chain.ENDED.equals(entry.getString("action"));
        }
        return new Checked(database.getName(), service, chain, started, number, ended, fault);
    }

    private static String faultOf(Document entry, String chain, long number, String previous) {
        boolean numbered = entry.get("number") instanceof Number its
                && its.longValue() == number
                && Chain.id(chain, number).equals(entry.get("_id"));
        if (!numbered) return "entry %d is not there; %s stands in its place".formatted(number, entry.get("_id"));
        if (!Chain.hashOf(entry).equals(entry.get("hash"))) return "entry %d was changed".formatted(number);
        var words = entry.get(Chain.WORDS, Document.class);
        if (words != null && !Chain.hashOf(words).equals(entry.get(Chain.FINGERPRINT)))
            return "the words of entry %d were changed".formatted(number);
        if (!previous.equals(entry.get("previous"))) {
            return "entry %d does not follow the one before it".formatted(number);
        }
        boolean first = number == 1;
        if (first != Chain.STARTED.equals(entry.get("action"))) {
            return first ? "it does not begin with its start" : "entry %d is a second start".formatted(number);
        }
        return null;
    }

    private static String faultOfPredecessor(MongoDatabase database, Document started) {
        if (!(started.get("after") instanceof Document after)) return null;
        var id = Chain.id(
                after.getString("chain"), after.get("number", Number.class).longValue());
        var head = database.getCollection(Chain.COLLECTION).find(eq("_id", id)).first();
        if (head == null) return "%s, which it names as before it, is not there".formatted(id);
        return after.get("hash").equals(head.get("hash"))
                ? null
                : "%s, which it names as before it, is another".formatted(id);
    }
}
