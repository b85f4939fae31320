package waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index changes how soon a list is there, never what it says: the same random documents, writes and questions, with indexes and without. */
class ListIndexTest {

    private static final List<String> FIELDS = List.of(
            "authority", "state", "state.dueOn", "state.status", "state.place.ward", "reference", "tags", "extra");

    private static final Document AUTHORITY = new Document("authority", "825");

    @TempDir
    Path folder;

    private EmbeddedStore store;
    private MongoClient client;
    private MongoCollection<Document> indexed;
    private MongoCollection<Document> scanned;

    @BeforeEach
    void start() {
        store = EmbeddedStore.start(folder, 0);
        client = MongoClients.create(store.uri());
        collections("lists");
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    private void collections(String database) {
        indexed = client.getDatabase(database).getCollection("indexed");
        scanned = client.getDatabase(database).getCollection("scanned");
    }

    private void declareIndexes() {
        indexed.createIndex(
                Indexes.ascending("authority", "state.dueOn", "reference", "state.status", "state.place.ward"));
        indexed.createIndex(Indexes.descending("tags", "state.place"));
    }

    @Test
    void indexedListsSayWhatScansSay() {
        for (int seed = 0; seed < 10; seed++) {
            // Given
            collections("lists" + seed);
            var random = new Random(seed);
            if (seed % 2 == 0) declareIndexes();
            write(random, 150);
            if (seed % 2 == 1) declareIndexes();
            write(random, 50);

            for (int question = 0; question < 100; question++) {
                // When
                var filter = filter(random, 2);
                var sort = sort(random);
                int skip = random.nextInt(4) == 0 ? random.nextInt(60) : 0;
                int limit = random.nextInt(3) == 0 ? 0 : random.nextInt(30);
                var projection = random.nextInt(3) == 0 ? new Document("state", 0) : null;

                // Then
                var all = list(scanned, filter, sort, 0, 0, projection);
                int from = Math.min(skip, all.size());
                int to = limit == 0 ? all.size() : Math.min(all.size(), from + limit);
                for (var cases : List.of(indexed, scanned)) {
                    assertThat(list(cases, filter, sort, skip, limit, projection))
                            .as("seed %d: %s sorted by %s from %d, %d", seed, filter, sort, skip, limit)
                            .isEqualTo(all.subList(from, to));
                    assertThat(cases.countDocuments(filter))
                            .as("seed %d: count of %s", seed, filter)
                            .isEqualTo(all.size());
                }
            }
        }
    }

    @Test
    void aListOfDeclaredFieldsScansNothing() {
        // Given
        declareIndexes();
        write(new Random(1), 100);
        var open = Filters.and(
                AUTHORITY, Filters.not(Filters.lt("state.dueOn", "2026-03-05")), Filters.exists("reference"));
        long before = store.scans();

        // When
        indexed.find(open).sort(Sorts.descending("state.dueOn")).limit(5).first();
        indexed.find(open).sort(Sorts.descending("version")).first();
        indexed.find(Filters.and(open, Filters.eq("version", 1))).first();
        indexed.countDocuments(open);
        indexed.updateMany(open, Updates.inc("version", 1));

        // Then
        assertThat(store.scans() - before).isZero();
    }

    @Test
    void aRestartFindsTheRowsAgain() {
        // Given
        declareIndexes();
        write(new Random(2), 100);
        stop();

        // When
        start();
        declareIndexes();

        // Then
        var sort = Sorts.ascending("state.dueOn", "reference");
        var listed = indexed.find(AUTHORITY).sort(sort).into(new ArrayList<>());
        assertThat(store.scans()).isZero();
        assertThat(listed).isEqualTo(scanned.find(AUTHORITY).sort(sort).into(new ArrayList<>()));
    }

    @Test
    void aCaseThatMovesInAListIsInItAllTheWhile() throws Exception {
        // Given
        declareIndexes();
        indexed.insertMany(IntStream.range(0, 500)
                .mapToObj(id -> new Document("_id", id)
                        .append("authority", "825")
                        .append("state", new Document("dueOn", "2026-03-10")))
                .toList());
        try (var threads = Executors.newFixedThreadPool(1)) {
            Future<?> writer = threads.submit(() -> {
                var random = new Random(3);
                for (int move = 0; move < 500; move++) {
                    var day = "2026-03-" + (10 + random.nextInt(15));
                    indexed.updateOne(Filters.eq("_id", random.nextInt(500)), Updates.set("state.dueOn", day));
                }
            });

            // When
            List<List<Document>> seen = new ArrayList<>();
            while (!writer.isDone()) {
                seen.add(indexed.find(AUTHORITY)
                        .sort(Sorts.ascending("state.dueOn"))
                        .into(new ArrayList<>()));
            }
            writer.get();

            // Then
            assertThat(seen).isNotEmpty().allSatisfy(list -> {
                assertThat(list).doesNotHaveDuplicates().hasSize(500);
                assertThat(list)
                        .extracting(
                                listed -> listed.get("state", Document.class).getString("dueOn"))
                        .isSorted();
            });
        }
    }

    private static List<Document> list(
            MongoCollection<Document> cases, Document filter, Document sort, int skip, int limit, Document projection) {
        return cases.find(filter)
                .sort(sort)
                .skip(skip)
                .limit(limit)
                .projection(projection)
                .into(new ArrayList<>());
    }

    /** The same inserts, updates, replacements and deletions in both. */
    private void write(Random random, int writes) {
        for (int write = 0; write < writes; write++) {
            int id = random.nextInt(120);
            var which = random.nextInt(5) == 0 ? filter(random, 1) : new Document("_id", id);
            switch (random.nextInt(6)) {
                case 0 -> both(cases -> cases.deleteOne(new Document("_id", id)));
                case 1 -> {
                    var change = new Document("$set", new Document("state.status", scalar(random)));
                    both(cases -> cases.updateMany(which, change));
                }
                case 2 -> {
                    var change = new Document("$unset", new Document("state.dueOn", ""));
                    both(cases -> cases.updateOne(new Document("_id", id), change));
                }
                default -> {
                    var document = document(id, random);
                    both(cases ->
                            cases.replaceOne(new Document("_id", id), document, new ReplaceOptions().upsert(true)));
                }
            }
        }
        var more = IntStream.range(0, 20)
                .mapToObj(number -> document(1_000 + random.nextInt(1_000_000), random))
                .toList();
        both(cases -> cases.insertMany(more));
    }

    private void both(Consumer<MongoCollection<Document>> write) {
        write.accept(indexed);
        write.accept(scanned);
    }

    private static Document document(int id, Random random) {
        var document = new Document("_id", id).append("authority", random.nextInt(4) == 0 ? "826" : "825");
        var state = new Document();
        maybe(random, state, "dueOn", () -> "2026-03-" + (10 + random.nextInt(15)));
        maybe(random, state, "dueOn", () -> scalar(random));
        maybe(random, state, "status", () -> scalar(random));
        maybe(random, state, "place", () -> new Document("ward", scalar(random)));
        if (random.nextInt(12) == 0) {
            state.append("place", List.of(new Document("ward", scalar(random)), new Document("ward", scalar(random))));
        }
        if (random.nextInt(12) == 0) state.append("status", Arrays.asList(scalar(random), scalar(random)));
        if (random.nextInt(12) == 0) state.append("dueOn", List.of("2026-03-" + (10 + random.nextInt(15))));
        maybe(random, document, "state", () -> state);
        maybe(random, document, "reference", () -> "R" + random.nextInt(30));
        maybe(random, document, "tags", () -> Arrays.asList(scalar(random), scalar(random)));
        // Not in a field that is sorted by: no two empty lists have an order in the library.
        if (random.nextInt(12) == 0) document.append("tags", List.of());
        maybe(random, document, "extra", () -> scalar(random));
        return document.append("version", random.nextInt(5));
    }

    private static void maybe(Random random, Document document, String field, Supplier<Object> value) {
        if (random.nextInt(5) > 0) document.append(field, value.get());
    }

    private static Object scalar(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> random.nextInt(4);
            case 2 -> random.nextInt(4) * 1L;
            case 3 -> random.nextInt(4) / 2.0;
            case 4 -> random.nextBoolean();
            case 5 -> Date.from(Instant.EPOCH.plusSeconds(random.nextInt(3)));
            default -> "abcd".substring(random.nextInt(4));
        };
    }

    private static Document sort(Random random) {
        var fields = new ArrayList<>(
                List.of("authority", "state.dueOn", "state.status", "reference", "state.place.ward", "extra", "_id"));
        Collections.shuffle(fields, random);
        var sort = new Document();
        fields.subList(0, random.nextInt(4)).forEach(field -> sort.append(field, random.nextBoolean() ? 1 : -1));
        return sort;
    }

    private static Document filter(Random random, int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            var parts = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(part -> filter(random, depth - 1))
                    .toList();
            return new Document(random.nextInt(4) == 0 ? "$or" : "$and", parts);
        }
        var filter = new Document();
        for (int conditions = random.nextInt(3); conditions >= 0; conditions--) {
            var field = FIELDS.get(random.nextInt(FIELDS.size()));
            filter.append(field, field.equals("authority") ? "825" : condition(random));
        }
        return filter;
    }

    private static Object condition(Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> scalar(random);
            case 2, 3 ->
                new Document(
                        "$in",
                        IntStream.range(0, 3).mapToObj(value -> scalar(random)).toList());
            case 4 ->
                new Document(
                        "$nin",
                        IntStream.range(0, 3).mapToObj(value -> scalar(random)).toList());
            case 5 -> new Document("$ne", scalar(random));
            case 6 -> new Document("$lt", scalar(random));
            case 7 -> new Document("$gte", scalar(random)).append("$lte", scalar(random));
            case 8 -> new Document("$gt", "2026-03-15");
            case 9 -> new Document("$not", new Document("$lt", "2026-03-15"));
            case 10 -> new Document("$exists", random.nextBoolean());
            default -> new Document("$eq", scalar(random));
        };
    }
}
