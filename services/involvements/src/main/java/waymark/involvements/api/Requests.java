package waymark.involvements.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import waymark.involvements.domain.Circumstances;
import waymark.involvements.domain.Closure;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.InvolvementEvent;
import waymark.involvements.domain.Opening;
import waymark.involvements.domain.Referrer;
import waymark.involvements.domain.SenStatus;
import waymark.involvements.domain.SocialCareStatus;
import waymark.web.cases.CommandBody;
import waymark.web.cases.OpeningBody;
import waymark.web.cases.Personal;

/**
 * The bodies of requests. Days are local dates (Europe/London); a day that is left out is the business day on which the request comes. {@code notes}
 * is free text: it stays in the service and is no part of any event.
 */
final class Requests {
    private Requests() {}

    /**
     * @param involvementRef left out to be given a new one
     * @param closedOn there so that a register's row fits; must be left out
     * @param outcome as closedOn
     * @param childLocated whether it is known where the child is; a child with an EHC plan who is located is not opened
     */
    record Opened(
            String involvementRef,
            String childRef,
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
            Boolean childLocated,
            Personal personal,
            String notes)
            implements OpeningBody<InvolvementCommand> {
        @Override
        public String reference() {
            return involvementRef;
        }

        @Override
        public InvolvementCommand command(LocalDate today, Instant now, String reference) {
            return new InvolvementCommand.Open(
                    today,
                    reference,
                    new Opening(
                            or(openedOn, today),
                            referredBy,
                            meetsS436A,
                            reason,
                            sex,
                            ethnicity,
                            missingSince,
                            lastSchool,
                            lastDayAttended,
                            groundForLeavingRoll,
                            schoolMadeEnquiries,
                            previousInvolvement,
                            replaces),
                    new Circumstances(schoolYear, senStatus, socialCareStatus, locality),
                    childLocated);
        }
    }

    /** Whether a service knows the child; where it does, its team is told. */
    record Check(
            LocalDate checkedOn,
            InvolvementEvent.CheckRecorded.Service service,
            Boolean known,
            Boolean teamTold,
            String notes)
            implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            return new InvolvementCommand.RecordCheck(
                    today, or(checkedOn, today), service, Boolean.TRUE.equals(known), Boolean.TRUE.equals(teamTold));
        }
    }

    /** Codes of agencies.csv and enquiry-results.csv. */
    record Enquiry(LocalDate enquiredOn, String agency, String result, String notes)
            implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            return new InvolvementCommand.RecordEnquiry(today, or(enquiredOn, today), agency, result);
        }
    }

    record Review(LocalDate reviewedOn, String notes) implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            return new InvolvementCommand.HoldReview(today, or(reviewedOn, today));
        }
    }

    /**
     * A concern, with its referral or without; or the later referral of one recorded before.
     *
     * @param entry sequence of a concern recorded before, to refer that one; left out for a new concern
     */
    record Concern(
            Integer entry,
            LocalDate notedOn,
            InvolvementEvent.ConcernRecorded.Concern concern,
            InvolvementEvent.ConcernReferred.ReferredTo referredTo,
            LocalDate referredOn,
            String notes)
            implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            var referred = referredTo == null ? referredOn : or(referredOn, today);
            return entry == null
                    ? new InvolvementCommand.RecordConcern(today, or(notedOn, today), concern, referredTo, referred)
                    : new InvolvementCommand.ReferConcern(today, entry, referredTo, referred);
        }
    }

    /** What changed; what is left out stays as it was. */
    record Change(
            LocalDate changedOn,
            String schoolYear,
            SenStatus senStatus,
            SocialCareStatus socialCareStatus,
            String locality,
            String notes)
            implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            return new InvolvementCommand.ChangeCircumstances(
                    today, or(changedOn, today), new Circumstances(schoolYear, senStatus, socialCareStatus, locality));
        }
    }

    /** The monthly refresh: many cases in one request, at most 1,000. */
    record Changes(List<ChangeOf> changes) {
        /** @param id the involvement */
        record ChangeOf(
                UUID id,
                LocalDate changedOn,
                String schoolYear,
                SenStatus senStatus,
                SocialCareStatus socialCareStatus,
                String locality) {
            Change change() {
                return new Change(changedOn, schoolYear, senStatus, socialCareStatus, locality, null);
            }
        }
    }

    /** @param officer staff number, never a name */
    record Assignment(LocalDate assignedOn, String officer, String notes) implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            return new InvolvementCommand.Assign(today, or(assignedOn, today), officer);
        }
    }

    /**
     * @param outcome a code of closure-outcomes.csv in force on the day
     * @param confirmedBy which agency confirmed the destination; left out where nobody did
     */
    record Closing(
            LocalDate closedOn,
            String outcome,
            String confirmedBy,
            LocalDate confirmedOn,
            Boolean acceptedByReceivingTeam,
            Boolean approvedByManager,
            String notes)
            implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            var confirmed = confirmedBy == null ? confirmedOn : or(confirmedOn, or(closedOn, today));
            return new InvolvementCommand.Close(
                    today,
                    new Closure(
                            or(closedOn, today),
                            outcome,
                            confirmedBy,
                            confirmed,
                            acceptedByReceivingTeam,
                            approvedByManager));
        }
    }

    record Reopening(LocalDate reopenedOn, String notes) implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            return new InvolvementCommand.Reopen(today, or(reopenedOn, today));
        }
    }

    /**
     * What was recorded wrongly, as it should have been; what is left out stays.
     *
     * @param reason why it is corrected, in words; needed, and kept with the notes
     * @param entry sequence of the entry put right; left out for the opening and the closing
     * @param dfeReason the opening's reason code
     * @param personal personal details to be put right; they stay out of every event
     */
    record Correcting(
            String reason,
            Integer entry,
            LocalDate entryOn,
            LocalDate openedOn,
            LocalDate closedOn,
            String outcome,
            String confirmedBy,
            LocalDate confirmedOn,
            Referrer referredBy,
            String schoolYear,
            SenStatus senStatus,
            SocialCareStatus socialCareStatus,
            String locality,
            Boolean meetsS436A,
            String dfeReason,
            String sex,
            String ethnicity,
            LocalDate missingSince,
            String lastSchool,
            LocalDate lastDayAttended,
            String groundForLeavingRoll,
            Boolean schoolMadeEnquiries,
            Personal personal)
            implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            var correction = new InvolvementEvent.Corrected(
                    entry,
                    entryOn,
                    openedOn,
                    closedOn,
                    outcome,
                    confirmedBy,
                    confirmedOn,
                    referredBy,
                    schoolYear,
                    senStatus,
                    socialCareStatus,
                    locality,
                    meetsS436A,
                    dfeReason,
                    sex,
                    ethnicity,
                    missingSince,
                    lastSchool,
                    lastDayAttended,
                    groundForLeavingRoll,
                    schoolMadeEnquiries,
                    List.of());
            // Personal details are put right beside the case, by no event.
            return personal != null && correction.saysNothing()
                    ? new InvolvementCommand.KeepBeside(today)
                    : new InvolvementCommand.Correct(today, correction);
        }

        @Override
        public String notes() {
            return reason;
        }
    }

    record Voiding(InvolvementEvent.Voided.Reason reason, String notes) implements CommandBody<InvolvementCommand> {
        @Override
        public InvolvementCommand command(LocalDate today, Instant now) {
            return new InvolvementCommand.MakeVoid(today, reason);
        }
    }

    private static LocalDate or(LocalDate given, LocalDate otherwise) {
        return given == null ? otherwise : given;
    }
}
