package waymark.assessments.domain;

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
import waymark.assessments.domain.Assessment.NotOpened;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.events.AssessmentKinds;
import waymark.casefile.CaseKind;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.ClockRun.Ending;
import waymark.casefile.course.Decision;
import waymark.events.CaseEvent;
import waymark.testing.PublishedEvents;

/**
 * Whatever is asked, in whatever order: the state stays sound and is what its history folds to, every event keeps to its schema, and the clocks that
 * the events tell of are the ones that follow from what is recorded.
 */
class RandomCoursesTest {
    private static final UUID CHILD = UUID.fromString("5a4b3c2d-1e0f-8a9b-8c7d-6e5f4a3b2c1d");
    private static final CaseKind<Assessment, AssessmentCommand, AssessmentEvent> KIND =
            AssessmentKinds.assessments(Story.COURSE);
    private static final Set<String> TYPES = new TreeSet<>();

    @RepeatedTest(200)
    void aRandomCourseStaysSound(RepetitionInfo repetition) {
        // Given
        var course = new AnyCourse(repetition.getCurrentRepetition(), true);
        var state = KIND.initial();
        var history = new ArrayList<CaseEvent>();

        // When
        for (int step = 0; step < 100; step++) {
            if (!(KIND.decide().apply(state, course.next(state))
                    instanceof Decision.Accepted<AssessmentEvent> accepted)) continue;
            for (var event : accepted.events()) {
                state = KIND.evolve().apply(state, event);
                history.add(published(event, history));
            }
            assertSound(state, history.size());
        }

        // Then
        var folded = KIND.initial();
        for (var event : history) {
            folded = KIND.evolve().apply(folded, KIND.events().read(event.type(), event.data()));
            TYPES.add(event.type());
        }
        assertThat(folded).isEqualTo(state);
        assertThat(KIND.states().read(KIND.states().write(state))).isEqualTo(state);
        assertThat(PublishedEvents.violations(history)).isEmpty();
    }

    @AfterAll
    static void everyTypeOfEventOccurred() {
        assertThat(TYPES).hasSize(AssessmentEvent.class.getPermittedSubclasses().length);
    }

    private static void assertSound(Assessment state, int events) {
        switch (state) {
            case NotOpened _ -> assertThat(events).isZero();
            case Opened opened -> {
                assertThat(opened.record().events()).isEqualTo(events);
                assertThat(opened.openedOn()).isEqualTo(opened.record().openedOn());
                assertThat(running(opened)).isEqualTo(computed(opened));
            }
        }
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

    private static CaseEvent published(AssessmentEvent event, List<CaseEvent> before) {
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
                "sen-officer",
                null,
                KIND.events().write(event));
    }
}
