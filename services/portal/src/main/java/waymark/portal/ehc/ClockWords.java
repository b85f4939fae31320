package waymark.portal.ehc;

import waymark.portal.cases.Left;
import waymark.portal.desk.Doc;

/** How a run of a clock stands, as a tag: in words, and in a colour beside them. */
final class ClockWords {
    private ClockWords() {}

    /** @param clock a run of a clock as the service answers it */
    static Left of(Doc clock) {
        boolean ended = clock.has("stoppedOn");
        return switch (clock.text("state")) {
            case "running" -> left(clock);
            case "met" -> new Left(ended ? "In time" : "Time has passed", "govuk-tag--green");
            case "missed" ->
                ended
                        ? new Left(
                                clock.text("clock").equals("ehc-comment") ? "Too early" : "Late", "govuk-tag--orange")
                        : left(clock);
            case "excused" -> new Left(ended ? "Late, excused" : "Overdue, excused", "govuk-tag--purple");
            case "not-applicable" -> new Left(ended ? "Not called for" : "Time has passed", "govuk-tag--grey");
            default -> new Left(clock.text("state"), "govuk-tag--grey");
        };
    }

    private static Left left(Doc clock) {
        var unit = clock.text("unit");
        return Left.of(clock.number("daysLeft"), unit.substring(0, unit.length() - 1));
    }

    /** @param listed a case of the work list; null where nothing is due of it */
    static Left ofListed(Doc listed) {
        return listed.has("daysLeft") ? Left.of(listed.number("daysLeft"), "day") : null;
    }
}
