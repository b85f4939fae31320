package waymark.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Prints how long a page of a work list takes, with the count of the same filter, over loopback and the real driver: in a collection that declares an
 * index of its lists, and beside it in one that does not; and what that index costs its writers. A program, not a test.
 */
public final class ListSpeed {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final int PAGE = 50;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** A page: what is asked, and how many documents stand before it. */
    private record Page(Bson filter, int skip) {}

    private static final Map<String, Page> PAGES = new LinkedHashMap<>();

    static {
        var open = in("state.status", "requested", "assessing", "drafted");
        PAGES.put("page 1 of all open", new Page(and(eq("authority", "825"), open), 0));
        PAGES.put("page 100", new Page(and(eq("authority", "825"), open), 99 * PAGE));
        PAGES.put(
                "one coordinator's",
                new Page(and(eq("authority", "825"), and(open, in("state.coordinator", "S17"))), 0));
        PAGES.put("overdue", new Page(and(eq("authority", "825"), and(open, lt("state.dueOn", TODAY.toString()))), 0));
        PAGES.put(
                "five conditions",
                new Page(
                        and(
                                eq("authority", "825"),
                                and(
                                        open,
                                        in("state.nextStep", "decide", "draft", "issue"),
                                        lte("state.dueOn", TODAY.plusDays(14).toString()),
                                        in("state.circumstances.locality", "Aylesbury", "Wycombe"),
                                        in("state.circumstances.primaryNeed", "ASD", "SEMH", "SLCN"))),
                        0));
    }

    /** A store of its own with one collection of cases. */
    private record Side(String name, EmbeddedStore store, MongoClient client, MongoCollection<Document> cases)
            implements AutoCloseable {

        static Side open(Path folder, String name) {
            var store = EmbeddedStore.start(folder.resolve(name), 0);
            var client = MongoClients.create(store.uri());
            var cases = client.getDatabase("speed").getCollection("cases");
            var unique = new IndexOptions().unique(true);
            cases.createIndex(Indexes.ascending("authority", "child", "slot"), unique);
            cases.createIndex(Indexes.ascending("authority", "reference"), unique);
            cases.createIndex(
                    Indexes.ascending("behind"), new IndexOptions().unique(true).sparse(true));
            return new Side(name, store, client, cases);
        }

        Side declareIndex() {
            cases.createIndex(Indexes.ascending(
                    "authority",
                    "state.status",
                    "state.dueOn",
                    "reference",
                    "state.coordinator",
                    "state.nextStep",
                    "state.circumstances.locality",
                    "state.circumstances.primaryNeed",
                    "state.circumstances.schoolYear"));
            return this;
        }

        @Override
        public void close() {
            client.close();
            store.close();
        }
    }

    private ListSpeed() {}

    /** @param arguments "lists" or "writes", and how many cases */
    public static void main(String[] arguments) throws Exception {
        boolean writes = arguments.length > 0 && arguments[0].equals("writes");
        int cases = arguments.length < 2 ? 20_000 : Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("list-speed-");
        try (var plain = Side.open(folder, "plain");
                // Says how much of a difference is chance.
                var alike = Side.open(folder, "alike");
                var indexed = Side.open(folder, "indexed").declareIndex()) {
            if (writes) {
                compare("bulk inserts of 200", List.of(plain, alike, indexed), inserts(cases));
                for (int moving : new int[] {0, 4, 10}) {
                    var name = "100 commands, %d of 10 move the case in its lists".formatted(moving);
                    compare(name, List.of(plain, alike, indexed), commands(plain.cases(), cases, moving));
                }
            } else {
                compare("bulk inserts of 200", List.of(plain, indexed), inserts(cases));
                for (int round = 1; round <= 3; round++) {
                    System.out.println("round " + round);
                    // Seconds each: once is enough for a ratio.
                    pages("scan", plain.cases(), 1);
                    pages("index", indexed.cases(), 200);
                    byId(indexed.cases(), cases, 200);
                }
            }
        }
    }

    /** Lets every side do each piece of work, in turns, and prints what it takes relative to the first; the processor's time is what others on the machine disturb least. */
    private static void compare(String what, List<Side> sides, List<Consumer<MongoCollection<Document>>> work) {
        var times = new double[sides.size()][work.size()];
        var processor = new double[sides.size()][work.size()];
        for (int piece = 0; piece < work.size(); piece++) {
            for (int turn = 0; turn < sides.size(); turn++) {
                int side = (turn + piece) % sides.size();
                long processorStart = PROCESS.getProcessCpuTime();
                long start = System.nanoTime();
                work.get(piece).accept(sides.get(side).cases());
                times[side][piece] = (System.nanoTime() - start) / 1e6;
                processor[side][piece] = (PROCESS.getProcessCpuTime() - processorStart) / 1e6;
            }
        }
        System.out.println(what);
        for (int side = 0; side < sides.size(); side++) {
            System.out.printf(
                    "  %-8s %6.1f ms (%.3f), processor %6.1f ms (%.3f)%n",
                    sides.get(side).name(),
                    middle(times[side]),
                    middle(times[side]) / middle(times[0]),
                    middle(processor[side]),
                    middle(processor[side]) / middle(processor[0]));
        }
    }

    /** The mean of the middle half. */
    private static double middle(double[] values) {
        int quarter = values.length / 4;
        return Arrays.stream(values)
                .sorted()
                .skip(quarter)
                .limit(values.length - 2L * quarter)
                .average()
                .orElseThrow();
    }

    private static List<Consumer<MongoCollection<Document>>> inserts(int cases) {
        var work = new ArrayList<Consumer<MongoCollection<Document>>>();
        for (int from = 0; from < cases; from += 200) {
            int first = from;
            work.add(collection -> {
                // The same cases for every side, and made anew: a driver would keep the ids.
                var random = new Random(first);
                collection.insertMany(IntStream.range(first, Math.min(cases, first + 200))
                        .mapToObj(number -> openCase(number, random))
                        .toList());
            });
        }
        return work;
    }

    private record Command(Bson guard, Bson change, Bson published) {}

    /** Commands as platform/casefile writes them: read, update under a guard, mark as published. */
    private static List<Consumer<MongoCollection<Document>>> commands(
            MongoCollection<Document> any, int cases, int moving) {
        var random = new Random(moving);
        return IntStream.range(0, 60)
                .<Consumer<MongoCollection<Document>>>mapToObj(block -> {
                    var commands = IntStream.range(0, 100)
                            .mapToObj(
                                    number -> command(any, random.nextInt(cases), random.nextInt(10) < moving, random))
                            .toList();
                    return collection -> commands.forEach(command -> run(collection, command));
                })
                .toList();
    }

    private static Command command(MongoCollection<Document> cases, int number, boolean moves, Random random) {
        var one = and(eq("_id", id(number)), eq("authority", "825"));
        var present = cases.find(one).first();
        var state = moves
                ? state(random)
                : new Document(present.get("state", Document.class)).append("seen", random.nextInt());
        return new Command(
                one,
                Updates.combine(
                        Updates.set("state", state),
                        Updates.set("slot", "open"),
                        Updates.inc("version", 1),
                        Updates.set("lastEvent", id(random.nextInt())),
                        Updates.set("behind", id(number)),
                        Updates.pushEach("history", List.of(entry(14, random)))),
                Updates.combine(Updates.inc("published.upTo", 1), Updates.unset("behind")));
    }

    private static void run(MongoCollection<Document> cases, Command command) {
        int version = cases.find(command.guard())
                .projection(Projections.exclude("history"))
                .first()
                .getInteger("version");
        var changed = cases.updateOne(and(command.guard(), eq("version", version)), command.change());
        if (changed.getModifiedCount() != 1) throw new IllegalStateException("not updated: " + command);
        cases.updateOne(command.guard(), command.published());
    }

    private static void pages(String how, MongoCollection<Document> cases, int rounds) {
        PAGES.forEach((name, page) -> {
            var times = new long[rounds];
            var counts = new long[rounds];
            int rows = 0;
            long counted = 0;
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                rows = cases.find(page.filter())
                        .projection(Projections.exclude("history"))
                        .sort(Sorts.ascending("state.dueOn", "reference"))
                        .batchSize(1_000)
                        .skip(page.skip())
                        .limit(PAGE)
                        .into(new ArrayList<>())
                        .size();
                long listed = System.nanoTime();
                counted = cases.countDocuments(page.filter());
                times[round] = System.nanoTime() - start;
                counts[round] = System.nanoTime() - listed;
            }
            Arrays.sort(counts);
            print(
                    how + ": " + name,
                    times,
                    ", of which the count %.1f; %d of %,d".formatted(counts[rounds / 2] / 1e6, rows, counted));
        });
    }

    private static void byId(MongoCollection<Document> cases, int number, int rounds) {
        var random = new Random(5);
        var times = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            cases.find(eq("_id", id(random.nextInt(number)))).first();
            times[round] = System.nanoTime() - start;
        }
        print("one case by its id", times, "");
    }

    private static void print(String what, long[] times, String more) {
        Arrays.sort(times);
        System.out.printf(
                "  %-28s p50 %7.1f ms, p99 %7.1f ms%s%n",
                what, times[times.length / 2] / 1e6, times[Math.ceilDiv(times.length * 99, 100) - 1] / 1e6, more);
    }

    private static String id(int number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, number).toString();
    }

    /** About as platform/casefile writes an assessment halfway through its course. */
    private static Document openCase(int number, Random random) {
        var id = id(number);
        return new Document("_id", id)
                .append("authority", "825")
                .append("child", "C" + number)
                .append("slot", "open")
                .append("reference", "EHC-%07d".formatted(number * 7919L % 10_000_000))
                .append("childKey", id(-number))
                .append("version", 13)
                .append("lastEvent", id(number + 7))
                .append("recordedAt", "2026-11-20T09:00:00.123Z")
                .append("published", new Document("generation", 1).append("upTo", 13))
                .append("state", state(random))
                .append(
                        "history",
                        IntStream.rangeClosed(1, 13)
                                .mapToObj(sequence -> entry(sequence, random))
                                .toList())
                .append(
                        "personal",
                        new Document("firstName", "Given" + number)
                                .append("lastName", "Family" + number)
                                .append("birthDate", "2017-05-04"))
                .append("notes", List.of(new Document("sequence", 3).append("text", "a note of the coordinator's")))
                .append(
                        "requests",
                        List.of(new Document("key", id)
                                .append("fingerprint", id + id)
                                .append("version", 1)
                                .append("changed", true)));
    }

    private static String any(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static Document state(Random random) {
        var requested = TODAY.minusDays(random.nextInt(200));
        return new Document("status", any(random, "requested", "assessing", "drafted"))
                .append("coordinator", "S" + random.nextInt(40))
                .append("nextStep", any(random, "decide", "advice", "draft", "issue"))
                .append("dueOn", requested.plusDays(140).toString())
                .append(
                        "circumstances",
                        new Document("locality", any(random, "Aylesbury", "Wycombe", "Chiltern and South Bucks"))
                                .append("primaryNeed", any(random, "ASD", "SEMH", "SLCN", "SPLD", "MLD", "SLD"))
                                .append("schoolYear", random.nextInt(14) + "")
                                .append("senStatus", "sen-support")
                                .append("socialCareStatus", "none"))
                .append(
                        "steps",
                        IntStream.range(0, 12)
                                .mapToObj(step -> new Document("step", "advice-received")
                                        .append("on", requested.plusDays(step).toString())
                                        .append("sequence", step))
                                .toList())
                .append(
                        "clocks",
                        IntStream.range(0, 9)
                                .mapToObj(clock -> new Document("clock", "ehc-advice-" + clock)
                                        .append("version", 1)
                                        .append("startedOn", requested.toString())
                                        .append("dueOn", requested.plusDays(42).toString()))
                                .toList());
    }

    private static Document entry(int sequence, Random random) {
        return new Document("id", id(random.nextInt()))
                .append("type", "waymark.assessments.advice-received")
                .append("sequence", sequence)
                .append("effectiveOn", "2026-06-03")
                .append("recordedAt", "2026-06-03T09:00:00.123Z")
                .append("role", "coordinator")
                .append("actor", "S17")
                .append("data", """
                        {"body":"educational-psychologist","receivedOn":"2026-06-03","clocks":[{"clock":"ehc-advice",\
                        "version":1,"action":"stop","startedOn":"2026-05-01","dueOn":"2026-06-12"}]}""")
                .append("previous", id(random.nextInt()));
    }
}
