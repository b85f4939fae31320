package waymark.involvements.domain;

import java.time.LocalDate;
import waymark.casefile.course.ClockMark;

/**
 * How often an open involvement is reviewed: weekly for a child open to social care, otherwise every four weeks (the council's practice).
 *
 * @param daysIfOpenToSocialCare calendar days from the last review to the day by which the next is held
 */
public record ReviewPolicy(int version, int daysIfOpenToSocialCare, int daysOtherwise) {
    public static final String CLOCK = "cme-review";
    public static final ReviewPolicy USUAL = new ReviewPolicy(1, 7, 28);

    ClockMark from(LocalDate day, Circumstances circumstances) {
        int days = circumstances.openToSocialCare() ? daysIfOpenToSocialCare : daysOtherwise;
        return new ClockMark(CLOCK, version, ClockMark.Action.START, day, day.plusDays(days));
    }
}
