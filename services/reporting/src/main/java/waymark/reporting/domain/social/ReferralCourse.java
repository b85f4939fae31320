package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.course.Step;

/** The steps of a referral that figures are made of, in the order in which they were recorded, and what stood because of them. */
public final class ReferralCourse {
    /** Its code is the decision. */
    public static final String CONTACT_DECIDED = "contact-decided";

    public static final String NO_FURTHER_ACTION_DECIDED = "no-further-action-decided";
    public static final String ASSESSMENT_STARTED = "assessment-started";
    /** Its code is the outcome, as of the next three. */
    public static final String ASSESSMENT_COMPLETED = "assessment-completed";

    public static final String DISCUSSION_HELD = "strategy-discussion-held";
    public static final String ENQUIRY_CONCLUDED = "enquiry-concluded";
    public static final String CONFERENCE_HELD = "conference-held";
    /** Its code is the category, as of a review. */
    public static final String PROTECTION_PLAN_BEGUN = "protection-plan-begun";

    public static final String PROTECTION_PLAN_REVIEWED = "protection-plan-reviewed";
    public static final String PROTECTION_PLAN_ENDED = "protection-plan-ended";
    public static final String CHILD_IN_NEED_PLAN_BEGUN = "child-in-need-plan-begun";
    public static final String CHILD_IN_NEED_PLAN_REVIEWED = "child-in-need-plan-reviewed";
    public static final String CHILD_IN_NEED_PLAN_ENDED = "child-in-need-plan-ended";
    /** Its code is what the child was seen for. */
    public static final String CHILD_SEEN = "child-seen";
    /** Its code is the reason. */
    public static final String CLOSED = "closed";

    private static final int LONG_YEARS = 2;

    private ReferralCourse() {}

    /**
     * Days on which a child had a plan.
     *
     * @param what the step that began it
     * @param until none while it lasts
     * @param longFrom two years after its beginning
     * @param category as the last review left it; of a protection plan only
     * @param number from 1, of the case's plans of the kind
     */
    record Plan(String what, int from, int until, int longFrom, String category, int number) {}

    /** Days on which somebody had a case. */
    record Held(int from, int until, String worker, String team) {}

    static boolean hasOutcome(String what) {
        return switch (what) {
            case CONTACT_DECIDED, ASSESSMENT_COMPLETED, DISCUSSION_HELD, ENQUIRY_CONCLUDED, CONFERENCE_HELD, CLOSED ->
                true;
            default -> false;
        };
    }

    static boolean hasCategory(String what) {
        return what.equals(PROTECTION_PLAN_BEGUN) || what.equals(PROTECTION_PLAN_REVIEWED);
    }

    /** Null where there is none. */
    static Step last(String what, List<Step> steps) {
        Step last = null;
        for (var step : steps) if (step.what().equals(what)) last = step;
        return last;
    }

    /** A plan lasts until an ending recorded after it, or the closing, whichever day is first. A protection plan takes the place of a child-in-need plan. */
    static List<Plan> plans(List<Step> steps, int closedOn) {
        var plans = new ArrayList<Plan>();
        int protection = 0;
        int inNeed = 0;
        for (int at = 0; at < steps.size(); at++) {
            var begun = steps.get(at);
            boolean protects = begun.what().equals(PROTECTION_PLAN_BEGUN);
            if (!protects && !begun.what().equals(CHILD_IN_NEED_PLAN_BEGUN)) continue;
            var ending = protects ? PROTECTION_PLAN_ENDED : CHILD_IN_NEED_PLAN_ENDED;
            int until = closedOn;
            boolean ended = false;
            var category = begun.code();
            for (var later : steps.subList(at + 1, steps.size())) {
                // Recorded later, it may be of an earlier day.
                boolean replaced = later.what().equals(PROTECTION_PLAN_BEGUN)
                        || later.what().equals(begun.what());
                if (later.what().equals(ending) || replaced) {
                    until = until == NONE ? later.on() : Math.min(until, later.on());
                    ended = true;
                }
                boolean reviewed =
                        !ended && protects && later.what().equals(PROTECTION_PLAN_REVIEWED) && later.code() != null;
                if (reviewed) category = later.code();
            }
            int number = protects ? ++protection : ++inNeed;
            plans.add(new Plan(
                    begun.what(),
                    begun.on(),
                    until,
                    years(begun.on(), LONG_YEARS),
                    protects ? category : null,
                    number));
        }
        return plans;
    }

    private static int years(int day, int later) {
        return Days.of(LocalDate.ofEpochDay(day).plusYears(later));
    }

    /** On each day on which the referral is open, whoever was allocated last by that day; of one day, whoever was recorded last. */
    static List<Held> held(List<Allocation> recorded, int openFrom, int closedOn) {
        if (openFrom == NONE || recorded.isEmpty()) return List.of();
        var allocations = recorded.stream()
                .sorted(Comparator.comparingInt(Allocation::on).thenComparingInt(Allocation::sequence))
                .toList();
        var days = allocations.stream()
                .mapToInt(allocation -> Math.max(openFrom, allocation.on()))
                .sorted()
                .distinct()
                .toArray();
        var held = new ArrayList<Held>();
        for (int day : days) {
            if (closedOn != NONE && day >= closedOn) break;
            var now = on(day, allocations);
            var last = held.isEmpty() ? null : held.getLast();
            boolean same =
                    last != null && Objects.equals(last.worker, now.worker) && Objects.equals(last.team, now.team);
            if (same) continue;
            if (last != null) held.set(held.size() - 1, new Held(last.from, day, last.worker, last.team));
            held.add(new Held(day, closedOn, now.worker, now.team));
        }
        return held;
    }

    /** @param allocations by day and sequence */
    private static Held on(int day, List<Allocation> allocations) {
        String worker = null;
        String team = null;
        for (var allocation : allocations) {
            if (allocation.on() > day) break;
            worker = allocation.worker();
            if (allocation.team() != null || !allocation.keepsTeam()) team = allocation.team();
        }
        return new Held(day, NONE, worker, team);
    }
}
