package waymark.casefile.course;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import waymark.calendar.Counting;
import waymark.calendar.Deadline;
import waymark.calendar.Limit;
import waymark.calendar.WorkingDays;

/**
 * A run of a clock as one reads it on a day.
 *
 * @param unit of the days used and left: {@code days} or {@code working days}
 * @param daysUsed from the start to the end of the run or to the day; the day of the start is number 0 or 1, as the clock counts
 * @param daysLeft from the day to the due day, negative when that has passed; null where the run has ended
 * @param working how the due day comes about and how the run stands, in words
 */
public record ClockReading(ClockRun run, ClockState state, String unit, long daysUsed, Long daysLeft, String working) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /** @param target of the step that started the run, or null */
    public static ClockReading of(ClockRun run, ClockRule<?> rule, LocalDate target, LocalDate day) {
        boolean workingDays = limit(rule.due()) instanceof Limit.InWorkingDays;
        var until = run.endedOn() == null ? day : run.endedOn();
        boolean startCounts = counting(rule.due()) == Counting.DAY_1;
        var dayZero = startCounts ? run.startedOn().minusDays(1) : run.startedOn();
        long used = between(dayZero, until, workingDays);
        long left = between(until, run.dueOn(), workingDays);
        var state = ClockState.on(day, run, rule.sense());
        var unit = workingDays ? "working day" : "day";
        return new ClockReading(
                run,
                state,
                unit + "s",
                used,
                run.endedOn() == null ? left : null,
                dueInWords(run, rule, target) + "; " + standInWords(run, state, used, left, until, unit));
    }

    private static String dueInWords(ClockRun run, ClockRule<?> rule, LocalDate target) {
        var started = rule.startedBy();
        return switch (rule.due()) {
            case Due.Within(var limit, var counting) ->
                Deadline.of(run.startedOn(), limit, counting).working(started);
            case Due.InYearOfTarget _ ->
                "%s %s, for a move on %s; due in the year of the move, on %s"
                        .formatted(started, text(run.startedOn()), text(target), text(run.dueOn()));
            case Due.MonthsBeforeTarget(int months) ->
                "%s %s, for a move on %s; due %d months before it, on %s"
                        .formatted(started, text(run.startedOn()), text(target), months, text(run.dueOn()));
            case Due.OnTargetOrWithin(var limit, var counting) ->
                "%s; a move on %s; due on the later day, %s"
                        .formatted(
                                Deadline.of(run.startedOn(), limit, counting).working(started),
                                text(target),
                                text(run.dueOn()));
        };
    }

    private static String standInWords(
            ClockRun run, ClockState state, long used, long left, LocalDate until, String unit) {
        var then = "%s, %s %d".formatted(text(until), unit, used);
        if (run.endedOn() == null) {
            return switch (state) {
                case RUNNING -> "on %s, %s left".formatted(then, many(left, unit));
                case MET -> "on %s, the time has passed".formatted(then);
                case MISSED -> "on %s, %s over".formatted(then, many(-left, unit));
                case EXCUSED -> "on %s, %s over, excused".formatted(then, many(-left, unit));
                case NOT_APPLICABLE -> "on %s, the time for it has passed".formatted(then);
            };
        }
        var off = left < 0 ? many(-left, unit) + " late" : left > 0 ? many(left, unit) + " early" : "on the last day";
        return switch (state) {
            case RUNNING, MET -> "done %s, in time".formatted(then);
            case MISSED -> "done %s, %s".formatted(then, off);
            case EXCUSED -> "done %s, %s, excused".formatted(then, off);
            case NOT_APPLICABLE -> "called for no more from %s".formatted(then);
        };
    }

    private static String many(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private static String text(LocalDate day) {
        return DAY.format(day);
    }

    private static long between(LocalDate from, LocalDate to, boolean workingDays) {
        return workingDays ? WorkingDays.englandAndWales().between(from, to) : ChronoUnit.DAYS.between(from, to);
    }

    private static Limit limit(Due due) {
        return switch (due) {
            case Due.Within(var limit, var _) -> limit;
            case Due.OnTargetOrWithin(var limit, var _) -> limit;
            case Due.InYearOfTarget _, Due.MonthsBeforeTarget _ -> null;
        };
    }

    private static Counting counting(Due due) {
        return switch (due) {
            case Due.Within(var _, var counting) -> counting;
            case Due.OnTargetOrWithin(var _, var counting) -> counting;
            case Due.InYearOfTarget _, Due.MonthsBeforeTarget _ -> Counting.DAY_0;
        };
    }
}
