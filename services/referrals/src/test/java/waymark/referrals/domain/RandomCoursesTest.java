package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import waymark.casefile.CaseKind;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.ClockRun.Ending;
import waymark.casefile.course.Decision;
import waymark.events.CaseEvent;
import waymark.referrals.domain.Referral.NotOpened;
import waymark.referrals.domain.Referral.Opened;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.ReferralEvent.AssessmentCompleted;
import waymark.referrals.domain.ReferralEvent.Closed;
import waymark.referrals.domain.ReferralEvent.ReferralMade;
import waymark.referrals.events.ReferralKinds;
import waymark.testing.PublishedEvents;

/**
 * Whatever is asked, in whatever order: the state stays sound and is what its history folds to, every event keeps to its schema, and the clocks that
 * the events tell of are the ones that follow from what is recorded.
 */
class RandomCoursesTest {
    private static final UUID CHILD = UUID.fromString("5a4b3c2d-1e0f-8a9b-8c7d-6e5f4a3b2c1d");
    private static final CaseKind<Referral, ReferralCommand, ReferralEvent> KIND =
            ReferralKinds.referrals(Story.COURSE);
    private static final Set<String> TYPES = new TreeSet<>();

    @RepeatedTest(300)
    void aRandomCourseStaysSound(RepetitionInfo repetition) {
        // Given
        boolean sources = repetition.getCurrentRepetition() % 2 == 0;
        var course = new AnyCourse(repetition.getCurrentRepetition(), sources);
        var state = KIND.initial();
        var history = new ArrayList<CaseEvent>();

        // When
        for (int asked = 0; asked < 100; asked++) {
            if (!(KIND.decide().apply(state, course.next(state)) instanceof Decision.Accepted<ReferralEvent> accepted))
                continue;
            for (var event : accepted.events()) {
                state = KIND.evolve().apply(state, event);
                history.add(published(event, history));
            }
            assertSound(state, history.size());
            if (!sources) assertInOrder(state);
            assertThat(KIND.states().read(KIND.states().write(state))).isEqualTo(state);
        }

        // Then
        var folded = KIND.initial();
        for (var event : history) {
            folded = KIND.evolve().apply(folded, KIND.events().read(event.type(), event.data()));
            TYPES.add(event.type());
        }
        assertThat(folded).isEqualTo(state);
        assertThat(PublishedEvents.violations(history)).isEmpty();
    }

    @RepeatedTest(300)
    void whatASourceSaysIsNeverRefusedAndSaidAgainChangesNothing(RepetitionInfo repetition) {
        // Given
        var course = new AnyCourse(repetition.getCurrentRepetition(), true);
        var state = KIND.initial();

        for (int asked = 0; asked < 100; asked++) {
            // When
            var command = course.next(state);
            var decision = KIND.decide().apply(state, command);
            if (decision instanceof Decision.Accepted<ReferralEvent> accepted) {
                for (var event : accepted.events()) state = KIND.evolve().apply(state, event);
            }

            // Then
            if (!(command instanceof ReferralCommand.TakeFromSource source)) continue;
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            assertThat(events(KIND.decide().apply(state, source)))
                    .as("said again")
                    .isEmpty();
        }
    }

    private static List<ReferralEvent> events(Decision<ReferralEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<ReferralEvent> accepted -> accepted.events();
            case Decision.Refused<ReferralEvent>(var breach) -> throw new AssertionError("refused: " + breach);
        };
    }

    @AfterAll
    static void everyTypeOfEventOccurred() {
        assertThat(TYPES).hasSize(ReferralEvent.class.getPermittedSubclasses().length);
    }

    private static void assertSound(Referral state, int events) {
        switch (state) {
            case NotOpened _ -> assertThat(events).isZero();
            case Opened opened -> {
                assertThat(opened.record().events()).isEqualTo(events);
                assertThat(opened.openedOn()).isEqualTo(opened.record().openedOn());
                assertThat(running(opened)).isEqualTo(computed(opened));
                assertOneCourse(opened.record());
                boolean hasNext = switch (opened.standing()) {
                    case RECEIVED, OPEN -> true;
                    case DECIDED -> opened.present().decision() == ContactDecision.REFERRAL;
                    case CLOSED, VOIDED -> false;
                };
                assertThat(opened.next().step() != null).isEqualTo(hasNext);
                if (!opened.standing().isOpen() && opened.standing() != Standing.VOIDED) {
                    assertThat(opened.present().plan()).isEqualTo(Plan.NONE);
                }
            }
        }
    }

    /** What a case has at most one of. */
    private static void assertOneCourse(CaseRecord record) {
        assertThat(record.all(ReferralEvent.ContactReceived.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(record.all(ReferralMade.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(record.all(Closed.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(record.entries())
                .extracting(CaseRecord.Entry::sequence)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    /** Of what officers record nothing is out of its order, whatever was put right; and what is answered is there. */
    private static void assertInOrder(Referral state) {
        if (!(state instanceof Opened opened)) return;
        var record = opened.record();
        var rules = new Rules(Story.TODAY, Story.NOW);
        for (var entry : record.entries()) rules.day(Steps.dayField(entry.event()), entry, record);
        assertThat(rules.breaches()).isEmpty();
        for (var entry : record.entries()) {
            var answered = Steps.answered(entry.event());
            if (answered != null) assertThat(record.entry(answered)).isPresent();
            if (entry.event() instanceof AssessmentCompleted)
                assertThat(answered).isNotNull();
        }
        assertThat(record.assessmentsUnderWay()).hasSizeLessThanOrEqualTo(1);
    }

    /** As the events told, without the runs whose start was annulled. */
    private static Set<ClockRun> running(Opened opened) {
        var runs = new HashSet<>(opened.clocks());
        var computed = computed(opened);
        runs.removeIf(run -> !computed.contains(run)
                && run.ending() == Ending.LAPSED
                && run.startedOn().equals(run.endedOn()));
        return runs;
    }

    private static Set<ClockRun> computed(Opened opened) {
        return opened.standing() == Standing.VOIDED
                ? Set.of()
                : new HashSet<>(Story.COURSE.runs(opened.record(), opened.clocks()));
    }

    private static CaseEvent published(ReferralEvent event, List<CaseEvent> before) {
        return new CaseEvent(
                UUID.randomUUID(),
                KIND.events().typeOf(event),
                "825",
                CHILD,
                CHILD,
                before.size() + 1,
                before.isEmpty() ? null : before.getLast().id(),
                event.day() == null ? Story.TODAY : event.day(),
                Instant.EPOCH,
                "duty-officer",
                null,
                KIND.events().write(event));
    }
}
