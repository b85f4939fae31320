package waymark.portal.ehc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import waymark.portal.cases.CasePages;
import waymark.portal.cases.Clock;
import waymark.portal.cases.Left;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.ehc.Course.Happening;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Known;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;

/** One case: how it stands, its twenty weeks, its clocks with their working, what happened, and what may be done next. */
@Controller
class EhcCaseController {
    /** How a case ended that a new request follows. */
    private static final Set<String> FOLLOWED = Set.of("not-assessed", "not-issued", "withdrawn", "ceased");

    private static final Set<String> PUTTING_RIGHT = Set.of(
            "correction",
            "entry-correction",
            "exception-correction",
            "move-correction",
            "change-correction",
            "reopening",
            "voiding");

    private final CaseArea area;
    private final EhcWords words;
    private final CasePages pages;

    EhcCaseController(CaseArea assessments, EhcWords words, CasePages pages) {
        area = assessments;
        this.words = words;
        this.pages = pages;
    }

    @GetMapping("/assessments/{id}")
    String one(Desk desk, @PathVariable UUID id, Model model) {
        var asked = desk.meanwhile(Service.ASSESSMENTS, EhcArea.PATH + "/{}", id);
        var timed = desk.meanwhile(Service.ASSESSMENTS, EhcArea.PATH + "/{}/clocks", id);
        var subject = desk.need(asked.join());
        var offered = pages.show(desk, area, subject, model);
        var answer = timed.join();
        var clocks = answer.found().map(doc -> doc.docs("clocks")).orElse(List.of());
        var course = Course.of(subject);
        model.addAttribute("due", Listed.of(subject));
        model.addAttribute("clocksAnswer", answer);
        model.addAttribute(
                "clocks",
                Clock.All.of(clocks.stream().map(EhcCaseController::clock).toList()));
        model.addAttribute("line", CourseLine.of(course, clocks, ofThePlan(subject), desk.today()));
        model.addAttribute("advice", advice(course, clocks));
        model.addAttribute("next", next(subject, offered));
        model.addAttribute(
                "groups",
                groups(offered.stream()
                        .filter(step -> !PUTTING_RIGHT.contains(step.id()))
                        .toList()));
        model.addAttribute(
                "corrections",
                offered.stream()
                        .filter(step -> PUTTING_RIGHT.contains(step.id()))
                        .toList());
        model.addAttribute("again", area.isWorkOf(desk.person()) ? again(subject) : null);
        model.addAttribute("exceptions", exceptions(subject));
        return "ehc/case";
    }

    /** @param href opens another case of the same child because of this one */
    record Again(String href, String words) {}

    private static Again again(Doc subject) {
        if (!subject.has(Known.CHILD)) return null;
        var status = subject.text("status");
        if (FOLLOWED.contains(status)) {
            return new Again(
                    Desk.filled(
                            EhcArea.PATH + "/new/request?childRef={}&previousAssessment={}",
                            subject.text(Known.CHILD),
                            subject.text("id")),
                    "Record a new request for this child");
        }
        if (!status.equals("voided")) return null;
        return new Again(
                "%s/new/%s?replaces=%s"
                        .formatted(EhcArea.PATH, subject.flag("movedIn") ? "move-in" : "request", subject.text("id")),
                "Open it again for the right child");
    }

    /** A run of a clock, with the number of the entry in the history that started it. */
    private static Clock.Placed clock(Doc run) {
        var state = ClockWords.of(run);
        boolean running = !run.has("stoppedOn") && !run.text("state").equals("not-applicable");
        var exception = run.doc("exception");
        var remarks = new ArrayList<String>();
        if (run.has("revisedTarget")) remarks.add("Revised target beside it: " + run.day("revisedTarget") + ".");
        if (exception.has("code")) {
            remarks.add(
                    "Excused, if it is missed: " + Words.uncapital(EhcWords.exception(exception.text("code"))) + ".");
        }
        var clock = new Clock(
                EhcWords.clock(run.text("clock"), run.text("subject")),
                state.words(),
                state.tag(),
                run.day("dueOn"),
                null,
                remarks.isEmpty() ? null : String.join(" ", remarks),
                Words.capital(run.text("working")) + ".",
                "%s; entry %s".formatted(run.text("source"), run.text("instance")));
        return new Clock.Placed(
                clock, running, running || !run.has("stoppedOn") ? run.date("dueOn") : run.date("stoppedOn"));
    }

    /** An exception that stands, in words. */
    record Excused(
            String entry, String words, String limit, String from, String until, String evidence, String target) {}

    private List<Excused> exceptions(Doc subject) {
        return subject.docs("exceptions").stream()
                .map(exception -> new Excused(
                        exception.text("sequence"),
                        words.exceptionInFull(exception.text("code")),
                        EhcWords.clock(exception.text("clock"), null)
                                + (exception.has("request") ? ", entry " + exception.text("request") : ""),
                        exception.day("from"),
                        exception.day("until"),
                        exception.text("evidence"),
                        exception.day("revisedTarget")))
                .toList();
    }

    private static List<Doc> ofThePlan(Doc subject) {
        return subject.docs("exceptions").stream()
                .filter(exception -> !exception.text("clock").equals("ehc-advice"))
                .toList();
    }

    /**
     * One asking of a body.
     *
     * @param state null where the clocks did not come
     * @param received null where nothing came
     */
    record Asking(String body, String asked, String due, String received, String reminded, Left state) {}

    private static List<Asking> advice(Course course, List<Doc> clocks) {
        var askings = new ArrayList<Asking>();
        for (var asked : course.all("advice-requested")) {
            var run = clocks.stream()
                    .filter(clock ->
                            clock.text("clock").equals("ehc-advice") && clock.number("instance") == asked.sequence())
                    .findFirst();
            askings.add(new Asking(
                    EhcWords.body(asked.said("body")),
                    Words.day(asked.on()),
                    run.map(clock -> clock.day("dueOn")).orElse(null),
                    days(course, "advice-received", asked),
                    days(course, "body-reminded", asked),
                    run.map(ClockWords::of).orElse(null)));
        }
        return askings;
    }

    private static String days(Course course, String type, Happening asked) {
        var days = course.all(type).stream()
                .filter(one -> one.data().has("request")
                        ? one.data().number("request") == asked.sequence()
                        : one.said("body").equals(asked.said("body")))
                .map(one -> Words.day(one.on()))
                .toList();
        return days.isEmpty() ? null : String.join(", ", days);
    }

    // What may be done

    /** What stands out as a button: what the service says is next in the course. */
    private static List<Step> next(Doc subject, List<Step> offered) {
        var wanted = switch (subject.text("nextStep")) {
            case null -> null;
            case "decide" -> "decision";
            case "ask-for-advice" -> "advice-requests";
            case "await-advice" -> "advice";
            case "send-draft" -> "drafts";
            case "issue-plan" -> "plan";
            case "hold-review" -> "reviews";
            case "decide-review" -> "review-decisions";
            case "amend-plan" -> "amendments";
            case "transfer-plan" -> "transfer";
            case "tell-parent" -> "parent-told";
            case "carry-out-order" -> "orders-carried-out";
            default -> null;
        };
        return offered.stream().filter(step -> step.id().equals(wanted)).toList();
    }

    record Group(String heading, List<Step> steps) {}

    private static List<Group> groups(List<Step> offered) {
        var groups = new ArrayList<Group>();
        for (var heading : List.of("Assessment", "Plan", "Mediation and tribunal", "Case record")) {
            var steps = offered.stream()
                    .filter(step -> heading(step).equals(heading))
                    .toList();
            if (!steps.isEmpty()) groups.add(new Group(heading, steps));
        }
        return groups;
    }

    private static String heading(Step step) {
        return switch (step.id()) {
            case "reviews",
                    "review-decisions",
                    "amendments",
                    "phase-transfers",
                    "parent-told",
                    "move-away",
                    "transfer",
                    "ceasing" -> "Plan";
            case "mediations",
                    "mediation-conclusions",
                    "appeals",
                    "appeal-concessions",
                    "appeal-conclusions",
                    "orders-carried-out" -> "Mediation and tribunal";
            case "assignment", "circumstances" -> "Case record";
            default -> "Assessment";
        };
    }
}
