package waymark.involvements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import waymark.casefile.CaseKind;
import waymark.casefile.course.Decision;
import waymark.events.CaseEvent;
import waymark.involvements.domain.Circumstances;
import waymark.involvements.domain.Closure;
import waymark.involvements.domain.Codes;
import waymark.involvements.domain.Involvement;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.InvolvementCourse;
import waymark.involvements.domain.InvolvementEvent;
import waymark.involvements.domain.Opening;
import waymark.involvements.domain.Referrer;
import waymark.involvements.domain.ReviewPolicy;
import waymark.involvements.domain.SocialCareStatus;
import waymark.involvements.events.InvolvementKinds;
import waymark.testing.PublishedEvents;

/** Whatever is asked, in whatever order: the state stays sound, is what its history folds to, and every event keeps to its schema. */
class RandomCoursesTest {
    private static final LocalDate TODAY = LocalDate.of(2024, 3, 1);
    private static final UUID CHILD = UUID.fromString("5a4b3c2d-1e0f-8a9b-8c7d-6e5f4a3b2c1d");
    private static final Codes CODES = new Codes(
            List.of(new Codes.Outcome("BUSC", "school", "school-placement", null, null)),
            new LinkedHashSet<>(List.of("family")),
            new LinkedHashSet<>(List.of("no-reply")));
    private static final CaseKind<Involvement, InvolvementCommand, InvolvementEvent> KIND =
            InvolvementKinds.involvements(new InvolvementCourse(CODES, ReviewPolicy.USUAL));

    @RepeatedTest(200)
    void aRandomCourseStaysSound(RepetitionInfo repetition) {
        // Given
        var random = new Random(repetition.getCurrentRepetition());
        var state = KIND.initial();
        var history = new ArrayList<CaseEvent>();

        // When
        for (int step = 0; step < 40; step++) {
            if (!(KIND.decide().apply(state, command(random)) instanceof Decision.Accepted<InvolvementEvent> accepted))
                continue;
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
        }
        assertThat(folded).isEqualTo(state);
        assertThat(KIND.states().read(KIND.states().write(state))).isEqualTo(state);
        assertThat(PublishedEvents.violations(history)).isEmpty();
    }

    private static void assertSound(Involvement state, int events) {
        switch (state) {
            case Involvement.NotOpened _ -> assertThat(events).isZero();
            case Involvement.Open open -> {
                assertThat(open.particulars().events()).isEqualTo(events);
                assertThat(open.review().dueOn()).isAfter(open.review().startedOn());
                assertThat(open.review().startedOn())
                        .isAfterOrEqualTo(open.particulars().opening().openedOn());
            }
            case Involvement.Closed closed -> {
                assertThat(closed.particulars().events()).isEqualTo(events);
                assertThat(closed.closure().closedOn()).isNotNull();
            }
            case Involvement.Voided voided ->
                assertThat(voided.particulars().events()).isEqualTo(events);
        }
    }

    private static InvolvementCommand command(Random random) {
        var day = day(random);
        return switch (random.nextInt(12)) {
            case 0 -> new InvolvementCommand.Open(TODAY, "R-1", opening(day), circumstances(random), null);
            case 1 ->
                new InvolvementCommand.RecordCheck(
                        TODAY, day, InvolvementEvent.CheckRecorded.Service.SEND, random.nextBoolean(), true);
            case 2 -> new InvolvementCommand.RecordEnquiry(TODAY, day, "family", "no-reply");
            case 3 -> new InvolvementCommand.HoldReview(TODAY, day);
            case 4 ->
                new InvolvementCommand.RecordConcern(
                        TODAY,
                        day,
                        InvolvementEvent.ConcernRecorded.Concern.WELFARE,
                        InvolvementEvent.ConcernReferred.ReferredTo.SOCIAL_CARE,
                        day(random));
            case 5 -> new InvolvementCommand.ChangeCircumstances(TODAY, day, circumstances(random));
            case 6 -> new InvolvementCommand.Assign(TODAY, day, "CME-" + random.nextInt(3));
            case 7 -> new InvolvementCommand.Close(TODAY, new Closure(day, "BUSC", null, null, null, null));
            case 8 -> new InvolvementCommand.Reopen(TODAY, day);
            case 9 -> new InvolvementCommand.Correct(TODAY, correction(random));
            case 10 ->
                random.nextInt(8) == 0
                        ? new InvolvementCommand.MakeVoid(TODAY, InvolvementEvent.Voided.Reason.DUPLICATE)
                        : new InvolvementCommand.HoldReview(TODAY, day);
            default ->
                new InvolvementCommand.TakeFromSource(
                        TODAY,
                        "R-1",
                        opening(day),
                        circumstances(random),
                        random.nextBoolean() ? null : new Closure(day(random), "BUSC", null, null, null, null),
                        random.nextInt(4) > 0,
                        null);
        };
    }

    private static LocalDate day(Random random) {
        return TODAY.minusDays(random.nextInt(60) - 2L);
    }

    private static Opening opening(LocalDate day) {
        return new Opening(day, Referrer.PARENT, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static Circumstances circumstances(Random random) {
        var socialCare = List.of(SocialCareStatus.values()).get(random.nextInt(4));
        return new Circumstances(
                Integer.toString(random.nextInt(14)), null, random.nextBoolean() ? socialCare : null, "Wycombe");
    }

    private static InvolvementEvent.Corrected correction(Random random) {
        var entry = random.nextBoolean() ? null : 2 + random.nextInt(5);
        return new InvolvementEvent.Corrected(
                entry,
                entry == null ? null : day(random),
                entry == null ? day(random) : null,
                entry == null && random.nextBoolean() ? day(random) : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static CaseEvent published(InvolvementEvent event, List<CaseEvent> before) {
        return new CaseEvent(
                UUID.randomUUID(),
                KIND.events().typeOf(event),
                "825",
                CHILD,
                CHILD,
                before.size() + 1,
                before.isEmpty() ? null : before.getLast().id(),
                TODAY,
                Instant.EPOCH,
                "cme-officer",
                null,
                KIND.events().write(event));
    }
}
