package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.List;

/** What can be asked of a case. Each brings the business day on which it is asked, so that deciding needs no clock. */
public sealed interface AssessmentCommand {
    LocalDate today();

    /**
     * That something happened is to be recorded.
     *
     * @param event as it is to be recorded; what it does to clocks is worked out, and an asking that is not named is the body's only one
     */
    record Happened(LocalDate today, AssessmentEvent event) implements AssessmentCommand {}

    /** Something is put right that is kept beside the case and is no part of its course: personal details, notes. */
    record KeepBeside(LocalDate today) implements AssessmentCommand {}

    /**
     * Brings the case to what another system's register says, whatever that is.
     *
     * @param steps what the register says was done, in the order of the course; an outcome is the last
     * @param exception code of what excuses the twenty weeks, empty where the register says that nothing does; null where it has no word on exceptions at
     *     all: then what is recorded stays
     * @param saysOutcome false where the register has no word on outcomes at all: then what is recorded stays
     * @param officer null where the register does not say
     */
    record TakeFromSource(
            LocalDate today,
            String reference,
            LocalDate requestedOn,
            Opening opening,
            Circumstances circumstances,
            List<Said> steps,
            String exception,
            boolean saysOutcome,
            String officer)
            implements AssessmentCommand {

        /** @param body only of advice */
        public record Said(StepKind kind, Body body, LocalDate on) {}
    }
}
