package waymark.portal.cme;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.cases.CasePages;
import waymark.portal.cases.Clock;
import waymark.portal.cases.Left;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Step;
import waymark.web.access.Role;

/** The list of involvements and the page of each. */
@Controller
@RequestMapping("/involvements")
class InvolvementsController {
    private static final String ID = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final List<String> CORRECTIONS = List.of(
            "reopening", "opening-correction", "closing-correction", "entry-correction", "personal-details", "voiding");

    private final CaseArea area;
    private final CmeCodes codes;
    private final CasePages pages;

    InvolvementsController(CaseArea involvements, CmeCodes codes, CasePages pages) {
        area = involvements;
        this.codes = codes;
        this.pages = pages;
    }

    /** @param left until the next review of an open one; else null */
    record Row(Doc one, Left left) {}

    @GetMapping
    String list(Desk desk, @RequestParam Map<String, String> parameters, Model model) {
        var listing = new Listing(parameters, desk.person());
        var page = desk.need(
                Service.INVOLVEMENTS,
                "/involvements?" + listing.question() + "&page=%d&size=%d".formatted(listing.page(), Listing.SIZE));
        model.addAttribute("listing", listing);
        model.addAttribute(
                "rows",
                page.docs("items").stream()
                        .map(one -> new Row(one, Left.of(one.date("reviewDueOn"), desk.today())))
                        .toList());
        model.addAttribute("total", page.number("total"));
        model.addAttribute("hidden", page.number("hidden"));
        model.addAttribute("size", Listing.SIZE);
        model.addAttribute("codes", codes);
        model.addAttribute("localities", choices(codes.localities, desk));
        model.addAttribute("statuses", CmeCodes.STATUSES);
        model.addAttribute("sen", Meanings.SEN);
        model.addAttribute("socialCare", Meanings.SOCIAL_CARE);
        model.addAttribute("years", Meanings.SCHOOL_YEARS);
        model.addAttribute("works", area.isWorkOf(desk.person()));
        model.addAttribute("opens", area.opensTo(desk.person()));
        model.addAttribute("imports", desk.person().is(Role.CME_OFFICER, Role.TEAM_MANAGER, Role.PERFORMANCE_ANALYST));
        return "cme/list";
    }

    static List<Choice> choices(Choices choices, Desk desk) {
        return choices.on(Doc.EMPTY.with(CaseArea.AUTHORITY, desk.person().authority()), desk.today());
    }

    @GetMapping(ID)
    String one(Desk desk, @PathVariable UUID id, Model model) {
        var one = desk.need(Service.INVOLVEMENTS, "/involvements/{}", id);
        var offered = pages.show(desk, area, one, model);
        var story = new Story(one, codes);
        var steps = offered.stream()
                .filter(step -> !CORRECTIONS.contains(step.id()))
                .toList();
        model.addAttribute("codes", codes);
        model.addAttribute("clocks", clocks(one, story, desk));
        model.addAttribute("steps", steps);
        model.addAttribute("next", next(one, story, desk, steps));
        model.addAttribute(
                "corrections",
                offered.stream().filter(step -> CORRECTIONS.contains(step.id())).toList());
        model.addAttribute("again", offered.isEmpty() ? null : again(one));
        model.addAttribute("checks", story.of("check-recorded"));
        model.addAttribute("enquiries", story.of("enquiry-recorded"));
        model.addAttribute("concerns", story.of("concern-recorded"));
        model.addAttribute("referrals", story.referrals());
        return "cme/one";
    }

    /** What stands out as buttons: the review that is due, the check that was never made, and what an officer records most. */
    private static List<Step> next(Doc one, Story story, Desk desk, List<Step> steps) {
        var due = one.date("reviewDueOn");
        boolean reviewDue = due != null && !due.isAfter(desk.today().plusDays(2));
        var wanted = reviewDue
                ? List.of("reviews", "enquiries")
                : story.of("check-recorded").isEmpty() ? List.of("checks", "enquiries") : List.of("enquiries");
        return wanted.stream()
                .flatMap(id -> steps.stream().filter(step -> step.id().equals(id)))
                .toList();
    }

    /** The review clock is the only one. */
    private static Clock.All clocks(Doc one, Story story, Desk desk) {
        var clock = story.reviewClock();
        var due = one.date("reviewDueOn");
        if (due == null) return Clock.All.NONE;
        return new Clock.All(
                List.of(new Clock(
                        "Next review",
                        "Running",
                        null,
                        one.day("reviewDueOn"),
                        Left.of(due, desk.today()),
                        null,
                        working(one, clock),
                        null)),
                List.of());
    }

    private static String working(Doc one, Doc clock) {
        if (!clock.has("startedOn")) return "";
        long days = ChronoUnit.DAYS.between(clock.date("startedOn"), clock.date("dueOn"));
        var every = days % 7 != 0 ? days + " days" : days == 7 ? "week" : days / 7 + " weeks";
        boolean known = one.has("socialCareStatus") && !"none".equals(one.text("socialCareStatus"));
        return "Counted from %s, every %s, because the child is %sopen to social care. It starts again with each review, each re-opening, and when the child comes to or leaves social care."
                .formatted(clock.day("startedOn"), every, known ? "" : "not ");
    }

    /** @param href opens a new involvement that follows on this one, or stands for it */
    record Again(String href, String words) {}

    private static Again again(Doc one) {
        var child = one.text("childRef");
        return switch (one.text("status")) {
            case "closed" ->
                new Again(
                        Desk.filled(
                                "/involvements/new/involvement?childRef={}&previousInvolvement={}",
                                child,
                                one.text("id")),
                        "The child is missing again: log a new involvement");
            case "voided" ->
                new Again(
                        Desk.filled("/involvements/new/involvement?replaces={}", one.text("id")),
                        "Log the involvement that stands for this one");
            default -> null;
        };
    }
}
