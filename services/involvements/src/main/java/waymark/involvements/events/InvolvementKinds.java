package waymark.involvements.events;

import java.time.LocalDate;
import java.util.List;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.Link;
import waymark.casefile.Outline;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.events.Topics;
import waymark.involvements.domain.Involvement;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.InvolvementCourse;
import waymark.involvements.domain.InvolvementEvent;
import waymark.web.imports.Register;

/** The two kinds of case that this service keeps: involvements, and beside them what is known of the registers they come from. */
public final class InvolvementKinds {
    private static final String INVOLVEMENTS = "involvements";
    public static final String TOPIC = Topics.of(INVOLVEMENTS);

    /** The order of the team's list with whatever it can be filtered by, and one officer's list, which has nobody's too. */
    private static final List<List<String>> LISTED_BY = List.of(
            List.of(
                    "state.particulars.opening.openedOn",
                    "reference",
                    "state.status",
                    "state.particulars.officer",
                    "state.particulars.circumstances.locality",
                    "state.particulars.circumstances.schoolYear",
                    "state.particulars.circumstances.senStatus",
                    "state.particulars.circumstances.socialCareStatus",
                    "state.particulars.opening.referredBy",
                    "state.review.dueOn",
                    "state.closure.outcome",
                    "state.closure.closedOn",
                    "child"),
            List.of("state.particulars.officer", "state.review.dueOn", "reference"));

    private InvolvementKinds() {}

    public static CaseKind<Involvement, InvolvementCommand, InvolvementEvent> involvements(InvolvementCourse course) {
        return new CaseKind<>(
                INVOLVEMENTS,
                TOPIC,
                new EventForm<>(TOPIC, InvolvementEvent.class, InvolvementKinds::effectiveOn),
                new StateForm<>(Involvement.class),
                InvolvementCourse.INITIAL,
                course::decide,
                course::evolve,
                Involvement.Open.class::isInstance,
                open -> new Breach(
                        "involvement.second-open",
                        null,
                        "The child has an open involvement already: %s. Record it there, or close that one first."
                                .formatted(open.reference())),
                new Breach(
                        "involvement.reference-taken",
                        "involvementRef",
                        "Another involvement has this reference. Leave it empty to be given a new one."),
                LISTED_BY,
                InvolvementKinds::outline,
                null,
                List.of(new Link("previousInvolvement", INVOLVEMENTS), new Link("replaces", INVOLVEMENTS)));
    }

    private static Outline outline(Involvement state) {
        return switch (state) {
            case Involvement.Open(var particulars, var _) -> outline(true, "open", particulars, null);
            case Involvement.Closed(var particulars, var closure) ->
                outline(false, "closed", particulars, closure.closedOn());
            case Involvement.Voided(var particulars) -> outline(false, "voided", particulars, null);
            case Involvement.NotOpened _ -> throw new IllegalStateException("a case in the store has been opened");
        };
    }

    private static Outline outline(
            boolean open, String status, Involvement.Particulars particulars, LocalDate closedOn) {
        return new Outline(open, status, particulars.opening().openedOn(), closedOn, particulars.officer(), null);
    }

    public static CaseKind<Register, Register.Declare, Register.Event> registers() {
        return Register.kind("involvement-registers", TOPIC);
    }

    private static LocalDate effectiveOn(InvolvementEvent event) {
        return switch (event) {
            case InvolvementEvent.Opened opened -> opened.openedOn();
            case InvolvementEvent.CheckRecorded check -> check.checkedOn();
            case InvolvementEvent.EnquiryRecorded enquiry -> enquiry.enquiredOn();
            case InvolvementEvent.ReviewHeld review -> review.reviewedOn();
            case InvolvementEvent.ConcernRecorded concern -> concern.notedOn();
            case InvolvementEvent.ConcernReferred referral -> referral.referredOn();
            case InvolvementEvent.CircumstancesChanged change -> change.changedOn();
            case InvolvementEvent.Assigned assigned -> assigned.assignedOn();
            case InvolvementEvent.Closed closed -> closed.closedOn();
            case InvolvementEvent.Reopened reopened -> reopened.reopenedOn();
            case InvolvementEvent.Corrected _ -> null;
            case InvolvementEvent.Voided voided -> voided.voidedOn();
        };
    }
}
