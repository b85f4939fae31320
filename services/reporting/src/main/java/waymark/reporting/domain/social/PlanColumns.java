package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;

import java.util.Arrays;
import java.util.List;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Parts;
import waymark.reporting.domain.social.ReferralCourse.Plan;

/** The plans of cases, in columns. */
final class PlanColumns extends Parts {
    static final Dictionary CATEGORIES = new Dictionary();

    private boolean[] protects = {};
    private int[] from = {};
    private int[] until = {};
    private int[] longFrom = {};
    private char[] category = {};
    private byte[] number = {};

    PlanColumns() {}

    private PlanColumns(PlanColumns other) {
        super(other);
        protects = other.protects.clone();
        from = other.from.clone();
        until = other.until.clone();
        longFrom = other.longFrom.clone();
        category = other.category.clone();
        number = other.number.clone();
    }

    PlanColumns copy() {
        return new PlanColumns(this);
    }

    @Override
    protected void lengthen(int slots) {
        if (protects.length >= slots) return;
        protects = Arrays.copyOf(protects, slots);
        from = Arrays.copyOf(from, slots);
        until = Arrays.copyOf(until, slots);
        longFrom = Arrays.copyOf(longFrom, slots);
        category = Arrays.copyOf(category, slots);
        number = Arrays.copyOf(number, slots);
    }

    @Override
    protected void empty(int slot) {
        from[slot] = NONE;
        until[slot] = NONE;
        longFrom[slot] = NONE;
    }

    void keep(int row, List<Plan> plans) {
        allot(row, plans.size());
        int slot = first(row);
        for (var plan : plans) {
            protects[slot] = plan.what().equals(ReferralCourse.PROTECTION_PLAN_BEGUN);
            from[slot] = plan.from();
            until[slot] = plan.until();
            longFrom[slot] = plan.longFrom();
            category[slot] = CATEGORIES.numberOf(plan.category());
            number[slot] = (byte) Math.min(plan.number(), Byte.MAX_VALUE);
            slot = next(slot);
        }
    }

    /** Whether it is a protection plan; else it is a child-in-need plan. */
    boolean protects(int slot) {
        return protects[slot];
    }

    int[] from() {
        return from;
    }

    int[] until() {
        return until;
    }

    /** From when on each has lasted two years, if it lasts so long. */
    int[] longFrom() {
        return longFrom;
    }

    int category(int slot) {
        return category[slot];
    }

    /** From 1, of the case's plans of the kind. */
    int number(int slot) {
        return number[slot];
    }
}
