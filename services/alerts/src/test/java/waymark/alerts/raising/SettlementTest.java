package waymark.alerts.raising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.Alert.Settling;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.Concern;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Levels;
import waymark.alerts.domain.RuleSettings;
import waymark.alerts.domain.Severity;
import waymark.alerts.domain.Standing;
import waymark.alerts.domain.Watch;
import waymark.alerts.domain.WatchedCase;
import waymark.alerts.domain.WatchedCase.Entry;
import waymark.alerts.domain.WatchedCase.What;
import waymark.alerts.events.Agenda;
import waymark.alerts.events.AlertKinds;
import waymark.alerts.events.ErasedCases;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.Watches;
import waymark.calendar.LondonTime;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseKind;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.casefile.Recorder;
import waymark.casefile.course.ClockMark;
import waymark.events.ChildKeys;
import waymark.events.Position;
import waymark.testing.EmbeddedStack;

/** What becomes of an alert whose watch is written by others, or whose process ends, between any two of its steps. The plan was due on 20 May 2022. */
class SettlementTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final String KEY = "825/child";
    private static final UUID CASE = UUID.fromString("0d0cfb76-6d3c-4b1e-8e2c-2f6f9ed9b7f1");
    private static final Recorder BY = new Recorder("825", "system", "system", Instant.EPOCH, null);
    private static final Instant NOW = LondonTime.startOf(LocalDate.of(2022, 5, 21));

    /** What happens before an alert's command is decided, and after its events were written; each once. */
    private final Deque<Runnable> beforeRaising = new ArrayDeque<>();

    private final Deque<Runnable> afterWriting = new ArrayDeque<>();
    private final Agenda agenda = new Agenda();
    private MongoDatabase database;
    private CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private Watches watches;
    private Settlement settlement;

    @BeforeEach
    void begin() {
        database = stack.freshDatabase();
        var childKeys = new ChildKeys(new byte[32]);
        var kind = AlertKinds.alerts();
        alerts = new CaseFiles<>(
                new CaseKind<>(
                        kind.name(),
                        kind.topic(),
                        kind.events(),
                        kind.states(),
                        kind.initial(),
                        (state, command) -> {
                            if (command instanceof AlertCommand.Raise) next(beforeRaising);
                            return kind.decide().apply(state, command);
                        },
                        kind.evolve(),
                        kind.occupies(),
                        kind.secondOpenCase(),
                        kind.referenceTaken(),
                        kind.listedBy(),
                        kind.outline(),
                        kind.teamField(),
                        kind.links()),
                database,
                childKeys,
                _ -> next(afterWriting));
        watches = new Watches(database);
        var rules = new RuleBook(new CaseFiles<RuleSettings, RuleSettings.Set, RuleSettings.Event>(
                AlertKinds.settings(), database, childKeys, _ -> {}));
        settlement = new Settlement(
                watches, agenda, rules, alerts, new ErasedCases(database), _ -> false, new SimpleMeterRegistry());
        var mark = mark(ClockMark.Action.START, null);
        var watched = WatchedCase.begun(Kind.ASSESSMENT, "EHC-1", day("2022-05-20"), NOW)
                .with(new Entry(1, What.OPENED, day("2021-12-31"), NOW))
                .after(List.of(mark), false, day("2022-05-20"), NOW);
        var watch = new Watch("825", null, Map.of(CASE, watched));
        watches.write(
                List.of(new Watches.Kept(
                        KEY,
                        0,
                        3,
                        0,
                        NOW,
                        watch,
                        Standing.NONE,
                        Map.of(CASE, new Position(1, UUID.randomUUID())),
                        List.of())),
                agenda);
    }

    private static void next(Deque<Runnable> steps) {
        var step = steps.poll();
        if (step != null) step.run();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static ClockMark mark(ClockMark.Action action, LocalDate on) {
        return new ClockMark("ehc-plan", 1, action, day("2021-12-31"), day("2022-05-20"), 1, null, on);
    }

    private void settle() {
        settlement.settle("825", List.of(watches.find(KEY)), NOW);
    }

    /** As the reader does: what an event says becomes of the watch, and what has its alerts is carried on. */
    private void writtenByTheReader(UnaryOperator<WatchedCase> event) {
        var kept = watches.find(KEY);
        var changed = event.apply(kept.watch().cases().get(CASE));
        assertThat(watches.write(
                        List.of(new Watches.Kept(
                                KEY,
                                kept.version(),
                                kept.partition(),
                                kept.settings(),
                                NOW,
                                new Watch("825", null, Map.of(CASE, changed)),
                                kept.standing(),
                                kept.positions(),
                                kept.mendings())),
                        agenda))
                .isEmpty();
    }

    private void planIssued() {
        writtenByTheReader(present ->
                present.after(List.of(mark(ClockMark.Action.STOP, day("2022-05-21"))), false, day("2022-05-21"), NOW));
    }

    private List<CaseFile<Alert>> raised() {
        var all = new ArrayList<CaseFile<Alert>>();
        alerts.list("825", null, null, 0, 10, all::add);
        return all;
    }

    private Set<?> standing() {
        return watches.find(KEY).standing().raised();
    }

    @Test
    void aWatchSaysWhatIsAboutToBeRaisedBeforeItIs() {
        // Given
        var before = new ArrayList<Standing>();
        beforeRaising.add(() -> before.add(watches.find(KEY).standing()));

        // When
        settle();

        // Then
        assertThat(before.getFirst().pending()).hasSize(1);
        assertThat(watches.find(KEY).standing().raised()).hasSize(1);
        assertThat(watches.find(KEY).standing().pending()).isEmpty();
    }

    @Test
    void whatWasDoneBeforeItsAlertCouldBeRaisedIsEndedAllTheSame() {
        // Given
        beforeRaising.add(this::planIssued);

        // When
        settle();
        assertThat(raised()).singleElement().matches(alert -> alert.state().isOpen());
        assertThat(agenda(NOW)).containsExactly(KEY);
        settle();

        // Then
        assertThat(raised()).singleElement().matches(alert -> !alert.state().isOpen());
        assertThat(standing()).isEmpty();
    }

    @Test
    void whatWasDoneBeforeTheWatchMovedOnIsEndedAllTheSame() {
        // Given
        afterWriting.add(this::planIssued);

        // When
        settle();
        settle();

        // Then
        assertThat(raised()).singleElement().matches(alert -> !alert.state().isOpen());
        assertThat(standing()).isEmpty();
    }

    @Test
    void whatHoldsAgainWhileItsAlertEndsIsRaisedAgain() {
        // Given
        settle();
        planIssued();
        afterWriting.add(() -> writtenByTheReader(
                present -> present.after(List.of(mark(ClockMark.Action.START, null)), true, day("2022-05-21"), NOW)));

        // When
        settle();
        assertThat(raised()).singleElement().matches(alert -> !alert.state().isOpen());
        settle();

        // Then
        assertThat(raised()).singleElement().matches(alert -> alert.state().isOpen());
        assertThat(standing()).hasSize(1);
    }

    @Test
    void anInstanceThatTookOverAndKnowsNothingOfTheAlertIsToldOfIt() {
        // Given
        beforeRaising.add(() -> {
            planIssued();
            var kept = watches.find(KEY);
            watches.write(List.of(kept.with(0, null, Standing.NONE)), agenda);
        });

        // When
        settle();

        // Then
        assertThat(raised()).singleElement().matches(alert -> !alert.state().isOpen());
        assertThat(standing()).isEmpty();
    }

    @Test
    void aProcessThatEndsBeforeRaisingRaisesLaterAndOnce() {
        // Given
        beforeRaising.add(SettlementTest::end);

        // When
        assertThatThrownBy(this::settle).hasMessage("the process ends");
        assertThat(raised()).isEmpty();
        settle();
        settle();

        // Then
        assertThat(raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.version()).isEqualTo(1));
    }

    @Test
    void whatNoLongerHoldsWhenTheProcessIsBackIsNeverRaised() {
        // Given
        beforeRaising.add(SettlementTest::end);
        assertThatThrownBy(this::settle).hasMessage("the process ends");
        writtenByTheReader(WatchedCase::madeVoid);

        // When
        settle();

        // Then
        assertThat(raised()).isEmpty();
        assertThat(standing()).isEmpty();
    }

    @Test
    void aProcessThatEndsAfterRaisingRaisesNothingAgain() {
        // Given
        afterWriting.add(SettlementTest::end);

        // When
        assertThatThrownBy(this::settle).hasMessage("the process ends");
        settle();

        // Then
        assertThat(raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.version()).isEqualTo(1));
        assertThat(watches.find(KEY).standing().pending()).isEmpty();
    }

    @Test
    void anAlertWhoseReferenceAnotherHasGoesByItsId() {
        // Given
        settle();
        var ours = raised().getFirst();
        var other = UUID.randomUUID();
        database.getCollection("alerts").deleteMany(new Document());
        alerts.open(BY, Filing.ofKey(other, null, ours.reference(), Instruction.of(raise(ours))));
        alerts.execute(BY, other, Instruction.of(new AlertCommand.Settle(Settling.PROGRESS, NOW)));
        var kept = watches.find(KEY);
        watches.write(List.of(kept.with(0, NOW, Standing.NONE)), agenda);

        // When
        settle();
        writtenByTheReader(UnaryOperator.identity());
        var again = watches.find(KEY);
        watches.write(List.of(again.with(0, NOW, Standing.NONE)), agenda);
        settle();

        // Then
        assertThat(raised()).hasSize(2);
        assertThat(alerts.find("825", other).orElseThrow().state()).isInstanceOf(Alert.Settled.class);
        assertThat(alerts.find("825", ours.id()).orElseThrow())
                .matches(alert -> alert.state().isOpen())
                .matches(alert -> alert.reference().equals(ours.id().toString()))
                .matches(alert -> alert.version() == 1);
    }

    private static AlertCommand.Raise raise(CaseFile<Alert> like) {
        var about = like.state().about();
        return new AlertCommand.Raise(about.warning(), about.role(), null, Levels.USUAL, NOW);
    }

    @Test
    void anAlertGoesWithItsCase() {
        // Given
        settle();

        // When
        writtenByTheReader(present -> present.assigned("SEND-3", "north"));
        settle();
        settle();

        // Then
        assertThat(raised()).singleElement().satisfies(alert -> {
            assertThat(alert.version()).isEqualTo(2);
            assertThat(alert.state().about().officer()).isEqualTo("SEND-3");
            assertThat(alert.state().about().warning().team()).isEqualTo("north");
        });
    }

    /** Raised by a reviewing officer while the case was the south team's. */
    private UUID raisedByAPerson() {
        settle();
        var like = raised().getFirst().state().about().warning();
        var id = UUID.randomUUID();
        var warning = new Alert.Warning(
                "AL-MINE",
                Alert.Origin.PERSON,
                "reviewing-officer",
                0,
                Concern.DELAY_IN_EDUCATION_PROVISION,
                Severity.URGENT,
                like.kind(),
                CASE,
                like.caseReference(),
                null,
                "raised",
                id.toString(),
                null,
                null,
                null,
                null,
                NOW,
                false,
                true);
        var raise = new AlertCommand.Raise(warning, "team-manager", "MAN-1", Levels.USUAL, NOW);
        alerts.open(BY, Filing.ofKey(id, null, "AL-MINE", Instruction.of(raise)));
        return id;
    }

    private List<String> teams() {
        return raised().stream()
                .map(alert -> alert.state().about().warning().team())
                .distinct()
                .toList();
    }

    @Test
    void whatAPersonRaisedAndWhatHasEndedIsSeenByTheTeamThatHasTheCase() {
        // Given
        var mine = raisedByAPerson();
        planIssued();
        settle();

        // When
        writtenByTheReader(present -> present.assigned("SEND-3", "north"));
        settle();

        // Then
        assertThat(raised()).hasSize(2);
        assertThat(teams()).containsExactly("north");
        assertThat(alerts.find("825", mine).orElseThrow().state())
                .isInstanceOf(Alert.Raised.class)
                .matches(alert -> alert.about().officer().equals("MAN-1"));
        assertThat(raised()).filteredOn(alert -> alert.state().isOpen()).hasSize(1);
        assertThat(agenda(NOW)).isEmpty();
    }

    @Test
    void anInstanceThatStalledLeavesNoAlertWithTheTeamThatHadTheCase() {
        // Given
        raisedByAPerson();
        writtenByTheReader(present -> present.assigned("SEND-3", "north"));
        afterWriting.add(() -> {
            writtenByTheReader(present -> present.assigned("SEND-4", "south"));
            settle();
        });

        // When
        settle();

        // Then
        assertThat(teams()).containsExactly("south");
        assertThat(agenda(NOW)).isEmpty();
    }

    private static void end() {
        throw new IllegalStateException("the process ends");
    }

    /** What is due, as the ticker asks. */
    private List<String> agenda(Instant now) {
        agenda.loaded(Set.of(3));
        return agenda.due(now, 10, _ -> false);
    }
}
