package waymark.casefile;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.casefile.Errand.Command;
import waymark.casefile.Errand.Event;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;
import waymark.events.CaseEvent;
import waymark.events.ChildKeys;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;
import waymark.events.UnreadableEvent;

class PublicationTest {
    private static final LocalDate DAY = LocalDate.of(2022, 2, 28);
    private static final Recorder BY =
            new Recorder("825", "S1", "cme-officer", Instant.parse("2022-02-28T12:00:00Z"), null);
    private static final ChildKeys KEYS =
            new ChildKeys("a secret for tests and nothing else".getBytes(StandardCharsets.UTF_8));
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    static Path folder;

    private static EmbeddedStore store;
    private static MongoClient client;
    private static EmbeddedBroker broker;
    private static KafkaConnection kafka;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<AutoCloseable> open = new ArrayList<>();
    private CaseKind<Errand, Command, Event> kind;
    private MongoDatabase database;
    private Producer<String, byte[]> producer;

    @BeforeAll
    static void start() {
        store = EmbeddedStore.start(folder.resolve("store"), 0);
        client = MongoClients.create(store.uri());
        startBroker(0);
        kafka = new KafkaConnection(broker.bootstrapServers(), Map.of());
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    private static void startBroker(int port) {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, 0);
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
        broker.close();
    }

    /** Of which cases it was said that what is kept beside them is to be erased. */
    private final Set<UUID> erased = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void anew() throws Exception {
        kind = Errand.kind("waymark.errands-" + UUID.randomUUID());
        database = client.getDatabase("test-" + UUID.randomUUID());
        try (var admin = kafka.admin()) {
            Topics.ensure(admin, List.of(kind.topic()));
        }
        producer = kafka.producer("test");
        open.add(producer);
    }

    @AfterEach
    void letGo() throws Exception {
        for (var one : open.reversed()) one.close();
    }

    private Publication publication(Duration sweepEvery, int mostWaiting) {
        var publication = new Publication(kind, database, producer, sweepEvery, erased::addAll, metrics, mostWaiting);
        open.add(publication);
        return publication;
    }

    private Publication publication() {
        return publication(NEVER, 1_000);
    }

    private CaseFiles<Errand, Command, Event> cases(Consumer<Unpublished> publication) {
        return new CaseFiles<>(kind, database, KEYS, publication);
    }

    /** It writes, and dies before it publishes. */
    private CaseFiles<Errand, Command, Event> casesOfADyingProcess() {
        return cases(written -> {});
    }

    private static UUID begin(CaseFiles<Errand, Command, Event> cases, int number) {
        return begin(cases, number, List.of());
    }

    private static UUID begin(CaseFiles<Errand, Command, Event> cases, int number, List<String> shops) {
        var id = CaseIds.fromReference("825", "errands", "R" + number);
        var command = new Command.Begin(DAY, null, null, new Errand.Route(shops, Map.of()));
        done(cases.open(BY, new Filing<>(id, "C" + number, "R" + number, Instruction.of(command), false)));
        return id;
    }

    private static void step(CaseFiles<Errand, Command, Event> cases, UUID id) {
        done(cases.execute(BY, id, Instruction.of(new Command.Step(DAY))));
    }

    private static void done(Answer<Errand> answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
    }

    private long behind() {
        return database.getCollection("errands").countDocuments(exists("behind"));
    }

    private void awaitPublished() {
        await().until(() -> behind() == 0);
    }

    private List<ConsumerRecord<String, byte[]>> records() throws Exception {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        new TopicReader(kafka, "test", TopicReader.partitionsOf(List.of(kind.topic())), Map.of())
                .readToPresentEnd(batch -> batch.forEach(records::add));
        return records;
    }

    private static CaseEvent read(ConsumerRecord<String, byte[]> message) {
        try {
            return CloudEventRecords.read(message);
        } catch (UnreadableEvent broken) {
            throw new AssertionError(broken);
        }
    }

    private static String generation(ConsumerRecord<String, byte[]> message) {
        return new String(message.headers().lastHeader("ce_generation").value(), StandardCharsets.UTF_8);
    }

    private Map<UUID, List<CaseEvent>> delivered() throws Exception {
        return records().stream()
                .map(PublicationTest::read)
                .collect(groupingBy(CaseEvent::caseId, LinkedHashMap::new, toList()));
    }

    private List<CaseEvent> history(UUID id) {
        return history(
                database.getCollection("errands").find(eq("_id", id.toString())).first());
    }

    private static List<CaseEvent> history(Document document) {
        return HistoryForm.read(document).stream().map(Entry::event).toList();
    }

    /** What came first of each event, in the order in which it came, is the history; each document says so. */
    private void assertDelivered(Map<UUID, List<CaseEvent>> delivered, int generation) {
        for (var document : database.getCollection("errands").find()) {
            var id = UUID.fromString(document.getString("_id"));
            assertThat(delivered.get(id).stream().distinct()).isEqualTo(history(id));
            assertThat(document).doesNotContainKey("behind");
            assertThat(document.get("published"))
                    .isEqualTo(new Document("generation", generation).append("upTo", document.getInteger("version")));
        }
    }

    private void assertDeliveredOnce(Map<UUID, List<CaseEvent>> delivered) {
        assertDelivered(delivered, 1);
        delivered.forEach((id, events) -> assertThat(events).isEqualTo(history(id)));
    }

    @Test
    void everyEventArrivesOnceAndInOrderUnderLoad() throws Exception {
        // Given
        var cases = cases(publication());
        try (var threads = Executors.newFixedThreadPool(8)) {
            var ids = IntStream.range(0, 40)
                    .mapToObj(number -> begin(cases, number))
                    .toList();

            // When
            var running = new ArrayList<Future<?>>();
            for (int thread = 0; thread < 8; thread++) {
                int offset = thread * 5;
                running.add(threads.submit(() -> {
                    for (int command = 0; command < 150; command++) {
                        step(cases, ids.get((offset + command) % ids.size()));
                    }
                }));
            }
            for (var one : running) one.get();
        }
        awaitPublished();

        // Then
        var delivered = delivered();
        assertThat(delivered.values().stream().mapToInt(List::size).sum()).isEqualTo(40 + 8 * 150);
        assertDeliveredOnce(delivered);
        assertThat(metrics.get("waymark.publication.events").counter().count()).isEqualTo(40 + 8 * 150);
        assertThat(metrics.get("waymark.publication.failures").counter().count())
                .isZero();
    }

    @Test
    void commandsAreAcceptedWithoutABrokerAndTheirEventsFollow() throws Exception {
        // Given
        var impatient = new KafkaConnection(
                kafka.bootstrapServers(),
                Map.of("request.timeout.ms", "1000", "delivery.timeout.ms", "2000", "max.block.ms", "1000"));
        producer = impatient.producer("test");
        open.add(producer);
        var cases = cases(publication());
        var ids =
                IntStream.range(0, 20).mapToObj(number -> begin(cases, number)).toList();
        awaitPublished();
        int port = Integer.parseInt(
                kafka.bootstrapServers().substring(kafka.bootstrapServers().lastIndexOf(':') + 1));

        // When
        broker.close();
        try {
            for (var id : ids) {
                step(cases, id);
                step(cases, id);
            }
            var lag = metrics.get("waymark.publication.lag").gauge();
            await().until(() -> lag.value() > 3);
            for (var id : ids) step(cases, id);
            assertThat(behind()).isEqualTo(20);
        } finally {
            startBroker(port);
        }
        awaitPublished();

        // Then
        assertDelivered(delivered(), 1);
        await().until(() -> metrics.get("waymark.publication.lag").gauge().value() == 0);
        assertThat(metrics.get("waymark.publication.failures").counter().count())
                .isPositive();
    }

    @Test
    void whatADeadProcessLeftBehindIsPublishedByTheNext() throws Exception {
        // Given
        var dead = casesOfADyingProcess();
        for (int number = 0; number < 30; number++) {
            var id = begin(dead, number);
            for (int command = 0; command < number % 4; command++) step(dead, id);
        }
        assertThat(behind()).isEqualTo(30);

        // When
        publication();
        awaitPublished();

        // Then
        assertDeliveredOnce(delivered());
    }

    @Test
    void whatADeadProcessLeftBehindComesBeforeTheNextEventOfTheCase() throws Exception {
        // Given
        var publication = publication();
        var id = begin(cases(publication), 1);
        awaitPublished();
        step(casesOfADyingProcess(), id);

        // When
        step(cases(publication), id);
        awaitPublished();

        // Then
        assertDeliveredOnce(delivered());
    }

    @Test
    void aRegularSweepFindsWhatNobodyHandedOver() throws Exception {
        // Given
        publication(Duration.ofMillis(300), 10);
        var dead = casesOfADyingProcess();

        // When
        for (int number = 0; number < 5; number++) step(dead, begin(dead, number));
        awaitPublished();

        // Then
        assertDelivered(delivered(), 1);
    }

    @Test
    void severalInstancesLeaveNoGapAndNothingFirstOutOfOrder() throws Exception {
        // Given
        var ones = cases(publication());
        var others = cases(publication());
        var ids = IntStream.range(0, 10).mapToObj(number -> begin(ones, number)).toList();

        // When
        try (var threads = Executors.newFixedThreadPool(4)) {
            var running = new ArrayList<Future<?>>();
            for (int thread = 0; thread < 4; thread++) {
                var cases = thread % 2 == 0 ? ones : others;
                running.add(threads.submit(() -> {
                    for (int command = 0; command < 60; command++) step(cases, ids.get(command % ids.size()));
                }));
            }
            for (var one : running) one.get();
        }
        awaitPublished();

        // Then
        assertDelivered(delivered(), 1);
    }

    @Test
    void oneCaseIsPublishedAgainAsANewGeneration() throws Exception {
        // Given
        var publication = publication();
        var cases = cases(publication);
        var one = begin(cases, 1);
        var other = begin(cases, 2);
        step(cases, one);
        awaitPublished();

        // When
        boolean elsewhere = publication.republish("826", one);
        boolean here = publication.republish("825", one);
        awaitPublished();
        step(cases, one);
        awaitPublished();

        // Then
        assertThat(elsewhere).isFalse();
        assertThat(here).isTrue();
        var ofOne = records().stream()
                .filter(message -> read(message).caseId().equals(one))
                .toList();
        var history = history(one);
        assertThat(ofOne)
                .extracting(PublicationTest::read)
                .containsExactly(history.get(0), history.get(1), history.get(0), history.get(1), history.get(2));
        assertThat(ofOne).extracting(PublicationTest::generation).containsExactly("1", "1", "2", "2", "2");
        assertThat(delivered().get(other)).hasSize(1);
    }

    @Test
    void allCasesArePublishedAgainWhileTheyAreWrittenTo() throws Exception {
        // Given
        var publication = publication();
        var cases = cases(publication);
        var ids =
                IntStream.range(0, 30).mapToObj(number -> begin(cases, number)).toList();
        awaitPublished();

        // When
        long again = publication.republishAll();
        for (var id : ids) step(cases, id);
        awaitPublished();

        // Then
        assertThat(again).isEqualTo(30);
        assertDelivered(delivered(), 2);
        var secondGeneration = records().stream()
                .filter(message -> generation(message).equals("2"))
                .map(PublicationTest::read)
                .collect(groupingBy(CaseEvent::caseId));
        assertThat(secondGeneration).hasSize(30);
        secondGeneration.forEach(
                (id, events) -> assertThat(events.stream().distinct()).isEqualTo(history(id)));
    }

    @Test
    void whatIsRestoredIsPublishedAsWhatIsPublishedAgain() throws Exception {
        // Given
        var publication = publication();
        var cases = cases(publication);
        var id = begin(cases, 2);
        done(cases.keeping().eraseWithCase(BY, id));
        awaitPublished();
        publication.close();
        var errands = database.getCollection("errands");
        var restored = errands.find().first();
        Publication.beginAnew(restored);
        var other = new Document("_id", "no case").append("published", "2026-11-22");
        Publication.beginAnew(other);

        // When
        publication.republishAll();

        // Then
        assertThat(restored).isEqualTo(errands.find().first());
        assertThat(other).isEqualTo(new Document("_id", "no case").append("published", "2026-11-22"));
    }

    @Test
    void whatTheQueueCannotHoldIsFoundInTheStore() throws Exception {
        // Given
        var cases = cases(publication(NEVER, 1));

        // When
        var rows = IntStream.range(0, 2_500)
                .mapToObj(row -> new Filing<Command>(
                        CaseIds.fromReference("825", "errands", "R" + row),
                        "C" + row,
                        "R" + row,
                        Instruction.of(new Command.Report(DAY, 1, null)),
                        true))
                .toList();
        cases.fileAll(BY, null, rows);
        awaitPublished();

        // Then
        assertDeliveredOnce(delivered());
    }

    @Test
    void anEventThatKafkaRefusesHoldsUpItsCaseAlone() throws Exception {
        // Given
        var dead = casesOfADyingProcess();
        var tooLarge = begin(dead, 0, List.of("x".repeat(2_000_000)));
        for (int number = 1; number < 10; number++) step(dead, begin(dead, number));

        // When
        var cases = cases(publication());
        step(cases, tooLarge);
        await().until(() -> behind() == 1);

        // Then
        var delivered = delivered();
        assertThat(delivered).hasSize(9).doesNotContainKey(tooLarge);
        assertThat(delivered.values()).allSatisfy(events -> assertThat(events).hasSize(2));
        assertThat(metrics.get("waymark.publication.failures").counter().count())
                .isPositive();
    }

    @Test
    void publicationGoesOnAfterAFailureOfAnyKind() throws Exception {
        // Given
        var garbled = new Document("_id", "no id").append("behind", "no id");
        database.getCollection("errands").insertOne(garbled);
        var cases = cases(publication());
        var failures = metrics.get("waymark.publication.failures").counter();
        await().until(() -> failures.count() > 1);

        // When
        var id = begin(cases, 1);
        await().until(() -> delivered().containsKey(id));
        database.getCollection("errands").deleteOne(eq("_id", "no id"));
        awaitPublished();

        // Then
        assertDelivered(delivered(), 1);
    }

    @Test
    void publicationReadsNoWholeCollection() throws Exception {
        // Given
        var cases = cases(publication());
        begin(cases, 0);
        awaitPublished();
        long before = store.scans();

        // When
        var ids =
                IntStream.range(1, 50).mapToObj(number -> begin(cases, number)).toList();
        for (var id : ids) step(cases, id);
        var published = metrics.get("waymark.publication.events").counter();
        await().until(() -> published.count() == 99);

        // Then
        assertThat(store.scans() - before).isZero();
    }

    @Test
    void anErasureIsToldOnceAlsoAfterTheProcessDied() throws Exception {
        // Given
        try (var admin = kafka.admin()) {
            Topics.ensure(admin, List.of(Erasures.TOPIC));
        }
        var dying = casesOfADyingProcess();
        var id = begin(dying, 1);
        done(dying.execute(BY, id, Instruction.of(new Command.Finish(DAY))));
        var manager = new Recorder("825", "TM-01", "team-manager", BY.recordedAt(), null);
        done(dying.keeping().erase(manager, new Viewer("825", "TM-01", Set.of(), DAY), id));

        // When
        var publication = publication(Duration.ofMillis(200), 1_000);
        await().until(() -> untold() == 0);

        // Then
        var told = told(id).getFirst();
        assertThat(told.type()).isEqualTo("waymark.erasures.erased");
        assertThat(erased).contains(told.caseId());
        assertThat(told.authority()).isEqualTo("825");
        assertThat(told.child()).isNull();
        assertThat(told.actorRole()).isEqualTo("team-manager");
        assertThat(told.data()).isEqualTo("{\"kind\": \"errands\", \"erasedOn\": \"2022-02-28\"}");
        assertThat(told(id)).hasSize(1);

        // And, where the history is published again
        publication.republishAll();
        await().until(() -> told(id).size() == 2);
        assertThat(told(id).getLast()).isEqualTo(told);
    }

    @Test
    void whatIsErasedWithItsCaseIsNotToldItself() throws Exception {
        // Given
        var cases = cases(publication());
        var id = begin(cases, 1);

        // When
        done(cases.keeping().eraseWithCase(BY, id));

        // Then: although it goes on
        assertThat(cases.find("825", id).orElseThrow().keeping().erasedOn()).isEqualTo(DAY);
        assertThat(untold()).isZero();
        assertThat(cases.execute(BY, id, Instruction.of(new Command.Step(DAY))))
                .isEqualTo(new Answer.Refused<>(CaseKeeping.ERASED));
    }

    private long untold() {
        return database.getCollection("errands").countDocuments(exists(Erasures.UNTOLD));
    }

    private List<CaseEvent> told(UUID caseId) throws Exception {
        var told = new ArrayList<CaseEvent>();
        new TopicReader(kafka, "test", TopicReader.partitionsOf(List.of(Erasures.TOPIC)), Map.of())
                .readToPresentEnd(batch -> batch.forEach(message -> told.add(read(message))));
        return told.stream().filter(event -> event.caseId().equals(caseId)).toList();
    }
}
