package waymark.portal.social;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Known;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** The page of a contact or referral, that of a family's early help, and a child's whole story. */
@Controller
class SocialCaseController {
    private static final String ID = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";

    private final CaseArea referrals;
    private final CaseArea earlyHelp;
    private final SocialWords words;

    SocialCaseController(CaseArea referrals, CaseArea earlyHelp, SocialWords words) {
        this.referrals = referrals;
        this.earlyHelp = earlyHelp;
        this.words = words;
    }

    @GetMapping("/referrals" + ID)
    String referral(Desk desk, @PathVariable UUID id, Model model) {
        var clocks = desk.meanwhile(Service.REFERRALS, "/referrals/{}/clocks", id);
        var subject = desk.need(Service.REFERRALS, "/referrals/{}", id);
        boolean undecided = "received".equals(subject.text("status")) || isToBeRecorded(subject);
        show(desk, referrals, subject, clocks.join(), ReferralForms.CORRECTIONS, model);
        var course = Course.of(subject);
        model.addAttribute("facts", facts(subject));
        model.addAttribute("stages", Stage.of(subject, course, words));
        model.addAttribute("plans", course.plans());
        model.addAttribute("visits", course.all("child-seen").toList().reversed());
        if (undecided && subject.has("childRef") && seesStories(desk)) {
            model.addAttribute(
                    "beforehand",
                    Story.of(desk, subject.text("childRef"), words).besides(id.toString()));
        }
        model.addAttribute("next", ReferralForms.next(subject, offered(desk, referrals, subject)));
        model.addAttribute("again", works(desk, referrals) ? again(subject, course) : null);
        return "social/referral";
    }

    private static boolean isToBeRecorded(Doc subject) {
        return "record-referral".equals(subject.text("nextStep"));
    }

    private static boolean seesStories(Desk desk) {
        return desk.person().is(Role.DUTY_WORKER, Role.REVIEWING_OFFICER, Role.TEAM_MANAGER);
    }

    @GetMapping("/early-help" + ID)
    String earlyHelp(Desk desk, @PathVariable UUID id, Model model) {
        var clocks = desk.meanwhile(Service.REFERRALS, "/early-help/{}/clocks", id);
        var subject = desk.need(Service.REFERRALS, "/early-help/{}", id);
        show(desk, earlyHelp, subject, clocks.join(), EarlyHelpForms.CORRECTIONS, model);
        model.addAttribute("facts", familyFacts(subject));
        model.addAttribute("others", subject.texts("personal.otherChildren"));
        model.addAttribute("next", EarlyHelpForms.next(subject, offered(desk, earlyHelp, subject)));
        return "social/early-help";
    }

    @GetMapping("/children/{childRef}/chronology")
    String chronology(Desk desk, @PathVariable String childRef, Model model) {
        var story = Story.of(desk, childRef, words);
        if (story.refusal() != null) desk.need(story.refusal());
        model.addAttribute("beforehand", story);
        return "social/chronology";
    }

    private void show(
            Desk desk, CaseArea area, Doc subject, Answer clocks, Map<String, String> corrections, Model model) {
        var page = "/%s/%s".formatted(area.id(), subject.text("id"));
        var keeping = desk.person().is(Role.TEAM_MANAGER)
                ? desk.meanwhile(area.service(), area.path() + "/{}/keeping", subject.text("id"))
                : null;
        boolean erased = subject.has("erasedOn");
        var known = erased ? null : Known.of(desk, subject.text("childRef"));
        var offered = offered(desk, area, subject);
        model.addAttribute("one", subject);
        model.addAttribute("page", page);
        model.addAttribute("caption", area.caption().apply(subject));
        model.addAttribute("clocksAnswer", clocks);
        model.addAttribute("clocks", clocks(clocks));
        model.addAttribute(
                "timeline",
                Timeline.of(
                        subject,
                        words,
                        page,
                        works(desk, area) && !Correction.isVoided(subject) ? corrections : Map.of()));
        model.addAttribute("elsewhere", known == null ? null : known.without(subject.text("id")));
        model.addAttribute("steps", ordinary(offered));
        model.addAttribute("corrections", ofTheWhole(offered));
        model.addAttribute("stories", seesStories(desk) && !erased);
        model.addAttribute(
                "keeping", keeping == null ? Doc.EMPTY : keeping.join().found().orElse(Doc.EMPTY));
    }

    private static boolean works(Desk desk, CaseArea area) {
        return desk.person().is(area.workers().toArray(Role[]::new));
    }

    private static List<Step> offered(Desk desk, CaseArea area, Doc subject) {
        return works(desk, area) ? area.offered(subject) : List.of();
    }

    private static List<Step> ordinary(List<Step> offered) {
        return offered.stream().filter(step -> !putsRight(step)).toList();
    }

    /** Those of one entry stand beside it in the history. */
    private static List<Step> ofTheWhole(List<Step> offered) {
        return offered.stream()
                .filter(step -> putsRight(step)
                        && (step.id().equals("correct-details") || step.id().equals("voiding")))
                .toList();
    }

    private static boolean putsRight(Step step) {
        return step.path().endsWith("/correction")
                || step.id().equals("annulment")
                || step.id().equals("voiding");
    }

    private Map<String, String> facts(Doc subject) {
        var facts = child(subject, "Child’s name");
        add(facts, "Sex", words.of("sex", subject.text("sex")));
        add(facts, "Ethnicity", subject.text("ethnicity"));
        add(facts, "Came from", words.of("source", subject.text("source")));
        add(facts, "Primary need", words.of("primaryNeed", subject.text("primaryNeed")));
        add(facts, "Locality", subject.text("locality"));
        add(facts, "Reference of the referral", subject.text("referralRef"));
        add(facts, "Referred", subject.day("referredOn"));
        add(facts, "Closed", subject.day("closedOn"));
        if (subject.has("category")) {
            add(facts, "Category of the plan", words.of("category", subject.text("category")));
        }
        facts.put("Worker", subject.has("worker") ? subject.text("worker") : "Nobody");
        add(facts, "Team", Words.code(subject.text("team")));
        return facts;
    }

    private Map<String, String> familyFacts(Doc subject) {
        var facts = child(subject, "Family’s name");
        add(facts, "Asked", subject.moment("requestedAt"));
        add(facts, "Came from", words.of("source", subject.text("source")));
        add(facts, "Locality", subject.text("locality"));
        add(facts, "Team", subject.has("team") ? Words.code(subject.text("team")) : "Not with a team yet");
        add(facts, "Ended", subject.day("closedOn"));
        return facts;
    }

    private static Map<String, String> child(Doc subject, String nameOf) {
        var facts = new LinkedHashMap<String, String>();
        add(facts, nameOf, subject.text("personal.name"));
        add(facts, "Child’s person number", subject.text("childRef"));
        add(facts, "Date of birth", subject.day("personal.dateOfBirth"));
        add(facts, "Unique pupil number", subject.text("personal.upn"));
        add(facts, "Address", subject.text("personal.address"));
        return facts;
    }

    private static void add(Map<String, String> facts, String what, String value) {
        if (value != null) facts.put(what, value);
    }

    /**
     * One run of a clock.
     *
     * @param tag class of the state's tag
     * @param left null where it runs no more
     */
    record Clock(String title, String state, String tag, String due, Left left, String working, String source) {}

    /**
     * @param running by their due days
     * @param ended the latest first
     */
    record Clocks(List<Clock> running, List<Clock> ended) {}

    private Clocks clocks(Answer answer) {
        var runs = answer.found().map(doc -> doc.docs("clocks")).orElse(List.of());
        return new Clocks(
                runs.stream()
                        .filter(run -> !run.has("stoppedOn"))
                        .sorted(Comparator.comparing(run -> run.date("dueOn")))
                        .map(this::clock)
                        .toList(),
                runs.stream()
                        .filter(run -> run.has("stoppedOn"))
                        .sorted(Comparator.comparing((Doc run) -> run.date("stoppedOn"))
                                .reversed())
                        .map(this::clock)
                        .toList());
    }

    private Clock clock(Doc run) {
        var state = String.valueOf(run.text("state"));
        boolean over = run.has("stoppedOn");
        var unit = String.valueOf(run.text("unit"));
        var left =
                over || !run.has("left") ? null : Left.ofDays(run.number("left"), unit.substring(0, unit.length() - 1));
        return new Clock(
                words.clock(run.text("clock")),
                switch (state) {
                    case "running" -> "Running";
                    case "met" -> "In time";
                    case "missed" -> over ? "Late" : "Overdue";
                    case "excused" -> "Excused";
                    case "not-applicable" -> "Not called for";
                    default -> Words.code(state);
                },
                switch (state) {
                    case "running" -> "govuk-tag--blue";
                    case "met" -> "govuk-tag--green";
                    case "missed" -> "govuk-tag--red";
                    case "excused" -> "govuk-tag--purple";
                    default -> "govuk-tag--grey";
                },
                run.has("dueAt") ? run.moment("dueAt") : run.day("dueOn"),
                left,
                run.text("working"),
                run.text("source"));
    }

    /** A form that opens another case because of this one. */
    record Again(String href, String words) {}

    private static Again again(Doc subject, Course course) {
        var id = subject.text("id");
        if (Correction.isVoided(subject)) {
            var opening = course.has("contact-received") ? "contact" : "referral";
            return new Again(
                    Desk.filled("/referrals/new/" + opening + "?replaces={}", id),
                    "Record the " + opening + " for the right child in its place");
        }
        if ("early-help".equals(subject.text("decision"))) {
            return new Again(
                    Desk.filled("/early-help/new/request?children.0={}&contact={}", subject.text("childRef"), id),
                    "Record the family’s request for early help");
        }
        return null;
    }
}
