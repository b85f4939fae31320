package waymark.reporting.domain.ehc;

import java.util.List;
import waymark.reporting.domain.course.ClockMark;

/**
 * What happens in an assessment or to a plan and changes its facts. Days as {@link waymark.reporting.domain.Days}; null: not recorded, or as it was.
 * Circumstances are by their place in {@link Assessments}; what happens is named as a step of {@link Course}.
 */
public sealed interface AssessmentEvent {
    List<ClockMark> marks();

    /** What is said of the opening, and may be corrected later. */
    record Opening(String requestSource, String sex, String ethnicity, List<String> circumstances) {}

    /** @param what {@link Course#REQUESTED} or {@link Course#MOVED_IN} */
    record Opened(String what, String reference, int openedOn, Opening opening, List<ClockMark> marks)
            implements AssessmentEvent {}

    /**
     * @param of sequence of what it answers; 0 where it answers nothing
     * @param code what more is said of it: of a dispute and a concession what is disputed
     */
    record Happened(String what, int on, int of, String code, List<ClockMark> marks) implements AssessmentEvent {}

    /** It changes clocks, or nothing at all: advice asked for and received, reminders, who coordinates. */
    record Marked(List<ClockMark> marks) implements AssessmentEvent {}

    /** The exception of that sequence does not excuse after all. */
    record ExceptionWithdrawn(int exception, List<ClockMark> marks) implements AssessmentEvent {}

    record CircumstancesChanged(int changedOn, List<String> circumstances, List<ClockMark> marks)
            implements AssessmentEvent {}

    /** What ended the case was a mistake and is annulled. */
    record Reopened(List<ClockMark> marks) implements AssessmentEvent {}

    record Corrected(int openedOn, Opening opening, List<ClockMark> marks) implements AssessmentEvent {}

    /** Another day or other values for an entry, named by its sequence. */
    record EntryCorrected(int entry, int entryOn, String code, List<String> circumstances, List<ClockMark> marks)
            implements AssessmentEvent {}

    record Voided(List<ClockMark> marks) implements AssessmentEvent {}
}
