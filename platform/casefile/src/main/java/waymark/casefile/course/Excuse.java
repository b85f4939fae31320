package waymark.casefile.course;

import java.time.LocalDate;

/**
 * Something that excuses missing a clock, and moves no day.
 *
 * @param clock id of the clock
 * @param instance the run; null for every run of the clock
 * @param code what it is
 * @param from first day of it; null where that is not known. What began after the due day excuses nothing
 */
public record Excuse(String clock, Integer instance, String code, LocalDate from) {
    boolean covers(String ofClock, int ofInstance, LocalDate dueOn) {
        return clock.equals(ofClock)
                && (instance == null || instance == ofInstance)
                && (from == null || !from.isAfter(dueOn));
    }
}
