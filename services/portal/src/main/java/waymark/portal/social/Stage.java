package waymark.portal.social;

import java.util.ArrayList;
import java.util.List;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Words;

/**
 * A part of a referral's course, as it stands.
 *
 * @param state in a word or two, for a tag
 * @param tag class of the tag; the words alone say the same
 * @param lines what was done
 */
record Stage(String name, String state, String tag, List<String> lines) {
    private static final String DONE = "govuk-tag--green";
    private static final String UNDER_WAY = "govuk-tag--blue";
    private static final String NEXT = "govuk-tag--yellow";
    private static final String NOT_YET = "govuk-tag--grey";

    /** In the order of the course; what a case has nothing of, and does not wait for, is left out. */
    static List<Stage> of(Doc subject, Course course, SocialWords words) {
        var stages = new ArrayList<Stage>();
        if (course.has("contact-received")) contact(course, words, stages);
        if (course.has("referral-made")) {
            referral(course, words, stages);
            assessment(subject, course, words, stages);
            protection(course, stages);
            plans(course, words, stages);
            closing(subject, course, words, stages);
        }
        return stages;
    }

    private static void contact(Course course, SocialWords words, List<Stage> stages) {
        var received = course.last("contact-received");
        stages.add(new Stage(
                "Contact",
                "Received",
                DONE,
                List.of("%s, from: %s"
                        .formatted(
                                received.when(),
                                words.of("source", received.data().text("source"))))));
        var decided = course.last("contact-decided");
        if (decided == null) {
            stages.add(new Stage(
                    "Decision", "Next", NEXT, List.of("Nobody has decided yet what becomes of the contact.")));
            return;
        }
        stages.add(new Stage("Decision", words.outcome(decided.outcome()), DONE, List.of("Decided " + decided.when())));
        if ("referral".equals(decided.outcome()) && !course.has("referral-made")) {
            stages.add(new Stage("Referral", "Next", NEXT, List.of("The referral is yet to be recorded.")));
        }
    }

    private static void referral(Course course, SocialWords words, List<Stage> stages) {
        var made = course.last("referral-made");
        var lines = new ArrayList<String>();
        var need = words.of("primaryNeed", made.data().text("primaryNeed"));
        lines.add("Made " + made.when() + (need == null ? "" : ", primary need: " + need));
        if (course.isWithoutAction()) lines.add("It was decided that nothing follows.");
        stages.add(new Stage("Referral", "Made", DONE, lines));
    }

    private static void assessment(Doc subject, Course course, SocialWords words, List<Stage> stages) {
        var lines = new ArrayList<String>();
        for (var started : course.all("assessment-started").toList()) {
            var completed = course.completion(started);
            lines.add("Started %s%s"
                    .formatted(started.when(), completed == null ? ", under way" : "; " + completed(completed, words)));
        }
        // A source may know of the completion alone.
        course.all("assessment-completed")
                .filter(completed -> completed.data().number("assessment") == 0)
                .forEach(completed -> lines.add(Words.code(completed(completed, words))));
        var seen = course.all("child-seen")
                .filter(visit -> "assessment".equals(visit.data().text("occasion")))
                .map(Entry::when)
                .toList();
        if (!seen.isEmpty()) lines.add("Child seen " + String.join(", ", seen));
        boolean open = "open".equals(subject.text("status"));
        if (!course.assessmentsUnderWay().isEmpty()) {
            stages.add(new Stage("Assessment", "Under way", UNDER_WAY, lines));
        } else if (course.has("assessment-completed")) {
            stages.add(new Stage("Assessment", "Completed", DONE, lines));
        } else if (open && !course.isWithoutAction()) {
            lines.addFirst("No assessment has started.");
            stages.add(new Stage("Assessment", "Next", NEXT, lines));
        }
    }

    private static String completed(Entry completed, SocialWords words) {
        return "completed %s%s"
                .formatted(
                        completed.when(), completed.outcome() == null ? "" : ": " + words.outcome(completed.outcome()));
    }

    private static void protection(Course course, List<Stage> stages) {
        var lines = new ArrayList<String>();
        for (var held : course.all("strategy-discussion-held").toList()) {
            lines.add("Strategy discussion %s: %s"
                    .formatted(
                            held.when(),
                            "section-47".equals(held.outcome()) ? "section 47 enquiry begun" : "no enquiry"));
            var concluded = course.conclusion(held);
            if (concluded != null) {
                lines.add("Enquiry concluded %s: %s".formatted(concluded.when(), Words.code(concluded.outcome())));
            }
            var conference = course.conference(held);
            if (conference != null) lines.add(conference(conference));
        }
        course.all("conference-held")
                .filter(held -> held.data().number("discussion") == 0)
                .forEach(held -> lines.add(conference(held)));
        if (lines.isEmpty()) return;
        boolean waits = !course.awaitingConference().isEmpty();
        boolean goesOn = !course.enquiriesUnderWay().isEmpty();
        stages.add(new Stage(
                "Section 47 enquiry",
                goesOn ? "Under way" : waits ? "Awaits its conference" : "Done",
                goesOn || waits ? UNDER_WAY : DONE,
                lines));
    }

    private static String conference(Entry held) {
        return "Initial child protection conference (ICPC) %s%s"
                .formatted(held.when(), held.outcome() == null ? "" : ": " + Words.code(held.outcome()));
    }

    private static void plans(Course course, SocialWords words, List<Stage> stages) {
        for (var plan : course.plans().reversed()) {
            var lines = new ArrayList<String>();
            var category = plan.category() == null ? "" : ", " + words.of("category", plan.category());
            lines.add("Begun %s%s".formatted(Words.day(plan.begun()), category));
            if (!plan.reviews().isEmpty()) {
                lines.add("Last reviewed %s".formatted(Words.day(plan.reviews().getLast())));
            }
            if (plan.ended() != null) lines.add("Ended " + Words.day(plan.ended()));
            stages.add(new Stage(
                    plan.protection() ? "Child protection plan" : "Child-in-need plan",
                    plan.ended() == null ? "In force" : "Ended",
                    plan.ended() == null ? UNDER_WAY : DONE,
                    lines));
        }
        if (!course.awaitingPlan().isEmpty()) {
            stages.add(new Stage(
                    "Child protection plan",
                    "Next",
                    NEXT,
                    List.of("A conference decided on a plan whose beginning is not recorded.")));
        }
    }

    private static void closing(Doc subject, Course course, SocialWords words, List<Stage> stages) {
        var closed = course.last("closed");
        if (closed != null) {
            stages.add(new Stage(
                    "Closing",
                    "Closed",
                    DONE,
                    List.of("Closed %s%s"
                            .formatted(
                                    closed.when(),
                                    closed.outcome() == null ? "" : ": " + words.outcome(closed.outcome())))));
        } else if ("plan-or-close".equals(subject.text("nextStep"))) {
            stages.add(new Stage(
                    "Closing", "Next", NEXT, List.of("Nothing is under way: plan what follows, or close the case.")));
        } else {
            stages.add(new Stage("Closing", "Not yet", NOT_YET, List.of()));
        }
    }
}
