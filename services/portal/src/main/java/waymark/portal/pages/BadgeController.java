package waymark.portal.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import waymark.portal.desk.Service;
import waymark.portal.signin.Desks;

/** The number of alerts, which every page asks for again and again. Where it is not known just now nothing is answered, and the page keeps what it has. */
@Controller
class BadgeController {
    static final String PATH = "/alerts/badge";

    private final Desks desks;

    BadgeController(Desks desks) {
        this.desks = desks;
    }

    @GetMapping(PATH)
    String badge(HttpServletRequest request, HttpServletResponse response, Model model) {
        var desk = desks.unasked(request, response);
        var counts = desk == null || !Badge.isFor(desk.person())
                ? null
                : desk.get(Service.ALERTS, PATH).doc();
        if (counts == null) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        var badge = Badge.of(counts);
        badge.show(request);
        model.addAttribute("badge", badge);
        return "alerts/badge";
    }
}
