package waymark.involvements.domain;

import java.time.LocalDate;

/** What can be asked of an involvement. Each brings the business day on which it is asked, so that deciding needs no clock. */
public sealed interface InvolvementCommand {
    LocalDate today();

    /** @param childLocated whether it is known where the child is; null where that was not asked */
    record Open(LocalDate today, String reference, Opening opening, Circumstances circumstances, Boolean childLocated)
            implements InvolvementCommand {}

    record RecordCheck(
            LocalDate today,
            LocalDate on,
            InvolvementEvent.CheckRecorded.Service service,
            boolean known,
            boolean teamTold)
            implements InvolvementCommand {}

    record RecordEnquiry(LocalDate today, LocalDate on, String agency, String result) implements InvolvementCommand {}

    record HoldReview(LocalDate today, LocalDate on) implements InvolvementCommand {}

    /** @param referredTo null where it is referred later */
    record RecordConcern(
            LocalDate today,
            LocalDate on,
            InvolvementEvent.ConcernRecorded.Concern concern,
            InvolvementEvent.ConcernReferred.ReferredTo referredTo,
            LocalDate referredOn)
            implements InvolvementCommand {}

    record ReferConcern(
            LocalDate today, int concern, InvolvementEvent.ConcernReferred.ReferredTo referredTo, LocalDate referredOn)
            implements InvolvementCommand {}

    record ChangeCircumstances(LocalDate today, LocalDate on, Circumstances changes) implements InvolvementCommand {}

    record Assign(LocalDate today, LocalDate on, String officer) implements InvolvementCommand {}

    record Close(LocalDate today, Closure closure) implements InvolvementCommand {}

    record Reopen(LocalDate today, LocalDate on) implements InvolvementCommand {}

    /** @param correction its clocks are not looked at */
    record Correct(LocalDate today, InvolvementEvent.Corrected correction) implements InvolvementCommand {}

    /** Something is put right that is kept beside the case and is no part of its course: personal details, notes. */
    record KeepBeside(LocalDate today) implements InvolvementCommand {}

    record MakeVoid(LocalDate today, InvolvementEvent.Voided.Reason reason) implements InvolvementCommand {}

    /**
     * Brings the involvement to what another system's register says, whatever that is.
     *
     * @param closure null where the register has it open
     * @param saysClosing false where the register has no word on closings at all: then what is recorded stays
     * @param officer null where the register does not say
     */
    record TakeFromSource(
            LocalDate today,
            String reference,
            Opening opening,
            Circumstances circumstances,
            Closure closure,
            boolean saysClosing,
            String officer)
            implements InvolvementCommand {}
}
