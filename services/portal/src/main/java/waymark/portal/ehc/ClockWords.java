package waymark.portal.ehc;

import waymark.portal.desk.Doc;

/**
 * How something stands, as a tag: in words, and in a colour beside them.
 *
 * @param colour of the design system's tags: {@code red}
 */
record ClockWords(String words, String colour) {
    private static final int SOON_DAYS = 14;

    /** @param clock a run of a clock as the service answers it */
    static ClockWords of(Doc clock) {
        boolean ended = clock.has("stoppedOn");
        return switch (clock.text("state")) {
            case "running" -> left(clock.number("daysLeft"), clock.text("unit"));
            case "met" -> new ClockWords(ended ? "In time" : "Time has passed", "green");
            case "missed" ->
                ended
                        ? new ClockWords(clock.text("clock").equals("ehc-comment") ? "Too early" : "Late", "orange")
                        : new ClockWords(over(-clock.number("daysLeft"), clock.text("unit")), "red");
            case "excused" -> new ClockWords(ended ? "Late, excused" : "Overdue, excused", "purple");
            case "not-applicable" -> new ClockWords(ended ? "Not called for" : "Time has passed", "grey");
            default -> new ClockWords(clock.text("state"), "grey");
        };
    }

    /** @param listed a case of the work list; null where nothing is due of it */
    static ClockWords ofListed(Doc listed) {
        if (!listed.has("daysLeft")) return null;
        return left(listed.number("daysLeft"), "days");
    }

    private static ClockWords left(long left, String unit) {
        if (left < 0) return new ClockWords(over(-left, unit), "red");
        if (left == 0) return new ClockWords("Due today", "orange");
        return new ClockWords(many(left, unit) + " left", left <= SOON_DAYS ? "yellow" : "blue");
    }

    private static String over(long days, String unit) {
        return many(days, unit) + " overdue";
    }

    private static String many(long count, String unit) {
        return count == 1 ? "1 " + unit.substring(0, unit.length() - 1) : count + " " + unit;
    }
}
