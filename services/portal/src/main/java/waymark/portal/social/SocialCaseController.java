package waymark.portal.social;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import waymark.portal.cases.CasePages;
import waymark.portal.cases.Clock;
import waymark.portal.cases.Left;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
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
    private final CasePages pages;

    SocialCaseController(CaseArea referrals, CaseArea earlyHelp, SocialWords words, CasePages pages) {
        this.referrals = referrals;
        this.earlyHelp = earlyHelp;
        this.words = words;
        this.pages = pages;
    }

    @GetMapping("/referrals" + ID)
    String referral(Desk desk, @PathVariable UUID id, Model model) {
        var clocks = desk.meanwhile(Service.REFERRALS, "/referrals/{}/clocks", id);
        var subject = desk.need(Service.REFERRALS, "/referrals/{}", id);
        boolean undecided = "received".equals(subject.text("status")) || isToBeRecorded(subject);
        var offered = show(desk, referrals, subject, clocks.join(), ReferralForms.CORRECTIONS, model);
        var course = Course.of(subject);
        model.addAttribute("stages", Stage.of(subject, course, words));
        model.addAttribute("plans", course.plans());
        model.addAttribute("visits", course.all("child-seen").toList().reversed());
        if (undecided && subject.has("childRef") && seesStories(desk)) {
            model.addAttribute(
                    "beforehand",
                    Story.of(desk, subject.text("childRef"), words).besides(id.toString()));
        }
        model.addAttribute("next", ReferralForms.next(subject, offered));
        model.addAttribute(
                "again", referrals.isWorkOf(desk.person()) && subject.has("childRef") ? again(subject, course) : null);
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
        var offered = show(desk, earlyHelp, subject, clocks.join(), EarlyHelpForms.CORRECTIONS, model);
        model.addAttribute("others", subject.texts("personal.otherChildren"));
        model.addAttribute("next", EarlyHelpForms.next(subject, offered));
        return "social/early-help";
    }

    @GetMapping("/children/{childRef}/chronology")
    String chronology(Desk desk, @PathVariable String childRef, Model model) {
        var story = Story.of(desk, childRef, words);
        if (story.refusal() != null) desk.need(story.refusal());
        model.addAttribute("beforehand", story);
        return "social/chronology";
    }

    private List<Step> show(
            Desk desk, CaseArea area, Doc subject, Answer clocks, Map<String, String> corrections, Model model) {
        var offered = pages.show(desk, area, subject, model);
        model.addAttribute("clocksAnswer", clocks);
        model.addAttribute("clocks", clocks(clocks));
        // Beside an entry stand the forms that put it right, for those who may.
        if (!offered.isEmpty()) {
            var page = "/%s/%s".formatted(area.id(), subject.text("id"));
            model.addAttribute("timeline", Timeline.of(subject, words, page, corrections));
        }
        model.addAttribute("steps", ordinary(offered));
        model.addAttribute("corrections", ofTheWhole(offered));
        model.addAttribute("stories", seesStories(desk) && subject.has("childRef"));
        return offered;
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

    private Clock.All clocks(Answer answer) {
        var runs = answer.found().map(doc -> doc.docs("clocks")).orElse(List.of());
        return Clock.All.of(runs.stream().map(this::clock).toList());
    }

    private Clock.Placed clock(Doc run) {
        var state = String.valueOf(run.text("state"));
        boolean over = run.has("stoppedOn");
        var unit = String.valueOf(run.text("unit"));
        var clock = new Clock(
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
                over || !run.has("left") ? null : Left.of(run.number("left"), unit.substring(0, unit.length() - 1)),
                null,
                run.text("working") + ".",
                run.text("source"));
        return new Clock.Placed(clock, !over, run.date(over ? "stoppedOn" : "dueOn"));
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
