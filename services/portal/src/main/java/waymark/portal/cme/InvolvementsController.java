package waymark.portal.cme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Known;
import waymark.portal.forms.Step;
import waymark.portal.shared.Due;
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

    InvolvementsController(CaseArea involvements, CmeCodes codes) {
        area = involvements;
        this.codes = codes;
    }

    /** @param due the next review of an open one; else null */
    record Row(Doc one, Due due) {}

    @GetMapping
    String list(Desk desk, @RequestParam Map<String, String> parameters, Model model) {
        var listing = new Listing(parameters, desk.person());
        var page = desk.need(
                Service.INVOLVEMENTS,
                "/involvements?" + listing.question() + "&page=%d&size=%d".formatted(listing.page(), Listing.SIZE));
        var found = page.docs("items");
        var rows = new ArrayList<Row>();
        for (var one : found) {
            if (listing.isNobodys() && one.has("officer")) break;
            rows.add(new Row(one, Due.of(one.date("reviewDueOn"), desk.today())));
        }
        model.addAttribute("listing", listing);
        model.addAttribute("rows", rows);
        model.addAttribute("more", listing.isNobodys() && rows.size() == Listing.SIZE);
        model.addAttribute("total", page.number("total"));
        model.addAttribute("hidden", page.number("hidden"));
        model.addAttribute("size", Listing.SIZE);
        model.addAttribute("codes", codes);
        model.addAttribute("localities", choices(codes.localities, desk));
        model.addAttribute("statuses", CmeCodes.STATUSES);
        model.addAttribute("sen", CmeCodes.SEN);
        model.addAttribute("socialCare", CmeCodes.SOCIAL_CARE);
        model.addAttribute("years", CmeCodes.YEARS);
        model.addAttribute("works", works(desk));
        model.addAttribute("imports", desk.person().is(Role.CME_OFFICER, Role.TEAM_MANAGER, Role.PERFORMANCE_ANALYST));
        return "cme/list";
    }

    static List<Choice> choices(Choices choices, Desk desk) {
        return choices.on(Doc.EMPTY.with(CaseArea.AUTHORITY, desk.person().authority()), desk.today());
    }

    private boolean works(Desk desk) {
        return desk.person().is(area.workers().toArray(Role[]::new));
    }

    @GetMapping(ID)
    String one(Desk desk, @PathVariable UUID id, Model model) {
        var one = desk.need(Service.INVOLVEMENTS, "/involvements/{}", id);
        var asked = desk.meanwhile(Service.INVOLVEMENTS, "/involvements/{}/keeping", id);
        var known = Known.of(desk, one.text("childRef"));
        var keeping = asked.join().found().orElse(Doc.EMPTY);
        var story = new Story(one, codes);
        var offered = works(desk) && !keeping.has("erasedOn") ? area.offered(one) : List.<Step>of();
        model.addAttribute("one", one);
        model.addAttribute("keeping", keeping);
        model.addAttribute("codes", codes);
        model.addAttribute("heading", heading(one));
        model.addAttribute("due", Due.of(one.date("reviewDueOn"), desk.today()));
        model.addAttribute("clock", story.reviewClock());
        model.addAttribute(
                "next",
                offered.stream()
                        .filter(step -> !CORRECTIONS.contains(step.id()))
                        .toList());
        model.addAttribute(
                "corrections",
                offered.stream().filter(step -> CORRECTIONS.contains(step.id())).toList());
        model.addAttribute("again", works(desk) ? again(one) : null);
        model.addAttribute("checks", story.of("check-recorded"));
        model.addAttribute("enquiries", story.of("enquiry-recorded"));
        model.addAttribute("concerns", story.of("concern-recorded"));
        model.addAttribute("referrals", story.referrals());
        model.addAttribute("timeline", story.timeline());
        model.addAttribute("elsewhere", known == null ? null : known.without(id.toString()));
        return "cme/one";
    }

    private static String heading(Doc one) {
        return one.has("personal.name") ? one.text("personal.name") : "Child " + one.text("childRef");
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
