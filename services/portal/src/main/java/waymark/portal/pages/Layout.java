package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import waymark.portal.desk.Person;
import waymark.portal.signin.Desks;
import waymark.portal.signin.ProviderAway;
import waymark.web.access.Role;

/** What every page has around it: who is signed in, and where that person can go. */
@ControllerAdvice(annotations = Controller.class)
class Layout {
    /**
     * @param current whether the page is in it
     * @param badge a number beside it, or null
     */
    record Link(String href, String words, boolean current, Waiting badge) {}

    private static final String ALERTS = "/alerts";
    private static final String RECORDS = "/records";

    /** @param also other beginnings of addresses that belong to it */
    private record Item(String href, String words, List<String> also, List<Role> roles) {
        private Item(String href, String words, List<Role> roles) {
            this(href, words, List.of(), roles);
        }

        private boolean has(String path) {
            return within(path, href) || also.stream().anyMatch(part -> within(path, part));
        }

        private static boolean within(String path, String part) {
            return path.equals(part) || path.startsWith(part + "/");
        }
    }

    private static final List<Item> ITEMS = List.of(
            new Item(ALERTS, "Alerts", List.of(Badge.READERS)),
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
                    List.of("/early-help", "/children"),
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
            new Item("/papers", "Reports", List.of("/releases"), List.of(Role.PERFORMANCE_ANALYST, Role.TEAM_MANAGER)),
            // Whose work a kind of case is finds its register beside the list.
            new Item(
                    "/registers",
                    "Registers",
                    List.of("/involvements/import", "/assessments/import", "/referrals/import"),
                    List.of(Role.PERFORMANCE_ANALYST)),
            new Item(
                    "/releases",
                    "Released papers",
                    List.of(
                            Role.COUNCILLOR,
                            Role.CME_OFFICER,
                            Role.SEND_COORDINATOR,
                            Role.DUTY_WORKER,
                            Role.REVIEWING_OFFICER)),
            new Item(RECORDS, "Records and access", List.of(Role.TEAM_MANAGER, Role.ADMINISTRATOR)));

    private static final Logger log = LoggerFactory.getLogger(Layout.class);

    private final Desks desks;

    Layout(Desks desks) {
        this.desks = desks;
    }

    @ModelAttribute
    void around(HttpServletRequest request, HttpServletResponse response, Model model) {
        var path = request.getRequestURI();
        // A part of a page has nothing around it, and its asking must lead nobody to sign in again.
        if (BadgeController.ALL.contains(path)) return;
        model.addAttribute("path", path);
        var desk = desks.of(request, response);
        if (desk == null) return;
        model.addAttribute("person", desk.person());
        model.addAttribute("today", desk.today());
        model.addAttribute("navigation", links(desk.person(), path, request));
    }

    /** As {@link #around}, as far as it can be known: the fault may be that nobody can be asked who this is. */
    Map<String, Object> aroundFault(HttpServletRequest request, HttpServletResponse response) {
        var model = new ExtendedModelMap();
        try {
            around(request, response, model);
        } catch (ProviderAway | OAuth2AuthorizationException unknown) {
            log.debug("A fault's page has no navigation", unknown);
        }
        return model;
    }

    private static List<Link> links(Person person, String path, HttpServletRequest request) {
        var links = new ArrayList<Link>();
        for (var item : ITEMS) {
            if (person.is(item.roles.toArray(Role[]::new))) {
                var badge = switch (item.href) {
                    case ALERTS -> Badge.shown(request);
                    case RECORDS -> GlassBadge.isFor(person) ? GlassBadge.shown(request) : null;
                    default -> null;
                };
                links.add(new Link(item.href, item.words, item.has(path), badge));
            }
        }
        return links;
    }
}
