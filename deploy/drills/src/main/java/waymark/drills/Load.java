package waymark.drills;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.bson.RawBsonDocument;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;

/**
 * What a case, an event and a live client cost: registers and commands by the services themselves, then a year's events of many authorities by the real topics,
 * and what each service and both stores took for them. Each service is a process of its own. Prints a table, and writes it as JSON.
 */
public final class Load {
    /** Each service as a council runs it, and reporting with what it may need for some hundred thousand cases. */
    private static final List<String> OPTIONS =
            List.of("@" + WaymarkProcess.home().resolve("platform/launcher/jvm.options"), "-Xmx3g");

    private static final int CLIENTS = 4;
    private static final int COMMANDS = 1_600;
    private static final int LIVE_CLIENTS = 1_000;
    private static final int LIVE_COMMANDS = 200;
    private static final int LOOKS_WITHOUT_NEWS = 4;
    /** Of fewer documents none is told what one takes. */
    private static final int FEW = 200;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(20);
    private static final String FOLLOWED = "/live?measures=cme.openAtEnd,cme.opened,cme.closed,cme.children";

    /**
     * A council's register and how many such cases it has in a year.
     *
     * @param casesAYear of involvements and contacts what the register itself comes to (609 in a school year; 18,699 in fifteen months), of assessments the 550 a year
     *     for which the council planned its psychologists
     */
    private record Register(String service, String file, double casesAYear) {}

    private static final List<Register> REGISTERS = List.of(
            new Register("involvements", "cme-register-2021-22.csv", 609),
            new Register("assessments", "ehc-register-2017-h1.csv", 550),
            new Register("referrals", "referral-register-2017-06.csv", 18_699 * 12 / 15.0));

    private final Path folder;
    private final Cluster cluster;
    private final Http http;
    private final Metrics metrics;
    private final int authorities;
    private final int events;
    private final long seed;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Table table = new Table("what", "measured", "");

    private Load(Path folder, Cluster cluster, Http http, int authorities, int events, long seed) {
        this.folder = folder;
        this.cluster = cluster;
        this.http = http;
        this.metrics = new Metrics(cluster, http);
        this.authorities = authorities;
        this.events = events;
        this.seed = seed;
    }

    /** How many authorities, and how many events in all; as many again show what a further one takes of memory. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
        int authorities = Integer.parseInt(arguments[0]);
        int events = Integer.parseInt(arguments[1]);
        System.out.printf(
                "Seed %d: make load AUTHORITIES=%d EVENTS=%d JAVA_TOOL_OPTIONS=-Dseed=%d makes the same again.%n",
                seed, authorities, events, seed);
        var folder = Files.createTempDirectory("waymark-load-");
        var cluster = new Cluster(folder, 1, OPTIONS, null, null);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ClusterDrill.end(cluster, folder)));
        cluster.start();
        try (var http = new Http(cluster.officer())) {
            new Load(folder, cluster, http, authorities, events, seed).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        var year = new YearOfEvents(authorities, BusinessClock.system().today(), seed);
        registers(year);
        commands();
        year(year);
        liveClients();
        table.print();
        var file = WaymarkProcess.home().resolve(Path.of("deploy", "drills", "target", "load.json"));
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
        System.out.println("As JSON: " + file);
    }

    private void say(String what, double measured, String unit) {
        figures.put(what + ", " + unit, measured);
        System.out.printf("%s: %.2f %s%n", what, measured, unit);
        table.row(what, measured >= 100 ? "%,.0f".formatted(measured) : "%.2f".formatted(measured), unit);
    }

    // What the services do themselves

    private void registers(YearOfEvents year) throws Exception {
        for (var register : REGISTERS) {
            var csv = Files.readString(
                    WaymarkProcess.home().resolve("contracts/registers").resolve(register.file()));
            http.postCsv(
                            cluster.uri(register.service(), "/" + register.service() + "/imports"),
                            csv,
                            "Prefer",
                            "wait=300")
                    .orFail();
            var topic = Topics.of(register.service());
            var read = new ArrayList<CaseEvent>();
            await("the register is not published", () -> {
                read.clear();
                read.addAll(read(topic));
                return read.size() == kept().get(register.service()).events();
            });
            year.add(topic, read, register.casesAYear());
            System.out.printf("%,d events of the register of %s.%n", read.size(), register.service());
        }
    }

    private List<CaseEvent> read(String topic) {
        var events = new ArrayList<CaseEvent>();
        var kafka = new KafkaConnection(cluster.kafka(), Map.of());
        try (var reader = new TopicReader(kafka, "load", TopicReader.partitionsOf(List.of(topic)), Map.of())) {
            reader.readToPresentEnd(records -> {
                for (var message : records) events.add(CloudEventRecords.read(message));
            });
        } catch (Exception unreadable) {
            throw new IllegalStateException(topic + " cannot be read", unreadable);
        }
        return events;
    }

    /**
     * Documents of one collection.
     *
     * @param events that their histories hold; 0 where they are no cases
     */
    private record Kept(long documents, long bytes, long events) {
        Kept and(RawBsonDocument document) {
            long more =
                    document.isNumber("version") ? document.getNumber("version").longValue() : 0;
            return new Kept(documents + 1, bytes + document.getByteBuffer().remaining(), events + more);
        }
    }

    /** By the collection's name. */
    private Map<String, Kept> kept() {
        var kept = new TreeMap<String, Kept>();
        try (var client = MongoClients.create(cluster.mongo())) {
            var database = client.getDatabase("waymark");
            for (var name : database.listCollectionNames()) {
                if (name.startsWith("system.")) continue;
                var sum = new Kept(0, 0, 0);
                var all = database.getCollection(name, RawBsonDocument.class);
                for (var document : all.find().batchSize(1_000)) sum = sum.and(document);
                kept.put(name, sum);
            }
        }
        return kept;
    }

    /** People's work, after the services have warmed up on the registers. */
    private void commands() throws Exception {
        var before = new HashMap<String, Duration>();
        for (var trade : Trade.ALL)
            before.put(trade.service(), cluster.part(trade.service()).worked());
        long began = System.nanoTime();
        List<Clerk.Sent> sent;
        try (var clerks = Executors.newFixedThreadPool(CLIENTS)) {
            var work = new ArrayList<Future<List<Clerk.Sent>>>();
            var manner = new Clerk.Manner(Duration.ofMillis(1), 0);
            for (int number = 1; number <= CLIENTS; number++) {
                work.add(clerks.submit(
                        new Clerk(number, command -> command < COMMANDS / CLIENTS, manner, cluster, () -> {}, seed)));
            }
            sent = Drill.ended(work);
        }
        say("commands of %d clients".formatted(CLIENTS), sent.size() * 1e9 / (System.nanoTime() - began), "1/s");
        for (var trade : Trade.ALL) {
            long given = sent.stream()
                    .filter(one -> one.service().equals(trade.service()))
                    .count();
            var worked = cluster.part(trade.service()).worked().minus(before.get(trade.service()));
            say("processor of " + trade.service() + " for a command", (double) worked.toMillis() / given, "ms");
        }
    }

    // A year of many authorities

    private void year(YearOfEvents year) throws Exception {
        awaitAlerts();
        long heap = heap("reporting");
        long cases = folded();
        long watched = watched();
        long alertsBefore = alertEvents();
        long topics = bytesOfTopics("waymark.involvements", "waymark.assessments", "waymark.referrals");
        long alertTopic = bytesOfTopics("waymark.alerts");
        var reporting = cluster.part("reporting").worked();
        var alerts = cluster.part("alerts").worked();
        var store = cluster.store().worked();
        long began = System.nanoTime();
        var made = publish(year);
        await("alerts does not read the events", () -> watched() - watched >= made.events());
        var alertsRead = cluster.part("alerts").worked();
        say("events read by alerts and reporting at once", made.events() * 1e9 / (System.nanoTime() - began), "1/s");
        awaitAlerts();
        long alertsTold = alertEvents() - alertsBefore;
        long folded = folded() - cases;
        say("events of cases", (double) made.events(), "");
        say("  cases", (double) made.cases(), "");
        say("  events of alerts that came of them", (double) alertsTold, "");
        say(
                "an event of a case on its topic, headers and key included",
                (double) (bytesOfTopics("waymark.involvements", "waymark.assessments", "waymark.referrals") - topics)
                        / made.events(),
                "bytes");
        say(
                "an event of an alert on its topic",
                (double) (bytesOfTopics("waymark.alerts") - alertTopic) / alertsTold,
                "bytes");
        say("processor of reporting for an event", millis(reporting, "reporting") / folded, "ms");
        say(
                "processor of alerts for reading an event",
                (double) alertsRead.minus(alerts).toMillis() / made.events(),
                "ms");
        say(
                "processor of alerts for an event of an alert",
                (double) cluster.part("alerts").worked().minus(alertsRead).toMillis() / alertsTold,
                "ms");
        say(
                "processor of the embedded store, an event of a case",
                (double) cluster.store().worked().minus(store).toMillis() / made.events(),
                "ms");
        long heapAfter = heap("reporting");
        say("heap of reporting for a case, its alerts included", (double) (heapAfter - heap) / made.cases(), "bytes");
        say(
                "heap of reporting for an event, those of alerts among them",
                (double) (heapAfter - heap) / folded,
                "bytes");
        asManyAgain(year);
        rebuild();
        documents();
    }

    /** What all authorities have once, and tables that grow by leaps, are in what the first events take: further ones show what stays to be multiplied. */
    private void asManyAgain(YearOfEvents year) throws Exception {
        long heap = heap("reporting");
        long before = folded();
        long watched = watched();
        var made = publish(year);
        await("alerts does not read the events", () -> watched() - watched >= made.events());
        awaitAlerts();
        say("  of as many more", (double) (heap("reporting") - heap) / (folded() - before), "bytes");
    }

    /** Until nothing more comes of what was read. */
    private void awaitAlerts() throws InterruptedException {
        var last = new long[] {-1, 0};
        await("alerts go on and on", () -> {
            long told = alertEvents();
            last[1] = told == last[0] && lag() == 0 ? last[1] + 1 : 0;
            last[0] = told;
            return last[1] >= LOOKS_WITHOUT_NEWS;
        });
    }

    private double millis(Duration before, String service) {
        return cluster.part(service).worked().minus(before).toMillis();
    }

    private void documents() {
        kept().forEach((name, kept) -> {
            if (kept.documents() < FEW) return;
            say("a document of " + name, (double) kept.bytes() / kept.documents(), "bytes of BSON");
            // The version of a watch counts its writes.
            if (kept.events() > 0 && !name.equals("watches"))
                say("  for each event of it", (double) kept.bytes() / kept.events(), "bytes of BSON");
        });
    }

    /** Reporting made anew from the topics, as a start without saved facts is. */
    private void rebuild() throws InterruptedException {
        var address = cluster.uri("reporting", "/actuator/rebuild");
        http.post(address, "{}").orFail();
        await(
                "reporting is not made anew",
                () -> !http.get(address).orFail().json().get("state").asString().equals("running"));
        var done = http.get(address).orFail().json();
        if (!done.get("state").asString().equals("done")) throw new IllegalStateException("the rebuild: " + done);
        say(
                "reporting made anew",
                done.get("records").asDouble() / done.get("seconds").asDouble(),
                "events/s");
    }

    private record Made(long events, long cases) {}

    private Made publish(YearOfEvents year) {
        var published = new AtomicLong();
        var opened = new AtomicLong();
        // On a machine this busy a broker may be away for a while; an event that is lost would leave its case parked.
        var patient = Map.of("linger.ms", "20", "delivery.timeout.ms", "600000");
        var lost = new AtomicLong();
        try (Producer<String, byte[]> producer = new KafkaConnection(cluster.kafka(), patient).producer("load")) {
            year.make(events, (topic, event) -> {
                var _ = producer.send(CloudEventRecords.write(topic, event, 1), (_, failed) -> {
                    if (failed != null) lost.incrementAndGet();
                });
                published.incrementAndGet();
                if (event.sequence() == 1) opened.incrementAndGet();
            });
            producer.flush();
        }
        if (lost.get() > 0) throw new IllegalStateException(lost + " events did not get to their topics");
        return new Made(published.get(), opened.get());
    }

    private long folded() {
        return (long) metrics.sum("reporting", "waymark_fold_events_total", "applied");
    }

    private long watched() {
        return (long) metrics.sum("alerts", "waymark_watch_events_total", "applied");
    }

    private long alertEvents() {
        return (long) metrics.sum("alerts", "waymark_publication_events_total", "");
    }

    private long lag() {
        return (long) metrics.sum("reporting", "waymark_fold_lag", "");
    }

    private long bytesOfTopics(String... topics) {
        try (var files = Files.walk(folder.resolve("kafka"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> List.of(topics).stream()
                            .anyMatch(topic ->
                                    file.getParent().getFileName().toString().matches(topic + "-\\d+")))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** In use after a full collection, so that only what is held counts. */
    private long heap(String service) throws IOException {
        WaymarkProcess.collectGarbage(cluster.part(service).pid());
        return (long) metrics.sum(service, "jvm_memory_used_bytes", "area=\"heap\"");
    }

    // Live clients

    private void liveClients() throws Exception {
        long heap = heap("reporting");
        var idle = cluster.part("reporting").worked();
        var clients = new ArrayList<LiveClient>();
        try {
            var authorization = "Authorization: " + cluster.officer().bearer();
            var followed = cluster.uri("reporting", FOLLOWED);
            for (int client = 0; client < LIVE_CLIENTS; client++)
                clients.add(LiveClient.follow(followed, authorization, "cme.openAtEnd"));
            for (var client : clients) client.awaitSnapshot();
            say("processor of reporting for a live client that comes", millis(idle, "reporting") / LIVE_CLIENTS, "ms");
            say("heap of reporting for a live client", (double) (heap("reporting") - heap) / LIVE_CLIENTS, "bytes");
            var before = cluster.part("reporting").worked();
            for (int command = 0; command < LIVE_COMMANDS; command++) {
                http.post(
                                cluster.uri("involvements", "/involvements"),
                                "{\"childRef\": \"CYP-LIVE-%d\", \"locality\": \"Wycombe\", \"referredBy\": \"school\"}"
                                        .formatted(command))
                        .orFail();
                // One figure after the other, each told by itself.
                Thread.sleep(150);
            }
            long told = clients.stream()
                    .mapToLong(client -> client.seen().size() - 1)
                    .sum();
            say(
                    "processor of reporting for a changed figure at a live client",
                    millis(before, "reporting") / told,
                    "ms");
        } finally {
            for (var client : clients) client.close();
        }
    }

    private static void await(String complaint, BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new IllegalStateException(complaint + " within " + LONGEST_WAIT);
            Thread.sleep(3_000);
        }
    }
}
