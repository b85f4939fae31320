package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waymark.casefile.course.Breach;
import waymark.involvements.domain.Forms.Form;

/** What must hold of the dates and codes of an involvement, each with its stable id and the words in which an officer is told. */
final class Rules {

    private final List<Breach> breaches = new ArrayList<>();
    private final LocalDate today;

    Rules(LocalDate today) {
        this.today = today;
    }

    List<Breach> breaches() {
        return breaches;
    }

    Rules needed(String field, Object value) {
        return check(value != null, "involvement.needed", field, "Say " + words(field) + ".");
    }

    Rules notInFuture(String field, LocalDate day) {
        return check(
                day == null || !day.isAfter(today),
                "involvement.date-in-future",
                field,
                "The day %s has not come yet. Give today's date or an earlier one.".formatted(day));
    }

    Rules notBefore(String rule, String field, LocalDate day, LocalDate earliest, String ofWhat) {
        return check(
                day == null || earliest == null || !day.isBefore(earliest),
                rule,
                field,
                "The day %s is before %s, %s. Correct one of the two.".formatted(day, ofWhat, earliest));
    }

    Rules reference(String reference) {
        return form(Forms.REFERENCE, "involvement.reference-form", "involvementRef", reference);
    }

    Rules officer(String officer) {
        return form(Forms.OFFICER, "involvement.officer-form", "officer", officer);
    }

    Rules code(String field, String code) {
        return form(Forms.CODE, "involvement.code-form", field, code);
    }

    Rules listed(String field, String code, Iterable<String> list) {
        boolean known = code == null;
        for (var entry : list) known = known || entry.equals(code);
        return check(known, "involvement.code-unknown", field, "Use one of: " + String.join(", ", list) + ".");
    }

    Rules circumstances(Circumstances circumstances) {
        return form(Forms.SCHOOL_YEAR, "involvement.school-year-unknown", "schoolYear", circumstances.schoolYear());
    }

    Rules opening(Opening opening) {
        needed("openedOn", opening.openedOn());
        notInFuture("openedOn", opening.openedOn());
        notInFuture("missingSince", opening.missingSince());
        notInFuture("lastDayAttended", opening.lastDayAttended());
        notBefore(
                "involvement.attended-after-missing",
                "missingSince",
                opening.missingSince(),
                opening.lastDayAttended(),
                "the last day attended");
        code("reason", opening.reason());
        code("groundForLeavingRoll", opening.groundForLeavingRoll());
        form(Forms.SEX, "involvement.code-form", "sex", opening.sex());
        form(Forms.ETHNICITY, "involvement.code-form", "ethnicity", opening.ethnicity());
        return form(Forms.SCHOOL, "involvement.code-form", "lastSchool", opening.lastSchool());
    }

    Rules closure(Closure closure, LocalDate openedOn, LocalDate lastStepOn, Codes codes) {
        notInFuture("closedOn", closure.closedOn());
        notBefore("involvement.closed-before-opened", "closedOn", closure.closedOn(), openedOn, "the opening on");
        notBefore(
                "involvement.closed-before-step",
                "closedOn",
                closure.closedOn(),
                lastStepOn,
                "the last check, enquiry, review or concern on");
        notInFuture("confirmedOn", closure.confirmedOn());
        notBefore(
                "involvement.confirmed-before-opened",
                "confirmedOn",
                closure.confirmedOn(),
                openedOn,
                "the opening on");
        check(
                (closure.confirmedBy() == null) == (closure.confirmedOn() == null),
                "involvement.confirmation-incomplete",
                closure.confirmedBy() == null ? "confirmedBy" : "confirmedOn",
                "Say both who confirmed the destination and on which day, or neither.");
        listed("confirmedBy", closure.confirmedBy(), codes.agencies());
        var day = closure.closedOn() == null ? today : closure.closedOn();
        if (closure.outcome() != null) {
            check(
                    codes.knowsOutcome(closure.outcome()),
                    "involvement.outcome-unknown",
                    "outcome",
                    "There is no such outcome. On %s these are in force: %s."
                            .formatted(day, codes.outcomesInForce(day)));
            check(
                    !codes.knowsOutcome(closure.outcome()) || codes.inForce(closure.outcome(), day),
                    "involvement.outcome-expired",
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
                "involvement.outcome-missing",
                "outcome",
                "Say with which outcome the involvement is closed.");
        check(
                !"OLCM".equals(closure.outcome()) || Boolean.TRUE.equals(closure.acceptedByReceivingTeam()),
                "involvement.hand-over-not-accepted",
                "acceptedByReceivingTeam",
                "A hand-over to another authority's team needs that team's acceptance. Ask for it, then say that they accepted.");
        return check(
                !"UNTR".equals(closure.outcome()) || Boolean.TRUE.equals(closure.approvedByManager()),
                "involvement.untraced-not-approved",
                "approvedByManager",
                "Closing a child as untraced needs a manager's approval. Ask for it, then say that it was approved.");
    }

    Rules check(boolean holds, String rule, String field, String reason) {
        if (!holds) breaches.add(new Breach(rule, field, reason));
        return this;
    }

    private Rules form(Form form, String rule, String field, String value) {
        return check(
                value == null || form.fits(value),
                rule,
                field,
                "%s must be %s.".formatted(sentence(field), form.words()));
    }

    private static String words(String field) {
        return Stream.of(field.split("(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .reduce((a, b) -> a + " " + b)
                .orElse(field);
    }

    private static String sentence(String field) {
        var words = words(field);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
