package waymark.assessments.domain;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The clocks of a case as somebody with a calendar and the list of clocks would tell them: one day after the other, counting on the fingers. It shares
 * with the program only which step an event is.
 */
final class DayByDay {
    private static final List<Clock> CLOCKS = rows("/contracts/registers/ehc-clocks.csv").stream()
            .map(row -> new Clock(
                    row.getField("clock"),
                    row.getField("due"),
                    row.getField("counting").equals("day-1"),
                    row.getField("sense"),
                    Set.of(row.getField("starts").split(" ")),
                    Set.of(row.getField("stops").split(" ")),
                    Set.of(row.getField("lapses").split(" "))))
            .toList();
    private static final Set<LocalDate> BANK_HOLIDAYS = rows("/calendar/bank-holidays-england-and-wales.csv").stream()
            .map(row -> LocalDate.parse(row.getField("date")))
            .collect(Collectors.toSet());
    private static final Set<String> ENDINGS = Set.of(
            "decided-not-to-assess", "plan-issued", "plan-not-issued", "withdrawn", "plan-transferred", "plan-ceased");

    private record Clock(
            String name,
            String due,
            boolean dayOne,
            String sense,
            Set<String> starts,
            Set<String> stops,
            Set<String> lapses) {}

    private record Fact(int number, String word, LocalDate on, Integer answers, String about, LocalDate moves) {}

    private record Excusing(int number, String clock, Integer asking, LocalDate from) {}

    /** How one run of a clock stands on a day. */
    record Told(String clock, int instance, LocalDate dueOn, LocalDate endedOn, String state, long used, Long left) {}

    private final List<Fact> facts = new ArrayList<>();
    private final List<Excusing> excusings = new ArrayList<>();

    void happened(int number, AssessmentEvent event) {
        for (var step : Steps.of(event, number)) {
            facts.add(new Fact(number, code(step.kind()), step.on(), step.of(), step.subject(), step.target()));
        }
        switch (event) {
            case AssessmentEvent.ExceptionRecorded recorded ->
                excusings.add(new Excusing(number, recorded.clock(), recorded.request(), recorded.from()));
            case AssessmentEvent.ExceptionWithdrawn withdrawn ->
                excusings.removeIf(excusing -> excusing.number == withdrawn.exception());
            case AssessmentEvent.Reopened _ ->
                facts.remove(facts.reversed().stream()
                        .filter(fact -> ENDINGS.contains(fact.word))
                        .findFirst()
                        .orElseThrow());
            case AssessmentEvent.Corrected right -> correct(right);
            case AssessmentEvent _ -> {
                // Is what it is.
            }
        }
    }

    private void correct(AssessmentEvent.Corrected right) {
        var opened = facts.getFirst().on;
        for (var fact : List.copyOf(facts)) {
            boolean isOpening = right.entry() == null && fact.number == 1 && fact.on.equals(opened);
            boolean isEntry = right.entry() != null && right.entry() == fact.number;
            var on = isOpening ? right.openedOn() : isEntry ? right.entryOn() : null;
            var moves = isEntry ? right.movesOn() : null;
            facts.set(
                    facts.indexOf(fact),
                    new Fact(
                            fact.number,
                            fact.word,
                            on == null ? fact.on : on,
                            fact.answers,
                            fact.about,
                            moves == null ? fact.moves : moves));
        }
        excusings.replaceAll(
                excusing -> right.entry() != null && right.entry() == excusing.number && right.from() != null
                        ? new Excusing(excusing.number, excusing.clock, excusing.asking, right.from())
                        : excusing);
    }

    LocalDate beganOn() {
        return facts.getFirst().on;
    }

    /** Every day on which something happened. */
    Set<LocalDate> days() {
        return facts.stream().map(Fact::on).collect(Collectors.toSet());
    }

    /** Every run that had begun by a day, as it stood then by what had happened until then. */
    Set<Told> on(LocalDate day) {
        var told = new HashSet<Told>();
        if (day.isBefore(beganOn())) return told;
        var soFar = new ArrayList<>(facts);
        soFar.removeIf(fact -> fact.on.isAfter(day));
        soFar.removeAll(soFar.stream()
                .filter(fact -> soFar.stream().anyMatch(later -> restores(fact, later)))
                .toList());
        for (var clock : CLOCKS) {
            for (var fact : soFar) if (clock.starts.contains(fact.word)) told.add(run(clock, fact, soFar, day));
        }
        return told;
    }

    private Told run(Clock clock, Fact start, List<Fact> soFar, LocalDate today) {
        Predicate<LocalDate> counts = clock.due.endsWith("working days") ? DayByDay::isWorkingDay : day -> true;
        var dueOn = dueOn(clock.due, start, clock.dayOne, counts);
        var end = end(clock, start, soFar, today);
        var until = end == null ? today : end.on;

        long used = 0;
        for (var day = start.on; !day.isAfter(until); day = day.plusDays(1)) {
            if ((clock.dayOne || !day.equals(start.on)) && counts.test(day)) used++;
        }
        long left = 0;
        for (var day = today.plusDays(1); !day.isAfter(dueOn); day = day.plusDays(1)) if (counts.test(day)) left++;
        for (var day = dueOn.plusDays(1); !day.isAfter(today); day = day.plusDays(1)) if (counts.test(day)) left--;
        var state = state(clock, start, end, dueOn, today);
        return new Told(
                clock.name, start.number, dueOn, end == null ? null : end.on, state, used, end == null ? left : null);
    }

    private static LocalDate dueOn(String due, Fact start, boolean dayOne, Predicate<LocalDate> counts) {
        var words = due.split(" ", -1);
        if (due.startsWith("by ")) {
            var day = LocalDate.of(start.moves.getYear(), 1, 1);
            while (day.getDayOfMonth() != Integer.parseInt(words[1])
                    || !month(day).equals(words[2])) day = day.plusDays(1);
            return day;
        }
        if (due.endsWith(" months before")) return months(start.moves, -Integer.parseInt(words[0]));
        if (due.startsWith("on the day or ")) {
            var otherwise = count(start.on, Integer.parseInt(words[4]), dayOne, counts);
            return otherwise.isAfter(start.moves) ? otherwise : start.moves;
        }
        int many = Integer.parseInt(words[0]);
        return switch (words[1]) {
            case "days", "working" -> count(start.on, many, dayOne, counts);
            case "weeks" -> count(start.on, 7 * many, dayOne, counts);
            case "months" -> months(start.on, many);
            default -> throw new IllegalStateException("nobody taught this test to count " + due);
        };
    }

    private static LocalDate count(LocalDate start, int many, boolean dayOne, Predicate<LocalDate> counts) {
        int counted = dayOne && counts.test(start) ? 1 : 0;
        var day = start;
        while (counted < many) {
            day = day.plusDays(1);
            if (counts.test(day)) counted++;
        }
        return day;
    }

    /** Passes one day of the same number after the other, or where a month has none, its last. */
    private static LocalDate months(LocalDate start, int many) {
        int counted = 0;
        var day = start;
        while (counted < Math.abs(many)) {
            day = day.plusDays(Integer.signum(many));
            boolean same = day.getDayOfMonth() == start.getDayOfMonth();
            boolean last = day.getDayOfMonth() == YearMonth.from(day).lengthOfMonth()
                    && day.getDayOfMonth() < start.getDayOfMonth();
            if (same || last) counted++;
        }
        return day;
    }

    /** Goes from the case's first day to the present one and looks, on each, at what happened in the order of recording. */
    private static Fact end(Clock clock, Fact start, List<Fact> soFar, LocalDate today) {
        var ending = soFar.stream()
                .filter(fact -> clock.stops.contains(fact.word) || clock.lapses.contains(fact.word))
                .filter(fact -> isFor(clock, start, fact, soFar))
                .toList();
        if (ending.isEmpty()) return null;
        var first = soFar.stream().map(Fact::on).min(LocalDate::compareTo).orElseThrow();
        for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
            for (var fact : ending) if (fact.on.equals(day)) return fact;
        }
        return null;
    }

    /** An appeal about ceasing may put the plan back in force: then it never ceased. */
    private static boolean restores(Fact ceasing, Fact later) {
        return ceasing.word.equals("plan-ceased")
                && later.number > ceasing.number
                && Set.of("continuing-not-opposed", "ordered-to-continue", "agreed-to-continue")
                        .contains(later.word);
    }

    private static boolean isFor(Clock clock, Fact start, Fact fact, List<Fact> soFar) {
        if (fact.number == start.number) return false;
        if (fact.answers != null) {
            if (fact.answers == start.number) return true;
            for (var other : soFar) {
                if (other.number != fact.answers) continue;
                if (clock.starts.contains(other.word)) return false;
                for (var third : soFar) {
                    boolean another =
                            start.answers != null && third.number == start.answers && third.number != other.number;
                    if (another && third.word.equals(other.word)) return false;
                }
            }
        }
        if (fact.about != null && start.about != null && !fact.about.equals(start.about)) return false;
        boolean later = fact.on.isAfter(start.on) || (fact.on.equals(start.on) && fact.number > start.number);
        return start.number == 1 || later;
    }

    private String state(Clock clock, Fact start, Fact end, LocalDate dueOn, LocalDate today) {
        if (end != null && clock.lapses.contains(end.word)) return "NOT_APPLICABLE";
        boolean passed = (end == null ? today : end.on).isAfter(dueOn);
        boolean excused = excusings.stream()
                .anyMatch(excusing -> excusing.clock.equals(clock.name)
                        && (excusing.asking == null || excusing.asking == start.number)
                        && !excusing.from.isAfter(dueOn)
                        && !excusing.from.isAfter(today));
        var missed = excused ? "EXCUSED" : "MISSED";
        return switch (clock.sense) {
            case "at-most" -> passed ? missed : end == null ? "RUNNING" : "MET";
            case "at-least" -> passed ? "MET" : end == null ? "RUNNING" : missed;
            case "if-at-all" -> end == null ? (passed ? "NOT_APPLICABLE" : "RUNNING") : passed ? missed : "MET";
            default -> throw new IllegalStateException("nobody taught this test that sense");
        };
    }

    static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !BANK_HOLIDAYS.contains(day);
    }

    private static String month(LocalDate day) {
        var name = day.getMonth().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String code(StepKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<NamedCsvRecord> rows(String resource) {
        try (InputStream bytes = DayByDay.class.getResourceAsStream(resource);
                var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return rows.stream().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }
}
