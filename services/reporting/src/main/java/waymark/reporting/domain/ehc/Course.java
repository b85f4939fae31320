package waymark.reporting.domain.ehc;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.reporting.domain.course.Span;
import waymark.reporting.domain.course.Step;

/**
 * The steps of an assessment and a plan that figures are made of, in the order in which they were recorded, and where they lead: one walk over them, by the
 * service's own rules. Whether a step leads anywhere depends on how the case stands by those before it, so what a step did may change when another is
 * corrected or annulled.
 */
public final class Course {
    public static final String REQUESTED = "requested";
    public static final String MOVED_IN = "moved-in";
    public static final String DECIDED_TO_ASSESS = "decided-to-assess";
    public static final String NOT_ASSESSED = "not-assessed";
    public static final String DRAFT_SENT = "draft-sent";
    public static final String PLAN_ISSUED = "plan-issued";
    public static final String PLAN_NOT_ISSUED = "plan-not-issued";
    public static final String WITHDRAWN = "withdrawn";
    public static final String PLAN_CEASED = "plan-ceased";
    public static final String PLAN_TRANSFERRED = "plan-transferred";
    public static final String REVIEW_HELD = "review-held";
    /** Its code is what was decided. */
    public static final String REVIEW_DECIDED = "review-decided";

    public static final String PLAN_AMENDED = "plan-amended";
    public static final String TRANSFER_PLANNED = "phase-transfer-planned";
    public static final String PARENT_TOLD = "parent-told";
    public static final String MOVED_AWAY = "moved-away";
    public static final String ORDER_CARRIED_OUT = "order-carried-out";
    public static final String MEDIATION = "mediation-registered";
    public static final String APPEAL = "appeal-registered";
    /** A mediation or an appeal ended, and the authority has to do nothing by it. */
    public static final String CONCLUDED = "concluded";
    /** The authority agreed, was ordered or does not oppose, and the case stands as it did; its code is what was disputed. */
    public static final String CONCEDED = "conceded";
    /** Conceded, and a refusal was undone by it: the case is an open assessment again, on the order's clock. */
    static final String OVERTURNED = "overturned";
    /** Conceded, and a plan that had ceased is in force again. */
    static final String RESTORED = "restored";
    /** To the plan's twenty weeks; one that was withdrawn is no step any more. */
    public static final String EXCEPTION = "exception";

    /** The decision after a review by which the plan is to be amended. */
    static final String AMEND = "amend";

    // What stands on a day, of which a case has at most one

    static final String ASSESSMENT = "assessment";
    /** Taken up again after a refusal was overturned. */
    static final String ASSESSMENT_RESUMED = "assessment-resumed";

    static final String PLAN = "plan";

    /** Those on which the state after them depends. */
    static final List<String> LEADING = List.of(
            REQUESTED,
            MOVED_IN,
            DECIDED_TO_ASSESS,
            NOT_ASSESSED,
            DRAFT_SENT,
            PLAN_ISSUED,
            PLAN_NOT_ISSUED,
            WITHDRAWN,
            PLAN_TRANSFERRED,
            PLAN_CEASED,
            CONCEDED,
            OVERTURNED,
            RESTORED);

    static final Set<String> CONCESSIONS = Set.of(CONCEDED, OVERTURNED, RESTORED);
    private static final String CEASING = "ceasing";

    /** What a dispute is about, by the state that conceding it undoes. */
    static final Map<String, String> UNDONE =
            Map.of("refusal-to-assess", "not-assessed", "refusal-to-issue", "not-issued", CEASING, "ceased");

    private static final Set<String> DISPUTES = Set.of(MEDIATION, APPEAL);
    private static final Set<String> UNDER_ASSESSMENT = Set.of("requested", "assessing", "drafted");
    private static final String MAINTAINED = "maintained";

    /** They take a case that is open beyond its last ending, so that this is none to be annulled any more. */
    private static final Set<String> GO_ON = Set.of(
            REVIEW_HELD,
            REVIEW_DECIDED,
            PLAN_AMENDED,
            TRANSFER_PLANNED,
            PARENT_TOLD,
            MOVED_AWAY,
            ORDER_CARRIED_OUT,
            CONCEDED,
            OVERTURNED,
            RESTORED);

    private Course() {}

    /**
     * The state after a step.
     *
     * @param status before it; null before the opening
     * @param code of a concession what was disputed
     */
    static String after(String status, String what, String code) {
        boolean assessing = status != null && UNDER_ASSESSMENT.contains(status);
        return switch (what) {
            case REQUESTED -> "requested";
            case MOVED_IN, PLAN_ISSUED -> MAINTAINED;
            case DECIDED_TO_ASSESS -> "requested".equals(status) ? "assessing" : status;
            case NOT_ASSESSED -> "requested".equals(status) ? "not-assessed" : status;
            case DRAFT_SENT -> assessing ? "drafted" : status;
            case PLAN_NOT_ISSUED -> assessing ? "not-issued" : status;
            case WITHDRAWN -> assessing ? "withdrawn" : status;
            case PLAN_TRANSFERRED -> "transferred";
            case PLAN_CEASED -> "ceased";
            case CONCEDED, OVERTURNED, RESTORED -> {
                boolean undone = status != null && code != null && status.equals(UNDONE.get(code));
                yield !undone ? status : code.equals(CEASING) ? MAINTAINED : "assessing";
            }
            default -> status;
        };
    }

    private static String after(String status, Step step) {
        return after(status, step.what(), step.code());
    }

    /** By the steps up to a day; null before the opening. */
    static String statusOn(int day, List<Step> steps) {
        if (day < steps.getFirst().on()) return null;
        String status = null;
        for (var step : steps) if (step.on() <= day) status = after(status, step);
        return status;
    }

    // Changing

    static List<Step> with(Step step, List<Step> steps) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return followed(all);
    }

    /** Without the step that ended the case; as they are where nothing ended it. */
    static List<Step> reopened(List<Step> steps) {
        int ending = ending(steps);
        return followed(steps.stream().filter(step -> step.sequence() != ending).toList());
    }

    /** The sequence of what ended the case, 0 where nothing did. A plan counts as an ending while nothing came of it. */
    private static int ending(List<Step> steps) {
        int ending = 0;
        String status = null;
        for (var step : steps) {
            var then = after(status, step);
            boolean open = isOpen(then);
            boolean ends = !then.equals(status) && (!open || step.what().equals(PLAN_ISSUED));
            if (ends) ending = step.sequence();
            else if (open && GO_ON.contains(step.what())) ending = 0;
            status = then;
        }
        return ending;
    }

    private static boolean isOpen(String status) {
        return UNDER_ASSESSMENT.contains(status) || status.equals(MAINTAINED);
    }

    static List<Step> withoutException(int sequence, List<Step> steps) {
        return followed(steps.stream()
                .filter(step -> step.sequence() != sequence || !step.what().equals(EXCEPTION))
                .toList());
    }

    /**
     * @param on none where it is as it was
     * @param code of an exception; null where it is as it was
     */
    static List<Step> corrected(int sequence, int on, String code, List<Step> steps) {
        return followed(steps.stream()
                .map(step -> step.sequence() != sequence
                        ? step
                        : new Step(
                                sequence,
                                step.what(),
                                on == NONE ? step.on() : on,
                                step.of(),
                                code != null && step.what().equals(EXCEPTION) ? code : step.code(),
                                NONE))
                .toList());
    }

    /** The same steps, with what each concession undid, and with the day on which each dispute ended. */
    private static List<Step> followed(List<Step> steps) {
        var followed = new ArrayList<Step>(steps.size());
        String status = null;
        for (var step : steps) {
            var then = after(status, step);
            var what = CONCESSIONS.contains(step.what()) ? conceded(status, then) : step.what();
            int until = DISPUTES.contains(step.what()) ? endOfDispute(step, steps) : NONE;
            boolean asItWas = step.until() == until && step.what().equals(what);
            followed.add(asItWas ? step : new Step(step.sequence(), what, step.on(), step.of(), step.code(), until));
            status = then;
        }
        return List.copyOf(followed);
    }

    private static String conceded(String status, String then) {
        if (then.equals(status)) return CONCEDED;
        return then.equals(MAINTAINED) ? RESTORED : OVERTURNED;
    }

    private static int endOfDispute(Step dispute, List<Step> steps) {
        for (var step : steps) {
            boolean answers = step.what().equals(CONCLUDED) || CONCESSIONS.contains(step.what());
            if (answers && step.of() == dispute.sequence()) return step.on();
        }
        return NONE;
    }

    // What stood

    /** On which days the assessment was open and the plan in force: on each day by the steps up to it. */
    static List<Span> spans(List<Step> steps) {
        int openedOn = steps.getFirst().on();
        var days = steps.stream()
                .mapToInt(step -> Math.max(openedOn, step.on()))
                .sorted()
                .distinct()
                .toArray();
        int restored = lastRestoring(steps);
        var assessments = new ArrayList<Span>();
        var plans = new ArrayList<Span>();
        for (int day : days) {
            stands(assessment(day, steps), day, assessments);
            stands(plan(day, restored, steps), day, plans);
        }
        assessments.addAll(plans);
        return List.copyOf(assessments);
    }

    /** @param what from that day on; null for nothing */
    private static void stands(String what, int day, List<Span> spans) {
        var last = spans.isEmpty() || spans.getLast().until() != NONE ? null : spans.getLast();
        if (last != null && last.what().equals(what)) return;
        if (last != null) spans.set(spans.size() - 1, last.until(day));
        if (what != null) spans.add(new Span(what, day, NONE));
    }

    private static String assessment(int day, List<Step> steps) {
        String status = null;
        boolean resumed = false;
        for (var step : steps) {
            if (step.on() > day) continue;
            var then = after(status, step);
            resumed |= CONCESSIONS.contains(step.what()) && !then.equals(status) && then.equals("assessing");
            status = then;
        }
        return !UNDER_ASSESSMENT.contains(status) ? null : resumed ? ASSESSMENT_RESUMED : ASSESSMENT;
    }

    /** A cessation that was undone later ended nothing. */
    private static String plan(int day, int restored, List<Step> steps) {
        String status = null;
        for (var step : steps) {
            boolean undone = step.what().equals(PLAN_CEASED) && step.sequence() < restored;
            if (step.on() <= day && !undone) status = after(status, step);
        }
        return MAINTAINED.equals(status) ? PLAN : null;
    }

    /** The sequence of the last step by which a plan goes on; 0 where there is none. */
    private static int lastRestoring(List<Step> steps) {
        int last = 0;
        for (var step : steps) {
            boolean restores = CONCESSIONS.contains(step.what()) && CEASING.equals(step.code());
            if (restores) last = step.sequence();
        }
        return last;
    }
}
