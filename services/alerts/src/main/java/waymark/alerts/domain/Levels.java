package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import waymark.calendar.LondonTime;
import waymark.calendar.WorkingDays;

/**
 * Who is called upon when an alert is not resolved in time.
 *
 * @param days working days at each level; five at each of four levels are the twenty in which every dispute should end (our decision, after the IRO Handbook)
 * @param roles of each level above the first, whose role is the rule's
 */
public record Levels(List<Integer> days, List<String> roles) {
    public static final Levels USUAL =
            new Levels(List.of(5, 5, 5, 5), List.of("team-manager", "team-manager", "team-manager"));

    public Levels {
        days = List.copyOf(days);
        roles = List.copyOf(roles);
        if (days.isEmpty() || days.stream().anyMatch(day -> day < 1 || day > 60) || roles.size() != days.size() - 1) {
            throw new IllegalArgumentException(
                    "levels need 1 to 60 working days each, and a role for each above the first");
        }
    }

    public int top() {
        return days.size();
    }

    /** @param level above the first */
    String role(int level) {
        return roles.get(level - 2);
    }

    /**
     * The last day on which a response is in time, where the level began at an instant. Day 0 is the working day on or after it. Beyond the years whose bank holidays are known every
     * Monday to Friday counts: a response that is due a day too early is better than an alert that nobody gets.
     */
    LocalDate respondBy(int level, Instant from) {
        var known = WorkingDays.englandAndWales();
        var day = LondonTime.dateOf(from);
        while (!known.isWorkingDayAsFarAsKnown(day)) day = day.plusDays(1);
        for (int left = days.get(Math.min(level, top()) - 1); left > 0; left--) {
            do day = day.plusDays(1);
            while (!known.isWorkingDayAsFarAsKnown(day));
        }
        return day;
    }
}
