package waymark.casefile.course;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import waymark.calendar.Counting;
import waymark.calendar.Deadline;
import waymark.calendar.Limit;
import waymark.calendar.LondonTime;
import waymark.calendar.WorkingDays;

/**
 * A run of a clock as one reads it on a day or at a moment. A clock of hours is read in days where only the day of its start or its end is known.
 *
 * @param unit of what is used and left: {@code days}, {@code working days} or {@code hours}
 * @param daysUsed in whole units, from the start to the end of the run or to the day; the day of the start is number 0 or 1, as the clock counts
 * @param daysLeft in whole units rounded down, from the day to the due day, negative when that has passed; null where the run has ended
 * @param working how the due day comes about and how the run stands, in words
 */
public record ClockReading(ClockRun run, ClockState state, String unit, long daysUsed, Long daysLeft, String working) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK);
    private static final DateTimeFormatter TIME_THAT_COMES_TWICE =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm z", Locale.UK);

    /**
     * At the end of a day.
     *
     * @param target of the step that started the run, or null
     */
    public static ClockReading of(ClockRun run, ClockRule<?> rule, LocalDate target, LocalDate day) {
        var state = ClockState.on(day, run, rule.sense());
        var used = inHours(run)
                ? hours(run, LondonTime.startOf(day.plusDays(1)), "at the end of " + text(day))
                : days(run, rule.due(), day);
        return of(run, rule, target, state, used);
    }

    /**
     * At a moment; where only days are known, at the end of that day in London.
     *
     * @param target of the step that started the run, or null
     */
    public static ClockReading at(ClockRun run, ClockRule<?> rule, LocalDate target, Instant moment) {
        var state = ClockState.at(moment, run, rule.sense());
        var used = inHours(run)
                ? hours(run, moment, "on " + text(moment))
                : days(run, rule.due(), LondonTime.dateOf(moment));
        return of(run, rule, target, state, used);
    }

    private static ClockReading of(ClockRun run, ClockRule<?> rule, LocalDate target, ClockState state, Used used) {
        return new ClockReading(
                run,
                state,
                used.unit,
                used.count,
                run.endedOn() == null ? used.left : null,
                dueInWords(run, rule, target) + "; " + standInWords(run, state, used));
    }

    private static boolean inHours(ClockRun run) {
        return run.dueAt() != null && (run.endedOn() == null || run.endedAt() != null);
    }

    /**
     * How much of its time a run has used.
     *
     * @param until in words: when that is, and which day or hour of the run
     * @param margin in words: how much is left or over
     * @param off in words: by how much a step done then is late or early
     */
    private record Used(String unit, long count, long left, String until, String margin, String off) {}

    private static Used days(ClockRun run, Due due, LocalDate day) {
        boolean workingDays = limit(due) instanceof Limit.InWorkingDays;
        var until = run.endedOn() == null ? day : run.endedOn();
        boolean startCounts = counting(due) == Counting.DAY_1;
        var dayZero = startCounts ? run.startedOn().minusDays(1) : run.startedOn();
        long used = between(dayZero, until, workingDays);
        long left = between(until, run.dueOn(), workingDays);
        var unit = workingDays ? "working day" : "day";
        var margin = many(Math.abs(left), unit);
        return new Used(
                unit + "s",
                used,
                left,
                "%s%s, %s %d".formatted(run.endedOn() == null ? "on " : "", text(until), unit, used),
                margin,
                off(left, margin, "on the last day"));
    }

    /** @param asAt the moment in words, for a run that has not ended */
    private static Used hours(ClockRun run, Instant moment, String asAt) {
        var until = run.endedAt() == null ? moment : run.endedAt();
        var left = Duration.between(until, run.dueAt());
        long used = wholeHours(Duration.between(run.startedAt(), until));
        var margin = hoursAndMinutes(left);
        return new Used(
                "hours",
                used,
                wholeHours(left),
                "%s, hour %d".formatted(run.endedAt() == null ? asAt : text(until), used),
                margin,
                off(left.compareTo(Duration.ZERO), margin, "at the last moment"));
    }

    private static String dueInWords(ClockRun run, ClockRule<?> rule, LocalDate target) {
        var started = rule.startedBy();
        return switch (rule.due()) {
            case Due.Within(var limit, var counting) ->
                Deadline.of(run.startedOn(), limit, counting).working(started);
            case Due.WithinHours(int hours)
            when run.dueAt() == null ->
                "%s %s, at a time not known; %s, taken as %s; due %s"
                        .formatted(
                                started,
                                text(run.startedOn()),
                                many(hours, "hour"),
                                many(ChronoUnit.DAYS.between(run.startedOn(), run.dueOn()), "day"),
                                text(run.dueOn()));
            case Due.WithinHours(int hours) ->
                "%s %s; %s%s; due %s"
                        .formatted(
                                started,
                                text(run.startedAt()),
                                many(hours, "hour"),
                                changeOfTheClock(run),
                                text(run.dueAt()));
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

    private static String standInWords(ClockRun run, ClockState state, Used used) {
        if (run.endedOn() == null) {
            return switch (state) {
                case RUNNING -> "%s, %s left".formatted(used.until, used.margin);
                case MET -> "%s, the time has passed".formatted(used.until);
                case MISSED -> "%s, %s over".formatted(used.until, used.margin);
                case EXCUSED -> "%s, %s over, excused".formatted(used.until, used.margin);
                case NOT_APPLICABLE -> "%s, the time for it has passed".formatted(used.until);
            };
        }
        return switch (state) {
            case RUNNING, MET -> "done %s, in time".formatted(used.until);
            case MISSED -> "done %s, %s".formatted(used.until, used.off);
            case EXCUSED -> "done %s, %s, excused".formatted(used.until, used.off);
            case NOT_APPLICABLE -> "called for no more from %s".formatted(used.until);
        };
    }

    private static String off(long left, String margin, String onTheLast) {
        return left < 0 ? margin + " late" : left > 0 ? margin + " early" : onTheLast;
    }

    private static String many(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    /** Rounded down, so that the first hour over is hour -1 and not hour 0 still. */
    private static long wholeHours(Duration time) {
        return Math.floorDiv(time.toSeconds(), 3600);
    }

    /** Without a sign. A minute that has begun is over, but not left any more. */
    private static String hoursAndMinutes(Duration time) {
        long minutes = Math.abs(Math.floorDiv(time.toSeconds(), 60));
        if (minutes < 60) return many(minutes, "minute");
        var hours = many(minutes / 60, "hour");
        return minutes % 60 == 0 ? hours : hours + " " + many(minutes % 60, "minute");
    }

    private static String changeOfTheClock(ClockRun run) {
        int change = offset(run.dueAt()).compareTo(offset(run.startedAt()));
        // An offset further ahead of UTC sorts first.
        return change < 0 ? ", in which the clocks go forward" : change > 0 ? ", in which the clocks go back" : "";
    }

    private static ZoneOffset offset(Instant moment) {
        return LondonTime.ZONE.getRules().getOffset(moment);
    }

    private static String text(LocalDate day) {
        return DAY.format(day);
    }

    private static String text(Instant moment) {
        var time = moment.atZone(LondonTime.ZONE);
        boolean comesTwice = LondonTime.ZONE
                        .getRules()
                        .getValidOffsets(time.toLocalDateTime())
                        .size()
                > 1;
        return (comesTwice ? TIME_THAT_COMES_TWICE : TIME).format(time);
    }

    private static long between(LocalDate from, LocalDate to, boolean workingDays) {
        return workingDays ? WorkingDays.englandAndWales().between(from, to) : ChronoUnit.DAYS.between(from, to);
    }

    private static Limit limit(Due due) {
        return switch (due) {
            case Due.Within(var limit, var _) -> limit;
            case Due.OnTargetOrWithin(var limit, var _) -> limit;
            case Due.WithinHours _, Due.InYearOfTarget _, Due.MonthsBeforeTarget _ -> null;
        };
    }

    private static Counting counting(Due due) {
        return switch (due) {
            case Due.Within(var _, var counting) -> counting;
            case Due.OnTargetOrWithin(var _, var counting) -> counting;
            case Due.WithinHours _, Due.InYearOfTarget _, Due.MonthsBeforeTarget _ -> Counting.DAY_0;
        };
    }
}
