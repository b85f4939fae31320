package waymark.portal.social;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import waymark.portal.desk.Doc;

/** How far the case of a contact or a referral has come, as far as its forms and its page hang on it. The service has the last word. */
record Course(List<Entry> entries) {
    private static final String DISCUSSION = "strategy-discussion-held";
    private static final String CONCLUSION = "enquiry-concluded";
    private static final String CONFERENCE = "conference-held";

    static Course of(Doc subject) {
        return new Course(Entry.of(subject));
    }

    Stream<Entry> all(String type) {
        return entries.stream().filter(entry -> entry.type().equals(type));
    }

    boolean has(String type) {
        return all(type).findAny().isPresent();
    }

    /** The latest recorded; null where there is none. */
    Entry last(String type) {
        return all(type).reduce((_, later) -> later).orElse(null);
    }

    /** What was recorded in answer to an entry; null where nothing was. */
    Entry answer(String type, String field, Entry to) {
        return all(type)
                .filter(entry -> entry.data().number(field) == to.number())
                .findFirst()
                .orElse(null);
    }

    List<Entry> assessmentsUnderWay() {
        return all("assessment-started")
                .filter(started -> completion(started) == null)
                .toList();
    }

    Entry completion(Entry started) {
        return answer("assessment-completed", "assessment", started);
    }

    /** Strategy discussions that began an enquiry. */
    List<Entry> enquiries() {
        return all(DISCUSSION)
                .filter(held -> "section-47".equals(held.outcome()))
                .toList();
    }

    List<Entry> enquiriesUnderWay() {
        return enquiries().stream()
                .filter(enquiry -> conclusion(enquiry) == null && conference(enquiry) == null)
                .toList();
    }

    List<Entry> awaitingConference() {
        return enquiries().stream()
                .filter(enquiry -> conference(enquiry) == null)
                .filter(enquiry -> conclusion(enquiry) == null
                        || !"no-conference-needed".equals(conclusion(enquiry).outcome()))
                .toList();
    }

    Entry conclusion(Entry discussion) {
        return answer(CONCLUSION, "discussion", discussion);
    }

    Entry conference(Entry discussion) {
        return answer(CONFERENCE, "discussion", discussion);
    }

    /** Conferences that decided on a protection plan which has not begun. */
    List<Entry> awaitingPlan() {
        return all(CONFERENCE)
                .filter(held -> "protection-plan".equals(held.outcome()))
                .filter(held -> answer("protection-plan-begun", "conference", held) == null)
                .toList();
    }

    boolean isWithoutAction() {
        return has("no-further-action-decided")
                || all("referral-made").anyMatch(made -> made.data().flag("noFurtherAction"));
    }

    /**
     * A plan under which the child is or was.
     *
     * @param category of abuse, by its code, as from the last review; null of a child-in-need plan
     * @param ended null while it is in force, as far as the entries say
     */
    record Plan(boolean protection, String category, LocalDate begun, List<LocalDate> reviews, LocalDate ended) {}

    /** The latest first. */
    List<Plan> plans() {
        var plans = new ArrayList<Plan>();
        for (int at = 0; at < entries.size(); at++) {
            var entry = entries.get(at);
            var kind = kind(entry.type(), "-plan-begun");
            if (kind != null) plans.addFirst(plan(kind, entry, entries.subList(at + 1, entries.size())));
        }
        return plans;
    }

    private static Plan plan(String kind, Entry begun, List<Entry> since) {
        boolean protection = kind.equals("protection");
        var category = begun.data().text("category");
        var reviews = new ArrayList<LocalDate>();
        for (var entry : since) {
            boolean ends = kind.equals(kind(entry.type(), "-plan-ended"))
                    || kind.equals(kind(entry.type(), "-plan-begun"))
                    || (!protection && entry.type().equals("protection-plan-begun"));
            if (ends) return new Plan(protection, category, begun.day(), reviews, entry.day());
            if (kind.equals(kind(entry.type(), "-plan-reviewed"))) {
                reviews.add(entry.day());
                if (entry.data().has("category")) category = entry.data().text("category");
            }
        }
        return new Plan(protection, category, begun.day(), reviews, null);
    }

    private static String kind(String type, String ending) {
        return type.endsWith(ending) ? type.substring(0, type.length() - ending.length()) : null;
    }
}
