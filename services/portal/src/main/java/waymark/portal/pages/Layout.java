package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import waymark.portal.desk.Person;
import waymark.portal.signin.Desks;
import waymark.web.access.Role;

/** What every page has around it: who is signed in, and where that person can go. */
@ControllerAdvice(annotations = Controller.class)
class Layout {
    /** @param current whether the page is in it */
    record Link(String href, String words, boolean current) {}

    private record Item(String href, String words, List<Role> roles) {}

    private static final List<Item> ITEMS = List.of(
            new Item(
                    "/involvements",
                    "Missing education",
                    List.of(Role.CME_OFFICER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)),
            new Item(
                    "/assessments",
                    "EHC assessments",
                    List.of(Role.SEND_COORDINATOR, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)),
            new Item(
                    "/referrals",
                    "Contacts and referrals",
                    List.of(Role.DUTY_WORKER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)),
            new Item(
                    "/dashboards",
                    "Figures",
                    List.of(
                            Role.CME_OFFICER,
                            Role.SEND_COORDINATOR,
                            Role.DUTY_WORKER,
                            Role.REVIEWING_OFFICER,
                            Role.TEAM_MANAGER,
                            Role.PERFORMANCE_ANALYST)),
            new Item("/papers", "Reports", List.of(Role.PERFORMANCE_ANALYST, Role.TEAM_MANAGER)),
            new Item("/releases", "Released papers", List.of(Role.COUNCILLOR)),
            new Item("/records", "Records and access", List.of(Role.TEAM_MANAGER, Role.ADMINISTRATOR)));

    private final Desks desks;

    Layout(Desks desks) {
        this.desks = desks;
    }

    @ModelAttribute
    void around(HttpServletRequest request, HttpServletResponse response, Model model) {
        var path = request.getRequestURI();
        model.addAttribute("path", path);
        var desk = desks.of(request, response);
        if (desk == null) return;
        model.addAttribute("person", desk.person());
        model.addAttribute("today", desk.today());
        model.addAttribute("navigation", links(desk.person(), path));
    }

    private static List<Link> links(Person person, String path) {
        var links = new ArrayList<Link>();
        for (var item : ITEMS) {
            if (person.is(item.roles.toArray(Role[]::new))) {
                links.add(new Link(item.href, item.words, path.equals(item.href) || path.startsWith(item.href + "/")));
            }
        }
        return links;
    }
}
