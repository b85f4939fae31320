package waymark.portal.ehc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import waymark.portal.desk.Doc;

/**
 * A case's history as its pages and forms need it: what happened, with the corrections laid over it, and what of it still waits for an answer. The
 * service decides what may be recorded; this says what is worth offering.
 *
 * @param happened oldest first
 */
record Course(List<Happening> happened) {
    private static final Set<String> ENDINGS =
            Set.of("plan-issued", "plan-not-issued", "withdrawn", "plan-transferred", "plan-ceased");
    /** What takes a plan beyond its issue, so that the issue is annulled no more. */
    private static final Set<String> BEYOND_THE_PLAN = Set.of(
            "review-held",
            "plan-amended",
            "phase-transfer-planned",
            "parent-told",
            "moved-away",
            "mediation-concluded",
            "appeal-not-opposed",
            "appeal-concluded",
            "order-carried-out");

    /**
     * @param sequence its number in the history
     * @param type {@code advice-requested}
     * @param on the day on which it happened, by the latest correction
     * @param recorded day, moment, actor, role and note, as the service answers them
     * @param annulled whether it was an ending that a re-opening took back
     */
    record Happening(int sequence, String type, LocalDate on, Doc recorded, boolean annulled) {
        Doc data() {
            return recorded.doc("data");
        }

        String said(String field) {
            return data().text(field);
        }

        private boolean of(Happening earlier, String field) {
            return data().number(field) == earlier.sequence;
        }

        private boolean ends() {
            return ENDINGS.contains(type)
                    || (type.equals("decision-made") && said("decision").equals("do-not-assess"));
        }
    }

    /** @param subject a case with its history */
    static Course of(Doc subject) {
        var course = new ArrayList<Happening>();
        for (var entry : subject.docs("history")) {
            var type = entry.text("type");
            var one = new Happening(
                    (int) entry.number("sequence"),
                    type.substring(type.lastIndexOf('.') + 1),
                    entry.date("effectiveOn"),
                    entry,
                    false);
            if (one.type.equals("reopened")) annulLastEnding(course);
            if (one.type.equals("corrected")) correct(course, one.data());
            course.add(one);
        }
        return new Course(List.copyOf(course));
    }

    private static void annulLastEnding(List<Happening> course) {
        for (int at = course.size() - 1; at >= 0; at--) {
            var one = course.get(at);
            if (one.ends() && !one.annulled) {
                course.set(at, new Happening(one.sequence, one.type, one.on, one.recorded, true));
                return;
            }
        }
    }

    private static void correct(List<Happening> course, Doc correction) {
        boolean ofEntry = correction.has("entry");
        var day = correction.date(ofEntry ? "entryOn" : "openedOn");
        long entry = ofEntry ? correction.number("entry") : 1;
        if (day == null) return;
        course.replaceAll(one ->
                one.sequence == entry ? new Happening(one.sequence, one.type, day, one.recorded, one.annulled) : one);
    }

    /** Those of a type that stand, oldest first. */
    List<Happening> all(String... types) {
        var wanted = List.of(types);
        return happened.stream()
                .filter(one -> !one.annulled && wanted.contains(one.type))
                .toList();
    }

    boolean has(String... types) {
        return !all(types).isEmpty();
    }

    /** Askings of bodies that nothing has answered. */
    List<Happening> outstandingAdvice() {
        return all("advice-requested").stream()
                .filter(asked -> none(
                        received -> received.of(asked, "request")
                                || (!received.data().has("request")
                                        && received.said("body").equals(asked.said("body"))),
                        "advice-received"))
                .filter(asked -> none(refused -> refused.sequence > asked.sequence, "plan-not-issued"))
                .toList();
    }

    List<Happening> reviewsToDecide() {
        return all("review-held").stream()
                .filter(held -> none(decided -> decided.of(held, "review"), "review-decided"))
                .toList();
    }

    /** Reviews after which the plan is to be amended and has not been. */
    List<Happening> reviewsToAmendAfter() {
        return all("review-held").stream()
                .filter(held -> !none(
                        decided -> decided.of(held, "review")
                                && decided.said("decision").equals("amend"),
                        "review-decided"))
                .filter(held -> none(amended -> amended.of(held, "review"), "plan-amended"))
                .toList();
    }

    List<Happening> openMediations() {
        return all("mediation-registered").stream()
                .filter(one -> none(concluded -> concluded.of(one, "mediation"), "mediation-concluded"))
                .toList();
    }

    List<Happening> openAppeals() {
        return all("appeal-registered").stream()
                .filter(one -> none(concluded -> concluded.of(one, "appeal"), "appeal-concluded"))
                .toList();
    }

    List<Happening> opposedAppeals() {
        return openAppeals().stream()
                .filter(one -> none(conceded -> conceded.of(one, "appeal"), "appeal-not-opposed"))
                .toList();
    }

    /** Appeals that were given way to, or allowed, and whose order waits to be carried out. */
    List<Happening> ordersToCarryOut() {
        return all("appeal-registered").stream()
                .filter(one -> !none(
                        answer -> answer.of(one, "appeal")
                                && (answer.type.equals("appeal-not-opposed")
                                        || answer.said("outcome").equals("ordered")),
                        "appeal-not-opposed",
                        "appeal-concluded"))
                .filter(one -> none(done -> done.of(one, "appeal"), "order-carried-out"))
                .toList();
    }

    /** The authority's decisions that can be disputed, by their codes. */
    Set<String> disputable(String status) {
        var disputable = new LinkedHashSet<String>();
        if (all("decision-made").stream().anyMatch(Happening::ends)) disputable.add("refusal-to-assess");
        if (has("plan-not-issued")) disputable.add("refusal-to-issue");
        if ("maintained".equals(status)) disputable.add("content");
        boolean toCease = all("review-decided").stream()
                .anyMatch(decided -> decided.said("decision").equals("cease"));
        if (toCease || has("plan-ceased")) disputable.add("ceasing");
        return disputable;
    }

    /** What may be put right by its number: steps, not what was put right itself. */
    List<Happening> correctable() {
        return happened.stream()
                .filter(one -> one.sequence > 1 && !one.annulled)
                .filter(one -> !Set.of("corrected", "reopened", "voided", "assigned", "exception-withdrawn")
                        .contains(one.type))
                .toList();
    }

    /** Those that were not withdrawn. */
    List<Happening> exceptions() {
        return all("exception-recorded").stream()
                .filter(one -> none(withdrawn -> withdrawn.of(one, "exception"), "exception-withdrawn"))
                .toList();
    }

    boolean canBeReopened(String status) {
        return switch (status) {
            case "not-assessed", "not-issued", "withdrawn", "transferred", "ceased" -> true;
            case "maintained" ->
                all("plan-issued").stream()
                        .reduce((_, last) -> last)
                        .filter(issued ->
                                none(later -> later.sequence > issued.sequence, BEYOND_THE_PLAN.toArray(String[]::new)))
                        .isPresent();
            default -> false;
        };
    }

    /** The clocks of which some run has neither been stopped nor lapsed, by the marks of the events. */
    Set<String> runningClocks() {
        record Run(String clock, long instance) {}
        var running = new HashMap<Run, Boolean>();
        for (var one : happened) {
            for (var mark : one.data().docs("clocks")) {
                var run = new Run(mark.text("clock"), mark.number("instance"));
                switch (mark.text("action")) {
                    case "start" -> running.put(run, true);
                    case "stop", "lapse" -> running.put(run, false);
                    default -> {
                        // An excuse moves nothing.
                    }
                }
            }
        }
        var clocks = new HashSet<String>();
        for (Map.Entry<Run, Boolean> run : running.entrySet()) {
            if (run.getValue()) clocks.add(run.getKey().clock());
        }
        return clocks;
    }

    /** The last word of what was known of the opening, as a correction puts it right; null where nothing is recorded. */
    String atOpening(String field) {
        String known = null;
        for (var one : happened) {
            boolean says = one.sequence == 1
                    || (one.type.equals("corrected") && !one.data().has("entry"));
            if (says && one.data().has(field)) known = one.said(field);
        }
        return known;
    }

    private boolean none(Predicate<Happening> such, String... types) {
        return all(types).stream().noneMatch(such);
    }
}
