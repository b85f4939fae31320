package waymark.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our services rely on in a store; holds for MongoDB as well as for the embedded one. */
public abstract class StoreConformance {

    private MongoCollection<Document> cases;

    protected abstract MongoClient client();

    @BeforeEach
    void emptyCollection() {
        cases = client().getDatabase("conformance").getCollection("cases");
        cases.drop();
        cases.createIndex(
                Indexes.ascending("authority", "child", "slot"),
                new IndexOptions().unique(true).name("one_open_case"));
    }

    private static Document openCase(String id, String child) {
        return new Document("_id", id)
                .append("authority", "825")
                .append("child", child)
                .append("slot", "open")
                .append("version", 1)
                .append("history", List.of(new Document("type", "opened")));
    }

    @Test
    void aGuardedUpdateHappensOnceOnly() {
        // Given
        cases.insertOne(openCase("a", "one"));
        var guard = and(eq("_id", "a"), eq("version", 1));
        var append = combine(inc("version", 1), push("history", new Document("type", "closed")));

        // When
        long first = cases.updateOne(guard, append).getModifiedCount();
        long second = cases.updateOne(guard, append).getModifiedCount();

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(second).isZero();
        assertThat(cases.find(eq("_id", "a")).first().getList("history", Document.class))
                .hasSize(2);
    }

    @Test
    void racingGuardedUpdatesLoseNone() throws Exception {
        // Given
        cases.insertOne(openCase("a", "one"));
        Callable<Void> appendFifty = () -> {
            for (int done = 0; done < 50; ) {
                int version = cases.find(eq("_id", "a")).first().getInteger("version");
                done += (int) cases.updateOne(
                                and(eq("_id", "a"), eq("version", version)),
                                combine(inc("version", 1), push("history", new Document("type", "check"))))
                        .getModifiedCount();
            }
            return null;
        };

        // When
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> future : threads.invokeAll(List.of(appendFifty, appendFifty, appendFifty, appendFifty))) {
                future.get();
            }
        }

        // Then
        Document stored = cases.find(eq("_id", "a")).first();
        assertThat(stored.getInteger("version")).isEqualTo(201);
        assertThat(stored.getList("history", Document.class)).hasSize(201);
    }

    @Test
    void aReaderNeverSeesHalfAnUpdate() throws Exception {
        // Given
        cases.insertOne(openCase("a", "one"));
        try (var threads = Executors.newFixedThreadPool(1)) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 500; i++) {
                    cases.updateOne(
                            eq("_id", "a"), combine(inc("version", 1), push("history", new Document("type", "check"))));
                }
            });

            // When
            List<Document> seen = new ArrayList<>();
            while (!writer.isDone()) {
                seen.add(cases.find(eq("version", new Document("$gte", 1))).first());
            }
            writer.get();

            // Then
            assertThat(seen)
                    .allSatisfy(document -> assertThat(document.getList("history", Document.class))
                            .hasSize(document.getInteger("version")));
        }
    }

    @Test
    void aDuplicateNamesTheIndexThatRefusedIt() {
        // Given
        cases.insertOne(openCase("a", "one"));

        // When
        var sameId = catchThrowableOfType(MongoWriteException.class, () -> cases.insertOne(openCase("a", "two")));
        var sameChild = catchThrowableOfType(MongoWriteException.class, () -> cases.insertOne(openCase("b", "one")));

        // Then
        assertThat(sameId.getError().getCode()).isEqualTo(11000);
        assertThat(sameId.getError().getMessage()).contains("index: _id_ dup key");
        assertThat(sameChild.getError().getMessage()).contains("index: one_open_case dup key");
        assertThat(cases.countDocuments()).isEqualTo(1);
    }

    @Test
    void anUpdateIntoATakenKeyIsRefusedAndChangesNothing() {
        // Given
        cases.insertMany(List.of(openCase("a", "one"), openCase("b", "two")));
        var toOne = set("child", "one");

        // When
        var update = catchThrowableOfType(MongoWriteException.class, () -> cases.updateOne(eq("_id", "b"), toOne));
        var findAndModify =
                catchThrowableOfType(MongoCommandException.class, () -> cases.findOneAndUpdate(eq("_id", "b"), toOne));

        // Then
        assertThat(List.<MongoException>of(update, findAndModify))
                .extracting(MongoException::getCode)
                .containsOnly(11000);
        assertThat(findAndModify).hasMessageContaining("one_open_case");
        assertThat(cases.find(eq("_id", "b")).first()).isEqualTo(openCase("b", "two"));
        assertThat(cases.countDocuments(and(eq("authority", "825"), eq("child", "two"), eq("slot", "open"))))
                .isEqualTo(1);
    }

    @Test
    void aChangedKeyFreesTheOldOneAndTakesTheNew() {
        // Given
        cases.insertOne(openCase("a", "one"));

        // When
        cases.updateOne(and(eq("_id", "a"), eq("version", 1)), combine(set("slot", "a"), inc("version", 1)));

        // Then
        cases.insertOne(openCase("b", "one"));
        assertThat(cases.find(and(eq("authority", "825"), eq("child", "one"), eq("slot", "a")))
                        .first()
                        .getString("_id"))
                .isEqualTo("a");
        assertThat(catchThrowableOfType(
                                MongoWriteException.class, () -> cases.updateOne(eq("_id", "a"), set("slot", "open")))
                        .getCode())
                .isEqualTo(11000);
    }

    @Test
    void aDeletedDocumentFreesItsKeys() {
        // Given
        cases.insertOne(openCase("a", "one"));

        // When
        cases.deleteOne(and(eq("_id", "a"), eq("version", 1)));

        // Then
        cases.insertOne(openCase("a", "one"));
        assertThat(cases.countDocuments()).isEqualTo(1);
    }

    @Test
    void anUnorderedBulkInsertTakesAllButTheDuplicates() {
        // Given
        cases.insertOne(openCase("a", "one"));
        var batch = List.of(openCase("b", "two"), openCase("c", "one"), openCase("d", "three"));

        // When
        var refused = catchThrowableOfType(
                MongoBulkWriteException.class, () -> cases.insertMany(batch, new InsertManyOptions().ordered(false)));

        // Then
        assertThat(refused.getWriteErrors()).singleElement().satisfies(error -> {
            assertThat(error.getIndex()).isEqualTo(1);
            assertThat(error.getCode()).isEqualTo(11000);
        });
        assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(2);
        assertThat(cases.countDocuments()).isEqualTo(3);
    }

    @Test
    void anOrderedBulkStopsAtItsFirstError() {
        // Given
        cases.insertMany(List.of(openCase("a", "one"), openCase("b", "two"), openCase("c", "three")));
        var updates = List.of(
                new UpdateOneModel<Document>(eq("_id", "a"), set("version", 2)),
                new UpdateOneModel<Document>(eq("_id", "b"), set("child", "one")),
                new UpdateOneModel<Document>(eq("_id", "c"), set("version", 2)));

        // When
        var refused = catchThrowableOfType(MongoBulkWriteException.class, () -> cases.bulkWrite(updates));

        // Then
        assertThat(refused.getWriteErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getIndex()).isEqualTo(1));
        assertThat(refused.getWriteResult().getModifiedCount()).isEqualTo(1);
        assertThat(cases.find(eq("_id", "c")).first().getInteger("version")).isEqualTo(1);
    }

    @Test
    void findAndModifyGivesTheDocumentAsAskedFor() {
        // Given
        cases.insertOne(openCase("a", "one"));
        var guard = and(eq("_id", "a"), eq("authority", "825"));

        // When
        Document before = cases.findOneAndUpdate(guard, inc("version", 1));
        Document after = cases.findOneAndUpdate(
                guard, inc("version", 1), new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));

        // Then
        assertThat(before.getInteger("version")).isEqualTo(1);
        assertThat(after.getInteger("version")).isEqualTo(3);
    }

    @Test
    void aFilterWithKeysStillMatchesAllItsConditions() {
        // Given
        cases.insertMany(List.of(openCase("a", "one"), openCase("b", "two"), openCase("c", "three")));

        // When
        var found = cases.find(and(in("_id", "c", "a", "a", "missing"), eq("authority", "825")))
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
        long none = cases.countDocuments(and(eq("_id", "a"), eq("authority", "826")));

        // Then
        assertThat(found).extracting(document -> document.getString("_id")).containsExactly("a", "c");
        assertThat(none).isZero();
    }

    @Test
    void anIndexThatItsDocumentsBreakIsRefusedEveryTime() {
        // Given
        cases.insertMany(List.of(openCase("a", "one"), openCase("b", "two")));

        // When
        var attempts = IntStream.range(0, 2)
                .mapToObj(attempt -> catchThrowableOfType(
                        DuplicateKeyException.class,
                        () -> cases.createIndex(
                                Indexes.ascending("authority"),
                                new IndexOptions().unique(true).name("one_an_authority"))))
                .toList();

        // Then
        assertThat(attempts).doesNotContainNull();
    }

    @Test
    void aLongListComesInBatches() {
        // Given
        cases.insertMany(IntStream.range(0, 2500)
                .mapToObj(i -> openCase("case-" + i, "child-" + i))
                .toList());

        // When
        var listed = cases.find(eq("authority", "825")).batchSize(100).into(new ArrayList<>());

        // Then
        assertThat(listed).hasSize(2500);
    }
}
