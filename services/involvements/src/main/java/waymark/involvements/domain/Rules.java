package waymark.involvements.domain;

import java.time.LocalDate;
import waymark.casefile.course.CourseRules;
import waymark.casefile.course.Forms;

/** What must hold of the dates and codes of an involvement, each with its stable id and the words in which an officer is told. */
final class Rules extends CourseRules<Rules> {
    Rules(LocalDate today) {
        super("involvement", today);
    }

    @Override
    protected Rules self() {
        return this;
    }

    Rules reference(String reference) {
        return form(Forms.REFERENCE, "reference-form", "involvementRef", reference);
    }

    Rules officer(String officer) {
        return form(Forms.OFFICER, "officer-form", "officer", officer);
    }

    Rules code(String field, String code) {
        return form(Forms.CODE, "code-form", field, code);
    }

    Rules circumstances(Circumstances circumstances) {
        return form(Forms.SCHOOL_YEAR, "school-year-unknown", "schoolYear", circumstances.schoolYear());
    }

    Rules opening(Opening opening) {
        needed("openedOn", opening.openedOn());
        notInFuture("openedOn", opening.openedOn());
        notInFuture("missingSince", opening.missingSince());
        notInFuture("lastDayAttended", opening.lastDayAttended());
        notBefore(
                "attended-after-missing",
                "missingSince",
                opening.missingSince(),
                opening.lastDayAttended(),
                "the last day attended,");
        code("reason", opening.reason());
        code("groundForLeavingRoll", opening.groundForLeavingRoll());
        form(Forms.SEX, "code-form", "sex", opening.sex());
        form(Forms.ETHNICITY, "code-form", "ethnicity", opening.ethnicity());
        return form(Forms.SCHOOL, "code-form", "lastSchool", opening.lastSchool());
    }

    Rules closure(Closure closure, LocalDate openedOn, LocalDate lastStepOn, Codes codes) {
        notInFuture("closedOn", closure.closedOn());
        notBefore("closed-before-opened", "closedOn", closure.closedOn(), openedOn, "the opening on");
        notBefore(
                "closed-before-step",
                "closedOn",
                closure.closedOn(),
                lastStepOn,
                "the last check, enquiry, review or concern on");
        notInFuture("confirmedOn", closure.confirmedOn());
        notBefore("confirmed-before-opened", "confirmedOn", closure.confirmedOn(), openedOn, "the opening on");
        check(
                (closure.confirmedBy() == null) == (closure.confirmedOn() == null),
                "confirmation-incomplete",
                closure.confirmedBy() == null ? "confirmedBy" : "confirmedOn",
                "Say both who confirmed the destination and on which day, or neither.");
        listed("confirmedBy", closure.confirmedBy(), codes.agencies());
        var day = closure.closedOn() == null ? today() : closure.closedOn();
        if (closure.outcome() != null) {
            check(
                    codes.knowsOutcome(closure.outcome()),
                    "outcome-unknown",
                    "outcome",
                    "There is no such outcome. On %s these are in force: %s."
                            .formatted(day, codes.outcomesInForce(day)));
            check(
                    !codes.knowsOutcome(closure.outcome()) || codes.inForce(closure.outcome(), day),
                    "outcome-expired",
                    "outcome",
                    "%s was not in force on %s. In force were: %s."
                            .formatted(closure.outcome(), day, codes.outcomesInForce(day)));
        }
        return this;
    }

    /** What a person must add to an outcome, beyond what a register has columns for. */
    Rules outcomeBacked(Closure closure) {
        check(
                closure.outcome() != null,
                "outcome-missing",
                "outcome",
                "Say with which outcome the involvement is closed.");
        check(
                !"OLCM".equals(closure.outcome()) || Boolean.TRUE.equals(closure.acceptedByReceivingTeam()),
                "hand-over-not-accepted",
                "acceptedByReceivingTeam",
                "A hand-over to another authority's team needs that team's acceptance. Ask for it, then say that they accepted.");
        return check(
                !"UNTR".equals(closure.outcome()) || Boolean.TRUE.equals(closure.approvedByManager()),
                "untraced-not-approved",
                "approvedByManager",
                "Closing a child as untraced needs a manager's approval. Ask for it, then say that it was approved.");
    }
}
