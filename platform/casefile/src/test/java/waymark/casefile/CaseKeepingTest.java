package waymark.casefile;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
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
import waymark.events.ChildKeys;

class CaseKeepingTest {
    private static final LocalDate DAY = LocalDate.of(2022, 2, 28);
    private static final Instant NOON = Instant.parse("2022-02-28T12:00:00Z");
    private static final Recorder MANAGER = new Recorder("825", "TM-01", "team-manager", NOON, null);
    private static final Recorder OFFICER = new Recorder("825", "S1", "cme-officer", NOON, null);

    @TempDir
    static Path folder;

    private static EmbeddedStore store;
    private static MongoClient client;

    private MongoDatabase database;
    private CaseFiles<Errand, Command, Event> cases;
    private CaseKeeping<Errand> keeping;

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
        var keys = new ChildKeys("a secret for tests and nothing else".getBytes(StandardCharsets.UTF_8));
        cases = new CaseFiles<>(Errand.kind("waymark.errands"), database, keys, _ -> {});
        keeping = cases.keeping();
    }

    private static Viewer viewer(String actor, String... teams) {
        return viewerOn(DAY, actor, teams);
    }

    private static Viewer viewerOn(LocalDate today, String actor, String... teams) {
        return new Viewer("825", actor, Set.of(teams), today);
    }

    private UUID begun(String reference, Errand.Urgency urgency, String name) {
        var instruction = new Instruction<Command>(
                new Command.Begin(DAY, urgency, null, null),
                "Rang twice.",
                Map.of("name", name, "dateOfBirth", "2010-02-03"),
                OptionalInt.empty(),
                new Instruction.Request("key " + reference, "fingerprint"));
        var filing = new Filing<>(
                CaseIds.fromReference("825", "errands", reference), "C-" + reference, reference, instruction, false);
        return done(cases.open(OFFICER, filing)).file().id();
    }

    private UUID finished(String reference) {
        var id = begun(reference, Errand.Urgency.NONE, "Zoë Bell");
        done(cases.execute(OFFICER, id, Instruction.of(new Command.Finish(DAY))));
        return id;
    }

    private static Answer.Done<Errand> done(Answer<Errand> answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return (Answer.Done<Errand>) answer;
    }

    private static void refused(Answer<Errand> answer, String rule) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.breach().rule()).isEqualTo(rule));
    }

    private CaseFile<Errand> found(UUID id) {
        return cases.find("825", id).orElseThrow();
    }

    private long listed(Viewer viewer) {
        return cases.count("825", keeping.opening(viewer).orElse(null));
    }

    @Test
    void aRestrictedCaseOpensToThoseNamedAndToWhomeverRestrictedIt() {
        // Given
        var id = begun("R-1", Errand.Urgency.NONE, "Zoë Bell");
        begun("R-2", Errand.Urgency.NONE, "Amy Webb");

        // When
        var restricted = done(keeping.restrict(MANAGER, viewer("TM-01"), id, List.of("S1"), "A known family."));

        // Then
        assertThat(restricted.file().keeping().restriction().officers()).containsExactly("S1", "TM-01");
        assertThat(restricted.file().version()).isEqualTo(1);
        assertThat(keeping.access(viewer("S1"), found(id))).isEqualTo(Keeping.Access.OPEN);
        assertThat(keeping.access(viewer("S2"), found(id))).isEqualTo(Keeping.Access.RESTRICTED);
        assertThat(listed(viewer("S1"))).isEqualTo(2);
        assertThat(listed(viewer("S2"))).isEqualTo(1);
        assertThat(keeping.hidden(viewer("S2"))).containsExactly(id);
        assertThat(keeping.hidden(viewer("S1"))).isEmpty();
        assertThat(cases.execute(OFFICER, viewer("S2"), id, Instruction.of(new Command.Step(DAY))))
                .isEqualTo(new Answer.NotOpening<>(Keeping.Access.RESTRICTED));
        assertThat(keeping.endRestriction(viewer("S2"), id)).isInstanceOf(Answer.NotOpening.class);
        done(keeping.endRestriction(viewer("S1"), id));
        assertThat(keeping.hidden(viewer("S2"))).isEmpty();
    }

    @Test
    void brokenGlassOpensACaseToOneActorUntilItsLastDayAndIsListedUntilSeenAndAfter() {
        // Given
        var id = begun("R-1", Errand.Urgency.NONE, "Zoë Bell");
        done(keeping.restrict(MANAGER, viewer("TM-01"), id, List.of(), "A known family."));
        var reader = new Recorder("825", "S2", "cme-officer", NOON, null);

        // When
        done(keeping.breakGlass(reader, viewer("S2"), id, DAY.plusDays(1), "The school is on the telephone."));
        var again = done(keeping.breakGlass(reader, viewer("S2"), id, DAY.plusDays(1), "Once more."));

        // Then
        assertThat(again.changed()).isFalse();
        assertThat(keeping.access(viewer("S2"), found(id))).isEqualTo(Keeping.Access.BY_BROKEN_GLASS);
        assertThat(keeping.access(viewerOn(DAY.plusDays(1), "S2"), found(id)))
                .isEqualTo(Keeping.Access.BY_BROKEN_GLASS);
        assertThat(keeping.access(viewerOn(DAY.plusDays(2), "S2"), found(id))).isEqualTo(Keeping.Access.RESTRICTED);
        assertThat(keeping.access(viewer("S3"), found(id))).isEqualTo(Keeping.Access.RESTRICTED);
        assertThat(listed(viewer("S2"))).isEqualTo(1);
        refused(keeping.seeGlass(reader, id, 1), "glass.own");
        done(keeping.seeGlass(MANAGER, id, 1));
        assertThat(done(keeping.seeGlass(OFFICER, id, 1)).changed()).isFalse();
        assertThat(keeping.seeGlass(MANAGER, id, 2)).isInstanceOf(Answer.Unknown.class);
        assertThat(keeping.brokenGlass(viewer("TM-01")))
                .singleElement()
                .satisfies(broken -> assertThat(broken.glass().seenBy()).isEqualTo("TM-01"))
                .satisfies(broken -> assertThat(broken.glass().reason()).isEqualTo("The school is on the telephone."));
        assertThat(keeping.brokenGlass(new Viewer("826", "TM-01", Set.of(), DAY)))
                .isEmpty();
    }

    @Test
    void brokenGlassLetsNobodyDecideWhoOpensACaseNorEndItsHoldNorEraseIt() {
        // Given
        var id = finished("R-1");
        done(keeping.restrict(MANAGER, viewer("TM-01"), id, List.of(), "A known family."));
        var other = new Recorder("825", "TM-02", "team-manager", NOON, null);
        done(keeping.breakGlass(other, viewer("TM-02"), id, DAY, "She is away."));
        var byGlass = new Answer.NotOpening<Errand>(Keeping.Access.BY_BROKEN_GLASS);

        // When / Then
        assertThat(keeping.restrict(other, viewer("TM-02"), id, List.of("TM-02"), "Mine."))
                .isEqualTo(byGlass);
        assertThat(keeping.endRestriction(viewer("TM-02"), id)).isEqualTo(byGlass);
        done(keeping.hold(other, viewer("TM-02"), id, "A claim."));
        assertThat(keeping.endHold(viewer("TM-02"), id)).isEqualTo(byGlass);
        assertThat(keeping.erase(other, viewer("TM-02"), id)).isEqualTo(byGlass);
        assertThat(found(id).keeping().restriction().officers()).containsExactly("TM-01");
    }

    @Test
    void brokenGlassThatAnotherManagerHasSeenLetsOneDecideARestrictionAndNothingElse() {
        // Given: whoever was named has left
        var id = finished("R-1");
        done(keeping.restrict(MANAGER, viewer("TM-01"), id, List.of(), "A known family."));
        var second = new Recorder("825", "TM-02", "team-manager", NOON, null);
        var third = new Recorder("825", "TM-03", "team-manager", NOON, null);
        done(keeping.breakGlass(second, viewer("TM-02"), id, DAY, "Nobody named is here any more."));
        done(keeping.breakGlass(third, viewer("TM-03"), id, DAY, "So I may look."));
        refused(keeping.seeGlass(second, id, 1), "glass.own");
        assertThat(keeping.endRestriction(viewer("TM-02"), id))
                .isEqualTo(new Answer.NotOpening<>(Keeping.Access.BY_BROKEN_GLASS));

        // When
        done(keeping.seeGlass(third, id, 1));

        // Then: it holds for that glass and as long as it is broken, and for a restriction
        var bySeenGlass = new Answer.NotOpening<Errand>(Keeping.Access.BY_SEEN_GLASS);
        done(keeping.hold(second, viewer("TM-02"), id, "A claim."));
        assertThat(keeping.endHold(viewer("TM-02"), id)).isEqualTo(bySeenGlass);
        assertThat(keeping.erase(second, viewer("TM-02"), id)).isEqualTo(bySeenGlass);
        assertThat(keeping.endRestriction(viewer("TM-03"), id))
                .isEqualTo(new Answer.NotOpening<>(Keeping.Access.BY_BROKEN_GLASS));
        assertThat(keeping.endRestriction(viewerOn(DAY.plusDays(1), "TM-02"), id))
                .isEqualTo(new Answer.NotOpening<>(Keeping.Access.RESTRICTED));
        done(keeping.restrict(second, viewer("TM-02"), id, List.of("S1"), "They have left."));
        assertThat(found(id).keeping().restriction().officers()).containsExactly("S1", "TM-02");
        assertThat(done(keeping.endRestriction(viewer("TM-02"), id)).changed()).isTrue();
    }

    @Test
    void seenGlassOfAnotherTeamsCaseRestrictsItToNobody() {
        // Given
        var id = begun("R-1", Errand.Urgency.BEFORE_NOON, "Zoë Bell");
        var second = new Recorder("825", "TM-02", "team-manager", NOON, null);
        done(keeping.breakGlass(second, viewer("TM-02", "none"), id, DAY, "Its team is away."));
        done(keeping.seeGlass(MANAGER, id, 1));

        // When / Then
        assertThat(keeping.restrict(second, viewer("TM-02", "none"), id, List.of(), "Mine."))
                .isEqualTo(new Answer.NotOpening<>(Keeping.Access.BY_SEEN_GLASS));
    }

    @Test
    void aRegisterChangesNoCaseThatDoesNotOpenToItsSenderAndSaysTheSameEachTime() {
        // Given
        var restricted = begun("R-1", Errand.Urgency.NONE, "Zoë Bell");
        var theirs = begun("R-2", Errand.Urgency.BY_8_SHARP, "Amy Webb");
        var row = row("R-1", "C-R-1", 2);
        done(cases.fileAll(OFFICER, viewer("S1"), List.of(row)).getFirst());
        int version = found(restricted).version();
        done(keeping.restrict(MANAGER, viewer("TM-01"), restricted, List.of(), "A known family."));
        var sender = viewer("S2", "before-noon");
        var closed = new Answer.NotOpening<Errand>(Keeping.Access.RESTRICTED);
        var ofTeam = new Answer.NotOpening<Errand>(Keeping.Access.OF_ANOTHER_TEAM);

        // When / Then: also a row that says what is known, or is of another child, says no more
        for (int time = 0; time < 2; time++) {
            assertThat(cases.fileAll(OFFICER, sender, List.of(row, row("R-2", "C-R-2", 3), row("R-3", "C-R-3", 1))))
                    .startsWith(closed, ofTeam);
            assertThat(cases.fileAll(OFFICER, sender, List.of(row("R-1", "C-other", 1))))
                    .containsExactly(closed);
            assertThat(cases.open(OFFICER, sender, row("R-1", "C-R-1", 4))).isEqualTo(closed);
        }
        assertThat(found(restricted).version()).isEqualTo(version);
        assertThat(found(theirs).version()).isOne();

        // When / Then: glass that was broken opens it to rows too
        var reader = new Recorder("825", "S2", "cme-officer", NOON, null);
        done(keeping.breakGlass(reader, sender, restricted, DAY, "The register is due."));
        assertThat(done(cases.fileAll(OFFICER, sender, List.of(row("R-1", "C-R-1", 4)))
                                .getFirst())
                        .changed())
                .isTrue();
    }

    @Test
    void theChildsOpenCaseIsNotNamedToWhomItDoesNotOpen() {
        // Given
        var first = begun("R-1", Errand.Urgency.NONE, "Zoë Bell");
        var second = new Filing<Command>(
                UUID.randomUUID(),
                "C-R-1",
                "R-2",
                Instruction.of(new Command.Begin(DAY, Errand.Urgency.NONE, null, null)),
                false);
        assertThat(cases.open(OFFICER, viewer("S2"), second).toString()).contains("R-1");
        done(keeping.restrict(MANAGER, viewer("TM-01"), first, List.of(), "A known family."));

        // When
        var refused = cases.open(OFFICER, viewer("S2"), second);
        var warned = cases.fileAll(OFFICER, viewer("S2"), List.of(row("R-3", "C-R-1", 1)));
        var over = Instruction.<Command>of(new Command.Report(DAY, 0, DAY));
        var mine = UUID.randomUUID();
        done(cases.open(OFFICER, viewer("S2"), new Filing<>(mine, "C-R-1", "R-4", over, false)));
        var reopened = cases.execute(OFFICER, viewer("S2"), mine, Instruction.of(new Command.Resume(DAY)));

        // Then
        refused(refused, "errand.second");
        refused(reopened, "errand.second");
        assertThat(done(warned.getFirst()).warnings()).extracting(Breach::rule).containsExactly("errand.second");
        assertThat(List.of(refused, reopened).toString()
                        + done(warned.getFirst()).warnings())
                .contains("you may not open")
                .doesNotContain("R-1 ");
    }

    private static Filing<Command> row(String reference, String child, int steps) {
        return new Filing<>(
                CaseIds.fromReference("825", "errands", reference),
                child,
                reference,
                Instruction.of(new Command.Report(DAY, steps, null)),
                true,
                reference + " " + steps);
    }

    @Test
    void anotherTeamsCaseOpensByBrokenGlassAndOneWithoutATeamToEverybody() {
        // Given: the team of these errands is their urgency.
        var ours = begun("R-1", Errand.Urgency.BEFORE_NOON, "Zoë Bell");
        var theirs = begun("R-2", Errand.Urgency.BY_8_SHARP, "Amy Webb");
        var nobodys = begun("R-3", null, "Sam Webb");
        var reader = viewer("S2", "before-noon");

        // When / Then
        assertThat(keeping.access(reader, found(ours))).isEqualTo(Keeping.Access.OPEN);
        assertThat(keeping.access(reader, found(nobodys))).isEqualTo(Keeping.Access.OPEN);
        assertThat(keeping.access(reader, found(theirs))).isEqualTo(Keeping.Access.OF_ANOTHER_TEAM);
        assertThat(listed(reader)).isEqualTo(2);
        assertThat(keeping.hidden(reader)).containsExactly(theirs);

        // When
        done(keeping.breakGlass(
                new Recorder("825", "S2", "cme-officer", NOON, null), reader, theirs, DAY, "They are out."));

        // Then
        assertThat(listed(reader)).isEqualTo(3);
        assertThat(keeping.hidden(reader)).isEmpty();
    }

    @Test
    void anErasedCaseKeepsHistoryFiguresAndReferenceAndLosesWhateverLeadsToTheChild() {
        // Given
        var id = finished("R-1");
        done(keeping.restrict(MANAGER, viewer("TM-01"), id, List.of(), "The Bell family."));
        var before = found(id);

        // When
        done(keeping.erase(MANAGER, viewer("TM-01"), id));

        // Then
        var erased = found(id);
        assertThat(erased.keeping().erasedOn()).isEqualTo(DAY);
        assertThat(erased.history()).isEqualTo(before.history());
        assertThat(erased.state()).isEqualTo(before.state());
        assertThat(erased.version()).isEqualTo(before.version());
        assertThat(erased.childKey()).isEqualTo(before.childKey());
        assertThat(erased.child()).isNull();
        assertThat(erased.personal()).isEmpty();
        assertThat(erased.notes()).isEmpty();
        var document =
                database.getCollection("errands").find(eq("_id", id.toString())).first();
        assertThat(document.toJson()).doesNotContain("Bell", "bell", "2010", "C-R-1", "Rang", "fingerprint", "key R-1");
        assertThat(done(keeping.erase(MANAGER, viewer("TM-01"), id)).changed()).isFalse();
    }

    @Test
    void anErasedCaseIsShownWithoutWhatItHasInCommonWithOthersAndItsDocumentKeepsIt() {
        // Given
        var route = new Errand.Route(List.of("the mill"), Map.of("the mill", DAY));
        var filing = new Filing<Command>(
                UUID.randomUUID(),
                "C-1",
                "R-1",
                Instruction.of(new Command.Begin(DAY, Errand.Urgency.NONE, true, route)),
                false);
        var id = done(cases.open(OFFICER, filing)).file().id();
        var open = found(id);
        assertThat(cases.shown(List.of(open))).containsExactly(open);
        done(cases.execute(OFFICER, id, Instruction.of(new Command.Finish(DAY))));
        done(keeping.erase(MANAGER, viewer("TM-01"), id));

        // When
        var erased = found(id);
        var shown = cases.shown(List.of(erased)).getFirst();

        // Then
        var data = shown.history().getFirst().event().data();
        assertThat(data).contains("\"by\"").doesNotContain("shops");
        assertThat(shown.history().getLast()).isEqualTo(erased.history().getLast());
        assertThat(shown.state()).isEqualTo(erased.state());
        assertThat(erased.history().getFirst()).isEqualTo(open.history().getFirst());
    }

    @Test
    void nothingBringsAnErasedCaseBack() {
        // Given
        var id = finished("R-1");
        done(keeping.erase(MANAGER, viewer("TM-01"), id));
        var said = new Instruction<Command>(
                new Command.Report(DAY, 3, null), null, Map.of("name", "Zoë Bell"), OptionalInt.empty(), null);
        var filing =
                new Filing<>(CaseIds.fromReference("825", "errands", "R-1"), "C-R-1", "R-1", said, true, "a digest");

        // When / Then
        refused(cases.fileAll(OFFICER, viewer("S1"), List.of(filing)).getFirst(), "case.erased");
        refused(cases.open(OFFICER, filing), "case.erased");
        refused(cases.execute(OFFICER, id, Instruction.of(new Command.Resume(DAY))), "case.erased");
        var repeated = new Instruction<Command>(
                new Command.Begin(DAY, Errand.Urgency.NONE, null, null),
                null,
                Map.of(),
                OptionalInt.empty(),
                new Instruction.Request("key R-1", "fingerprint"));
        refused(cases.execute(OFFICER, id, repeated), "case.erased");
        assertThat(found(id).personal()).isEmpty();
        // Another case of the same child is another matter.
        begun("R-2", Errand.Urgency.NONE, "Zoë Bell");
        assertThat(cases.count("825", null)).isEqualTo(2);
    }

    @Test
    void aCaseThatIsHeldOrOpenIsNotErased() {
        // Given
        var held = finished("R-1");
        done(keeping.hold(MANAGER, viewer("TM-01"), held, "A claim is before the court."));
        var open = begun("R-2", Errand.Urgency.NONE, "Amy Webb");

        // When / Then
        refused(keeping.erase(MANAGER, viewer("TM-01"), held), "case.held");
        refused(keeping.erase(MANAGER, viewer("TM-01"), open), "case.open");
        done(keeping.endHold(viewer("TM-01"), held));
        assertThat(done(keeping.erase(MANAGER, viewer("TM-01"), held)).changed())
                .isTrue();
    }

    @Test
    void whatIsPastItsTimeIsFoundByItsDayAndErasedWhereItIsNeitherHeldNorHidden() {
        // Given
        var first = finished("R-1");
        var second = finished("R-2");
        var held = finished("R-3");
        done(keeping.hold(MANAGER, viewer("TM-01"), held, "A claim is before the court."));
        begun("R-4", Errand.Urgency.NONE, "Amy Webb");

        var restricted = finished("R-5");
        done(keeping.restrict(MANAGER, viewer("TM-02"), restricted, List.of(), "A known family."));
        var old = finished("R-6");
        database.getCollection("errands").updateOne(eq("_id", old.toString()), Updates.unset("ended"));
        long scans = store.scans();

        // When / Then: the last day does not count
        assertThat(keeping.past("825", null, DAY)).isEqualTo(new CaseKeeping.Past(List.of(), 0, 0));

        // When / Then: for a manager, who is not named for one of them
        var tomorrow = DAY.plusDays(1);
        var ofManager = keeping.past("825", viewer("TM-02"), tomorrow);
        assertThat(ofManager.erasable()).containsExactlyInAnyOrder(first, second, old);
        assertThat(ofManager.held()).isOne();
        assertThat(ofManager.hidden()).isOne();
        assertThat(keeping.eraseAll(MANAGER, viewer("TM-02"), List.of(first, restricted, held), tomorrow))
                .isOne();

        // When / Then: for the whole authority
        var ofAll = keeping.past("825", null, tomorrow);
        assertThat(ofAll.erasable()).containsExactlyInAnyOrder(second, restricted, old);
        assertThat(keeping.eraseAll(MANAGER, null, ofAll.erasable(), tomorrow)).isEqualTo(3);
        assertThat(keeping.past("825", null, tomorrow)).isEqualTo(new CaseKeeping.Past(List.of(), 1, 0));
        assertThat(keeping.past("826", null, tomorrow)).isEqualTo(new CaseKeeping.Past(List.of(), 0, 0));
        assertThat(store.scans()).isEqualTo(scans);
        assertThat(found(held).personal()).containsEntry("name", "Zoë Bell");
    }

    @Test
    void aCaseThatEndedLaterThanItWasFoundIsNotErased() {
        // Given: as one that was opened and closed again during the run, and one whose field is not right
        var id = finished("R-1");
        var errands = database.getCollection("errands");
        errands.updateOne(eq("_id", id.toString()), Updates.set("ended", "2000-01-01"));
        var past = keeping.past("825", null, DAY).erasable();

        // When / Then
        assertThat(past).containsExactly(id);
        assertThat(keeping.eraseAll(MANAGER, null, past, DAY)).isZero();
        assertThat(keeping.eraseAll(MANAGER, viewer("TM-01"), past, DAY)).isZero();
        assertThat(found(id).personal()).containsEntry("name", "Zoë Bell");
        assertThat(keeping.eraseAll(MANAGER, null, past, DAY.plusDays(1))).isOne();
    }

    @Test
    void whenACaseOfBeforeTheFieldEndedIsWorkedOutOnce() {
        // Given
        var closed = finished("R-1");
        var open = begun("R-2", Errand.Urgency.NONE, "Amy Webb");
        var errands = database.getCollection("errands");
        errands.updateMany(new Document(), Updates.unset("ended"));

        // When
        keeping.past("825", null, DAY);

        // Then
        assertThat(errands.find(eq("_id", closed.toString())).first()).containsEntry("ended", DAY.toString());
        assertThat(errands.find(eq("_id", open.toString())).first()).containsEntry("ended", "open");
        assertThat(keeping.past("825", null, DAY.plusDays(1)).erasable()).containsExactly(closed);
    }

    @Test
    void aSearchRanksByReferenceChildNameAndBirthAndCountsWhatDoesNotOpenWhereItIsExact() {
        // Given
        begun("R-1", Errand.Urgency.NONE, "Muhammad Khan");
        begun("R-2", Errand.Urgency.NONE, "Mohammed Kahn");
        var hidden = begun("R-3", Errand.Urgency.NONE, "Mohamed Khan");
        begun("R-4", Errand.Urgency.NONE, "Amy Webb");
        done(keeping.restrict(MANAGER, viewer("TM-01"), hidden, List.of(), "A known family."));

        // When / Then
        assertThat(references(new Search(null, null, "Mohammed Khan", null))).containsExactly("R-2", "R-1");
        assertThat(search(new Search(null, null, "Mohammed Khan", LocalDate.of(2010, 2, 3)))
                        .hidden())
                .isNull();
        assertThat(search(new Search("R-3", null, "Amy Webb", null)).hidden()).isOne();
        assertThat(search(new Search(null, "C-R-3", null, null)).hidden()).isOne();
        assertThat(search(new Search(null, "C-R-4", "Mohammed Khan", null)).hidden())
                .isZero();
        assertThat(references(new Search("r-4", null, "Muhammad Khan", null))).containsExactly("R-4", "R-1", "R-2");
        assertThat(references(new Search(null, "C-R-2", "Amy Web", null))).containsExactly("R-2", "R-4");
        assertThat(references(new Search(null, null, null, LocalDate.of(2010, 2, 3))))
                .containsExactly("R-1", "R-2", "R-4");
        assertThat(references(new Search(null, null, "{\"$ne\": null}", null))).isEmpty();

        // When: a name is put right, it is found under the new one alone.
        var id = CaseIds.fromReference("825", "errands", "R-4");
        done(cases.execute(
                OFFICER,
                id,
                new Instruction<>(
                        new Command.Resume(DAY), null, Map.of("name", "Amy Bellamy"), OptionalInt.empty(), null)));

        // Then
        assertThat(references(new Search(null, null, "Bellamy", null))).containsExactly("R-4");
        assertThat(references(new Search(null, null, "Webb", null))).isEmpty();
    }

    @Test
    void ofAChildEveryCaseIsFoundAndOfThoseWhoAreAlikeAsManyAsWereAskedFor() {
        // Given
        for (var reference : List.of("R-1", "R-2", "R-3")) begun(reference, Errand.Urgency.NONE, "Muhammad Khan");
        begun("R-4", Errand.Urgency.NONE, "Mohammed Khan");
        var child = in("child", "C-R-1", "C-R-2", "C-R-3");

        // When
        var alike = keeping.search(viewer("S1"), new Search(null, null, "Muhammad Khan", null), _ -> child, 2);
        var ofTheChild = keeping.search(viewer("S1"), new Search(null, "C-R", "Muhammad Khan", null), _ -> child, 2);

        // Then
        assertThat(alike.files()).hasSize(2);
        assertThat(ofTheChild.files()).extracting(CaseFile::reference).containsExactly("R-1", "R-2", "R-3");
    }

    private CaseKeeping.Found<Errand> search(Search search) {
        return keeping.search(viewer("S1"), search, child -> eq("child", child), 50);
    }

    private List<String> references(Search search) {
        return search(search).files().stream().map(CaseFile::reference).toList();
    }

    @Test
    void whateverWordsAreGivenAsAReasonAreWords() {
        // Given
        var id = begun("R-1", Errand.Urgency.NONE, "Zoë Bell");
        var words = "{\"$set\": {\"erased\": true}} $where <b>";

        // When
        done(keeping.restrict(MANAGER, viewer("TM-01"), id, List.of("S1"), words));

        // Then
        assertThat(found(id).keeping().restriction().reason()).isEqualTo(words);
    }
}
