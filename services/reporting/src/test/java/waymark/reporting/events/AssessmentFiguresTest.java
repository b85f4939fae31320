package waymark.reporting.events;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.ehc.Assessments;
import waymark.reporting.events.RandomAssessments.File;
import waymark.reporting.events.RandomAssessments.Run;
import waymark.reporting.events.RandomAssessments.Step;

/** Random courses, lawful or not, with clocks started, stopped, lapsed, excused and restated, give the same figures as counting from scratch. */
class AssessmentFiguresTest {
    /** The clock of which each family of measures is. */
    private static final Map<String, List<String>> CLOCKS = Map.of(
            "decisions", List.of("ehc-decision"),
            "notIssued", List.of("ehc-not-issue"),
            "advice", List.of("ehc-advice"),
            "epAdvice", List.of("ehc-advice"),
            "annualReviews", List.of("ehc-annual-review"),
            "reviewDecisions", List.of("ehc-review-decision"),
            "amendedPlans", List.of("ehc-amended-plan"),
            "orderSteps", List.of("ehc-order-plan", "ehc-unopposed-notify"));

    /** @param part a Run or a Step; null of a case that stands as one */
    private record Counted(File file, Record part, LocalDate day, boolean counts, long number)
            implements Recount.Counted {
        @Override
        public UUID caseId() {
            return file.story.caseId();
        }

        @Override
        public UUID child() {
            return file.child;
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFigureGroupAndListIsWhatCountingTheFilesGives(long seed) throws UnreadableEvent {
        // Given
        var register = new RandomAssessments(seed);
        var one = register.day();
        var other = register.day();
        var period = one.isBefore(other) ? new Period(one, other) : new Period(other, one);

        // When
        var table = Recount.folded(AssessmentEvents.SOURCE, register.delivered());

        // Then
        var recount = new Recount<Assessments, Counted>(AssessmentEvents.SOURCE.kind(), table, new Random(seed));
        for (var authority : List.of("825", "826", "999")) {
            var files = register.files.stream()
                    .filter(file -> file.authority.equals(authority) && !file.voided())
                    .toList();
            recount.holds(authority, period, new Clerk(files));
        }
    }

    private record Clerk(List<File> files) implements Recount.Clerk<Counted> {
        @Override
        public List<Counted> count(Measure<?> measure, Period period) {
            var from = period.from();
            var to = period.to();
            return switch (measure.field()) {
                case "plansIssued", "averageWeeksToIssue" -> stopped(List.of("ehc-plan"), period, (file, run) -> true);
                case "plansIssuedWithin20Weeks" ->
                    numerator(stopped(List.of("ehc-plan"), period, (file, run) -> inTime(run)));
                case "within20WeeksPercentIncludingExceptions" ->
                    stopped(List.of("ehc-plan"), period, (file, run) -> inTime(run));
                case "plansIssuedExcludingExceptions" ->
                    numerator(stopped(List.of("ehc-plan"), period, (file, run) -> !file.exception()));
                case "plansIssuedWithin20WeeksExcludingExceptions" ->
                    numerator(stopped(List.of("ehc-plan"), period, (file, run) -> !file.exception() && inTime(run)));
                case "within20WeeksPercentExcludingExceptions" ->
                    stopped(List.of("ehc-plan"), period, (file, run) -> inTime(run)).stream()
                            .filter(at -> !at.file().exception())
                            .toList();
                case "openOnRequest" -> running(List.of("ehc-plan"), to, run -> true);
                case "openOver20WeeksAtEnd" ->
                    running(List.of("ehc-plan"), to, run -> run.dueOn().isBefore(to));
                case "requestsReceived" -> steps(period, Set.of("requested"), step -> true);
                case "requestsNotAssessed" -> steps(period, Set.of("do-not-assess"), step -> true);
                case "requestsNotAssessedPercent" ->
                    steps(
                            period,
                            Set.of("assess", "do-not-assess"),
                            step -> step.what().equals("do-not-assess"));
                case "plansNotIssued" -> steps(period, Set.of("plan-not-issued"), step -> true);
                case "withdrawn" -> steps(period, Set.of("withdrawn"), step -> true);
                case "openAtEnd", "childrenAtEnd" -> standing(to, file -> file.assessed(to));
                case "epAdviceAsked" ->
                    runs(
                            List.of("ehc-advice"),
                            run -> run.subject().equals("educational-psychologist")
                                    && within(run.startedOn(), from, to),
                            Run::startedOn,
                            (file, run) -> true);
                case "plansMaintained" -> standing(to, file -> file.planned(to));
                case "mediationsRegistered" -> steps(period, Set.of("mediation-registered"), step -> true);
                case "appealsRegistered" -> steps(period, Set.of("appeal-registered"), step -> true);
                case "appealsPending" -> pending(to);
                case "refusalsOverturned" -> steps(period, Set.of("overturned"), step -> true);
                case "openAfterOverturning" -> standing(to, file -> file.resumed(to));
                case "plansIssuedAfterOverturning" ->
                    steps(period, Set.of("plan-issued"), step -> true).stream()
                            .filter(at -> at.file().runs().stream()
                                    .noneMatch(run -> run.clock().equals("ehc-plan")
                                            && at.day().equals(run.stoppedOn())))
                            .toList();
                case "annualReviewsDue" ->
                    runs(
                            List.of("ehc-annual-review"),
                            run -> within(run.dueOn(), from, to)
                                    && (run.stoppedOn() != null
                                            || run.endedOn() == null
                                            || run.endedOn().isAfter(run.dueOn())),
                            Run::dueOn,
                            (file, run) -> true);
                default -> ofFamily(measure.field(), period);
            };
        }

        private List<Counted> ofFamily(String field, Period period) {
            var family = CLOCKS.keySet().stream()
                    .filter(field::startsWith)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody counts " + field));
            var clocks = CLOCKS.get(family);
            var what = field.substring(family.length());
            var counted = what.equals("Awaited") || what.equals("Overdue")
                    ? running(
                            clocks,
                            period.to(),
                            run -> what.equals("Awaited") || run.dueOn().isBefore(period.to()))
                    : stopped(clocks, period, (file, run) -> what.equals("Done") || inTime(run));
            boolean number = !what.endsWith("Percent");
            return counted.stream()
                    .filter(at -> !family.equals("epAdvice")
                            || ((Run) at.part()).subject().equals("educational-psychologist"))
                    .filter(at -> at.counts() || !number)
                    .filter(at -> !List.of("amendedPlansAwaited", "amendedPlansOverdue")
                                    .contains(field)
                            || at.file().amends(((Run) at.part()).instance()))
                    .toList();
        }

        private static boolean inTime(Run run) {
            return !run.stoppedOn().isAfter(run.dueOn());
        }

        private static List<Counted> numerator(List<Counted> counted) {
            return counted.stream().filter(Counted::counts).toList();
        }

        private interface OfRun {
            boolean of(File file, Run run);
        }

        private List<Counted> stopped(List<String> clocks, Period period, OfRun counts) {
            return runs(
                    clocks,
                    run -> run.stoppedOn() != null && within(run.stoppedOn(), period.from(), period.to()),
                    Run::stoppedOn,
                    counts);
        }

        private List<Counted> running(List<String> clocks, LocalDate day, Predicate<Run> also) {
            return runs(
                    clocks,
                    run -> stands(run.startedOn(), run.endedOn(), day) && also.test(run),
                    run -> day,
                    (file, run) -> true);
        }

        private List<Counted> runs(
                List<String> clocks, Predicate<Run> who, Function<Run, LocalDate> when, OfRun counts) {
            var counted = new ArrayList<Counted>();
            for (var file : files) {
                for (var run : file.runs()) {
                    if (!clocks.contains(run.clock()) || !who.test(run)) continue;
                    long days = run.stoppedOn() == null ? 0 : ChronoUnit.DAYS.between(run.startedOn(), run.stoppedOn());
                    counted.add(new Counted(file, run, when.apply(run), counts.of(file, run), days));
                }
            }
            return counted;
        }

        private List<Counted> steps(Period period, Set<String> whats, Predicate<Step> counts) {
            var counted = new ArrayList<Counted>();
            for (var file : files) {
                for (var step : file.steps()) {
                    if (!whats.contains(step.what()) || !within(step.on(), period.from(), period.to())) continue;
                    counted.add(new Counted(file, step, step.on(), counts.test(step), 0));
                }
            }
            return counted;
        }

        private List<Counted> standing(LocalDate day, Predicate<File> stands) {
            return files.stream()
                    .filter(stands)
                    .map(file -> new Counted(file, null, day, true, 0))
                    .toList();
        }

        private List<Counted> pending(LocalDate day) {
            var counted = new ArrayList<Counted>();
            for (var file : files) {
                for (var step : file.steps()) {
                    boolean pending = step.what().equals("appeal-registered") && stands(step.on(), step.until(), day);
                    if (pending) counted.add(new Counted(file, step, day, true, 0));
                }
            }
            return counted;
        }

        private static boolean stands(LocalDate begun, LocalDate ended, LocalDate day) {
            return !begun.isAfter(day) && (ended == null || ended.isAfter(day));
        }

        private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
            return !day.isBefore(from) && !day.isAfter(to);
        }

        @Override
        public String value(String dimension, Counted at) {
            var file = at.file();
            var day = at.day();
            return switch (dimension) {
                case "status" -> file.status(day);
                case "primaryNeed", "schoolYear", "locality" -> file.circumstance(dimension, day);
                case "requestSource", "sex", "ethnicity" -> file.opening(dimension);
                case "origin" -> file.movedIn() ? "moved-in" : "requested";
                case "exception" -> file.exception() ? "yes" : "no";
                case "overturned" -> file.overturned() ? "yes" : "no";
                case "body" -> ((Run) at.part()).subject();
                case "excused" -> ((Run) at.part()).excused() ? "yes" : "no";
                case "weeksToIssue" -> {
                    long days = ChronoUnit.DAYS.between(((Run) at.part()).startedOn(), day);
                    yield days <= 140 ? "<=20" : days <= 364 ? "20-52" : ">52";
                }
                case "weeksWaited" -> {
                    long days = ChronoUnit.DAYS.between(((Run) at.part()).startedOn(), day);
                    yield days <= 42
                            ? "<=6"
                            : days <= 84
                                    ? "6-12"
                                    : days <= 140 ? "12-20" : days <= 182 ? "20-26" : days <= 364 ? "26-52" : ">52";
                }
                case "monthsUntilOver" -> {
                    var first = ((Run) at.part()).dueOn().plusDays(1);
                    if (!first.isAfter(day)) yield "over";
                    long months = ChronoUnit.MONTHS.between(day.withDayOfMonth(1), first.withDayOfMonth(1));
                    yield months > 12 ? ">12" : Long.toString(months);
                }
                case "weekOfCourse" -> {
                    long weeks = Math.max(0, ChronoUnit.DAYS.between(file.openedOn(), day)) / 7;
                    yield weeks >= 20 ? ">20" : Long.toString(weeks + 1);
                }
                case "about" -> ((Step) at.part()).code();
                default -> throw new AssertionError("nobody knows " + dimension);
            };
        }
    }
}
