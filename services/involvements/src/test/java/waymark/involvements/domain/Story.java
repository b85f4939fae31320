package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import waymark.casefile.course.ClockMark;
import waymark.involvements.domain.InvolvementEvent.CheckRecorded.Service;
import waymark.testing.GivenWhenThen;

/** The words in which the tests of the course are told. It is 31 July 2022. */
final class Story {
    static final LocalDate TODAY = LocalDate.of(2022, 7, 31);
    static final LocalDate OPENED_ON = LocalDate.of(2022, 5, 2);
    static final Circumstances UNKNOWN_TO_SOCIAL_CARE =
            new Circumstances("9", SenStatus.NONE, SocialCareStatus.NONE, "Aylesbury");
    static final Codes CODES = new Codes(
            List.of(
                    new Codes.Outcome("BUSC", "Buckinghamshire school", "school-placement", null, null),
                    new Codes.Outcome("OLCM", "another authority's CME team", "other-authority", null, null),
                    new Codes.Outcome("UNTR", "untraced", "other", null, null),
                    new Codes.Outcome("GONE", "no longer used", "other", null, LocalDate.of(2021, 8, 31))),
            new LinkedHashSet<>(List.of("family", "school")),
            new LinkedHashSet<>(List.of("no-reply", "child-located")));
    static final InvolvementCourse COURSE = new InvolvementCourse(CODES, ReviewPolicy.USUAL);

    private Story() {}

    static GivenWhenThen<Involvement, InvolvementCommand, InvolvementEvent> involvement() {
        return GivenWhenThen.of(InvolvementCourse.INITIAL, COURSE::decide, COURSE::evolve);
    }

    static LocalDate day(int month, int day) {
        return LocalDate.of(2022, month, day);
    }

    static Opening openedOn(LocalDate day) {
        return new Opening(day, Referrer.SCHOOL, true, null, null, null, null, null, null, null, null, null, null);
    }

    static InvolvementCommand.Open open(LocalDate day, Circumstances circumstances) {
        return new InvolvementCommand.Open(TODAY, "CME-1", openedOn(day), circumstances, null);
    }

    static InvolvementEvent opened() {
        return opened(OPENED_ON, UNKNOWN_TO_SOCIAL_CARE, reviewFrom(OPENED_ON, 28));
    }

    static InvolvementEvent opened(LocalDate day, Circumstances circumstances, ClockMark... clocks) {
        return new InvolvementEvent.Opened(
                "CME-1",
                day,
                Referrer.SCHOOL,
                circumstances.schoolYear(),
                circumstances.senStatus(),
                circumstances.socialCareStatus(),
                circumstances.locality(),
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(clocks));
    }

    static ClockMark reviewFrom(LocalDate day, int days) {
        return new ClockMark("cme-review", 1, ClockMark.Action.START, day, day.plusDays(days));
    }

    static ClockMark reviewStopped(LocalDate day, int days) {
        return new ClockMark("cme-review", 1, ClockMark.Action.STOP, day, day.plusDays(days));
    }

    static InvolvementCommand.Close close(LocalDate day, String outcome) {
        return new InvolvementCommand.Close(TODAY, new Closure(day, outcome, null, null, null, null));
    }

    static InvolvementEvent closed(LocalDate day, String outcome, ClockMark... clocks) {
        return new InvolvementEvent.Closed(day, outcome, null, null, null, null, List.of(clocks));
    }

    static InvolvementEvent reviewed(LocalDate day, ClockMark... clocks) {
        return new InvolvementEvent.ReviewHeld(day, List.of(clocks));
    }

    static InvolvementCommand.RecordCheck check(LocalDate day, boolean known, boolean teamTold) {
        return new InvolvementCommand.RecordCheck(TODAY, day, Service.SOCIAL_CARE, known, teamTold);
    }

    static Circumstances socialCare(SocialCareStatus status) {
        return new Circumstances(null, null, status, null);
    }

    /** A correction of dates of the opening and the closing. */
    static InvolvementEvent.Corrected correction(
            LocalDate openedOn, LocalDate closedOn, String outcome, ClockMark... clocks) {
        return correction(null, null, openedOn, closedOn, outcome, clocks);
    }

    static InvolvementEvent.Corrected correction(
            Integer entry,
            LocalDate entryOn,
            LocalDate openedOn,
            LocalDate closedOn,
            String outcome,
            ClockMark... clocks) {
        return new InvolvementEvent.Corrected(
                entry,
                entryOn,
                openedOn,
                closedOn,
                outcome,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(clocks));
    }

    /** What a register says: opened that day, and closed that day with that outcome or open. */
    static InvolvementCommand.TakeFromSource source(
            LocalDate openedOn, Circumstances circumstances, LocalDate closedOn, String outcome) {
        var closure = closedOn == null ? null : new Closure(closedOn, outcome, null, null, null, null);
        return new InvolvementCommand.TakeFromSource(
                TODAY, "CME-1", openedOn(openedOn), circumstances, closure, true, null);
    }
}
