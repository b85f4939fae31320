package waymark.portal.social;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.calendar.BusinessClock;
import waymark.portal.cases.Left;
import waymark.portal.cases.Whose;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/** The duty team's lists: contacts to be decided, referrals, and early help, what is due first before the rest. */
@Controller
class DutyListController {
    private static final String WAITING = "/referrals?nextStep=decide-contact,record-referral&sort=dueAt&page=0&size=";
    private static final int MOST_WAITING = 20;

    private static final List<String> REFERRAL_FILTERS = List.of(
            "status",
            "nextStep",
            "plan",
            "team",
            "locality",
            "overdue",
            "dueWithin",
            "sharedContact",
            "childRef",
            "sort",
            "page");

    private static final List<String> EARLY_HELP_FILTERS =
            List.of("status", "team", "locality", "overdue", "childRef", "sort", "page");

    private final CaseArea referrals;
    private final CaseArea earlyHelp;
    private final SocialWords words;
    private final BusinessClock clock;
    private final Choices localities;

    DutyListController(
            CaseArea referrals, CaseArea earlyHelp, SocialWords words, BusinessClock clock, CodeLists lists) {
        this.referrals = referrals;
        this.earlyHelp = earlyHelp;
        this.words = words;
        this.clock = clock;
        localities = Choices.localities(lists);
    }

    /**
     * A case in a list.
     *
     * @param left null where nothing is due
     */
    record Row(Doc one, String due, Left left, String clock) {}

    @GetMapping("/referrals")
    String referrals(Desk desk, @RequestParam Map<String, String> parameters, Model model) {
        var asked = Asked.of("/referrals", parameters, REFERRAL_FILTERS, Map.of("status", "open"))
                .of(
                        Whose.of(
                                "worker",
                                parameters.get("worker"),
                                parameters.get(Whose.PERSON),
                                desk.person(),
                                "anyone"),
                        parameters);
        var listed = desk.meanwhile(Service.REFERRALS, asked.of("/referrals"));
        var waits = asked.given() ? null : desk.meanwhile(Service.REFERRALS, WAITING + MOST_WAITING);
        show(desk, asked, desk.need(listed.join()), referrals, model);
        if (waits != null) waiting(desk, waits.join(), model);
        model.addAttribute("statuses", choices("received", "decided", "open", "closed", "voided"));
        model.addAttribute(
                "nextSteps",
                choices(
                        "decide-contact",
                        "record-referral",
                        "start-assessment",
                        "complete-assessment",
                        "hold-conference",
                        "visit",
                        "review-plan",
                        "plan-or-close"));
        model.addAttribute("plans", choices("none", "child-in-need", "protection"));
        return "social/referrals";
    }

    private void waiting(Desk desk, Answer waits, Model model) {
        model.addAttribute("waits", waits);
        if (waits.doc() == null) return;
        model.addAttribute("waiting", rows(desk, waits.doc()));
        model.addAttribute("waitingTotal", waits.doc().number("total"));
    }

    @GetMapping("/early-help")
    String earlyHelp(Desk desk, @RequestParam Map<String, String> parameters, Model model) {
        var asked = Asked.of(
                "/early-help", parameters, EARLY_HELP_FILTERS, Map.of("status", "requested,progressed,supported"));
        show(desk, asked, desk.need(Service.REFERRALS, asked.of("/early-help")), earlyHelp, model);
        model.addAttribute("statuses", choices("requested", "progressed", "supported", "closed", "voided"));
        return "social/early-helps";
    }

    private void show(Desk desk, Asked asked, Doc list, CaseArea area, Model model) {
        model.addAttribute("asked", asked);
        model.addAttribute("rows", rows(desk, list));
        model.addAttribute("total", list.number("total"));
        model.addAttribute("hidden", list.number("hidden"));
        model.addAttribute("size", Asked.SIZE);
        model.addAttribute("works", area.isWorkOf(desk.person()));
        model.addAttribute("opens", area.opensTo(desk.person()));
        model.addAttribute("imports", desk.person().is(Role.DUTY_WORKER, Role.TEAM_MANAGER, Role.PERFORMANCE_ANALYST));
        model.addAttribute(
                "localities",
                localities.on(Doc.EMPTY.with(CaseArea.AUTHORITY, desk.person().authority()), desk.today()));
    }

    private List<Row> rows(Desk desk, Doc list) {
        var now = clock.now();
        return list.docs("items").stream().map(one -> row(desk, one, now)).toList();
    }

    private Row row(Desk desk, Doc one, Instant now) {
        if (!one.has("dueOn")) return new Row(one, null, null, null);
        boolean hours = words.isOfHours(one.text("dueClock"));
        return new Row(
                one,
                hours ? one.moment("dueAt") : one.day("dueOn"),
                hours ? Left.of(Instant.parse(one.text("dueAt")), now) : Left.of(one.date("dueOn"), desk.today()),
                words.clock(one.text("dueClock")));
    }

    private static List<Choice> choices(String... codes) {
        return List.of(codes).stream().map(Choice::of).toList();
    }
}
