package waymark.portal.start;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

    StartController(List<CaseArea> areas, DemonstrationWork work) {
        this.areas = areas;
        this.work = work;
    }

    @GetMapping("/")
    String start(Desk desk, Model model) {
        var person = desk.person();
        if (person.roles().equals(java.util.Set.of(Role.COUNCILLOR))) return "redirect:/releases";
        if (person.roles().equals(java.util.Set.of(Role.ADMINISTRATOR))) return "redirect:/records";
        model.addAttribute("cards", cards(desk));
        if (person.is(Role.TEAM_MANAGER)) model.addAttribute("unseen", BrokenGlass.unseen(desk, areas));
        // Who may take in the registers of all three kinds.
        if (person.is(IMPORTERS)) model.addAttribute("empty", isEmpty(desk));
        return "start/start";
    }

    private static List<Card> cards(Desk desk) {
        var cards = new ArrayList<Card>();
        var person = desk.person();
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

    /** Sends the registers to the services, one after the other; from then on they are taken in there, whatever becomes of this page. */
    @PostMapping("/start/demonstration")
    String demonstration(Desk desk) {
        // The offer may have been open in another window since before there were cases.
        if (!desk.person().is(IMPORTERS) || !isEmpty(desk)) return "redirect:/";
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

    /** @param answer of the import's report */
    record Taken(Service service, String area, Answer answer) {}

    @GetMapping("/start/demonstration")
    String progress(
            Desk desk,
            @RequestParam String involvements,
            @RequestParam String assessments,
            @RequestParam String referrals,
            Model model) {
        var ids = List.of(involvements, assessments, referrals);
        var taken = new ArrayList<Taken>();
        for (int at = 0; at < ids.size(); at++) {
            var file = Demonstration.FILES.get(at);
            taken.add(new Taken(
                    file.service(),
                    file.area(),
                    desk.get(file.service(), "/" + file.area() + "/imports/{}", ids.get(at))));
        }
        model.addAttribute("taken", taken);
        model.addAttribute(
                "again",
                Desk.filled(
                        "/start/demonstration?involvements={}&assessments={}&referrals={}",
                        involvements,
                        assessments,
                        referrals));
        boolean running = taken.stream()
                .anyMatch(part -> part.answer().doc() == null
                        || "running".equals(part.answer().doc().text("state")));
        model.addAttribute("running", running);
        model.addAttribute("mayGive", desk.person().is(Role.TEAM_MANAGER));
        model.addAttribute("given", !running && work.isGiven(desk));
        model.addAttribute(
                "ids", Map.of("involvements", involvements, "assessments", assessments, "referrals", referrals));
        return "start/demonstration";
    }

    /** After the registers: lists for the demonstration's people, and contacts that nobody has decided yet. */
    @PostMapping("/start/demonstration/work")
    String give(
            Desk desk,
            @RequestParam String involvements,
            @RequestParam String assessments,
            @RequestParam String referrals,
            RedirectAttributes after) {
        if (!desk.person().is(Role.TEAM_MANAGER)) {
            throw new CannotShow(new Answer.Refused(
                    403, "request.role", null, "Giving cases to people is the team manager's work.", Doc.EMPTY));
        }
        after.addFlashAttribute("refusals", work.give(desk));
        return "redirect:"
                + Desk.filled(
                        "/start/demonstration?involvements={}&assessments={}&referrals={}",
                        involvements,
                        assessments,
                        referrals);
    }
}
