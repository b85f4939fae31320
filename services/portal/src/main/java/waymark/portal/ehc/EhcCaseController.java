package waymark.portal.ehc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.ehc.Course.Happening;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Known;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** One case: how it stands, its twenty weeks, its clocks with their working, what happened, and what may be done next. */
@Controller
class EhcCaseController {
    /** How a case ended that a new request follows. */
    private static final Set<String> FOLLOWED = Set.of("not-assessed", "not-issued", "withdrawn", "ceased");

    private final CaseArea area;
    private final EhcWords words;

    EhcCaseController(CaseArea assessments, EhcWords words) {
        area = assessments;
        this.words = words;
    }

    @GetMapping("/assessments/{id}")
    String one(Desk desk, @PathVariable UUID id, Model model) {
        var asked = desk.meanwhile(Service.ASSESSMENTS, EhcArea.PATH + "/{}", id);
        var timed = desk.meanwhile(Service.ASSESSMENTS, EhcArea.PATH + "/{}/clocks", id);
        var kept = desk.meanwhile(Service.ASSESSMENTS, EhcArea.PATH + "/{}/keeping", id);
        var subject = desk.need(asked.join());
        var known = Known.of(desk, subject.text(Known.CHILD));
        var answer = timed.join();
        var clocks = answer.found().map(doc -> doc.docs("clocks")).orElse(List.of());
        var course = Course.of(subject);
        boolean works = desk.person().is(area.workers().toArray(Role[]::new));
        var offered = works ? area.offered(subject) : List.<Step>of();
        model.addAttribute("one", subject);
        model.addAttribute("status", EhcWords.status(subject.text("status")));
        model.addAttribute("due", Listed.of(subject));
        model.addAttribute("facts", facts(subject));
        model.addAttribute("clocksAnswer", answer);
        model.addAttribute("clocks", inOrder(clocks));
        model.addAttribute("line", CourseLine.of(course, clocks, ofThePlan(subject), desk.today()));
        model.addAttribute("advice", advice(course, clocks));
        model.addAttribute("timeline", timeline(course));
        model.addAttribute("next", next(subject, offered));
        model.addAttribute("offered", groups(offered));
        model.addAttribute("followed", newRequest(subject));
        model.addAttribute("exceptions", exceptions(subject));
        model.addAttribute("works", works);
        model.addAttribute("elsewhere", elsewhere(known, id.toString()));
        model.addAttribute("known", known);
        model.addAttribute("keeping", kept.join().found().orElse(Doc.EMPTY));
        return "ehc/case";
    }

    /** Where a new request of the same child begins; null where none can follow. */
    private static String newRequest(Doc subject) {
        if (!FOLLOWED.contains(subject.text("status")) || !subject.has(Known.CHILD)) return null;
        return Desk.filled(
                EhcArea.PATH + "/new/request?childRef={}&previousAssessment={}",
                subject.text(Known.CHILD),
                subject.text("id"));
    }

    /** A line of the summary. */
    record Fact(String key, String value) {}

    private List<Fact> facts(Doc subject) {
        var facts = new ArrayList<Fact>();
        add(facts, "Child", subject.text("personal.name"));
        add(facts, "Child’s number", subject.text(Known.CHILD));
        add(facts, "Date of birth", subject.day("personal.dateOfBirth"));
        add(facts, "Address", subject.text("personal.address"));
        add(facts, "Unique pupil number", subject.text("personal.upn"));
        add(facts, subject.flag("movedIn") ? "Plan taken over" : "Request received", subject.day("openedOn"));
        add(facts, "Moved in from authority", subject.text("fromAuthority"));
        add(facts, "Asked by", EhcWords.requestSource(subject.text("requestSource")));
        facts.add(new Fact("Coordinator", subject.has("coordinator") ? subject.text("coordinator") : "Nobody yet"));
        add(facts, "Primary need", words.need(subject.text("primaryNeed")));
        add(facts, "School year", EhcWords.schoolYear(subject.text("schoolYear")));
        add(facts, "Locality", subject.text("locality"));
        add(facts, "Sex", EhcWords.sex(subject.text("sex")));
        add(facts, "Ethnicity", subject.text("ethnicity"));
        return facts;
    }

    private static void add(List<Fact> facts, String key, String value) {
        if (value != null) facts.add(new Fact(key, value));
    }

    /**
     * One run of a clock.
     *
     * @param run as the service answers it
     * @param entry number in the history of the step that started it
     * @param excuse what excuses it; null where nothing does
     */
    record Timer(String title, ClockWords state, Doc run, long entry, String working, String excuse) {
        static Timer of(Doc run) {
            var exception = run.doc("exception");
            return new Timer(
                    EhcWords.clock(run.text("clock"), run.text("subject")),
                    ClockWords.of(run),
                    run,
                    run.number("instance"),
                    EhcWords.sentence(run.text("working")) + ".",
                    exception.has("code") ? EhcWords.lower(EhcWords.exception(exception.text("code"))) : null);
        }
    }

    /** Those that run first, by their due day; then the others, the latest first. */
    private static List<Timer> inOrder(List<Doc> clocks) {
        return clocks.stream()
                .sorted(Comparator.comparing(EhcCaseController::runs)
                        .reversed()
                        .thenComparing(clock -> runs(clock)
                                ? clock.date("dueOn").toEpochDay()
                                : -ended(clock).toEpochDay()))
                .map(Timer::of)
                .toList();
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

    private static boolean runs(Doc clock) {
        return !clock.has("stoppedOn") && !clock.text("state").equals("not-applicable");
    }

    private static LocalDate ended(Doc clock) {
        return clock.date(clock.has("stoppedOn") ? "stoppedOn" : "dueOn");
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
    record Asking(String body, String asked, String due, String received, String reminded, ClockWords state) {}

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

    /** A line of the history. */
    record Told(int number, String words, String day, String recorded, String actor, String note, boolean annulled) {}

    private static List<Told> timeline(Course course) {
        return course.happened().reversed().stream()
                .map(one -> new Told(
                        one.sequence(),
                        EhcWords.happened(one),
                        Words.day(one.on()),
                        one.recorded().moment("recordedAt"),
                        one.recorded().text("actor"),
                        one.recorded().text("note"),
                        one.annulled()))
                .toList();
    }

    // What may be done

    /** What stands out as a button: what the service says is next in the course. */
    private static Step next(Doc subject, List<Step> offered) {
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
        return offered.stream()
                .filter(step -> step.id().equals(wanted))
                .findFirst()
                .orElse(null);
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
            case "assignment",
                    "circumstances",
                    "correction",
                    "entry-correction",
                    "exception-correction",
                    "move-correction",
                    "change-correction",
                    "reopening",
                    "voiding" -> "Case record";
            default -> "Assessment";
        };
    }

    /** What services know of the child beside this case. */
    private static List<Known.Place> elsewhere(Known known, String id) {
        if (known == null) return List.of();
        return known.places().stream()
                .map(place -> new Known.Place(
                        place.area(),
                        place.service(),
                        place.cases().stream()
                                .filter(one -> !id.equals(one.text("id")))
                                .toList(),
                        place.restricted()))
                .filter(place -> !place.cases().isEmpty() || place.restricted() > 0)
                .toList();
    }
}
