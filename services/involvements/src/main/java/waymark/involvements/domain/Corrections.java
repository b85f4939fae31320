package waymark.involvements.domain;

import static waymark.involvements.domain.Circumstances.news;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import waymark.casefile.course.ClockMark;

/** Between the flat, published form of events and the values they carry. */
final class Corrections {
    private Corrections() {}

    static Circumstances circumstances(InvolvementEvent.Opened opened) {
        return new Circumstances(opened.schoolYear(), opened.senStatus(), opened.socialCareStatus(), opened.locality());
    }

    static Circumstances circumstances(InvolvementEvent.CircumstancesChanged changed) {
        return new Circumstances(
                changed.schoolYear(), changed.senStatus(), changed.socialCareStatus(), changed.locality());
    }

    static Circumstances circumstances(InvolvementEvent.Corrected corrected) {
        return new Circumstances(
                corrected.schoolYear(), corrected.senStatus(), corrected.socialCareStatus(), corrected.locality());
    }

    static Opening opening(InvolvementEvent.Opened opened) {
        return new Opening(
                opened.openedOn(),
                opened.referredBy(),
                opened.meetsS436A(),
                opened.reason(),
                opened.sex(),
                opened.ethnicity(),
                opened.missingSince(),
                opened.lastSchool(),
                opened.lastDayAttended(),
                opened.groundForLeavingRoll(),
                opened.schoolMadeEnquiries(),
                opened.previousInvolvement(),
                opened.replaces());
    }

    static Opening opening(Opening known, InvolvementEvent.Corrected right) {
        return new Opening(
                or(right.openedOn(), known.openedOn()),
                or(right.referredBy(), known.referredBy()),
                or(right.meetsS436A(), known.meetsS436A()),
                or(right.reason(), known.reason()),
                or(right.sex(), known.sex()),
                or(right.ethnicity(), known.ethnicity()),
                or(right.missingSince(), known.missingSince()),
                or(right.lastSchool(), known.lastSchool()),
                or(right.lastDayAttended(), known.lastDayAttended()),
                or(right.groundForLeavingRoll(), known.groundForLeavingRoll()),
                or(right.schoolMadeEnquiries(), known.schoolMadeEnquiries()),
                known.previousInvolvement(),
                known.replaces());
    }

    static Closure closure(Closure known, InvolvementEvent.Corrected right) {
        return new Closure(
                or(right.closedOn(), known.closedOn()),
                or(right.outcome(), known.outcome()),
                or(right.confirmedBy(), known.confirmedBy()),
                or(right.confirmedOn(), known.confirmedOn()),
                known.acceptedByReceivingTeam(),
                known.approvedByManager());
    }

    static Involvement.Entry entry(Involvement.Entry known, InvolvementEvent.Corrected right) {
        return new Involvement.Entry(
                known.sequence(),
                known.kind(),
                or(right.entryOn(), known.on()),
                known.changes() == null ? null : known.changes().with(circumstances(right)));
    }

    /** What turns the one opening and closing into the other. What the later one does not say, or has no counterpart for, stays as it was. */
    static InvolvementEvent.Corrected between(Opening known, Opening later, Closure closure, Closure laterClosure) {
        boolean bothClosed = closure != null && laterClosure != null;
        return new InvolvementEvent.Corrected(
                null,
                null,
                news(known.openedOn(), later.openedOn()),
                bothClosed ? news(closure.closedOn(), laterClosure.closedOn()) : null,
                bothClosed ? news(closure.outcome(), laterClosure.outcome()) : null,
                bothClosed ? news(closure.confirmedBy(), laterClosure.confirmedBy()) : null,
                bothClosed ? news(closure.confirmedOn(), laterClosure.confirmedOn()) : null,
                news(known.referredBy(), later.referredBy()),
                null,
                null,
                null,
                null,
                news(known.meetsS436A(), later.meetsS436A()),
                news(known.reason(), later.reason()),
                news(known.sex(), later.sex()),
                news(known.ethnicity(), later.ethnicity()),
                news(known.missingSince(), later.missingSince()),
                news(known.lastSchool(), later.lastSchool()),
                news(known.lastDayAttended(), later.lastDayAttended()),
                news(known.groundForLeavingRoll(), later.groundForLeavingRoll()),
                news(known.schoolMadeEnquiries(), later.schoolMadeEnquiries()),
                List.of());
    }

    static boolean saysSomething(InvolvementEvent.Corrected correction) {
        return correction.entryOn() != null
                || !circumstances(correction).equals(Circumstances.NOT_RECORDED)
                || !onlyOfEntry(correction);
    }

    /** Whether it says nothing of the opening and the closing themselves. */
    static boolean onlyOfEntry(InvolvementEvent.Corrected correction) {
        return Stream.of(
                        correction.openedOn(),
                        correction.closedOn(),
                        correction.outcome(),
                        correction.confirmedBy(),
                        correction.confirmedOn(),
                        correction.referredBy(),
                        correction.meetsS436A(),
                        correction.reason(),
                        correction.sex(),
                        correction.ethnicity(),
                        correction.missingSince(),
                        correction.lastSchool(),
                        correction.lastDayAttended(),
                        correction.groundForLeavingRoll(),
                        correction.schoolMadeEnquiries())
                .allMatch(Objects::isNull);
    }

    static InvolvementEvent.Corrected withClocks(InvolvementEvent.Corrected correction, List<ClockMark> clocks) {
        return new InvolvementEvent.Corrected(
                correction.entry(),
                correction.entryOn(),
                correction.openedOn(),
                correction.closedOn(),
                correction.outcome(),
                correction.confirmedBy(),
                correction.confirmedOn(),
                correction.referredBy(),
                correction.schoolYear(),
                correction.senStatus(),
                correction.socialCareStatus(),
                correction.locality(),
                correction.meetsS436A(),
                correction.reason(),
                correction.sex(),
                correction.ethnicity(),
                correction.missingSince(),
                correction.lastSchool(),
                correction.lastDayAttended(),
                correction.groundForLeavingRoll(),
                correction.schoolMadeEnquiries(),
                clocks);
    }

    private static <T> T or(T right, T known) {
        return right == null ? known : right;
    }
}
