package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.Story.NOW;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.at;
import static waymark.referrals.domain.Story.day;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.casefile.CaseKind;
import waymark.casefile.course.Breach;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.Decision;
import waymark.referrals.domain.EarlyHelp.Opened;
import waymark.referrals.domain.EarlyHelp.Standing;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpClosed.Outcome;
import waymark.referrals.events.ReferralCodes;
import waymark.referrals.events.ReferralKinds;

/** A family's early help, from the request to the door that stays open afterwards. */
class EarlyHelpCourseTest {
    private static final UUID SIBLING = UUID.fromString("6b5c4d3e-2f1a-8b9c-8d7e-6f5a4b3c2d1e");
    private static final Instant REQUESTED = at(3, 3, 10, 0);
    private static final EarlyHelpCourse COURSE =
            new EarlyHelpCourse(ReferralCodes.of(Story.LISTS), ReferralCodes.earlyHelpClocks(Story.LISTS));
    private static final CaseKind<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> KIND = ReferralKinds.earlyHelp(COURSE);

    // The words of the story

    private record Family(EarlyHelp state) {
        Family and(EarlyHelpEvent... asked) {
            var after = state;
            for (var event : asked) {
                switch (COURSE.decide(after, happened(event))) {
                    case Decision.Accepted<EarlyHelpEvent> accepted -> {
                        for (var one : accepted.events()) after = COURSE.evolve(after, one);
                    }
                    case Decision.Refused<EarlyHelpEvent>(var breach) ->
                        throw new AssertionError("refused: " + breach + " of " + event);
                }
            }
            return new Family(after);
        }

        void refuses(EarlyHelpEvent asked, String rule, String field) {
            assertThat(COURSE.decide(state, happened(asked)))
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.breach())
                                    .extracting(Breach::rule, Breach::field)
                                    .containsExactly("early-help." + rule, field));
        }

        Opened opened() {
            return (Opened) state;
        }

        Standing standing() {
            return opened().standing();
        }

        ClockRun run(String clock, int instance) {
            return opened().clocks().stream()
                    .filter(run -> run.clock().equals("early-help-" + clock) && run.instance() == instance)
                    .findFirst()
                    .orElseThrow();
        }

        List<String> running() {
            return opened().clocks().stream()
                    .filter(run -> run.endedOn() == null)
                    .map(ClockRun::clock)
                    .toList();
        }
    }

    private static Family told(EarlyHelpEvent... asked) {
        return new Family(EarlyHelpCourse.INITIAL).and(asked);
    }

    /** With the team (2) a day after the request (1). */
    private static Family progressed() {
        return told(requested(REQUESTED), progressed(at(3, 4, 10, 0)));
    }

    /** The family was spoken to (3), support arranged (4), and it ended (5) on 1 June. */
    private static Family closed() {
        return progressed().and(contacted(at(3, 5, 9, 0)), arranged(day(3, 9)), closed(day(6, 1), Outcome.NEEDS_MET));
    }

    private static EarlyHelpCommand happened(EarlyHelpEvent event) {
        return new EarlyHelpCommand.Happened(TODAY, NOW, event);
    }

    private static EarlyHelpEvent requested(Instant at) {
        return requested(at, "2A");
    }

    private static EarlyHelpEvent requested(Instant at, String source) {
        return new EarlyHelpEvent.EarlyHelpRequested(
                "EH-1", at, List.of(SIBLING), source, "Aylesbury", null, null, List.of());
    }

    private static EarlyHelpEvent progressed(Instant at) {
        return new EarlyHelpEvent.EarlyHelpProgressed(at, "north", List.of());
    }

    private static EarlyHelpEvent contacted(Instant at) {
        return new EarlyHelpEvent.FamilyContacted(at, List.of());
    }

    private static EarlyHelpEvent arranged(LocalDate on) {
        return new EarlyHelpEvent.SupportArranged(on, "parenting-course", List.of());
    }

    private static EarlyHelpEvent closed(LocalDate on, Outcome outcome) {
        return new EarlyHelpEvent.EarlyHelpClosed(on, outcome, List.of());
    }

    private static EarlyHelpEvent resumed(LocalDate on) {
        return new EarlyHelpEvent.EarlyHelpResumed(on, List.of());
    }

    private static EarlyHelpEvent reopened(LocalDate on) {
        return new EarlyHelpEvent.EarlyHelpReopened(on, List.of());
    }

    private static EarlyHelpEvent voided(LocalDate on, String reason) {
        return new EarlyHelpEvent.EarlyHelpVoided(on, reason, List.of());
    }

    private static EarlyHelpEvent right(Integer entry, LocalDate on, Instant at, Outcome outcome) {
        return new EarlyHelpEvent.EarlyHelpCorrected(entry, on, at, outcome, null, null, null, null, List.of());
    }

    private static EarlyHelpEvent rightRequest(Integer entry, String source, String locality) {
        return new EarlyHelpEvent.EarlyHelpCorrected(entry, null, null, null, source, locality, null, null, List.of());
    }

    private static EarlyHelpEvent rightCode(Integer entry, String team, String service) {
        return new EarlyHelpEvent.EarlyHelpCorrected(entry, null, null, null, null, null, team, service, List.of());
    }

    private static EarlyHelpEvent annulled(Integer entry) {
        return new EarlyHelpEvent.EarlyHelpEntryAnnulled(TODAY, entry, List.of());
    }

    @Test
    void theseAreTheClocks() {
        assertThat(COURSE.clocks().rules())
                .extracting(ClockRule::id)
                .containsExactly(
                        "early-help-progress",
                        "early-help-progress-at-most",
                        "early-help-contact",
                        "early-help-support",
                        "early-help-open-door");
    }

    @Nested
    class TheCourse {
        @Test
        void aRequestIsToReachTheTeamWithin24HoursAndAtMost72() {
            var family = told(requested(REQUESTED));
            assertThat(family.standing()).isEqualTo(Standing.REQUESTED);
            assertThat(family.run("progress", 1).dueAt()).isEqualTo(at(3, 4, 10, 0));
            assertThat(family.run("progress-at-most", 1).dueAt()).isEqualTo(at(3, 6, 10, 0));
            assertThat(family.opened().dueClock()).isEqualTo("early-help-progress");
            assertThat(family.opened().dueAt()).isEqualTo(at(3, 4, 10, 0));
            assertThat(family.opened().children()).containsExactly(SIBLING);
        }

        @Test
        void theHoursAreThoseThatPass() {
            assertThat(told(requested(at(3, 29, 10, 0))).run("progress", 1).dueAt())
                    .isEqualTo(at(3, 30, 11, 0));
            assertThat(told(requested(at(10, 25, 10, 0)))
                            .run("progress-at-most", 1)
                            .dueAt())
                    .isEqualTo(at(10, 28, 9, 0));
        }

        @Test
        void theTeamSpeaksToTheFamilyWithin24HoursAndArrangesSupportWithinFiveDays() {
            var family = progressed();
            assertThat(family.standing()).isEqualTo(Standing.PROGRESSED);
            assertThat(family.run("progress", 1).endedAt()).isEqualTo(at(3, 4, 10, 0));
            assertThat(family.run("progress-at-most", 1).ending()).isEqualTo(ClockRun.Ending.STOPPED);
            assertThat(family.run("contact", 2).dueAt()).isEqualTo(at(3, 5, 10, 0));
            assertThat(family.run("support", 2).dueOn()).isEqualTo(day(3, 9));
            assertThat(family.opened().team()).isEqualTo("north");
            assertThat(family.opened().dueClock()).isEqualTo("early-help-contact");
        }

        @Test
        void theFamilyIsSpokenToAndSupported() {
            var family = progressed().and(contacted(at(3, 5, 9, 0)));
            assertThat(family.running()).containsExactly("early-help-support");
            assertThat(family.and(arranged(day(3, 9))).running()).isEmpty();
            assertThat(family.and(arranged(day(3, 9))).standing()).isEqualTo(Standing.SUPPORTED);
            assertThat(family.and(arranged(day(3, 9))).opened().dueOn()).isEqualTo(Referral.Next.NEVER);
        }

        @Test
        void theDoorStaysOpenForThreeMonthsAfterTheEnd() {
            var family = closed();
            assertThat(family.standing()).isEqualTo(Standing.CLOSED);
            assertThat(family.opened().closedOn()).isEqualTo(day(6, 1));
            assertThat(family.run("open-door", 5).dueOn()).isEqualTo(day(9, 1));
            assertThat(family.opened().dueClock()).isNull();
        }

        @Test
        void theEndEndsWhateverIsWaitedFor() {
            var family = told(requested(REQUESTED), closed(day(3, 3), Outcome.DECLINED));
            assertThat(family.run("progress", 1).ending()).isEqualTo(ClockRun.Ending.LAPSED);
            assertThat(family.run("progress-at-most", 1).ending()).isEqualTo(ClockRun.Ending.LAPSED);
            assertThat(progressed().and(closed(day(3, 5), Outcome.NOT_REACHED)).running())
                    .containsExactly("early-help-open-door");
        }

        @Test
        void theFamilyComesBackOnTheLastDayOfTheOpenDoorAndNotADayAfter() {
            assertThat(closed().and(resumed(day(9, 1))).standing()).isEqualTo(Standing.PROGRESSED);
            assertThat(closed().and(resumed(day(9, 1))).run("open-door", 5).ending())
                    .isEqualTo(ClockRun.Ending.STOPPED);
            closed().refuses(resumed(day(9, 2)), "door-closed", "resumedOn");
            closed().refuses(resumed(day(5, 31)), "before-closing", "resumedOn");
            closed().refuses(resumed(null), "needed", "resumedOn");
            progressed().refuses(resumed(day(3, 5)), "not-closed", null);
        }

        @ParameterizedTest
        @CsvSource({"2025-11-29, 2026-02-28", "2025-11-30, 2026-02-28", "2025-08-31, 2025-11-30"})
        void threeMonthsEndWithTheMonthWhereTheDayIsMissing(LocalDate closedOn, LocalDate until) {
            var family = progressed().and(closed(closedOn, Outcome.NEEDS_MET));
            assertThat(family.and(resumed(until)).standing()).isEqualTo(Standing.PROGRESSED);
            family.refuses(resumed(until.plusDays(1)), "door-closed", "resumedOn");
        }

        @Test
        void aFamilyThatComesBackIsSpokenToAndSupportedAnew() {
            // When
            var back = closed().and(resumed(day(8, 1)));

            // Then
            assertThat(back.running()).containsExactly("early-help-contact", "early-help-support");
            assertThat(back.run("contact", 6).dueOn()).isEqualTo(day(8, 2));
            assertThat(back.run("support", 6).dueOn()).isEqualTo(day(8, 6));
            assertThat(back.opened().dueClock()).isEqualTo("early-help-contact");
            var spokenTo = back.and(contacted(at(8, 2, 9, 0)), arranged(day(8, 5)));
            assertThat(spokenTo.standing()).isEqualTo(Standing.SUPPORTED);
            assertThat(spokenTo.running()).isEmpty();
        }

        @Test
        void aFamilyThatComesBackBeforeItReachedATeamIsToReachOne() {
            // When
            var back = told(requested(REQUESTED), closed(day(3, 3), Outcome.DECLINED), resumed(day(4, 1)));

            // Then
            assertThat(back.standing()).isEqualTo(Standing.REQUESTED);
            assertThat(back.running()).containsExactly("early-help-progress", "early-help-progress-at-most");
            assertThat(back.run("progress", 3).dueOn()).isEqualTo(day(4, 2));
            assertThat(back.and(progressed(at(4, 1, 15, 0))).running())
                    .containsExactly("early-help-contact", "early-help-support");
            assertThat(told(requested(REQUESTED), closed(day(3, 3), Outcome.DECLINED), resumed(day(4, 1)))
                            .run("open-door", 2)
                            .ending())
                    .isEqualTo(ClockRun.Ending.STOPPED);
        }

        @Test
        void aSecondEndOpensTheDoorAnew() {
            var family = closed().and(resumed(day(8, 1)), closed(day(10, 1), Outcome.NEEDS_MET));
            assertThat(family.running()).containsExactly("early-help-open-door");
            assertThat(family.run("open-door", 7).dueOn()).isEqualTo(LocalDate.of(2026, 1, 1));
            family.refuses(resumed(LocalDate.of(2026, 1, 2)), "door-closed", "resumedOn");
        }

        @Test
        void anEndByMistakeIsAnnulled() {
            var family = closed().and(reopened(day(6, 2)));
            assertThat(family.standing()).isEqualTo(Standing.SUPPORTED);
            assertThat(family.running()).isEmpty();
            assertThat(family.opened().closedOn()).isNull();
            assertThat(told(requested(REQUESTED), closed(day(3, 3), Outcome.DECLINED), reopened(day(3, 4)))
                            .running())
                    .containsExactly("early-help-progress", "early-help-progress-at-most");
            progressed().refuses(reopened(day(3, 5)), "not-closed", null);
            closed().refuses(reopened(day(5, 31)), "before-closing", "reopenedOn");
        }
    }

    @Nested
    class Refusals {
        @Test
        void ofTheRequest() {
            told().refuses(requested(null), "needed", "requestedAt");
            told().refuses(requested(NOW.plusSeconds(1)), "time-in-future", "requestedAt");
            told().refuses(requested(REQUESTED, null), "needed", "source");
            told().refuses(requested(REQUESTED, "99"), "code-unknown", "source");
            told().refuses(
                            new EarlyHelpEvent.EarlyHelpRequested(
                                    "EH 1", REQUESTED, List.of(), "2A", null, null, null, List.of()),
                            "reference-form",
                            "requestRef");
            told().refuses(arranged(day(3, 3)), "not-opened", null);
            progressed().refuses(requested(REQUESTED), "opened-twice", null);
        }

        @Test
        void ofStepsOutOfTheirOrder() {
            told(requested(REQUESTED)).refuses(contacted(at(3, 5, 9, 0)), "not-progressed", null);
            told(requested(REQUESTED)).refuses(arranged(day(3, 5)), "not-progressed", null);
            told(requested(REQUESTED)).refuses(progressed(at(3, 3, 9, 59)), "time-before-request", "progressedAt");
            told(requested(REQUESTED)).refuses(progressed(at(3, 2, 9, 0)), "date-before-request", "progressedAt");
            told(requested(REQUESTED)).refuses(progressed(NOW.plusSeconds(1)), "time-in-future", "progressedAt");
            told(requested(REQUESTED)).refuses(progressed(null), "needed", "progressedAt");
            progressed().refuses(progressed(at(3, 5, 9, 0)), "progressed-already", null);
            progressed().refuses(contacted(at(3, 3, 11, 0)), "before-progress", "contactedAt");
            progressed().refuses(contacted(at(3, 4, 9, 59)), "before-progress", "contactedAt");
            progressed().refuses(arranged(day(3, 3)), "before-progress", "arrangedOn");
            progressed().refuses(arranged(TODAY.plusDays(1)), "date-in-future", "arrangedOn");
            progressed().refuses(closed(day(3, 3), Outcome.DECLINED), "closed-before-step", "closedOn");
            progressed().refuses(closed(day(3, 5), null), "needed", "outcome");
        }

        @Test
        void ofCodes() {
            told(requested(REQUESTED))
                    .refuses(
                            new EarlyHelpEvent.EarlyHelpProgressed(at(3, 4, 9, 0), "North Team", List.of()),
                            "code-form",
                            "team");
            progressed()
                    .refuses(
                            new EarlyHelpEvent.SupportArranged(day(3, 5), "A course", List.of()),
                            "code-form",
                            "service");
        }

        @Test
        void ofWhatComesAfterTheEnd() {
            closed().refuses(contacted(at(5, 1, 9, 0)), "closed", null);
            closed().refuses(arranged(day(5, 1)), "closed", null);
            closed().refuses(closed(day(6, 2), Outcome.DECLINED), "closed", null);
            told(requested(REQUESTED), closed(day(3, 3), Outcome.DECLINED))
                    .refuses(progressed(at(3, 3, 11, 0)), "closed", null);
        }

        @Test
        void ofAVoidedCase() {
            var voided = closed().and(voided(day(6, 2), "wrong-family"));
            assertThat(voided.standing()).isEqualTo(Standing.VOIDED);
            assertThat(voided.running()).isEmpty();
            voided.refuses(voided(day(6, 2), "wrong-family"), "voided", null);
            voided.refuses(reopened(day(6, 2)), "voided", null);
            progressed().refuses(voided(day(3, 5), null), "needed", "reason");
            progressed().refuses(voided(day(3, 5), "Wrong family"), "code-form", "reason");
            progressed().refuses(voided(null, "wrong-family"), "needed", "voidedOn");
        }

        @Test
        void exceptOfWhatIsKeptBeside() {
            assertThat(COURSE.decide(EarlyHelpCourse.INITIAL, new EarlyHelpCommand.KeepBeside(TODAY)))
                    .isInstanceOf(Decision.Refused.class);
            assertThat(COURSE.decide(closed().state(), new EarlyHelpCommand.KeepBeside(TODAY)))
                    .isEqualTo(Decision.accept(List.<EarlyHelpEvent>of()));
        }
    }

    @Nested
    class Annulments {
        @Test
        void takeOutWhatDidNotHappen() {
            // Given
            var family = progressed().and(contacted(at(3, 5, 9, 0)), arranged(day(3, 9)));

            // Then
            assertThat(family.and(annulled(4)).standing()).isEqualTo(Standing.PROGRESSED);
            assertThat(family.and(annulled(4)).running()).containsExactly("early-help-support");
            assertThat(family.and(annulled(3)).running()).containsExactly("early-help-contact");
            assertThat(family.and(annulled(3), annulled(4), annulled(2)).running())
                    .containsExactly("early-help-progress", "early-help-progress-at-most");
            assertThat(closed().and(resumed(day(8, 1)), annulled(6)).standing()).isEqualTo(Standing.CLOSED);
            assertThat(closed().and(resumed(day(8, 1)), annulled(6)).running()).containsExactly("early-help-open-door");
        }

        @Test
        void areRefusedWhereSomethingRestsOnTheEntry() {
            progressed().and(contacted(at(3, 5, 9, 0))).refuses(annulled(2), "entry-answered", "entry");
            progressed().and(arranged(day(3, 9))).refuses(annulled(2), "entry-answered", "entry");
            closed().and(resumed(day(8, 1)), arranged(day(8, 2))).refuses(annulled(6), "entry-answered", "entry");
            closed().refuses(annulled(5), "closing-annulled", "entry");
            closed().refuses(annulled(1), "entry-unknown", "entry");
            closed().refuses(annulled(9), "entry-unknown", "entry");
            closed().refuses(annulled(null), "entry-unknown", "entry");
            closed().and(annulled(4)).refuses(annulled(4), "entry-unknown", "entry");
            closed().and(voided(day(6, 2), "duplicate")).refuses(annulled(4), "voided", null);
        }
    }

    @Nested
    class Corrections {
        @Test
        void ofTheRequestsTimeMoveItsClocks() {
            var family = progressed().and(right(1, null, at(3, 3, 9, 0), null));
            assertThat(family.run("progress", 1).dueAt()).isEqualTo(at(3, 4, 9, 0));
            assertThat(family.run("progress", 1).endedAt()).isEqualTo(at(3, 4, 10, 0));
            assertThat(family.opened().openedAt()).isEqualTo(at(3, 3, 9, 0));
        }

        @Test
        void doNotPutTheRequestAfterItsSteps() {
            progressed().refuses(right(1, null, at(3, 4, 10, 1), null), "time-before-request", "at");
            progressed().refuses(right(1, null, at(3, 5, 9, 0), null), "date-before-request", "at");
            closed().refuses(right(2, null, at(3, 5, 9, 1), null), "before-progress", "at");
            closed().refuses(right(2, null, at(3, 10, 9, 0), null), "before-progress", "at");
        }

        @Test
        void ofAnEarlierEndOrReturnStandBetweenTheirNeighbours() {
            // Given
            var family = closed().and(resumed(day(8, 1)), closed(day(10, 1), Outcome.NEEDS_MET));

            // Then
            assertThat(family.and(right(6, day(8, 2), null, null))
                            .run("open-door", 5)
                            .endedOn())
                    .isEqualTo(day(8, 2));
            family.refuses(right(5, day(8, 2), null, null), "before-closing", "on");
            family.refuses(right(6, day(5, 31), null, null), "before-closing", "on");
            family.refuses(right(6, day(10, 2), null, null), "closed-before-step", "on");
            family.refuses(right(7, day(7, 31), null, null), "closed-before-step", "on");
        }

        @Test
        void sayAFieldThatTheEntryHas() {
            closed().refuses(right(1, day(3, 3), null, null), "entry-without-field", null);
            closed().refuses(right(4, null, at(3, 9, 9, 0), null), "entry-without-field", null);
            closed().refuses(right(4, null, null, Outcome.DECLINED), "entry-without-field", null);
            closed().refuses(rightRequest(2, "2B", null), "entry-without-field", null);
            closed().refuses(rightRequest(1, "99", null), "code-unknown", "source");
            closed().refuses(right(1, null, null, null), "nothing-corrected", null);
            closed().refuses(right(9, day(3, 3), null, null), "entry-unknown", "entry");
            closed().refuses(right(null, day(3, 3), null, null), "entry-unknown", "entry");
            closed().refuses(right(4, TODAY.plusDays(1), null, null), "date-in-future", "on");
        }

        @Test
        void ofTeamAndServiceAreOfTheirEntries() {
            // When
            var family = closed().and(rightCode(2, "south", null), rightCode(4, null, "mentoring"));

            // Then
            assertThat(family.opened().team()).isEqualTo("south");
            assertThat(family.opened().entries().get(3).event())
                    .isEqualTo(new EarlyHelpEvent.SupportArranged(day(3, 9), "mentoring", List.of()));
            closed().refuses(rightCode(4, "south", null), "entry-without-field", null);
            closed().refuses(rightCode(2, null, "mentoring"), "entry-without-field", null);
            closed().refuses(rightCode(2, "South Team", null), "code-form", "team");
            closed().refuses(rightCode(4, null, "A course"), "code-form", "service");
        }

        @Test
        void ofValuesChangeNothingElse() {
            var family = closed().and(rightRequest(1, "2B", "Wycombe"), right(5, null, null, Outcome.STEPPED_UP));
            assertThat(family.opened().source()).isEqualTo("2B");
            assertThat(family.opened().locality()).isEqualTo("Wycombe");
            assertThat(family.opened().entries().getLast().event()).isEqualTo(closed(day(6, 1), Outcome.STEPPED_UP));
        }
    }

    @RepeatedTest(100)
    void aRandomCourseStaysSound(RepetitionInfo repetition) {
        // Given
        var random = new Random(repetition.getCurrentRepetition());
        var state = EarlyHelpCourse.INITIAL;
        var folded = state;

        for (int asked = 0; asked < 80; asked++) {
            // When
            if (!(COURSE.decide(state, happened(any(random))) instanceof Decision.Accepted<EarlyHelpEvent> accepted)) {
                continue;
            }
            for (var event : accepted.events()) {
                state = KIND.evolve().apply(state, event);
                var type = KIND.events().typeOf(event);
                folded = KIND.evolve()
                        .apply(folded, KIND.events().read(type, KIND.events().write(event)));
            }

            // Then
            assertThat(folded).isEqualTo(state);
            assertThat(KIND.states().read(KIND.states().write(state))).isEqualTo(state);
            var opened = (Opened) state;
            if (opened.standing() == Standing.VOIDED) continue;
            var runs = COURSE.clocks().runs(opened.steps(), List.of(), opened.clocks());
            assertThat(opened.clocks()).containsAll(runs);
            for (var run : runs) {
                assertThat(run.endedOn() == null || !run.endedOn().isBefore(run.startedOn()))
                        .isTrue();
            }
        }
    }

    private static EarlyHelpEvent any(Random random) {
        var at = REQUESTED.plusSeconds(3600L * random.nextInt(24 * 120));
        var on = day(3, 3).plusDays(random.nextInt(200));
        var outcomes = Outcome.values();
        return switch (random.nextInt(12)) {
            case 0 -> requested(at);
            case 1, 2 -> progressed(at);
            case 3 -> contacted(at);
            case 4 -> arranged(on);
            case 5, 6 -> closed(on, outcomes[random.nextInt(outcomes.length)]);
            case 7 -> resumed(on);
            case 8 -> reopened(TODAY);
            case 10 -> annulled(1 + random.nextInt(8));
            case 9 -> random.nextInt(20) == 0 ? voided(on, "duplicate") : right(1 + random.nextInt(8), on, null, null);
            default -> right(1 + random.nextInt(8), null, at, null);
        };
    }
}
