package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Printout;
import waymark.reporting.domain.cme.Cme;
import waymark.reporting.domain.cme.Involvements;
import waymark.reporting.events.RandomRegister.File;

/** Late, backdated, corrected, re-opened, voided and repeated events give the same figures as counting from scratch. */
class FiguresTest {
    private static final Cme CME = new Cme();
    private static final List<String> NOT_CME = List.of("NCA", "NCE", "NCO");

    private record Counted(File file, LocalDate day, boolean counts, long number) implements Recount.Counted {
        @Override
        public UUID caseId() {
            return file.story.caseId();
        }

        @Override
        public UUID child() {
            return file.child;
        }
    }

    private record Clerk(List<File> files) implements Recount.Clerk<Counted> {
        @Override
        public List<Counted> count(Measure<?> measure, Period period) {
            return FiguresTest.count(measure, files, period);
        }

        @Override
        public String value(String dimension, Counted at) {
            return recorded(dimension, at.file(), at.day());
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFigureGroupAndListIsWhatCountingTheFilesGives(long seed) throws UnreadableEvent {
        // Given
        var register = new RandomRegister(seed);
        var random = new Random(seed);
        var one = register.day();
        var other = register.day();
        var period = one.isBefore(other) ? new Period(one, other) : new Period(other, one);

        // When
        var table = Recount.folded(InvolvementEvents.SOURCE, register.delivered());

        // Then
        var recount = new Recount<Involvements, Counted>(CME, table, random);
        for (var authority : List.of("825", "826", "999")) {
            var files = register.files.stream()
                    .filter(file -> file.authority.equals(authority) && !file.voided())
                    .toList();
            recount.holds(authority, period, new Clerk(files));
            assertSummary(table, authority, files, period);
        }
    }

    private static void assertSummary(
            FactTable<Involvements> table, String authority, List<File> files, Period period) {
        var summary = CME.reports().getFirst().sheet().apply(new Given(period, Map.of(), Map.of(), Map.of()));
        var printed = new Printout<>(summary).of(table, authority, List.of(), null);
        for (var field :
                List.of("totalInvolvements", "children", "opened", "closed", "openAtEnd", "averageWeeksToClose")) {
            var measure = CME.measure("cme." + field).orElseThrow();
            assertThat(printed.get(field)).isEqualTo(Recount.figure(measure, count(measure, files, period)));
        }
        var closed = CME.measure("cme.closed").orElseThrow();
        var weeks = CME.measure("cme.averageWeeksToClose").orElseThrow();
        var byOutcome = new HashMap<String, Map<String, Object>>();
        count(closed, files, period).stream()
                .collect(Collectors.groupingBy(at -> outcome(at)))
                .forEach((outcome, part) -> byOutcome.put(
                        outcome,
                        Map.of("closed", Recount.figure(closed, part), "averageWeeks", Recount.figure(weeks, part))));
        assertThat(printed.get("byOutcome")).isEqualTo(byOutcome);
    }

    // Counting from scratch

    private static List<Counted> count(Measure<?> measure, List<File> files, Period period) {
        var from = period.from();
        var to = period.to();
        return switch (measure.field()) {
            case "totalInvolvements", "children" -> at(files, touching(from, to), file -> to, file -> true);
            case "opened" -> at(files, opened(from, to), File::openedOn, file -> true);
            case "closed" -> at(files, closed(from, to), File::closedOn, file -> true);
            case "averageWeeksToClose" -> at(files, closed(from, to), File::closedOn, file -> true);
            case "open", "openAtEnd" -> at(files, file -> file.openOn(to), file -> to, file -> true);
            case "openAtPreviousMonthEnd" -> {
                var end = to.withDayOfMonth(1).minusDays(1);
                yield at(files, file -> file.openOn(end), file -> end, file -> true);
            }
            case "closedWithin2WeeksPercent" -> at(files, closed(from, to), File::closedOn, file -> days(file) <= 14);
            case "closedWithin4WeeksPercent" -> at(files, closed(from, to), File::closedOn, file -> days(file) <= 28);
            case "closuresNotConfirmed" ->
                at(
                        files,
                        closed(from, to).and(file -> file.closing().get("confirmedBy") == null),
                        File::closedOn,
                        file -> true);
            case "notCmeClosures" ->
                at(
                        files,
                        closed(from, to)
                                .and(file -> NOT_CME.contains(file.closing().getOrDefault("outcome", ""))),
                        File::closedOn,
                        file -> true);
            case "repeatedWithin12Months" ->
                at(files, opened(from, to).and(file -> repeated(file, files)), File::openedOn, file -> true);
            case "repeatedWithin12MonthsPercent" ->
                at(files, opened(from, to), File::openedOn, file -> repeated(file, files));
            case "missingOnDay" -> at(files, meets("true").and(file -> file.openOn(to)), file -> to, file -> true);
            case "notRecordedOnDay" -> at(files, meets(null).and(file -> file.openOn(to)), file -> to, file -> true);
            case "missingInPreviousYear", "notRecordedInPreviousYear" -> {
                int year = to.getMonthValue() >= 9 ? to.getYear() : to.getYear() - 1;
                var begin = LocalDate.of(year - 1, 9, 1);
                var end = LocalDate.of(year, 8, 31);
                var meets = meets(measure.field().startsWith("missing") ? "true" : null);
                yield at(files, meets.and(touching(begin, end)), file -> end, file -> true);
            }
            default -> throw new AssertionError("nobody counts " + measure.id());
        };
    }

    private static List<Counted> at(
            List<File> files, Predicate<File> who, Function<File, LocalDate> when, Predicate<File> counts) {
        return files.stream()
                .filter(who)
                .map(file -> new Counted(
                        file, when.apply(file), counts.test(file), file.closedOn() == null ? 0 : days(file)))
                .toList();
    }

    private static Predicate<File> opened(LocalDate from, LocalDate to) {
        return file -> within(file.openedOn(), from, to);
    }

    private static Predicate<File> closed(LocalDate from, LocalDate to) {
        return file -> file.closedOn() != null && within(file.closedOn(), from, to);
    }

    private static Predicate<File> touching(LocalDate from, LocalDate to) {
        return file -> !file.openedOn().isAfter(to)
                && (file.closedOn() == null || !file.closedOn().isBefore(from));
    }

    private static Predicate<File> meets(String s436A) {
        return file -> Objects.equals(file.opening().get("meetsS436A"), s436A);
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    private static long days(File file) {
        return ChronoUnit.DAYS.between(file.openedOn(), file.closedOn());
    }

    private static boolean repeated(File file, List<File> files) {
        var on = file.openedOn();
        return files.stream()
                .filter(other -> !other.equals(file) && other.child.equals(file.child))
                .filter(other -> within(other.openedOn(), on.minusYears(1), on))
                .anyMatch(other -> other.openedOn().isBefore(on) || other.opened.isBefore(file.opened));
    }

    private static String outcome(Counted at) {
        var outcome = recorded("outcome", at.file(), at.day());
        return outcome == null ? "NOT_RECORDED" : outcome;
    }

    private static String recorded(String dimension, File file, LocalDate day) {
        return switch (dimension) {
            case "outcome" -> file.closing() == null ? null : file.closing().get("outcome");
            case "outcomeGroup" ->
                switch (recorded("outcome", file, day)) {
                    case null -> null;
                    case "BUSC" -> "school-placement";
                    case "NCE", "NCO" -> "not-cme";
                    case "OLCM" -> "other-authority";
                    default -> "other";
                };
            case "schoolYear", "senStatus", "socialCareStatus", "locality" -> file.circumstance(dimension, day);
            case "referredBy", "reason", "sex", "lastSchool" -> file.opening().get(dimension);
            case "meetsS436A" ->
                file.opening().get(dimension) == null
                        ? null
                        : file.opening().get(dimension).equals("true") ? "yes" : "no";
            case "confirmed" ->
                file.closing() == null ? null : file.closing().get("confirmedBy") == null ? "no" : "yes";
            case "daysOpen" -> {
                if (file.closedOn() == null) yield null;
                long days = days(file);
                yield days <= 7
                        ? "0-7"
                        : days <= 14
                                ? "8-14"
                                : days <= 28 ? "15-28" : days <= 56 ? "29-56" : days <= 84 ? "57-84" : "85+";
            }
            case "monthsSinceStart" -> {
                long months = ChronoUnit.MONTHS.between(file.openedOn().withDayOfMonth(1), day.withDayOfMonth(1));
                yield months >= 24 ? "24+" : months >= 12 ? "12-23" : Long.toString(Math.max(0, months));
            }
            case "durationSinceMissing" -> {
                var since = file.opening().get("missingSince");
                if (since == null || LocalDate.parse(since).isAfter(day)) yield "unknown";
                long weeks = ChronoUnit.WEEKS.between(LocalDate.parse(since), day);
                yield weeks < 2
                        ? "<2"
                        : weeks < 4
                                ? "2-4"
                                : weeks < 8
                                        ? "4-8"
                                        : weeks < 12 ? "8-12" : weeks < 26 ? "12-26" : weeks < 52 ? "26-52" : ">52";
            }
            default -> throw new AssertionError("nobody knows " + dimension);
        };
    }
}
