package waymark.assessments.api;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waymark.assessments.domain.Assessment;
import waymark.assessments.domain.Assessment.Next;
import waymark.assessments.domain.AssessmentCommand;
import waymark.assessments.domain.CaseRecord;
import waymark.assessments.domain.NextStep;
import waymark.assessments.domain.RequestSource;
import waymark.assessments.domain.Standing;
import waymark.casefile.CaseFile;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.KeptCases;

/**
 * A case as a caller sees it. What is not recorded is null.
 *
 * @param version to be sent back in If-Match
 * @param openedOn the day of the request, or of the transfer of a plan from elsewhere
 * @param movedIn whether the child came with a plan
 * @param overturned whether a refusal was overturned, so that the case goes on by the order and outside the twenty weeks
 * @param nextStep what is to be done next in the course
 * @param dueClock the clock whose day is due first, and {@code dueSubject} whom it is about
 * @param dueOn last day in time; null where no clock runs
 * @param daysLeft calendar days to it from today, negative where it has passed
 * @param exceptions those that stand
 */
record AssessmentView(
        UUID id,
        String assessmentRef,
        String childRef,
        Standing status,
        int version,
        LocalDate openedOn,
        boolean movedIn,
        RequestSource requestSource,
        String fromAuthority,
        String primaryNeed,
        String schoolYear,
        String locality,
        String sex,
        String ethnicity,
        UUID previousAssessment,
        UUID replaces,
        String coordinator,
        boolean overturned,
        NextStep nextStep,
        String dueClock,
        String dueSubject,
        LocalDate dueOn,
        Long daysLeft,
        List<CaseRecord.PlanException> exceptions,
        Map<String, Object> personal,
        List<Note> notes) {

    /** @param sequence of the event that the words were recorded with */
    record Note(int sequence, String text) {}

    static <E> CaseEndpoint<Assessment, AssessmentCommand, AssessmentView> endpoint(
            KeptCases<Assessment, AssessmentCommand, E> assessments) {
        return assessments.endpoint("assessment", "EHC", AssessmentView::of);
    }

    static AssessmentView of(CaseFile<Assessment> file, LocalDate today) {
        return switch (file.state()) {
            case Assessment.Opened opened -> view(file, opened, today);
            case Assessment.NotOpened _ -> throw new IllegalStateException("a case in the store has been opened");
        };
    }

    private static AssessmentView view(CaseFile<Assessment> file, Assessment.Opened opened, LocalDate today) {
        var record = opened.record();
        var opening = record.opening();
        var circumstances = record.circumstances();
        var next = opened.next();
        var dueOn = next.dueOn().equals(Next.NEVER) ? null : next.dueOn();
        return new AssessmentView(
                file.id(),
                file.reference(),
                file.child(),
                opened.standing(),
                file.version(),
                record.openedOn(),
                record.movedIn(),
                opening.requestSource(),
                opening.fromAuthority(),
                circumstances.primaryNeed(),
                circumstances.schoolYear(),
                circumstances.locality(),
                opening.sex(),
                opening.ethnicity(),
                opening.previousAssessment(),
                opening.replaces(),
                record.officer(),
                record.overturned(),
                next.step(),
                next.clock(),
                next.subject(),
                dueOn,
                dueOn == null ? null : ChronoUnit.DAYS.between(today, dueOn),
                record.exceptions(),
                file.personal(),
                file.notes().stream()
                        .map(note -> new Note(note.sequence(), note.text()))
                        .toList());
    }
}
