package waymark.involvements.domain;

import java.time.LocalDate;
import waymark.calendar.Counting;
import waymark.calendar.Deadline;
import waymark.calendar.Limit;
import waymark.casefile.course.ClockMark;

/**
 * How often an open involvement is reviewed: weekly for a child open to social care, otherwise every four weeks (the council's practice).
 *
 * @param daysIfOpenToSocialCare calendar days from the last review to the day by which the next is held
 * @param counting whether the day of the last review is day 0 or day 1
 */
public record ReviewPolicy(int version, int daysIfOpenToSocialCare, int daysOtherwise, Counting counting) {
    public static final String CLOCK = "cme-review";
    public static final ReviewPolicy USUAL = new ReviewPolicy(1, 7, 28, Counting.DAY_0);

    ClockMark from(LocalDate day, Circumstances circumstances) {
        int days = circumstances.openToSocialCare() ? daysIfOpenToSocialCare : daysOtherwise;
        var deadline = Deadline.of(day, Limit.days(days), counting);
        return new ClockMark(CLOCK, version, ClockMark.Action.START, day, deadline.dueOn());
    }
}
