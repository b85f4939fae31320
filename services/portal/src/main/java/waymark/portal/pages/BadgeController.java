package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.signin.Desks;

/** The number of alerts, and of broken glass, which every page asks for again and again. Where it is not known just now nothing is answered, and the page keeps what it has. */
@Controller
class BadgeController {
    static final String PATH = "/alerts/badge";
    static final String GLASS = "/records/broken-glass/badge";

    /** Parts of pages that ask for themselves. */
    static final Set<String> ALL = Set.of(PATH, GLASS);

    private final Desks desks;
    private final List<CaseArea> areas;

    BadgeController(Desks desks, List<CaseArea> areas) {
        this.desks = desks;
        this.areas = areas;
    }

    @GetMapping(PATH)
    String badge(HttpServletRequest request, HttpServletResponse response, Model model) {
        var desk = desks.unasked(request, response);
        var counts = desk == null || !Badge.isFor(desk.person())
                ? null
                : desk.get(Service.ALERTS, PATH).doc();
        if (counts == null) {
            return nothing(response);
        }
        var badge = Badge.of(counts);
        badge.show(request);
        model.addAttribute("badge", badge);
        return "badge";
    }

    @GetMapping(GLASS)
    String glass(HttpServletRequest request, HttpServletResponse response, Model model) {
        Desk desk = desks.unasked(request, response);
        if (desk == null || !GlassBadge.isFor(desk.person())) return nothing(response);
        var badge = GlassBadge.of(desk, areas);
        badge.show(request);
        model.addAttribute("badge", badge);
        return "badge";
    }

    private static String nothing(HttpServletResponse response) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return null;
    }
}
