package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import waymark.casefile.course.ClockMark;

/** What can have happened in an involvement. The records are the published form: fields are added, never renamed or given another type. */
public sealed interface InvolvementEvent {
    /** What it does to clocks; mostly nothing. */
    List<ClockMark> clocks();

    record Opened(
            String reference,
            LocalDate openedOn,
            Referrer referredBy,
            String schoolYear,
            SenStatus senStatus,
            SocialCareStatus socialCareStatus,
            String locality,
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
            List<ClockMark> clocks)
            implements InvolvementEvent {}

    record CheckRecorded(LocalDate checkedOn, Service service, boolean known, boolean teamTold, List<ClockMark> clocks)
            implements InvolvementEvent {
        /** Which service was asked whether it knows the child. */
        public enum Service {
            SOCIAL_CARE,
            SEND
        }
    }

    record EnquiryRecorded(LocalDate enquiredOn, String agency, String result, List<ClockMark> clocks)
            implements InvolvementEvent {}

    record ReviewHeld(LocalDate reviewedOn, List<ClockMark> clocks) implements InvolvementEvent {}

    record ConcernRecorded(LocalDate notedOn, Concern concern, List<ClockMark> clocks) implements InvolvementEvent {
        /** What is feared for the child. */
        public enum Concern {
            WELFARE,
            CRIME
        }
    }

    /** @param concern sequence of the concern's event */
    record ConcernReferred(int concern, ReferredTo referredTo, LocalDate referredOn, List<ClockMark> clocks)
            implements InvolvementEvent {
        /** Whose duty the concern is. */
        public enum ReferredTo {
            SOCIAL_CARE,
            POLICE
        }
    }

    record CircumstancesChanged(
            LocalDate changedOn,
            String schoolYear,
            SenStatus senStatus,
            SocialCareStatus socialCareStatus,
            String locality,
            List<ClockMark> clocks)
            implements InvolvementEvent {}

    record Assigned(LocalDate assignedOn, String officer, List<ClockMark> clocks) implements InvolvementEvent {}

    record Closed(
            LocalDate closedOn,
            String outcome,
            String confirmedBy,
            LocalDate confirmedOn,
            Boolean acceptedByReceivingTeam,
            Boolean approvedByManager,
            List<ClockMark> clocks)
            implements InvolvementEvent {}

    /** The closing was a mistake: it is annulled. */
    record Reopened(LocalDate reopenedOn, List<ClockMark> clocks) implements InvolvementEvent {}

    /**
     * What was recorded wrongly, as it should have been. Whatever is null stays as it was.
     *
     * @param entry sequence of the entry put right; null for the opening and the closure. With it, the circumstances are those of that entry
     * @param entryOn the entry's right day
     */
    record Corrected(
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
            String reason,
            String sex,
            String ethnicity,
            LocalDate missingSince,
            String lastSchool,
            LocalDate lastDayAttended,
            String groundForLeavingRoll,
            Boolean schoolMadeEnquiries,
            List<ClockMark> clocks)
            implements InvolvementEvent {
        /** Of the case itself, that is: personal details and notes are kept beside it. */
        public boolean saysNothing() {
            return entry == null && !Corrections.saysSomething(this);
        }
    }

    record Voided(LocalDate voidedOn, Reason reason, List<ClockMark> clocks) implements InvolvementEvent {
        /** Why it should never have been opened. */
        public enum Reason {
            OPENED_IN_ERROR,
            WRONG_CHILD,
            DUPLICATE
        }
    }
}
