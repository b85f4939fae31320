package waymark.portal.start;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.records.BrokenGlass;
import waymark.web.access.Role;

/** Where everyone begins: what one may do, what waits for one, and, as long as there is no case, the demonstration's. */
@Controller
class StartController {
    /** @param doing what one does there, in a line */
    record Card(String href, String words, String doing) {}

    private static final Role[] IMPORTERS = {Role.TEAM_MANAGER, Role.PERFORMANCE_ANALYST};

    private final List<CaseArea> areas;
    private final DemonstrationWork work;
    private final boolean demonstration;

    /** @param demonstration whether made-up cases have a place here; never where real ones are worked on */
    StartController(
            List<CaseArea> areas,
            DemonstrationWork work,
            @Value("${waymark.portal.demonstration}") boolean demonstration) {
        this.areas = areas;
        this.work = work;
        this.demonstration = demonstration;
    }

    @GetMapping("/")
    String start(Desk desk, Model model) {
        var person = desk.person();
        if (person.roles().equals(java.util.Set.of(Role.COUNCILLOR))) return "redirect:/releases";
        if (person.roles().equals(java.util.Set.of(Role.ADMINISTRATOR))) return "redirect:/records";
        model.addAttribute("cards", cards(desk));
        if (person.is(Role.TEAM_MANAGER)) model.addAttribute("broken", BrokenGlass.all(desk, areas));
        // Who may take in the registers of all three kinds.
        boolean empty = demonstration && person.is(IMPORTERS) && isEmpty(desk);
        model.addAttribute("empty", empty);
        model.addAttribute(
                "unfinished",
                demonstration
                        && !empty
                        && person.is(Role.TEAM_MANAGER)
                        && work.isWhole(desk)
                        && work.isUnfinished(desk));
        return "start/start";
    }

    private static List<Card> cards(Desk desk) {
        var cards = new ArrayList<Card>();
        var person = desk.person();
        if (!person.is(Role.COUNCILLOR, Role.ADMINISTRATOR) || person.roles().size() > 1) {
            cards.add(new Card("/alerts", "Alerts", "What was missed, what falls due, and what others must know"));
        }
        if (person.is(Role.CME_OFFICER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)) {
            cards.add(new Card("/involvements", "Children missing education", "Your list, and reviews that are due"));
        }
        if (person.is(Role.CME_OFFICER, Role.TEAM_MANAGER)) {
            cards.add(new Card(
                    "/involvements/new/involvement", "Log an involvement", "For a child who is missing education"));
        }
        if (person.is(Role.SEND_COORDINATOR, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)) {
            cards.add(new Card("/assessments", "EHC needs assessments", "By days left of the twenty weeks"));
        }
        if (person.is(Role.SEND_COORDINATOR, Role.TEAM_MANAGER)) {
            cards.add(new Card("/assessments/week", "Due this week", "What falls due, person by person"));
        }
        if (person.is(Role.DUTY_WORKER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)) {
            cards.add(new Card("/referrals", "Contacts and referrals", "Contacts to decide, with the hours left"));
            cards.add(new Card("/early-help", "Early help", "Families' requests, and support that is due"));
        }
        if (!person.is(Role.COUNCILLOR, Role.ADMINISTRATOR) || person.roles().size() > 1) {
            cards.add(new Card("/dashboards", "Figures", "Live, with the cases behind each"));
        }
        if (person.is(Role.PERFORMANCE_ANALYST, Role.TEAM_MANAGER)) {
            cards.add(new Card("/papers", "Reports", "The council's paper: write, choose, release"));
        }
        if (person.is(Role.TEAM_MANAGER, Role.ADMINISTRATOR)) {
            cards.add(new Card("/records", "Records and access", "Who looked at what, and how long it is kept"));
        }
        if (person.is(Role.PERFORMANCE_ANALYST)) {
            cards.add(new Card("/registers", "Registers", "Take in what other systems keep"));
        }
        return cards;
    }

    /** False where a service is away: what is there is not known then. */
    private static boolean isEmpty(Desk desk) {
        for (var file : Demonstration.FILES) {
            var answer = desk.get(file.service(), "/" + file.area() + "?size=1");
            if (answer.found()
                    .map(list -> list.number("total") + list.number("hidden") > 0)
                    .orElse(true)) return false;
        }
        return true;
    }

    private void refuseWhereItIsOff() {
        if (demonstration) return;
        throw new CannotShow(new Answer.Refused(
                403,
                "portal.demonstration",
                null,
                "The demonstration is switched off here: its made-up cases have no place beside real ones.",
                Doc.EMPTY));
    }

    /** Sends the registers to the services, one after the other; from then on they are taken in there, whatever becomes of this page. */
    @PostMapping("/start/demonstration")
    String demonstration(Desk desk) {
        refuseWhereItIsOff();
        // The offer may have been open in another window since before there were cases.
        if (!isEmpty(desk)) return "redirect:/";
        var page = UriComponentsBuilder.fromPath("/start/demonstration");
        for (var file : Demonstration.FILES) {
            var path = "/" + file.area() + "/imports";
            if (file.completeFrom() != null) {
                path += "?completeFrom=" + Demonstration.moved(file.completeFrom(), Demonstration.weeks(desk.today()));
            }
            var register = Demonstration.register(file, desk.today());
            switch (desk.upload(
                    file.service(), path, "text/csv", HttpRequest.BodyPublishers.ofInputStream(() -> register))) {
                case Answer.Done done -> page.queryParam(file.area(), done.doc().text("id"));
                case Answer.Refused refused -> throw new CannotShow(refused);
                case Answer.Away away -> throw new CannotShow(away);
            }
        }
        return "redirect:" + page.encode().toUriString();
    }

    /** The reports of what was taken in, by their ids; null where somebody comes later, by a link. */
    record Imports(String involvements, String assessments, String referrals) {
        private static final String PAGE = "/start/demonstration";

        boolean known() {
            return involvements != null && assessments != null && referrals != null;
        }

        /** In the order of the demonstration's files. */
        List<String> ids() {
            return known() ? List.of(involvements, assessments, referrals) : List.of();
        }

        String page() {
            return known() ? Desk.filled(PAGE + "?involvements={}&assessments={}&referrals={}", ids().toArray()) : PAGE;
        }
    }

    /** @param answer of the import's report */
    record Taken(Service service, String area, String id, Answer answer) {}

    @GetMapping("/start/demonstration")
    String progress(Desk desk, @ModelAttribute("imports") Imports imports, Model model) {
        refuseWhereItIsOff();
        if (!imports.known() && !work.isWhole(desk)) return "redirect:/";
        var taken = new ArrayList<Taken>();
        for (var id : imports.ids()) {
            var file = Demonstration.FILES.get(taken.size());
            taken.add(new Taken(
                    file.service(), file.area(), id, desk.get(file.service(), "/" + file.area() + "/imports/{}", id)));
        }
        model.addAttribute("taken", taken);
        model.addAttribute("again", imports.page());
        boolean running = taken.stream()
                .anyMatch(part -> part.answer().doc() == null
                        || "running".equals(part.answer().doc().text("state")));
        model.addAttribute("running", running);
        model.addAttribute("mayGive", desk.person().is(Role.TEAM_MANAGER));
        model.addAttribute("given", !running && work.isGiven(desk));
        return "start/demonstration";
    }

    /** After the registers: lists for the demonstration's people, and contacts that nobody has decided yet. */
    @PostMapping("/start/demonstration/work")
    String give(Desk desk, @ModelAttribute("imports") Imports imports, RedirectAttributes after) {
        refuseWhereItIsOff();
        after.addFlashAttribute("refusals", work.give(desk));
        return "redirect:" + imports.page();
    }
}
