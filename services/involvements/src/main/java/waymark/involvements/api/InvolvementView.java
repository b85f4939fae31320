package waymark.involvements.api;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waymark.casefile.CaseFile;
import waymark.involvements.domain.Circumstances;
import waymark.involvements.domain.Closure;
import waymark.involvements.domain.Involvement;
import waymark.involvements.domain.Opening;
import waymark.involvements.domain.Referrer;
import waymark.involvements.domain.SenStatus;
import waymark.involvements.domain.SocialCareStatus;

/**
 * An involvement as a caller sees it. What is not recorded is null.
 *
 * @param status open, closed or voided
 * @param version to be sent back in If-Match
 * @param daysOpen calendar days from the opening to the closing, or to today
 * @param reviewDueOn last day that is in time for the next review; null unless open
 */
record InvolvementView(
        UUID id,
        String involvementRef,
        String childRef,
        String status,
        int version,
        LocalDate openedOn,
        LocalDate closedOn,
        String outcome,
        String schoolYear,
        SenStatus senStatus,
        SocialCareStatus socialCareStatus,
        String locality,
        Referrer referredBy,
        Boolean meetsS436A,
        String reason,
        String sex,
        String ethnicity,
        LocalDate missingSince,
        String lastSchool,
        LocalDate lastDayAttended,
        String groundForLeavingRoll,
        Boolean schoolMadeEnquiries,
        UUID previousInvolvement,
        UUID replaces,
        String officer,
        String confirmedBy,
        LocalDate confirmedOn,
        Boolean acceptedByReceivingTeam,
        Boolean approvedByManager,
        long daysOpen,
        LocalDate reviewDueOn,
        boolean reviewOverdue,
        Map<String, Object> personal,
        List<Note> notes) {

    /** @param sequence of the event that the words were recorded with */
    record Note(int sequence, String text) {}

    static InvolvementView of(CaseFile<Involvement> file, LocalDate today) {
        return switch (file.state()) {
            case Involvement.Open open ->
                view(
                        file,
                        today,
                        "open",
                        open.particulars(),
                        null,
                        open.review().dueOn());
            case Involvement.Closed closed -> view(file, today, "closed", closed.particulars(), closed.closure(), null);
            case Involvement.Voided voided -> view(file, today, "voided", voided.particulars(), null, null);
            case Involvement.NotOpened _ -> throw new IllegalStateException("a case file begins with its opening");
        };
    }

    private static final Closure NOT_CLOSED = new Closure(null, null, null, null, null, null);

    private static InvolvementView view(
            CaseFile<Involvement> file,
            LocalDate today,
            String status,
            Involvement.Particulars particulars,
            Closure closing,
            LocalDate reviewDueOn) {
        Opening opening = particulars.opening();
        Circumstances circumstances = particulars.circumstances();
        Closure closure = closing == null ? NOT_CLOSED : closing;
        var end = closure.closedOn() == null ? today : closure.closedOn();
        return new InvolvementView(
                file.id(),
                file.reference(),
                file.child(),
                status,
                file.version(),
                opening.openedOn(),
                closure.closedOn(),
                closure.outcome(),
                circumstances.schoolYear(),
                circumstances.senStatus(),
                circumstances.socialCareStatus(),
                circumstances.locality(),
                opening.referredBy(),
                opening.meetsS436A(),
                opening.reason(),
                opening.sex(),
                opening.ethnicity(),
                opening.missingSince(),
                opening.lastSchool(),
                opening.lastDayAttended(),
                opening.groundForLeavingRoll(),
                opening.schoolMadeEnquiries(),
                opening.previousInvolvement(),
                opening.replaces(),
                particulars.officer(),
                closure.confirmedBy(),
                closure.confirmedOn(),
                closure.acceptedByReceivingTeam(),
                closure.approvedByManager(),
                ChronoUnit.DAYS.between(opening.openedOn(), end),
                reviewDueOn,
                reviewDueOn != null && reviewDueOn.isBefore(today),
                file.personal(),
                file.notes().stream()
                        .map(note -> new Note(note.sequence(), note.text()))
                        .toList());
    }
}
