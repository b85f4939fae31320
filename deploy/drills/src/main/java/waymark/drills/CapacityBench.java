package waymark.drills;

import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import org.bson.RawBsonDocument;
import waymark.events.KafkaConnection;
import waymark.events.Topics;
import waymark.testing.Credentials;

/** What the three registers come to on the topics, in the store and in reporting's file: for each event, each case, and 100,000 cases. */
final class CapacityBench implements Benchmark {
    private static final long LONGEST_WAIT_NANOS = 600_000_000_000L;
    private static final int PORTION = 500;
    private static final double MEGABYTE = 1e6;
    private static final int MANY = 100_000;
    private static final List<String> CASES = List.of("involvements", "assessments", "referrals");

    /** Records and bytes of a topic, or documents and bytes of a collection. */
    private record Amount(long count, long bytes) {
        Amount plus(Amount other) {
            return new Amount(count + other.count, bytes + other.bytes);
        }

        double each() {
            return (double) bytes / count;
        }
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var waymark = new WaymarkProcess(folder, WaymarkProcess.believingTests());
                var http = new Http(Credentials.OFFICER);
                var client = MongoClients.create(startedStore(waymark));
                var admin = new KafkaConnection(waymark.address("broker"), Map.of()).admin()) {
            var database = client.getDatabase("waymark");
            take(
                    waymark,
                    http,
                    "/involvements/imports?completeFrom=2021-09-01",
                    "involvements",
                    "cme-register-2021-22");
            take(waymark, http, "/assessments/imports", "assessments", "ehc-register-2017-h1");
            take(waymark, http, "/referrals/imports", "referrals", "referral-register-2017-06");
            awaitQuiet(database, admin);
            var topics = topics(admin);
            var collections = collections(database);
            long cases = 0;
            for (var kind : CASES) {
                var topic = topics.get(Topics.of(kind));
                var kept = collections.get(kind);
                cases += kept.count();
                figures.add(Figure.toSay(kind + ": cases", (double) kept.count(), "cases"));
                figures.add(Figure.toSay(kind + ": events", (double) topic.count() / kept.count(), "a case"));
                figures.add(Figure.toSay(kind + ": on the topic", topic.each(), "bytes an event"));
                figures.add(Figure.toSay(kind + ": in the store", kept.each(), "bytes a case"));
                figures.add(Figure.toSay(
                        kind + ": 100,000 cases on the topic", topic.bytes() / MEGABYTE / kept.count() * MANY, "MB"));
                figures.add(Figure.toSay(
                        kind + ": 100,000 cases in the store", kept.bytes() / MEGABYTE / kept.count() * MANY, "MB"));
            }
            for (var beside : List.of("alerts", "watches", "audit")) {
                var kept = collections.getOrDefault(beside, new Amount(0, 0));
                if (kept.count() == 0) continue;
                figures.add(Figure.toSay(beside + " beside them", (double) kept.count(), "documents"));
                figures.add(Figure.toSay(beside + ": in the store", kept.each(), "bytes each"));
            }
            figures.add(Figure.toSay(
                    "alerts: on the topic", topics.get(Topics.of("alerts")).each(), "bytes an event"));
            var all = collections.values().stream().reduce(new Amount(0, 0), Amount::plus);
            figures.add(Figure.toSay("all collections", all.bytes() / (double) cases, "bytes a case"));
            waymark.stop();
            figures.add(Figure.toSay(
                    "the embedded store's file",
                    Files.size(folder.resolve("store/store.mv")) / (double) cases,
                    "bytes a case"));
            figures.add(Figure.toSay(
                    "reporting's file of facts",
                    Files.size(folder.resolve("reporting/reporting/facts")) / (double) cases,
                    "bytes a case"));
        }
        return figures;
    }

    private static String startedStore(WaymarkProcess waymark) {
        waymark.start();
        return waymark.address("store");
    }

    private static void take(WaymarkProcess waymark, Http http, String path, String service, String register)
            throws Exception {
        var csv = Files.readString(WaymarkProcess.home().resolve("contracts/registers/" + register + ".csv"));
        var report = http.postCsv(waymark.uri(service, path), csv, "Prefer", "wait=300")
                .orFail()
                .json();
        if (!report.get("state").asString().equals("done")
                || report.get("rejected").asInt() > 0) {
            throw new IllegalStateException("the import ended as " + report);
        }
    }

    /** Until nothing waits to be published and the topics grow no more: alerts are raised meanwhile. */
    private static void awaitQuiet(MongoDatabase database, Admin admin) throws Exception {
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        var before = new HashMap<String, Amount>();
        while (System.nanoTime() < deadline) {
            Thread.sleep(10_000);
            var now = topics(admin);
            long behind = 0;
            for (var kind : CASES) behind += database.getCollection(kind).countDocuments(exists("behind"));
            if (behind == 0 && now.equals(before)) return;
            before.clear();
            before.putAll(now);
        }
        throw new IllegalStateException("the system does not come to rest");
    }

    private static Map<String, Amount> topics(Admin admin) throws Exception {
        var amounts = new TreeMap<String, Amount>();
        var brokers =
                admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        for (var folders :
                admin.describeLogDirs(brokers).allDescriptions().get().values()) {
            for (var folder : folders.values()) {
                var sizes = folder.replicaInfos();
                var ends = admin.listOffsets(sizes.keySet().stream()
                                .filter(partition -> partition.topic().startsWith("waymark."))
                                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                        .all()
                        .get();
                ends.forEach((partition, end) -> amounts.merge(
                        partition.topic(),
                        new Amount(end.offset(), sizes.get(partition).size()),
                        Amount::plus));
            }
        }
        return amounts;
    }

    /** As BSON, before the store compresses it. */
    private static Map<String, Amount> collections(MongoDatabase database) {
        var amounts = new TreeMap<String, Amount>();
        for (var name : database.listCollectionNames()) {
            var documents =
                    database.getCollection(name, RawBsonDocument.class).find().batchSize(PORTION);
            for (var document : documents) {
                amounts.merge(name, new Amount(1, document.getByteBuffer().remaining()), Amount::plus);
            }
        }
        return amounts;
    }
}
