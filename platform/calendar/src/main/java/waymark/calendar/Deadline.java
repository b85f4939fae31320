package waymark.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The day by which a step is to be done, and how that day comes about: a pure function of the day it started on, the limit
 * and the convention of counting. Done on or before {@code dueOn} is on time. Nothing is null.
 */
public record Deadline(LocalDate startedOn, Limit limit, Counting counting, LocalDate dueOn) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /** Refuses, as a record would not, a due day that does not follow from the rest. */
    public Deadline {
        if (!dueOn.equals(dueOn(startedOn, limit, counting))) {
            throw new IllegalArgumentException(
                    "%s from %s, %s, is not due on %s".formatted(limit, startedOn, counting, dueOn));
        }
    }

    /** With the start as day 0. */
    public static Deadline of(LocalDate startedOn, Limit limit) {
        return of(startedOn, limit, Counting.DAY_0);
    }

    /** Throws {@link DayBeyondBankHolidays} for working days beyond the list of bank holidays. */
    public static Deadline of(LocalDate startedOn, Limit limit, Counting counting) {
        return new Deadline(startedOn, limit, counting, dueOn(startedOn, limit, counting));
    }

    public boolean isOnTime(LocalDate doneOn) {
        return !doneOn.isAfter(dueOn);
    }

    /** Whether a step still not done on that day is late. The due day itself is not. */
    public boolean isOverdue(LocalDate today) {
        return today.isAfter(dueOn);
    }

    /** Calendar days from today to the due day: 0 on the due day, negative when overdue. */
    public long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, dueOn);
    }

    /** {@link #working(String)} with "started". */
    public String working() {
        return working("started");
    }

    /**
     * How the due day comes about, in words: "received 3 March 2025, day 0; 20 weeks = 140 days; due 21 July 2025".
     *
     * @param event what happened on the day of the start, such as "received"
     */
    public String working(String event) {
        return "%s %s%s; %s; due %s"
                .formatted(event, DAY.format(startedOn), startInWords(), limitInWords(), DAY.format(dueOn));
    }

    /** The working day by day, from the start to the due day, both included. */
    public List<DeadlineDay> days() {
        List<DeadlineDay> days = new ArrayList<>();
        int number = counting.startNumber();
        for (LocalDate day = startedOn; !day.isAfter(dueOn); day = day.plusDays(1)) {
            String whyNot = day.equals(startedOn) && counting == Counting.DAY_0 ? "" : whyNotCounted(day);
            days.add(
                    whyNot.isEmpty()
                            ? new DeadlineDay.Counted(day, number++)
                            : new DeadlineDay.NotCounted(day, whyNot));
        }
        return List.copyOf(days);
    }

    private String whyNotCounted(LocalDate day) {
        return switch (limit) {
            case Limit.Days _, Limit.Weeks _, Limit.Months _ -> "";
            case Limit.InWorkingDays _ ->
                WorkingDays.englandAndWales().whyNot(day).orElse("");
        };
    }

    private String startInWords() {
        String whyNot = whyNotCounted(startedOn);
        return counting == Counting.DAY_1 && !whyNot.isEmpty()
                ? " (%s, not counted)".formatted(whyNot)
                : ", day " + counting.startNumber();
    }

    private String limitInWords() {
        return switch (limit) {
            case Limit.Days(int count) -> many(count, "day");
            case Limit.Weeks(int count) -> "%s = %d days".formatted(many(count, "week"), 7 * count);
            case Limit.Months(int count) -> many(count, "month");
            case Limit.InWorkingDays(int count) -> many(count, "working day") + leftOutInWords();
        };
    }

    private String leftOutInWords() {
        List<String> reasons = startedOn
                .datesUntil(dueOn)
                .skip(counting == Counting.DAY_0 ? 1 : 0)
                .map(this::whyNotCounted)
                .filter(Predicate.not(String::isEmpty))
                .toList();
        Predicate<String> weekend = why -> why.equals("Saturday") || why.equals("Sunday");
        long weekendDays = reasons.stream().filter(weekend).count();
        List<String> leftOut = new ArrayList<>();
        if (weekendDays > 0) {
            leftOut.add(many(weekendDays, "weekend day"));
        }
        reasons.stream().filter(weekend.negate()).forEach(leftOut::add);
        return leftOut.isEmpty() ? "" : leftOut.stream().collect(Collectors.joining(", ", " (not counting ", ")"));
    }

    /** The last day in time alone, for whoever has a million of them to work out. */
    public static LocalDate dueOn(LocalDate startedOn, Limit limit, Counting counting) {
        // Day 1 takes one day off the end, save that a start that is no working day is not day 1 of working days.
        int early = counting.startNumber();
        return switch (limit) {
            case Limit.Days(int count) -> startedOn.plusDays(count - early);
            case Limit.Weeks(int count) -> startedOn.plusWeeks(count).minusDays(early);
            case Limit.Months(int count) -> startedOn.plusMonths(count).minusDays(early);
            case Limit.InWorkingDays(int count) -> inWorkingDays(startedOn, count, counting);
        };
    }

    private static LocalDate inWorkingDays(LocalDate startedOn, int count, Counting counting) {
        WorkingDays workingDays = WorkingDays.englandAndWales();
        return switch (counting) {
            case DAY_0 -> workingDays.plus(startedOn, count);
            case DAY_1 -> workingDays.plus(workingDays.onOrAfter(startedOn), count - 1);
        };
    }

    private static String many(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
