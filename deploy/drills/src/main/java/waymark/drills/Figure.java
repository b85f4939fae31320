package waymark.drills;

/**
 * One measured figure.
 *
 * @param baseline what it is held against, measured in the same run; null where there is none
 * @param aim in words: what is to be reached
 */
record Figure(String what, double measured, String unit, Double baseline, String aim, boolean reached) {

    /** Good where it is at least so much, and at least so many times the baseline. */
    static Figure atLeast(String what, double measured, String unit, double least, double baseline, double times) {
        var aim = least > 0
                ? "at least %,.0f and %.1f x the baseline".formatted(least, times)
                : "at least %.1f x the baseline".formatted(times);
        return new Figure(what, measured, unit, baseline, aim, measured >= least && measured >= times * baseline);
    }

    static Figure atMost(String what, double measured, String unit, double most) {
        return new Figure(what, measured, unit, null, "at most %,.0f".formatted(most), measured <= most);
    }

    static Figure atMostTimes(String what, double measured, String unit, double baseline, double times) {
        var aim = "at most %.1f x the baseline".formatted(times);
        return new Figure(what, measured, unit, baseline, aim, measured <= times * baseline);
    }

    static Figure toSay(String what, double measured, String unit) {
        return new Figure(what, measured, unit, null, "to be said", true);
    }
}
