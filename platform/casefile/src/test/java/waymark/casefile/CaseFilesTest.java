package waymark.casefile;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.casefile.Errand.Command;
import waymark.casefile.Errand.Event;
import waymark.casefile.course.Breach;
import waymark.embedded.EmbeddedStore;
import waymark.events.CaseEvent;
import waymark.events.ChildKeys;

class CaseFilesTest {
    private static final LocalDate DAY = LocalDate.of(2022, 2, 28);
    private static final Viewer VIEWER = new Viewer("825", "S1", Set.of(), DAY);
    private static final Instant NOON = Instant.parse("2022-02-28T12:00:00Z");
    private static final ChildKeys KEYS =
            new ChildKeys("a secret for tests and nothing else".getBytes(StandardCharsets.UTF_8));
    private static final CaseKind<Errand, Command, Event> KIND = Errand.kind("waymark.errands");

    @TempDir
    static Path folder;

    private static EmbeddedStore store;
    private static MongoClient client;

    private final ConcurrentLinkedQueue<Unpublished> written = new ConcurrentLinkedQueue<>();
    private MongoDatabase database;
    private CaseFiles<Errand, Command, Event> cases;

    @BeforeAll
    static void start() {
        store = EmbeddedStore.start(folder, 0);
        client = MongoClients.create(store.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
    }

    @BeforeEach
    void anew() {
        database = client.getDatabase("test-" + UUID.randomUUID());
        cases = new CaseFiles<>(KIND, database, KEYS, written::add);
    }

    private static Recorder by(String authority) {
        return by(authority, NOON);
    }

    private static Recorder by(String authority, Instant recordedAt) {
        return new Recorder(authority, "S1", "cme-officer", recordedAt, null);
    }

    private static Filing<Command> filing(String child, String reference) {
        return filing(child, reference, Instruction.of(begin()));
    }

    private static Filing<Command> filing(String child, String reference, Instruction<Command> instruction) {
        return new Filing<>(CaseIds.fromReference("825", "errands", reference), child, reference, instruction, false);
    }

    private static Filing<Command> reported(String child, String reference, int steps, LocalDate finishedOn) {
        var instruction = Instruction.<Command>of(new Command.Report(DAY, steps, finishedOn));
        return new Filing<>(CaseIds.fromReference("825", "errands", reference), child, reference, instruction, true);
    }

    private static Command begin() {
        return new Command.Begin(DAY, Errand.Urgency.NONE, null, null);
    }

    private static Instruction<Command> step() {
        return Instruction.of(new Command.Step(DAY));
    }

    private static Instruction<Command> finish() {
        return Instruction.of(new Command.Finish(DAY));
    }

    private static Instruction<Command> requested(Command command, String key, String fingerprint) {
        return new Instruction<>(
                command, null, Map.of(), OptionalInt.empty(), new Instruction.Request(key, fingerprint));
    }

    private UUID opened(String child, String reference) {
        return done(cases.open(by("825"), filing(child, reference))).file().id();
    }

    private static Answer.Done<Errand> done(Answer<Errand> answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return (Answer.Done<Errand>) answer;
    }

    private CaseFile<Errand> found(UUID id) {
        return cases.find("825", id).orElseThrow();
    }

    private static Errand folded(CaseFile<Errand> file) {
        return KIND.fold(
                KIND.initial(),
                file.history().stream()
                        .map(entry -> KIND.events()
                                .read(entry.event().type(), entry.event().data()))
                        .toList());
    }

    private static List<CaseEvent> events(CaseFile<?> file) {
        return file.history().stream().map(Entry::event).toList();
    }

    private static void assertWhole(CaseFile<Errand> file) {
        var events = events(file);
        assertThat(events).hasSize(file.version());
        for (int place = 0; place < events.size(); place++) {
            var event = events.get(place);
            assertThat(event.sequence()).isEqualTo(place + 1);
            assertThat(event.previous())
                    .isEqualTo(place == 0 ? null : events.get(place - 1).id());
            if (place > 0) {
                assertThat(event.recordedAt())
                        .isAfterOrEqualTo(events.get(place - 1).recordedAt());
            }
        }
        assertThat(folded(file)).isEqualTo(file.state());
    }

    private static void assertRefused(Answer<Errand> answer, String rule) {
        assertThat(answer)
                .asInstanceOf(type(Answer.Refused.class))
                .extracting(refused -> refused.breach().rule())
                .isEqualTo(rule);
    }

    @Test
    void anOpenedCaseIsFoundAsItWasFiled() {
        // Given
        var instruction =
                new Instruction<>(begin(), "by the back door", Map.of("name", "Sam Sample"), OptionalInt.empty(), null);

        // When
        var answer = done(cases.open(by("825"), filing("C1", "R1", instruction)));

        // Then
        var file = found(answer.file().id());
        assertThat(answer.changed()).isTrue();
        assertThat(answer.file()).isEqualTo(file);
        assertThat(file.authority()).isEqualTo("825");
        assertThat(file.child()).isEqualTo("C1");
        assertThat(file.childKey()).isEqualTo(KEYS.of("825", "C1"));
        assertThat(file.reference()).isEqualTo("R1");
        assertThat(file.version()).isEqualTo(1);
        assertThat(file.state()).isEqualTo(new Errand.UnderWay(DAY, Errand.Urgency.NONE, null, null, List.of()));
        assertThat(file.personal()).containsExactlyEntriesOf(Map.of("name", "Sam Sample"));
        assertThat(file.notes()).containsExactly(new CaseFile.Note(1, "by the back door"));
        assertThat(file.history()).extracting(Entry::actor).containsExactly("S1");
        assertThat(events(file).getFirst()).satisfies(event -> {
            assertThat(event.type()).isEqualTo("waymark.errands.begun");
            assertThat(event.effectiveOn()).isEqualTo(DAY);
            assertThat(event.recordedAt()).isEqualTo(NOON);
            assertThat(event.actorRole()).isEqualTo("cme-officer");
            assertThat(event.data()).doesNotContain("Sam", "door");
        });
        assertThat(cases.findByReference("825", "R1")).contains(file);
        assertThat(written).containsExactly(new Unpublished(file.id(), 1, 0, events(file)));
    }

    @Test
    void everyCommandAddsToTheHistoryThatTheStateIsFoldedFrom() {
        // Given
        var id = opened("C1", "R1");

        // When
        var step = done(cases.execute(by("825"), id, step()));
        var finish = done(cases.execute(
                by("825"),
                id,
                new Instruction<>(
                        new Command.Finish(DAY), "all there", Map.of("name", "Sam"), OptionalInt.of(2), null)));

        // Then
        var file = found(id);
        assertThat(step.file().version()).isEqualTo(2);
        assertThat(finish.file().version()).isEqualTo(3);
        assertThat(finish.file().state()).isEqualTo(file.state()).isInstanceOf(Errand.Finished.class);
        assertThat(file.notes()).containsExactly(new CaseFile.Note(3, "all there"));
        assertThat(file.personal()).containsEntry("name", "Sam");
        assertWhole(file);
        assertThat(written).extracting(Unpublished::upTo).containsExactly(1, 2, 3);
    }

    @Test
    void recordedTimeNeverRunsBackwardsWithinACase() {
        // Given
        var id = opened("C1", "R1");

        // When
        cases.execute(by("825", NOON.minusSeconds(3600)), id, step());
        cases.execute(by("825", NOON.plusSeconds(60)), id, step());

        // Then
        assertThat(events(found(id)))
                .extracting(CaseEvent::recordedAt)
                .containsExactly(NOON, NOON, NOON.plusSeconds(60));
    }

    @Test
    void aRefusalNamesItsRuleAndLeavesTheCaseAsItWas() {
        // Given
        var id = opened("C1", "R1");
        var before = found(id);

        // When
        var refused = cases.execute(by("825"), id, Instruction.of(new Command.Step(DAY.minusDays(1))));
        var unchanged = done(cases.execute(by("825"), id, Instruction.of(new Command.Resume(DAY))));

        // Then
        assertRefused(refused, "errand.too-early");
        assertThat(unchanged.changed()).isFalse();
        assertThat(found(id)).isEqualTo(before);
        assertThat(written).hasSize(1);
        assertRefused(cases.open(by("825"), filing("C2", "R2", step())), "errand.not-begun");
        assertThat(cases.findByReference("825", "R2")).isEmpty();
    }

    @Test
    void aChildHasOneOpenCaseAndTheNextWhenThatIsClosed() {
        // Given
        var first = opened("C1", "R1");

        // When
        var second = cases.open(by("825"), filing("C1", "R2"));

        // Then
        assertThat(second)
                .isEqualTo(new Answer.Refused<>(new Breach("errand.second", null, "the errand R1 is under way")));

        // When
        cases.execute(by("825"), first, finish());
        var third = done(cases.open(by("825"), filing("C1", "R3")));

        // Then
        assertThat(third.changed()).isTrue();
        assertThat(cases.execute(by("825"), first, Instruction.of(new Command.Resume(DAY))))
                .isEqualTo(new Answer.Refused<>(new Breach("errand.second", null, "the errand R3 is under way")));
        assertThat(found(first).state()).isInstanceOf(Errand.Finished.class);

        // When
        cases.execute(by("825"), third.file().id(), finish());

        // Then
        assertThat(done(cases.execute(by("825"), first, Instruction.of(new Command.Resume(DAY))))
                        .changed())
                .isTrue();
    }

    @Test
    void aReferenceIsUsedOnce() {
        // Given
        opened("C1", "R1");

        // When
        var sameReference = new Filing<>(UUID.randomUUID(), "C2", "R1", Instruction.<Command>of(begin()), false);
        var taken = cases.open(by("825"), sameReference);

        // Then
        assertRefused(taken, "errand.reference-taken");
        assertThat(cases.count("825", null)).isEqualTo(1);
    }

    @Test
    void twoAuthoritiesNeverSeeEachOther() {
        // Given
        var ours = opened("C1", "R1");
        var theirs = new Filing<>(UUID.randomUUID(), "C1", "R1", Instruction.<Command>of(begin()), false);

        // When
        var there = done(cases.open(by("826"), theirs)).file();

        // Then
        assertThat(there.childKey()).isNotEqualTo(found(ours).childKey());
        assertThat(cases.find("826", ours)).isEmpty();
        assertThat(cases.find("825", there.id())).isEmpty();
        assertThat(cases.findByReference("826", "R1")).contains(there);
        assertThat(cases.execute(by("826"), ours, step())).isInstanceOf(Answer.Unknown.class);
        assertThat(cases.count("826", null)).isEqualTo(1);
        assertThat(cases.count("826", eq("_id", ours.toString()))).isZero();
        var listed = new ArrayList<UUID>();
        cases.list("826", null, Sorts.ascending("reference"), 0, 10, file -> listed.add(file.id()));
        assertThat(listed).containsExactly(there.id());
        var references = new ArrayList<String>();
        cases.names("827", null, named -> references.add(named.reference()));
        assertThat(references).isEmpty();
    }

    @Test
    void aListLeavesHistoriesOutAndKeepsOrderAndBounds() {
        // Given
        for (int place = 0; place < 5; place++) opened("C" + place, "R" + place);

        // When
        var page = new ArrayList<CaseFile<Errand>>();
        cases.list("825", eq("state.status", "under-way"), Sorts.descending("reference"), 1, 2, page::add);

        // Then
        assertThat(page).extracting(CaseFile::reference).containsExactly("R3", "R2");
        assertThat(page).allSatisfy(file -> assertThat(file.history()).isEmpty());
    }

    @Test
    void whoSawAnotherVersionIsToldThePresentOne() {
        // Given
        var id = opened("C1", "R1");
        cases.execute(by("825"), id, step());

        // When
        var stale = cases.execute(
                by("825"), id, new Instruction<>(new Command.Step(DAY), null, Map.of(), OptionalInt.of(1), null));

        // Then
        assertThat(stale).isEqualTo(new Answer.Stale<>(2));
        assertThat(found(id).version()).isEqualTo(2);
    }

    @Test
    void commandsThatRaceAllLand() throws Exception {
        // Given
        var id = opened("C1", "R1");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {

            // When
            var answers = new ArrayList<Future<Answer<Errand>>>();
            for (int command = 0; command < 200; command++) {
                answers.add(threads.submit(() -> cases.execute(by("825"), id, step())));
            }
            for (var answer : answers) done(answer.get());
        }

        // Then
        assertThat(found(id).version()).isEqualTo(201);
        assertWhole(found(id));
        assertThat(written.stream().flatMap(one -> one.events().stream()))
                .containsExactlyInAnyOrderElementsOf(events(found(id)));
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswer() {
        // Given
        var id = opened("C1", "R1");
        var request = requested(new Command.Step(DAY), "key-1", "step");
        var first = done(cases.execute(by("825"), id, request));
        cases.execute(by("825"), id, step());
        cases.execute(by("825"), id, finish());

        // When
        var repeated = done(cases.execute(by("825"), id, request));

        // Then
        assertThat(repeated.repeated()).isTrue();
        assertThat(repeated.changed()).isTrue();
        assertThat(repeated.file().version()).isEqualTo(first.file().version());
        assertThat(repeated.file().state()).isEqualTo(first.file().state());
        assertThat(events(repeated.file())).containsAll(events(first.file()));
        assertThat(found(id).version()).isEqualTo(4);
        assertThat(written).hasSize(4);
    }

    @Test
    void aRepeatedRequestThatChangedNothingChangesNothingLater() {
        // Given
        var id = opened("C1", "R1");
        var resume = requested(new Command.Resume(DAY), "key-1", "resume");
        var first = done(cases.execute(by("825"), id, resume));
        cases.execute(by("825"), id, finish());

        // When
        var repeated = done(cases.execute(by("825"), id, resume));

        // Then
        assertThat(repeated.changed()).isFalse();
        assertThat(repeated.repeated()).isTrue();
        assertThat(repeated.file().state()).isEqualTo(first.file().state());
        assertThat(found(id).state()).isInstanceOf(Errand.Finished.class);
    }

    @Test
    void aRepeatedOpeningGetsTheFirstAnswer() {
        // Given
        var id = CaseIds.fromRequest("825", "errands", "key-1");
        var filing = new Filing<>(id, "C1", "R1", requested(begin(), "key-1", "begin"), false);
        var first = done(cases.open(by("825"), filing));
        cases.execute(by("825"), id, step());

        // When
        var repeated = done(cases.open(by("825"), filing));
        var refusedByNow = done(cases.open(
                by("825"), new Filing<>(id, "C1", "R1", requested(new Command.Step(DAY), "key-1", "begin"), false)));

        // Then
        assertThat(repeated).isEqualTo(new Answer.Done<>(first.file(), true, true, List.of()));
        assertThat(refusedByNow).isEqualTo(repeated);
        assertThat(found(id).version()).isEqualTo(2);
    }

    @Test
    void aKeyUsedForAnotherRequestIsTold() {
        // Given
        var id = CaseIds.fromRequest("825", "errands", "key-1");
        cases.open(by("825"), new Filing<>(id, "C1", "R1", requested(begin(), "key-1", "begin"), false));
        cases.execute(by("825"), id, requested(new Command.Step(DAY), "key-2", "step"));

        // When
        var opening = cases.open(by("825"), new Filing<>(id, "C2", "R2", requested(begin(), "key-1", "other"), false));
        var command = cases.execute(by("825"), id, requested(new Command.Finish(DAY), "key-2", "finish"));

        // Then
        assertThat(opening).isInstanceOf(Answer.KeyReused.class);
        assertThat(command).isInstanceOf(Answer.KeyReused.class);
        assertThat(found(id).version()).isEqualTo(2);
    }

    @Test
    void manyFilingsAreOpenedFoundAgainOrPutBeside() {
        // Given
        opened("C1", "R1");
        opened("C9", "R9");

        // When
        var answers = cases.fileAll(
                by("825"),
                VIEWER,
                List.of(
                        reported("C2", "R2", 2, null),
                        reported("C1", "R1", 1, null),
                        reported("C9", "R10", 0, null),
                        reported("C3", "R3", 0, DAY),
                        reported("C9", "R1", 0, null),
                        filing("C4", "R4", step()),
                        reported("C9", "R9", 0, null)));

        // Then
        assertThat(answers).hasSize(7);
        assertThat(done(answers.get(0)).file().version()).isEqualTo(3);
        assertThat(done(answers.get(1)).file().version()).isEqualTo(2);
        assertThat(done(answers.get(2)).warnings()).extracting(Breach::rule).containsExactly("errand.second");
        assertThat(done(answers.get(3)).file().state()).isInstanceOf(Errand.Finished.class);
        assertRefused(answers.get(4), "case.child-is-fixed");
        assertRefused(answers.get(5), "errand.not-begun");
        assertThat(done(answers.get(6)).changed()).isFalse();
        assertThat(cases.count("825", null)).isEqualTo(5);
        cases.list("825", null, Sorts.ascending("reference"), 0, 10, file -> assertWhole(found(file.id())));
        assertThat(written).hasSize(6);
    }

    @Test
    void whatComesFromNoSourceIsNoOtherCaseThatHappensToHaveItsReference() {
        // Given
        opened("C1", "R1");
        var other = CaseIds.fromReference("825", "errands", "R1");
        int version = found(other).version();

        // When
        var answers =
                cases.fileAll(by("825"), VIEWER, List.of(new Filing<>(UUID.randomUUID(), "C1", "R1", step(), false)));

        // Then
        assertRefused(answers.getFirst(), "errand.reference-taken");
        assertThat(found(other).version()).isEqualTo(version);
    }

    @Test
    void theSameFileAgainChangesNothingAndAChangedRowMakesTheDifference() {
        // Given
        var rows = IntStream.range(0, 50)
                .mapToObj(row -> reported("C" + row, "R" + row, 1, row % 2 == 0 ? DAY : null))
                .toList();
        cases.fileAll(by("825"), VIEWER, rows);
        int before = written.size();

        // When
        var again = cases.fileAll(by("825"), VIEWER, rows);
        var changed =
                cases.fileAll(by("825"), VIEWER, List.of(reported("C1", "R1", 3, DAY), reported("C2", "R2", 1, null)));

        // Then
        assertThat(again)
                .allSatisfy(answer -> assertThat(done(answer).changed()).isFalse());
        assertThat(changed)
                .allSatisfy(answer -> assertThat(done(answer).changed()).isTrue());
        assertThat(found(CaseIds.fromReference("825", "errands", "R1")).version())
                .isEqualTo(5);
        assertThat(found(CaseIds.fromReference("825", "errands", "R2")).state()).isInstanceOf(Errand.UnderWay.class);
        assertThat(written).hasSize(before + 2);
    }

    @Test
    void aCaseResumedByItsSourceStandsBesideTheOpenOneAndStaysThere() {
        // Given
        var first = CaseIds.fromReference("825", "errands", "R1");
        cases.fileAll(by("825"), VIEWER, List.of(reported("C1", "R1", 0, DAY), reported("C1", "R2", 0, null)));

        // When
        var resumed = done(cases.fileAll(by("825"), VIEWER, List.of(reported("C1", "R1", 0, null)))
                .getFirst());
        cases.execute(by("825"), first, step());
        cases.execute(by("825"), CaseIds.fromReference("825", "errands", "R2"), finish());
        cases.execute(by("825"), first, step());

        // Then
        assertThat(resumed.warnings()).extracting(Breach::rule).containsExactly("errand.second");
        assertThat(found(first).state()).isInstanceOf(Errand.UnderWay.class);
        assertWhole(found(first));
    }

    @Test
    void whenTheFirstOfSeveralOpenCasesIsClosedTheNextIsTheOneThatMayBe() {
        // Given
        cases.fileAll(
                by("825"),
                VIEWER,
                List.of(
                        reported("C1", "R1", 0, null),
                        reported("C1", "R2", 0, null),
                        reported("C1", "R3", 0, null),
                        reported("C2", "R4", 0, null)));

        for (var place : List.of(1, 2, 3)) {
            // When
            var open = cases.openCase("825", "C1").orElseThrow();
            var another = cases.open(by("825"), filing("C1", "R9"));

            // Then
            assertThat(open.reference()).isEqualTo("R" + place);
            assertThat(another)
                    .isEqualTo(new Answer.Refused<>(
                            new Breach("errand.second", null, "the errand R" + place + " is under way")));
            done(cases.execute(by("825"), open.id(), finish()));
        }
        assertThat(cases.openCase("825", "C1")).isEmpty();
        assertThat(done(cases.open(by("825"), filing("C1", "R9"))).changed()).isTrue();
    }

    @Test
    void theNextTakesTheSlotSoThatASourceToIsWarnedOfIt() {
        // Given
        cases.fileAll(by("825"), VIEWER, List.of(reported("C1", "R1", 0, null), reported("C1", "R2", 0, null)));
        var second = CaseIds.fromReference("825", "errands", "R2");

        // When
        var answers = cases.fileAll(
                by("825"),
                VIEWER,
                List.of(reported("C1", "R1", 0, DAY), reported("C1", "R2", 3, null), reported("C1", "R3", 0, null)));

        // Then
        assertThat(slot("R1"))
                .isEqualTo(CaseIds.fromReference("825", "errands", "R1").toString());
        assertThat(slot("R2")).isEqualTo("open");
        assertThat(slot("R3")).isEqualTo("open-2");
        assertThat(done(answers.get(2)).warnings())
                .containsExactly(new Breach("errand.second", null, "the errand R2 is under way"));
        assertThat(found(second).version()).isEqualTo(4);
        assertWhole(found(second));
    }

    @Test
    void aCaseBesideIsFoundWhereTheProcessEndedBeforeItHadTheSlot() {
        // Given
        cases.fileAll(by("825"), VIEWER, List.of(reported("C1", "R1", 0, null), reported("C1", "R2", 0, null)));
        var first = CaseIds.fromReference("825", "errands", "R1");
        var second = CaseIds.fromReference("825", "errands", "R2");
        done(cases.execute(by("825"), first, finish()));
        database.getCollection("errands")
                .updateOne(eq("_id", second.toString()), new Document("$set", new Document("slot", "open-2")));
        var inTheWay = new Answer.Refused<Errand>(new Breach("errand.second", null, "the errand R2 is under way"));

        // When
        var opened = cases.open(by("825"), filing("C1", "R3"));
        var resumed = cases.execute(by("825"), first, Instruction.of(new Command.Resume(DAY)));

        // Then
        assertThat(cases.openCase("825", "C1")).map(CaseFile::id).contains(second);
        assertThat(opened).isEqualTo(inTheWay);
        assertThat(resumed).isEqualTo(inTheWay);

        // When
        done(cases.execute(by("825"), second, finish()));

        // Then
        assertThat(done(cases.open(by("825"), filing("C1", "R3"))).changed()).isTrue();
    }

    @Test
    void anOpeningThatIsSentAgainGetsItsFirstAnswerThoughItsCaseIsNowOpen() {
        // Given
        var request = filing("C1", "R1", requested(begin(), "key", "begin"));
        done(cases.open(by("825"), request));

        // When
        var again = done(cases.open(by("825"), request));

        // Then
        assertThat(again.repeated()).isTrue();
    }

    @Test
    void ofManyPeopleWhoOpenACaseWhenTheFirstOfTwoIsClosedNoneSucceeds() throws Exception {
        // Given
        cases.fileAll(by("825"), VIEWER, List.of(reported("C1", "R1", 0, null), reported("C1", "R2", 0, null)));
        var first = CaseIds.fromReference("825", "errands", "R1");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {

            // When
            var openings = new ArrayList<Future<Answer<Errand>>>();
            for (int number = 0; number < 100; number++) {
                var filing = filing("C1", "N" + number);
                openings.add(threads.submit(() -> cases.open(by("825"), filing)));
                if (number == 30) done(cases.execute(by("825"), first, finish()));
            }

            // Then
            for (var opening : openings) assertRefused(opening.get(), "errand.second");
        }
        assertThat(slot("R2")).isEqualTo("open");
    }

    @Test
    void aChildWithMoreOpenCasesThanAnyHasKeepsThemAll() {
        // Given
        var filings = IntStream.range(0, 25)
                .mapToObj(number -> reported("C1", "R" + number, 0, null))
                .toList();

        // When
        var answers = cases.fileAll(by("825"), VIEWER, filings);

        // Then
        assertThat(answers)
                .allSatisfy(answer -> assertThat(done(answer).changed()).isTrue());
        assertThat(cases.count("825", eq("state.status", "under-way"))).isEqualTo(25);
    }

    private String slot(String reference) {
        return database.getCollection("errands")
                .find(eq("reference", reference))
                .first()
                .getString("slot");
    }

    @Test
    void aCaseWithoutAChildIsFiledAndFoundAgainWithoutOne() {
        // When
        var first = done(cases.open(by("825"), reported(null, "R1", 0, null)));
        var again = cases.fileAll(by("825"), VIEWER, List.of(reported(null, "R1", 1, null)));
        var once = done(cases.open(by("825"), reported(null, "R1", 2, null)));

        // Then
        assertThat(first.file().child()).isNull();
        assertThat(first.file().childKey()).isNull();
        assertThat(done(again.getFirst()).file().version()).isEqualTo(2);
        assertThat(once.file().version()).isEqualTo(3);
        assertThat(events(found(first.file().id())).getFirst().key())
                .isEqualTo("825/" + first.file().id());
    }

    @Test
    void theStateIsTheFoldOfTheHistoryWhateverWasCommanded() {
        var random = new Random(7);
        for (int errand = 0; errand < 20; errand++) {
            // Given
            var id = opened("C" + errand, "R" + errand);
            int version = 1;

            // When
            for (int step = 0; step < 30; step++) {
                var on = DAY.plusDays(random.nextInt(20) - 5);
                var command = switch (random.nextInt(5)) {
                    case 0 -> new Command.Finish(on);
                    case 1 -> new Command.Resume(on);
                    case 2 -> new Command.Report(on, random.nextInt(9), random.nextBoolean() ? on : null);
                    default -> new Command.Step(on);
                };
                var at = NOON.plusSeconds(random.nextInt(1000));
                if (cases.execute(by("825", at), id, Instruction.of(command)) instanceof Answer.Done<Errand> done) {
                    assertThat(done.file().version()).isGreaterThanOrEqualTo(version);
                    version = done.file().version();
                    assertThat(done.file().state()).isEqualTo(found(id).state());
                }
            }

            // Then
            assertThat(found(id).version()).isEqualTo(version);
            assertWhole(found(id));
        }
    }

    @Test
    void aCaseIsOneDocument() {
        // When
        var id = opened("C1", "R1");
        cases.execute(by("825"), id, requested(new Command.Step(DAY), "key", "step"));

        // Then
        assertThat(database.listCollectionNames()).containsExactly("errands");
        var documents = database.getCollection("errands").find().into(new ArrayList<>());
        assertThat(documents).hasSize(1);
        assertThat(documents.getFirst().getList("history", Document.class)).hasSize(2);
        assertThat(documents.getFirst())
                .containsEntry("version", 2)
                .containsKey("behind")
                .containsEntry("published", new Document("generation", 1).append("upTo", 0));
    }

    @Test
    void nothingButAListReadsTheWholeCollection() {
        // Given
        var rows = IntStream.range(0, 100)
                .mapToObj(row -> reported("C" + row, "R" + row, 1, null))
                .toList();
        cases.fileAll(by("825"), VIEWER, rows);
        long before = store.scans();

        // When
        var id = opened("C200", "R200");
        cases.execute(by("825"), id, requested(new Command.Step(DAY), "key", "step"));
        cases.execute(by("825"), id, requested(new Command.Step(DAY), "key", "step"));
        cases.open(by("825"), filing("C1", "R201"));
        cases.find("825", id);
        cases.findByReference("825", "R1");
        cases.fileAll(by("825"), VIEWER, rows);
        cases.fileAll(by("825"), VIEWER, List.of(reported("C1", "R202", 0, null)));
        cases.openCase("825", "C1");
        cases.execute(by("825"), CaseIds.fromReference("825", "errands", "R1"), finish());
        cases.execute(
                by("825"), CaseIds.fromReference("825", "errands", "R1"), Instruction.of(new Command.Resume(DAY)));

        // Then
        assertThat(store.scans() - before).isZero();
    }
}
